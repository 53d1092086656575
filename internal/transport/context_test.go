package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

var errMine = errors.New("the user went away")

// endings are the ways a caller's ctx can end.
func endings(t *testing.T, name string, f func(t *testing.T, ctx context.Context, end func(), is []error)) {
	for kind, with := range map[string]func(context.Context) (context.Context, func(), []error){
		"cancelled": func(ctx context.Context) (context.Context, func(), []error) {
			ctx, cancel := context.WithCancel(ctx)
			return ctx, cancel, []error{context.Canceled}
		},
		"cancelled with a cause": func(ctx context.Context) (context.Context, func(), []error) {
			ctx, cancel := context.WithCancelCause(ctx)
			return ctx, func() { cancel(errMine) }, []error{context.Canceled, errMine}
		},
		"cancelled because another call timed out": func(ctx context.Context) (context.Context, func(), []error) { // an errgroup's
			ctx, cancel := context.WithCancelCause(ctx)
			other := &zapgate.Error{Provider: "test", Op: "GET /other", Err: timeoutError{}}
			return ctx, func() { cancel(other) }, []error{context.Canceled, other}
		},
		"deadline": func(ctx context.Context) (context.Context, func(), []error) {
			ctx, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
			t.Cleanup(cancel)
			return ctx, func() { <-ctx.Done() }, []error{context.DeadlineExceeded}
		},
	} {
		t.Run(name+"/"+kind, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, end, is := with(t.Context())
				f(t, ctx, end, is)
			})
		})
	}
}

type limiterFunc func(context.Context) error

func (f limiterFunc) Wait(ctx context.Context) error { return f(ctx) }

func TestCallersContextEnds(t *testing.T) {
	t.Parallel()
	expect := func(t *testing.T, err error, want outcome, status int, is []error) {
		t.Helper()
		want.check(t, err, status)
		for _, target := range is {
			assert.ErrorIs(t, err, target)
		}
	}
	for _, op := range []Op{sendOp, restartOp, readOp} {
		effect := op.Retry == Effect
		endings(t, "before/"+op.Name(), func(t *testing.T, ctx context.Context, end func(), is []error) {
			mt := httpmock.NewMockTransport()
			end()
			expect(t, Exec(ctx, newClient(t, mt), requestOf(op)), outcome{}, 0, is)
			assert.Zero(t, mt.GetTotalCallCount())
		})
		endings(t, "during the attempt/"+op.Name(), func(t *testing.T, ctx context.Context, end func(), is []error) {
			w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool { end(); _, _ = c.Read(make([]byte, 1)); return false }}
			tr := w.transport(t)
			defer w.close(tr)
			r := &recorder{}
			expect(t, Exec(ctx, newClient(t, tr, zapgate.WithObserver(r)), requestOf(op)), outcome{1, effect}, 0, is)
			assert.Equal(t, 1, w.requests())
			require.Len(t, r.attempts, 1)
			assert.False(t, r.attempts[0].Again)
		})
		endings(t, "within the body/"+op.Name(), func(t *testing.T, ctx context.Context, end func(), is []error) {
			w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool {
				_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id\"")
				synctest.Wait() // until the answer has begun
				end()
				_, _ = c.Read(make([]byte, 1))
				return false
			}}
			tr := w.transport(t)
			defer w.close(tr)
			expect(t, Exec(ctx, newClient(t, tr), requestOf(op)), outcome{1, effect}, 200, is)
		})
		endings(t, "during the dial/"+op.Name(), func(t *testing.T, ctx context.Context, end func(), is []error) {
			tr := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
				end()
				<-ctx.Done() // net/http's own outlives the attempt
				return nil, net.ErrClosed
			}}
			expect(t, Exec(ctx, newClient(t, tr), requestOf(op)), once, 0, is)
		})
		endings(t, "during the wait/"+op.Name(), func(t *testing.T, ctx context.Context, end func(), is []error) {
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(func(*http.Request) (*http.Response, error) {
				time.AfterFunc(50*time.Millisecond, end)
				return httpmock.NewStringResponse(429, `{"error":"slow down"}`), nil
			})
			begin := time.Now()
			err := Exec(ctx, newClient(t, mt), requestOf(op))
			expect(t, err, once, 429, is)
			assert.LessOrEqual(t, time.Since(begin), 100*time.Millisecond)
		})
		endings(t, "in the limiter/"+op.Name(), func(t *testing.T, ctx context.Context, end func(), is []error) {
			mt := httpmock.NewMockTransport()
			limiter := limiterFunc(func(ctx context.Context) error { end(); <-ctx.Done(); return ctx.Err() })
			expect(t, Exec(ctx, newClient(t, mt, zapgate.WithLimiter(limiter)), requestOf(op)), outcome{}, 0, is)
			assert.Zero(t, mt.GetTotalCallCount())
		})
	}
}

func TestLimiter(t *testing.T) {
	t.Parallel()
	t.Run("paces every attempt", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			var waits int
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(httpmock.NewStringResponder(503, ""))
			limiter := limiterFunc(func(context.Context) error { waits++; <-time.After(time.Minute); return nil })
			begin := time.Now()
			again.check(t, Exec(t.Context(), newClient(t, mt, zapgate.WithLimiter(limiter)), requestOf(readOp)), 503)
			assert.Equal(t, 3, waits)
			assert.GreaterOrEqual(t, time.Since(begin), 3*time.Minute, "the wait is not part of the attempt's timeout")
		})
	})
	t.Run("its refusal keeps the answer before", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			var waits int
			refusal := errors.New("would exceed the deadline, " + canary)
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(httpmock.NewStringResponder(429, `{"error":"slow down"}`).HeaderSet(http.Header{"Retry-After": {"2"}}))
			limiter := limiterFunc(func(context.Context) error {
				if waits++; waits > 1 {
					return refusal
				}
				return nil
			})
			err := Exec(t.Context(), newClient(t, mt, zapgate.WithLimiter(limiter)), requestOf(sendOp))
			e := once.check(t, err, 429)
			assert.ErrorIs(t, err, refusal)
			assert.ErrorIs(t, err, zapgate.ErrRateLimited)
			assert.Equal(t, 2*time.Second, e.RetryAfter)
			assert.Equal(t, 1, mt.GetTotalCallCount())
		})
	})
}

// The state of a call must not be shared with another call made on the same ctx by the transport itself.
func TestCallWithinACall(t *testing.T) {
	t.Parallel()
	inner := httpmock.NewMockTransport()
	inner.RegisterNoResponder(httpmock.NewStringResponder(200, `{"id":"token"}`))
	var mu sync.Mutex
	var got []string
	outer := roundTripper(func(r *http.Request) (*http.Response, error) {
		a, err := Do[answer](r.Context(), newClient(t, inner), requestOf(readOp))
		require.NoError(t, err)
		mu.Lock()
		defer mu.Unlock()
		got = append(got, a.ID)
		return httpmock.NewStringResponse(503, "down"), nil
	})
	e := unknown.check(t, Exec(t.Context(), newClient(t, outer), requestOf(sendOp)), 503)
	assert.Equal(t, "down", e.Message)
	assert.Equal(t, []string{"token"}, got)
}

// What ended the caller's ctx, such as another call's failed dial in the same group, says nothing about whether this one left.
func TestCauseOfTheCallersContextIsNoDial(t *testing.T) {
	t.Parallel()
	for name, cause := range map[string]error{
		"dial": &net.OpError{Op: "dial", Err: errors.New("refused")}, "no such host": &net.DNSError{IsNotFound: true},
	} {
		for _, op := range []Op{sendOp, restartOp} {
			t.Run(name+"/"+op.Name(), func(t *testing.T) {
				t.Parallel()
				ctx, cancel := context.WithCancelCause(t.Context())
				tr := roundTripper(func(r *http.Request) (*http.Response, error) { // it gives no trace
					cancel(&zapgate.Error{Provider: "test", Op: "GET /other", Err: cause})
					return nil, context.Canceled
				})
				unknown.check(t, Exec(ctx, newClient(t, tr), requestOf(op)), 0)
			})
		}
	}
}
