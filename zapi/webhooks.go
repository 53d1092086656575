package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// WebhooksService sets the URLs that Z-API posts its callbacks to. Each replaces the one set before. Z-API signs nothing:
// put a secret into the URL, or compare the header z-api-token; the package webhook does both.
type WebhooksService struct{ service }

var (
	opUpdateReceived         = transport.Op{Method: "PUT", Path: "/update-webhook-received"}
	opUpdateReceivedDelivery = transport.Op{Method: "PUT", Path: "/update-webhook-received-delivery"}
	opUpdateDelivery         = transport.Op{Method: "PUT", Path: "/update-webhook-delivery"}
	opUpdateMessageStatus    = transport.Op{Method: "PUT", Path: "/update-webhook-message-status"} // a heading has /update-webhook-status
	opUpdateChatPresence     = transport.Op{Method: "PUT", Path: "/update-webhook-chat-presence"}
	opUpdateConnected        = transport.Op{Method: "PUT", Path: "/update-webhook-connected"}
	opUpdateDisconnected     = transport.Op{Method: "PUT", Path: "/update-webhook-disconnected"}
	opUpdateEvery            = transport.Op{Method: "PUT", Path: "/update-every-webhooks"}
	opUpdateNotifySentByMe   = transport.Op{Method: "PUT", Path: "/update-notify-sent-by-me"}
)

// UpdateWebhookRequest is the URL for one kind of callback.
type UpdateWebhookRequest struct {
	Value string `json:"value" check:"required"` // https
}

func (s *WebhooksService) update(ctx context.Context, op transport.Op, body any, opts []zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: op, Body: body, Options: opts})
}

// UpdateReceived sets the URL for received messages.
//
// PUT /update-webhook-received (https://developer.z-api.io/en/webhooks/on-message-received)
func (s *WebhooksService) UpdateReceived(ctx context.Context, in UpdateWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateReceived, in, opts)
}

// UpdateReceivedDelivery sets the URL for received messages and turns on callbacks for those that the number sent itself.
//
// PUT /update-webhook-received-delivery (https://developer.z-api.io/en/webhooks/on-message-received-notify-fromme)
func (s *WebhooksService) UpdateReceivedDelivery(ctx context.Context, in UpdateWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateReceivedDelivery, in, opts)
}

// UpdateDelivery sets the URL that is told when a message left the queue, or failed to.
//
// PUT /update-webhook-delivery (https://developer.z-api.io/en/webhooks/on-message-send)
func (s *WebhooksService) UpdateDelivery(ctx context.Context, in UpdateWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateDelivery, in, opts)
}

// UpdateMessageStatus sets the URL for what becomes of messages: sent, received, read, played.
//
// PUT /update-webhook-message-status (https://developer.z-api.io/en/webhooks/on-whatsapp-message-status-changes)
func (s *WebhooksService) UpdateMessageStatus(ctx context.Context, in UpdateWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateMessageStatus, in, opts)
}

// UpdateChatPresence sets the URL for presence in chats: available, typing, recording.
//
// PUT /update-webhook-chat-presence (https://developer.z-api.io/en/webhooks/on-chat-presence)
func (s *WebhooksService) UpdateChatPresence(ctx context.Context, in UpdateWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateChatPresence, in, opts)
}

// UpdateConnected sets the URL that is told when the instance connected.
//
// PUT /update-webhook-connected (https://developer.z-api.io/en/webhooks/on-webhook-connected)
func (s *WebhooksService) UpdateConnected(ctx context.Context, in UpdateWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateConnected, in, opts)
}

// UpdateDisconnected sets the URL that is told when the instance lost its connection.
//
// PUT /update-webhook-disconnected (https://developer.z-api.io/en/webhooks/on-whatsapp-disconnected)
func (s *WebhooksService) UpdateDisconnected(ctx context.Context, in UpdateWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateDisconnected, in, opts)
}

// UpdateEveryWebhookRequest is one URL for every kind of callback.
type UpdateEveryWebhookRequest struct {
	Value          string `json:"value" check:"required"` // https
	NotifySentByMe *bool  `json:"notifySentByMe,omitempty"`
}

// UpdateEvery sets one URL for every kind of callback. NotifySentByMe, where given, does what UpdateNotifySentByMe does.
//
// PUT /update-every-webhooks (https://developer.z-api.io/en/webhooks/update-every-webhooks)
func (s *WebhooksService) UpdateEvery(ctx context.Context, in UpdateEveryWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateEvery, in, opts)
}

// UpdateNotifySentByMeRequest turns callbacks for messages that the number sent itself on or off.
type UpdateNotifySentByMeRequest struct {
	NotifySentByMe bool `json:"notifySentByMe"`
}

// UpdateNotifySentByMe says whether messages that the number sent itself are called back too. They go to the URL for
// received messages, which has to be set.
//
// PUT /update-notify-sent-by-me (https://developer.z-api.io/en/webhooks/update-notify-sent-by-me)
func (s *WebhooksService) UpdateNotifySentByMe(ctx context.Context, in UpdateNotifySentByMeRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateNotifySentByMe, in, opts)
}
