package wsapi_test

import (
	"strings"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestSelfHosted(t *testing.T) {
	t.Parallel()
	r := contract.Record(contract.OK(fixture(t, "status.json")))
	opts := contract.Through(r, zapgate.WithBaseURL("http://wa.internal:8080/v2/"))

	c, err := wsapi.New(wsapi.Credentials{APIKey: apiKey}, opts...)
	require.NoError(t, err)
	_, err = c.Session.Status(t.Context())
	require.NoError(t, err)
	sent := r.Only(t)
	assert.Equal(t, "http://wa.internal:8080/v2/session/status", sent.URL)
	assert.NotContains(t, sent.Header, "X-Instance-Id", "single mode")

	c, err = wsapi.New(wsapi.Credentials{APIKey: apiKey, InstanceID: instance}, opts...)
	require.NoError(t, err)
	_, err = c.Session.Status(t.Context())
	require.NoError(t, err)
	require.Len(t, r.Sent, 2)
	assert.Equal(t, []string{instance}, r.Sent[1].Header["X-Instance-Id"], "multi mode")
}

func TestConstructorsRefuseBadArguments(t *testing.T) {
	t.Parallel()
	self := zapgate.WithBaseURL("http://localhost:8080")
	for _, tt := range []struct {
		names string
		c     wsapi.Credentials
		opts  []zapgate.Option
	}{
		{"APIKey", wsapi.Credentials{InstanceID: instance}, nil},
		{"APIKey", wsapi.Credentials{APIKey: "a key"}, []zapgate.Option{self}},
		{"InstanceID", wsapi.Credentials{APIKey: apiKey}, nil},
		{"InstanceID", wsapi.Credentials{APIKey: apiKey}, []zapgate.Option{zapgate.WithBaseURL(wsapi.LegacyHostedURL)}},
		{"InstanceID", wsapi.Credentials{APIKey: apiKey, InstanceID: "a\r\nb"}, []zapgate.Option{self}},
		{"WithBaseURL", wsapi.Credentials{APIKey: apiKey}, []zapgate.Option{zapgate.WithBaseURL("wsapi.chat")}},
	} {
		_, err := wsapi.New(tt.c, tt.opts...)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
		assert.ErrorContains(t, err, tt.names)
	}
	for _, tt := range []struct {
		names, key string
		opts       []zapgate.Option
	}{
		{"adminKey", "", []zapgate.Option{self}},
		{"base URL", adminKey, nil},
		{"base URL", adminKey, []zapgate.Option{zapgate.WithBaseURL(wsapi.HostedURL)}},
		{"base URL", adminKey, []zapgate.Option{zapgate.WithBaseURL(wsapi.LegacyHostedURL + "/")}},
		{"WithRetries", adminKey, []zapgate.Option{self, zapgate.WithRetries(-1)}},
	} {
		_, err := wsapi.NewAdmin(tt.key, tt.opts...)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
		assert.ErrorContains(t, err, tt.names)
		assert.NotContains(t, err.Error(), "canary")
	}
}

const (
	adminKey = "canary-admin-key"
	server   = "http://localhost:8080"
)

func newAdmin(t *testing.T, opts ...zapgate.Option) (*wsapi.AdminClient, *httpmock.MockTransport) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	c, err := wsapi.NewAdmin(adminKey, contract.Through(mt, append(opts, zapgate.WithBaseURL(server))...)...)
	require.NoError(t, err)
	return c, mt
}

func TestCreateInstance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		in   wsapi.CreateInstanceRequest
		body string
	}{
		{"with the server's defaults", wsapi.CreateInstanceRequest{ID: "loja-a"}, `{"id":"loja-a"}`},
		{"with everything", wsapi.CreateInstanceRequest{
			ID: "loja-a", WebhookURL: "https://crm.example.com/hooks/wsapi", APIKey: "canary-instance-key", SigningSecret: "canary-signing-secret",
			EventFilters: []wsapi.EventType{wsapi.EventMessage, wsapi.EventMessageRead}, HistorySync: new(false),
		}, `{"id":"loja-a","webhookUrl":"https://crm.example.com/hooks/wsapi","apiKey":"canary-instance-key","signingSecret":"canary-signing-secret",
			"eventFilters":["message","message_read"],"historySync":false}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newAdmin(t)
			r := contract.Record(contract.Answer{Status: 201, Body: fixture(t, "instance.json")})
			mt.RegisterResponder("POST", server+"/admin/instances", r.RoundTrip)
			detail, err := c.CreateInstance(t.Context(), tt.in)
			require.NoError(t, err)
			assert.Equal(t, &wsapi.InstanceDetail{ID: "loja-a", Config: wsapi.InstanceConfig{
				APIKey: "canary-instance-key", WebhookURL: "https://crm.example.com/hooks/wsapi", SigningSecret: "canary-signing-secret",
				EventFilters: []wsapi.EventType{wsapi.EventMessage, wsapi.EventMessageRead}, HistorySync: new(false),
			}}, detail)
			sent := r.Only(t)
			sent.Assert(t, "POST", server+"/admin/instances", tt.body)
			assert.Equal(t, []string{adminKey}, sent.Header["X-Api-Key"])
			assert.NotContains(t, sent.Header, "X-Instance-Id")
		})
	}
	for _, id := range []string{"", ".", "..", "-a", "a b", "a/b", "ação", "a\n", strings.Repeat("a", 65)} {
		c, mt := newAdmin(t)
		_, err := c.CreateInstance(t.Context(), wsapi.CreateInstanceRequest{ID: id})
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, id)
		assert.ErrorContains(t, err, "POST /admin/instances: id must be")
		assert.Zero(t, mt.GetTotalCallCount())
	}
}
