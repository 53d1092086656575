package zapini_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

// Beyond what [contract.Suite] repeats: secrets that a request carries in its body, as they are and as a query or JSON has
// them, and in the text of an error too.
func TestSecretsOfRequestsStayHidden(t *testing.T) {
	t.Parallel()
	const hookSecret = "CANARY-hook/secret"
	repeating := `{"success":false,"error":{"code":"sk_CANARY-token","message":"Bearer sk_CANARY-token CANARY-hook/secret ` +
		url.QueryEscape(hookSecret) + `","details":{"webhook_secret":"CANARY-hook/secret","t":"sk_CANARY-token"}}}`
	var logged bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	configure := zapini.ConfigureWebhookRequest{WebhookURL: "https://crm.example.com", WebhookSecret: hookSecret}
	contract.NotIn(t, "CANARY", "requests", contract.Formatted(configure)+contract.Formatted(account))

	for _, a := range []answer{
		ok(repeating),
		{Status: 422, Body: repeating},
		{Status: 502, Body: "<p>sk_CANARY-token CANARY-hook/secret</p>"},
		{Err: &url.Error{Op: "Get", URL: "https://x/sk_CANARY-token", Err: errors.New("lost sk_CANARY-token CANARY-hook/secret")}},
	} {
		client := newClient(t, contract.Record(a), zapgate.WithLogger(logger))
		_, err := client.Webhooks.Configure(t.Context(), "18", configure)
		require.Error(t, err)
		contract.Hidden(t, "CANARY", err)
	}
	for _, op := range operations { // the one without credentials too
		r := contract.Record(answer{Status: 500, Body: `{"message":"sk_CANARY-token"}`})
		_, err := op.call(t.Context(), newClient(t, r, zapgate.WithLogger(logger)))
		require.ErrorContains(t, err, "[secret]")
		contract.Hidden(t, "CANARY", err)
	}
	_, err := zapini.Login(t.Context(), account,
		contract.Through(contract.Record(answer{Status: 422, Body: `{"message":"CANARY-pass\"word"}`}), zapgate.WithLogger(logger))...)
	require.ErrorContains(t, err, "[secret]")
	contract.Hidden(t, "CANARY", err)
	assert.NotEmpty(t, logged.String())
	assert.NotContains(t, logged.String(), "CANARY")
}
