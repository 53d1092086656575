package outbound_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/outbound"
)

func TestSeconds(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]int{
		math.MinInt64: 0, -time.Second: 0, 0: 0, 1: 1, time.Second: 1, time.Second + 1: 2, 14 * time.Second: 14, 15 * time.Second: 15,
		time.Hour: 15, math.MaxInt64: 15,
	} {
		assert.Equal(t, want, outbound.Seconds(d), "%s", d)
	}
}

func TestTyping(t *testing.T) {
	t.Parallel()
	shown := func(context.Context) error { return nil }
	slow := func(ctx context.Context) error {
		select {
		case <-time.After(time.Second):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	stuck := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	refused := func(context.Context) error { return errors.New("refused") }
	for name, tt := range map[string]struct {
		show  func(context.Context) error
		typed time.Duration
		ctx   time.Duration // how long it lives
		want  time.Duration
		ended bool
	}{
		"none":                    {stuck, 0, time.Hour, 0, false},
		"shown":                   {shown, 1500 * time.Millisecond, time.Hour, 2 * time.Second, false},
		"shown late":              {slow, 3 * time.Second, time.Hour, 3 * time.Second, false},
		"refused":                 {refused, 3 * time.Second, time.Hour, 0, false},
		"no answer":               {stuck, 3 * time.Second, time.Hour, 3 * time.Second, false},
		"ctx ends meanwhile":      {shown, 10 * time.Second, 4 * time.Second, 4 * time.Second, true},
		"ctx ends without answer": {stuck, 10 * time.Second, 4 * time.Second, 4 * time.Second, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), tt.ctx)
				defer cancel()
				began := time.Now()
				err := able().Typing(ctx, tt.typed, tt.show)
				assert.Equal(t, tt.want, time.Since(began))
				if !tt.ended {
					assert.NoError(t, err)
					return
				}
				require.ErrorIs(t, err, context.DeadlineExceeded)
				assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			})
		})
	}
}
