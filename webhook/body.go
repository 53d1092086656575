package webhook

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"strings"
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

// read takes at most max bytes, and at most max after decompression.
func read(r *http.Request, max int64) (delivery, error) {
	var d delivery
	encoding := strings.ToLower(strings.TrimSpace(r.Header.Get("Content-Encoding")))
	if !jsonType(r.Header.Get("Content-Type")) || encoding != "" && encoding != "identity" && encoding != "gzip" {
		return d, errMedia
	}
	if r.ContentLength > max {
		return d, errTooLarge
	}
	body := r.Body
	if body == nil { // of a request that no server made
		body = http.NoBody
	}
	var err error
	if d.sent, err = readLimited(body, max); err != nil {
		return d, err
	}
	d.json = d.sent
	if encoding == "gzip" {
		d.compressed = true
		zr, err := gzip.NewReader(bytes.NewReader(d.sent))
		if err == nil {
			d.json, err = readLimited(zr, max)
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

func readLimited(r io.Reader, max int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, min(max, math.MaxInt64-1)+1))
	var outer *http.MaxBytesError // of a limit around the handler
	if int64(len(b)) > max || errors.As(err, &outer) {
		return nil, errTooLarge
	}
	return b, err
}

// jsonType accepts what a gateway could call JSON; a form or a multipart body is none.
func jsonType(contentType string) bool {
	if contentType == "" {
		return true
	}
	t, _, err := mime.ParseMediaType(contentType)
	if errors.Is(err, mime.ErrInvalidMediaParameter) {
		err = nil // the type itself was read
	}
	return err == nil && (t == "application/json" || t == "text/json" || t == "text/plain" || strings.HasSuffix(t, "+json"))
}
