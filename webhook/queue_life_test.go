package webhook_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// A callback that was on its way to the queue when Shutdown gave up is not acknowledged: nobody would handle it.
func TestQueueTakesNothingAfterShutdown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &countingStore{Deduper: webhook.NewMemory(9)}
		goOn := make(chan struct{})
		slow := webhook.HMACFunc(func(context.Context, *http.Request) ([]webhook.Secret, error) {
			<-goOn
			return []webhook.Secret{secret}, nil
		})
		h, err := webhook.New(webhook.WSAPI, slow, webhook.WithQueue(9, 1), webhook.WithDedupe(store))
		require.NoError(t, err)
		webhook.OnRest(h, func(context.Context, webhook.Event) error { t.Error("handled"); return nil })
		first := later(h, webhook.WSAPI, batchOf(message(t, "M1", chatA), message(t, "M2", chatB)))
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		require.ErrorContains(t, h.Shutdown(ctx), "1 callbacks")
		close(goOn)
		assert.Equal(t, 503, <-first)
		require.NoError(t, h.Shutdown(t.Context()))
		assert.Equal(t, "2 claimed, 0 committed, 2 released", store.String())
	})
}

// What waits when the time is over is given back although the handlers that run do not end.
func TestQueueDropsBesideTheDeaf(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &countingStore{Deduper: webhook.NewMemory(9)}
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(9, 1), webhook.WithDedupe(store))
		deaf := make(chan struct{})
		var seen events
		webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error { seen.add(m.MessageID); <-deaf; return nil })
		for i := range 5 {
			require.Equal(t, 200, deliver(h, webhook.WSAPI, message(t, fmt.Sprint("M", i), fmt.Sprint("551190000000", i%2))).Code)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		require.ErrorContains(t, h.Shutdown(ctx), "5 callbacks or events")
		synctest.Wait()
		assert.Equal(t, "5 claimed, 0 committed, 4 released", store.String())
		close(deaf)
		require.NoError(t, h.Shutdown(t.Context()))
		assert.Equal(t, "5 claimed, 1 committed, 4 released", store.String())
		assert.Equal(t, "M0", seen.String())
	})
}

// More than the queue holds is let in when there is nothing else; what needs no room is let in beside it.
func TestQueueOverfull(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(1, 1))
		goOn := make(chan struct{})
		webhook.On(h, func(context.Context, *webhook.MessageReceived) error { <-goOn; return nil })
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, batchOf(message(t, "M1", chatA), message(t, "M2", chatA))).Code)
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, unknowns[webhook.WSAPI]).Code, "nobody asked for it")
		close(goOn)
		require.NoError(t, h.Shutdown(t.Context()))
	})
}

// An event for a loop is not queued where no loop is left to take it, and is when there is one again.
func TestQueueWithoutALoop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &countingStore{Deduper: webhook.NewMemory(9)}
		h := newHandler(t, webhook.WSAPI, webhook.WithQueue(9, 1), webhook.WithDedupe(store))
		var seen events
		webhook.On(h, func(context.Context, *webhook.MessageStatus) error { seen.add("status"); return nil })
		ctx, cancel := context.WithCancel(t.Context())
		all := h.Events(ctx)
		cancel()
		synctest.Wait()
		status := statuses[webhook.WSAPI].body
		for _, body := range []string{message(t, "M1", chatA), batchOf(status, message(t, "M1", chatA))} {
			rec := deliver(h, webhook.WSAPI, body)
			assert.Equal(t, 503, rec.Code)
			bare(t, rec)
		}
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, status).Code, "it is not for a loop")
		for range all {
			t.Error("a loop over a context that has ended")
		}
		more := h.Events(t.Context())
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, message(t, "M1", chatA)).Code, "a loop is expected")
		go func() {
			for e := range more {
				seen.add(idOf(e))
			}
		}()
		require.NoError(t, h.Shutdown(context.Background()))
		assert.Equal(t, "status M1", seen.String())
		assert.Equal(t, "2 claimed, 2 committed, 0 released", store.String())
	})
}

// brokenLog is a slog.Handler with a mistake.
type brokenLog struct{ slog.Handler }

func (brokenLog) Enabled(context.Context, slog.Level) bool  { return true }
func (brokenLog) Handle(context.Context, slog.Record) error { panic("x") }

// A log that panics ends neither the process nor the event: on the goroutines that are ours, nobody else would recover it.
func TestLogPanics(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]webhook.Option{
		"plain": nil, "timeout": {webhook.WithTimeout(time.Hour)}, "queue": {webhook.WithQueue(9, 1)},
	} {
		store := &countingStore{Deduper: webhook.NewMemory(9)}
		h := newHandler(t, webhook.WSAPI, append(opts, webhook.WithLogger(slog.New(brokenLog{})), webhook.WithDedupe(store))...)
		webhook.On(h, func(context.Context, *webhook.MessageReceived) error { return nil })
		webhook.OnRest(h, func(context.Context, webhook.Event) error { panic("x") })
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code, name)
		want := map[string]int{"plain": 500, "timeout": 500, "queue": 200}[name]
		assert.Equal(t, want, deliver(h, webhook.WSAPI, unknowns[webhook.WSAPI]).Code, name)
		assert.Equal(t, 401, deliver(h, webhook.WSAPI, "{}", webhooktest.Tamper([]byte("[]"))).Code, name)
		require.NoError(t, h.Shutdown(t.Context()), name)
		assert.Equal(t, "2 claimed, 1 committed, 1 released", store.String(), name)
	}
}
