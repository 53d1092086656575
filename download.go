package zapgate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go/internal/settings"
)

// Downloaded is a file that was fetched.
type Downloaded struct {
	Size        int64  // bytes
	ContentType string // the server's own word, parameters included, not checked against the bytes; "" if it gave none
	Attempts    int    // how often a request was started; 0 for a data URI
}

// Download fetches the file behind a link of a callback and writes it to w, every byte once and in order. A link is an
// http or https URL, or a data URI, which is decoded without asking anybody.
//
// The request carries no credential, no cookie and no Referer. Up to 10 redirects are followed; one that leads from https
// to http, or that brings a user, is refused. A file larger than the limit (100 MiB, see [WithDownloadLimit]) fails with
// [ErrTooLarge]: before anything is written if the server tells the size, or else after at most that many bytes.
//
// A lost connection, one that brings nothing within the timeout, 429, 502, 503 and 504 are tried again like any operation
// without effect, from the beginning as long as nothing was written. Afterwards only the rest is asked for, if the server
// named a strong ETag or a usable Last-Modified and still has the same file; otherwise the call fails, because what went to
// w cannot be taken back. [DownloadFile] starts over instead. After an error, w may hold the beginning of the file. A file
// whose size the server does not tell ends where the server ends it. Only ctx limits the whole.
//
// Links of media expire, after about 30 days at Z-API, and often are as good as a password: the *[Error] that this fails
// with holds no more of the link than its host, and none of the answer's text. Its Provider is "zapgate" and its Op "GET
// download". A server that answers 200 with a page in place of an expired file cannot be told from one that sends the
// file: look at ContentType.
//
// The gateway, and whoever can make it repeat a link, chooses which host is asked, one in your own network included. Where
// that matters, give [WithHTTPClient] a transport whose dialer refuses such addresses: it sees every redirect too.
func Download(ctx context.Context, link string, w io.Writer, opts ...DownloadOption) (*Downloaded, error) {
	d, err := newDownload(link, opts)
	if err == nil && w == nil {
		err = optionError("Download", "the writer is nil")
	}
	if err != nil {
		return nil, d.fail(err)
	}
	d.w = w
	return d.run(ctx)
}

var (
	errCut      = errors.New("the connection was lost before the end of the file")
	errNotRest  = errors.New("the answer is not the rest of the file")
	errTooLong  = errors.New("the answer is longer than it said")
	errNoResume = errors.New("the server does not go on where the connection was lost, and what was written cannot be taken back")
)

// run brings the file and keeps it.
func (d *download) run(ctx context.Context) (_ *Downloaded, err error) {
	if d.link.Scheme == "data" {
		err = d.decode(ctx)
	} else {
		ctx = d.start(ctx)
		defer func() { d.end(ctx, err) }()
		err = d.fetch(ctx)
	}
	if err == nil && d.keep != nil {
		if err = d.keep(); err != nil {
			err = d.fail(fmt.Errorf("keep: %w", err))
		}
	}
	if err != nil {
		return nil, err
	}
	return &Downloaded{Size: d.written, ContentType: d.contentType, Attempts: d.attempts}, nil
}

// fetch makes attempts until the file is whole or none may follow.
func (d *download) fetch(ctx context.Context) error {
	for {
		if err := d.admit(ctx); err != nil {
			return d.fail(err)
		}
		begin := time.Now()
		again, err := d.attempt(ctx)
		again = again && ctx.Err() == nil && d.attempts <= d.set.Retries
		d.report(ctx, begin, err, again)
		if !again {
			return err
		}
		if err := d.pause(ctx); err != nil {
			return d.fail(err)
		}
	}
}

// admit waits until an attempt may start.
func (d *download) admit(ctx context.Context) error {
	if l := d.set.Limiter; l != nil {
		if err := l.Wait(ctx); err != nil {
			return fmt.Errorf("limiter: %w", err)
		}
	}
	if err := ctx.Err(); err != nil {
		return ended(ctx, err)
	}
	return nil
}

// attempt asks for what is still missing and writes what comes. again tells that another attempt may bring the rest.
func (d *download) attempt(ctx context.Context) (again bool, err error) {
	d.attempts++
	d.status, d.header = 0, nil
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	clock := time.AfterFunc(d.set.Timeout, func() { cancel(idleError{}) })
	defer clock.Stop()
	resp, again, err := d.open(ctx)
	if err != nil {
		return again, d.fail(err)
	}
	defer resp.Body.Close()
	if again, err := d.accept(resp); err != nil {
		return again, err
	}
	return d.copy(ctx, clock, resp.Body)
}

// accept decides whether an answer's body is the file, or the rest of it.
func (d *download) accept(resp *http.Response) (again bool, err error) {
	h := resp.Header
	switch s := resp.StatusCode; {
	case s == http.StatusOK:
		if err := d.startOver(); err != nil {
			return false, d.fail(err)
		}
		d.total, d.validator, d.contentType = max(-1, resp.ContentLength), validator(h), h.Get("Content-Type")
	case d.resumes() && (s == http.StatusPartialContent || s == http.StatusRequestedRangeNotSatisfiable):
		total, ok := d.rest(resp)
		if !ok {
			if err := d.startOver(); err != nil {
				return false, d.fail(fmt.Errorf("%w: %w", errNotRest, err))
			}
			return true, d.fail(errNotRest)
		}
		d.total = total
	case s == http.StatusTooManyRequests, s == http.StatusBadGateway, s == http.StatusServiceUnavailable, s == http.StatusGatewayTimeout:
		return d.waitAllowed(), d.fail(nil)
	case s <= 299:
		return false, d.fail(errors.New("the answer is not the file"))
	default:
		return false, d.fail(nil)
	}
	if e := h.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return false, d.fail(errors.New("the answer is compressed, which was not asked for"))
	}
	if d.total > d.limit {
		return false, d.fail(ErrTooLarge)
	}
	return false, nil
}

// startOver forgets what was written.
func (d *download) startOver() error {
	d.total, d.validator = -1, ""
	if d.written == 0 {
		return nil
	}
	if d.restart == nil {
		return errNoResume
	}
	d.written = 0
	return d.restart()
}

// copy writes the body to w. The clock starts anew for each piece, and stands still while w has it.
func (d *download) copy(ctx context.Context, clock *time.Timer, body io.Reader) (again bool, err error) {
	buf := make([]byte, 32<<10)
	for {
		clock.Reset(d.set.Timeout)
		n, err := body.Read(buf)
		clock.Stop()
		if werr := d.write(buf[:n]); werr != nil {
			return false, d.fail(werr)
		}
		switch {
		case d.written == d.total, err == io.EOF && d.total < 0 && ctx.Err() == nil:
			return false, nil
		case err == io.EOF && ctx.Err() == nil:
			err = errCut
		case err != nil: // an EOF too: a server that sees the connection close may end its answer as if it were whole
			err = ended(ctx, err)
		default:
			continue
		}
		return d.written == 0 || d.validator != "" || d.restart != nil, d.fail(err)
	}
}

func (d *download) write(b []byte) error {
	n := int64(len(b))
	switch {
	case n == 0:
		return nil
	case d.total >= 0 && n > d.total-d.written:
		return errTooLong
	case n > d.limit-d.written:
		return ErrTooLarge
	}
	wrote, err := d.w.Write(b)
	if err == nil && wrote != len(b) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	d.written += n
	if d.progress != nil {
		d.progress(d.written, d.total)
	}
	return nil
}

// pause waits before the next attempt.
func (d *download) pause(ctx context.Context) error {
	timer := time.NewTimer(settings.Backoff(d.set.RetryMin, d.set.RetryMax, d.attempts-1, d.header))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ended(ctx, ctx.Err())
	}
}
