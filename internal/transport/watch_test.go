package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// recorder is an observer that keeps what it saw.
type recorder struct {
	mu       sync.Mutex
	events   []string
	attempts []zapgate.Attempt
	errs     []error
}

type spanKey struct{}

func (r *recorder) Start(ctx context.Context, c zapgate.Call) context.Context {
	r.add("start "+c.Provider+" "+c.Op, func() {})
	return context.WithValue(ctx, spanKey{}, "span")
}

func (r *recorder) Attempt(ctx context.Context, c zapgate.Call, a zapgate.Attempt) {
	r.add(fmt.Sprint("attempt ", c.Op, " ", ctx.Value(spanKey{})), func() { r.attempts = append(r.attempts, a) })
}

func (r *recorder) End(ctx context.Context, c zapgate.Call, err error) {
	r.add(fmt.Sprint("end ", c.Op, " ", ctx.Value(spanKey{})), func() { r.errs = append(r.errs, err) })
}

func (r *recorder) add(s string, more func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	more()
	r.events = append(r.events, s)
}

// lossy answers 503 with a Retry-After, then an error that tells all, then a success.
func lossy(t *testing.T) *httpmock.MockTransport {
	mt := httpmock.NewMockTransport()
	step := func(r httpmock.Responder) httpmock.Responder {
		return func(req *http.Request) (*http.Response, error) {
			assert.Equal(t, "span", req.Context().Value(spanKey{}), "the observer's ctx reaches the transport")
			<-time.After(time.Second)
			return r(req)
		}
	}
	failure := &url.Error{Op: "Get", URL: base, Err: errors.New("lost " + tricky)}
	mt.RegisterNoResponder(step(httpmock.NewStringResponder(503, canary).HeaderSet(http.Header{"Retry-After": {"3"}})).
		Then(step(httpmock.NewErrorResponder(failure))).
		Then(step(httpmock.NewStringResponder(200, `{"id":"1"}`))))
	return mt
}

func TestObserver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := &recorder{}
		_, err := Do[answer](t.Context(), newClient(t, lossy(t), zapgate.WithObserver(r)), requestOf(readOp))
		require.NoError(t, err)
		assert.Equal(t, []string{"start test GET /chats", "attempt GET /chats span", "attempt GET /chats span", "attempt GET /chats span", "end GET /chats span"}, r.events)
		require.Len(t, r.attempts, 3)
		require.EqualError(t, r.attempts[1].Err, "lost [secret]")
		assert.Equal(t, []zapgate.Attempt{
			{Number: 1, StatusCode: 503, Duration: time.Second, Again: true, Wait: 3 * time.Second},
			{Number: 2, Duration: time.Second, Err: r.attempts[1].Err, Again: true, Wait: time.Second},
			{Number: 3, StatusCode: 200, Duration: time.Second},
		}, r.attempts)
		assert.Equal(t, []error{nil}, r.errs)
		for _, a := range r.attempts {
			assertNoSecret(t, a)
			assertNoSecret(t, a.Err)
		}
	})
}

func TestObserverSeesWhatTheCallerGets(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
	}{"refused": {400, "no"}, "undecodable": {200, "[]"}, "problem in a 200": {200, `{"error":"no"}`}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := &recorder{}
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(httpmock.NewStringResponder(c.status, c.body))
			_, err := Do[answer](t.Context(), newClient(t, mt, zapgate.WithObserver(r)), requestOf(sendOp))
			require.Len(t, r.errs, 1)
			assert.Same(t, asError(t, err), r.errs[0])
			require.Len(t, r.attempts, 1)
			assert.NoError(t, r.attempts[0].Err, "an answer of any status")
			assert.Equal(t, c.status, r.attempts[0].StatusCode)
		})
	}
}

func TestObserverOfCallsThatNeverStart(t *testing.T) {
	t.Parallel()
	r := &recorder{}
	c := newClient(t, httpmock.NewMockTransport(), zapgate.WithObserver(r))
	assert.ErrorIs(t, Exec(t.Context(), c, Request{Op: sendOp, Body: textRequest{}}), zapgate.ErrInvalidArgument)
	assert.Empty(t, r.events, "a refused request is no call")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, Exec(ctx, c, requestOf(sendOp)), context.Canceled)
	assert.Equal(t, []string{"start test POST /send-text", "end POST /send-text span"}, r.events, "no attempt was started")
}

func TestLogger(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]func(*bytes.Buffer, slog.Level) slog.Handler{
		"text": func(b *bytes.Buffer, l slog.Level) slog.Handler {
			return slog.NewTextHandler(b, &slog.HandlerOptions{Level: l})
		},
		"json": func(b *bytes.Buffer, l slog.Level) slog.Handler {
			return slog.NewJSONHandler(b, &slog.HandlerOptions{Level: l})
		},
	} {
		for level, lines := range map[slog.Level][]string{
			slog.LevelDebug: {"503", "lost [secret]", "200"}, slog.LevelWarn: {"503", "lost [secret]"}, slog.LevelError: nil,
		} {
			t.Run(name+"/"+level.String(), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var buf bytes.Buffer
					c := newClient(t, lossy(t), zapgate.WithLogger(slog.New(handler(&buf, level))), zapgate.WithObserver(&recorder{}))
					_, err := Do[answer](t.Context(), c, requestOf(readOp))
					require.NoError(t, err)
					assert.NotContains(t, buf.String(), "CANARY")
					assert.NotContains(t, buf.String(), "gw.test")
					got := strings.Split(strings.TrimSuffix(buf.String(), "\n"), "\n")
					if len(lines) == 0 {
						assert.Empty(t, buf.String())
						return
					}
					require.Len(t, got, len(lines))
					for i, want := range lines {
						assert.Contains(t, got[i], want)
						assert.Contains(t, got[i], "GET /chats")
						assert.Equal(t, i == 2, strings.Contains(got[i], "DEBUG"), got[i])
					}
				})
			})
		}
	}
}

func TestLogLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var buf bytes.Buffer
		plain := slog.NewTextHandler(&buf, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		}})
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(httpmock.NewErrorResponder(errors.New("lost")))
		err := Exec(t.Context(), newClient(t, mt, zapgate.WithLogger(slog.New(plain))), requestOf(sendOp))
		unknown.check(t, err, 0)
		assert.Equal(t, `level=WARN msg="zapgate attempt" provider=test op="POST /send-text" attempt=1 status=0 duration=0s again=false cause=lost`+"\n", buf.String())
	})
}

// Without a logger and an observer, nothing is made for them.
// Not parallel: it measures.
func TestUnsetWatchersCostNothing(t *testing.T) {
	c := newClient(t, nil)
	ctx, now := t.Context(), &attempt{started: true}
	cl := &call{client: c, op: sendOp, mask: c.mask, last: now, attempts: 1, status: 200}
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if cl.observed(ctx) != ctx {
			t.Error("another context")
		}
		cl.report(ctx, nil, false)
		c.watch.end(ctx, sendOp, nil)
	}))
}
