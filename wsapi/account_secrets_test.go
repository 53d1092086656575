package wsapi_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

// A new key is answered once: what can be read of it is read, and nothing of it shows where it cannot.
func TestAccountBareStrings(t *testing.T) {
	t.Parallel()
	const plain, jsonType = "text/plain; charset=utf-8", "application/json; charset=utf-8"
	for _, tt := range []struct {
		name, contentType, body, want string
		fails                         string
	}{
		{"JSON", jsonType, `"canary-new-key"`, "canary-new-key", ""},
		{"JSON with escapes and space around", jsonType, " \"canary\\u002dnew\\/key\" \n", "canary-new/key", ""},
		{"JSON without a type", "", `"canary-new-key"`, "canary-new-key", ""},
		{"JSON that says it is text", plain, `"canary-new-key"`, "canary-new-key", ""},
		{"text", plain, "canary-new-key\n", "canary-new-key", ""},
		{"no text", plain, "  ", "", "not JSON"},
		{"no answer", jsonType, "", "", "not JSON"},
		{"an empty string", jsonType, `""`, "", "empty"},
		{"null", jsonType, `null`, "", "empty"},
		{"an object", jsonType, `{"apiKey":"canary-new-key"}`, "", "not of its documented type"},
		{"a list", jsonType, `["canary-new-key"]`, "", "not of its documented type"},
		{"text that does not say so", jsonType, "canary-new-key", "", "not JSON"},
		{"a page", "text/html", "<html>canary-new-key", "", "not JSON"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(contract.Answer{Status: 200, Body: tt.body, Header: http.Header{"Content-Type": {tt.contentType}}})
			key, err := newAccount(t, r).RegenerateInstanceAPIKey(t.Context(), "ins_loja_a")
			id, idErr := newAccount(t, r).CreateSubscriptionInstance(t.Context(), "sub_0001", wsapi.CreateSubscriptionInstanceParams{})
			assert.Equal(t, tt.want, string(key))
			assert.Equal(t, tt.want, id)
			contract.NotIn(t, "canary", "the key", contract.Shown(key))
			if tt.fails == "" {
				require.NoError(t, err)
				require.NoError(t, idErr)
				return
			}
			for _, err := range []error{err, idErr} {
				require.ErrorContains(t, err, tt.fails)
				assert.ErrorIs(t, err, zapgate.ErrOutcomeUnknown, "it may have been done")
			}
			contract.Hidden(t, "canary", err)
		})
	}
	r := contract.Record(contract.Answer{Status: 503, Body: "busy"})
	_, err := newAccount(t, r).RegenerateInstanceAPIKey(t.Context(), "ins_loja_a")
	require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	r.Only(t) // a second request would kill the key that the first one made
}

func TestAccountErrors(t *testing.T) {
	t.Parallel()
	for status, is := range map[int]error{
		401: zapgate.ErrUnauthorized, 403: zapgate.ErrForbidden, 404: zapgate.ErrNotFound, 409: zapgate.ErrNotConnected, 500: zapgate.ErrServer,
	} {
		r := contract.Record(contract.Answer{Status: status, Body: `{"detail":"no, canary-customer-key","status":418}`})
		err := newAccount(t, r).RestartInstance(t.Context(), "ins_loja_a")
		var e *zapgate.Error
		require.ErrorAs(t, err, &e)
		assert.ErrorIs(t, err, is)
		assert.Equal(t, status, e.StatusCode, "the answer's, not the body's")
		assert.Equal(t, "no, [secret]", e.Message)
		assert.Empty(t, e.Code, "none is documented")
		assert.Equal(t, "PUT /account/instances/{id}/restart", e.Op)
		contract.Hidden(t, "canary", err)
	}
	// What a request brings is masked like the key.
	r := contract.Record(contract.Answer{Status: 400, Body: `{"detail":"weak: canary-signing-secret","status":400}`})
	err := newAccount(t, r).UpdateInstanceSettings(t.Context(), "ins_loja_a", wsapi.AccountInstanceSettings{EventSigningSecret: new(zapgate.Secret("canary-signing-secret"))})
	require.ErrorIs(t, err, zapgate.ErrBadRequest)
	assert.ErrorContains(t, err, "weak: [secret]")
	contract.Hidden(t, "canary", err)
}

// What holds a secret of an instance shows it nowhere but in JSON, which is the wire.
func TestInstanceSecretsAreNotShown(t *testing.T) {
	t.Parallel()
	read := func(name string, into any) {
		require.NoError(t, json.Unmarshal([]byte(fixture(t, name)), into))
	}
	var (
		detail    wsapi.AccountInstanceDetail
		defaults  wsapi.AccountInstanceDefaults
		one       wsapi.Instance
		instances wsapi.Instances
		created   wsapi.InstanceDetail
	)
	read("w2-getAccountInstance.json", &detail)
	read("w2-getAccountInstanceDefaults.json", &defaults)
	read("w2-getInstance.json", &one)
	read("w2-listInstances.json", &instances)
	read("instance.json", &created)
	for _, v := range []any{
		detail, detail.Settings, defaults, one, one.Config, instances, created, created.Config,
		wsapi.CreateInstanceRequest{ID: "loja-a", APIKey: "canary-instance-key", SigningSecret: "canary-signing-secret"},
	} {
		j, err := json.Marshal(v)
		require.NoError(t, err)
		assert.Contains(t, string(j), "canary", "%T", v)
		for _, secret := range []string{"canary-signing-secret", "canary-instance-key"} {
			contract.NotIn(t, secret, fmt.Sprintf("%T", v), contract.Shown(v))
		}
	}
	assert.Equal(t, slog.KindGroup, instances.LogValue().Kind())
	assert.Len(t, instances.LogValue().Group(), 2)
}
