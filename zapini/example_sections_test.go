package zapini_test

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapini"
)

// exampleClient is a client of a gateway that gives the same answer to everything.
func exampleClient(answer string) (client *zapini.Client, stop func()) {
	opts, stop := gateway(answer)
	client, err := zapini.New(zapini.Credentials{InstanceID: "18", Token: "sk_example"}, opts...)
	if err != nil {
		panic(err)
	}
	return client, stop
}

func ExampleAutomationService_BulkPause() {
	client, stop := exampleClient(`{"success":true,"data":{"paused":1,"skipped":1,"errors":0}}`)
	defer stop()
	done, err := client.Automation.BulkPause(context.Background(), zapini.BulkPauseRequest{
		ConversationIDs: []string{"11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002"},
		Reason:          "maintenance",
	})
	if err != nil {
		fmt.Println("after", done.Answered, "conversations:", err)
		return
	}
	fmt.Println(done.Paused, "paused,", done.Skipped, "skipped")
	// Output: 1 paused, 1 skipped
}

func ExampleAutomationService_SendAfterPause() {
	client, stop := exampleClient(`{"success":false,"error":{"code":"NOT_FOUND","message":"no such conversation"}}`)
	defer stop()
	_, err := client.Automation.SendAfterPause(context.Background(), "11111111-0000-4000-8000-000000000001",
		zapini.SendMessageRequest{Recipient: "5511900000001", Message: "Agora é a Ana"})
	var failed *zapini.SendAfterPauseError
	if errors.As(err, &failed) {
		switch failed.Step {
		case zapini.StepPause:
			fmt.Println("nothing was sent")
		case zapini.StepSend:
			fmt.Println("the automation is paused: send again, or resume it")
		}
	}
	// Output: nothing was sent
}

func ExampleContactsService_Export() {
	client, stop := exampleClient("id,name\n71,Bruno\n")
	defer stop()
	exported, err := client.Contacts.Export(context.Background(), zapini.ExportContactsParams{Format: zapini.ExportCSV}, os.Stdout)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(exported.Size, "bytes")
	// Output:
	// id,name
	// 71,Bruno
	// 17 bytes
}

func ExampleTagsService_SetConversationTags() {
	client, stop := exampleClient(`{"success":true,"data":{"tags":[{"id":"t1","name":"VIP","color":"#00aa55"}]}}`)
	defer stop()
	tags, err := client.Tags.SetConversationTags(context.Background(), "11111111-0000-4000-8000-000000000001",
		zapini.SetConversationTagsRequest{TagIDs: []string{"t1"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(tags[0].Name)
	// Output: VIP
}

func ExampleChatService_AllMessages() {
	client, stop := exampleClient(`{"success":true,"data":{"messages":[{"id":2,"sender_name":"Bruno","message_body":"oi"},
		{"id":1,"is_from_me":true,"message_body":"bom dia"}],"has_more":false,"oldest_id":1,"newest_id":2}}`)
	defer stop()
	for m, err := range client.Chat.AllMessages(context.Background(), "11111111-0000-4000-8000-000000000001", zapini.ListChatMessagesParams{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(m.MessageBody, m.IsFromMe)
	}
	// Output:
	// oi false
	// bom dia true
}

func ExampleGroupsService_RevokeInvite() {
	client, stop := exampleClient(`{"success":true,"data":{"new_code":"Example2","new_invite_link":"https://chat.whatsapp.com/Example2"}}`)
	defer stop()
	invite, err := client.Groups.RevokeInvite(context.Background(), "", "120360000000000001@g.us") // of the client's own instance
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(invite.InviteLink)
	// Output: https://chat.whatsapp.com/Example2
}

func ExampleMediaService_Upload() {
	client, stop := exampleClient(`{"success":true,"data":{"id":"media_1","size":11,"filename":"note.txt"}}`)
	defer stop()
	file := zapgate.MediaProgress(zapgate.MediaBytes("text/plain", []byte("hello world")), func(sent, total int64) {
		fmt.Println(sent, "of", total)
	})
	media, err := client.Media.Upload(context.Background(), zapini.UploadMediaRequest{File: file, Filename: "note.txt", Type: zapini.MediaDocument})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(media.ID)
	// Output:
	// 11 of 11
	// media_1
}

func ExampleInboundService_PostConnection() {
	client, stop := exampleClient("")
	defer stop()
	err := client.Inbound.PostConnection(context.Background(), "33333333-0000-4000-8000-000000000001",
		zapini.InboundConnectionRequest{Status: zapini.InstanceConnected, PhoneNumber: "5511900000009"})
	fmt.Println(err)
	// Output: <nil>
}
