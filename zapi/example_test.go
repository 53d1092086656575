package zapi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/jarcoal/httpmock"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

// answering is a client whose gateway answers everything with body.
func answering(status int, body string) *zapi.Client {
	return exampleClient(httpmock.NewStringResponder(status, body))
}

// telling is a client whose gateway prints what it is asked, and answers with body.
func telling(body string) *zapi.Client { return exampleClient(gateway(body)) }

func gateway(body string) httpmock.Responder {
	return func(r *http.Request) (*http.Response, error) {
		fmt.Println(r.Method, strings.TrimPrefix(r.URL.RequestURI(), "/instances/INST/token/TOK"))
		return httpmock.NewStringResponse(http.StatusOK, body), nil
	}
}

func exampleClient(answer httpmock.Responder) *zapi.Client {
	client, err := zapi.New(zapi.Credentials{InstanceID: "INST", Token: "TOK"}, zapgate.WithHTTPClient(exampleHTTP(answer)))
	if err != nil {
		panic(err)
	}
	return client
}

func exampleHTTP(answer httpmock.Responder) *http.Client {
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(answer)
	return &http.Client{Transport: mt}
}

func Example() {
	client := answering(200, `{"zaapId":"01A2","messageId":"3EB0A1","id":"3EB0A1"}`) // zapi.New(zapi.Credentials{…})
	sent, err := client.Messages.SendText(context.Background(), zapi.SendTextRequest{Phone: "5511900000001", Message: "Olá"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sent.MessageID)
	// Output: 3EB0A1
}

func ExampleClient_Messenger() {
	client := telling(`{"zaapId":"01A2","messageId":"3EB0A1","id":"3EB0A1"}`) // zapi.New(zapi.Credentials{…})
	messenger := client.Messenger()                                           // a zapgate.Messenger, as every client has

	to, _ := zapgate.ParseAddress("+55 11 90000-0001")
	sent, err := messenger.SendText(context.Background(), zapgate.TextMessage{To: to, Text: "Olá", Typing: 2 * time.Second})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sent.CallbackID())

	_, err = messenger.SendMedia(context.Background(), zapgate.MediaMessage{
		To: to, Kind: zapgate.MediaAudio, Media: zapgate.MediaURL("https://media.example.com/song.mp3"),
	})
	fmt.Println(err)
	fmt.Println(messenger.Capabilities().Media[zapgate.MediaVoice].URL)
	// Output:
	// POST /send-text
	// 3EB0A1
	// zapi: Messenger.SendMedia: a file of this kind: not supported by gateway
	// true
}

func Example_outcomeUnknown() {
	client := answering(503, `{"error":"maintenance"}`)
	_, err := client.Messages.SendText(context.Background(), zapi.SendTextRequest{Phone: "5511900000001", Message: "Olá"})
	fmt.Println(err)
	if errors.Is(err, zapgate.ErrOutcomeUnknown) {
		fmt.Println("it may have been sent: look into the queue before sending it again")
	}
	// Output:
	// zapi: POST /send-text: 503: maintenance
	// it may have been sent: look into the queue before sending it again
}

func Example_pages() {
	client := answering(200, `[{"phone":"5511900000001","name":"Ana","unread":"3"},{"phone":"5511900000002","name":"Rui","unread":"0"}]`)
	for chat, err := range client.Chats.All(context.Background(), zapi.ListChatsParams{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(chat.Name, chat.Unread)
	}
	// Output:
	// Ana 3
	// Rui 0
}
