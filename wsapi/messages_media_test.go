package wsapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestWireMessagesMedia(t *testing.T) {
	t.Parallel()
	const shared = `"mentions":["5511900000001@s.whatsapp.net"],"replyTo":"3EB0AABBCCDDEEFF0022",
		"replyToSenderId":"5511900000001@s.whatsapp.net","isForwarded":true,"ephemeralExpiration":"90d"`
	const replyTo = "3EB0AABBCCDDEEFF0022"
	mentions := []string{ana}
	tests := []wireTest{
		sends("SendDocument by URL", "/messages/document", `{"to":"900000000000002@lid","url":"https://media.example.com/a.png","filename":"a.png"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendDocument(ctx, wsapi.SendDocumentRequest{To: bia, URL: picture, Filename: "a.png"})
			}),
		sends("SendDocument as bytes, with everything", "/messages/document", `{"to":"5511900000001@s.whatsapp.net","data":"iVBORw==","filename":"a.png",
			"mimeType":"image/png","caption":"Veja","viewOnce":true,`+shared+`}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendDocument(ctx, wsapi.SendDocumentRequest{
					To: ana, Data: png(), Filename: "a.png", Caption: "Veja", Mentions: mentions, ReplyTo: replyTo, ReplyToSenderID: ana,
					IsForwarded: true, ViewOnce: true, EphemeralExpiration: wsapi.Ephemeral90d,
				})
			}),
		sends("SendSticker by URL", "/messages/sticker", `{"to":"120360000000000001@newsletter","url":"https://media.example.com/a.webp"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendSticker(ctx, wsapi.SendStickerRequest{To: "120360000000000001@newsletter", URL: "https://media.example.com/a.webp"})
			}),
		sends("SendSticker as bytes, with everything", "/messages/sticker",
			`{"to":"5511900000001@s.whatsapp.net","data":"iVBORw==","isAnimated":true,`+shared+`}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendSticker(ctx, wsapi.SendStickerRequest{
					To: ana, Data: png(), IsAnimated: true, Mentions: mentions, ReplyTo: replyTo, ReplyToSenderID: ana,
					IsForwarded: true, EphemeralExpiration: wsapi.Ephemeral90d,
				})
			}),
	}
	for kind, send := range fourKinds() {
		path := "/messages/" + kind
		tests = append(tests,
			sends(kind+" by URL", path, `{"to":"900000000000002@lid","url":"https://media.example.com/a.png"}`,
				func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
					return send(m, ctx, wsapi.SendMediaRequest{To: bia, URL: picture})
				}),
			sends(kind+" with the bytes' own type", path, `{"to":"5511900000001","data":"iVBORw==","mimeType":"image/png"}`,
				func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
					return send(m, ctx, wsapi.SendMediaRequest{To: "5511900000001", Data: png()})
				}),
			sends(kind+" whose type is left to WSAPI", path, `{"to":"5511900000001","data":"iVBORw=="}`,
				func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
					return send(m, ctx, wsapi.SendMediaRequest{To: "5511900000001", Data: zapgate.Base64(zapgate.MediaBytes("", []byte("\x89PNG")))})
				}),
			sends(kind+" with everything", path, `{"to":"120360000000000001@g.us","data":"iVBORw==","mimeType":"image/webp","caption":"De @5511900000001",
				"viewOnce":true,`+shared+`}`,
				func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
					return send(m, ctx, wsapi.SendMediaRequest{
						To: family, Data: png(), MIMEType: "image/webp", Caption: "De @5511900000001", Mentions: mentions, ReplyTo: replyTo,
						ReplyToSenderID: ana, IsForwarded: true, ViewOnce: true, EphemeralExpiration: wsapi.Ephemeral90d,
					})
				}))
	}
	runWire(t, tests)
}

type sendMedia = func(*wsapi.MessagesService, context.Context, wsapi.SendMediaRequest, ...zapgate.CallOption) (*wsapi.SentMessage, error)

// fourKinds are the operations of one request, by the end of their path.
func fourKinds() map[string]sendMedia {
	return map[string]sendMedia{
		"image": (*wsapi.MessagesService).SendImage, "video": (*wsapi.MessagesService).SendVideo,
		"audio": (*wsapi.MessagesService).SendAudio, "voice": (*wsapi.MessagesService).SendVoice,
	}
}

func TestMediaComesFromOnePlace(t *testing.T) {
	t.Parallel()
	const none, both = "url or data is required", "url and data exclude each other"
	tests := []refused{
		{"POST /messages/document", none, func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendDocument(ctx, wsapi.SendDocumentRequest{To: ana, Filename: "a.png"})
			return err
		}},
		{"POST /messages/document", "filename is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendDocument(ctx, wsapi.SendDocumentRequest{To: ana, URL: picture})
			return err
		}},
		{"POST /messages/sticker", both, func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendSticker(ctx, wsapi.SendStickerRequest{To: ana, URL: picture, Data: png()})
			return err
		}},
		{"POST /messages/sticker", "replyToSenderId must not begin with +", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendSticker(ctx, wsapi.SendStickerRequest{To: ana, URL: picture, ReplyToSenderID: "+" + ana})
			return err
		}},
	}
	for kind, send := range fourKinds() {
		for _, tt := range []struct {
			why string
			in  wsapi.SendMediaRequest
		}{
			{none, wsapi.SendMediaRequest{To: ana}},
			{both, wsapi.SendMediaRequest{To: ana, URL: picture, Data: png()}},
			{"to is empty", wsapi.SendMediaRequest{URL: picture}},
			{"to must not begin with +", wsapi.SendMediaRequest{To: "+" + ana, URL: picture}},
			{"media: this field takes bytes, not a link", wsapi.SendMediaRequest{To: ana, Data: zapgate.Base64(zapgate.MediaURL(picture))}},
		} {
			tests = append(tests, refused{"POST /messages/" + kind, tt.why, func(ctx context.Context, c *wsapi.Client) error {
				_, err := send(c.Messages, ctx, tt.in)
				return err
			}})
		}
	}
	runRefused(t, tests)
}
