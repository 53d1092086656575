package zapini_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapini"
)

// gateway stands for Zapini: it gives the same answer to everything.
func gateway(answer string) (opts []zapgate.Option, stop func()) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, answer) }))
	return []zapgate.Option{zapgate.WithBaseURL(s.URL), zapini.WithInstanceURL(s.URL)}, s.Close
}

func ExampleDirectService_SendMessage() {
	opts, stop := gateway(`{"success":true,"message":"sent","message_id":"3EB0C0FFEE000001","timestamp":"2026-03-04T12:30:15.000Z"}`)
	defer stop()
	client, err := zapini.New(zapini.Credentials{InstanceID: "18", Token: "sk_example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	sent, err := client.Direct.SendMessage(context.Background(), zapini.SendMessageRequest{Recipient: "5511900000001", Message: "Olá"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sent.MessageID)
	// Output: 3EB0C0FFEE000001
}

func ExampleAutomationActiveError() {
	opts, stop := gateway(`{"success":false,"error":{"code":"AUTOMATION_ACTIVE","message":"a flow answers here","conversation_id":41}}`)
	defer stop()
	client, err := zapini.New(zapini.Credentials{InstanceID: "18", Token: "sk_example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = client.Direct.SendMessage(context.Background(), zapini.SendMessageRequest{Recipient: "5511900000001", Message: "Olá"})
	var active *zapini.AutomationActiveError
	if errors.As(err, &active) {
		fmt.Println("pause the automation of conversation", active.ConversationID)
	}
	// Output: pause the automation of conversation 41
}

func ExampleConversationsService_All() {
	opts, stop := gateway(`{"success":true,"data":[{"id":"a","display_name":"Ana","unread_count":2},{"id":"b","display_name":"Bruno","unread_count":1}],
		"meta":{"pagination":{"total":2,"per_page":100,"current_page":1,"last_page":1}}}`)
	defer stop()
	client, err := zapini.New(zapini.Credentials{Token: "1|example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	for c, err := range client.Conversations.All(context.Background(), zapini.ListConversationsParams{Unread: true}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(c.DisplayName, c.UnreadCount)
	}
	// Output:
	// Ana 2
	// Bruno 1
}

func ExampleWebhooksService_Configure() {
	opts, stop := gateway(`{"success":true,"message":"stored"}`)
	defer stop()
	client, err := zapini.New(zapini.Credentials{InstanceID: "18", Token: "sk_example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := client.Webhooks.Configure(context.Background(), "", zapini.ConfigureWebhookRequest{
		WebhookURL:    "https://crm.example.com/hooks/zapini",
		WebhookSecret: "at least 32 random characters",
		Events:        []zapini.Event{zapini.EventMessageIncoming, zapini.EventMessageStatus},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Message)
	// Output: stored
}

func ExampleLogin() {
	opts, stop := gateway(`{"success":true,"data":{"user":{"id":7,"name":"Ana"},"token":"1|example","token_type":"Bearer"}}`)
	defer stop()
	client, err := zapini.Login(context.Background(), zapini.LoginRequest{Email: "ana@example.com", Password: "example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	login := client.Auth.LoginResult()
	fmt.Println(login.User.Name, login.Token)
	// Output: Ana [redacted]
}
