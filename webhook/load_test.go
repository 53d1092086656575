package webhook_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

const (
	loadChats = 100
	loadFull  = 160 // events of a chat; with a duplicate of every third and what comes again, over 20,000 callbacks
)

// loadID is the id of the n-th event of a chat.
func loadID(chat, n int) string { return fmt.Sprintf("%d-%d", chat, n) }

// books are kept by the handlers of the load test.
type books struct {
	mu         sync.Mutex
	attempts   map[string]int
	successes  map[string]int
	chatActive map[int]bool
	next       map[int]int // of a chat, the event that has to be next
	wrong      []string
	failures   map[string]int // by kind
}

func (b *books) begin(chat, n int) (attempt int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := loadID(chat, n)
	if b.chatActive[chat] {
		b.wrong = append(b.wrong, "two at a time: "+id)
	}
	b.chatActive[chat] = true
	if b.successes[id] > 0 {
		b.wrong = append(b.wrong, "handled again: "+id)
	}
	if b.attempts[id]++; b.attempts[id] == 1 {
		if b.next[chat] != n {
			b.wrong = append(b.wrong, "out of order: "+id)
		}
		b.next[chat] = n + 1
	}
	return b.attempts[id]
}

func (b *books) end(chat, n int, how string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.chatActive[chat] = false
	b.failures[how]++
	if how == "handled" {
		b.successes[loadID(chat, n)]++
	}
}

func (b *books) handled(id string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.successes[id] > 0
}

// handle succeeds in the end; before, an event may fail in each way twice. What it does depends on the event alone.
func (b *books) handle(_ context.Context, m *webhook.MessageReceived) error {
	var chat, n int
	if _, err := fmt.Sscanf(m.MessageID, "%d-%d", &chat, &n); err != nil {
		return err
	}
	attempt := b.begin(chat, n)
	runtime.Gosched()
	sum := fnv.New32a()
	fmt.Fprint(sum, m.MessageID, "/", attempt)
	how := "handled"
	if attempt <= 2 {
		switch r := sum.Sum32() % 100; {
		case r < 10:
			how = "error"
		case r < 15:
			how = "panic"
		case r < 17:
			how = "exit"
		}
	}
	b.end(chat, n, how)
	switch how {
	case "error":
		return errors.New("the database is down")
	case "panic":
		panic("a mistake")
	case "exit":
		runtime.Goexit()
	}
	return nil
}

// restarts is a server whose handler is replaced while it serves.
type restarts struct {
	now   atomic.Pointer[webhook.Handler]
	ready atomic.Pointer[chan struct{}] // closed when the new one is there
}

func (s *restarts) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.now.Load().ServeHTTP(w, r) }

// 20,000 callbacks over HTTP, with duplicates at the same time and later, batches, handlers that fail, panic and exit, and
// a shutdown in the middle, after which another handler takes over with the same store. Every event is handled, none after
// it was handled, those of one chat in their order and one at a time.
func TestLoad(t *testing.T) {
	t.Run("waiting", func(t *testing.T) { load(t, loadFull, false, nil) })
	t.Run("timeout", func(t *testing.T) { load(t, loadFull/8, false, []webhook.Option{webhook.WithTimeout(time.Minute)}) })
	t.Run("queue", func(t *testing.T) { load(t, loadFull, true, []webhook.Option{webhook.WithQueue(200, 8)}) })
}

func load(t *testing.T, each int, queued bool, opts []webhook.Option) {
	begin := time.Now()
	b := &books{
		attempts: map[string]int{}, successes: map[string]int{}, chatActive: map[int]bool{}, next: map[int]int{}, failures: map[string]int{},
	}
	store := &countingStore{Deduper: webhook.NewMemory(100_000)}
	newOne := func() *webhook.Handler {
		h := newHandler(t, webhook.WSAPI, append(opts, webhook.WithDedupe(store))...)
		webhook.On(h, b.handle)
		return h
	}
	server := &restarts{}
	server.now.Store(newOne())
	server.ready.Store(new(make(chan struct{})))
	srv := httptest.NewServer(server)
	defer srv.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 2 * loadChats}}
	defer client.CloseIdleConnections()

	var sent, refused atomic.Int64
	post := func(body string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL, bytes.NewReader([]byte(body)))
		if err != nil {
			t.Error(err)
			return 0
		}
		r.Header = webhooktest.Sign(webhook.WSAPI, secret, []byte(body))
		ready := *server.ready.Load()
		res, err := client.Do(r)
		if err != nil {
			t.Error(err)
			return 0
		}
		_, _ = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		sent.Add(1)
		if res.StatusCode == http.StatusServiceUnavailable {
			refused.Add(1)
			if server.now.Load().Handle(t.Context(), webhook.Envelope{Provider: webhook.WSAPI, Body: []byte(`{}`)}) == webhook.ErrShutdown {
				<-ready
			}
		}
		return res.StatusCode
	}
	untilAccepted := func(body string) {
		for !t.Failed() && post(body) != http.StatusOK {
			runtime.Gosched()
		}
	}
	bodies := map[string]string{}
	for chat := range loadChats {
		for n := range each {
			bodies[loadID(chat, n)] = message(t, loadID(chat, n), fmt.Sprintf("55119000%05d", chat))
		}
	}

	var wg sync.WaitGroup
	half := make(chan struct{}, loadChats)
	for chat := range loadChats {
		wg.Go(func() {
			for n := 0; n < each; n++ {
				if n == each/2 {
					half <- struct{}{}
				}
				body := bodies[loadID(chat, n)]
				switch {
				case n%10 == 7 && n+1 < each: // two in one callback
					n++
					body = batchOf(body, bodies[loadID(chat, n)])
				case n%3 == 0:
					wg.Go(func() { post(body) }) // at the same time
				}
				untilAccepted(body)
			}
		})
	}
	for range loadChats / 2 {
		<-half
	}
	require.NoError(t, server.now.Load().Shutdown(t.Context()))
	old := *server.ready.Load()
	server.now.Store(newOne())
	server.ready.Store(new(make(chan struct{})))
	close(old)
	wg.Wait()
	if queued { // the gateway had its 200 for what failed since: here, it repeats all of it
		for id, body := range bodies {
			for !t.Failed() && !b.handled(id) {
				post(body)
				runtime.Gosched()
			}
		}
	}
	require.NoError(t, server.now.Load().Shutdown(t.Context()))

	b.mu.Lock()
	defer b.mu.Unlock()
	assert.Empty(t, b.wrong)
	assert.Equal(t, loadChats*each, len(b.successes))
	for id, n := range b.successes {
		if n != 1 {
			t.Errorf("%s was handled %d times", id, n)
		}
	}
	assert.GreaterOrEqual(t, sent.Load(), int64(20_000*each/loadFull))
	assert.EqualValues(t, loadChats*each, store.committed.Load())
	assert.Equal(t, store.claimed.Load(), store.committed.Load()+store.released.Load())
	for _, how := range []string{"handled", "error", "panic", "exit"} {
		assert.Positive(t, b.failures[how], how)
	}
	t.Logf("%d callbacks, %d of them answered 503, in %s: %v", sent.Load(), refused.Load(), time.Since(begin).Round(time.Millisecond), b.failures)
}
