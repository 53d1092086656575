package webhook

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/zapgate/zapgate-go/internal/limited"
)

const defaultMaxBody = 1 << 20

var (
	errTooLarge = errors.New("webhook: body is larger than the limit")
	errBadGzip  = errors.New("webhook: body is not gzip, as its header says")
	errMedia    = errors.New("webhook: content type or encoding is not one of a callback")
)

// delivery is a body as sent and, where it came compressed, as meant.
type delivery struct {
	sent []byte
	json []byte
	err  error // the body is not the gzip that its header says

	compressed bool
}

// read takes at most limit bytes, and at most limit after decompression.
func read(r *http.Request, limit int64) (delivery, error) {
	var d delivery
	encoding := strings.ToLower(strings.TrimSpace(r.Header.Get("Content-Encoding")))
	if !jsonType(r.Header.Get("Content-Type")) || encoding != "" && encoding != "identity" && encoding != "gzip" {
		return d, errMedia
	}
	if r.ContentLength > limit {
		return d, errTooLarge
	}
	body := r.Body
	if body == nil { // of a request that no server made
		body = http.NoBody
	}
	var err error
	if d.sent, err = readLimited(body, limit, r.ContentLength); err != nil {
		return d, err
	}
	d.json = d.sent
	if encoding == "gzip" {
		d.compressed = true
		zr, err := gzip.NewReader(bytes.NewReader(d.sent))
		if err == nil {
			d.json, err = readLimited(zr, limit, 0)
		}
		if errors.Is(err, errTooLarge) {
			return d, err
		}
		if err != nil {
			d.json, d.err = nil, errBadGzip
		}
	}
	return d, nil
}

// readLimited reads all of r, a body of the expected size with one allocation.
func readLimited(r io.Reader, limit, expected int64) ([]byte, error) {
	b, err := limited.ReadAll(r, limit, expected)
	if int64(len(b)) > limit || err != nil && outerLimit(err) {
		return nil, errTooLarge
	}
	return b, err
}

// outerLimit reports whether a limit around the handler ended the body.
func outerLimit(err error) bool {
	var e *http.MaxBytesError
	return errors.As(err, &e)
}

// jsonType accepts what a gateway could call JSON; a form or a multipart body is none.
func jsonType(contentType string) bool {
	if contentType == "" || contentType == "application/json" {
		return true
	}
	t, _, err := mime.ParseMediaType(contentType)
	if errors.Is(err, mime.ErrInvalidMediaParameter) {
		err = nil // the type itself was read
	}
	return err == nil && (t == "application/json" || t == "text/json" || t == "text/plain" || strings.HasSuffix(t, "+json"))
}
