package webhook_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/webhook"
)

// Neither a verifier nor the handler that holds one shows a secret, however it is printed.
func TestNothingPrintsASecret(t *testing.T) {
	t.Parallel()
	const canary = contract.Canary
	verifiers := map[webhook.Provider][]webhook.Verifier{
		webhook.WSAPI: {webhook.HMAC(canary), webhook.URLToken(canary), webhook.HMACFunc(fixedSecrets(canary))},
		webhook.ZAPI:  {webhook.HeaderToken("z-api-token", canary), webhook.URLToken(canary)},
	}
	for p, vs := range verifiers {
		for _, v := range vs {
			h, err := webhook.New(p, v)
			require.NoError(t, err)
			for _, shown := range []any{v, &v, h, []webhook.Verifier{v}, map[string]any{"v": v}, struct{ V webhook.Verifier }{v}} {
				j, err := json.Marshal(shown)
				require.NoError(t, err)
				all := contract.Shown(shown) + string(j)
				assert.NotContains(t, all, canary)
				assert.Contains(t, all, "[redacted]")
			}
		}
	}
}

// No error repeats the secret, the signature that was sent, the one that would have been right, or the body.
func TestNoErrorPrintsASecret(t *testing.T) {
	t.Parallel()
	const body = `{"CANARY7f3a":1}`
	right := mac(contract.Canary, body)
	sent := http.Header{"X-Webhook-Signature": {"sha256=" + mac("outro", body)}, "Z-Api-Token": {"CANARY7f3a wrong"}}
	down := func(context.Context, *http.Request) ([]webhook.Secret, error) { return nil, errors.New("down") }
	for _, err := range []error{
		webhook.Verify(webhook.WSAPI, webhook.HMAC(contract.Canary), sent.Values, []byte(body)),
		webhook.Verify(webhook.ZAPI, webhook.HeaderToken("z-api-token", contract.Canary), sent.Values, []byte(body)),
		webhook.Verify(webhook.ZAPI, webhook.HMAC(contract.Canary), sent.Values, nil),
		webhook.Verify(webhook.WSAPI, webhook.HMAC(contract.Canary, ""), sent.Values, nil),
		webhook.Verify(webhook.Zapy, webhook.HeaderToken("z-api-token", contract.Canary), sent.Values, nil),
		webhook.Verify(webhook.Zapy, webhook.URLToken(contract.Canary), sent.Values, nil),
		webhook.VerifyRequest(webhook.Zapy, webhook.HMACFunc(down), &http.Request{Header: sent}, []byte(body)),
	} {
		require.Error(t, err)
		shown := contract.Printed(err)
		assert.NotContains(t, shown, contract.Canary)
		assert.NotContains(t, shown, right)
		assert.NotContains(t, shown, mac("outro", body))
	}
}
