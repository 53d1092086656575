package webhook

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/zapgate/zapgate-go"
)

// Option configures a [Handler] when it is made.
type Option func(*Handler) error

func invalid(text string) error {
	return fmt.Errorf("webhook: %s: %w", text, zapgate.ErrInvalidArgument)
}

// WithMaxBody limits a callback's size in bytes, before and after decompression. The default is 1 MiB. WSAPI's history
// sync sends up to 500 messages in one callback: give it more.
func WithMaxBody(n int64) Option {
	return func(h *Handler) error {
		if n < 1 {
			return invalid("WithMaxBody is not positive")
		}
		h.maxBody = n
		return nil
	}
}

// WithTimeout ends the context of a callback's handlers after d; with [WithQueue], that of each event's. A callback whose
// handlers still run then is answered 500 at once, and events of it that none has seen are left. A handler that runs on
// keeps its claim until it returns, so that the event is not handled twice at a time: what comes again before that is
// answered 503, and if it succeeds after all, what comes again after that is a duplicate.
func WithTimeout(d time.Duration) Option {
	return func(h *Handler) error {
		if d <= 0 {
			return invalid("WithTimeout is not positive")
		}
		h.timeout = d
		return nil
	}
}

// WithDedupe drops events that were handled before. One to which the gateway gives neither an id nor a time, such as
// Z-API's [Presence], is never dropped: the next one alike may be news.
func WithDedupe(d Deduper) Option {
	return func(h *Handler) error {
		if d == nil {
			return invalid("WithDedupe is nil")
		}
		h.dedupe = d
		return nil
	}
}

// WithQueue answers a callback as soon as its events are queued in memory, and has them handled by up to workers
// goroutines: those of one chat in the order of their callbacks, one at a time. The queue holds size events, those that
// run included. If there is no room for all events of a callback, or one of them is being handled, none is queued and the
// answer is 503.
//
// What is queued is lost when the process dies, and an event whose handler fails or panics is not handled again unless
// the gateway happens to repeat it: it has its 200. [Handler.Shutdown] waits for the queue, and says how much it had to
// drop. If no event may be lost, use [WithSink], or no queue at all. A dedupe store has to keep a claim for as long as an
// event may wait and run.
func WithQueue(size, workers int) Option {
	return func(h *Handler) error {
		if size < 1 || workers < 1 {
			return invalid("WithQueue needs room and workers")
		}
		h.queue = newQueue(h.work, size, workers)
		return nil
	}
}

// WithSink stores callbacks instead of handling them: the answer is 200 once s has it, and 503 if s returns an error.
// Whoever takes them out of the store has [Handler.Handle] run the handlers, or calls [Parse]. Callbacks that are
// delivered twice are stored twice, with the same id.
func WithSink(s Sink) Option {
	return func(h *Handler) error {
		if s == nil {
			return invalid("WithSink is nil")
		}
		h.sink = s
		return nil
	}
}

// WithLogger logs every callback: its type, ids, size and outcome, and nothing of its text.
func WithLogger(l *slog.Logger) Option {
	return func(h *Handler) error {
		if l == nil {
			return invalid("WithLogger is nil")
		}
		h.logger, h.logs = slog.New(safeLog{l.Handler()}), true
		return nil
	}
}

// WithObserver has o told of every callback and event.
func WithObserver(o Observer) Option {
	return func(h *Handler) error {
		if o == nil {
			return invalid("WithObserver is nil")
		}
		h.observer = o
		return nil
	}
}
