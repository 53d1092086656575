package transport

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

var (
	streamOp   = Op{Method: "GET", Path: "/events", Retry: Safe}
	wantEvents = http.Header{"Accept": {"text/event-stream"}, "Last-Event-Id": {"7"}}
)

const eventHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nX-Request-Id: r-1\r\nTransfer-Encoding: chunked\r\n\r\n"

func chunk(s string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(s), s) }

// The attempt's clock is for the headers. What comes after them may take as long as it does.
func TestOpen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := &wire{serve: func(_ int, c net.Conn, r *http.Request) bool {
			assert.Equal(t, "text/event-stream", r.Header.Get("Accept"))
			assert.Equal(t, "7", r.Header.Get("Last-Event-ID"))
			assert.Equal(t, tricky, r.Header.Get("Client-Token"))
			_, _ = io.WriteString(c, eventHead)
			for range 3 {
				<-time.After(24 * time.Hour)
				_, _ = io.WriteString(c, chunk("data: x\n\n"))
			}
			_, _ = io.WriteString(c, "0\r\n\r\n")
			return false
		}}
		tr := w.transport(t)
		defer w.close(tr)
		var meta zapgate.Meta
		r := &recorder{}
		begin := time.Now()
		o, err := Open(t.Context(), newClient(t, tr, zapgate.WithObserver(r)), requestOf(streamOp, zapgate.WithMeta(&meta)), wantEvents)
		require.NoError(t, err)
		assert.Zero(t, time.Since(begin), "the headers are all that is waited for")
		assert.Equal(t, zapgate.Meta{StatusCode: 200, RequestID: "r-1", Attempts: 1}, meta)
		assert.Equal(t, []string{"start test GET /events", "attempt GET /events span", "end GET /events span"}, r.events)
		body, err := io.ReadAll(o)
		require.NoError(t, err)
		assert.Equal(t, strings.Repeat("data: x\n\n", 3), string(body))
		assert.Equal(t, 72*time.Hour, time.Since(begin))
		o.Close()
	})
}

func TestOpenTimeout(t *testing.T) {
	t.Parallel()
	for name, head := range map[string]string{
		"no headers":                   "",
		"half of them":                 eventHead[:20],
		"another type that never ends": "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool {
					_, _ = io.WriteString(c, head)
					_, _ = c.Read(make([]byte, 1))
					return false
				}}
				tr := w.transport(t)
				defer w.close(tr)
				begin := time.Now()
				_, err := Open(t.Context(), newClient(t, tr), requestOf(streamOp, zapgate.WithAttemptTimeout(5*time.Second)), wantEvents)
				require.ErrorIs(t, err, context.DeadlineExceeded)
				assert.Equal(t, 5*time.Second, time.Since(begin))
				assert.Equal(t, 1, asError(t, err).Attempts)
				assert.Equal(t, 1, w.requests())
			})
		})
	}
}

// Whatever is no stream is an error as Do would build it, and nothing is tried again.
func TestOpenRefused(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, contentType, body string
		status                  int
		is                      error
		message                 string
	}{
		{"401", "application/json", `{"error":"no ` + canary + `"}`, 401, zapgate.ErrUnauthorized, "no [secret]"},
		{"503", "text/html", "<h1>busy</h1>", 503, zapgate.ErrServer, "<h1>busy</h1>"},
		{"a stream that is no success", "text/event-stream", "data: x\n\n", 500, zapgate.ErrServer, "data: x"},
		{"redirect", "", "", 302, nil, ""},
		{"no content", "", "", 204, nil, ""},
		{"an envelope in a 200", "application/json", `{"error":"not connected"}`, 200, zapgate.ErrNotConnected, "not connected"},
		{"another type", "text/plain", "hello " + canary, 200, nil, "hello [secret]"},
		{"no type", "", "data: x\n\n", 200, nil, "data: x"},
		{"no such type", ";;;", "data: x\n\n", 200, nil, "data: x"},
		{"a large one", "text/plain", strings.Repeat("x", 1<<20), 200, nil, strings.Repeat("x", 200)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(func(*http.Request) (*http.Response, error) {
				resp := httpmock.NewStringResponse(tt.status, tt.body)
				resp.Header = http.Header{"Content-Type": {tt.contentType}, "Retry-After": {"3"}, "Location": {"http://other.test/"}}
				return resp, nil
			})
			o, err := Open(t.Context(), newClient(t, mt), requestOf(streamOp), wantEvents)
			assert.Nil(t, o)
			e := asError(t, err)
			assert.Equal(t, tt.status, e.StatusCode)
			assert.Equal(t, tt.message, e.Message)
			assert.Equal(t, 3*time.Second, e.RetryAfter)
			assert.False(t, e.MayHaveRun)
			if tt.is != nil {
				assert.ErrorIs(t, err, tt.is)
			}
			if tt.status < 300 && tt.is == nil {
				assert.ErrorContains(t, err, "answer: not text/event-stream")
			}
			assert.Equal(t, 1, mt.GetTotalCallCount())
		})
	}
}

func TestOpenIsNotSent(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	for _, option := range []zapgate.CallOption{nil, zapgate.WithAttemptTimeout(-1), zapgate.WithMeta(nil)} {
		_, err := Open(t.Context(), newClient(t, mt), requestOf(streamOp, option), wantEvents)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	}
	_, err := Open(t.Context(), newClient(t, mt), Request{Op: Op{Method: "GET", Path: "/{id}"}, Path: []string{".."}}, wantEvents)
	require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	assert.Zero(t, asError(t, err).Attempts)
	assert.Zero(t, mt.GetTotalCallCount())
}

func TestOpenedIsLost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool {
			_, _ = io.WriteString(c, eventHead+chunk("data: x\n"))
			return false
		}}
		tr := w.transport(t)
		defer w.close(tr)
		o, err := Open(t.Context(), newClient(t, tr), requestOf(streamOp), wantEvents)
		require.NoError(t, err)
		defer o.Close()
		body, err := io.ReadAll(o)
		assert.Equal(t, "data: x\n", string(body))
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		e := asError(t, err)
		assert.Equal(t, 200, e.StatusCode)
		assert.Equal(t, "GET /events", e.Op)
		assert.EqualError(t, o.Fail(fmt.Errorf("odd %s", canary)), "test: GET /events: 200: answer: odd [secret]")
	})
}

func TestOpenedEndsWithTheCallersContext(t *testing.T) {
	t.Parallel()
	endings(t, "open", func(t *testing.T, ctx context.Context, end func(), is []error) {
		w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool {
			_, _ = io.WriteString(c, eventHead+chunk("data: x\n"))
			_, _ = c.Read(make([]byte, 1))
			return false
		}}
		tr := w.transport(t)
		defer w.close(tr)
		o, err := Open(ctx, newClient(t, tr), requestOf(streamOp), wantEvents)
		require.NoError(t, err)
		defer o.Close()
		go end()
		_, err = io.ReadAll(o)
		for _, target := range is {
			require.ErrorIs(t, err, target)
		}
		assert.Equal(t, 200, asError(t, err).StatusCode)
	})
}

func TestOnce(t *testing.T) {
	t.Parallel()
	assert.False(t, Once(nil))
	assert.False(t, Once([]zapgate.CallOption{nil, zapgate.WithMeta(nil)}))
	assert.True(t, Once([]zapgate.CallOption{nil, zapgate.WithMeta(nil), zapgate.WithoutRetries()}))
}

func TestPause(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil, zapgate.WithRetryWait(time.Second, 20*time.Second))
	for _, tt := range []struct {
		n           int
		asked       time.Duration
		least, most time.Duration
	}{
		{0, 0, 500 * time.Millisecond, time.Second},
		{1, 0, time.Second, 2 * time.Second},
		{3, 0, 4 * time.Second, 8 * time.Second},
		{5, 0, 10 * time.Second, 20 * time.Second},
		{100, 0, 10 * time.Second, 20 * time.Second},
		{0, time.Millisecond, 500 * time.Millisecond, time.Second},
		{0, 4 * time.Second, 4 * time.Second, 6 * time.Second},
		{5, 4 * time.Second, 10 * time.Second, 20 * time.Second},
		{0, 18 * time.Second, 18 * time.Second, 20 * time.Second},
		{0, time.Hour, 20 * time.Second, 20 * time.Second},
	} {
		seen := map[time.Duration]bool{}
		for range 200 {
			d := c.Pause(tt.n, tt.asked)
			assert.GreaterOrEqual(t, d, tt.least, "%+v", tt)
			assert.LessOrEqual(t, d, tt.most, "%+v", tt)
			seen[d] = true
		}
		if tt.least < tt.most {
			assert.Greater(t, len(seen), 1, "%+v", tt)
		}
	}
}
