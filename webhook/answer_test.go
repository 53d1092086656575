package webhook_test

import (
	"context"
	"errors"
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

// bare asserts what all answers have in common.
func bare(t *testing.T, rec *httptest.ResponseRecorder) {
	t.Helper()
	assert.Empty(t, rec.Body.String(), "an answer has no body")
	assert.Equal(t, "nosniff", rec.Header().Get("X-Content-Type-Options"))
	assert.Equal(t, "0", rec.Header().Get("Content-Length"))
	assert.Equal(t, rec.Code == http.StatusServiceUnavailable, rec.Header().Get("Retry-After") != "")
	assert.Equal(t, rec.Code == http.StatusMethodNotAllowed, rec.Header().Get("Allow") != "")
}

func TestAnswersToABody(t *testing.T) {
	t.Parallel()
	large := `"` + strings.Repeat("x", 2<<20) + `"`
	for name, c := range map[string]struct {
		body  string
		opts  []webhooktest.Option
		right int // verified
		wrong int // signed by somebody else
	}{
		"unknown object":    {`{"a":1}`, nil, 200, 401},
		"array":             {`[{"a":1},{}]`, nil, 200, 401},
		"empty array":       {`[]`, nil, 200, 401},
		"array of anything": {`[null,1,"x",[],{}]`, nil, 200, 401},
		"null":              {`null`, nil, 200, 401},
		"string":            {`"x"`, nil, 200, 401},
		"number":            {`1e400`, nil, 200, 401},
		"duplicate keys":    {`{"type":"a","type":{},"event":1,"event":"b"}`, nil, 200, 401},
		"space around":      {" \r\n\t{}\n ", nil, 200, 401},
		"not UTF-8":         {"{\"type\":\"\xff\xfe\"}", nil, 200, 401},

		"empty":                {``, nil, 400, 401},
		"only space":           {"  \n", nil, 400, 401},
		"not JSON":             {`type=ReceivedCallback`, nil, 400, 401},
		"truncated":            {`{"type":"ReceivedCallback"`, nil, 400, 401},
		"truncated array":      {`[{},`, nil, 400, 401},
		"trailing garbage":     {`{} x`, nil, 400, 401},
		"two documents":        {`{}{}`, nil, 400, 401},
		"byte order mark":      {"\ufeff{}", nil, 400, 401},
		"nested beyond reason": {strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000), nil, 400, 401},
		"says gzip, is not":    {`{}`, []webhooktest.Option{webhooktest.Header("Content-Encoding", "gzip")}, 400, 401},
		"gzip of no JSON":      {`{`, []webhooktest.Option{webhooktest.Gzipped()}, 400, 401},

		"too large":            {large, nil, 413, 413},
		"too large, unzipped":  {large, []webhooktest.Option{webhooktest.Gzipped()}, 413, 413},
		"form":                 {`{}`, contentType("application/x-www-form-urlencoded"), 415, 415},
		"multipart":            {`{}`, contentType("multipart/form-data; boundary=x"), 415, 415},
		"HTML":                 {`{}`, contentType("text/html"), 415, 415},
		"no media type":        {`{}`, contentType("json"), 415, 415},
		"broken media type":    {`{}`, contentType(";;"), 415, 415},
		"brotli":               {`{}`, []webhooktest.Option{webhooktest.Header("Content-Encoding", "br")}, 415, 415},
		"deflate":              {`{}`, []webhooktest.Option{webhooktest.Header("Content-Encoding", "deflate")}, 415, 415},
		"gzip twice":           {`{}`, []webhooktest.Option{webhooktest.Header("Content-Encoding", "gzip, gzip")}, 415, 415},
		"identity":             {`{}`, []webhooktest.Option{webhooktest.Header("Content-Encoding", "identity")}, 200, 401},
		"no content type":      {`{}`, []webhooktest.Option{webhooktest.Header("Content-Type")}, 200, 401},
		"charset":              {`{}`, contentType("application/json; charset=UTF-8"), 200, 401},
		"charset without name": {`{}`, contentType("application/json; UTF-8"), 200, 401},
		"other JSON":           {`{}`, contentType("application/vnd.api+json"), 200, 401},
		"upper case":           {`{}`, contentType("Application/JSON"), 200, 401},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, p := range providers {
				h := newHandler(t, p)
				webhook.OnRest(h, succeed)
				rec := deliver(h, p, c.body, c.opts...)
				assert.Equal(t, c.right, rec.Code, "%s, verified", p)
				bare(t, rec)

				rec = webhooktest.Deliver(h, p, "outro", []byte(c.body), c.opts...)
				assert.Equal(t, c.wrong, rec.Code, "%s, signed by somebody else", p)
				bare(t, rec)
				rec = webhooktest.Deliver(h, p, "", []byte(c.body), c.opts...)
				assert.Equal(t, c.wrong, rec.Code, "%s, not signed", p)
				bare(t, rec)
			}
		})
	}
}

func contentType(s string) []webhooktest.Option {
	return []webhooktest.Option{webhooktest.Header("Content-Type", s)}
}

func TestAnswersToAMethod(t *testing.T) {
	t.Parallel()
	for _, p := range providers {
		h := newHandler(t, p)
		allow := "POST"
		if p == webhook.Zapy {
			allow = "POST, GET"
		}
		for _, method := range []string{"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "post", "BREW"} {
			if p == webhook.Zapy && method == "GET" {
				continue // the handshake
			}
			r := webhooktest.Request(p, secret, []byte(texts[p]))
			r.Method = method
			rec := httptest.NewRecorder()
			h.ServeHTTP(rec, r)
			assert.Equal(t, 405, rec.Code, "%s %s", p, method)
			assert.Equal(t, allow, rec.Header().Get("Allow"))
			bare(t, rec)
		}
	}
}

// A request made for a client has no body at all; a server's always has one.
func TestAnswersToNoBody(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI)
	for key, want := range map[webhook.Secret]int{secret: 400, "outro": 401} {
		r, err := http.NewRequest(http.MethodPost, "/hook", nil)
		require.NoError(t, err)
		r.Header = webhooktest.Sign(webhook.WSAPI, key, nil)
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		assert.Equal(t, want, rec.Code)
		bare(t, rec)
	}
}

// What a handler can do to its caller, and what the gateway is then answered: over HTTP, where a connection that is
// dropped would be seen.
func TestAnswersToAHandler(t *testing.T) {
	t.Parallel()
	var none *webhook.MessageReceived
	var nothing any
	for name, c := range map[string]struct {
		fn   func(context.Context, webhook.Event) error
		want int
	}{
		"handled":              {succeed, 200},
		"error":                {func(context.Context, webhook.Event) error { return errors.New("x") }, 500},
		"context's error":      {func(context.Context, webhook.Event) error { return context.Canceled }, 500},
		"panic":                {func(context.Context, webhook.Event) error { panic("x") }, 500},
		"panic with an error":  {func(context.Context, webhook.Event) error { panic(errors.New("x")) }, 500},
		"panic(nil)":           {func(context.Context, webhook.Event) error { panic(nothing) }, 500},
		"runtime error":        {func(context.Context, webhook.Event) error { return errors.New(none.ChatName) }, 500},
		"http.ErrAbortHandler": {func(context.Context, webhook.Event) error { panic(http.ErrAbortHandler) }, 500},
		"runtime.Goexit":       {func(context.Context, webhook.Event) error { runtime.Goexit(); return nil }, 500},
		"no function":          {nil, 500},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, p := range providers {
				store := webhook.NewMemory(10)
				h := newHandler(t, p, webhook.WithDedupe(store))
				webhook.OnRest(h, c.fn)
				srv := httptest.NewServer(h)
				for range 2 { // a failed event is not a duplicate
					r := webhooktest.Request(p, secret, []byte(texts[p]))
					out, err := http.NewRequest(http.MethodPost, srv.URL, r.Body)
					require.NoError(t, err)
					out.Header = r.Header
					res, err := srv.Client().Do(out)
					require.NoError(t, err, "the connection was dropped")
					_ = res.Body.Close()
					assert.Equal(t, c.want, res.StatusCode)
					assert.Equal(t, "nosniff", res.Header.Get("X-Content-Type-Options"))
				}
				srv.Close()
			}
		})
	}
}

// One event of a batch that fails takes no other with it, whichever way it fails, and the callback's answer is the worst.
func TestAnswersToABatch(t *testing.T) {
	t.Parallel()
	known, other := texts[webhook.WSAPI], edit(t, texts[webhook.WSAPI], "eventData.id", "M2")
	broken := `{"eventType":"message","eventData":{"id":5}}`
	for name, c := range map[string]struct {
		body string
		fail func()
		want int
		seen string
	}{
		"all well":          {"[" + known + "," + other + "]", func() {}, 200, "MessageReceived MessageReceived"},
		"one not decodable": {"[" + known + "," + broken + "," + other + "]", func() {}, 200, "MessageReceived Unknown MessageReceived"},
		"one no object":     {"[" + known + ",null," + other + "]", func() {}, 200, "MessageReceived Unknown MessageReceived"},
		"first panics":      {"[" + broken + "," + known + "]", func() { panic("x") }, 500, "Unknown MessageReceived"},
		"last panics":       {"[" + known + "," + broken + "]", func() { panic("x") }, 500, "MessageReceived Unknown"},
		"first exits":       {"[" + broken + "," + known + "]", runtime.Goexit, 500, "Unknown MessageReceived"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHandler(t, webhook.WSAPI)
			var seen []webhook.Event
			webhook.OnRest(h, func(_ context.Context, e webhook.Event) error {
				seen = append(seen, e)
				if u, ok := e.(*webhook.Unknown); ok && u.Err != nil {
					c.fail()
				}
				return nil
			})
			rec := httptest.NewRecorder()
			apart(func() { h.ServeHTTP(rec, webhooktest.Request(webhook.WSAPI, secret, []byte(c.body))) })
			assert.Equal(t, c.want, rec.Code)
			assert.Equal(t, c.seen, kinds(seen))
		})
	}
}
