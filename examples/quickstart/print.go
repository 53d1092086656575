package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/webhook"
)

func printSent(out io.Writer, gateways []*gateway) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "GATEWAY\tSENT TEXT\tSENT IMAGE")
	for _, g := range gateways {
		fmt.Fprintf(w, "%s\t%s\t%s\n", g.provider, g.sentText, g.sentImage)
	}
	_ = w.Flush()
}

func printEvents(out io.Writer, events []webhook.Event) {
	fmt.Fprintln(out)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "GATEWAY\tEVENT\tMESSAGE\tFROM\tCONTENT\tSTATUS")
	for _, e := range events {
		message, from, content, status := columns(e)
		kind := strings.TrimPrefix(fmt.Sprintf("%T", e), "*webhook.")
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", e.Head().Provider, kind, message, from, content, status)
	}
	_ = w.Flush()
}

func columns(e webhook.Event) (message, from, content, status string) {
	switch e := e.(type) {
	case *webhook.MessageReceived:
		return e.MessageID, person(e.FromName, e.From), text(e.Content), "-"
	case *webhook.MessageSent:
		return e.MessageID, "me", text(e.Content), "-"
	case *webhook.MessageStatus:
		return e.MessageID, "-", "-", string(e.Status)
	case *webhook.ConnectionChanged:
		return "-", "-", "-", string(e.State)
	}
	return "-", "-", "-", "-"
}

func person(name string, a zapgate.Address) string { return firstOf(name, a.JID(), "?") }

func text(c webhook.Content) string {
	switch c := c.(type) {
	case *webhook.Text:
		return c.Body
	case *webhook.Image:
		return "image " + firstOf(c.Caption, c.URL, c.MediaID)
	case *webhook.Unsupported:
		return c.Kind + " (see Raw)"
	}
	return "-"
}
