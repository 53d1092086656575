package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"sync"
	"sync/atomic"
	"time"

	"github.com/zapgate/zapgate-go/internal/settings"
)

type (
	callKey    struct{}
	attemptKey struct{}
)

// call is the state of one call across its attempts, and the context of their requests. It is used by one goroutine,
// except for the flags of an attempt.
type call struct {
	context.Context
	client       *Client
	op           Op
	mask         *masker // the client's, and the request's own secrets
	timeout      time.Duration
	maxAttempts  int
	streamed     bool
	secretAnswer bool // a successful answer brings a new secret
	set          settings.Call
	out          outgoing

	attempts   int
	mayHaveRun bool
	first      attempt
	last       *attempt

	// of the last answer
	status  int
	header  http.Header
	body    []byte
	bodyErr error // why body is not the whole answer
}

// Value lets what lies below the call find it.
func (cl *call) Value(key any) any {
	if _, mine := key.(callKey); mine {
		return cl
	}
	return cl.Context.Value(key)
}

func (cl *call) succeeded() bool { return cl.status >= 200 && cl.status <= 299 }

// attempt is what one request met on its way, and the context of the request.
type attempt struct {
	context.Context
	started  bool // handed to the transport
	begin    time.Time
	wantConn atomic.Bool
	gotConn  atomic.Bool
	tries    atomic.Int32 // connections that it asked for
	wrote    atomic.Bool  // and got no answer; set only if it is sent once
	givenUp  atomic.Bool  // net/http would have gone on
	cancel   context.CancelFunc
	hooks    httptrace.ClientTrace
	counted  atomic.Bool // among the requests of a host

	mu     sync.Mutex
	served bool          // it waits for no connection
	wake   chan struct{} // closed when served; nil while nobody waits for that
}

// neverStarted is the last attempt of a call before its first.
var neverStarted attempt

var (
	errTooLarge = errors.New("answer: larger than the limit of 10 MiB")
	errCutShort = errors.New("answer: the connection was lost before its end")
	errGivenUp  = errors.New("the connection gave the request up")
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
type attempts struct {
	base http.RoundTripper
	host *host // whose connections are opened as its requests need them; nil: the caller's transport, which is left alone
}

// begin counts an attempt until end is called, which may be called again.
func (a attempts) begin(x *attempt) {
	if a.host != nil {
		x.counted.Store(true)
		a.host.requests.Add(1)
	}
}

func (a attempts) end(x *attempt) {
	if x.counted.Swap(false) {
		a.host.requests.Add(-1)
	}
}

func (a attempts) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := req.Context().Value(callKey{}).(*call)
	if cl.last == &neverStarted {
		cl.last = &cl.first
	} else {
		cl.last = &attempt{}
	}
	source, err := cl.admit(req.Context())
	if err != nil {
		return nil, err
	}
	cl.status, cl.header, cl.body, cl.bodyErr = 0, nil, nil, nil // not before: an attempt that may not start says nothing new
	cl.attempts++
	if cl.client.watch.set() { // nobody else asks how long it took
		cl.last.begin = time.Now()
	}
	ctx, clock, cancel := cl.timed(req.Context())
	last := cl.last
	a.begin(last)
	stop := func() { cancel(); a.end(last) }
	if cl.op.Retry == Effect && cl.out.body == nil && source == nil {
		last.once()
	}
	if cl.op.Retry == Effect || a.host != nil { // for all others it makes no difference how far they came
		ctx = last.trace(ctx, cancel)
	}
	req = cl.request(ctx, req, a)
	if source != nil {
		closeSource := cl.feed(req, source, clock)
		stop = func() { cancel(); a.end(last); closeSource() } // nor is it left to a transport that forgets it
	}
	cl.last.started = true
	resp, err := a.base.RoundTrip(req)
	if err == nil && resp == nil {
		err = errors.New("the HTTP client's transport gave neither an answer nor an error")
	}
	if err != nil {
		if err = ended(ctx, err); last.givenUp.Load() {
			err = errGivenUp // it is not the caller who cancelled
		}
		stop()
		if errors.Is(err, errSourceSize) {
			cl.maxAttempts = cl.attempts // the next one would meet the same
		}
		return nil, err
	}
	if a.host != nil {
		a.host.speaks(resp.ProtoMajor)
	}
	return cl.receive(ctx, resp, clock, stop), nil
}

// admit waits until an attempt may start, and opens the files that it sends.
func (cl *call) admit(ctx context.Context) (source io.ReadCloser, err error) {
	if l := cl.client.cfg.Settings.Limiter; l != nil {
		if err := l.Wait(ctx); err != nil {
			return nil, &limiterError{err}
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, ended(ctx, err)
	}
	if cl.out.files == nil {
		return nil, nil
	}
	if source, err = cl.out.files.open(); err != nil {
		cl.maxAttempts = cl.attempts // the next one would meet the same
	}
	return source, err
}

// receive reads an answer, unless it is a stream, so that one that is lost halfway is an attempt that may be repeated.
func (cl *call) receive(ctx context.Context, resp *http.Response, clock *time.Timer, stop func()) *http.Response {
	if resp.Body == nil { // a transport made by hand
		resp.Body = http.NoBody
	}
	cl.status = resp.StatusCode
	if _, ok := resp.Header["Location"]; ok { // http.Client would read it, and fail on one that is no URL
		resp.Header = resp.Header.Clone()
		resp.Header.Del("Location")
	}
	cl.header = resp.Header
	if cl.streamed && cl.succeeded() {
		resp.Body = &watched{ReadCloser: resp.Body, unsized: resp.ContentLength < 0, ctx: ctx, clock: clock, timeout: cl.timeout, stop: stop}
		return resp
	}
	cl.body, cl.bodyErr = readLimited(ctx, resp.Body, resp.ContentLength)
	_ = resp.Body.Close()
	stop()
	resp.Body = http.NoBody
	return resp
}

// timed limits an attempt's time. Where a file is streamed, the clock can be set back.
func (cl *call) timed(parent context.Context) (ctx context.Context, clock *time.Timer, stop context.CancelFunc) {
	if !cl.streamed && cl.out.files == nil {
		ctx, stop = context.WithTimeoutCause(parent, cl.timeout, timeoutError{})
		return ctx, nil, stop
	}
	ctx, cancel := context.WithCancelCause(parent)
	clock = time.AfterFunc(cl.timeout, func() { cancel(timeoutError{}) })
	return ctx, clock, func() { clock.Stop(); cancel(nil) }
}

// maxTries is how often net/http may ask for a connection within one attempt, of those that it keeps and that may be dead.
const maxTries = 10

func (a *attempt) trace(ctx context.Context, cancel context.CancelFunc) context.Context {
	a.Context, a.cancel = ctx, cancel
	a.hooks.GetConn = func(string) { a.wantConn.Store(true); a.serve(false); a.tries.Add(1); a.restrain() }
	a.hooks.GotConn = func(httptrace.GotConnInfo) { a.gotConn.Store(true); a.serve(true); a.restrain() }
	return httptrace.WithClientTrace(a, &a.hooks)
}

// once is for an attempt that must not be sent for a second time, though it has no body that could stop net/http.
func (a *attempt) once() {
	a.hooks.WroteHeaders = func() { a.wrote.Store(true) }
	a.hooks.GotFirstResponseByte = func() { a.wrote.Store(false) } // a transport of the caller's may answer a challenge
	a.hooks.Got1xxResponse = func(int, textproto.MIMEHeader) error { a.wrote.Store(true); return nil }
}

// restrain ends an attempt that starts over and must not, or does so without end. net/http does on some HTTP/2 errors,
// even where the gateway may have acted.
func (a *attempt) restrain() {
	if a.wrote.Load() || a.tries.Load() > maxTries {
		a.givenUp.Store(true)
		a.cancel()
	}
}

// ended makes err tell why ctx is done, if it is: the attempt's own clock, or what the caller's ctx gives by Err and by
// Cause, whichever of the two the transport chose to return.
func ended(ctx context.Context, err error) error {
	cause := context.Cause(ctx)
	if cause == nil {
		return err
	}
	if cause == (timeoutError{}) { // itself: the caller's cause may be another call's timeout
		return cause
	}
	for _, why := range []error{cause, ctx.Err()} {
		if !errors.Is(err, why) {
			err = fmt.Errorf("%w: %w", why, err)
		}
	}
	return err
}
