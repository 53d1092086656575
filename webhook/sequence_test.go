package webhook_test

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// idOf is the id of a message.
func idOf(e webhook.Event) string {
	if m, ok := e.(*webhook.MessageReceived); ok {
		return m.MessageID
	}
	return kind(e)
}

// The answer waits until the loop asks for the next event, which is when the event counts as handled.
func TestEventsCommitWhenTheNextIsAskedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &countingStore{Deduper: webhook.NewMemory(9)}
		h := newHandler(t, webhook.WSAPI, webhook.WithDedupe(store))
		ctx, cancel := context.WithCancel(t.Context())
		body, ended := make(chan struct{}), make(chan struct{})
		var seen events
		all := h.Events(ctx)
		go func() {
			defer close(ended)
			for e := range all {
				seen.add(idOf(e))
				<-body
			}
		}()
		first := later(h, webhook.WSAPI, batchOf(message(t, "M1", chatA), message(t, "M2", chatA)))
		synctest.Wait()
		assert.Equal(t, "M1", seen.String())
		assert.Equal(t, "1 claimed, 0 committed, 0 released", store.String())
		body <- struct{}{}
		synctest.Wait()
		assert.Equal(t, "M1 M2", seen.String())
		assert.Equal(t, "2 claimed, 1 committed, 0 released", store.String())
		assert.Empty(t, first)
		cancel() // the event in hand is not harmed by that
		synctest.Wait()
		assert.Empty(t, first)
		body <- struct{}{}
		<-ended
		assert.Equal(t, 200, <-first)
		assert.Equal(t, "2 claimed, 2 committed, 0 released", store.String())
		rec := deliver(h, webhook.WSAPI, message(t, "M3", chatA))
		assert.Equal(t, 503, rec.Code, "no loop is left")
		bare(t, rec)
		assert.Equal(t, "3 claimed, 2 committed, 1 released", store.String())
	})
}

// A loop that ends with an event in hand has not handled it, however it ends.
func TestEventsReleaseWhatTheLoopEndsWith(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func() bool{
		"break":  func() bool { return true },
		"panic":  func() bool { panic("x") },
		"Goexit": func() bool { runtime.Goexit(); return false },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				store := &countingStore{Deduper: webhook.NewMemory(9)}
				h := newHandler(t, webhook.WSAPI, webhook.WithDedupe(store))
				var seen events
				all := h.Events(t.Context())
				loop := func(leave func() bool) {
					defer func() { _ = recover() }()
					for e := range all {
						seen.add(idOf(e))
						if leave() {
							break
						}
					}
				}
				go loop(leave)
				code := later(h, webhook.WSAPI, message(t, "M1", chatA))
				assert.Equal(t, 500, <-code)
				synctest.Wait()
				assert.Equal(t, "1 claimed, 0 committed, 1 released", store.String())
				assert.Equal(t, 503, deliver(h, webhook.WSAPI, message(t, "M1", chatA)).Code)
				// Another loop over the same sequence takes it up again.
				go loop(func() bool { return false })
				synctest.Wait()
				assert.Equal(t, 200, deliver(h, webhook.WSAPI, message(t, "M1", chatA)).Code)
				assert.Equal(t, "M1 M1", seen.String())
				require.NoError(t, h.Shutdown(t.Context()), "which ends the loop")
			})
		})
	}
}

// Between Events and the loop, callbacks wait; if the loop never comes, they are not answered as if it had.
func TestEventsWaitForTheLoop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		all := h.Events(ctx)
		first := later(h, webhook.WSAPI, message(t, "M1", chatA))
		synctest.Wait()
		assert.Empty(t, first)
		go func() {
			for range all {
			}
		}()
		assert.Equal(t, 200, <-first)
		require.NoError(t, h.Shutdown(t.Context()))

		h = newHandler(t, webhook.WSAPI)
		h.Events(ctx)
		first = later(h, webhook.WSAPI, message(t, "M1", chatA))
		synctest.Wait()
		assert.Empty(t, first)
		cancel()
		assert.Equal(t, 503, <-first)
		for range h.Events(ctx) {
			t.Error("a loop over a context that has ended")
		}

		var log events
		h = newHandler(t, webhook.WSAPI, webhook.WithTimeout(time.Second), webhook.WithLogger(slog.New(&outcomes{log: &log})))
		h.Events(t.Context())
		start := time.Now()
		assert.Equal(t, 500, deliver(h, webhook.WSAPI, message(t, "M1", chatA)).Code)
		assert.Equal(t, time.Second, time.Since(start))
		synctest.Wait()
		assert.Equal(t, "expired", log.String())

		gone, hangUp := context.WithCancel(t.Context())
		h = newHandler(t, webhook.WSAPI)
		h.Events(t.Context())
		r := webhooktest.Request(webhook.WSAPI, secret, []byte(texts[webhook.WSAPI])).WithContext(gone)
		code := make(chan int, 1)
		go func() { code <- serve(h, r) }()
		synctest.Wait()
		hangUp()
		assert.Equal(t, 500, <-code)
	})
}

// On takes its types, the loop the rest, whoever was given to OnRest.
func TestEventsBesideFunctions(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI)
		var seen events
		webhook.OnRest(h, func(context.Context, webhook.Event) error { seen.add("rest"); return nil })
		webhook.On(h, func(context.Context, *webhook.MessageReceived) error { seen.add("on"); return nil })
		all := h.Events(t.Context())
		webhook.OnRest(h, func(context.Context, webhook.Event) error { seen.add("rest"); return nil })
		go func() {
			for e := range all {
				seen.add(kind(e))
			}
		}()
		body := batchOf(texts[webhook.WSAPI], statuses[webhook.WSAPI].body, unknowns[webhook.WSAPI], texts[webhook.WSAPI])
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, body).Code)
		assert.Equal(t, "on MessageStatus Unknown on", seen.String())
		require.NoError(t, h.Shutdown(t.Context()))
	})
}

// Several loops share the events; Shutdown waits for all of them and ends them.
func TestEventsOfSeveralLoops(t *testing.T) {
	t.Parallel()
	for _, queued := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			var opts []webhook.Option
			if queued {
				opts = append(opts, webhook.WithQueue(100, 3))
			}
			h := newHandler(t, webhook.WSAPI, opts...)
			all := h.Events(t.Context())
			var wg sync.WaitGroup
			var mu sync.Mutex
			times := map[string]int{}
			for range 3 {
				wg.Go(func() {
					for e := range all {
						<-time.After(time.Second)
						mu.Lock()
						times[idOf(e)]++
						mu.Unlock()
					}
				})
			}
			start := time.Now()
			var answers []<-chan int
			for i := range 9 {
				answers = append(answers, later(h, webhook.WSAPI, message(t, fmt.Sprint("M", i), fmt.Sprint("551190000000", i))))
			}
			synctest.Wait()
			require.NoError(t, h.Shutdown(t.Context()))
			assert.Equal(t, 3*time.Second, time.Since(start))
			wg.Wait()
			for _, a := range answers {
				assert.Equal(t, 200, <-a)
			}
			assert.Len(t, times, 9)
			for id, n := range times {
				assert.Equal(t, 1, n, id)
			}
		})
	}
}

// lateContext ends between a loop's last look at it and the event.
type lateContext struct {
	context.Context
	looks atomic.Int32
}

func (c *lateContext) Err() error {
	if c.looks.Add(1) > 1 {
		return context.Canceled
	}
	return nil
}

// A loop whose context ends as it is given an event leaves it to the others.
func TestEventsPassOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(9, 1))
		ending, lasting := h.Events(&lateContext{Context: context.Background()}), h.Events(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			for range ending {
				t.Error("a loop over a context that has ended")
			}
		}()
		synctest.Wait()
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, message(t, "M1", chatA)).Code)
		<-ended
		var seen events
		go func() {
			for e := range lasting {
				seen.add(idOf(e))
			}
		}()
		require.NoError(t, h.Shutdown(t.Context()))
		assert.Equal(t, "M1", seen.String())
	})
}

// Shutdown that gives up gives back what waits for the loop.
func TestEventsShutdownCancels(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &countingStore{Deduper: webhook.NewMemory(9)}
		var log events
		h := newHandler(t, webhook.WSAPI, webhook.WithDedupe(store), webhook.WithLogger(slog.New(&outcomes{log: &log})))
		goOn, ended := make(chan struct{}), make(chan struct{})
		all := h.Events(t.Context())
		go func() {
			defer close(ended)
			for range all {
				<-goOn
			}
		}()
		first := later(h, webhook.WSAPI, message(t, "M1", chatA))
		synctest.Wait()
		second := later(h, webhook.WSAPI, message(t, "M2", chatA))
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		assert.ErrorIs(t, h.Shutdown(ctx), context.DeadlineExceeded)
		assert.Equal(t, 503, <-second, "no loop saw it")
		assert.Equal(t, "2 claimed, 0 committed, 1 released", store.String())
		assert.Equal(t, "stopped", log.String())
		close(goOn)
		<-ended
		assert.Equal(t, 200, <-first, "the loop asked for the next one, so it had handled it")
		assert.Equal(t, "2 claimed, 1 committed, 1 released", store.String())
	})
}

// A loop instead of callbacks.
func ExampleHandler_Events() {
	h, err := webhook.New(webhook.WSAPI, webhook.HMAC(secret))
	if err != nil {
		fmt.Println(err)
		return
	}
	events := h.Events(context.Background()) // before the server starts
	go func() {
		fmt.Println("answered", deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code)
		_ = h.Shutdown(context.Background())
	}()
	for e := range events {
		fmt.Println("got", e.Head().Type)
	}

	// Output:
	// got message
	// answered 200
}
