package zapy_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

func TestMessagesWire(t *testing.T) {
	t.Parallel()
	runWire(t, []wireTest{
		{
			name: "SendText",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Messages.SendText(ctx, zapy.SendTextRequest{To: "5511900000001", Message: "Olá <você> & *nós*"})
			},
			method: "POST", path: "/api/message/loja-a/text",
			body:   `{"to":"5511900000001","message":"Olá <você> & *nós*"}`,
			status: 201, answer: "sent.json",
			want: &zapy.SentMessage{ID: "22222222-3333-4444-8555-666666666666", MessageID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendText as a reply",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Messages.SendText(ctx, zapy.SendTextRequest{
					To: "120360000000000001@g.us", Message: "Sim", QuoteMessageID: "3EB0AABBCCDDEEFF0022",
				})
			},
			method: "POST", path: "/api/message/loja-a/text",
			body:   `{"to":"120360000000000001@g.us","message":"Sim","quoteMessageId":"3EB0AABBCCDDEEFF0022"}`,
			status: 200, answer: "sent.json",
			want: &zapy.SentMessage{ID: "22222222-3333-4444-8555-666666666666", MessageID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendImage by link",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Messages.SendImage(ctx, zapy.SendImageRequest{
					To: "900000000000001@lid", Image: zapgate.MediaURL("https://media.example.com/a.png"),
				})
			},
			method: "POST", path: "/api/message/loja-a/image",
			body:   `{"to":"900000000000001@lid","image":"https://media.example.com/a.png"}`,
			status: 201, answer: "sent.json",
			want: &zapy.SentMessage{ID: "22222222-3333-4444-8555-666666666666", MessageID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendImage as bytes",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Messages.SendImage(ctx, zapy.SendImageRequest{
					To: "5511900000001@c.us", Image: zapgate.MediaBytes("image/png", []byte("\x89PNG")),
					Caption: "Foto", QuoteMessageID: "3EB0AABBCCDDEEFF0022", ViewOnce: true,
				})
			},
			method: "POST", path: "/api/message/loja-a/image",
			body: `{"to":"5511900000001@c.us","image":"data:image/png;base64,iVBORw==","caption":"Foto",
				"quoteMessageId":"3EB0AABBCCDDEEFF0022","viewOnce":true}`,
			status: 201, answer: "sent.json",
			want: &zapy.SentMessage{ID: "22222222-3333-4444-8555-666666666666", MessageID: "3EB0AABBCCDDEEFF0011"},
		},
	})
}
