package webhook_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// stubStore is a Deduper that notes what is asked of it.
type stubStore struct {
	mu                              sync.Mutex
	calls                           []string
	claim                           webhook.Claim
	claimErr, commitErr, releaseErr error
	settled                         context.Context
}

func (s *stubStore) note(call string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, call)
}

func (s *stubStore) Claim(_ context.Context, key string) (webhook.Claim, error) {
	s.note("claim " + key)
	return s.claim, s.claimErr
}

func (s *stubStore) Commit(ctx context.Context, key string) error {
	s.note("commit " + key)
	s.settled = ctx
	return errors.Join(ctx.Err(), s.commitErr)
}

func (s *stubStore) Release(ctx context.Context, key string) error {
	s.note("release " + key)
	s.settled = ctx
	return errors.Join(ctx.Err(), s.releaseErr)
}

// keyOf is the key under which a body's only event is claimed.
func keyOf(t testing.TB, p webhook.Provider, body string) string {
	t.Helper()
	s := &stubStore{claim: webhook.Done}
	h := newHandler(t, p, webhook.WithDedupe(s))
	webhook.OnRest(h, succeed)
	require.Equal(t, 200, deliver(h, p, body).Code)
	require.Len(t, s.calls, 1)
	return s.calls[0][len("claim "):]
}

// Somebody who types twice is told of twice, where the gateway gives nothing to tell the two apart, and so is an instance
// that connects, loses its connection and connects again; a queue does the same.
func TestWithoutIDAndTimeIsNeverADuplicate(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"type":"PresenceChatCallback","instanceId":"I1","phone":"5511900000001","status":"COMPOSING"}`,
		`{"type":"ConnectedCallback","instanceId":"I1","connected":true}`,
		`{"type":"ReceivedCallback","instanceId":"I1","phone":"5511900000001","fromMe":true,"notification":"PROFILE_NAME_UPDATED","profileName":"Loja"}`,
	} {
		for _, opts := range [][]webhook.Option{nil, {webhook.WithQueue(10, 1)}} {
			s := &stubStore{claim: webhook.Done}
			h := newHandler(t, webhook.ZAPI, append(opts, webhook.WithDedupe(s))...)
			var seen atomic.Int32
			webhook.OnRest(h, func(context.Context, webhook.Event) error { seen.Add(1); return nil })
			for range 2 {
				require.Equal(t, 200, deliver(h, webhook.ZAPI, body).Code)
			}
			require.NoError(t, h.Shutdown(t.Context()))
			assert.EqualValues(t, 2, seen.Load(), body)
			assert.Empty(t, s.calls)
		}
	}
	for _, body := range []string{
		`{"type":"ConnectedCallback","instanceId":"I1","connected":true,"momment":1767225600000}`,
		texts[webhook.ZAPI], // an id, no time
		unknowns[webhook.ZAPI], `[]`,
	} {
		assert.NotEmpty(t, keyOf(t, webhook.ZAPI, body), "claimed")
	}
	timed := `{"eventId":"E1","instanceId":"I1","eventType":"chat_presence","receivedAt":"2026-01-01T00:00:00Z","eventData":{
		"time":"2026-01-01T00:00:00Z","chatId":"5511900000001@s.whatsapp.net","sender":{"id":"5511900000001@s.whatsapp.net"},"state":"typing"}}`
	assert.Contains(t, keyOf(t, webhook.WSAPI, timed), "E1", "what has an id and a time is claimed")
}

// A failed event is handled again, a handled one is not, whichever provider it is from.
func TestDedupeIsTwoPhase(t *testing.T) {
	t.Parallel()
	for _, p := range providers {
		h := newHandler(t, p, webhook.WithDedupe(webhook.NewMemory(10)))
		calls := 0
		webhook.On(h, func(context.Context, *webhook.MessageReceived) error {
			switch calls++; calls {
			case 1:
				return errors.New("x")
			case 2:
				panic("x")
			}
			return nil
		})
		var codes []int
		for range 5 {
			codes = append(codes, deliver(h, p, texts[p]).Code)
		}
		assert.Equal(t, []int{500, 500, 200, 200, 200}, codes, p)
		assert.Equal(t, 3, calls, p)
	}
}

func TestDedupeSettlesEveryClaim(t *testing.T) {
	t.Parallel()
	body := texts[webhook.Zapini]
	key := keyOf(t, webhook.Zapini, body)
	fail := func(context.Context, webhook.Event) error { return errors.New("x") }
	for name, c := range map[string]struct {
		store *stubStore
		fn    func(context.Context, webhook.Event) error
		want  int
		calls []string
	}{
		"handled":             {&stubStore{}, succeed, 200, []string{"claim " + key, "commit " + key}},
		"failed":              {&stubStore{}, fail, 500, []string{"claim " + key, "release " + key}},
		"done before":         {&stubStore{claim: webhook.Done}, fail, 200, []string{"claim " + key}},
		"in flight":           {&stubStore{claim: webhook.Busy}, fail, 503, []string{"claim " + key}},
		"store down":          {&stubStore{claimErr: errors.New("x")}, fail, 503, []string{"claim " + key}},
		"down, claimed":       {&stubStore{claim: webhook.Done, claimErr: errors.New("x")}, fail, 503, []string{"claim " + key}},
		"commit fails":        {&stubStore{commitErr: errors.New("x")}, succeed, 200, []string{"claim " + key, "commit " + key}},
		"release fails":       {&stubStore{releaseErr: errors.New("x")}, fail, 500, []string{"claim " + key, "release " + key}},
		"nobody asked for it": {&stubStore{}, nil, 200, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			h := newHandler(t, webhook.Zapini, webhook.WithDedupe(c.store), webhook.WithLogger(slog.New(slog.NewJSONHandler(&log, nil))))
			if c.fn != nil {
				webhook.OnRest(h, c.fn)
			}
			assert.Equal(t, c.want, deliver(h, webhook.Zapini, body).Code)
			assert.Equal(t, c.calls, c.store.calls)
			unsettled := c.store.commitErr != nil || c.store.releaseErr != nil
			assert.Equal(t, unsettled, bytes.Contains(log.Bytes(), []byte("claim not settled")), "%s", &log)
		})
	}
}

// A gateway that hangs up cancels the request: the claim ends all the same, and in time.
func TestDedupeSettlesWhenTheGatewayHangsUp(t *testing.T) {
	t.Parallel()
	for _, fails := range []bool{true, false} {
		s := &stubStore{}
		h := newHandler(t, webhook.Zapy, webhook.WithDedupe(s))
		ctx, cancel := context.WithCancel(t.Context())
		webhook.OnRest(h, func(ctx context.Context, _ webhook.Event) error {
			cancel()
			if fails {
				return ctx.Err()
			}
			return nil
		})
		r := webhooktest.Request(webhook.Zapy, secret, []byte(texts[webhook.Zapy])).WithContext(ctx)
		h.ServeHTTP(httptest.NewRecorder(), r)
		require.Len(t, s.calls, 2)
		_, limited := s.settled.Deadline()
		assert.True(t, limited, "a store that hangs does not keep the claim's end for ever")
	}
}

// A store that panics is a store that is down; nothing is lost by a 500.
func TestDedupePanics(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.Zapy, webhook.WithDedupe(panickingStore{}))
	webhook.OnRest(h, succeed)
	assert.Equal(t, 500, deliver(h, webhook.Zapy, texts[webhook.Zapy]).Code)
}

type panickingStore struct{ webhook.Deduper }

// The same event in the same moment: one is handled, the others are to come again.
func TestDedupeInFlight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.ZAPI, webhook.WithDedupe(webhook.NewMemory(10)))
		release, calls := make(chan error), 0
		webhook.OnRest(h, func(context.Context, webhook.Event) error { calls++; return <-release })
		first := make(chan int)
		go func() { first <- deliver(h, webhook.ZAPI, texts[webhook.ZAPI]).Code }()
		synctest.Wait()
		for range 3 {
			rec := deliver(h, webhook.ZAPI, texts[webhook.ZAPI])
			assert.Equal(t, 503, rec.Code)
			assert.NotEmpty(t, rec.Header().Get("Retry-After"))
		}
		release <- nil
		assert.Equal(t, 200, <-first)
		assert.Equal(t, 200, deliver(h, webhook.ZAPI, texts[webhook.ZAPI]).Code)
		assert.Equal(t, 1, calls)
	})
}

// An event that is twice in one callback is handled once; one that failed is handled again without the others.
func TestDedupeWithinABatch(t *testing.T) {
	t.Parallel()
	first, second := texts[webhook.WSAPI], edit(t, texts[webhook.WSAPI], "eventData.id", "M2")
	h := newHandler(t, webhook.WSAPI, webhook.WithDedupe(webhook.NewMemory(10)))
	var seen []string
	fail := true
	webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error {
		seen = append(seen, m.MessageID)
		if m.MessageID == "M2" && fail {
			return errors.New("x")
		}
		return nil
	})
	body := "[" + first + "," + first + "," + second + "]"
	assert.Equal(t, 500, deliver(h, webhook.WSAPI, body).Code)
	fail = false
	assert.Equal(t, 200, deliver(h, webhook.WSAPI, body).Code)
	assert.Equal(t, []string{"M1", "M2", "M2"}, seen)
}

// A full store refuses new events and lets the running ones end.
func TestDedupeFull(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithDedupe(webhook.NewMemory(1)))
		release := make(chan struct{})
		webhook.OnRest(h, func(context.Context, webhook.Event) error { <-release; return nil })
		first := make(chan int)
		go func() { first <- deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code }()
		synctest.Wait()
		other := edit(t, texts[webhook.WSAPI], "eventData.id", "M2")
		assert.Equal(t, 503, deliver(h, webhook.WSAPI, other).Code)
		close(release)
		assert.Equal(t, 200, <-first)
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, other).Code)
	})
}

// Many deliveries of few events at once: each event succeeds exactly once.
func TestDedupeRace(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI, webhook.WithDedupe(webhook.NewMemory(100)))
	var counts [10]atomic.Int32
	webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error {
		if n := counts[m.MessageID[0]-'0'].Add(1); n == 1 {
			return errors.New("the first one fails")
		}
		return nil
	})
	var wg sync.WaitGroup
	for i := range 10 {
		body := edit(t, texts[webhook.WSAPI], "eventData.id", string(rune('0'+i)))
		for range 8 {
			wg.Go(func() {
				for deliver(h, webhook.WSAPI, body).Code != 200 {
				}
			})
		}
	}
	wg.Wait()
	for i := range counts {
		assert.EqualValues(t, 2, counts[i].Load())
	}
}
