package zapgate_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/zapgate/zapgate-go"
)

// invoices stands for client.Messenger() of a gateway, whose connection is lost under the second message.
type invoices struct{ zapgate.Messenger }

func (invoices) Capabilities() zapgate.Capabilities {
	return zapgate.Capabilities{Text: true, Typing: true}
}

func (invoices) SendText(_ context.Context, m zapgate.TextMessage, _ ...zapgate.CallOption) (*zapgate.Sent, error) {
	if m.Text == "Invoice 2" {
		return nil, &zapgate.Error{Provider: "zapi", Op: "POST /send-text", MayHaveRun: true, Err: errors.New("connection lost")}
	}
	return &zapgate.Sent{MessageID: fmt.Sprintf("3EB0 (%v of typing…)", m.Typing)}, nil
}

func ExampleSender() {
	var messenger zapgate.Messenger = invoices{} // client.Messenger()

	sender, err := zapgate.NewSender(messenger, zapgate.WithWorkers(1), zapgate.WithTyping(100*time.Millisecond, 5*time.Second))
	if err != nil {
		fmt.Println(err)
		return
	}
	to, _ := zapgate.ParseAddress("5511900000001")
	messages := []zapgate.Message{
		&zapgate.TextMessage{To: to, Text: "Hello, your invoices"},
		&zapgate.TextMessage{To: to, Text: "Invoice 1"},
		&zapgate.TextMessage{To: to, Text: "Invoice 2"},
	}
	read := 0
	for result, err := range sender.Send(context.Background(), slices.Values(messages)) {
		read++
		switch {
		case err == nil:
			fmt.Println(result.Index, "sent", result.Sent.MessageID)
		case errors.Is(err, zapgate.ErrNotTried):
			fmt.Println(result.Index, "may be sent later")
		case errors.Is(err, zapgate.ErrOutcomeUnknown):
			fmt.Println(result.Index, "look before sending again:", err)
		default:
			fmt.Println(result.Index, "refused:", err)
		}
	}
	fmt.Println(len(messages)-read, "were not read")
	// Output:
	// 0 sent 3EB0 (2s of typing…)
	// 1 sent 3EB0 (900ms of typing…)
	// 2 look before sending again: zapi: POST /send-text: connection lost
	// 0 were not read
}
