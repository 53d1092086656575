package zapy_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// answering stands for the gateway in the examples.
func answering(body string) zapgate.Option {
	return zapgate.WithHTTPClient(&http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	})})
}

func ExampleMessagesService_SendText() {
	_, err := zapy.New(zapy.Credentials{APIKey: "your key", InstanceID: "your instance"})
	fmt.Println(err) // a key has no spaces

	client, err := zapy.New(zapy.Credentials{APIKey: "your-key", InstanceID: "your-instance"},
		answering(`{"id": "22222222-3333-4444-8555-666666666666", "messageId": "3EB0AABBCCDDEEFF0011"}`))
	if err != nil {
		panic(err)
	}
	sent, err := client.Messages.SendText(context.Background(), zapy.SendTextRequest{To: "5511900000001", Message: "Olá"})
	fmt.Println(sent.MessageID, err)
	// Output:
	// zapy: New: APIKey has a space, a control or a non-ASCII character: invalid argument
	// 3EB0AABBCCDDEEFF0011 <nil>
}

func ExampleInstancesService_All() {
	client, err := zapy.New(zapy.Credentials{APIKey: "your-key"}, // the list needs no instance
		answering(`{"data": [{"instanceId": "loja-a", "status": "connected"}, {"instanceId": "loja-b", "status": "stopped"}], "isLastPage": true}`))
	if err != nil {
		panic(err)
	}
	for instance, err := range client.Instances.All(context.Background(), zapy.ListInstancesParams{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(instance.InstanceID, instance.Status)
	}
	// Output:
	// loja-a connected
	// loja-b stopped
}

func ExampleWebhookConfigService_Set() {
	client, err := zapy.New(zapy.Credentials{APIKey: "your-key", InstanceID: "loja-a"},
		answering(`{"id": "1", "instanceId": "loja-a", "webhookUrl": "https://crm.example.com/hooks/zapy", "secret": "s3cret", "isActive": true}`))
	if err != nil {
		panic(err)
	}
	config, err := client.WebhookConfig.Set(context.Background(), zapy.SetWebhookConfigRequest{
		WebhookURL: "https://crm.example.com/hooks/zapy", Secret: "s3cret",
	})
	fmt.Println(config.IsActive, config.Secret, err)
	// Output: true [redacted] <nil>
}

func ExampleContactsService_CheckNumbers() {
	client, err := zapy.New(zapy.Credentials{APIKey: "your-key", InstanceID: "loja-a"},
		answering(`{"results": [{"number": "5511900000001", "exists": true, "jid": "551100000001@s.whatsapp.net"}, {"number": "5511900000002", "exists": false}]}`))
	if err != nil {
		panic(err)
	}
	checked, err := client.Contacts.CheckNumbers(context.Background(), zapy.CheckNumbersRequest{Numbers: []string{"5511900000001", "5511900000002"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range checked.Results {
		fmt.Println(r.Number, r.Exists, r.JID)
	}
	// Output:
	// 5511900000001 true 551100000001@s.whatsapp.net
	// 5511900000002 false
}

func ExampleGroupsService_Metadata() {
	client, err := zapy.New(zapy.Credentials{APIKey: "your-key", InstanceID: "loja-a"},
		answering(`{"id": "120360000000000001@g.us", "subject": "Sales", "creation": 1767225600, "participants": [
			{"id": "5511900000001@s.whatsapp.net", "admin": "superadmin"}, {"id": "5511900000002@s.whatsapp.net", "admin": null}]}`))
	if err != nil {
		panic(err)
	}
	group, err := client.Groups.Metadata(context.Background(), "120360000000000001@g.us")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(group.Subject, group.Creation.UTC().Format("2006-01-02"))
	for _, p := range group.Participants {
		fmt.Println(p.ID, p.Admin != "")
	}
	// Output:
	// Sales 2026-01-01
	// 5511900000001@s.whatsapp.net true
	// 5511900000002@s.whatsapp.net false
}
