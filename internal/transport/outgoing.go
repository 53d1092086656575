package transport

import (
	"bytes"
	"context"
	"io"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// outgoing is what each attempt of a call sends.
type outgoing struct {
	url    *url.URL
	header http.Header // the client's: each attempt has a copy
	more   []field     // of this call's header
	body   []byte
	files  *streamed // instead of body
}

type field struct{ name, value string }

func (o *outgoing) set(name, value string) { o.more = append(o.more, field{name, value}) }

// begin applies the call's options, finds what has to be masked, and prepares what is sent.
func (cl *call) begin(ctx context.Context, r *Request) error {
	c := cl.client
	for _, o := range r.Options {
		if o == nil {
			return invalid("call option", "is nil")
		}
		if err := o(&cl.set); err != nil {
			return err
		}
	}
	if cl.set.NoRetries {
		cl.maxAttempts = 1
	}
	if cl.set.Timeout > 0 {
		cl.timeout = cl.set.Timeout
	}
	cl.out.header = c.header
	if r.Body != nil {
		cl.out.header = c.jsonHeader
	}
	secrets := secretsIn(reflect.ValueOf(r.Body))
	if c.cfg.Token != nil {
		token := c.cfg.Token()
		cl.out.set("Authorization", "Bearer "+token)
		secrets = append(secrets, token)
	}
	if len(secrets) > 0 {
		cl.mask = newMasker(append(secrets, c.cfg.Secrets...))
	}
	cl.Context = ctx
	return cl.prepare(r)
}

// observed tells the observer, whose context is then the call's.
func (cl *call) observed(ctx context.Context) context.Context {
	w := cl.client.watch
	if w.observer == nil {
		return ctx
	}
	cl.Context = w.start(ctx, cl.op)
	return cl.Context
}

// prepare checks r and finds where it goes and what its body is.
func (cl *call) prepare(r *Request) (err error) {
	if err := cl.client.check(*r); err != nil {
		return err
	}
	o := &cl.out
	if o.url, err = cl.client.url(*r); err != nil {
		return err
	}
	switch {
	case r.Upload != nil:
		o.files, err = r.Upload.prepare(cl)
	case r.Body != nil:
		if o.files, err = streamJSON(cl, r.Body); o.files == nil && err == nil {
			o.body, err = encode(r.Body)
		}
	}
	if o.files != nil {
		o.set("Content-Type", o.files.contentType)
	}
	return err
}

// plain is what http.Client sees of the call: where it goes. Each attempt adds a header and a body of its own, so that
// nothing is copied for a redirect that is never followed. Its frame must not be part of one that waits for the answer:
// the collector goes through all of those.
//
//go:noinline
func (cl *call) plain() *retryablehttp.Request {
	r := http.Request{Method: cl.op.Method, URL: cl.out.url, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}}
	return &retryablehttp.Request{Request: r.WithContext(cl)}
}

// request is what one attempt sends, without files. net/http sends some requests again by itself, such as any GET on a
// kept connection that dies under it, and anything with GetBody on some HTTP/2 errors: an operation with an effect has a
// body that cannot be rewound, which is what stops it. An empty one on a GET is not sent at all; where a method calls for
// a body, there would have to be one on the wire, and once stops it.
func (cl *call) request(ctx context.Context, plain *http.Request, base attempts) *http.Request {
	o := &cl.out
	req := plain.WithContext(ctx)
	req.Header = o.header
	if base.host == nil || len(o.more) > 0 || len(plain.Header) > 0 { // a transport of the caller's may write into it
		req.Header = o.header.Clone()
	}
	for _, f := range o.more {
		req.Header[f.name] = []string{f.value}
	}
	maps.Copy(req.Header, plain.Header) // the cookies of an http.Client with a jar, which adds them for each attempt
	clear(plain.Header)
	switch effect := cl.op.Retry == Effect; {
	case o.body != nil:
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(o.body)), int64(len(o.body))
		if !effect {
			req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(o.body)), nil }
		}
	case effect && (req.Method == http.MethodGet || req.Method == http.MethodHead):
		req.Body = io.NopCloser(strings.NewReader(""))
	}
	return req
}

// feed makes source, which has the call's files, the body of req. net/http does not repeat it behind our back either: it
// would be opened for nobody to close, and read past the clock. The returned function closes it.
func (cl *call) feed(req *http.Request, source io.ReadCloser, clock *time.Timer) func() {
	closeSource := sync.OnceFunc(func() { _ = source.Close() })
	// net/http waits for a Read of the source before it gives up: closing it is what ends one that hangs.
	context.AfterFunc(req.Context(), closeSource)
	req.Body = &feeding{Reader: source, closeSource: closeSource, ctx: req.Context(), clock: clock, timeout: cl.timeout}
	req.ContentLength = cl.out.files.length()
	return closeSource
}
