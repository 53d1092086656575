package webhook_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

const exampleMessage = `{
	"event": "message.received",
	"instance_uuid": "33333333-0000-4000-8000-000000000001",
	"data": {
		"message_id": "44444444-0000-4000-8000-000000000001",
		"whatsapp_message_id": "3EB00001",
		"sender_number": "5511900000001",
		"sender_name": "Ana",
		"content": "Bom dia"
	}
}`

const exampleStatus = `{
	"event": "message.status",
	"instance_uuid": "33333333-0000-4000-8000-000000000001",
	"data": {"whatsapp_message_id": "3EB00002", "previous_status": "delivered", "new_status": "read", "recipient_number": "5511900000001"}
}`

// A handler is mounted like any other. It calls the function for the event's type, or the one for all the others.
func Example() {
	h, err := webhook.New(webhook.Zapini, webhook.HMAC("new secret", "old secret"))
	if err != nil {
		fmt.Println(err)
		return
	}
	webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error {
		if text, ok := m.Content.(*webhook.Text); ok {
			fmt.Printf("%s (%s): %s\n", m.FromName, m.From.Phone(), text.Body)
		}
		return nil
	})
	webhook.OnRest(h, func(_ context.Context, e webhook.Event) error {
		fmt.Println("also:", e.Head().Type)
		return nil
	})
	mux := http.NewServeMux()
	mux.Handle("POST /hook", h)

	// In production the gateway delivers; here, webhooktest does.
	webhooktest.Deliver(mux, webhook.Zapini, "old secret", []byte(exampleMessage))
	webhooktest.Deliver(mux, webhook.Zapini, "new secret", []byte(exampleStatus))

	// Output:
	// Ana (5511900000001): Bom dia
	// also: message.status
}

// A consumer of a queue parses the bytes that were verified before they went in.
func ExampleParse() {
	events, err := webhook.Parse(webhook.Zapini, []byte("["+exampleStatus+`, {"event": "something.new"}]`))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range events {
		switch e := e.(type) {
		case *webhook.MessageStatus:
			fmt.Println(e.MessageID, "is", e.Status)
		case *webhook.Unknown:
			fmt.Printf("%s: %s\n", e.Type, e.Raw)
		}
	}

	// Output:
	// 3EB00002 is read
	// something.new: {"event": "something.new"}
}

// An event that failed is handled again when it comes again; one that was handled is acknowledged and dropped.
func ExampleWithDedupe() {
	h, err := webhook.New(webhook.Zapini, webhook.HMAC("secret"), webhook.WithDedupe(webhook.NewMemory(100_000)))
	if err != nil {
		fmt.Println(err)
		return
	}
	attempts := 0
	webhook.On(h, func(context.Context, *webhook.MessageReceived) error {
		if attempts++; attempts == 1 {
			return errors.New("the database is down")
		}
		return nil
	})
	for range 3 {
		rec := webhooktest.Deliver(h, webhook.Zapini, "secret", []byte(exampleMessage))
		fmt.Println("answered", rec.Code, "after", attempts, "attempts")
	}

	// Output:
	// answered 500 after 1 attempts
	// answered 200 after 2 attempts
	// answered 200 after 2 attempts
}

// Statuses arrive in any order.
func ExampleStatus_Supersedes() {
	known := webhook.StatusSent
	for _, next := range []webhook.Status{webhook.StatusRead, webhook.StatusDelivered, webhook.StatusPlayed} {
		if next.Supersedes(known) {
			known = next
			fmt.Println("now", known)
		}
	}

	// Output:
	// now read
	// now played
}
