// Package webhooktest signs and delivers callbacks in tests, the way each gateway does.
//
//	rec := webhooktest.Deliver(handler, webhook.Zapini, "secret", body)
//	if rec.Code != http.StatusOK { … }
//
// [Fixtures] has callbacks of every type of event that a gateway produces, and [Record] shows what became of them.
package webhooktest

import (
	"bytes"
	"compress/gzip"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
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
	signed func(body []byte) http.Header
	sent   []byte
	url    string
	header http.Header
}

// Tamper sends body although another one was signed.
func Tamper(body []byte) Option { return func(r *request) { r.sent = body } }

// Oversize fills the body up to size bytes with spaces, which JSON allows, and signs it as it then is: nothing but its
// size is wrong with it.
func Oversize(size int) Option {
	return func(r *request) {
		if missing := size - len(r.sent); missing > 0 {
			r.sent = append(bytes.Clone(r.sent), bytes.Repeat([]byte(" "), missing)...)
			maps.Copy(r.header, r.signed(r.sent))
		}
	}
}

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
	r := &request{signed: func(b []byte) http.Header { return Sign(p, secret, b) }, sent: body, url: "/hook"}
	r.header = r.signed(body)
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

// Replay sends the same delivery to h several times, one after the other, as a gateway does that missed the answer, and
// returns h's answers.
func Replay(h http.Handler, times int, p webhook.Provider, secret webhook.Secret, body []byte, opts ...Option) []*httptest.ResponseRecorder {
	answers := make([]*httptest.ResponseRecorder, times)
	for i := range answers {
		answers[i] = Deliver(h, p, secret, body, opts...)
	}
	return answers
}
