package wsapi_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// answering stands for the gateway in the examples.
func answering(status int, body string) zapgate.Option {
	return zapgate.WithHTTPClient(&http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	})})
}

func ExampleMessagesService_SendText() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"},
		answering(201, `{"id": "3EB0AABBCCDDEEFF0011"}`))
	if err != nil {
		panic(err)
	}
	anyone, err := zapgate.ParseAddress("+55 11 90000-0001")
	if err != nil {
		panic(err)
	}
	to, err := wsapi.Spell(anyone)
	if err != nil {
		panic(err)
	}
	sent, err := client.Messages.SendText(context.Background(), wsapi.SendTextRequest{To: to, Text: "Olá"})
	fmt.Println(to, sent.ID, err)
	// Output: 5511900000001@s.whatsapp.net 3EB0AABBCCDDEEFF0011 <nil>
}

func ExampleSessionService_Status() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key"}, // one's own server in single mode needs no instance
		zapgate.WithBaseURL("http://localhost:8080"),
		answering(200, `{"isConnected": true, "isLoggedIn": false, "deviceId": ""}`))
	if err != nil {
		panic(err)
	}
	status, err := client.Session.Status(context.Background())
	fmt.Println(status.IsConnected, status.IsLoggedIn, err)
	// Output: true false <nil>
}

func ExampleChatsService_List() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"},
		answering(200, `[{"id": "5511900000001@s.whatsapp.net", "pushName": "Ana"}, {"id": "120360000000000001@g.us", "isGroup": true}]`))
	if err != nil {
		panic(err)
	}
	chats, err := client.Chats.List(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, chat := range chats {
		fmt.Println(chat.ID, chat.IsGroup)
	}
	// Output:
	// 5511900000001@s.whatsapp.net false
	// 120360000000000001@g.us true
}

func ExampleAdminClient_CreateInstance() {
	admin, err := wsapi.NewAdmin("your-admin-key", zapgate.WithBaseURL("http://localhost:8080"),
		answering(201, `{"id": "loja-a", "config": {"apiKey": "s3cret", "eventFilters": ["message"]}}`))
	if err != nil {
		panic(err)
	}
	instance, err := admin.CreateInstance(context.Background(), wsapi.CreateInstanceRequest{
		ID: "loja-a", APIKey: "s3cret", EventFilters: []wsapi.EventType{wsapi.EventMessage},
	})
	fmt.Println(instance.ID, instance.Config.APIKey, instance.Config.EventFilters, err)
	// Output: loja-a [redacted] [message] <nil>
}
