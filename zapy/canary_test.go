package zapy_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapy"
)

// shown is v in every way that a program prints it.
func shown(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintf(&b, "%v\n%+v\n%#v\n%s\n", v, v, v, v)
	slog.New(slog.NewTextHandler(&b, nil)).Info("x", "v", v)
	slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "v", v)
	if j, err := json.Marshal(v); assert.NoError(t, err) {
		b.Write(j)
	}
	return b.String()
}

func TestCanary(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	c, mt := newClient(t, zapgate.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	credentials := zapy.Credentials{APIKey: apiKey, InstanceID: instance}
	for _, v := range []any{c, *c, credentials, &credentials} {
		s := shown(t, v)
		assert.NotContains(t, s, "canary")
		assert.Contains(t, s, "[redacted]")
	}
	for _, v := range []any{c.Instances, c.Messages, c.WebhookConfig, c.Contacts, c.Groups} {
		assert.NotContains(t, fmt.Sprintf("%v %+v %#v", v, v, v), "canary")
	}

	const echo = `{"statusCode":400,"message":"canary-api-key canary-webhook-secret","error":"canary-api-key","path":"/canary-api-key"}`
	for _, tt := range []struct {
		name      string
		responder httpmock.Responder
	}{
		{"envelope", httpmock.NewStringResponder(400, echo)},
		{"no envelope", httpmock.NewStringResponder(500, "trace: x-api-key=canary-api-key secret=canary-webhook-secret")},
		{"undecodable success", httpmock.NewStringResponder(200, `{"id":1,"secret":"canary-webhook-secret"}`)},
		{"transport", httpmock.NewErrorResponder(errors.New("dial https://canary-api-key@proxy: refused"))},
	} {
		mt.RegisterNoResponder(tt.responder)
		_, err := c.WebhookConfig.Set(t.Context(), zapy.SetWebhookConfigRequest{WebhookURL: "https://crm.example.com", Secret: "canary-webhook-secret"})
		require.Error(t, err, tt.name)
		for e := err; e != nil; e = errors.Unwrap(e) {
			assert.NotContains(t, fmt.Sprintf("%v %+v %#v %s", e, e, e, e), "canary", tt.name)
		}
		assert.NotContains(t, shown(t, err), "canary", tt.name)
		var e *zapgate.Error
		require.ErrorAs(t, err, &e)
		assert.NotContains(t, string(e.Body), "canary", tt.name)
	}
	assert.NotEmpty(t, log.String())
	assert.NotContains(t, log.String(), "canary")
	assert.NotContains(t, log.String(), "loja-a", "the template names the call")

	var config zapy.WebhookConfig
	require.NoError(t, json.Unmarshal([]byte(fixture(t, "webhook-config.json")), &config))
	request := zapy.SetWebhookConfigRequest{WebhookURL: "https://crm.example.com/?t=x", Secret: "canary-webhook-secret", IsActive: new(false)}
	for _, v := range []any{config, &config, request, &request} {
		assert.NotContains(t, contract.Shown(v), "canary")
	}
	for v, want := range map[slog.LogValuer]string{
		config:                         "[id=11111111-2222-4333-8444-555555555555 instanceId=loja-a isActive=true]",
		request:                        "[isActive=false]",
		zapy.SetWebhookConfigRequest{}: "[isActive=true]",
	} {
		assert.Equal(t, want, v.LogValue().String())
	}
}
