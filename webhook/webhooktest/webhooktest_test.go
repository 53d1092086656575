package webhooktest_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

const secret = webhook.Secret("um segredo")

var verifiers = map[webhook.Provider]webhook.Verifier{
	webhook.ZAPI:   webhook.HeaderToken("z-api-token", secret),
	webhook.Zapini: webhook.HMAC(secret),
	webhook.Zapy:   webhook.HMAC(secret),
	webhook.WSAPI:  webhook.HMAC(secret),
}

func TestDeliver(t *testing.T) {
	t.Parallel()
	body, other := []byte(`{"a":1}`), []byte(`{"a":2}`)
	for name, c := range map[string]struct {
		key     webhook.Secret
		opts    []webhooktest.Option
		want    int
		wantRaw string
	}{
		"signed":           {secret, nil, 200, `{"a":1}`},
		"gzipped":          {secret, []webhooktest.Option{webhooktest.Gzipped()}, 200, `{"a":1}`},
		"another secret":   {"outro", nil, 401, ""},
		"no secret":        {"", nil, 401, ""},
		"header replaced":  {secret, []webhooktest.Option{webhooktest.Header("content-type", "text/html")}, 415, ""},
		"header left out":  {secret, []webhooktest.Option{webhooktest.Header("Content-Type")}, 200, `{"a":1}`},
		"encoding claimed": {secret, []webhooktest.Option{webhooktest.Header("Content-Encoding", "gzip")}, 400, ""},
		"signature left out": {
			secret, []webhooktest.Option{webhooktest.Header("X-Webhook-Signature"), webhooktest.Header("z-api-token")}, 401, "",
		},
		"signature twice": {
			secret, []webhooktest.Option{webhooktest.Header("x-webhook-signature", "a", "b"), webhooktest.Header("Z-Api-Token", "a", "b")}, 401, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for p, v := range verifiers {
				h, err := webhook.New(p, v)
				require.NoError(t, err)
				raw := ""
				webhook.OnRest(h, func(_ context.Context, e webhook.Event) error { raw = string(e.Head().Raw); return nil })
				rec := webhooktest.Deliver(h, p, c.key, body, c.opts...)
				assert.Equal(t, c.want, rec.Code, p)
				assert.Equal(t, c.wantRaw, raw, p)
			}
		})
	}
	for p, v := range verifiers {
		want := 401
		if p == webhook.ZAPI {
			want = 200 // a token says who calls, not what was said
		}
		h, err := webhook.New(p, v)
		require.NoError(t, err)
		for _, opts := range [][]webhooktest.Option{
			{webhooktest.Tamper(other)},
			{webhooktest.Tamper(other), webhooktest.Gzipped()},
		} {
			assert.Equal(t, want, webhooktest.Deliver(h, p, secret, body, opts...).Code, p)
		}
	}
}

func TestURLToken(t *testing.T) {
	t.Parallel()
	for p := range verifiers {
		h, err := webhook.New(p, webhook.URLToken("a&b=c d/é"))
		require.NoError(t, err)
		assert.Equal(t, 200, webhooktest.Deliver(h, p, "", []byte(`{}`), webhooktest.URLToken("a&b=c d/é")).Code, p)
		assert.Equal(t, 401, webhooktest.Deliver(h, p, "", []byte(`{}`), webhooktest.URLToken("outro")).Code, p)
		assert.Equal(t, 401, webhooktest.Deliver(h, p, secret, []byte(`{}`)).Code, p)
	}
}

// The headers are those that the gateways send, checked against a signature that was computed elsewhere (openssl dgst).
func TestSign(t *testing.T) {
	t.Parallel()
	const signature = "1407933991a1f295a78b92f6eda8fbb523e89b9c4630681b69e533194318241a"
	body := []byte(`{"a":1}`)
	for p, want := range map[webhook.Provider]http.Header{
		webhook.ZAPI:   {"Content-Type": {"application/json"}, "Z-Api-Token": {"um segredo"}},
		webhook.Zapini: {"Content-Type": {"application/json"}, "X-Webhook-Signature": {signature}},
		webhook.Zapy:   {"Content-Type": {"application/json"}, "X-Webhook-Signature": {"sha256=" + signature}},
		webhook.WSAPI:  {"Content-Type": {"application/json"}, "X-Webhook-Signature": {"sha256=" + signature}},
	} {
		assert.Equal(t, want, webhooktest.Sign(p, secret, body), p)
		assert.Equal(t, http.Header{"Content-Type": {"application/json"}}, webhooktest.Sign(p, "", body), p)
	}
}

// A request is one that a client can send, and its parts are what was asked for.
func TestRequest(t *testing.T) {
	t.Parallel()
	r := webhooktest.Request(webhook.WSAPI, secret, []byte(`{"a":1}`), webhooktest.Gzipped())
	assert.Equal(t, http.MethodPost, r.Method)
	assert.Equal(t, "/hook", r.URL.Path)
	zr, err := gzip.NewReader(r.Body)
	require.NoError(t, err)
	got, err := io.ReadAll(zr)
	require.NoError(t, err)
	assert.JSONEq(t, `{"a":1}`, string(got))

	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		_, _ = w.Write(b)
	}))
	defer srv.Close()
	in := webhooktest.Request(webhook.WSAPI, secret, []byte(`{"a":1}`))
	out, err := http.NewRequest(in.Method, srv.URL+in.URL.Path, in.Body)
	require.NoError(t, err)
	out.Header = in.Header
	res, err := srv.Client().Do(out)
	require.NoError(t, err)
	defer res.Body.Close()
	echo, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	assert.JSONEq(t, `{"a":1}`, string(echo))
}

// In a test of an application, its handler gets a callback as the gateway would send it.
func ExampleDeliver() {
	h, err := webhook.New(webhook.WSAPI, webhook.HMAC("secret"))
	if err != nil {
		fmt.Println(err)
		return
	}
	webhook.OnRest(h, func(_ context.Context, e webhook.Event) error {
		fmt.Println("got", e.Head().Type)
		return nil
	})
	body := []byte(`{"eventType": "chat_presence", "instanceId": "loja-a"}`)

	fmt.Println(webhooktest.Deliver(h, webhook.WSAPI, "secret", body).Code)
	fmt.Println(webhooktest.Deliver(h, webhook.WSAPI, "secret", body, webhooktest.Tamper([]byte(`{}`))).Code)

	// Output:
	// got chat_presence
	// 200
	// 401
}
