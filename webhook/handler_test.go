package webhook_test

import (
	"context"
	"errors"
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

// apart runs fn on a goroutine that a handler may end.
func apart(fn func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		fn()
	}()
	<-done
}

// later delivers body beside the test and returns where the answer's code will be.
func later(h http.Handler, p webhook.Provider, body string) <-chan int {
	code := make(chan int, 1)
	go func() { code <- deliver(h, p, body).Code }()
	return code
}

// message is a text of WSAPI's in a chat.
func message(t testing.TB, id, chat string) string {
	t.Helper()
	body := edit(t, texts[webhook.WSAPI], "eventData.id", id)
	return edit(t, body, "eventData.chatId", chat+"@s.whatsapp.net")
}

// events is a log of what happened, in order.
type events struct {
	mu  sync.Mutex
	all []string
}

func (l *events) add(s string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, s)
}

func (l *events) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.all, " ")
}

func TestOptionsThatCannotBe(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]webhook.Option{
		"no time":        {webhook.WithTimeout(0)},
		"less than none": {webhook.WithTimeout(-1)},
		"no room":        {webhook.WithQueue(0, 1)},
		"no workers":     {webhook.WithQueue(1, 0)},
		"no sink":        {webhook.WithSink(nil)},
		"no observer":    {webhook.WithObserver(nil)},
		"queue and sink": {webhook.WithQueue(1, 1), webhook.WithSink(&stubSink{})},
		"no option":      {nil},
	} {
		_, err := webhook.New(webhook.WSAPI, webhook.HMAC(secret), opts...)
		assert.Error(t, err, name)
	}
}

// A handler that obeys its context ends in time; the gateway is told to send again, and the event can be claimed again.
func TestTimeoutEndsTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHandler(t, webhook.WSAPI, webhook.WithTimeout(time.Second), webhook.WithDedupe(webhook.NewMemory(9)))
		calls := 0
		webhook.OnRest(h, func(ctx context.Context, _ webhook.Event) error {
			if calls++; calls > 1 {
				return nil
			}
			<-ctx.Done()
			return ctx.Err()
		})
		start := time.Now()
		assert.Equal(t, 500, deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code)
		assert.Equal(t, time.Second, time.Since(start))
		synctest.Wait()
		assert.Equal(t, 200, deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code)
		assert.Equal(t, 2, calls)
	})
}

// A handler that does not obey keeps its claim, but not the gateway. When it succeeds after all, the event was handled.
func TestTimeoutDoesNotWaitForTheDeaf(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		end  func() error
		want int // once it has returned
		runs int
	}{
		"succeeds": {func() error { return nil }, 200, 1},
		"fails":    {func() error { return errors.New("x") }, 200, 2},
		"panics":   {func() error { panic("x") }, 200, 2},
		"exits":    {func() error { runtime.Goexit(); return nil }, 200, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := newHandler(t, webhook.WSAPI, webhook.WithTimeout(time.Second), webhook.WithDedupe(webhook.NewMemory(9)))
				goOn, runs := make(chan struct{}), 0
				webhook.OnRest(h, func(context.Context, webhook.Event) error {
					if runs++; runs > 1 {
						return nil
					}
					<-goOn
					return c.end()
				})
				start := time.Now()
				body := "[" + message(t, "M1", "5511900000001") + "," + message(t, "M2", "5511900000001") + "]"
				assert.Equal(t, 500, deliver(h, webhook.WSAPI, body).Code)
				assert.Equal(t, time.Second, time.Since(start))
				assert.Equal(t, 503, deliver(h, webhook.WSAPI, message(t, "M1", "5511900000001")).Code, "it still runs")
				close(goOn)
				synctest.Wait()
				assert.Equal(t, 1, runs, "the second event was not begun after the time was over")
				assert.Equal(t, c.want, deliver(h, webhook.WSAPI, message(t, "M1", "5511900000001")).Code)
				assert.Equal(t, c.runs, runs)
				assert.Equal(t, 200, deliver(h, webhook.WSAPI, message(t, "M2", "5511900000001")).Code)
				assert.Equal(t, c.runs+1, runs)
			})
		})
	}
}

// A handler in time is answered at once, with a timeout or without.
func TestTimeoutInTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for fn, want := range map[string]int{"": 200, "x": 500, "panic": 500, "exit": 500} {
			h := newHandler(t, webhook.WSAPI, webhook.WithTimeout(time.Hour))
			webhook.OnRest(h, func(context.Context, webhook.Event) error {
				switch fn {
				case "":
					return nil
				case "panic":
					panic(fn)
				case "exit":
					runtime.Goexit()
				}
				return errors.New(fn)
			})
			start := time.Now()
			assert.Equal(t, want, deliver(h, webhook.WSAPI, texts[webhook.WSAPI]).Code)
			assert.Zero(t, time.Since(start))
			require.NoError(t, h.Shutdown(t.Context()))
		}
	})
}

// One tenant cannot have another's events taken for duplicates, nor keep them busy.
func TestTenantsShareNoKeys(t *testing.T) {
	t.Parallel()
	secrets := map[string][]webhook.Secret{"ana": {"novo da ana", "segredo da ana"}, "bia": {"segredo da bia"}}
	store := webhook.NewMemory(100)
	v := webhook.HMACFunc(func(_ context.Context, r *http.Request) ([]webhook.Secret, error) {
		return secrets[r.URL.Query().Get("tenant")], nil
	})
	h, err := webhook.New(webhook.WSAPI, v, webhook.WithDedupe(store))
	require.NoError(t, err)
	handled := 0
	webhook.OnRest(h, func(context.Context, webhook.Event) error { handled++; return nil })
	for i, c := range []struct {
		tenant  string
		key     webhook.Secret
		handled int
	}{
		{"ana", "segredo da ana", 1},
		{"bia", "segredo da bia", 2},
		{"ana", "segredo da ana", 2},
		{"bia", "segredo da bia", 2},
		{"ana", "novo da ana", 3}, // the price of a rotation
	} {
		r := webhooktest.Request(webhook.WSAPI, c.key, []byte(texts[webhook.WSAPI]))
		r.URL.RawQuery = "tenant=" + c.tenant
		assert.Equal(t, 200, serve(h, r))
		assert.Equal(t, c.handled, handled, "delivery %d", i)
	}
	// Instances and ids are chosen by the tenant: none of them spells another's key.
	stub := &stubStore{}
	h, err = webhook.New(webhook.WSAPI, v, webhook.WithDedupe(stub))
	require.NoError(t, err)
	webhook.OnRest(h, succeed)
	r := webhooktest.Request(webhook.WSAPI, "segredo da bia", []byte(texts[webhook.WSAPI]))
	r.URL.RawQuery = "tenant=bia"
	assert.Equal(t, 200, serve(h, r))
	plain := keyOf(t, webhook.WSAPI, texts[webhook.WSAPI])
	assert.Regexp(t, `^claim [0-9a-f]{32}/`, stub.calls[0])
	assert.True(t, strings.HasSuffix(stub.calls[0], "/"+plain))
	assert.NotContains(t, stub.calls[0], "bia")
}

// Goexit takes the connection with it, or over HTTP/2 the stream, but not the answer, and not the rest of a batch; with a
// timeout, not even that.
func TestGoexitOverHTTP(t *testing.T) {
	t.Parallel()
	for i, opts := range [][]webhook.Option{nil, {webhook.WithTimeout(time.Hour)}, nil, {webhook.WithTimeout(time.Hour)}} {
		h := newHandler(t, webhook.WSAPI, append(opts, webhook.WithDedupe(webhook.NewMemory(9)))...)
		var seen events
		webhook.On(h, func(_ context.Context, m *webhook.MessageReceived) error {
			seen.add(m.MessageID)
			if m.MessageID != "M3" {
				runtime.Goexit()
			}
			return nil
		})
		srv, proto := httptest.NewUnstartedServer(h), 1
		if i >= 2 {
			srv.EnableHTTP2, proto = true, 2
			srv.StartTLS()
		} else {
			srv.Start()
		}
		body := "[" + message(t, "M1", "5511900000001") + "," + message(t, "M2", "5511900000001") + "," + message(t, "M3", "5511900000001") + "]"
		for range 3 {
			in := webhooktest.Request(webhook.WSAPI, secret, []byte(body))
			out, err := http.NewRequest(http.MethodPost, srv.URL, in.Body)
			require.NoError(t, err)
			out.Header = in.Header
			res, err := srv.Client().Do(out)
			require.NoError(t, err)
			_ = res.Body.Close()
			assert.Equal(t, 500, res.StatusCode)
			assert.Equal(t, proto, res.ProtoMajor)
		}
		srv.Close()
		assert.Equal(t, "M1 M2 M3 M1 M2 M1 M2", seen.String())
		require.NoError(t, h.Shutdown(t.Context()), "everything that began has ended")
	}
}
