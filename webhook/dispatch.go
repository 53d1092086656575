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
	"unicode"
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
	h.rest = append(h.rest, fn)
}

func (h *Handler) handlers(e Event) []handlerFunc {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if fns := h.typed[reflect.TypeOf(e)]; len(fns) > 0 {
		return fns
	}
	return h.rest
}

// outcome is how handling one event ended.
type outcome struct {
	name   string
	status int // what the callback is answered if this is its worst
}

var (
	handled     = outcome{"handled", http.StatusOK}
	unhandled   = outcome{"unhandled", http.StatusOK} // nobody asked for it
	duplicate   = outcome{"duplicate", http.StatusOK}
	busy        = outcome{"busy", http.StatusServiceUnavailable} // to be sent again: whoever handles it now may fail
	unavailable = outcome{"store unavailable", http.StatusServiceUnavailable}
	failed      = outcome{"failed", http.StatusInternalServerError}
	panicked    = outcome{"panicked", http.StatusInternalServerError}
)

// dispatch handles each event by itself and returns the answer to the callback: the worst of them.
func (h *Handler) dispatch(ctx context.Context, events []Event) int {
	status := http.StatusOK
	for _, e := range events {
		start := time.Now()
		o, at := h.handleOnce(ctx, e)
		if o.status != http.StatusOK && status != http.StatusInternalServerError {
			status = o.status
		}
		h.log(ctx, e.Head(), o, at, time.Since(start))
	}
	return status
}

// handleOnce claims the event, handles it, and commits or releases the claim, whatever the handler does.
func (h *Handler) handleOnce(ctx context.Context, e Event) (o outcome, at string) {
	fns := h.handlers(e)
	if len(fns) == 0 {
		return unhandled, ""
	}
	if h.dedupe == nil {
		return call(ctx, fns, e)
	}
	key := e.Head().key()
	claim, err := h.dedupe.Claim(ctx, key)
	switch {
	case err != nil:
		return unavailable, errorKind(err)
	case claim == Done:
		return duplicate, ""
	case claim == Busy:
		return busy, ""
	}
	done := false
	defer func() {
		// The claim must end even if the gateway hung up.
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		settle := h.dedupe.Release
		if done {
			settle = h.dedupe.Commit
		}
		if err := settle(end, key); err != nil {
			h.logger.LogAttrs(ctx, slog.LevelError, "claim not settled", slog.String("provider", string(h.provider)),
				slog.String("id", clean(e.Head().ID)), slog.Bool("handled", done))
		}
	}()
	o, at = call(ctx, fns, e)
	done = o == handled
	return o, at
}

// call runs the functions on a goroutine of their own: one that leaves with runtime.Goexit takes neither the answer nor
// the rest of a batch with it.
func call(ctx context.Context, fns []handlerFunc, e Event) (o outcome, at string) {
	o, at = panicked, "runtime.Goexit"
	done := make(chan struct{})
	go func() {
		defer close(done)
		o, at = guarded(ctx, fns, e)
	}()
	<-done
	return o, at
}

// guarded runs the functions and turns a panic into an outcome with the place where it happened. Neither the value of the
// panic nor the text of an error is kept: they may repeat the message.
func guarded(ctx context.Context, fns []handlerFunc, e Event) (o outcome, at string) {
	defer func() {
		if v := recover(); v != nil {
			o, at = panicked, fmt.Sprintf("%T at %s", v, panicSite())
		}
	}()
	for _, fn := range fns {
		if err := fn(ctx, e); err != nil {
			return failed, errorKind(err)
		}
	}
	return handled, ""
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

func (h *Handler) log(ctx context.Context, head *Header, o outcome, at string, d time.Duration) {
	level := slog.LevelDebug
	if o.status != http.StatusOK {
		level = slog.LevelError
	}
	if !h.logger.Enabled(ctx, level) {
		return
	}
	attrs := []slog.Attr{slog.String("provider", string(h.provider)), slog.String("type", clean(head.Type)),
		slog.String("id", clean(head.ID)), slog.String("instance", clean(head.Instance)), slog.Int("size", len(head.Raw)),
		slog.String("outcome", o.name), slog.Duration("duration", d)}
	if at != "" {
		attrs = append(attrs, slog.String("cause", at))
	}
	h.logger.LogAttrs(ctx, level, "callback", attrs...)
}

// clean keeps what a gateway calls an id or a type from filling or forging a log.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, s)
	if len(s) > 120 {
		return strings.ToValidUTF8(s[:120], "")
	}
	return s
}
