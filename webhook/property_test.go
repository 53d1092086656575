package webhook_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// No change of a signed body is taken for what was signed: every bit is flipped, every prefix cut, of the body, of its
// compressed form where that or the body itself was signed, and of the signature. A token says who calls and not what: Z-API
// has no part in this.
func TestNoForgery(t *testing.T) {
	t.Parallel()
	for p := range prefixes {
		t.Run(string(p), func(t *testing.T) {
			t.Parallel()
			body := []byte(texts[p])
			zip := zipped(t, gzip.BestCompression, text(texts[p]))
			handled := 0
			h := newHandler(t, p)
			webhook.OnRest(h, func(context.Context, webhook.Event) error { handled++; return nil })
			send := func(header http.Header, sent []byte) int {
				r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(sent))
				r.Header = header
				return serve(h, r)
			}
			plain, packed, inside := webhooktest.Sign(p, secret, body), webhooktest.Sign(p, secret, zip), webhooktest.Sign(p, secret, body)
			packed.Set("Content-Encoding", "gzip")
			inside.Set("Content-Encoding", "gzip")
			for _, c := range []struct {
				name   string
				header http.Header
				sent   []byte
				meant  []byte // another form may decompress to the same bytes, which are the signed ones
			}{{"plain", plain, body, nil}, {"gzip, signed as sent", packed, zip, nil}, {"gzip, signed as meant", inside, zip, body}} {
				assert.Equal(t, 200, send(c.header, c.sent), c.name)
				handled = 0
				for i := range 8 * len(c.sent) {
					forged := bytes.Clone(c.sent)
					forged[i/8] ^= 1 << (i % 8)
					refused(t, send(c.header, forged), c.meant, forged, fmt.Sprintf("%s: bit %d", c.name, i))
				}
				for n := range c.sent {
					refused(t, send(c.header, c.sent[:n]), c.meant, c.sent[:n], fmt.Sprintf("%s: %d bytes", c.name, n))
				}
				for _, more := range []string{" ", "\n", "\x00", "x", string(c.sent)} {
					forged := append(bytes.Clone(c.sent), more...)
					refused(t, send(c.header, forged), c.meant, forged, fmt.Sprintf("%s: and %q", c.name, more))
				}
				if c.meant == nil {
					assert.Zero(t, handled, "%s: no handler has seen a forgery", c.name)
				}
			}
			signature := plain.Get("X-Webhook-Signature")
			for i := range 8 * len(signature) {
				forged := []byte(signature)
				forged[i/8] ^= 1 << (i % 8)
				if bytes.EqualFold(forged, []byte(signature)) && i/8 >= len(prefixes[p]) {
					continue // hex digits in either case are the same
				}
				assert.Equal(t, 401, send(http.Header{"X-Webhook-Signature": {string(forged)}}, body), "signature, bit %d", i)
			}
			for n := range len(signature) {
				assert.Equal(t, 401, send(http.Header{"X-Webhook-Signature": {signature[:n]}}, body), "signature of %d", n)
			}
		})
	}
}

// refused asserts that a forgery was. Gzip's own header has bits that mean nothing: what comes out is what was signed.
func refused(t *testing.T, code int, meant, forged []byte, what string) {
	t.Helper()
	if code == 200 && meant != nil && bytes.Equal(unzipped(forged), meant) {
		return
	}
	assert.Contains(t, []int{400, 401, 413}, code, what)
}

// unzipped returns nil for what is not gzip.
func unzipped(b []byte) []byte {
	zr, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(zr)
	if err != nil {
		return nil
	}
	return out
}
