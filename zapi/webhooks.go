package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// WebhooksService sets the URLs that Z-API posts its callbacks to. Z-API signs nothing: put a secret into the URL, or
// compare the header z-api-token; the package webhook does both.
type WebhooksService struct{ service }

var opUpdateReceived = transport.Op{Method: "PUT", Path: "/update-webhook-received"}

// UpdateWebhookRequest is the URL for one kind of callback.
type UpdateWebhookRequest struct {
	Value string `json:"value" check:"required"` // https
}

// UpdateReceived sets the URL for received messages. It replaces the one set before.
//
// PUT /update-webhook-received (https://developer.z-api.io/en/webhooks/on-message-received)
func (s *WebhooksService) UpdateReceived(ctx context.Context, in UpdateWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateReceived, Body: in, Options: opts})
}
