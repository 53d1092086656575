package webhook

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
	"unicode"
)

// Outcome is how handling an event ended.
type Outcome string

// The outcomes.
const (
	OutcomeHandled     Outcome = "handled"
	OutcomeUnhandled   Outcome = "unhandled"         // nobody asked for it
	OutcomeDuplicate   Outcome = "duplicate"         // it was handled before
	OutcomeBusy        Outcome = "busy"              // it is being handled right now
	OutcomeUnavailable Outcome = "store unavailable" // the dedupe store, or no loop of [Handler.Events] runs
	OutcomeFull        Outcome = "queue full"
	OutcomeStopped     Outcome = "stopped" // by [Handler.Shutdown], before a handler saw it
	OutcomeExpired     Outcome = "expired" // the time was over, or the gateway hung up, before a handler saw it
	OutcomeFailed      Outcome = "failed"
	OutcomePanicked    Outcome = "panicked"
)

// EventInfo names an event to an [Observer]. What the gateway calls a type or an id is cut to 120 printable bytes.
type EventInfo struct {
	Provider Provider
	Type     string
	Instance string
	ID       string
	Size     int // bytes of Raw
}

// Result is how an event ended.
type Result struct {
	Outcome  Outcome
	Cause    string        // of a bad outcome: the type of an error or a panic and where it happened, never its text
	Waited   time.Duration // in the queue
	Duration time.Duration // from the claim to its end, without Waited
}

// CallbackInfo is a callback that is about to be answered.
type CallbackInfo struct {
	Provider Provider
	Status   int
	Reason   string // why it was refused; "" otherwise
	Size     int    // bytes as sent
	Events   int    // 0 with [WithSink]
	Duration time.Duration
}

// An Observer sees callbacks and their events, and nothing of their text. Its methods are called on the goroutine that
// does the work, several at a time, and should return at once. Start and End are called once for each event that was
// verified, also where no handler gets to see it; with [WithSink], only where [Handler.Handle] takes it.
type Observer interface {
	// Start is called when the event's turn has come, and before its claim where there is no queue. The context it
	// returns is used for the handlers, so that a trace can hang on it.
	Start(ctx context.Context, e EventInfo) context.Context
	// End is called with the context of Start.
	End(ctx context.Context, e EventInfo, r Result)
	// Answer is called for each callback, accepted or refused.
	Answer(ctx context.Context, c CallbackInfo)
}

// now spares the clock where nobody asks how long it took.
func (h *Handler) now() time.Time {
	if h.observer == nil && !h.logs {
		return time.Time{}
	}
	return time.Now()
}

// observeStart gives the task its context. An observer that panics makes it fail, like a handler.
func (h *Handler) observeStart(ctx context.Context, t *task) {
	t.ctx = ctx
	if h.observer != nil {
		if c := h.observer.Start(ctx, t.info(h.provider)); c != nil {
			t.ctx = c
		}
		t.started = true
	}
}

// report tells the observer and the log how an event ended.
func (h *Handler) report(t *task, start time.Time) {
	if h.observer == nil && !h.logs {
		return
	}
	r := Result{Outcome: t.outcome.name, Cause: t.cause, Duration: time.Since(start)}
	if !t.queued.IsZero() {
		r.Waited = start.Sub(t.queued)
	}
	info := t.info(h.provider)
	if t.started {
		h.unharmed(t.ctx, func() { h.observer.End(t.ctx, info, r) })
	}
	level := slog.LevelDebug
	if t.outcome.status != http.StatusOK {
		level = slog.LevelError
	}
	if !h.logger.Enabled(t.ctx, level) {
		return
	}
	attrs := []slog.Attr{
		slog.String("provider", string(h.provider)), slog.String("type", info.Type), slog.String("id", info.ID),
		slog.String("instance", info.Instance), slog.Int("size", info.Size), slog.String("outcome", string(r.Outcome)),
		slog.Duration("duration", r.Duration),
	}
	if r.Waited > 0 {
		attrs = append(attrs, slog.Duration("waited", r.Waited))
	}
	if r.Cause != "" {
		attrs = append(attrs, slog.String("cause", r.Cause))
	}
	h.logger.LogAttrs(t.ctx, level, "callback", attrs...)
}

// observeAnswer tells the observer of every callback, and the log of those that no handler gets to see.
func (h *Handler) observeAnswer(ctx context.Context, rep *reply, start time.Time) {
	if h.observer == nil && !h.logs {
		return
	}
	c := CallbackInfo{Provider: h.provider, Status: rep.status, Size: rep.size, Events: rep.events, Duration: time.Since(start)}
	if rep.reason != nil {
		c.Reason = rep.reason.Error()
		h.logger.LogAttrs(ctx, slog.LevelWarn, "callback refused", slog.String("provider", string(h.provider)),
			slog.Int("status", c.Status), slog.Int("size", c.Size), slog.String("reason", c.Reason))
	}
	if h.observer != nil {
		h.unharmed(ctx, func() { h.observer.Answer(ctx, c) })
	}
}

// safeLog keeps a log that panics from ending the process: on the goroutines of a queue nobody else would recover it.
type safeLog struct{ slog.Handler }

func (s safeLog) Enabled(ctx context.Context, l slog.Level) bool {
	defer func() { _ = recover() }()
	return s.Handler.Enabled(ctx, l)
}

func (s safeLog) Handle(ctx context.Context, r slog.Record) error {
	defer func() { _ = recover() }()
	return s.Handler.Handle(ctx, r)
}

// unharmed calls an observer that may panic: what it observes has already happened.
func (h *Handler) unharmed(ctx context.Context, fn func()) {
	defer func() {
		if v := recover(); v != nil {
			h.logger.LogAttrs(ctx, slog.LevelError, "observer panicked", slog.String("provider", string(h.provider)),
				slog.String("cause", fmt.Sprintf("%T at %s", v, panicSite())))
		}
	}()
	fn()
}

func (t *task) info(p Provider) EventInfo {
	head := t.event.Head()
	return EventInfo{Provider: p, Type: clean(head.Type), Instance: clean(head.Instance), ID: clean(head.ID), Size: len(head.Raw)}
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
