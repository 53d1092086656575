package zapgate

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
)

type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

type reader func([]byte) (int, error)

func (f reader) Read(b []byte) (int, error) { return f(b) }

type limiter func(context.Context) error

func (f limiter) Wait(ctx context.Context) error { return f(ctx) }

// jarOf has one cookie for every URL.
type jarOf string

func (jarOf) SetCookies(*url.URL, []*http.Cookie) {}

func (j jarOf) Cookies(*url.URL) []*http.Cookie {
	c, _ := http.ParseCookie(string(j))
	return c
}

// watcher is an observer that writes down what it sees, without durations.
type watcher struct{ lines []string }

func (w *watcher) Start(ctx context.Context, c Call) context.Context {
	w.lines = append(w.lines, fmt.Sprint("start ", c.Provider, " ", c.Op))
	return ctx
}

func (w *watcher) Attempt(_ context.Context, _ Call, a Attempt) {
	w.lines = append(w.lines, fmt.Sprint(a.Number, " ", a.StatusCode, " ", a.Err, " ", a.Again))
}

func (w *watcher) End(_ context.Context, _ Call, err error) {
	w.lines = append(w.lines, fmt.Sprint("end ", err))
}

// logTo writes every level to w, without what differs from run to run.
func logTo(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == "duration" {
			return slog.Attr{}
		}
		return a
	}}))
}
