package webhook_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
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

type spanKey struct{}

// spy is an Observer that keeps all it is told.
type spy struct {
	mu      sync.Mutex
	started int
	ends    []webhook.Result
	infos   []webhook.EventInfo
	answers []webhook.CallbackInfo
	badSpan bool
}

func (s *spy) Start(ctx context.Context, e webhook.EventInfo) context.Context {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.started++
	s.infos = append(s.infos, e)
	return context.WithValue(ctx, spanKey{}, s)
}

func (s *spy) End(ctx context.Context, e webhook.EventInfo, r webhook.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.badSpan = s.badSpan || ctx.Value(spanKey{}) != s
	s.infos, s.ends = append(s.infos, e), append(s.ends, r)
}

func (s *spy) Answer(_ context.Context, c webhook.CallbackInfo) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = append(s.answers, c)
}

func (s *spy) outcomes() string {
	var all []string
	for _, r := range s.ends {
		all = append(all, string(r.Outcome))
	}
	return strings.Join(all, " ")
}

// Each event has one start and one end, under the same context, and each callback one answer, whatever happens.
func TestObserverOutcomes(t *testing.T) {
	t.Parallel()
	two := batchOf(message(t, "M1", chatA), message(t, "M2", chatA))
	fail := func(context.Context, webhook.Event) error { return &canaryError{canary} }
	for name, c := range map[string]struct {
		opts   []webhook.Option
		fn     func(context.Context, webhook.Event) error
		want   string
		status int
		cause  string
	}{
		"handled":      {nil, succeed, "handled handled", 200, ""},
		"nobody asked": {nil, nil, "unhandled unhandled", 200, ""},
		"failed":       {nil, fail, "failed failed", 500, "*webhook_test.canaryError"},
		"panicked":     {nil, func(context.Context, webhook.Event) error { panic(canary) }, "panicked panicked", 500, "string at github.com/"},
		"exited":       {nil, func(context.Context, webhook.Event) error { runtime.Goexit(); return nil }, "panicked panicked", 500, "runtime.Goexit"},
		"duplicate":    {[]webhook.Option{webhook.WithDedupe(&stubStore{claim: webhook.Done})}, succeed, "duplicate duplicate", 200, ""},
		"busy":         {[]webhook.Option{webhook.WithDedupe(&stubStore{claim: webhook.Busy})}, succeed, "busy busy", 503, ""},
		"store down": {
			[]webhook.Option{webhook.WithDedupe(&stubStore{claimErr: errors.New(canary)})}, succeed, "store unavailable store unavailable", 503, "*errors.errorString",
		},
		"store panics": {[]webhook.Option{webhook.WithDedupe(panickingStore{})}, succeed, "panicked panicked", 500, "runtime.errorString at"},
		"queued":       {[]webhook.Option{webhook.WithQueue(9, 1)}, succeed, "handled handled", 200, ""},
		"queued, fail": {[]webhook.Option{webhook.WithQueue(9, 1)}, fail, "failed failed", 200, "*webhook_test.canaryError"},
		"queued, busy": {[]webhook.Option{webhook.WithQueue(9, 1), webhook.WithDedupe(&stubStore{claim: webhook.Busy})}, succeed, "busy busy", 503, ""},
		"queued, done": {[]webhook.Option{webhook.WithQueue(9, 1), webhook.WithDedupe(&stubStore{claim: webhook.Done})}, succeed, "duplicate duplicate", 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &spy{}
			h := newHandler(t, webhook.WSAPI, append(c.opts, webhook.WithObserver(s))...)
			if c.fn != nil {
				webhook.OnRest(h, func(ctx context.Context, e webhook.Event) error {
					assert.Equal(t, s, ctx.Value(spanKey{}))
					return c.fn(ctx, e)
				})
			}
			apart(func() { deliver(h, webhook.WSAPI, two) })
			require.NoError(t, h.Shutdown(t.Context()))
			assert.Equal(t, c.want, s.outcomes())
			assert.Equal(t, 2, s.started)
			assert.False(t, s.badSpan)
			for _, r := range s.ends {
				assert.Contains(t, r.Cause, c.cause)
				assert.Equal(t, c.cause == "", r.Cause == "")
			}
			for _, e := range s.infos {
				assert.Equal(t, webhook.WSAPI, e.Provider)
				assert.Equal(t, "message", e.Type)
				assert.Equal(t, "I1", e.Instance)
				assert.Regexp(t, `^message:M[12]:`, e.ID)
				assert.Equal(t, (len(two)-3)/2, e.Size)
			}
			require.Len(t, s.answers, 1)
			a := s.answers[0]
			assert.Positive(t, a.Duration)
			a.Duration = 0
			assert.Equal(t, webhook.CallbackInfo{Provider: webhook.WSAPI, Status: c.status, Size: len(two), Events: 2}, a)
			assert.NotContains(t, fmt.Sprintf("%+v", s), canary)
		})
	}
}

// What no handler sees is one answer, with the reason in our own words.
func TestObserverRefusals(t *testing.T) {
	t.Parallel()
	s := &spy{}
	h := newHandler(t, webhook.WSAPI, webhook.WithObserver(s), webhook.WithMaxBody(100))
	short := []byte(`{}`)
	webhooktest.Deliver(h, webhook.WSAPI, "outro", short)
	webhooktest.Deliver(h, webhook.WSAPI, secret, []byte(`{`))
	webhooktest.Deliver(h, webhook.WSAPI, secret, bytes.Repeat([]byte("x"), 101))
	webhooktest.Deliver(h, webhook.WSAPI, secret, short, webhooktest.Header("Content-Type", canary))
	require.NoError(t, h.Shutdown(t.Context()))
	webhooktest.Deliver(h, webhook.WSAPI, secret, short)
	var got []string
	for _, a := range s.answers {
		got = append(got, fmt.Sprintf("%d %s", a.Status, a.Reason))
	}
	assert.Equal(t, []string{
		"401 webhook: signature or token does not match", "400 webhook: body is not JSON", "413 webhook: body is larger than the limit",
		"415 webhook: content type or encoding is not one of a callback", "503 webhook: the handler is shut down",
	}, got)
	assert.Zero(t, s.started)
}

// Durations are those of the handler; with a queue, the wait is apart.
func TestObserverDurations(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, queued := range []bool{false, true} {
			s := &spy{}
			opts := []webhook.Option{webhook.WithObserver(s)}
			if queued {
				opts = append(opts, webhook.WithQueue(9, 1))
			}
			h := newHandler(t, webhook.WSAPI, opts...)
			webhook.OnRest(h, func(context.Context, webhook.Event) error { <-time.After(time.Second); return nil })
			deliver(h, webhook.WSAPI, batchOf(message(t, "M1", chatA), message(t, "M2", chatA)))
			require.NoError(t, h.Shutdown(t.Context()))
			require.Len(t, s.ends, 2)
			assert.Equal(t, time.Second, s.ends[0].Duration)
			assert.Equal(t, time.Second, s.ends[1].Duration)
			if queued {
				assert.Equal(t, time.Second, s.ends[1].Waited)
				assert.Zero(t, s.answers[0].Duration)
			} else {
				assert.Zero(t, s.ends[1].Waited)
				assert.Equal(t, 2*time.Second, s.answers[0].Duration)
			}
		}
	})
}

// panickingObserver panics in one of its methods.
type panickingObserver struct {
	*spy
	in string
}

func (p panickingObserver) Start(ctx context.Context, e webhook.EventInfo) context.Context {
	if p.in == "Start" {
		panic(canary)
	}
	return p.spy.Start(ctx, e)
}

func (p panickingObserver) End(ctx context.Context, e webhook.EventInfo, r webhook.Result) {
	if p.in == "End" {
		panic(canary)
	}
	p.spy.End(ctx, e, r)
}

func (p panickingObserver) Answer(ctx context.Context, c webhook.CallbackInfo) {
	if p.in == "Answer" {
		panic(canary)
	}
	p.spy.Answer(ctx, c)
}

// An observer that panics before the event is a failure; one that panics after it changes nothing. No process ends.
func TestObserverPanics(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int{"Start": 500, "End": 200, "Answer": 200} {
		for _, opts := range [][]webhook.Option{nil, {webhook.WithQueue(9, 1)}, {webhook.WithTimeout(time.Hour)}} {
			var log bytes.Buffer
			store := &countingStore{Deduper: webhook.NewMemory(9)}
			h := newHandler(t, webhook.WSAPI, append(opts, webhook.WithDedupe(store), webhook.WithObserver(panickingObserver{&spy{}, in}),
				webhook.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))...)
			handled := 0
			webhook.OnRest(h, func(context.Context, webhook.Event) error { handled++; return nil })
			code := deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code
			require.NoError(t, h.Shutdown(t.Context()))
			if in == "Start" {
				assert.Zero(t, handled, in)
				assert.Zero(t, store.committed.Load(), in)
			} else {
				assert.Equal(t, want, code, in)
				assert.Equal(t, 1, handled, in)
				assert.Equal(t, "1 claimed, 1 committed, 0 released", store.String(), in)
			}
			assert.Contains(t, log.String(), "string at github.com/zapgate/zapgate-go/webhook_test.panickingObserver."+in)
			assert.NotContains(t, log.String(), canary)
		}
	}
}
