package webhook

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"sync"
)

var (
	errNoLoop = errors.New("webhook: no loop takes the event")
	errPassOn = errors.New("webhook: the loop has ended")
	errUnseen = errors.New("webhook: no loop took the event in time")
	errBroken = errors.New("webhook: the loop ended with the event in hand")
)

const noLoop = "no loop" // the cause that is logged

// loops hands events to the loops over [Handler.Events].
type loops struct {
	hand chan *handoff

	mu   sync.Mutex
	open int           // loops that run or are expected
	gone chan struct{} // closed while there are none
}

// handoff is an event on its way to a loop.
type handoff struct {
	event Event
	done  chan error // buffered: a loop never waits for whoever gave it the event
}

// Events returns the events as a sequence, for those who prefer a loop to callbacks. It takes the place of [OnRest]: a
// loop gets what no function given to [On] takes.
//
//	events := h.Events(ctx)
//	go http.ListenAndServe(addr, h)
//	for e := range events { … }
//
// An event is handled, its claim committed and its callback answered, when the loop asks for the next one. If the loop
// ends with an event in hand, by break, return or a panic, that event was not handled: its claim is released and the
// answer is 500, so that the gateway sends it again. An event that cannot be handled and must not end the loop is for
// [On], whose functions return an error.
//
// The loop ends when ctx does, or when [Handler.Shutdown] has nothing left to wait for. Callbacks wait for the loop from
// the call of Events on, so call it before the server starts; when no loop is left, they are answered 503. Several loops
// may share one sequence: each event goes to one of them. [WithTimeout] limits how long a callback waits, [WithQueue] lets
// it not wait at all; what is in the queue when the last loop ends is not handled.
func (h *Handler) Events(ctx context.Context) iter.Seq[Event] {
	l := h.loop()
	l.enter()
	var once sync.Once
	expected := func() { once.Do(l.leave) }
	stop := context.AfterFunc(ctx, expected)
	return func(yield func(Event) bool) {
		l.enter()
		defer l.leave()
		stop()
		expected()
		for ctx.Err() == nil {
			select {
			case x := <-l.hand:
				if ctx.Err() != nil {
					x.done <- errPassOn
				} else if !x.run(yield) {
					return
				}
			case <-ctx.Done():
			case <-h.life.over:
				return
			}
		}
	}
}

// loop makes the loops the rest's only handler.
func (h *Handler) loop() *loops {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.loops == nil {
		h.loops = &loops{hand: make(chan *handoff), gone: make(chan struct{})}
		h.rest = []handlerFunc{h.loops.handle}
	}
	return h.loops
}

func (l *loops) enter() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open++; isClosed(l.gone) {
		l.gone = make(chan struct{})
	}
}

func (l *loops) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open--; l.open == 0 {
		close(l.gone)
	}
}

// unattended reports whether an event is for a loop and none runs or is expected.
func (h *Handler) unattended(t *task) bool {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if h.loops == nil || len(h.typed[reflect.TypeOf(t.event)]) > 0 {
		return false
	}
	h.loops.mu.Lock()
	defer h.loops.mu.Unlock()
	return h.loops.open == 0
}

// handle gives an event to a loop and waits until the loop is done with it, however long that takes: it has the event.
func (l *loops) handle(ctx context.Context, e Event) error {
	x := &handoff{event: e, done: make(chan error, 1)}
	for {
		l.mu.Lock()
		gone := l.gone
		l.mu.Unlock()
		select {
		case l.hand <- x:
			if err := <-x.done; !errors.Is(err, errPassOn) {
				return err
			}
		case <-gone:
			return errNoLoop
		case <-ctx.Done():
			return errUnseen
		}
	}
}

// run is one turn of the loop.
func (x *handoff) run(yield func(Event) bool) (more bool) {
	err := errBroken // unless yield returns
	defer func() { x.done <- err }()
	if more = yield(x.event); more {
		err = nil
	}
	return more
}
