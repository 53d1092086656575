package zapy_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapy"
)

// Requests and answers that carry a secret print without it; JSON, which is the wire, has it.
func TestCanary(t *testing.T) {
	t.Parallel()
	var config zapy.WebhookConfig
	require.NoError(t, json.Unmarshal([]byte(fixture(t, "webhook-config.json")), &config))
	require.Contains(t, string(config.Secret), "canary")
	for _, v := range []any{config, &config, zapy.SetWebhookConfigRequest{Secret: "canary-webhook-secret"}} {
		contract.NotIn(t, "canary", "secret", contract.Formatted(v))
	}
}

// An instance's name may be a customer's: the log names the template.
func TestLogNamesNoInstance(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	c, mt := newClient(t, zapgate.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	mt.RegisterNoResponder(httpmock.NewStringResponder(500, "trace: /api/instances/loja-a"))
	_, err := c.WebhookConfig.Set(t.Context(), zapy.SetWebhookConfigRequest{WebhookURL: "https://crm.example.com"})
	require.Error(t, err)
	assert.NotEmpty(t, log.String())
	assert.NotContains(t, log.String(), "loja-a", "the template names the call")
}
