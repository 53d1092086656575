package zapy_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

func TestWebhookConfigWire(t *testing.T) {
	t.Parallel()
	runWire(t, []wireTest{
		{
			name: "Set, active unless told otherwise",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.WebhookConfig.Set(ctx, zapy.SetWebhookConfigRequest{
					WebhookURL: "https://crm.example.com/hooks/zapy", Secret: "canary-webhook-secret",
				})
			},
			method: "POST", path: "/api/instances/loja-a/webhook-config",
			body:   `{"webhookUrl":"https://crm.example.com/hooks/zapy","secret":"canary-webhook-secret","isActive":true}`,
			status: 200, answer: "webhook-config.json",
			want: &zapy.WebhookConfig{
				ID: "11111111-2222-4333-8444-555555555555", InstanceID: "loja-a",
				WebhookURL: "https://crm.example.com/hooks/zapy", Secret: "canary-webhook-secret", IsActive: true,
				CreatedAt: when(`"2026-01-05T08:00:00.000Z"`), UpdatedAt: when(`"2026-02-06T09:30:00.000Z"`),
			},
		},
		{
			name: "Set to inactive",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				config, err := c.WebhookConfig.Set(ctx, zapy.SetWebhookConfigRequest{
					WebhookURL: "https://crm.example.com/hooks/zapy", IsActive: new(false),
				})
				if err != nil {
					return nil, err
				}
				return config.InstanceID, nil
			},
			method: "POST", path: "/api/instances/loja-a/webhook-config",
			body:   `{"webhookUrl":"https://crm.example.com/hooks/zapy","isActive":false}`,
			status: 200, answer: "webhook-config.json",
			want: "loja-a",
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *zapy.Client) (any, error) { return c.WebhookConfig.Get(ctx) },
			method: "GET", path: "/api/instances/loja-a/webhook-config",
			status: 200, answer: "webhook-config.json",
			want: &zapy.WebhookConfig{
				ID: "11111111-2222-4333-8444-555555555555", InstanceID: "loja-a",
				WebhookURL: "https://crm.example.com/hooks/zapy", Secret: "canary-webhook-secret", IsActive: true,
				CreatedAt: when(`"2026-01-05T08:00:00.000Z"`), UpdatedAt: when(`"2026-02-06T09:30:00.000Z"`),
			},
		},
		{
			name: "Get one without a secret",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				config, err := c.WebhookConfig.Get(ctx)
				if err != nil {
					return nil, err
				}
				return []any{config.WebhookURL, config.Secret, config.IsActive}, nil
			},
			method: "GET", path: "/api/instances/loja-a/webhook-config",
			status: 200, answer: `{"id":"1","instanceId":"loja-a","webhookUrl":"https://crm.example.com","secret":null,"isActive":false}`,
			want: []any{"https://crm.example.com", zapgate.Secret(""), false},
		},
		{
			name:   "Delete",
			call:   func(ctx context.Context, c *zapy.Client) (any, error) { return nil, c.WebhookConfig.Delete(ctx) },
			method: "DELETE", path: "/api/instances/loja-a/webhook-config",
			status: 200, answer: `{}`,
		},
	})
}

func TestRequestsKeepTheirSecretOnTheWireOnly(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(zapy.SetWebhookConfigRequest{WebhookURL: "https://crm.example.com", Secret: "canary-webhook-secret"})
	require.NoError(t, err)
	assert.JSONEq(t, `{"webhookUrl":"https://crm.example.com","secret":"canary-webhook-secret","isActive":null}`, string(b))
}
