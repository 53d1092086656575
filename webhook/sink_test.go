package webhook_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// stubSink keeps envelopes.
type stubSink struct {
	mu   sync.Mutex
	kept []webhook.Envelope
	put  func(context.Context, webhook.Envelope) error
}

func (s *stubSink) Put(ctx context.Context, e webhook.Envelope) error {
	if s.put != nil {
		if err := s.put(ctx, e); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append(s.kept, e)
	return nil
}

// The sink gets exactly what was verified and is JSON, decompressed; no handler runs.
func TestSinkKeepsWhatWasVerified(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, p := range providers {
			s := &stubSink{}
			h := newHandler(t, p, webhook.WithSink(s))
			webhook.OnRest(h, func(context.Context, webhook.Event) error { t.Error("handled"); return nil })
			body := " " + texts[p] + "\n"
			for _, opts := range [][]webhooktest.Option{nil, {webhooktest.Gzipped()}} {
				rec := deliver(h, p, body, opts...)
				assert.Equal(t, 200, rec.Code)
				bare(t, rec)
			}
			assert.Equal(t, 401, webhooktest.Deliver(h, p, "outro", []byte(body)).Code)
			assert.Equal(t, 400, deliver(h, p, "{").Code)
			require.Len(t, s.kept, 2)
			for _, e := range s.kept {
				assert.Equal(t, body, string(e.Body))
				assert.Equal(t, p, e.Provider)
				assert.Equal(t, time.Now().UTC(), e.Received)
				assert.Empty(t, e.Tenant)
				assert.Regexp(t, `^[0-9a-f]{64}$`, e.ID)
			}
			assert.Equal(t, s.kept[0].ID, s.kept[1].ID, "the same bytes")
			deliver(h, p, unknowns[p])
			assert.NotEqual(t, s.kept[0].ID, s.kept[2].ID)
		}
	})
}

// Secrets, signatures and tokens stay out of the store; what a trace needs goes in.
func TestSinkKeepsNoSecret(t *testing.T) {
	t.Parallel()
	const key = webhook.Secret(canary + " key")
	for _, p := range providers {
		s := &stubSink{}
		v := webhook.HMAC(key)
		if p == webhook.ZAPI {
			v = webhook.HeaderToken("z-api-token", key)
		}
		h, err := webhook.New(p, v, webhook.WithSink(s))
		require.NoError(t, err)
		rec := webhooktest.Deliver(h, p, key, []byte(texts[p]), webhooktest.Header("Authorization", canary), webhooktest.Header("Cookie", canary),
			webhooktest.Header("Traceparent", "00-1-2-01"), webhooktest.Header("X-Request-Id", "r1", "r2"), webhooktest.Header("User-Agent", "\xff"+canary))
		require.Equal(t, 200, rec.Code)
		b, err := json.Marshal(s.kept[0])
		require.NoError(t, err)
		assert.NotContains(t, string(b), canary)
		assert.NotContains(t, string(b), mac(key, texts[p]))
		assert.Equal(t, http.Header{"Traceparent": {"00-1-2-01"}, "X-Request-Id": {"r1", "r2"}}, s.kept[0].Header)
	}
}

// The answer is 200 only when the sink has returned nil.
func TestSinkAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		put  func(context.Context, webhook.Envelope) error
		want int
	}{
		"stored":  {nil, 200},
		"error":   {func(context.Context, webhook.Envelope) error { return errors.New(canary) }, 503},
		"ours":    {func(context.Context, webhook.Envelope) error { return webhook.ErrBadSignature }, 503},
		"panics":  {func(context.Context, webhook.Envelope) error { panic(canary) }, 500},
		"exits":   {func(context.Context, webhook.Envelope) error { runtime.Goexit(); return nil }, 500},
		"timeout": {func(ctx context.Context, _ webhook.Envelope) error { <-ctx.Done(); return ctx.Err() }, 503},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var log bytes.Buffer
				h := newHandler(t, webhook.WSAPI, webhook.WithSink(&stubSink{put: c.put}), webhook.WithTimeout(time.Second),
					webhook.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
				code := <-later2(h, texts[webhook.WSAPI])
				assert.Equal(t, c.want, code)
				assert.NotContains(t, log.String(), canary)
				require.NoError(t, h.Shutdown(t.Context()))
			})
		})
	}
}

// later2 also answers when the goroutine was ended.
func later2(h http.Handler, body string) <-chan int {
	code := make(chan int, 1)
	rec := httptest.NewRecorder()
	go func() {
		defer func() { code <- rec.Code }()
		h.ServeHTTP(rec, webhooktest.Request(webhook.WSAPI, secret, []byte(body)))
	}()
	return code
}

// Shutdown waits for the sink, then cancels it.
func TestSinkShutdown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithSink(&stubSink{put: func(ctx context.Context, _ webhook.Envelope) error {
			<-ctx.Done()
			return context.Cause(ctx)
		}}))
		code := later(h, webhook.WSAPI, texts[webhook.WSAPI])
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		assert.ErrorIs(t, h.Shutdown(ctx), context.DeadlineExceeded)
		assert.Equal(t, 503, <-code)
		require.NoError(t, h.Shutdown(t.Context()))
	})
}

// An envelope comes back to the byte, whatever its body is, through JSON of any layout.
func TestEnvelopeRoundTrip(t *testing.T) {
	t.Parallel()
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for name, e := range map[string]webhook.Envelope{
		"zero": {},
		"full": {
			ID: "a", Provider: webhook.ZAPI, Tenant: "b", Received: time.Date(2026, 1, 2, 3, 4, 5, 678901234, time.UTC),
			Header: http.Header{"User-Agent": {"<&>\u2028é\x00"}, "X": {"", "y"}, "": nil}, Body: all,
		},
		"empty body": {Body: []byte{}},
		"large":      {Body: bytes.Repeat(all, 1000)},
	} {
		b, err := json.Marshal(e)
		require.NoError(t, err, name)
		assert.NotContains(t, string(b), "\n")
		var pretty bytes.Buffer
		require.NoError(t, json.Indent(&pretty, b, "", "\t"))
		for _, stored := range [][]byte{b, pretty.Bytes()} {
			var back webhook.Envelope
			require.NoError(t, json.Unmarshal(stored, &back), name)
			assert.Equal(t, e, back, name)
		}
	}
	for _, bad := range []webhook.Envelope{
		{ID: "\xff"}, {Provider: "\xff"}, {Tenant: "\xff"}, {Header: http.Header{"\xff": nil}}, {Header: http.Header{"a": {"\xff"}}},
	} {
		_, err := json.Marshal(bad)
		assert.ErrorContains(t, err, "UTF-8", "it would not come back")
	}
}

// The stored form is a promise to callbacks that wait in a queue while the program is updated.
func TestEnvelopeWire(t *testing.T) {
	t.Parallel()
	const stored = `{"v":1,"id":"i","provider":"wsapi","tenant":"t","received":"2026-01-02T03:04:05Z","header":{"User-Agent":["x"]},"body":"e30="}`
	e := webhook.Envelope{
		ID: "i", Provider: webhook.WSAPI, Tenant: "t", Received: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		Header: http.Header{"User-Agent": {"x"}}, Body: []byte("{}"),
	}
	b, err := json.Marshal(e)
	require.NoError(t, err)
	assert.Equal(t, stored, string(b))
	var back webhook.Envelope
	require.NoError(t, json.Unmarshal([]byte(strings.Replace(stored, `"v":1`, `"v":1,"later":[1]`, 1)), &back), "a field that came later")
	assert.Equal(t, e, back)
	for _, bad := range []string{
		`{}`, `null`, `[]`, `"x"`, strings.Replace(stored, `"v":1`, `"v":2`, 1), strings.Replace(stored, `"v":1`, `"v":"CANARY7f3a"`, 1),
		strings.Replace(stored, `e30=`, `CANARY7f3a!`, 1), strings.Replace(stored, `2026`, `CANARY7f3a`, 1),
	} {
		back = e
		err := json.Unmarshal([]byte(bad), &back)
		require.Error(t, err, bad)
		assert.NotContains(t, err.Error(), canary)
		assert.Equal(t, e, back, "left as it was")
	}
}

// A log shows which envelope, not what is in it.
func TestEnvelopeInALog(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "envelope", webhook.Envelope{ID: "i1", Body: []byte(canary), Header: http.Header{"A": {canary}}})
	assert.Contains(t, log.String(), `"id":"i1"`)
	assert.Contains(t, log.String(), `"size":10`)
	assert.NotContains(t, log.String(), canary)
}

// stored delivers bodies to a sink and returns the envelopes, after a journey through bytes.
func stored(t *testing.T, bodies ...string) []webhook.Envelope {
	t.Helper()
	s := &stubSink{}
	h := newHandler(t, webhook.WSAPI, webhook.WithSink(s))
	var out []webhook.Envelope
	for i, body := range bodies {
		require.Equal(t, 200, deliver(h, webhook.WSAPI, body).Code)
		b, err := json.Marshal(s.kept[i])
		require.NoError(t, err)
		var e webhook.Envelope
		require.NoError(t, json.Unmarshal(b, &e))
		out = append(out, e)
	}
	return out
}

// A consumer has the same rule as the handler: what failed is handled again, what succeeded is not.
func TestHandle(t *testing.T) {
	t.Parallel()
	ours := &canaryError{canary}
	store := &countingStore{Deduper: webhook.NewMemory(9)}
	h := newHandler(t, webhook.WSAPI, webhook.WithDedupe(store))
	var seen events
	var fail func() error
	webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error {
		seen.add(m.MessageID)
		if m.MessageID == "M2" && fail != nil {
			return fail()
		}
		return nil
	})
	e := stored(t, batchOf(message(t, "M1", chatA), message(t, "M2", chatA), unknowns[webhook.WSAPI], message(t, "M3", chatA)))[0]

	fail = func() error { return fmt.Errorf("x: %w", ours) }
	err := h.Handle(t.Context(), e)
	assert.ErrorIs(t, err, ours)
	assert.EqualError(t, err, "webhook: 1 of 4 events were not handled")
	fail = func() error { panic(canary) }
	assert.ErrorIs(t, h.Handle(t.Context(), e), webhook.ErrPanicked)
	fail = func() error { runtime.Goexit(); return nil }
	assert.ErrorIs(t, h.Handle(t.Context(), e), webhook.ErrPanicked, "the consumer's goroutine lives on")
	fail = nil
	require.NoError(t, h.Handle(t.Context(), e))
	require.NoError(t, h.Handle(t.Context(), e))
	assert.Equal(t, "M1 M2 M3 M2 M2 M2", seen.String())
	assert.Equal(t, "6 claimed, 3 committed, 3 released", store.String())
	// It shares its keys with callbacks that are not stored.
	assert.Equal(t, 200, deliver(h, webhook.WSAPI, message(t, "M1", chatA)).Code)
	assert.Equal(t, "6 claimed, 3 committed, 3 released", store.String())
}

func TestHandleRefuses(t *testing.T) {
	t.Parallel()
	h := newHandler(t, webhook.WSAPI, webhook.WithDedupe(&stubStore{claim: webhook.Busy}))
	webhook.OnRest(h, succeed)
	e := stored(t, texts[webhook.WSAPI])[0]
	assert.ErrorIs(t, h.Handle(t.Context(), e), webhook.ErrBusy)
	other := e
	other.Provider = webhook.ZAPI
	assert.ErrorContains(t, h.Handle(t.Context(), other), "another provider")
	other = e
	other.Body = []byte("{")
	assert.ErrorIs(t, h.Handle(t.Context(), other), webhook.ErrNotJSON)
	other.Body = nil
	assert.ErrorIs(t, h.Handle(t.Context(), other), webhook.ErrNotJSON)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, h.Handle(ctx, e), context.Canceled)
	down := errors.New(canary)
	h = newHandler(t, webhook.WSAPI, webhook.WithDedupe(&stubStore{claimErr: down}))
	webhook.OnRest(h, succeed)
	err := h.Handle(t.Context(), e)
	assert.ErrorIs(t, err, down)
	assert.NotContains(t, err.Error(), canary)
	require.NoError(t, h.Shutdown(t.Context()))
	assert.ErrorIs(t, h.Handle(t.Context(), e), webhook.ErrShutdown)
}

func TestHandleTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithTimeout(time.Second), webhook.WithDedupe(webhook.NewMemory(9)))
		goOn := make(chan struct{})
		webhook.OnRest(h, func(context.Context, webhook.Event) error { <-goOn; return nil })
		e := stored(t, texts[webhook.WSAPI])[0]
		assert.ErrorIs(t, h.Handle(t.Context(), e), context.DeadlineExceeded)
		assert.ErrorIs(t, h.Handle(t.Context(), e), webhook.ErrBusy)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		assert.ErrorIs(t, h.Shutdown(ctx), context.DeadlineExceeded, "it still runs")
		close(goOn)
		require.NoError(t, h.Shutdown(t.Context()))
	})
}

// The tenant goes into the store with the callback, and back into the key.
func TestHandleKeepsTheTenant(t *testing.T) {
	t.Parallel()
	store := webhook.NewMemory(9)
	s := &stubSink{}
	v := webhook.HMACFunc(fixedSecrets("outro", secret))
	in, err := webhook.New(webhook.WSAPI, v, webhook.WithSink(s))
	require.NoError(t, err)
	direct, err := webhook.New(webhook.WSAPI, v, webhook.WithDedupe(store))
	require.NoError(t, err)
	handled := 0
	webhook.OnRest(direct, func(context.Context, webhook.Event) error { handled++; return nil })
	for _, key := range []webhook.Secret{secret, "outro"} {
		require.Equal(t, 200, webhooktest.Deliver(in, webhook.WSAPI, key, []byte(texts[webhook.WSAPI])).Code)
	}
	assert.NotEqual(t, s.kept[0].Tenant, s.kept[1].Tenant)
	assert.NotEqual(t, s.kept[0].ID, s.kept[1].ID)
	require.NoError(t, direct.Handle(t.Context(), s.kept[0]))
	assert.Equal(t, 200, deliver(direct, webhook.WSAPI, texts[webhook.WSAPI]).Code)
	assert.Equal(t, 1, handled, "the same tenant's event")
	require.NoError(t, direct.Handle(t.Context(), s.kept[1]))
	assert.Equal(t, 2, handled)
}

// A sink and its consumer: the gateway has its answer as soon as the callback is stored.
func ExampleWithSink() {
	s := &stubSink{} // in production, a table or a broker
	h, err := webhook.New(webhook.WSAPI, webhook.HMAC(secret), webhook.WithSink(s), webhook.WithDedupe(webhook.NewMemory(1000)))
	if err != nil {
		fmt.Println(err)
		return
	}
	webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error {
		fmt.Println("handled", m.MessageID)
		return nil
	})
	fmt.Println("answered", deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code)
	for _, e := range s.kept {
		if err := h.Handle(context.Background(), e); err != nil {
			fmt.Println("leave it in the store:", err)
		}
	}

	// Output:
	// answered 200
	// handled M1
}
