package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"net/http"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/settings"
)

// maxOther is how much is read of an answer that is not the stream that was asked for.
const maxOther = 64 << 10

// Opened is an answer that goes on for as long as its connection does. It must be closed.
type Opened struct {
	cl   *call
	body *watched
}

// Open sends r once and returns its answer as soon as the headers are there: until then the attempt's timeout counts,
// and after that nothing does but ctx. header is sent too; an answer whose type is not the one that it accepts is an
// error, and so is anything that [Do] gives one for. When to try again is the caller's business: see [Client.Pause]. For
// the observer, the call ends when Open returns.
func Open(ctx context.Context, c *Client, r Request, header http.Header) (*Opened, error) {
	return c.open(ctx, &r, header)
}

func (c *Client) open(ctx context.Context, r *Request, header http.Header) (o *Opened, err error) {
	cl := &call{client: c, op: r.Op, mask: c.mask, timeout: c.timeout, maxAttempts: 1, streamed: true, last: &neverStarted}
	defer cl.tellMeta()
	if err := cl.begin(ctx, r); err != nil {
		return nil, cl.fail(err)
	}
	for k := range header {
		cl.out.set(k, header.Get(k))
	}
	ctx = cl.observed(ctx)
	defer func() { c.watch.end(ctx, r.Op, err) }()
	resp, err := c.http.Do(cl.plain())
	if err != nil {
		return nil, cl.fail(ended(ctx, err))
	}
	body, ok := resp.Body.(*watched)
	if !ok { // no success: the attempt has read it
		_ = resp.Body.Close()
		return nil, cl.finish(nil)
	}
	if got, _, _ := mime.ParseMediaType(cl.header.Get("Content-Type")); got != header.Get("Accept") {
		return nil, cl.other(body, header.Get("Accept"))
	}
	body.clock.Stop()
	return &Opened{cl, body}, nil
}

// other is the error for a success of another type. The attempt's clock still runs.
func (cl *call) other(body *watched, accept string) error {
	defer func() { _ = body.Close() }()
	cl.body, cl.bodyErr = readLimited(body.ctx, io.LimitReader(body.ReadCloser, maxOther), -1)
	if p := cl.client.cfg.ReadProblem(cl.status, cl.body); p != nil {
		return cl.failWith(p, cl.bodyErr)
	}
	p := &Problem{Message: excerpt(cl.mask.bytes(cl.body))}
	return cl.failWith(p, errors.Join(fmt.Errorf("answer: not %s", accept), cl.bodyErr))
}

// Read reads what comes. Its error is io.EOF or of the one type that calls fail with.
func (o *Opened) Read(p []byte) (int, error) {
	n, err := o.body.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		err = o.Fail(err)
	}
	return n, err
}

// Fail is the error for an answer that err is wrong with, or that ctx ended.
func (o *Opened) Fail(err error) error {
	return o.cl.fail(fmt.Errorf("answer: %w", ended(o.body.ctx, err)))
}

// Close ends the connection. It may be called while a Read waits.
func (o *Opened) Close() { _ = o.body.Close() }

// Once reports whether opts hold [zapgate.WithoutRetries].
func Once(opts []zapgate.CallOption) bool {
	var set settings.Call
	for _, option := range opts {
		if option != nil {
			_ = option(&set) // Open tells what is wrong with it
		}
	}
	return set.NoRetries
}

// Pause is how long to wait before a new connection, after n ones that came to nothing: longer each time, within the
// bounds of [zapgate.WithRetryWait], and with jitter. It is no shorter than what the gateway asks for, unless that is
// beyond the longest wait.
func (c *Client) Pause(n int, asked time.Duration) time.Duration {
	s := c.cfg.Settings
	longest := s.RetryMin << min(n, 20)
	if longest <= 0 || longest > s.RetryMax {
		longest = s.RetryMax
	}
	shortest := longest / 2
	if asked > shortest {
		shortest = min(asked, s.RetryMax)
		longest = min(max(longest, shortest+shortest/2), s.RetryMax) // those who are asked at once come back one by one
	}
	return shortest + rand.N(longest-shortest+1)
}
