package zapgate

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// notTriedError is the error of a message that was not begun. It matches the reason, except that no outcome is unknown
// here, whatever ended the context.
type notTriedError struct{ why error }

func (e *notTriedError) Error() string { return ErrNotTried.Error() + ": " + e.why.Error() }

func (e *notTriedError) Is(target error) bool {
	return target == ErrNotTried || target != ErrOutcomeUnknown && errors.Is(e.why, target)
}

func (e *notTriedError) As(target any) bool { return errors.As(e.why, target) }

// panicError carries a panic from a goroutine of the sender to the loop over its results.
type panicError struct {
	value any // nil: it was runtime.Goexit
	stack []byte
}

func (e *panicError) Error() string {
	return fmt.Sprintf("panic in a sender: %v\n\n%s", e.value, e.stack)
}

func (e *panicError) Unwrap() error {
	err, _ := e.value.(error)
	return err
}

// graced returns a context that ends d after ctx, for the same reason.
func graced(ctx context.Context, d time.Duration) (context.Context, func()) {
	later, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-time.After(d):
			cancel(endOf(ctx))
		case <-later.Done():
		}
	})
	return later, func() { stop(); cancel(nil) }
}

// endOf is why ctx ended, as its Err and as its Cause.
func endOf(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return fmt.Errorf("%w: %w", err, cause)
}
