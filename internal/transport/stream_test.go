package transport

import (
	"bytes"
	"context"
	"errors"
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

var downloadOp = Op{Method: "GET", Path: "/media", Retry: Safe}

// pieces answers with n pieces of ten bytes, each after a wait.
func pieces(n int, wait time.Duration) func(int, net.Conn, *http.Request) bool {
	return func(_ int, c net.Conn, _ *http.Request) bool {
		if _, err := fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n", 10*n); err != nil {
			return false
		}
		for range n {
			<-time.After(wait)
			if _, err := io.WriteString(c, "0123456789"); err != nil {
				return false
			}
		}
		return true
	}
}

func TestStream(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	body := bytes.Repeat([]byte("\x89PNG"), 4<<20) // 16 MiB: the limit is for JSON
	mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		assert.Equal(t, "*/*", r.Header.Get("Accept"))
		resp := httpmock.NewBytesResponse(200, body)
		resp.Header.Set("Content-Type", "image/png")
		return resp, nil
	})
	var buf bytes.Buffer
	contentType, n, err := Stream(t.Context(), newClient(t, mt), requestOf(downloadOp), &buf)
	require.NoError(t, err)
	assert.Equal(t, "image/png", contentType)
	assert.EqualValues(t, len(body), n)
	assert.True(t, bytes.Equal(body, buf.Bytes()))
}

func TestStreamWritesNoRefusal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status   int
		attempts int
	}{{302, 1}, {404, 1}, {500, 1}, {503, 3}} {
		t.Run(fmt.Sprint(c.status), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				mt := httpmock.NewMockTransport()
				mt.RegisterNoResponder(httpmock.NewStringResponder(c.status, `{"error":"gone `+canary+`"}`))
				var buf bytes.Buffer
				contentType, n, err := Stream(t.Context(), newClient(t, mt), requestOf(downloadOp), &buf)
				e := outcome{attempts: c.attempts}.check(t, err, c.status)
				assert.Equal(t, "gone [secret]", e.Message)
				assert.Empty(t, buf.String())
				assert.Empty(t, contentType)
				assert.Zero(t, n)
			})
		})
	}
}

func TestStreamTimeouts(t *testing.T) {
	t.Parallel()
	slow := func() io.Writer { return &slowWriter{wait: 45 * time.Second} }
	fast := func() io.Writer { return &slowWriter{} }
	for _, c := range []struct {
		name    string
		serve   func(int, net.Conn, *http.Request) bool
		writer  func() io.Writer
		written int64
		is      error // nil for a success
		took    time.Duration
	}{
		{"steady, longer than the timeout", pieces(10, 20*time.Second), fast, 100, nil, 200 * time.Second},
		{"stalls at the first piece", pieces(3, 31*time.Second), fast, 0, context.DeadlineExceeded, 30 * time.Second},
		{"stalls between pieces", stallAfter(20), fast, 20, context.DeadlineExceeded, 30 * time.Second},
		{"a writer slower than the timeout", pieces(3, time.Second), slow, 30, nil, 0},
		{"cut short", cutAfter(20), fast, 20, io.ErrUnexpectedEOF, 0},
	} {
		for _, op := range []Op{downloadOp, restartOp} {
			t.Run(c.name+"/"+op.Name(), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					w := &wire{serve: c.serve}
					tr := w.transport(t)
					defer w.close(tr)
					begin := time.Now()
					contentType, n, err := Stream(t.Context(), newClient(t, tr), requestOf(op), c.writer())
					if c.took > 0 {
						assert.Equal(t, c.took, time.Since(begin))
					}
					assert.Equal(t, c.written, n)
					assert.Equal(t, "image/png", contentType)
					assert.Equal(t, 1, w.requests(), "what was written cannot be taken back")
					if c.is == nil {
						assert.NoError(t, err)
						return
					}
					outcome{1, op.Retry == Effect}.check(t, err, 200)
					assert.ErrorIs(t, err, c.is)
				})
			})
		}
	}
}

func stallAfter(n int) func(int, net.Conn, *http.Request) bool {
	return func(i int, c net.Conn, r *http.Request) bool {
		_ = cutAfter(n)(i, c, r)
		_, _ = c.Read(make([]byte, 1))
		return false
	}
}

func cutAfter(n int) func(int, net.Conn, *http.Request) bool {
	return func(_ int, c net.Conn, _ *http.Request) bool {
		_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n%s", n+10, strings.Repeat("x", n))
		return false
	}
}

type slowWriter struct {
	wait time.Duration
	err  error
}

func (w *slowWriter) Write(p []byte) (int, error) {
	if w.wait > 0 {
		<-time.After(w.wait)
	}
	if w.err != nil {
		return 0, w.err
	}
	return len(p), nil
}

func TestStreamGivesTheWritersError(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	for _, op := range []Op{downloadOp, restartOp} {
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(httpmock.NewStringResponder(200, "bytes"))
		_, n, err := Stream(t.Context(), newClient(t, mt), requestOf(op), &slowWriter{err: full})
		assert.ErrorIs(t, err, full)
		assert.Zero(t, n)
		outcome{1, op.Retry == Effect}.check(t, err, 200)
		assert.Equal(t, 1, mt.GetTotalCallCount())
	}
}

func TestStreamEndsWithTheCallersContext(t *testing.T) {
	t.Parallel()
	endings(t, "stream", func(t *testing.T, ctx context.Context, end func(), is []error) {
		w := &wire{serve: func(i int, c net.Conn, r *http.Request) bool {
			_ = cutAfter(10)(i, c, r)
			synctest.Wait() // until the answer has begun
			end()
			_, _ = c.Read(make([]byte, 1))
			return false
		}}
		tr := w.transport(t)
		defer w.close(tr)
		_, n, err := Stream(ctx, newClient(t, tr), requestOf(downloadOp), io.Discard)
		once.check(t, err, 200)
		assert.LessOrEqual(t, n, int64(10))
		for _, target := range is {
			assert.ErrorIs(t, err, target)
		}
	})
}

// A gateway that notices that it is no longer listened to may still end its answer in good order: that is not the file's
// end, unless it is as long as it was said to be.
func TestStreamMistrustsAnEndAfterItsOwn(t *testing.T) {
	t.Parallel()
	for size, whole := range map[int64]bool{-1: false, 4: true} {
		synctest.Test(t, func(t *testing.T) {
			rt := roundTripper(func(r *http.Request) (*http.Response, error) {
				body := io.MultiReader(strings.NewReader("\x89PNG"), endsWith{r.Context()})
				return &http.Response{StatusCode: 200, ContentLength: size, Body: io.NopCloser(body)}, nil
			})
			_, n, err := Stream(t.Context(), newClient(t, rt), requestOf(downloadOp), io.Discard)
			assert.EqualValues(t, 4, n)
			if whole {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, asError(t, err), timeoutError{})
		})
	}
}

// endsWith has no bytes, and a clean end when ctx is done.
type endsWith struct{ ctx context.Context }

func (e endsWith) Read([]byte) (int, error) {
	<-e.ctx.Done()
	return 0, io.EOF
}

// A refusal inside a 200 is an error, and not the file.
func TestStreamedRefusal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, contentType, body string
		refused                 bool
	}{
		{"a refusal", "application/json; charset=utf-8", `{"error":"no"}`, true},
		{"a problem", "application/problem+json", `{"error":"no"}`, true},
		{"data", "application/json", `[{"id":1}]`, false},
		{"text that looks like it", "text/csv", `{"error":"no"}`, false},
		{"a long one is data", "application/json", `{"error":"no","rows":"` + strings.Repeat("x", maxPeek) + `"}`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(func(*http.Request) (*http.Response, error) {
				r := httpmock.NewStringResponse(200, c.body)
				r.Header.Set("Content-Type", c.contentType)
				return r, nil
			})
			var w strings.Builder
			_, n, err := Stream(t.Context(), newClient(t, mt), Request{Op: readOp}, &w)
			if !c.refused {
				require.NoError(t, err)
				assert.Equal(t, c.body, w.String())
				assert.EqualValues(t, len(c.body), n)
				return
			}
			require.EqualError(t, err, "test: GET /chats: 200: no")
			assert.Empty(t, w.String())
			assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
		})
	}
}
