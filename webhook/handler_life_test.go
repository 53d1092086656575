package webhook_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
)

// Shutdown refuses what is new, waits for what runs, and can be called as often as one likes.
func TestShutdownDrains(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]webhook.Option{
		"plain": nil, "timeout": {webhook.WithTimeout(time.Hour)}, "queue": {webhook.WithQueue(9, 1)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := newHandler(t, webhook.WSAPI, opts...)
				goOn := make(chan struct{})
				var handled atomic.Int32
				webhook.OnRest(h, func(ctx context.Context, _ webhook.Event) error {
					<-goOn
					handled.Add(1)
					return ctx.Err()
				})
				first := later(h, webhook.WSAPI, message(t, "M1", "5511900000001"))
				second := later(h, webhook.WSAPI, message(t, "M2", "5511900000001"))
				synctest.Wait()
				down := make(chan error, 2)
				for range 2 {
					go func() { down <- h.Shutdown(context.Background()) }()
				}
				synctest.Wait()
				assert.Empty(t, down, "two are not done")
				rec := deliver(h, webhook.WSAPI, texts[webhook.WSAPI])
				assert.Equal(t, 503, rec.Code)
				bare(t, rec)
				assert.ErrorIs(t, h.Handle(t.Context(), webhook.Envelope{Provider: webhook.WSAPI, Body: []byte(`{}`)}), webhook.ErrShutdown)
				close(goOn)
				assert.Equal(t, []int{200, 200}, []int{<-first, <-second})
				require.NoError(t, <-down)
				require.NoError(t, <-down)
				require.NoError(t, h.Shutdown(context.Background()))
				assert.EqualValues(t, 2, handled.Load(), "nobody's context was cancelled")
				assert.Equal(t, 503, deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code)
			})
		})
	}
}

// When the time for that is over, what runs is cancelled, with a cause, and Shutdown does not wait for it; a second one
// does.
func TestShutdownCancels(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]webhook.Option{
		"plain": nil, "timeout": {webhook.WithTimeout(time.Hour)}, "queue": {webhook.WithQueue(9, 2)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				store := &countingStore{Deduper: webhook.NewMemory(9)}
				h := newHandler(t, webhook.WSAPI, append(opts, webhook.WithDedupe(store))...)
				var cause error
				deaf := make(chan struct{})
				webhook.On(h, func(ctx context.Context, m *webhook.MessageReceived) error {
					if m.MessageID == "deaf" {
						<-deaf
						return nil
					}
					<-ctx.Done()
					cause = context.Cause(ctx)
					return ctx.Err()
				})
				first := later(h, webhook.WSAPI, message(t, "M1", "5511900000001"))
				second := later(h, webhook.WSAPI, message(t, "deaf", "5511900000002"))
				synctest.Wait()
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				start := time.Now()
				assert.ErrorIs(t, h.Shutdown(ctx), context.DeadlineExceeded)
				assert.Equal(t, time.Minute, time.Since(start))
				synctest.Wait()
				assert.ErrorIs(t, cause, webhook.ErrShutdown)
				again := make(chan error, 1)
				go func() { again <- h.Shutdown(context.Background()) }()
				synctest.Wait()
				assert.Empty(t, again)
				close(deaf)
				require.NoError(t, <-again)
				want := map[string][]int{"plain": {500, 200}, "timeout": {503, 503}, "queue": {200, 200}}[name]
				if name == "timeout" {
					assert.Contains(t, []int{500, 503}, <-first) // it may return before the answer or not
					assert.Equal(t, 503, <-second)
				} else {
					assert.Equal(t, want, []int{<-first, <-second})
				}
				assert.Equal(t, "2 claimed, 1 committed, 1 released", store.String())
			})
		})
	}
}

// A handler's context ends when it returns, whichever way it came.
func TestHandlerContextEnds(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]webhook.Option{
		"plain": nil, "timeout": {webhook.WithTimeout(time.Hour)}, "queue": {webhook.WithQueue(9, 1)},
	} {
		h := newHandler(t, webhook.WSAPI, opts...)
		var ctx context.Context
		webhook.OnRest(h, func(c context.Context, _ webhook.Event) error { ctx = c; return c.Err() })
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code, name)
		require.NoError(t, h.Shutdown(t.Context()))
		assert.Error(t, ctx.Err(), name)
	}
}

// Shutdown of a handler that does nothing, with a context that has already ended.
func TestShutdownIdle(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.NoError(t, h.Shutdown(ctx))
}

// A gateway that hung up while its callback was read cannot have it handled: nobody would learn of a failure.
func TestHungUpBefore(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI)
	webhook.OnRest(h, func(context.Context, webhook.Event) error { t.Error("handled"); return nil })
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("x"))
	body := []byte(texts[webhook.WSAPI])
	assert.Equal(t, 500, serve(h, signed(secret, body, body).WithContext(ctx)))
}
