package zapy

import (
	"context"
	"log/slog"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// WebhookConfigService sets the URL that ZapyAPI posts the callbacks of the client's instance to. Newer pages describe
// one URL for the whole account, set in the dashboard; whether it takes the place of this one they do not say.
type WebhookConfigService struct{ bound }

var (
	opSetWebhookConfig    = transport.Op{Method: "POST", Path: "/api/instances/{instanceId}/webhook-config"}
	opGetWebhookConfig    = transport.Op{Method: "GET", Path: "/api/instances/{instanceId}/webhook-config", Retry: transport.Safe}
	opDeleteWebhookConfig = transport.Op{Method: "DELETE", Path: "/api/instances/{instanceId}/webhook-config"}
)

// SetWebhookConfigRequest is where callbacks go and how they are signed.
type SetWebhookConfigRequest struct {
	WebhookURL string         `json:"webhookUrl" check:"required"`
	Secret     zapgate.Secret `json:"secret,omitempty"` // signs each callback in X-Webhook-Signature; without it none is signed
	IsActive   *bool          `json:"isActive"`         // nil: true, ZapyAPI's default; it is always sent
}

// LogValue keeps the secret and the URL, which may carry one, out of logs.
func (r SetWebhookConfigRequest) LogValue() slog.Value {
	return slog.GroupValue(slog.Bool("isActive", r.IsActive == nil || *r.IsActive))
}

// WebhookConfig is where callbacks go.
type WebhookConfig struct {
	ID         string         `json:"id"`
	InstanceID string         `json:"instanceId"`
	WebhookURL string         `json:"webhookUrl"`
	Secret     zapgate.Secret `json:"secret"`
	IsActive   bool           `json:"isActive"`
	CreatedAt  zapgate.Time   `json:"createdAt"` // ISO 8601
	UpdatedAt  zapgate.Time   `json:"updatedAt"`
}

// LogValue keeps the secret and the URL, which may carry one, out of logs.
func (c WebhookConfig) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", c.ID), slog.String("instanceId", c.InstanceID), slog.Bool("isActive", c.IsActive))
}

// Set makes the instance's webhook or replaces the one it has.
//
// POST /api/instances/{instanceId}/webhook-config (https://docs.zapyapi.com/docs/api/instances)
func (s *WebhookConfigService) Set(ctx context.Context, in SetWebhookConfigRequest, opts ...zapgate.CallOption) (*WebhookConfig, error) {
	if in.IsActive == nil {
		in.IsActive = new(true)
	}
	return do[WebhookConfig](ctx, s.bound, transport.Request{Op: opSetWebhookConfig, Body: in, Options: opts})
}

// Get returns the instance's webhook, with its secret. What an instance without one answers is not documented.
//
// GET /api/instances/{instanceId}/webhook-config (https://docs.zapyapi.com/docs/api/instances)
func (s *WebhookConfigService) Get(ctx context.Context, opts ...zapgate.CallOption) (*WebhookConfig, error) {
	return do[WebhookConfig](ctx, s.bound, transport.Request{Op: opGetWebhookConfig, Options: opts})
}

// Delete takes the instance's webhook away: it sends no more callbacks. To pause them, Set it with IsActive false.
//
// DELETE /api/instances/{instanceId}/webhook-config (https://docs.zapyapi.com/docs/api/instances)
func (s *WebhookConfigService) Delete(ctx context.Context, opts ...zapgate.CallOption) error {
	return exec(ctx, s.bound, transport.Request{Op: opDeleteWebhookConfig, Options: opts})
}
