package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireWebhooks(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Value: true}
	type update func(*zapi.WebhooksService, context.Context, zapi.UpdateWebhookRequest, ...zapgate.CallOption) (*zapi.Result, error)
	var tests []wireTest
	for path, call := range map[string]update{
		"/update-webhook-received":          (*zapi.WebhooksService).UpdateReceived,
		"/update-webhook-received-delivery": (*zapi.WebhooksService).UpdateReceivedDelivery,
		"/update-webhook-delivery":          (*zapi.WebhooksService).UpdateDelivery,
		"/update-webhook-message-status":    (*zapi.WebhooksService).UpdateMessageStatus,
		"/update-webhook-chat-presence":     (*zapi.WebhooksService).UpdateChatPresence,
		"/update-webhook-connected":         (*zapi.WebhooksService).UpdateConnected,
		"/update-webhook-disconnected":      (*zapi.WebhooksService).UpdateDisconnected,
	} {
		tests = append(tests, wireTest{
			name: path,
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return call(c.Webhooks, ctx, zapi.UpdateWebhookRequest{Value: "https://example.com/hook?token=x&y=z"})
			},
			method: "PUT", path: path, body: `{"value":"https://example.com/hook?token=x&y=z"}`,
			answer: "result.json", want: done,
		})
	}
	runWire(t, append(tests,
		wireTest{
			name: "UpdateEvery",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Webhooks.UpdateEvery(ctx, zapi.UpdateEveryWebhookRequest{Value: "https://example.com/hook"})
			},
			method: "PUT", path: "/update-every-webhooks", body: `{"value":"https://example.com/hook"}`,
			answer: "result.json", want: done,
		},
		wireTest{
			name: "UpdateEvery without own messages",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Webhooks.UpdateEvery(ctx, zapi.UpdateEveryWebhookRequest{Value: "https://example.com/hook", NotifySentByMe: new(false)})
			},
			method: "PUT", path: "/update-every-webhooks", body: `{"value":"https://example.com/hook","notifySentByMe":false}`,
			answer: "result.json", want: done,
		},
		wireTest{
			name: "UpdateNotifySentByMe off",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Webhooks.UpdateNotifySentByMe(ctx, zapi.UpdateNotifySentByMeRequest{})
			},
			method: "PUT", path: "/update-notify-sent-by-me", body: `{"notifySentByMe":false}`,
			answer: "result.json", want: done,
		},
	))
}
