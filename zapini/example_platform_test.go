package zapini_test

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapini"
)

func ExampleAuthService_Refresh() {
	opts, stop := gateway(`{"success":true,"data":{"token":"2|example","token_type":"Bearer"}}`)
	defer stop()
	client, err := zapini.New(zapini.Credentials{Token: "1|example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	refreshed, err := client.Auth.Refresh(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	// The client uses the new token from here on; keep it for the next start.
	fmt.Println(refreshed.Token, len(string(refreshed.Token)))
	// Output: [redacted] 9
}

func ExampleInstancesService_List() {
	opts, stop := gateway(`{"success":true,"data":{"instances":[
		{"uuid":"a","phone_number":"5511900000008","status":"connected","can_send_messages":true,"remaining_quota":42},
		{"uuid":"b","phone_number":"5511900000009","status":"disconnected","can_send_messages":false,"remaining_quota":100}]}}`)
	defer stop()
	client, err := zapini.New(zapini.Credentials{Token: "1|example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	instances, err := client.Instances.List(context.Background(), zapini.ListInstancesParams{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range instances {
		fmt.Println(i.PhoneNumber, i.Status, i.CanSendMessages, i.RemainingQuota)
	}
	// Output:
	// 5511900000008 connected true 42
	// 5511900000009 disconnected false 100
}

func ExampleMessagesService_Send() {
	opts, stop := gateway(`{"success":true,"message":"queued","data":{"uuid":"0d9e","status":"pending","delay_seconds":5,"remaining_quota":41}}`)
	defer stop()
	client, err := zapini.New(zapini.Credentials{InstanceID: "18", Token: "sk_example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	queued, err := client.Messages.Send(context.Background(), zapini.QueueMessageRequest{
		Recipient: "+5511900000001", Message: "Sua consulta é amanhã", ScheduleAt: time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(queued.UUID, queued.Status, queued.RemainingQuota)
	// Output: 0d9e pending 41
}

func ExampleMessagesService_DownloadMedia() {
	opts, stop := gateway("the bytes of a file")
	defer stop()
	client, err := zapini.New(zapini.Credentials{Token: "sk_example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer
	media, err := client.Messages.DownloadMedia(context.Background(), "0d9e", &file)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(media.ContentType, media.Size)
	// Output: text/plain; charset=utf-8 19
}

func ExampleConversationsService_AllMessages() {
	opts, stop := gateway(`{"success":true,"data":{"messages":[
		{"id":8,"is_from_me":true,"message_body":"Tudo bem?"},{"id":7,"is_from_me":false,"message_body":"Oi"}],
		"has_more":false,"oldest_id":7,"newest_id":8}}`)
	defer stop()
	client, err := zapini.New(zapini.Credentials{Token: "1|example"}, opts...)
	if err != nil {
		fmt.Println(err)
		return
	}
	p := zapini.ListConversationMessagesParams{Format: zapini.FormatChat}
	for m, err := range client.Conversations.AllMessages(context.Background(), "0c5a", p) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(m.ID, m.MessageBody)
	}
	// Output:
	// 8 Tudo bem?
	// 7 Oi
}

func ExampleRateLimit() {
	opts, stop := gateway(`{"success":true,"status":"connected"}`)
	defer stop()
	limiter := zapini.RateLimit() // one for all clients of the account
	client, err := zapini.New(zapini.Credentials{InstanceID: "18", Token: "sk_example"}, append(opts, zapgate.WithLimiter(limiter))...)
	if err != nil {
		fmt.Println(err)
		return
	}
	status, err := client.Direct.Status(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(status.Status)
	// Output: connected
}
