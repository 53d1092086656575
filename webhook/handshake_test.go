package webhook_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
)

func shake(h http.Handler, method, query string) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest(method, "/hook?"+query, nil))
	return rec
}

// ZapyAPI is returned its challenge exactly, as nothing but text; it is not signed.
func TestHandshake(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.Zapy)
	for _, challenge := range []string{
		"1", "0123456789", "3fc9b1d0-6a53-4d0f-9c1e-000000000001", "aGVsbG8+d29y/bGQ=", "a.b_c~d", strings.Repeat("x", 512),
	} {
		rec := shake(h, "GET", "hub.mode=subscribe&hub.verify_token=any&hub.challenge="+url.QueryEscape(challenge))
		assert.Equal(t, 200, rec.Code, challenge)
		assert.Equal(t, challenge, rec.Body.String())
		assert.Equal(t, "text/plain; charset=utf-8", rec.Header().Get("Content-Type"))
		assert.Equal(t, "nosniff", rec.Header().Get("X-Content-Type-Options"))
	}
}

func TestHandshakeRefuses(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.Zapy)
	for name, query := range map[string]string{
		"nothing":      "",
		"no mode":      "hub.challenge=x",
		"other mode":   "hub.mode=unsubscribe&hub.challenge=x",
		"no challenge": "hub.mode=subscribe",
		"empty":        "hub.mode=subscribe&hub.challenge=",
		"too long":     "hub.mode=subscribe&hub.challenge=" + strings.Repeat("x", 513),
		"markup":       "hub.mode=subscribe&hub.challenge=%3Cscript%3E",
		"space":        "hub.mode=subscribe&hub.challenge=a+b",
		"line":         "hub.mode=subscribe&hub.challenge=a%0D%0AX:y",
		"zero byte":    "hub.mode=subscribe&hub.challenge=a%00",
		"quote":        "hub.mode=subscribe&hub.challenge=%22a%22",
		"not ASCII":    "hub.mode=subscribe&hub.challenge=%C3%A9",
		"not UTF-8":    "hub.mode=subscribe&hub.challenge=%ff",
	} {
		rec := shake(h, "GET", query)
		assert.Equal(t, 400, rec.Code, name)
		bare(t, rec)
	}
}

// A HEAD asks for no challenge, and no other gateway has one.
func TestHandshakeIsZapysAlone(t *testing.T) {
	t.Parallel()
	const query = "hub.mode=subscribe&hub.challenge=x"
	for _, p := range providers {
		h := newHandler(t, p)
		rec := shake(h, "HEAD", query)
		assert.Equal(t, 405, rec.Code, p)
		bare(t, rec)
		if p != webhook.Zapy {
			rec = shake(h, "GET", query)
			assert.Equal(t, 405, rec.Code, p)
			assert.Equal(t, "POST", rec.Header().Get("Allow"))
			bare(t, rec)
		}
	}
}

// Where a token is part of the URL, the handshake needs it too.
func TestHandshakeWithToken(t *testing.T) {
	t.Parallel()
	h, err := webhook.New(webhook.Zapy, webhook.URLToken(secret))
	require.NoError(t, err)
	const query = "hub.mode=subscribe&hub.challenge=x"
	assert.Equal(t, 200, shake(h, "GET", query+"&token=um+segredo").Code)
	for _, bad := range []string{"", "&token=", "&token=outro", "&token=um+segredo&token=um+segredo"} {
		rec := shake(h, "GET", query+bad)
		assert.Equal(t, 401, rec.Code)
		bare(t, rec)
	}
}
