package zapini

import (
	"context"
	"log/slog"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// WebhooksService sets where Zapini posts its callbacks.
type WebhooksService struct {
	redacted
	instanceID string
	t          *transport.Client
}

var opConfigureWebhook = transport.Op{Method: "PUT", Path: "/instances/{uuid}/webhook"}

// Event names what a callback tells of. The documentation has two vocabularies and does not say how they meet: what is
// posted carries the first, [WebhooksService.Configure] is documented to take the second. message.status is in both.
type Event string

// The events of callbacks.
const (
	EventMessageReceived      Event = "message.received"
	EventMessageSent          Event = "message.sent"
	EventMessageStatus        Event = "message.status" // sent, delivered, read
	EventInstanceConnected    Event = "instance.connected"
	EventInstanceDisconnected Event = "instance.disconnected"
	EventInstanceQR           Event = "instance.qr" // a new QR code
)

// The events of [ConfigureWebhookRequest], beside [EventMessageStatus].
const (
	EventMessageIncoming  Event = "message.incoming"
	EventMessageOutgoing  Event = "message.outgoing"
	EventMessageReaction  Event = "message.reaction"
	EventMessageDeleted   Event = "message.deleted"
	EventConnectionUpdate Event = "connection.update"
	EventQRUpdate         Event = "qr.update"
	EventContactUpdate    Event = "contact.update"
)

// ConfigureWebhookRequest is where the callbacks of an instance go.
type ConfigureWebhookRequest struct {
	WebhookURL    string         `json:"webhook_url" check:"required"` // https in production
	WebhookSecret zapgate.Secret `json:"webhook_secret,omitempty"`     // the key of X-Webhook-Signature, see the package webhook
	Events        []Event        `json:"events,omitempty"`             // none: Zapini's choice, which is not documented
	IsActive      *bool          `json:"is_active,omitempty"`          // false turns the callbacks off; nil leaves it to Zapini
}

// LogValue keeps the secret and the URL, which may hold a token, out of logs.
func (r ConfigureWebhookRequest) LogValue() slog.Value {
	return slog.GroupValue(slog.Any("events", r.Events))
}

// Configure sets the URL that the callbacks of an instance are posted to. instanceID is the instance's UUID or number; ""
// stands for the InstanceID of the credentials. What Zapini answers is not documented: it may repeat the secret in
// [Result].Data.
//
// PUT /instances/{uuid}/webhook (https://zapini.app/en/documentation, Webhooks)
func (s *WebhooksService) Configure(ctx context.Context, instanceID string, in ConfigureWebhookRequest, opts ...zapgate.CallOption) (*Result, error) {
	if instanceID == "" {
		instanceID = s.instanceID
	}
	return transport.Do[Result](ctx, s.t, transport.Request{
		Op: opConfigureWebhook, Path: []string{instanceID}, Body: in, Options: opts,
	})
}
