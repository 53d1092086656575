// Command quickstart sends one text and one image through each gateway and receives the callbacks as one union of events.
// It needs no account and no network: without flags it starts the four gateways in process.
//
//	go run ./examples/quickstart
//
// With -gateway and credentials in the environment it sends a text and an image to ZAPGATE_TO by the real service:
//
//	ZAPGATE_TO=… ZAPI_INSTANCE_ID=… ZAPI_TOKEN=… ZAPI_CLIENT_TOKEN=… go run ./examples/quickstart -gateway zapi -wait 60s
//
// ZAPINI_INSTANCE_ID and ZAPINI_TOKEN, ZAPY_INSTANCE_ID and ZAPY_API_KEY, WSAPI_INSTANCE_ID, WSAPI_API_KEY and
// WSAPI_BASE_URL serve the others; all but Z-API need ZAPGATE_WEBHOOK_SECRET. With ZAPGATE_PUBLIC_URL, the address at
// which the gateway reaches ZAPGATE_LISTEN (":8080"), it replaces the instance's callback URL and waits for the callbacks;
// WSAPI's is set in its own panel.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	name := flags.String("gateway", "", "zapi, zapini, zapy or wsapi: the real service instead of all four in process")
	wait := flags.Duration("wait", 9*time.Second, "how long the whole run may take")
	if err := flags.Parse(args); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, *wait)
	defer cancel()
	start, listen := startFakes, "127.0.0.1:0"
	if *name != "" {
		start, listen = startReal(*name), firstOf(os.Getenv("ZAPGATE_LISTEN"), ":8080")
	}
	inbox, err := listenForCallbacks(listen)
	if err != nil {
		return err
	}
	defer inbox.close()
	gateways, err := start()
	for _, g := range gateways {
		defer g.stop()
	}
	if err != nil {
		return err
	}
	for _, g := range gateways {
		if err := g.exchange(ctx, inbox); err != nil {
			return fmt.Errorf("%s: %w", g.provider, err)
		}
	}
	printSent(out, gateways)
	printEvents(out, inbox.all())
	fmt.Fprintln(out)
	for _, g := range gateways {
		if err := g.prove(ctx, inbox, out); err != nil {
			return fmt.Errorf("%s: %w", g.provider, err)
		}
	}
	return nil
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
