package webhook_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
)

const (
	chatA = "5511900000001"
	chatB = "5511900000002"
)

// batchOf is one callback of several.
func batchOf(bodies ...string) string { return "[" + strings.Join(bodies, ",") + "]" }

// The gateway has its answer before a handler has begun, and the handlers' errors, panics and exits are theirs alone.
func TestQueueAnswersFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(9, 1))
		goOn := make(chan struct{})
		var seen events
		webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error {
			<-goOn
			seen.add(m.MessageID)
			switch m.MessageID {
			case "M1":
				return errors.New("x")
			case "M2":
				panic("x")
			case "M3":
				runtime.Goexit()
			}
			return nil
		})
		for i := range 5 {
			rec := deliver(h, webhook.WSAPI, message(t, fmt.Sprintf("M%d", i+1), chatA))
			assert.Equal(t, 200, rec.Code)
			bare(t, rec)
		}
		assert.Empty(t, seen.String())
		close(goOn)
		synctest.Wait()
		assert.Equal(t, "M1 M2 M3 M4 M5", seen.String())
		require.NoError(t, h.Shutdown(t.Context()))
	})
}

// Events of one chat run one at a time in their order, whatever else runs; chats do not wait for each other.
func TestQueueOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(2000, 4))
		rnd, sender := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(3, 4))
		var mu sync.Mutex
		seen, running, most := map[string][]string{}, map[string]int{}, 0
		webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error {
			chat := m.Chat.JID()
			mu.Lock()
			running[chat]++
			assert.Equal(t, 1, running[chat], "two of one chat at a time")
			all := 0
			for _, n := range running {
				all += n
			}
			most = max(most, all)
			seen[chat] = append(seen[chat], m.MessageID)
			wait, how := time.Duration(rnd.IntN(1000))*time.Millisecond, rnd.IntN(10)
			mu.Unlock()
			defer func() {
				mu.Lock()
				running[chat]--
				mu.Unlock()
			}()
			<-time.After(wait)
			switch how {
			case 0:
				return errors.New("x")
			case 1:
				panic("x")
			case 2:
				runtime.Goexit()
			}
			return nil
		})
		want := map[string][]string{}
		for i := range 300 {
			chat, id := fmt.Sprintf("55119000000%02d", sender.IntN(9)), fmt.Sprintf("M%03d", i)
			jid := chat + "@s.whatsapp.net"
			body := message(t, id, chat)
			want[jid] = append(want[jid], id)
			if i%10 == 0 { // two of one chat in one callback
				body = batchOf(body, message(t, id+"b", chat))
				want[jid] = append(want[jid], id+"b")
			}
			require.Equal(t, 200, deliver(h, webhook.WSAPI, body).Code)
		}
		require.NoError(t, h.Shutdown(context.Background()))
		assert.Equal(t, want, seen)
		assert.Equal(t, 4, most, "as many at once as there are workers")
	})
}

// One chat that is stuck holds up no other while a worker is left.
func TestQueueOfAStuckChat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(100, 2))
		stuck := make(chan struct{})
		var seen events
		webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error {
			if m.MessageID == "stuck" {
				<-stuck
			}
			seen.add(m.MessageID)
			return nil
		})
		for _, body := range []string{
			message(t, "stuck", chatA), message(t, "A2", chatA), message(t, "B1", chatB), message(t, "A3", chatA), message(t, "B2", chatB),
		} {
			require.Equal(t, 200, deliver(h, webhook.WSAPI, body).Code)
		}
		synctest.Wait()
		assert.Equal(t, "B1 B2", seen.String())
		close(stuck)
		synctest.Wait()
		assert.Equal(t, "B1 B2 stuck A2 A3", seen.String())
	})
}

// The same number is two chats of two instances, and what is of no chat has an order of its own.
func TestQueueLanes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(100, 9))
		goOn := make(chan struct{})
		var seen events
		webhook.OnRest(h, func(_ context.Context, e webhook.Event) error {
			seen.add(e.Head().Instance + "/" + kind(e))
			<-goOn
			return nil
		})
		other := edit(t, texts[webhook.WSAPI], "instanceId", "I2")
		for _, body := range []string{texts[webhook.WSAPI], statuses[webhook.WSAPI].body, other, unknowns[webhook.WSAPI], edit(t, texts[webhook.WSAPI], "eventData.id", "M9")} {
			require.Equal(t, 200, deliver(h, webhook.WSAPI, body).Code)
			synctest.Wait()
		}
		assert.Equal(t, "I1/MessageReceived I1/MessageStatus I2/MessageReceived I1/Unknown", seen.String(), "all but the second of a chat")
		close(goOn)
		synctest.Wait()
	})
}

// A full queue refuses all of a callback, and takes it when there is room.
func TestQueueFull(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &countingStore{Deduper: webhook.NewMemory(100)}
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(3, 1), webhook.WithDedupe(store))
		step := make(chan struct{})
		var seen events
		webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error { <-step; seen.add(m.MessageID); return nil })
		send := func(ids ...string) int {
			var bodies []string
			for _, id := range ids {
				bodies = append(bodies, message(t, id, chatA))
			}
			rec := deliver(h, webhook.WSAPI, batchOf(bodies...))
			bare(t, rec)
			synctest.Wait()
			return rec.Code
		}
		assert.Equal(t, 200, send("M1", "M2"))
		assert.Equal(t, 503, send("M3", "M4"), "there is room for one")
		assert.Equal(t, "2 claimed, 0 committed, 0 released", store.String(), "what finds no room is not claimed")
		assert.Equal(t, 200, send("M3"))
		assert.Equal(t, 503, send("M4"))
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, unknowns[webhook.WSAPI]).Code, "what nobody asked for needs no room")
		step <- struct{}{}
		synctest.Wait()
		assert.Equal(t, 503, send("M4", "M5"))
		assert.Equal(t, 200, send("M4"))
		for range 3 {
			step <- struct{}{}
		}
		synctest.Wait()
		assert.Equal(t, "M1 M2 M3 M4", seen.String())
		assert.Equal(t, 200, send("M5", "M6", "M7", "M8", "M9"), "more than the queue holds, when there is nothing else")
		assert.Equal(t, 503, send("M10"))
		for range 5 {
			step <- struct{}{}
		}
		synctest.Wait()
		assert.Equal(t, "M1 M2 M3 M4 M5 M6 M7 M8 M9", seen.String())
		assert.Equal(t, "9 claimed, 9 committed, 0 released", store.String())
	})
}

// An event is claimed while it waits, committed once it is handled, released if it was not.
func TestQueueDedupe(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &countingStore{Deduper: webhook.NewMemory(100)}
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(10, 1), webhook.WithDedupe(store))
		results := make(chan error)
		var seen events
		webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error { seen.add(m.MessageID); return <-results })
		m1, m2, m3 := message(t, "M1", chatA), message(t, "M2", chatA), message(t, "M3", chatA)
		code := func(body string) int { defer synctest.Wait(); return deliver(h, webhook.WSAPI, body).Code }

		assert.Equal(t, 200, code(batchOf(m1, m1)), "the same event twice in one callback is one")
		assert.Equal(t, "1 claimed, 0 committed, 0 released", store.String())
		assert.Equal(t, 503, code(m1), "it waits or runs, and may fail")
		assert.Equal(t, 503, code(batchOf(m2, m1, m3)), "all or nothing")
		assert.Equal(t, "2 claimed, 0 committed, 1 released", store.String())
		results <- nil
		synctest.Wait()
		assert.Equal(t, "2 claimed, 1 committed, 1 released", store.String())
		assert.Equal(t, 200, code(m1), "a duplicate")
		assert.Equal(t, 200, code(batchOf(m1, m2)), "a duplicate beside a new one")
		results <- errors.New("x")
		synctest.Wait()
		assert.Equal(t, "3 claimed, 1 committed, 2 released", store.String())
		assert.Equal(t, 200, code(m2), "it failed, so it may come again")
		results <- nil
		synctest.Wait()
		assert.Equal(t, "4 claimed, 2 committed, 2 released", store.String())
		assert.Equal(t, "M1 M2 M2", seen.String())
		require.NoError(t, h.Shutdown(t.Context()))
	})
}

// brokenStore fails at its n-th claim.
type brokenStore struct {
	*countingStore
	n    int
	fail func() error
}

func (s *brokenStore) Claim(ctx context.Context, key string) (webhook.Claim, error) {
	if s.n--; s.n == 0 {
		return webhook.Busy, s.fail()
	}
	return s.countingStore.Claim(ctx, key)
}

// A store that goes down in the middle of a callback leaves no claim and takes no room.
func TestQueueWhenTheStoreGoesDown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fail func() error
		want int
	}{
		"error": {func() error { return errors.New("x") }, 503},
		"panic": {func() error { panic("x") }, 500},
	} {
		counts := &countingStore{Deduper: webhook.NewMemory(9)}
		store := &brokenStore{counts, 3, c.fail}
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(3, 1), webhook.WithDedupe(store))
		var seen events
		webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error { seen.add(m.MessageID); return nil })
		body := batchOf(message(t, "M1", chatA), message(t, "M2", chatA), message(t, "M3", chatA))
		assert.Equal(t, c.want, deliver(h, webhook.WSAPI, body).Code, name)
		assert.Equal(t, "2 claimed, 0 committed, 2 released", counts.String(), name)
		assert.Empty(t, seen.String(), name)
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, body).Code, name)
		require.NoError(t, h.Shutdown(t.Context()), name)
		assert.Equal(t, "M1 M2 M3", seen.String(), name)
	}
}

// What no handler has seen when the time is over is dropped, given back, counted and logged, and nothing is left behind.
func TestQueueDropsAtShutdown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &countingStore{Deduper: webhook.NewMemory(100)}
		var log events
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(10, 1), webhook.WithDedupe(store), webhook.WithLogger(slog.New(&outcomes{log: &log})))
		var seen events
		webhook.On(h, func(ctx context.Context, m *webhook.MessageReceived) error {
			seen.add(m.MessageID)
			<-ctx.Done()
			return ctx.Err()
		})
		for i := range 5 {
			require.Equal(t, 200, deliver(h, webhook.WSAPI, message(t, fmt.Sprint("M", i), fmt.Sprint("551190000000", i%2))).Code)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err := h.Shutdown(ctx)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.ErrorContains(t, err, "5 callbacks or events")
		require.NoError(t, h.Shutdown(context.Background()))
		assert.Equal(t, "M0", seen.String())
		assert.Equal(t, "5 claimed, 0 committed, 5 released", store.String())
		assert.ElementsMatch(t, strings.Fields("failed stopped stopped stopped stopped"), strings.Fields(log.String()))
	})
}

// outcomes is a slog.Handler that notes outcomes.
type outcomes struct {
	slog.Handler
	log *events
}

func (*outcomes) Enabled(context.Context, slog.Level) bool { return true }

func (o *outcomes) Handle(_ context.Context, r slog.Record) error {
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "outcome" {
			o.log.add(a.Value.String())
		}
		return true
	})
	return nil
}

// Each event has its own time, which begins when it does.
func TestQueueTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(10, 1), webhook.WithTimeout(time.Second))
		start := time.Now()
		var ended []time.Duration
		webhook.OnRest(h, func(ctx context.Context, _ webhook.Event) error {
			<-ctx.Done()
			ended = append(ended, time.Since(start))
			return nil
		})
		for i := range 3 {
			require.Equal(t, 200, deliver(h, webhook.WSAPI, message(t, fmt.Sprint("M", i), chatA)).Code)
		}
		require.NoError(t, h.Shutdown(t.Context()))
		assert.Equal(t, []time.Duration{time.Second, 2 * time.Second, 3 * time.Second}, ended)
	})
}

// The request's context ends with its answer; what it holds is still there when the event is handled.
func TestQueueContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		type key struct{}
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(10, 1))
		goOn := make(chan struct{})
		var got any
		var gotErr error
		webhook.OnRest(h, func(ctx context.Context, _ webhook.Event) error {
			<-goOn
			got, gotErr = ctx.Value(key{}), ctx.Err()
			return nil
		})
		ctx, hangUp := context.WithCancel(context.WithValue(t.Context(), key{}, "tenant"))
		body := []byte(texts[webhook.WSAPI])
		assert.Equal(t, 200, serve(h, signed(secret, body, body).WithContext(ctx)))
		hangUp()
		close(goOn)
		require.NoError(t, h.Shutdown(t.Context()))
		assert.Equal(t, "tenant", got)
		assert.NoError(t, gotErr)
	})
}

// Workers come with the work and go with it: a handler that is never shut down leaves nothing behind, or synctest would
// not end.
func TestQueueLeavesNoGoroutine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(10, 5))
		webhook.OnRest(h, succeed)
		for i := range 10 {
			deliver(h, webhook.WSAPI, message(t, fmt.Sprint("M", i), chatA))
		}
	})
}
