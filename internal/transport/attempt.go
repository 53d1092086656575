package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"
)

type callKey struct{}

// call is the state of one call across its attempts. It is used by one goroutine, except for the flags of an attempt.
type call struct {
	client      *Client
	op          Op
	timeout     time.Duration
	maxAttempts int
	streamed    bool

	attempts   int
	mayHaveRun bool
	last       *attempt

	// of the last answer
	status  int
	header  http.Header
	body    []byte
	bodyErr error // why body is not the whole answer
}

func (cl *call) succeeded() bool { return cl.status >= 200 && cl.status <= 299 }

// attempt is what one request met on its way.
type attempt struct {
	started  bool // handed to the transport
	begin    time.Time
	wantConn atomic.Bool
	gotConn  atomic.Bool
}

var (
	errTooLarge = errors.New("answer: larger than the limit of 10 MiB")
	errCutShort = errors.New("answer: the connection was lost before its end")
)

// timeoutError is an attempt's end by its own clock. It is told from the caller's deadline by the caller's ctx.Err.
type timeoutError struct{}

func (timeoutError) Error() string        { return "no whole answer within the attempt's timeout" }
func (timeoutError) Timeout() bool        { return true }
func (timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

type limiterError struct{ err error }

func (e *limiterError) Error() string { return "limiter: " + e.err.Error() }
func (e *limiterError) Unwrap() error { return e.err }

// attempts is the http.RoundTripper below retryablehttp: each of its round trips is one attempt of the call on ctx.
type attempts struct{ base http.RoundTripper }

func (a attempts) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := req.Context().Value(callKey{}).(*call)
	cl.last = &attempt{}
	cl.status, cl.header, cl.body, cl.bodyErr = 0, nil, nil, nil
	if l := cl.client.cfg.Settings.Limiter; l != nil {
		if err := l.Wait(req.Context()); err != nil {
			closeBody(req)
			return nil, &limiterError{err}
		}
	}
	if err := context.Cause(req.Context()); err != nil {
		closeBody(req)
		return nil, err
	}
	cl.attempts++
	cl.last.begin = time.Now()
	ctx, cancel := context.WithCancelCause(req.Context())
	clock := time.AfterFunc(cl.timeout, func() { cancel(timeoutError{}) })
	stop := func() { clock.Stop(); cancel(nil) }
	req = cl.once(req.WithContext(cl.last.trace(ctx)))
	cl.last.started = true
	resp, err := a.base.RoundTrip(req)
	if err != nil {
		err = timedOut(ctx, err)
		stop()
		return nil, err
	}
	cl.status = resp.StatusCode
	resp.Header = resp.Header.Clone()
	resp.Header.Del("Location") // http.Client would read it, and fail on one that is no URL
	cl.header = resp.Header
	if cl.streamed && cl.succeeded() {
		resp.Body = &watched{ReadCloser: resp.Body, ctx: ctx, clock: clock, timeout: cl.timeout, stop: stop}
		return resp, nil
	}
	// The body is read here, so that an answer lost halfway is an attempt that may be repeated.
	cl.body, cl.bodyErr = readLimited(ctx, resp.Body)
	_ = resp.Body.Close()
	stop()
	resp.Body = io.NopCloser(bytes.NewReader(nil))
	return resp, nil
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}

// once keeps net/http from sending an operation with an effect again by itself. It does so for any GET on a kept
// connection that dies under it, and for anything with GetBody on some HTTP/2 errors: a body that cannot be rewound is
// what stops it. An empty body on a GET is not sent at all.
func (cl *call) once(req *http.Request) *http.Request {
	if cl.op.Retry != Effect {
		return req
	}
	req.GetBody = nil
	if (req.Body == nil || req.Body == http.NoBody) && (req.Method == http.MethodGet || req.Method == http.MethodHead) {
		req.Body = io.NopCloser(strings.NewReader(""))
	}
	return req
}

func (a *attempt) trace(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { a.wantConn.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { a.gotConn.Store(true) },
	})
}

// timedOut replaces err where the attempt's own clock was the reason.
func timedOut(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); errors.Is(cause, timeoutError{}) {
		return timeoutError{}
	}
	return err
}

func readLimited(ctx context.Context, r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxAnswer+1))
	switch {
	case len(b) > maxAnswer:
		return b[:maxAnswer], errTooLarge
	case err == nil:
		return b, nil
	case ctx.Err() != nil:
		return b, timedOut(ctx, err)
	}
	return b, errCutShort
}

// watched is the body of a streamed answer: each piece of it starts the clock anew.
type watched struct {
	io.ReadCloser
	ctx     context.Context
	clock   *time.Timer
	timeout time.Duration
	stop    func()
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		return n, timedOut(w.ctx, err)
	}
	w.clock.Reset(w.timeout)
	return n, err
}

func (w *watched) Close() error {
	w.stop()
	return w.ReadCloser.Close()
}
