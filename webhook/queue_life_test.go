package webhook_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
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
