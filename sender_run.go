package zapgate

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"sync"
	"time"
)

// sendRun is one Send. One goroutine reads the input, one begins the messages, and each message is sent on its own; the
// loop over the results has the caller's.
type sendRun struct {
	*Sender
	ctx        context.Context // the caller's
	waits      context.Context // of the reader and the limiter: ends when the run stops
	cancel     context.CancelFunc
	flight     context.Context // of the messages on their way
	opts       []CallOption
	slots      chan struct{}  // one for each message that is held
	results    chan *sendTask // with room for all that are held; closed when the goroutines are gone
	wake       chan struct{}  // something changed that dispatch may wait for
	goroutines sync.WaitGroup

	mu       sync.Mutex
	queue    sendQueue
	read     bool      // the input to its end
	flying   int       // messages on their way
	window   int       // the most that may fly: 1 after a 429, one more with each that begins after the pause and ends otherwise
	until    time.Time // the end of the pause
	stopped  error     // why nothing begins any more
	panicked error
}

func (s *Sender) start(ctx context.Context, messages iter.Seq[Message], opts []CallOption) *sendRun {
	r := &sendRun{
		Sender: s, ctx: ctx, flight: ctx, opts: opts, window: s.workers,
		slots: make(chan struct{}, s.queueSize), results: make(chan *sendTask, s.queueSize), wake: make(chan struct{}, 1),
		queue: sendQueue{lines: map[Address][]*sendTask{}},
	}
	r.waits, r.cancel = context.WithCancel(ctx)
	landed := func() {}
	if s.grace > 0 {
		r.flight, landed = graced(ctx, s.grace)
	}
	r.goroutines.Go(func() { r.readAll(messages) })
	r.goroutines.Go(r.dispatch)
	go func() {
		r.goroutines.Wait()
		r.cancel()
		landed()
		close(r.results)
	}()
	return r
}

// end stops the run and returns when its goroutines are gone.
func (r *sendRun) end() {
	r.stop(errors.New("the loop over the results was left"))
	for range r.results { // nobody wants them
	}
}

// readAll queues the messages, reading each when there is room for it.
func (r *sendRun) readAll(messages iter.Seq[Message]) {
	defer r.update(func() { r.read = true })
	r.guard(func() {
		if !r.reserve() {
			return
		}
		index := 0
		for m := range messages {
			r.add(&sendTask{SendResult: SendResult{Index: index, Message: m}, send: r.bind(m)})
			if index++; !r.reserve() {
				return
			}
		}
	})
}

func (r *sendRun) reserve() bool {
	select {
	case r.slots <- struct{}{}:
	case <-r.waits.Done():
	}
	return r.waits.Err() == nil
}

func (r *sendRun) add(t *sendTask) {
	r.update(func() {
		switch {
		case t.send == nil:
			t.err = fmt.Errorf("nil, or no message of this package: %w", ErrInvalidArgument)
			r.results <- t
		case r.stopped != nil:
			t.err = &notTriedError{r.stopped}
			r.results <- t
		default:
			r.queue.push(t)
		}
	})
}

// update changes what dispatch may wait for.
func (r *sendRun) update(change func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change()
	select {
	case r.wake <- struct{}{}:
	default: // it looks again anyway
	}
}

// dispatch begins the messages. It waits for pauses and the limiter, and so holds up all of them.
func (r *sendRun) dispatch() {
	r.guard(func() { r.stop(r.beginAll()) })
}

func (r *sendRun) beginAll() error {
	for paced := r.pace == nil; r.await(); {
		if !paced {
			if err := r.pace.Wait(r.waits); err != nil {
				return fmt.Errorf("limiter: %w", err)
			}
			paced = true
		}
		if t := r.take(); t != nil { // unless a pause began while the limiter was waited for
			paced = r.pace == nil
			r.goroutines.Go(func() { r.fly(t) })
		}
	}
	return nil
}

// await returns true when a message may begin, or false when none will any more.
func (r *sendRun) await() bool {
	for {
		r.mu.Lock()
		ready, pause, over := r.state()
		r.mu.Unlock()
		var rested <-chan time.Time
		switch {
		case over:
			return false
		case ready && pause <= 0:
			return true
		case ready:
			rested = time.After(pause)
		}
		select {
		case <-r.wake:
		case <-rested:
		case <-r.ctx.Done():
		}
	}
}

// state is what await looks at; r.mu is held.
func (r *sendRun) state() (ready bool, pause time.Duration, over bool) {
	ready = len(r.queue.ready) > 0 && r.flying < r.window
	return ready, time.Until(r.until), r.stopped != nil || r.ctx.Err() != nil || r.read && r.queue.held == 0
}

// take returns the first message that may begin, or nil if none may.
func (r *sendRun) take() *sendTask {
	r.mu.Lock()
	defer r.mu.Unlock()
	if ready, pause, over := r.state(); over || !ready || pause > 0 {
		return nil
	}
	r.flying++
	return r.queue.take()
}

// fly sends a message.
func (r *sendRun) fly(t *sendTask) {
	defer r.land(t)
	t.err = fmt.Errorf("the messenger panicked: %w", ErrOutcomeUnknown) // unless it returns
	r.guard(func() { t.Sent, t.err = t.send(r.flight, r.opts...) })
	if t.err == nil && t.Sent == nil {
		t.err = fmt.Errorf("the messenger gave neither ids nor an error: %w", ErrOutcomeUnknown)
	}
}

// land decides what becomes of a message that was sent.
func (r *sendRun) land(t *sendTask) {
	r.update(func() {
		r.flying--
		if !errors.Is(t.err, ErrRateLimited) || errors.Is(t.err, ErrOutcomeUnknown) {
			if !t.began.Before(r.until) { // else it tells nothing of the time after the pause
				r.window = min(r.window+1, r.workers)
			}
			r.finish(t)
			if hopeless(t.err) {
				r.halt(t.err)
			}
			return
		}
		pause := r.rest(t)
		if pause > r.longestPause {
			r.halt(t.err)
		}
		if t.tries > r.pauses || r.stopped != nil {
			r.finish(t)
		} else {
			r.queue.makeReady(t)
		}
	})
}

// rest begins the pause, or makes it longer, that a refusal with 429 asks for; r.mu is held.
func (r *sendRun) rest(t *sendTask) time.Duration {
	pause := min(r.longestPause, time.Second<<min(t.tries-1, 20))
	var e *Error
	if errors.As(t.err, &e) && e.RetryAfter > 0 {
		pause = e.RetryAfter
	}
	if end := time.Now().Add(pause); end.After(r.until) {
		r.until = end
	}
	r.window = 1
	return pause
}

// hopeless reports an error that every further message would meet. A 503 may be read as one, but its outcome is unknown.
func hopeless(err error) bool {
	return (errors.Is(err, ErrUnauthorized) || errors.Is(err, ErrForbidden) || errors.Is(err, ErrNotConnected)) &&
		!errors.Is(err, ErrOutcomeUnknown)
}

// finish gives a message that was on its way its result; r.mu is held.
func (r *sendRun) finish(t *sendTask) {
	r.queue.remove(t)
	r.results <- t
}

// stop lets nothing begin any more.
func (r *sendRun) stop(why error) {
	r.update(func() { r.halt(why) })
}

// halt is stop with r.mu held.
func (r *sendRun) halt(why error) {
	if r.stopped != nil {
		return
	}
	switch {
	case r.ctx.Err() != nil:
		why = endOf(r.ctx)
	case why == nil:
		why = errors.New("all was sent")
	}
	r.stopped = why
	r.cancel()
	for _, t := range r.queue.drain() {
		if t.err == nil { // else it was refused with 429
			t.err = &notTriedError{why}
		}
		r.results <- t
	}
}

// guard calls a function that may run the caller's code. A panic in it, or a runtime.Goexit, stops the run.
func (r *sendRun) guard(f func()) {
	returned := false
	defer func() {
		if returned {
			return
		}
		p := &panicError{value: recover(), stack: debug.Stack()}
		r.stop(errors.New("a panic stopped the sender"))
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.panicked == nil {
			r.panicked = p
		}
	}()
	f()
	returned = true
}
