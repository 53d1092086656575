package transport

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/settings"
)

// watcher tells the user's logger and observer of calls, by operation template.
type watcher struct {
	provider string
	logger   *slog.Logger
	observer zapgate.Observer
}

func newWatcher(provider string, s settings.Client) watcher {
	o, _ := s.Observer.(zapgate.Observer)
	return watcher{provider, s.Logger, o}
}

// set reports whether anybody is told.
func (w watcher) set() bool { return w.logger != nil || w.observer != nil }

func (w watcher) call(op Op) zapgate.Call { return zapgate.Call{Provider: w.provider, Op: op.Name()} }

func (w watcher) start(ctx context.Context, op Op) context.Context {
	return w.observer.Start(ctx, w.call(op))
}

func (w watcher) end(ctx context.Context, op Op, err error) {
	if w.observer != nil {
		w.observer.End(ctx, w.call(op), err)
	}
}

// report tells of an attempt that ended. One that never started has nothing to tell.
func (cl *call) report(ctx context.Context, err error, again bool) {
	w := cl.client.watch
	if !w.set() || !cl.last.started {
		return
	}
	if err == nil {
		err = cl.bodyErr
	}
	a := zapgate.Attempt{
		Number: cl.attempts, StatusCode: cl.status, Duration: time.Since(cl.last.begin),
		Err: cl.mask.cause(err), Again: again,
	}
	if again {
		s := cl.client.cfg.Settings
		a.Wait = min(s.RetryMin<<min(cl.attempts-1, 20), s.RetryMax)
		if d, ok := settings.RetryAfter(cl.header, time.Now()); ok {
			a.Wait = min(d, s.RetryMax)
		}
	}
	if w.observer != nil {
		w.observer.Attempt(ctx, w.call(cl.op), a)
	}
	if w.logger != nil {
		w.log(ctx, cl.op, a)
	}
}

func (w watcher) log(ctx context.Context, op Op, a zapgate.Attempt) {
	level := slog.LevelDebug
	if a.Err != nil || a.StatusCode >= http.StatusMultipleChoices {
		level = slog.LevelWarn
	}
	if !w.logger.Enabled(ctx, level) {
		return
	}
	attrs := []slog.Attr{slog.String("provider", w.provider), slog.String("op", op.Name()), slog.Int("attempt", a.Number),
		slog.Int("status", a.StatusCode), slog.Duration("duration", a.Duration), slog.Bool("again", a.Again)}
	if a.Err != nil {
		attrs = append(attrs, slog.String("cause", a.Err.Error()))
	}
	w.logger.LogAttrs(ctx, level, "zapgate attempt", attrs...)
}
