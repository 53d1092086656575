package zapini

import (
	"context"
	"time"

	"github.com/zapgate/zapgate-go"
)

const (
	rateLimit  = 100
	rateWindow = 15 * time.Minute
)

// RateLimit returns a limiter that keeps to the documented limit: it never lets more than 100 attempts start within any 15
// minutes. The first 100 start at once; each further one waits, in the order they came, until the one 100 before it is 15
// minutes old. Give it to [zapgate.WithLimiter]:
//
//	limiter := zapini.RateLimit()
//	client, err := zapini.New(credentials, zapgate.WithLimiter(limiter))
//
// The documentation does not say whether Zapini counts by token, by account or by address: all clients that share one of
// these should share the limiter. It knows only of this process.
func RateLimit() zapgate.Limiter {
	return &slidingWindow{turn: make(chan struct{}, 1)}
}

// slidingWindow remembers when the last attempts started.
type slidingWindow struct {
	turn    chan struct{} // held by the one that waits for the window; the others wait for it, first come first served
	started [rateLimit]time.Time
	next    int // the oldest in started
}

// Wait returns when an attempt may start, or with ctx's error.
func (w *slidingWindow) Wait(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case w.turn <- struct{}{}:
		defer func() { <-w.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if oldest := w.started[w.next]; !oldest.IsZero() {
		timer := time.NewTimer(time.Until(oldest.Add(rateWindow)))
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	w.started[w.next] = time.Now()
	w.next = (w.next + 1) % rateLimit
	return nil
}
