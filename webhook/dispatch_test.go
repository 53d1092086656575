package webhook_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
)

// Each event goes to the functions for its type, and to the others' only where there are none.
func TestDispatchByType(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.ZAPI)
	var seen []string
	note := func(name string) { seen = append(seen, name) }
	webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error { note("received " + m.MessageID); return nil })
	webhook.On(h, func(_ context.Context, m *webhook.MessageSent) error { note("sent " + m.MessageID); return nil })
	webhook.On(h, func(_ context.Context, s *webhook.MessageStatus) error {
		note("status " + string(s.Status))
		return nil
	})
	webhook.On(h, func(_ context.Context, c *webhook.ConnectionChanged) error {
		note("connection " + string(c.State))
		return nil
	})
	webhook.OnRest(h, func(_ context.Context, e webhook.Event) error { note("rest " + kind(e)); return nil })
	for _, body := range []string{
		texts[webhook.ZAPI],
		edit(t, texts[webhook.ZAPI], "fromMe", true),
		statuses[webhook.ZAPI].body,
		`{"type":"ConnectedCallback","connected":true}`,
		unknowns[webhook.ZAPI],
	} {
		require.Equal(t, 200, deliver(h, webhook.ZAPI, body).Code)
	}
	assert.Equal(t, []string{"received M1", "sent M1", "status read", "connection connected", "rest Unknown"}, seen)
}

func TestOnRestTakesTheRest(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI)
	var rest, unknown int
	webhook.On(h, func(context.Context, *webhook.Unknown) error { unknown++; return nil })
	webhook.OnRest(h, func(context.Context, webhook.Event) error { rest++; return nil })
	for _, body := range []string{texts[webhook.WSAPI], statuses[webhook.WSAPI].body, unknowns[webhook.WSAPI], `null`} {
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, body).Code)
	}
	assert.Equal(t, 2, rest)
	assert.Equal(t, 2, unknown, "once asked for by its type, it is not among the rest")
}

// Several functions run in the order they were given, until one fails.
func TestSeveralHandlers(t *testing.T) {
	t.Parallel()
	for _, rest := range []bool{false, true} {
		for failing, want := range map[string]struct {
			seen string
			code int
		}{"": {"abc", 200}, "a": {"a", 500}, "b": {"ab", 500}, "c": {"abc", 500}} {
			h := newHandler(t, webhook.WSAPI)
			seen := ""
			for _, name := range []string{"a", "b", "c"} {
				fn := func() error {
					seen += name
					if name == failing {
						return errors.New("x")
					}
					return nil
				}
				if rest {
					webhook.OnRest(h, func(context.Context, webhook.Event) error { return fn() })
				} else {
					webhook.On(h, func(context.Context, *webhook.MessageReceived) error { return fn() })
				}
			}
			assert.Equal(t, want.code, deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code)
			assert.Equal(t, want.seen, seen, "failing: %q", failing)
		}
	}
}

// A handler for all events by mistake would never be called.
func TestOnOfAllEventsPanics(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI)
	assert.Panics(t, func() { webhook.On(h, succeed) })
	assert.Equal(t, 200, deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code, "nothing was registered, nothing is locked")
}

func TestNobodyAsked(t *testing.T) {
	t.Parallel()
	for _, p := range providers {
		h := newHandler(t, p)
		assert.Equal(t, 200, deliver(h, p, texts[p]).Code)
		assert.Equal(t, 200, deliver(h, p, unknowns[p]).Code)
	}
}

// The handler runs with the request's context, and with its values.
func TestHandlerContext(t *testing.T) {
	t.Parallel()
	type key struct{}
	h := newHandler(t, webhook.WSAPI)
	var got any
	webhook.OnRest(h, func(ctx context.Context, _ webhook.Event) error { got = ctx.Value(key{}); return nil })
	body := []byte(texts[webhook.WSAPI])
	r := signed(secret, body, body)
	assert.Equal(t, 200, serve(h, r.WithContext(context.WithValue(r.Context(), key{}, "tenant"))))
	assert.Equal(t, "tenant", got)
}

// Functions may be added while callbacks are served.
func TestRegisterWhileServing(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI)
	var typed, rest atomic.Int32
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				assert.Equal(t, 200, deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code)
				assert.Equal(t, 200, deliver(h, webhook.WSAPI, unknowns[webhook.WSAPI]).Code)
			}
		})
		wg.Go(func() {
			for range 5 {
				webhook.On(h, func(context.Context, *webhook.MessageReceived) error { typed.Add(1); return nil })
				webhook.OnRest(h, func(context.Context, webhook.Event) error { rest.Add(1); return nil })
			}
		})
	}
	wg.Wait()
	typed.Store(0)
	rest.Store(0)
	deliver(h, webhook.WSAPI, texts[webhook.WSAPI])
	deliver(h, webhook.WSAPI, unknowns[webhook.WSAPI])
	assert.EqualValues(t, 20, typed.Load())
	assert.EqualValues(t, 20, rest.Load())
}
