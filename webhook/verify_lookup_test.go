package webhook_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

type lookup = func(context.Context, *http.Request) ([]webhook.Secret, error)

func fixedSecrets(secrets ...webhook.Secret) lookup {
	return func(context.Context, *http.Request) ([]webhook.Secret, error) { return secrets, nil }
}

func TestHMACFunc(t *testing.T) {
	t.Parallel()
	failing := func(context.Context, *http.Request) ([]webhook.Secret, error) {
		return []webhook.Secret{secret}, errors.New("CANARY database down")
	}
	refusing := func(context.Context, *http.Request) ([]webhook.Secret, error) { return nil, webhook.ErrBadSignature }
	panicking := func(context.Context, *http.Request) ([]webhook.Secret, error) { panic("CANARY") }
	for name, c := range map[string]struct {
		lookup lookup
		want   int
	}{
		"right":           {fixedSecrets(secret), 200},
		"second":          {fixedSecrets("outro", secret), 200},
		"wrong":           {fixedSecrets("outro"), 401},
		"none":            {fixedSecrets(), 401},
		"empty":           {fixedSecrets(""), 401},
		"one of them":     {fixedSecrets(secret, ""), 401}, // a tenant's empty secret is a mistake, not a secret
		"error":           {failing, 503},
		"error of ours":   {refusing, 503},
		"panic in lookup": {panicking, 500},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for p := range prefixes {
				h, err := webhook.New(p, webhook.HMACFunc(c.lookup))
				require.NoError(t, err)
				rec := deliver(h, p, texts[p])
				assert.Equal(t, c.want, rec.Code, p)
				assert.Equal(t, c.want == 503, rec.Header().Get("Retry-After") != "", p)
				assert.Empty(t, rec.Body.String())
			}
		})
	}
}

func TestHMACFuncErrorKeepsItsText(t *testing.T) {
	t.Parallel()
	down := errors.New("CANARY database down")
	v := webhook.HMACFunc(func(context.Context, *http.Request) ([]webhook.Secret, error) { return nil, down })
	err := webhook.VerifyRequest(webhook.WSAPI, v, httptest.NewRequest(http.MethodPost, "/", nil), nil)
	assert.ErrorIs(t, err, down, "the cause can be asked for")
	assert.NotContains(t, err.Error(), "CANARY")
}

// Each tenant has a path and a secret; one tenant's secret opens no other's path.
func TestHMACFuncPerTenant(t *testing.T) {
	t.Parallel()
	secrets := map[string]webhook.Secret{"ana": "segredo da ana", "bia": "segredo da bia"}
	h, err := webhook.New(webhook.Zapini, webhook.HMACFunc(func(_ context.Context, r *http.Request) ([]webhook.Secret, error) {
		if s, ok := secrets[r.PathValue("tenant")]; ok {
			return []webhook.Secret{s}, nil
		}
		return nil, nil
	}))
	require.NoError(t, err)
	mux := http.NewServeMux()
	mux.Handle("POST /{tenant}/hook", h)
	for _, c := range []struct {
		path string
		key  webhook.Secret
		want int
	}{
		{"/ana/hook", secrets["ana"], 200},
		{"/bia/hook", secrets["bia"], 200},
		{"/ana/hook", secrets["bia"], 401},
		{"/caio/hook", secrets["ana"], 401},
		{"/caio/hook", "", 401},
	} {
		r := webhooktest.Request(webhook.Zapini, c.key, []byte(texts[webhook.Zapini]))
		r.URL.Path = c.path
		rec := httptest.NewRecorder()
		mux.ServeHTTP(rec, r)
		assert.Equal(t, c.want, rec.Code, "%s", c.path)
	}
}

// A compressed body has two forms that may be signed, but the secrets are looked up once.
func TestHMACFuncIsCalledOnce(t *testing.T) {
	t.Parallel()
	var calls atomic.Int32
	h, err := webhook.New(webhook.WSAPI, webhook.HMACFunc(func(context.Context, *http.Request) ([]webhook.Secret, error) {
		calls.Add(1)
		return []webhook.Secret{secret}, nil
	}))
	require.NoError(t, err)
	assert.Equal(t, 200, deliver(h, webhook.WSAPI, texts[webhook.WSAPI], webhooktest.Gzipped()).Code)
	assert.EqualValues(t, 1, calls.Load())
}
