package webhook_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// zipped compresses n bytes that fill makes.
func zipped(t testing.TB, level int, write func(io.Writer)) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, level)
	require.NoError(t, err)
	write(w)
	require.NoError(t, w.Close())
	return b.Bytes()
}

func text(s string) func(io.Writer) {
	return func(w io.Writer) { _, _ = io.WriteString(w, s) }
}

func signed(key webhook.Secret, signed, sent []byte) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(sent))
	r.Header = webhooktest.Sign(webhook.WSAPI, key, signed)
	return r
}

func recorded(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

func serve(h http.Handler, r *http.Request) int { return recorded(h, r).Code }

// A signature may be over the bytes as sent or as decompressed, and over nothing else.
func TestGzipSignature(t *testing.T) {
	t.Parallel()
	body := texts[webhook.WSAPI]
	sent := zipped(t, gzip.BestSpeed, text(body))
	again := zipped(t, gzip.NoCompression, text(body))
	for name, c := range map[string]struct {
		signed []byte
		want   int
	}{
		"as sent":                {sent, 200},
		"as decompressed":        {[]byte(body), 200},
		"compressed another way": {again, 401},
		"another body":           {[]byte(body + " "), 401},
		"nothing":                {nil, 401},
	} {
		h := newHandler(t, webhook.WSAPI)
		var got []byte
		webhook.OnRest(h, func(_ context.Context, e webhook.Event) error { got = e.Head().Raw; return nil })
		r := signed(secret, c.signed, sent)
		r.Header.Set("Content-Encoding", "GZIP")
		assert.Equal(t, c.want, serve(h, r), name)
		if c.want == 200 {
			assert.Equal(t, body, string(got), name)
		}
	}
}

// Compressed and decompressed may have the same length: they are two forms all the same.
func TestGzipSignatureOfEqualLength(t *testing.T) {
	t.Parallel()
	for n := range 400 {
		body := `{"a":"` + strings.Repeat("x", n) + `"}`
		sent := zipped(t, gzip.BestCompression, text(body))
		if len(sent) != len(body) {
			continue
		}
		h := newHandler(t, webhook.WSAPI)
		r := signed(secret, []byte(body), sent)
		r.Header.Set("Content-Encoding", "gzip")
		assert.Equal(t, 200, serve(h, r))
		return
	}
	t.Fatal("no body has the length of its compressed form")
}

func TestBrokenGzip(t *testing.T) {
	t.Parallel()
	whole := zipped(t, gzip.BestSpeed, text(texts[webhook.WSAPI]))
	checksum := bytes.Clone(whole)
	checksum[len(checksum)-8] ^= 1
	for name, sent := range map[string][]byte{
		"not at all": []byte("{}"), "empty": {}, "header only": whole[:10], "cut": whole[:len(whole)-9], "no trailer": whole[:len(whole)-8],
		"wrong checksum": checksum, "garbage behind": append(bytes.Clone(whole), "garbage"...),
	} {
		h := newHandler(t, webhook.WSAPI)
		webhook.OnRest(h, func(context.Context, webhook.Event) error { t.Error("handled: " + name); return nil })
		for key, want := range map[webhook.Secret]int{secret: 400, "outro": 401} {
			r := signed(key, sent, sent)
			r.Header.Set("Content-Encoding", "gzip")
			assert.Equal(t, want, serve(h, r), name)
		}
	}
}

// The limit is exact, and holds for what is sent and for what is decompressed.
func TestLimit(t *testing.T) {
	t.Parallel()
	body := func(n int) []byte { return []byte(`"` + strings.Repeat("x", n-2) + `"`) }
	for name, c := range map[string]struct {
		max  int64
		size int
		want int
	}{
		"default, at":      {0, 1 << 20, 200},
		"default, over":    {0, 1<<20 + 1, 413},
		"own, at":          {100, 100, 200},
		"own, over":        {100, 101, 413},
		"larger":           {3 << 20, 2 << 20, 200},
		"the largest":      {math.MaxInt64, 100, 200},
		"the largest less": {math.MaxInt64 - 1, 100, 200},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var opts []webhook.Option
			if c.max > 0 {
				opts = append(opts, webhook.WithMaxBody(c.max))
			}
			h := newHandler(t, webhook.WSAPI, opts...)
			b := body(c.size)
			assert.Equal(t, c.want, serve(h, signed(secret, b, b)), "Content-Length")
			r := signed(secret, b, b)
			r.ContentLength, r.Body = -1, io.NopCloser(bytes.NewReader(b))
			assert.Equal(t, c.want, serve(h, r), "chunked")
			r = signed(secret, b, zipped(t, gzip.BestSpeed, text(string(b))))
			r.Header.Set("Content-Encoding", "gzip")
			assert.Equal(t, c.want, serve(h, r), "gzip")
		})
	}
}

// A Content-Length beyond the limit is refused before a byte is read, and the connection is not used again; over HTTP/2,
// where other callbacks share it, it is.
func TestLimitReadsNothing(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI)
	for major, want := range map[int]string{1: "close", 2: ""} {
		r := httptest.NewRequest(http.MethodPost, "/", nil)
		r.ProtoMajor = major
		r.ContentLength, r.Body = 2<<20, io.NopCloser(readerFunc(func([]byte) (int, error) { t.Error("read"); return 0, io.EOF }))
		rec := recorded(h, r)
		assert.Equal(t, 413, rec.Code)
		assert.Equal(t, want, rec.Header().Get("Connection"), "HTTP/%d", major)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// The limit of a http.MaxBytesHandler around the handler is a limit too.
func TestLimitAround(t *testing.T) {
	t.Parallel()
	h := http.MaxBytesHandler(newHandler(t, webhook.WSAPI), 10)
	b := []byte(`"longer than ten"`)
	r := signed(secret, b, b)
	r.ContentLength = -1
	assert.Equal(t, 413, serve(h, r))
}

func TestBodyThatBreaksOff(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI)
	webhook.OnRest(h, func(context.Context, webhook.Event) error { t.Error("handled"); return nil })
	body := []byte(`{}`)
	r := signed(secret, body, body)
	r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), readerFunc(func([]byte) (int, error) {
		return 0, errors.New("CANARY read tcp 10.0.0.1: connection reset")
	})))
	assert.Equal(t, 400, serve(h, r), "what came so far is JSON and signed, but not all of it")
}

// A bomb of 100 MiB costs about the limit, not 100 MiB. Not parallel: it measures.
func TestGzipBomb(t *testing.T) {
	const mib = 1 << 20
	one := zipped(t, gzip.BestCompression, func(w io.Writer) { _, _ = w.Write(make([]byte, mib)) })
	bomb := bytes.Repeat(one, 100) // gzip files may be put one behind the other
	require.Less(t, len(bomb), mib)
	h := newHandler(t, webhook.WSAPI)
	r := signed("outro", bomb, bomb)
	r.Header.Set("Content-Encoding", "gzip")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	code := serve(h, r)
	runtime.ReadMemStats(&after)
	assert.Equal(t, 413, code)
	t.Logf("a bomb of %d bytes cost %.1f MiB", len(bomb), float64(after.TotalAlloc-before.TotalAlloc)/mib)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(5*mib), "allocated in all, garbage included")
}
