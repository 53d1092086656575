package transport

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

type webhookBody struct {
	URL    string         `json:"url"`
	Secret zapgate.Secret `json:"secret"`
	Nested []struct {
		Keys map[string]*zapgate.Secret `json:"keys"`
	} `json:"nested,omitempty"`
	Self *webhookBody `json:"self,omitempty"`
}

func TestSecretsIn(t *testing.T) {
	t.Parallel()
	deep := zapgate.Secret("deep")
	body := webhookBody{Secret: "one", Self: &webhookBody{Secret: "two"}}
	body.Nested = append(body.Nested, struct {
		Keys map[string]*zapgate.Secret `json:"keys"`
	}{map[string]*zapgate.Secret{"k": &deep, "none": nil}})
	assert.ElementsMatch(t, []string{"one", "two", "deep"}, secretsIn(reflect.ValueOf(body)))
	for _, none := range []any{nil, 1, "text", struct{ A []string }{[]string{"x"}}, map[string]any{}} {
		assert.Empty(t, secretsIn(reflect.ValueOf(none)))
	}
	type tree struct{ Left, Right *tree }
	assert.False(t, holdsSecret.in(reflect.TypeFor[tree]()))
	assert.True(t, holdsSecret.in(reflect.TypeFor[*[]map[string]webhookBody]()))
}

// A gateway that repeats the request cannot make an error show the secrets in it, in whatever spelling.
func TestSecretsOfARequestAreMasked(t *testing.T) {
	t.Parallel()
	for _, secret := range []zapgate.Secret{canary, canary + "/+\"é\\", "日本語-" + canary} {
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
			resp := httpmock.NewStringResponse(400, `{"error":"bad `+string(secret)+`"}`)
			quoted, _ := httpmock.NewJsonResponse(400, map[string]any{"error": "bad " + string(secret)})
			if len(secret)%2 == 0 {
				resp = quoted
			}
			resp.Header.Set("X-Request-Id", string(secret))
			return resp, nil
		})
		_, err := Do[answer](t.Context(), newClient(t, mt), Request{Op: sendOp, Body: webhookBody{Secret: secret}})
		var zerr *zapgate.Error
		require.ErrorAs(t, err, &zerr)
		assert.Contains(t, string(zerr.Body), secretMark)
		assert.NotContains(t, zerr.Error()+string(zerr.Body)+zerr.RequestID, canary)
	}
}

// An answer that brings a new secret is not kept where it cannot be read: nothing knows what to mask in it.
func TestAnswerWithANewSecretIsNotKept(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(200, `{"secret":"`+canary+`","url":12}`))
	c := newClient(t, mt)
	_, err := Do[webhookBody](t.Context(), c, Request{Op: sendOp})
	var zerr *zapgate.Error
	require.ErrorAs(t, err, &zerr)
	assert.Empty(t, zerr.Body)
	assert.Equal(t, 200, zerr.StatusCode)
	assert.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)

	_, err = Do[answer](t.Context(), c, Request{Op: sendOp})
	require.NoError(t, err, "the same answer, read as a type without one")
}
