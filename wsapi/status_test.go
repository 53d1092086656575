package wsapi_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestWireStatus(t *testing.T) {
	t.Parallel()
	tests := []wireTest{
		{
			name: "Privacy", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Status.Privacy(ctx) },
			method: "GET", path: "/status/privacy", answer: "status-privacy.json", want: []wsapi.StatusPrivacy{
				{Type: wsapi.StatusBlacklist, List: []string{ana, bia}, IsDefault: true}, {Type: wsapi.StatusContacts, List: []string{}},
			},
		},
		{
			name: "PostText",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Status.PostText(ctx, wsapi.PostTextStatusRequest{Text: "Só hoje"})
			},
			method: "POST", path: "/status/text", body: `{"text":"Só hoje"}`, status: 201, answer: "sent.json", want: &wsapi.SentMessage{ID: sentID},
		},
		{
			name: "Delete", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return only(c.Status.Delete(ctx, oddID)) },
			method: "POST", path: "/status/3EB0%2F%3F/delete",
		},
	}
	for kind, post := range twoStatuses() {
		for body, in := range map[string]wsapi.PostMediaStatusRequest{
			`{"url":"https://media.example.com/a.png"}`:                                        {URL: picture},
			`{"data":"iVBORw==","mimeType":"image/png"}`:                                       {Data: png()},
			`{"data":"iVBORw==","mimeType":"image/webp","caption":"Só hoje"}`:                  {Data: png(), MIMEType: "image/webp", Caption: "Só hoje"},
			`{"url":"https://media.example.com/a.png","mimeType":"video/mp4","caption":"Olá"}`: {URL: picture, MIMEType: "video/mp4", Caption: "Olá"},
		} {
			tests = append(tests, wireTest{
				name: kind + " " + body, call: func(ctx context.Context, c *wsapi.Client) (any, error) { return post(c.Status, ctx, in) },
				method: "POST", path: "/status/" + kind, body: body, status: 201, answer: "sent.json", want: &wsapi.SentMessage{ID: sentID},
			})
		}
	}
	runWire(t, tests)
}

type postStatus = func(*wsapi.StatusService, context.Context, wsapi.PostMediaStatusRequest, ...zapgate.CallOption) (*wsapi.SentMessage, error)

func twoStatuses() map[string]postStatus {
	return map[string]postStatus{"image": (*wsapi.StatusService).PostImage, "video": (*wsapi.StatusService).PostVideo}
}

func TestStatusArguments(t *testing.T) {
	t.Parallel()
	tests := []refused{
		{"POST /status/text", "text is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Status.PostText(ctx, wsapi.PostTextStatusRequest{})
			return err
		}},
		{"POST /status/{messageId}/delete", "messageId is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Status.Delete(ctx, "")
		}},
	}
	for kind, post := range twoStatuses() {
		for why, in := range map[string]wsapi.PostMediaStatusRequest{
			"url or data is required": {Caption: "Olá"}, "url and data exclude each other": {URL: picture, Data: png()},
			"media: this field takes bytes, not a link": {Data: zapgate.Base64(zapgate.MediaURL(picture))},
		} {
			tests = append(tests, refused{"POST /status/" + kind, why, func(ctx context.Context, c *wsapi.Client) error {
				_, err := post(c.Status, ctx, in)
				return err
			}})
		}
	}
	runRefused(t, tests)
}

func ExampleStatusService_PostImage() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"},
		answering(201, `{"id": "3EB0AABBCCDDEEFF0011"}`))
	if err != nil {
		panic(err)
	}
	posted, err := client.Status.PostImage(context.Background(), wsapi.PostMediaStatusRequest{
		URL: "https://example.com/bread.png", Caption: "Fresh today",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(posted.ID) // deletes it again
	// Output: 3EB0AABBCCDDEEFF0011
}
