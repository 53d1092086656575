package webhook

import (
	"context"
	"net/http"
	"slices"
	"sync"

	"github.com/zapgate/zapgate-go"
)

// queue holds events that were answered for and are not handled yet. Its workers come and go with the work.
type queue struct {
	handle  func(*task)
	size    int // events that it holds, those that run included
	workers int // the most that run at once

	mu      sync.Mutex
	held    int
	running int // workers
	lanes   map[laneKey]*lane
	ready   []*lane // those with work that no worker has, the one waiting longest first
}

// laneKey names what has to be handled in order.
type laneKey struct{ tenant, instance, chat string }

type lane struct {
	key   laneKey
	tasks []*task // the first of them may be running
}

func newQueue(handle func(*task), size, workers int) *queue {
	return &queue{handle: handle, size: size, workers: workers, lanes: map[laneKey]*lane{}}
}

// reserve takes room for n events. A callback of more than the queue holds is let in when there is nothing else, or it
// never would be.
func (q *queue) reserve(n int) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if n > 0 && q.held > 0 && n > q.size-q.held {
		return false
	}
	q.held += n
	return true
}

// free gives room back that was reserved.
func (q *queue) free(n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.held -= n
}

// push puts events behind those of their chats, all at once, in room that was reserved.
func (q *queue) push(tasks []*task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, t := range tasks {
		key := laneKey{t.tenant, t.event.Head().Instance, chatOf(t.event)}
		l := q.lanes[key]
		if l == nil {
			l = &lane{key: key}
			q.lanes[key] = l
			q.ready = append(q.ready, l)
		}
		l.tasks = append(l.tasks, t)
	}
	for range min(len(q.ready), q.workers-q.running) {
		q.running++
		go q.work()
	}
}

// work handles events until there are none that nobody handles.
func (q *queue) work() {
	var l *lane
	var t *task
	defer func() {
		if l != nil { // a handler ended this goroutine with runtime.Goexit
			q.done(l)
			go q.work()
		}
	}()
	for l, t = q.take(); l != nil; l, t = q.take() {
		q.handle(t)
		q.done(l)
	}
}

// take returns a lane and its first event, which is to be handled. Without one the worker is gone.
func (q *queue) take() (*lane, *task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.ready) == 0 {
		q.running--
		return nil, nil
	}
	l := q.ready[0]
	q.ready[0] = nil
	q.ready = q.ready[1:]
	return l, l.tasks[0]
}

// done takes the first event off its lane, which then waits behind the others.
func (q *queue) done(l *lane) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.held--
	l.tasks[0] = nil
	l.tasks = l.tasks[1:]
	if len(l.tasks) > 0 {
		q.ready = append(q.ready, l)
	} else {
		delete(q.lanes, l.key)
	}
}

// drain takes out the events that no worker has.
func (q *queue) drain() (waiting []*task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, l := range q.ready {
		waiting = append(waiting, l.tasks...)
		delete(q.lanes, l.key)
	}
	q.ready = nil
	for _, l := range q.lanes { // a worker has the first
		waiting = append(waiting, l.tasks[1:]...)
		l.tasks = l.tasks[:1]
	}
	q.held -= len(waiting)
	return waiting
}

// enqueue claims and queues all events that somebody asked for, or none, and returns the answer.
func (h *Handler) enqueue(parent context.Context, b *batch) (status int) {
	ctx, flight := h.life.context(parent)
	defer flight.land()
	var tasks []*task
	for _, e := range b.events {
		t := &task{event: e, tenant: b.tenant, ctx: ctx}
		if len(h.handlers(e)) == 0 {
			h.end(t, unhandled)
			continue
		}
		tasks = append(tasks, t)
	}
	room := len(tasks)
	why, cause := handled, ""
	if slices.ContainsFunc(tasks, h.unattended) {
		why, cause = unavailable, noLoop
	} else if !h.queue.reserve(room) {
		why = full
	}
	if why != handled {
		for _, t := range tasks {
			t.cause = cause
			h.end(t, why)
		}
		return why.status
	}
	defer func() { h.queue.free(room) }()
	claimed, status := h.claimAll(tasks)
	if status != http.StatusOK {
		return status
	}
	values := context.WithoutCancel(parent)
	for _, t := range claimed {
		t.ctx, t.queued = values, h.now()
	}
	room -= len(claimed)
	h.queue.push(claimed)
	return status
}

// claimAll claims each event that was not handled before and counts it among those that Shutdown waits for. If one cannot
// be had, or Shutdown waits no longer, all are given back.
func (h *Handler) claimAll(tasks []*task) (claimed []*task, status int) {
	status = http.StatusInternalServerError // unless the store returns
	defer func() {
		if status != http.StatusOK {
			for _, t := range claimed {
				h.settle(t)
			}
		}
	}()
	mine := map[string]bool{}
	for i, t := range tasks {
		if h.claim(t) {
			claimed, mine[t.key] = append(claimed, t), true
			continue
		}
		if t.outcome == busy && mine[t.key] {
			t.outcome = duplicate // of an event in the same callback
		}
		h.end(t, t.outcome)
		if why := t.outcome; why.status != http.StatusOK {
			for _, other := range slices.Concat(claimed, tasks[i+1:]) {
				h.end(other, why)
			}
			return claimed, why.status
		}
	}
	if !h.life.add(len(claimed)) {
		defer h.life.end(len(claimed))
		for _, t := range claimed {
			h.end(t, stopped)
		}
		return claimed, stopped.status
	}
	return claimed, http.StatusOK
}

// end reports an event that no handler gets to see.
func (h *Handler) end(t *task, o outcome) {
	start := h.now()
	h.observeStart(t.ctx, t)
	t.outcome = o
	h.report(t, start)
}

// drop ends the events that wait when Shutdown waits no longer: the workers may have handlers that never end.
func (h *Handler) drop() {
	for _, t := range h.queue.drain() {
		h.work(t)
	}
}

// work handles an event that was queued, with the values of its callback's context.
func (h *Handler) work(t *task) {
	defer h.life.end(1)
	ctx, flight := h.life.context(t.ctx)
	defer flight.land()
	if h.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, h.timeout)
		defer cancel()
	}
	h.handle(ctx, t)
}

// chatOf names the chat that an event belongs to; "" where it belongs to the instance. A person is known by the phone
// number and, only where the gateway does not tell it, by LID.
func chatOf(e Event) string {
	var chat zapgate.Address
	switch e := e.(type) {
	case *MessageReceived:
		chat = e.Chat
	case *MessageSent:
		chat = e.Chat
	case *MessageStatus:
		chat = e.Chat
	case *MessageEdited:
		chat = e.Chat
	case *MessageDeleted:
		chat = e.Chat
	case *Reaction:
		chat = e.Chat
	case *PollVote:
		chat = e.Chat
	case *OrderChanged:
		chat = e.Chat
	case *PaymentChanged:
		chat = e.Chat
	case *HistorySync:
		chat = e.Chat
	case *ChatChanged:
		chat = e.Chat
	case *LabelChanged:
		chat = e.Chat
	case *Presence:
		chat = e.Chat
		if chat.IsZero() {
			chat = e.From
		}
	case *Call:
		chat = e.Chat
		if chat.IsZero() {
			chat = e.From
		}
	case *GroupChanged:
		chat = e.Group
	case *NewsletterChanged:
		chat = e.Newsletter
	case *ContactChanged:
		chat = e.Contact
	}
	return chat.JID()
}
