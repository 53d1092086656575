package webhook

import (
	"container/list"
	"context"
	"crypto/sha256"
	"errors"
	"sync"
)

// Claim is a [Deduper]'s answer to whoever wants to handle an event.
type Claim uint8

// The answers.
const (
	Claimed Claim = iota // it is yours: commit or release it
	Busy                 // somebody is handling it right now
	Done                 // it was handled
)

// A Deduper remembers which events were handled, in two phases: a key is claimed before the handler runs, committed when
// it succeeded, and released when it failed, so that a failed event is handled when it comes again. Its methods are called
// by several goroutines at once. A store that outlives the process must let claims of a process that died run out.
type Deduper interface {
	Claim(ctx context.Context, key string) (Claim, error)
	Commit(ctx context.Context, key string) error
	Release(ctx context.Context, key string) error
}

// ErrStoreFull is returned by [Memory] when all it can hold is being handled.
var ErrStoreFull = errors.New("webhook: dedupe store is full")

// Memory is a [Deduper] for one process. It holds a fixed number of keys and forgets the ones not seen for longest;
// never one that is being handled.
type Memory struct {
	mu   sync.Mutex
	max  int
	busy map[digest]struct{}
	done map[digest]*list.Element // of order, whose values are the digests
	// order has the key seen last in front.
	order *list.List
}

// digest is a key in the same space however long it is.
type digest = [sha256.Size]byte

// NewMemory returns a store of the last n events; n below 1 counts as 1. An event takes about 200 bytes.
func NewMemory(n int) *Memory {
	return &Memory{max: max(n, 1), busy: map[digest]struct{}{}, done: map[digest]*list.Element{}, order: list.New()}
}

// Claim takes key if nobody has it.
func (m *Memory) Claim(_ context.Context, key string) (Claim, error) {
	k := sha256.Sum256([]byte(key))
	m.mu.Lock()
	defer m.mu.Unlock()
	if el, ok := m.done[k]; ok {
		m.order.MoveToFront(el)
		return Done, nil
	}
	if _, ok := m.busy[k]; ok {
		return Busy, nil
	}
	if len(m.busy) >= m.max {
		return Busy, ErrStoreFull
	}
	m.busy[k] = struct{}{}
	m.shrink()
	return Claimed, nil
}

// Commit remembers key as handled.
func (m *Memory) Commit(_ context.Context, key string) error {
	k := sha256.Sum256([]byte(key))
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.busy, k)
	if _, ok := m.done[k]; !ok {
		m.done[k] = m.order.PushFront(k)
	}
	m.shrink()
	return nil
}

// Release gives key back, unhandled.
func (m *Memory) Release(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.busy, sha256.Sum256([]byte(key)))
	return nil
}

// shrink forgets what was seen longest ago until all fits.
func (m *Memory) shrink() {
	for len(m.busy)+len(m.done) > m.max && m.order.Len() > 0 {
		delete(m.done, m.order.Remove(m.order.Back()).(digest))
	}
}
