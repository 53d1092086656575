package zapini_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

func TestRateLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := zapini.RateLimit()
		begin := time.Now()
		var mu sync.Mutex
		var started []time.Time
		var all sync.WaitGroup
		for i := range 250 { // some at once, some later
			all.Go(func() {
				<-time.After(time.Duration(i/60) * time.Minute)
				if assert.NoError(t, l.Wait(context.Background())) {
					mu.Lock()
					started = append(started, time.Now())
					mu.Unlock()
				}
			})
		}
		all.Wait()
		require.Len(t, started, 250)
		for i, at := range started[100:] {
			assert.GreaterOrEqual(t, at.Sub(started[i]), 15*time.Minute, "attempt %d is the 101st of a window", i+100)
		}
		assert.Equal(t, time.Minute, started[99].Sub(begin), "the first 100 do not wait")
		assert.Equal(t, 15*time.Minute, started[159].Sub(begin), "nor do the others longer than they must")
		assert.Equal(t, 30*time.Minute, started[249].Sub(begin))
	})
}

func TestRateLimitAfterAPause(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := zapini.RateLimit()
		for range 3 {
			begin := time.Now()
			for range 100 {
				require.NoError(t, l.Wait(t.Context()))
			}
			assert.Zero(t, time.Since(begin))
			<-time.After(15 * time.Minute)
		}
	})
}

// What gave up waiting has taken nobody's place.
func TestRateLimitEndsWithContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := zapini.RateLimit()
		begin := time.Now()
		for range 100 {
			require.NoError(t, l.Wait(t.Context()))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		var all sync.WaitGroup
		for range 10 { // one waits for the window, the others for their turn
			all.Go(func() { assert.ErrorIs(t, l.Wait(ctx), context.DeadlineExceeded) })
		}
		all.Wait()
		assert.Equal(t, time.Minute, time.Since(begin))
		require.ErrorIs(t, l.Wait(ctx), context.DeadlineExceeded)
		require.NoError(t, l.Wait(t.Context()))
		assert.Equal(t, 15*time.Minute, time.Since(begin))
		gone, leave := context.WithCancel(t.Context())
		leave()
		for range 200 {
			require.ErrorIs(t, l.Wait(gone), context.Canceled)
		}
		require.NoError(t, l.Wait(t.Context()), "nothing was used up")
	})
}

func TestRateLimitPacesAClient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := contract.Record(ok(`{"success":true,"status":"connected"}`))
		l := zapini.RateLimit()
		one, other := newClient(t, w, zapgate.WithLimiter(l)), newClient(t, w, zapgate.WithLimiter(l))
		begin := time.Now()
		for range 50 {
			_, err := one.Direct.Status(t.Context())
			require.NoError(t, err)
			_, err = other.Direct.Status(t.Context())
			require.NoError(t, err)
		}
		assert.Zero(t, time.Since(begin))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := one.Direct.Status(ctx)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Len(t, w.Sent, 100)
		_, err = one.Direct.Status(t.Context())
		require.NoError(t, err)
		assert.Equal(t, 15*time.Minute, time.Since(begin))
	})
}
