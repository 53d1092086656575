package wsapi_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

// acts is a wireTest of a change whose answer is empty.
func acts(name, path, body string, call func(context.Context, *wsapi.MessagesService) error) wireTest {
	return wireTest{
		name: name, call: func(ctx context.Context, c *wsapi.Client) (any, error) { return only(call(ctx, c.Messages)) },
		method: "POST", path: "/messages/3EB0%2F%3F/" + path, body: body,
	}
}

const (
	oddID  = "3EB0/?" // needs escaping
	device = "5511900000001:12@s.whatsapp.net"
)

func TestWireMessagesActions(t *testing.T) {
	t.Parallel()
	message := wsapi.MessageRequest{ChatID: family, SenderID: device}
	const where = `"chatId":"120360000000000001@g.us","senderId":"5511900000001:12@s.whatsapp.net"`
	answered := func(path, name, body string, call func(context.Context, *wsapi.MessagesService) (*wsapi.SentMessage, error)) wireTest {
		tt := sends(name, "/messages/3EB0%2F%3F/"+path, body, call)
		tt.status = 200
		return tt
	}
	runWire(t, []wireTest{
		answered("reaction", "SendReaction", `{"to":"120360000000000001@g.us","senderId":"5511900000001:12@s.whatsapp.net","reaction":"👍"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendReaction(ctx, oddID, wsapi.SendReactionRequest{To: family, SenderID: device, Reaction: "👍"})
			}),
		answered("reaction", "SendReaction without sender", `{"to":"5511900000001@s.whatsapp.net","reaction":"👍"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendReaction(ctx, oddID, wsapi.SendReactionRequest{To: ana, Reaction: "👍"})
			}),
		answered("reaction", "RemoveReaction", `{"to":"120360000000000001@g.us","senderId":"5511900000001:12@s.whatsapp.net","reaction":""}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.RemoveReaction(ctx, oddID, wsapi.RemoveReactionRequest{To: family, SenderID: device})
			}),
		answered("edit", "Edit", `{"to":"5511900000001@s.whatsapp.net","text":"Olá!"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.Edit(ctx, oddID, wsapi.EditMessageRequest{To: ana, Text: "Olá!"})
			}),
		answered("edit", "Edit with everything",
			`{"to":"5511900000001@s.whatsapp.net","text":"Olá!","mentions":["900000000000002@lid"],"ephemeralExpiration":"7d"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.Edit(ctx, oddID, wsapi.EditMessageRequest{
					To: ana, Text: "Olá!", Mentions: []string{bia}, EphemeralExpiration: wsapi.Ephemeral7d,
				})
			}),
		acts("MarkAsRead", "read", `{`+where+`,"receiptType":"played"}`, func(ctx context.Context, m *wsapi.MessagesService) error {
			return m.MarkAsRead(ctx, oddID, wsapi.MarkAsReadRequest{ChatID: family, SenderID: device, ReceiptType: wsapi.ReceiptPlayed})
		}),
		acts("Star", "star", `{`+where+`,"starred":true}`, func(ctx context.Context, m *wsapi.MessagesService) error {
			return m.Star(ctx, oddID, message)
		}),
		acts("Unstar", "star", `{`+where+`,"starred":false}`, func(ctx context.Context, m *wsapi.MessagesService) error {
			return m.Unstar(ctx, oddID, message)
		}),
		acts("Pin", "pin", `{`+where+`,"pinned":true}`, func(ctx context.Context, m *wsapi.MessagesService) error {
			return m.Pin(ctx, oddID, wsapi.PinMessageRequest{ChatID: family, SenderID: device})
		}),
		acts("Pin for a time", "pin", `{`+where+`,"pinned":true,"pinExpiration":"30d"}`, func(ctx context.Context, m *wsapi.MessagesService) error {
			return m.Pin(ctx, oddID, wsapi.PinMessageRequest{ChatID: family, SenderID: device, PinExpiration: wsapi.Pin30d})
		}),
		acts("Unpin", "pin", `{`+where+`,"pinned":false}`, func(ctx context.Context, m *wsapi.MessagesService) error {
			return m.Unpin(ctx, oddID, message)
		}),
		acts("Delete", "delete", `{`+where+`}`, func(ctx context.Context, m *wsapi.MessagesService) error {
			return m.Delete(ctx, oddID, message)
		}),
		acts("DeleteForMe", "delete-for-me", `{"chatId":"120360000000000001@g.us","isFromMe":false}`,
			func(ctx context.Context, m *wsapi.MessagesService) error {
				return m.DeleteForMe(ctx, oddID, wsapi.DeleteMessageForMeRequest{ChatID: family})
			}),
		acts("DeleteForMe with everything", "delete-for-me", `{`+where+`,"isFromMe":true,"timestamp":"2026-02-06T09:30:00.25Z"}`,
			func(ctx context.Context, m *wsapi.MessagesService) error {
				return m.DeleteForMe(ctx, oddID, wsapi.DeleteMessageForMeRequest{
					ChatID: family, SenderID: device, IsFromMe: true, Timestamp: time.Date(2026, 2, 6, 9, 30, 0, 250_000_000, time.UTC),
				})
			}),
	})
}

func TestMessagesActionsArguments(t *testing.T) {
	t.Parallel()
	for path, call := range map[string]func(*wsapi.MessagesService, context.Context, string, wsapi.MessageRequest, ...zapgate.CallOption) error{
		"star": (*wsapi.MessagesService).Star, "star ": (*wsapi.MessagesService).Unstar, "pin": (*wsapi.MessagesService).Unpin,
		"delete": (*wsapi.MessagesService).Delete,
		"pin ": func(m *wsapi.MessagesService, ctx context.Context, id string, in wsapi.MessageRequest, _ ...zapgate.CallOption) error {
			return m.Pin(ctx, id, wsapi.PinMessageRequest{ChatID: in.ChatID, SenderID: in.SenderID})
		},
		"read": func(m *wsapi.MessagesService, ctx context.Context, id string, in wsapi.MessageRequest, _ ...zapgate.CallOption) error {
			return m.MarkAsRead(ctx, id, wsapi.MarkAsReadRequest{ChatID: in.ChatID, SenderID: in.SenderID, ReceiptType: wsapi.ReceiptRead})
		},
	} {
		with := func(id, chat, sender string) func(context.Context, *wsapi.Client) error {
			return func(ctx context.Context, c *wsapi.Client) error {
				return call(c.Messages, ctx, id, wsapi.MessageRequest{ChatID: chat, SenderID: sender})
			}
		}
		op := "POST /messages/{messageId}/" + strings.TrimSpace(path)
		runRefused(t, []refused{
			{op, "messageId is empty", with("", family, ana)},
			{op, "messageId is a dot segment", with("..", family, ana)},
			{op, "chatId is empty", with(sentID, "", ana)},
			{op, "chatId must not begin with +", with(sentID, "+"+ana, ana)},
			{op, "senderId is empty", with(sentID, family, "")},
			{op, "senderId must not begin with +", with(sentID, family, "+"+ana)},
		})
	}
	runRefused(t, []refused{
		{"POST /messages/{messageId}/read", "receiptType is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Messages.MarkAsRead(ctx, sentID, wsapi.MarkAsReadRequest{ChatID: ana, SenderID: ana})
		}},
		{"POST /messages/{messageId}/edit", "text is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.Edit(ctx, sentID, wsapi.EditMessageRequest{To: ana})
			return err
		}},
		{"POST /messages/{messageId}/reaction", "reaction is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendReaction(ctx, sentID, wsapi.SendReactionRequest{To: ana})
			return err
		}},
		{"POST /messages/{messageId}/reaction", "to is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.RemoveReaction(ctx, sentID, wsapi.RemoveReactionRequest{})
			return err
		}},
		{"POST /messages/{messageId}/reaction", "senderId must not begin with +", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.RemoveReaction(ctx, sentID, wsapi.RemoveReactionRequest{To: ana, SenderID: "+" + ana})
			return err
		}},
		{"POST /messages/{messageId}/delete-for-me", "senderId must not begin with +", func(ctx context.Context, c *wsapi.Client) error {
			return c.Messages.DeleteForMe(ctx, sentID, wsapi.DeleteMessageForMeRequest{ChatID: ana, SenderID: "+" + ana})
		}},
	})
}
