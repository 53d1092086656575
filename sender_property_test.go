package zapgate

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// chaos is a Messenger that meets each send with what its seed says, and keeps when each began and ended and how.
type chaos struct {
	*fakeMessenger
	random *rand.Rand // under mu
	events []chaosEvent
}

type chaosEvent struct {
	index int
	end   bool
	err   error
	at    time.Time
}

var errHopeless = &Error{Provider: "fake", StatusCode: 401}

func newChaos(random *rand.Rand, hopeless bool) *chaos {
	c := &chaos{fakeMessenger: &fakeMessenger{}, random: random}
	c.send = func(ctx context.Context, _ int, m Message) (sent *Sent, err error) {
		index, _ := strconv.Atoi(textOf(m))
		c.mu.Lock()
		c.events = append(c.events, chaosEvent{index: index, at: time.Now()})
		takes, fate := time.Duration(c.random.IntN(2000))*time.Millisecond, c.random.IntN(100)
		wait := time.Duration(c.random.IntN(9)) * time.Second
		c.mu.Unlock()
		defer func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.events = append(c.events, chaosEvent{index, true, err, time.Now()})
		}()
		if sent, err = slow(takes)(ctx, 0, m); err != nil {
			return nil, err
		}
		switch {
		case fate == 0 && hopeless:
			return nil, errHopeless
		case fate < 15:
			return nil, limited(wait)
		case fate < 25:
			return nil, &Error{Provider: "fake", StatusCode: 400}
		case fate < 35:
			return nil, &Error{Provider: "fake", StatusCode: 503, MayHaveRun: true}
		}
		return sent, nil
	}
	return c
}

// Random recipients, faults and ends: whatever happens, each message that was read has one result, those of a recipient
// begin in order and one at a time, only a 429 is sent again, nothing begins after the end, and nothing is left running.
func TestSenderProperties(t *testing.T) {
	t.Parallel()
	people := make([]Address, 8)
	for i := range people {
		people[i] = person(t, i)
		switch i % 3 {
		case 1:
			people[i] = people[i-1].WithLID(address(t, fmt.Sprintf("9000000000000%02d@lid", i)))
		case 2:
			people[i] = address(t, fmt.Sprintf("9000000000000%02d@lid", i-1))
		}
	}
	for seed := range uint64(300) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			n := random.IntN(60)
			to := make([]Address, n)
			for i := range to {
				to[i] = people[random.IntN(1+random.IntN(len(people)))]
			}
			workers, queue, pauses := 1+random.IntN(6), 1+random.IntN(20), random.IntN(4)
			ends, grace := time.Duration(random.IntN(120))*time.Second+time.Millisecond/2, time.Duration(random.IntN(2))*time.Second
			leaves, slowInput := random.IntN(4*n+1), random.IntN(2) == 0
			fake := newChaos(random, seed%3 == 0)

			ctx, cancel := context.WithTimeout(t.Context(), ends)
			defer cancel()
			end := time.Now().Add(ends)
			read := 0
			input := func(yield func(Message) bool) {
				for i := range to {
					if slowInput {
						select {
						case <-time.After(time.Duration(i%3) * time.Second):
						case <-ctx.Done():
							return
						}
					}
					read++
					if !yield(&TextMessage{To: to[i], Text: strconv.Itoa(i)}) {
						return
					}
				}
			}
			s := newSender(t, fake, WithWorkers(workers), WithQueueSize(queue), WithPauses(pauses, 6*time.Second), WithGrace(grace))
			results := map[int]error{}
			left := false
			for r, err := range s.Send(ctx, input) {
				require.NotContains(t, results, r.Index, "seed %d", seed)
				require.Equal(t, strconv.Itoa(r.Index), textOf(r.Message))
				require.Equal(t, err == nil, r.Sent != nil)
				results[r.Index] = err
				if left = len(results) == leaves; left {
					break
				}
			}
			require.LessOrEqual(t, fake.most, workers)
			if !left {
				require.Len(t, results, read, "seed %d", seed)
			}
			fake.check(t, seed, to, results, end, pauses)
		})
	}
}

func (c *chaos) check(t *testing.T, seed uint64, to []Address, results map[int]error, end time.Time, pauses int) {
	t.Helper()
	var (
		outcome = map[int]error{} // of the last end of each message
		begins  = map[int]int{}
		flying  = map[int]bool{}
		paused  time.Time
	)
	for _, e := range c.events {
		name := fmt.Sprintf("seed %d, message %d", seed, e.index)
		if e.end {
			delete(flying, e.index)
			outcome[e.index] = e.err
			var zerr *Error
			if errors.As(e.err, &zerr) && zerr.StatusCode == 429 {
				if until := e.at.Add(zerr.RetryAfter); until.After(paused) {
					paused = until
				}
			}
			continue
		}
		require.False(t, e.at.After(end), "%s begins after ctx ended", name)
		require.False(t, e.at.Before(paused), "%s begins in a pause", name)
		if begins[e.index]++; begins[e.index] > 1 {
			require.ErrorIs(t, outcome[e.index], ErrRateLimited, name)
			require.LessOrEqual(t, begins[e.index], 1+pauses, name)
		}
		for other := range flying {
			require.False(t, to[other].Same(to[e.index]), "%s begins beside %d", name, other)
		}
		for earlier := range e.index {
			if to[earlier].Same(to[e.index]) {
				require.Contains(t, begins, earlier, "%s begins first", name)
			}
		}
		for later := range begins {
			require.False(t, later > e.index && to[later].Same(to[e.index]), "%s begins after %d", name, later)
		}
		flying[e.index] = true
	}
	require.Empty(t, flying)
	for index, err := range results {
		last, tried := outcome[index]
		require.Equal(t, !tried, errors.Is(err, ErrNotTried), "seed %d, message %d: %v", seed, index, err)
		if tried {
			require.Equal(t, last, err)
		}
	}
}

// What a sender holds does not grow with its input, nor does a recipient that comes once stay.
func TestSenderHoldsNoMoreThanItsQueue(t *testing.T) {
	t.Parallel()
	const n, queue = 20_000, 50
	most, done := 0, 0
	input := iter.Seq[Message](func(yield func(Message) bool) {
		for i := range n {
			m := &TextMessage{To: address(t, strconv.Itoa(5511900000000+i)), Text: "x"}
			if !yield(m) {
				return
			}
		}
	})
	s := newSender(t, forgetful{}, WithQueueSize(queue))
	r := s.start(t.Context(), input, nil)
	for task := range r.results {
		require.NoError(t, task.err)
		<-r.slots
		r.mu.Lock()
		most = max(most, r.queue.held, len(r.queue.lines), len(r.queue.ready))
		r.mu.Unlock()
		done++
	}
	assert.Equal(t, n, done)
	assert.LessOrEqual(t, most, queue)
	assert.Empty(t, r.queue.lines)
}

// forgetful is a Messenger that sends at once and keeps nothing.
type forgetful struct{ Messenger }

func (forgetful) Capabilities() Capabilities { return Capabilities{} }

func (forgetful) SendText(context.Context, TextMessage, ...CallOption) (*Sent, error) {
	return &Sent{}, nil
}
