package transport

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// Ways to get no connection: nothing can have left, so both classes may start again.
func TestRetryTableDials(t *testing.T) {
	t.Parallel()
	noSuchHost := &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "gw.test", IsNotFound: true}}
	for _, c := range []struct {
		name string
		want outcome
		dial func(end <-chan struct{}) error // net/http dials on after the attempt that wanted it
		is   error
	}{
		{"refused", again, func(<-chan struct{}) error { return &net.OpError{Op: "dial", Err: errors.New("refused")} }, nil},
		{"no dial in the text", again, func(<-chan struct{}) error { return io.EOF }, io.EOF},
		{"timed out", again, func(end <-chan struct{}) error { <-end; return net.ErrClosed }, context.DeadlineExceeded},
		{"no such host", once, func(<-chan struct{}) error { return noSuchHost }, noSuchHost},
		{"certificate", once, func(<-chan struct{}) error { return x509.UnknownAuthorityError{} }, x509.UnknownAuthorityError{}},
	} {
		bothClasses(t, c.name, c.want, c.want, func(t *testing.T, op Op, want outcome) {
			var dials atomic.Int32
			end := make(chan struct{})
			defer close(end)
			tr := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
				dials.Add(1)
				return nil, c.dial(end)
			}}
			err := Exec(t.Context(), newClient(t, tr), requestOf(op))
			want.check(t, err, 0)
			assert.EqualValues(t, want.attempts, dials.Load())
			if c.is != nil {
				assert.ErrorIs(t, err, c.is)
			}
		})
	}
}

// A transport that gives no trace is known by its error alone.
func TestRetryTableForeignTransports(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		effect, safe outcome
		err          error
	}{
		{"dial", again, again, &net.OpError{Op: "dial", Err: errors.New("refused")}},
		{"no such host", once, once, &net.DNSError{IsNotFound: true}},
		{"read", unknown, again, &net.OpError{Op: "read", Err: errors.New("reset")}},
		{"anything", unknown, again, errors.New("lost")},
	} {
		bothClasses(t, c.name, c.effect, c.safe, func(t *testing.T, op Op, want outcome) {
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(httpmock.NewErrorResponder(fmt.Errorf("mine: %w", c.err)))
			err := Exec(t.Context(), newClient(t, mt), requestOf(op))
			want.check(t, err, 0)
			assert.Equal(t, want.attempts, mt.GetTotalCallCount())
			assert.ErrorIs(t, err, c.err)
		})
	}
	for name, rt := range map[string]roundTripper{
		"neither answer nor error": func(*http.Request) (*http.Response, error) { return nil, nil },
		"no body and no answer":    func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: 502}, nil },
	} {
		bothClasses(t, name, unknown, again, func(t *testing.T, op Op, want outcome) {
			e := asError(t, Exec(t.Context(), newClient(t, rt), requestOf(op)))
			want.check(t, e, e.StatusCode)
		})
	}
}

// Ways to lose a request that the server has read.
func TestRetryTableLostAnswers(t *testing.T) {
	t.Parallel()
	hang := func(_ int, c net.Conn, _ *http.Request) bool { _, _ = c.Read(make([]byte, 1)); return false }
	for _, c := range []struct {
		name   string
		status int
		serve  func(n int, c net.Conn, r *http.Request) bool
		is     error
		took   time.Duration // of one attempt
	}{
		{"closed", 0, func(int, net.Conn, *http.Request) bool { return false }, nil, 0},
		{"timed out", 0, hang, context.DeadlineExceeded, 30 * time.Second},
		{"timed out within the headers", 0, func(n int, c net.Conn, r *http.Request) bool {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-")
			return hang(n, c, r)
		}, context.DeadlineExceeded, 30 * time.Second},
		{"timed out within the body", 200, func(n int, c net.Conn, r *http.Request) bool {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id\"")
			return hang(n, c, r)
		}, context.DeadlineExceeded, 30 * time.Second},
		{"truncated", 200, func(_ int, c net.Conn, _ *http.Request) bool {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id\"")
			return false
		}, errCutShort, 0},
		{"no HTTP", 0, func(_ int, c net.Conn, _ *http.Request) bool {
			_, _ = io.WriteString(c, "SSH-2.0\r\n\r\n")
			return false
		}, nil, 0},
	} {
		bothClasses(t, c.name, unknown, again, func(t *testing.T, op Op, want outcome) {
			w := &wire{serve: c.serve}
			tr := w.transport(t)
			defer w.close(tr)
			begin := time.Now()
			_, err := Do[answer](t.Context(), newClient(t, tr), requestOf(op))
			took := time.Since(begin)
			want.check(t, err, c.status)
			assert.Equal(t, want.attempts, w.requests(), "requests that the server read")
			if c.is != nil {
				assert.ErrorIs(t, err, c.is)
			}
			least := time.Duration(want.attempts) * c.took
			assert.GreaterOrEqual(t, took, least)
			assert.LessOrEqual(t, took, least+longest)
		})
	}
}

func TestTruncatedRefusalKeepsItsStatus(t *testing.T) {
	t.Parallel()
	bothClasses(t, "404", once, once, func(t *testing.T, op Op, want outcome) {
		w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool {
			_, _ = io.WriteString(c, "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nnothi")
			return false
		}}
		tr := w.transport(t)
		defer w.close(tr)
		err := Exec(t.Context(), newClient(t, tr), requestOf(op))
		e := want.check(t, err, 404)
		assert.Equal(t, "nothi", e.Message)
		assert.ErrorIs(t, err, errCutShort)
	})
}

// A kept connection that dies under a request: net/http would send a GET again by itself.
func TestReusedConnectionIsLost(t *testing.T) {
	t.Parallel()
	for _, op := range []Op{restartOp, sendOp, {Method: "POST", Path: "/no-body"}, {Method: "DELETE", Path: "/no-body"}, {Method: "HEAD", Path: "/x"}} {
		t.Run(op.Name(), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := &wire{serve: func(n int, c net.Conn, _ *http.Request) bool { return n == 1 && ok(c, `{}`) }}
				tr := w.transport(t)
				defer w.close(tr)
				c := newClient(t, tr)
				require.NoError(t, Exec(t.Context(), c, requestOf(readOp)), "warm-up")
				synctest.Wait()
				r := requestOf(op)
				if op.Path == "/no-body" {
					r.Body = nil
				}
				unknown.check(t, Exec(t.Context(), c, r), 0)
				assert.Equal(t, 2, w.requests(), "requests that the server read")
				assert.Equal(t, 1, w.dials)
			})
		})
	}
}

func TestReusedConnectionIsResetOverTCP(t *testing.T) {
	t.Parallel()
	for _, op := range []Op{restartOp, sendOp} {
		t.Run(op.Name(), func(t *testing.T) {
			t.Parallel()
			var served atomic.Int32
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				if served.Add(1) == 1 {
					_, _ = io.WriteString(w, `{"id":"warm"}`)
					return
				}
				conn, _, err := w.(http.Hijacker).Hijack()
				if assert.NoError(t, err) {
					_ = conn.(*net.TCPConn).SetLinger(0)
					_ = conn.Close()
				}
			}))
			defer srv.Close()
			tr := &http.Transport{}
			defer tr.CloseIdleConnections()
			c := newClientAt(t, srv.URL+"/token/"+canary, tr)
			_, err := Do[answer](t.Context(), c, requestOf(readOp))
			require.NoError(t, err)
			unknown.check(t, Exec(t.Context(), c, requestOf(op)), 0)
			assert.EqualValues(t, 2, served.Load())
		})
	}
}

func TestCertificateNobodyTrusts(t *testing.T) {
	t.Parallel()
	var conns atomic.Int32
	srv := httptest.NewUnstartedServer(http.NotFoundHandler())
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			conns.Add(1)
		}
	}
	srv.StartTLS()
	defer srv.Close()
	for i, op := range []Op{sendOp, restartOp, readOp} {
		tr := &http.Transport{}
		once.check(t, Exec(t.Context(), newClientAt(t, srv.URL+"/"+canary, tr), requestOf(op)), 0)
		assert.EqualValues(t, i+1, conns.Load())
	}
}

func TestAttemptTimeout(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		client *http.Client
		opts   []zapgate.Option
		call   []zapgate.CallOption
		want   time.Duration
	}{
		{"default", &http.Client{}, nil, nil, 30 * time.Second},
		{"of the http.Client", &http.Client{Timeout: 7 * time.Second}, nil, nil, 7 * time.Second},
		{"WithTimeout", &http.Client{Timeout: 7 * time.Second}, []zapgate.Option{zapgate.WithTimeout(5 * time.Second)}, nil, 5 * time.Second},
		{"WithAttemptTimeout", &http.Client{}, []zapgate.Option{zapgate.WithTimeout(5 * time.Second)}, []zapgate.CallOption{zapgate.WithAttemptTimeout(time.Minute)}, time.Minute},
	} {
		bothClasses(t, c.name, unknown, unknown, func(t *testing.T, op Op, want outcome) {
			hc := *c.client
			hc.Transport = roundTripper(func(r *http.Request) (*http.Response, error) { <-r.Context().Done(); return nil, r.Context().Err() })
			want.unknown = op.Retry == Effect
			begin := time.Now()
			opts := append([]zapgate.Option{zapgate.WithHTTPClient(&hc), zapgate.WithRetries(0)}, c.opts...)
			err := Exec(t.Context(), newClient(t, nil, opts...), requestOf(op, c.call...))
			assert.Equal(t, c.want, time.Since(begin))
			want.check(t, err, 0)
			assert.ErrorIs(t, err, context.DeadlineExceeded)
			assert.ErrorContains(t, err, "no whole answer within the attempt's timeout")
		})
	}
}

type closable struct {
	io.Reader
	closed int
}

func (c *closable) Close() error { c.closed++; return nil }

// What an attempt took is given back: the answer's body, the clock and the ctx. What it was given stays as it was.
func TestAttemptLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 404} {
		for _, stream := range []bool{false, true} {
			var ctx context.Context
			body := &closable{Reader: strings.NewReader(`{"id":"1"}`)}
			header := http.Header{"Location": {"/elsewhere"}}
			c := newClient(t, roundTripper(func(r *http.Request) (*http.Response, error) {
				ctx = r.Context()
				return &http.Response{StatusCode: status, Body: body, Header: header}, nil
			}))
			var err error
			if stream {
				_, _, err = Stream(t.Context(), c, requestOf(readOp), io.Discard)
			} else {
				err = Exec(t.Context(), c, requestOf(readOp))
			}
			assert.Equal(t, status == 404, errors.Is(err, zapgate.ErrNotFound))
			assert.Equal(t, 1, body.closed)
			assert.ErrorIs(t, ctx.Err(), context.Canceled)
			assert.Equal(t, http.Header{"Location": {"/elsewhere"}}, header)
		}
	}
}

// A transport of the caller's that answers a challenge sends again what was refused, and may.
func TestTransportThatAnswersAChallenge(t *testing.T) {
	t.Parallel()
	for _, op := range []Op{restartOp, {Method: "POST", Path: "/no-body"}} {
		t.Run(op.Name(), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := &wire{serve: func(n int, c net.Conn, r *http.Request) bool {
					if n == 1 {
						_, err := io.WriteString(c, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
						return err == nil
					}
					return ok(c, `{"id":"`+r.Header.Get("Answer")+`"}`)
				}}
				tr := w.transport(t)
				defer w.close(tr)
				c := newClient(t, roundTripper(func(r *http.Request) (*http.Response, error) {
					resp, err := tr.RoundTrip(r)
					if err != nil || resp.StatusCode != http.StatusUnauthorized {
						return resp, err
					}
					_ = resp.Body.Close()
					r.Header.Set("Answer", "42")
					return tr.RoundTrip(r)
				}))
				got, err := Do[answer](t.Context(), c, Request{Op: op})
				require.NoError(t, err)
				assert.Equal(t, &answer{"42"}, got)
				assert.Equal(t, 2, w.requests())
			})
		})
	}
}
