package webhook_test

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
)

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
