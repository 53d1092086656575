// Package webhooktest signs and delivers callbacks in tests, the way each gateway does.
//
//	rec := webhooktest.Deliver(handler, webhook.Zapini, "secret", body)
//	if rec.Code != http.StatusOK { … }
package webhooktest

import (
	"bytes"
	"compress/gzip"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"net/url"

	"github.com/zapgate/zapgate-go/webhook"
)

// Sign returns the headers with which the gateway delivers body: its signature with secret. Z-API signs nothing: there,
// secret goes into the header z-api-token, as has been seen. An empty secret signs nothing.
func Sign(p webhook.Provider, secret webhook.Secret, body []byte) http.Header {
	h := http.Header{"Content-Type": {"application/json"}}
	if secret == "" {
		return h
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	signature := hex.EncodeToString(mac.Sum(nil))
	switch p {
	case webhook.ZAPI:
		h.Set("z-api-token", string(secret))
	case webhook.Zapini:
		h.Set("X-Webhook-Signature", signature)
	default:
		h.Set("X-Webhook-Signature", "sha256="+signature)
	}
	return h
}

// Option changes a request before it is sent.
type Option func(r *request)

type request struct {
	sent   []byte
	url    string
	header http.Header
}

// Tampered sends body although another one was signed.
func Tampered(body []byte) Option { return func(r *request) { r.sent = body } }

// Gzipped compresses the body after it was signed.
func Gzipped() Option {
	return func(r *request) {
		var buf bytes.Buffer
		w := gzip.NewWriter(&buf)
		_, _ = w.Write(r.sent)
		_ = w.Close()
		r.sent = buf.Bytes()
		r.header.Set("Content-Encoding", "gzip")
	}
}

// Header replaces a header; without values it is left out.
func Header(name string, values ...string) Option {
	return func(r *request) {
		if r.header.Del(name); len(values) > 0 {
			r.header[http.CanonicalHeaderKey(name)] = values
		}
	}
}

// URLToken adds the query parameter that webhook.URLToken compares.
func URLToken(token webhook.Secret) Option {
	return func(r *request) { r.url = "/hook?token=" + url.QueryEscape(string(token)) }
}

// Request returns the gateway's delivery of body, signed with secret, then changed by opts in their order.
func Request(p webhook.Provider, secret webhook.Secret, body []byte, opts ...Option) *http.Request {
	r := &request{sent: body, url: "/hook", header: Sign(p, secret, body)}
	for _, o := range opts {
		o(r)
	}
	req := httptest.NewRequest(http.MethodPost, r.url, bytes.NewReader(r.sent))
	req.Header = r.header
	return req
}

// Deliver sends body to h as the gateway would and returns h's answer.
func Deliver(h http.Handler, p webhook.Provider, secret webhook.Secret, body []byte, opts ...Option) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, Request(p, secret, body, opts...))
	return rec
}
