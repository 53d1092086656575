package wsapi_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestAdminInstances(t *testing.T) {
	t.Parallel()
	config := wsapi.InstanceConfig{
		APIKey: "canary-instance-key", WebhookURL: "https://crm.example.com/hooks/canary-path", SigningSecret: "canary-signing-secret",
		EventFilters: []wsapi.EventType{wsapi.EventMessage, wsapi.EventMessageRead}, HistorySync: new(true),
	}
	shop := wsapi.Instance{ID: "loja-a", Config: config, IsConnected: true, IsLoggedIn: true, DeviceID: "5511900000009:12@s.whatsapp.net"}
	for _, tt := range []struct {
		name         string
		call         func(context.Context, *wsapi.AdminClient) (any, error)
		method, path string
		body, answer string
		want         any
	}{
		{
			name:   "ListInstances",
			call:   func(ctx context.Context, c *wsapi.AdminClient) (any, error) { return c.ListInstances(ctx) },
			method: "GET", path: "/admin/instances", answer: "w2-listInstances.json", want: wsapi.Instances{shop, {ID: "loja-b"}},
		},
		{
			name:   "GetInstance",
			call:   func(ctx context.Context, c *wsapi.AdminClient) (any, error) { return c.GetInstance(ctx, "loja/a") },
			method: "GET", path: "/admin/instances/loja%2Fa", answer: "w2-getInstance.json", want: &shop,
		},
		{
			name: "DeleteInstance",
			call: func(ctx context.Context, c *wsapi.AdminClient) (any, error) {
				return only(c.DeleteInstance(ctx, "loja-a"))
			},
			method: "DELETE", path: "/admin/instances/loja-a",
		},
		{
			name: "UpdateInstanceConfig",
			call: func(ctx context.Context, c *wsapi.AdminClient) (any, error) {
				return only(c.UpdateInstanceConfig(ctx, "loja-a", config))
			},
			method: "PUT", path: "/admin/instances/loja-a/config",
			body: `{"apiKey":"canary-instance-key","webhookUrl":"https://crm.example.com/hooks/canary-path","signingSecret":"canary-signing-secret",
				"eventFilters":["message","message_read"],"historySync":true}`,
		},
		{
			name: "UpdateInstanceConfig with nothing but a false",
			call: func(ctx context.Context, c *wsapi.AdminClient) (any, error) {
				return only(c.UpdateInstanceConfig(ctx, "loja-a", wsapi.InstanceConfig{HistorySync: new(false)}))
			},
			method: "PUT", path: "/admin/instances/loja-a/config", body: `{"historySync":false}`,
		},
		{
			name: "RestartInstance",
			call: func(ctx context.Context, c *wsapi.AdminClient) (any, error) {
				return only(c.RestartInstance(ctx, "loja-a"))
			},
			method: "PUT", path: "/admin/instances/loja-a/restart",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := contract.Answer{Status: http.StatusNoContent}
			if tt.answer != "" {
				a = contract.OK(fixture(t, tt.answer))
			}
			c, mt := newAdmin(t)
			r := contract.Record(a)
			mt.RegisterNoResponder(r.RoundTrip)
			got, err := tt.call(t.Context(), c)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			sent := r.Only(t)
			sent.Assert(t, tt.method, server+tt.path, tt.body)
			assert.Equal(t, []string{adminKey}, sent.Header["X-Api-Key"])
			assert.NotContains(t, sent.Header, "X-Instance-Id")
		})
	}
}

func TestAdminRefusesBadArguments(t *testing.T) {
	t.Parallel()
	for why, call := range map[string]func(context.Context, *wsapi.AdminClient) error{
		"GET /admin/instances/{id}: id is empty": func(ctx context.Context, c *wsapi.AdminClient) error {
			_, err := c.GetInstance(ctx, "")
			return err
		},
		"DELETE /admin/instances/{id}: id is empty":         func(ctx context.Context, c *wsapi.AdminClient) error { return c.DeleteInstance(ctx, "") },
		"DELETE /admin/instances/{id}: id is a dot segment": func(ctx context.Context, c *wsapi.AdminClient) error { return c.DeleteInstance(ctx, "..") },
		"PUT /admin/instances/{id}/config: id is empty": func(ctx context.Context, c *wsapi.AdminClient) error {
			return c.UpdateInstanceConfig(ctx, "", wsapi.InstanceConfig{})
		},
		"PUT /admin/instances/{id}/restart: id is a dot segment": func(ctx context.Context, c *wsapi.AdminClient) error { return c.RestartInstance(ctx, ".") },
	} {
		c, mt := newAdmin(t)
		err := call(t.Context(), c)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, why)
		assert.ErrorContains(t, err, why)
		assert.Zero(t, mt.GetTotalCallCount(), why)
	}
}

// A server that repeats what it was sent shows neither its own key nor an instance's.
func TestAdminSecretsAreMasked(t *testing.T) {
	t.Parallel()
	c, mt := newAdmin(t)
	r := contract.Record(contract.Answer{Status: 400, Body: `{"status":400,"detail":"canary-admin-key may not set canary-instance-key, canary-signing-secret"}`})
	mt.RegisterNoResponder(r.RoundTrip)
	err := c.UpdateInstanceConfig(t.Context(), "loja-a", wsapi.InstanceConfig{APIKey: "canary-instance-key", SigningSecret: "canary-signing-secret"})
	require.ErrorIs(t, err, zapgate.ErrBadRequest)
	assert.ErrorContains(t, err, "[secret] may not set [secret], [secret]")
	contract.Hidden(t, "canary", err)

	// An answer that brings secrets is not kept where it cannot be read.
	c, mt = newAdmin(t)
	r = contract.Record(contract.OK(`{"id":1,"config":{"apiKey":"canary-instance-key"}}`))
	mt.RegisterNoResponder(r.RoundTrip)
	_, err = c.GetInstance(t.Context(), "loja-a")
	require.ErrorContains(t, err, "id is not of its documented type")
	contract.Hidden(t, "canary", err)
}
