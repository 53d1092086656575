package zapini_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapini"
)

// assertHidden prints values in every way, and the causes of those that are errors. All secrets of these tests have
// CANARY in them.
func assertHidden(t *testing.T, values ...any) {
	t.Helper()
	for _, v := range values {
		var logged bytes.Buffer
		slog.New(slog.NewJSONHandler(&logged, nil)).Info("it", "v", v)
		slog.New(slog.NewTextHandler(&logged, nil)).Info("it", "v", v)
		j, err := json.Marshal(v)
		require.NoError(t, err)
		for _, shown := range []string{fmt.Sprintf("%v|%+v|%#v|%s|%q|%x", v, v, v, v, v, v), logged.String(), string(j)} {
			assert.NotContains(t, shown, "CANARY")
			assert.NotContains(t, shown, fmt.Sprintf("%x", "CANARY"))
		}
		if err, is := v.(error); is {
			var e *zapgate.Error
			if errors.As(err, &e) {
				assert.NotContains(t, string(e.Body), "CANARY")
			}
			if cause := errors.Unwrap(err); cause != nil {
				assert.NotContains(t, fmt.Sprintf("%v|%+v|%#v", cause, cause, cause), "CANARY")
			}
		}
	}
}

func TestSecretsStayHidden(t *testing.T) {
	t.Parallel()
	const hookSecret = "CANARY-hook/secret"
	repeating := `{"success":false,"error":{"code":"sk_CANARY-token","message":"Bearer sk_CANARY-token CANARY-hook/secret ` +
		url.QueryEscape(hookSecret) + `","details":{"webhook_secret":"CANARY-hook/secret","t":"sk_CANARY-token"}}}`
	var logged bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	configure := zapini.ConfigureWebhookRequest{WebhookURL: "https://crm.example.com", WebhookSecret: hookSecret}

	creds := zapini.Credentials{Token: token, InstanceID: "CANARY"}
	c, err := zapini.New(creds)
	require.NoError(t, err)
	assertHidden(t, creds, &creds, c, *c, c.Auth, *c.Auth, c.Direct, *c.Direct, c.Conversations, *c.Conversations, c.Webhooks, *c.Webhooks)
	for _, s := range []string{fmt.Sprintf("%v|%+v|%#v", configure, configure, account)} {
		assert.NotContains(t, s, "CANARY")
	}

	for _, a := range []answer{
		ok(repeating),
		{status: 422, body: repeating},
		{status: 502, body: "<p>sk_CANARY-token CANARY-hook/secret</p>"},
		{err: &url.Error{Op: "Get", URL: "https://x/sk_CANARY-token", Err: errors.New("lost sk_CANARY-token CANARY-hook/secret")}},
	} {
		w := newWire(a)
		client := newClient(t, w, zapgate.WithLogger(logger))
		_, err := client.Webhooks.Configure(t.Context(), "18", configure)
		require.Error(t, err)
		assertHidden(t, err)
	}
	for _, op := range operations {
		_, err := op.call(t.Context(), newClient(t, newWire(answer{status: 500, body: `{"message":"sk_CANARY-token"}`}), zapgate.WithLogger(logger)))
		require.ErrorContains(t, err, "[secret]")
		assertHidden(t, err)
	}
	_, err = zapini.Login(context.Background(), account,
		newWire(answer{status: 422, body: `{"message":"CANARY-pass\"word"}`}).options(zapgate.WithLogger(logger))...)
	require.ErrorContains(t, err, "[secret]")
	assertHidden(t, err)
	assert.NotEmpty(t, logged.String())
	assert.NotContains(t, logged.String(), "CANARY")
}
