package webhook

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// ErrShutdown is the cause of contexts that [Handler.Shutdown] ended, and what [Handler.Handle] returns after it.
var ErrShutdown = errors.New("webhook: the handler is shut down")

// life knows what runs, so that Shutdown can wait for it and, in the end, cancel it.
type life struct {
	mu     sync.Mutex
	closed bool // nothing new
	killed bool // nothing at all
	units  int  // callbacks and queued events that are not done
	flying map[*flight]struct{}
	idle   chan struct{} // closed when nothing runs any more and nothing can start
	over   chan struct{} // closed when idle or killed
}

// flight is a context that Shutdown may have to end.
type flight struct {
	life   *life
	cancel context.CancelCauseFunc
}

// land ends the context.
func (f *flight) land() {
	f.life.mu.Lock()
	delete(f.life.flying, f)
	f.life.mu.Unlock()
	f.cancel(nil)
}

func newLife() life {
	return life{flying: map[*flight]struct{}{}, idle: make(chan struct{}), over: make(chan struct{})}
}

// begin counts a callback, unless it is too late for one.
func (l *life) begin() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.units++
	}
	return !l.closed
}

// add counts n events of a callback that is counted itself. It is false when they would not be handled any more.
func (l *life) add(n int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.units += n
	return !l.killed
}

func (l *life) end(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.units -= n
	l.settle()
}

// settle is called with the lock held.
func (l *life) settle() {
	if l.closed && l.units == 0 && !isClosed(l.idle) {
		close(l.idle)
	}
	if (l.killed || isClosed(l.idle)) && !isClosed(l.over) {
		close(l.over)
	}
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// context returns one that ends with parent, with Shutdown, and when its flight lands.
func (l *life) context(parent context.Context) (context.Context, *flight) {
	ctx, cancel := context.WithCancelCause(parent)
	f := &flight{l, cancel}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.killed {
		cancel(ErrShutdown)
	}
	l.flying[f] = struct{}{}
	return ctx, f
}

func (l *life) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.settle()
}

// kill cancels all that runs and returns how much that is.
func (l *life) kill() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.killed = true
	for f := range l.flying {
		f.cancel(ErrShutdown)
	}
	l.settle()
	return l.units
}

// Shutdown answers new callbacks with 503 and waits for those that run, for queued events too. When ctx ends first, it
// cancels the contexts of the handlers that run, begins to drop the events that no handler has seen yet and to give back
// their claims, and returns an error that wraps ctx's without waiting any longer. It may be called again, to wait for
// that and for handlers that were cancelled. Call it before [net/http.Server.Shutdown], or beside it, and not from a
// handler.
func (h *Handler) Shutdown(ctx context.Context) error {
	h.life.close()
	select {
	case <-h.life.idle:
		return nil
	case <-ctx.Done():
	}
	left := h.life.kill()
	if left == 0 { // they ended in the last moment
		return nil
	}
	if h.queue != nil {
		go h.drop()
	}
	return fmt.Errorf("webhook: %d callbacks or events were cancelled: %w", left, ctx.Err())
}
