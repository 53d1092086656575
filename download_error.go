package zapgate

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"time"

	"github.com/zapgate/zapgate-go/internal/settings"
)

var downloadCall = Call{Provider: "zapgate", Op: "GET download"}

// fail is the error of a download. What was answered is left out: an error page likes to repeat the link.
func (d *download) fail(err error) error {
	e := &Error{Provider: downloadCall.Provider, Op: downloadCall.Op, StatusCode: d.status, Attempts: d.attempts, Err: err}
	e.RetryAfter, _ = settings.RetryAfter(d.header, time.Now())
	return e
}

// waitAllowed reports whether what the server asks to wait is within the longest wait; beyond it, the caller decides.
func (d *download) waitAllowed() bool {
	asked, _ := settings.RetryAfter(d.header, time.Now())
	return asked <= d.set.RetryMax
}

// idleError is an attempt's end by its own clock. It is told from the caller's deadline by the caller's ctx.Err.
type idleError struct{}

func (idleError) Error() string        { return "nothing came within the timeout" }
func (idleError) Timeout() bool        { return true }
func (idleError) Is(target error) bool { return target == context.DeadlineExceeded }

// ended is why an attempt failed with err: its own clock, what the caller's ctx gives by Err and by Cause, or else err,
// which may name the link.
func ended(ctx context.Context, err error) error {
	cause := context.Cause(ctx)
	switch {
	case cause == nil:
		return &hiddenError{describe(err), err}
	case cause == idleError{}, errors.Is(cause, ctx.Err()):
		return cause
	}
	return fmt.Errorf("%w: %w", ctx.Err(), cause)
}

// describe takes the words of errors that know a host at most. Any other may hold the link or what was answered.
func describe(err error) string {
	if e, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return e.Error()
	}
	if e, ok := errors.AsType[*net.OpError](err); ok {
		return e.Error()
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errCut.Error()
	}
	return "the connection failed"
}

// hiddenError stands for an error that may hold the link. What it was can still be asked with errors.Is; it cannot be
// unwrapped or printed.
type hiddenError struct {
	text string
	err  error
}

func (e *hiddenError) Error() string              { return e.text }
func (e *hiddenError) Is(target error) bool       { return errors.Is(e.err, target) }
func (e *hiddenError) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(e.text)) } // every verb: %d would print err

// start, report and end tell the user's observer and logger, as the gateways' clients do of their calls.
func (d *download) start(ctx context.Context) context.Context {
	if o, ok := d.set.Observer.(Observer); ok {
		return o.Start(ctx, downloadCall)
	}
	return ctx
}

func (d *download) end(ctx context.Context, err error) {
	if o, ok := d.set.Observer.(Observer); ok {
		o.End(ctx, downloadCall, err)
	}
}

func (d *download) report(ctx context.Context, begin time.Time, err error, again bool) {
	a := Attempt{Number: d.attempts, StatusCode: d.status, Duration: time.Since(begin), Again: again}
	if e, ok := errors.AsType[*Error](err); ok {
		a.Err = e.Err // nil for an answer of any status
	}
	if o, ok := d.set.Observer.(Observer); ok {
		o.Attempt(ctx, downloadCall, a)
	}
	l, level := d.set.Logger, slog.LevelDebug
	if err != nil {
		level = slog.LevelWarn
	}
	if l == nil || !l.Enabled(ctx, level) {
		return
	}
	attrs := []slog.Attr{slog.String("provider", downloadCall.Provider), slog.String("op", downloadCall.Op), slog.Int("attempt", a.Number),
		slog.Int("status", a.StatusCode), slog.Duration("duration", a.Duration), slog.Bool("again", a.Again)}
	if a.Err != nil {
		attrs = append(attrs, slog.String("cause", a.Err.Error()))
	}
	l.LogAttrs(ctx, level, "zapgate attempt", attrs...)
}
