package webhook

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"runtime"
	"strings"
	"time"
)

type handlerFunc func(context.Context, Event) error

// On has fn called for each event of its type. Several functions for one type are called in the order they were given,
// until one fails. An error or a panic makes the gateway send the callback again.
func On[E Event](h *Handler, fn func(context.Context, E) error) {
	t := reflect.TypeFor[E]()
	if t.Kind() != reflect.Pointer {
		panic("webhook: On takes one type of event; OnRest takes the others")
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.typed[t] = append(h.typed[t], func(ctx context.Context, e Event) error { return fn(ctx, e.(E)) })
}

// OnRest has fn called for each event that no function given to [On] takes, *[Unknown] among them. Without it, such
// events are acknowledged and dropped.
func OnRest(h *Handler, fn func(context.Context, Event) error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.loops == nil {
		h.rest = append(h.rest, fn)
	}
}

func (h *Handler) handlers(e Event) []handlerFunc {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if fns := h.typed[reflect.TypeOf(e)]; len(fns) > 0 {
		return fns
	}
	return h.rest
}

// batch is the events of one callback, handled one after the other.
type batch struct {
	h      *Handler
	tenant string
	events []Event
	next   int // of events, the first that was not begun
	status int // the worst so far
	errs   []error
}

// run handles the events that were not begun. It does not return if a handler ends the goroutine.
func (b *batch) run(ctx context.Context) {
	for b.next < len(b.events) {
		b.next++
		b.one(ctx, task{event: b.events[b.next-1], tenant: b.tenant})
	}
}

func (b *batch) one(ctx context.Context, t task) {
	defer func() { b.note(&t) }()
	b.h.handle(ctx, &t)
}

// note keeps how an event ended.
func (b *batch) note(t *task) {
	if t.outcome.status == http.StatusOK {
		return
	}
	b.errs = append(b.errs, t.failure())
	if b.status != http.StatusInternalServerError {
		b.status = t.outcome.status
	}
}

// aside runs the batch on a goroutine of its own, and on another one where a handler ends it with runtime.Goexit.
func (b *batch) aside(ctx context.Context, finish func()) {
	go func() {
		defer func() {
			if b.next < len(b.events) {
				b.aside(ctx, finish)
				return
			}
			finish()
		}()
		b.run(ctx)
	}()
}

// runAside handles the events aside and waits for them, but not beyond the handler's timeout: what runs then runs on,
// and keeps its claim until it returns.
func (b *batch) runAside(parent context.Context) (status int, err error) {
	ctx, flight := b.h.life.context(parent)
	cancel := context.CancelFunc(func() {})
	var late <-chan struct{}
	if b.h.timeout > 0 {
		ctx, cancel = context.WithTimeout(ctx, b.h.timeout)
		late = ctx.Done()
	}
	done := make(chan struct{})
	b.h.life.add(1)
	b.aside(ctx, func() {
		cancel()
		flight.land()
		close(done)
		b.h.life.end(1)
	})
	select {
	case <-done:
	case <-late:
	}
	if !isClosed(done) { // nor in the last moment
		return lateness(ctx).status, &unhandledError{len(b.events), []error{context.Cause(ctx)}}
	}
	if len(b.errs) > 0 {
		err = &unhandledError{len(b.events), b.errs}
	}
	return b.status, err
}

// task is one event on its way through the handlers.
type task struct {
	event  Event
	tenant string
	key    string // of its claim, if claimed
	ctx    context.Context
	queued time.Time

	claimed bool
	started bool // the observer knows of it
	outcome outcome
	cause   string // of a bad outcome: a type and a place, no text
	err     error  // what a handler returned
}

// outcome is how handling one event ended.
type outcome struct {
	name   Outcome
	status int // what the callback is answered if this is its worst
}

var (
	handled     = outcome{OutcomeHandled, http.StatusOK}
	unhandled   = outcome{OutcomeUnhandled, http.StatusOK}
	duplicate   = outcome{OutcomeDuplicate, http.StatusOK}
	busy        = outcome{OutcomeBusy, http.StatusServiceUnavailable} // to be sent again: whoever handles it now may fail
	unavailable = outcome{OutcomeUnavailable, http.StatusServiceUnavailable}
	full        = outcome{OutcomeFull, http.StatusServiceUnavailable}
	stopped     = outcome{OutcomeStopped, http.StatusServiceUnavailable}
	expired     = outcome{OutcomeExpired, http.StatusInternalServerError}
	failed      = outcome{OutcomeFailed, http.StatusInternalServerError}
	panicked    = outcome{OutcomePanicked, http.StatusInternalServerError}
)

// lateness is the outcome of an event that a context ended for.
func lateness(ctx context.Context) outcome {
	if errors.Is(context.Cause(ctx), ErrShutdown) {
		return stopped
	}
	return expired
}

// late ends an event that no handler saw before ctx ended.
func (t *task) late(ctx context.Context) {
	t.outcome, t.cause, t.err = lateness(ctx), errorKind(ctx.Err()), context.Cause(ctx)
}

// handle claims the event, has it handled, and commits or releases the claim, whatever its functions do: return an error,
// panic, or leave with runtime.Goexit, which ends this goroutine after the deferred functions. Neither the value of a
// panic nor the text of an error is kept for the log: they may repeat the message.
func (h *Handler) handle(ctx context.Context, t *task) {
	t.outcome, t.cause = panicked, "runtime.Goexit" // unless something returns
	start := h.now()
	defer func() {
		if v := recover(); v != nil {
			t.outcome, t.cause = panicked, fmt.Sprintf("%T at %s", v, panicSite())
		}
		h.settle(t)
		h.report(t, start)
	}()
	h.observeStart(ctx, t)
	switch fns := h.handlers(t.event); {
	case ctx.Err() != nil:
		t.late(ctx)
	case len(fns) == 0:
		t.outcome, t.cause = unhandled, ""
	case t.claimed || h.claim(t):
		t.call(fns)
	}
}

// call runs the functions until one fails.
func (t *task) call(fns []handlerFunc) {
	for _, fn := range fns {
		if err := fn(t.ctx, t.event); err != nil {
			t.outcome, t.cause, t.err = failed, errorKind(err), err
			switch {
			case errors.Is(err, errNoLoop):
				t.outcome, t.cause = unavailable, noLoop
			case errors.Is(err, errUnseen):
				t.late(t.ctx)
			}
			return
		}
	}
	t.outcome, t.cause = handled, ""
}

// claim takes the event from the store. If it cannot, the outcome says why. Without a store every event is new, and so is
// one that nothing tells from the next one alike.
func (h *Handler) claim(t *task) bool {
	if h.dedupe == nil || nameless(t.event) {
		return true
	}
	t.key = t.event.Head().key()
	if t.tenant != "" {
		t.key = t.tenant + "/" + t.key
	}
	claim, err := h.dedupe.Claim(t.ctx, t.key)
	switch {
	case err != nil:
		t.outcome, t.cause, t.err = unavailable, errorKind(err), err
	case claim == Done:
		t.outcome, t.cause = duplicate, ""
	case claim == Busy:
		t.outcome, t.cause = busy, ""
	default:
		t.claimed = true
	}
	return t.claimed
}

// settle ends the claim, even if the gateway hung up.
func (h *Handler) settle(t *task) {
	if !t.claimed {
		return
	}
	t.claimed = false
	end := h.dedupe.Release
	if t.outcome == handled {
		end = h.dedupe.Commit
	}
	var err error
	defer func() {
		v := recover()
		if err == nil && v == nil {
			return
		}
		cause := fmt.Sprintf("%T", v)
		if v == nil {
			cause = errorKind(err)
		}
		h.logger.LogAttrs(t.ctx, slog.LevelError, "claim not settled", slog.String("provider", string(h.provider)),
			slog.String("id", clean(t.event.Head().ID)), slog.Bool("handled", t.outcome == handled), slog.String("cause", cause))
	}()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.ctx), 5*time.Second)
	defer cancel()
	err = end(ctx, t.key)
}

func errorKind(err error) string {
	for _, known := range []error{context.Canceled, context.DeadlineExceeded, ErrStoreFull} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return fmt.Sprintf("%T", err)
}

// panicSite finds the first frame below the panic that is not the runtime's: its function and line, without the path.
func panicSite() string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		if !more {
			return "?"
		}
	}
}
