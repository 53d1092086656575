package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// dialled is a pool on a network that opens what it is told to.
type dialled struct {
	*pool
	mu    sync.Mutex
	dials int
	err   error
}

func newDialled() *dialled {
	d := &dialled{}
	d.pool = newPool(func(context.Context, string, string) (net.Conn, error) {
		d.mu.Lock()
		defer d.mu.Unlock()
		if d.dials++; d.err != nil {
			return nil, d.err
		}
		c, _ := net.Pipe()
		return c, nil
	})
	return d
}

const somewhere = "gateway.test:443"

// begin counts a request to somewhere.
func (d *dialled) begin() (end func()) {
	a, of := &attempt{}, attempts{host: d.host(&url.URL{Scheme: "https", Host: "gateway.test"})}
	of.begin(a)
	return func() { of.end(a) }
}

// ask dials for an attempt that waits, and tells what came of it.
func (d *dialled) ask(a *attempt) <-chan error {
	done := make(chan error, 1)
	a.serve(false)
	a.Context = context.Background()
	go func() {
		_, err := d.DialContext(a, "tcp", somewhere)
		done <- err
	}()
	return done
}

func pending(t *testing.T, done <-chan error) {
	t.Helper()
	synctest.Wait()
	select {
	case err := <-done:
		t.Errorf("the dial was not put off: %v", err)
	default:
	}
}

func TestPoolPutsOffWhatIsNotNeeded(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		then func(d *dialled, a *attempt, first net.Conn)
		want error
		took time.Duration
	}{
		"a connection is closed":      {func(_ *dialled, _ *attempt, first net.Conn) { _ = first.Close() }, nil, 0},
		"the request is served":       {func(_ *dialled, a *attempt, _ net.Conn) { a.serve(true) }, errServed, 0},
		"nothing comes of the others": {func(*dialled, *attempt, net.Conn) {}, nil, maxPatience},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := newDialled()
				end := d.begin()
				first, err := d.DialContext(&attempt{Context: t.Context()}, "tcp", somewhere)
				require.NoError(t, err)
				a := &attempt{}
				done := d.ask(a)
				pending(t, done)
				start := time.Now()
				c.then(d, a, first)
				assert.Equal(t, c.want, <-done)
				assert.Equal(t, c.took, time.Since(start))
				end()
			})
		})
	}
}

// One more request needs one more connection, a dial that failed is none, and what is over is forgotten.
func TestPoolCounts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDialled()
		ctx := &attempt{Context: t.Context()}
		dial := func() net.Conn {
			t.Helper()
			c, err := d.DialContext(ctx, "tcp", somewhere)
			require.NoError(t, err)
			return c
		}
		one, two := d.begin(), d.begin()
		d.err = errors.New("refused")
		for range 3 {
			_, err := d.DialContext(ctx, "tcp", somewhere)
			assert.Equal(t, d.err, err)
		}
		d.err = nil
		a, b := dial(), dial()
		done := d.ask(&attempt{})
		pending(t, done)
		three := d.begin()
		require.NoError(t, a.Close())
		require.NoError(t, <-done)
		assert.NoError(t, a.Close(), "twice is once")
		c := dial()
		for _, end := range []func(){one, two, three, three} {
			end()
		}
		_ = b.Close()
		_ = c.Close()
		assert.EqualValues(t, 1, d.hosts[somewhere].conns, "the one that was asked for is open")
		assert.Zero(t, d.hosts[somewhere].requests.Load())
	})
}

// Where nobody counts, such as at a proxy's address, nothing is put off.
func TestPoolLeavesOthersAlone(t *testing.T) {
	t.Parallel()
	d := newDialled()
	defer d.begin()()
	for range 3 {
		_, err := d.DialContext(&attempt{Context: t.Context()}, "tcp", "proxy.test:8080")
		require.NoError(t, err)
		_, err = d.DialContext(t.Context(), "tcp", somewhere)
		require.NoError(t, err, "no attempt of ours")
	}
	assert.Equal(t, 6, d.dials)
	for text, want := range map[string]string{
		"https://a.test/x": "a.test:443", "http://a.test": "a.test:80", "http://a.test:81/": "a.test:81", "https://[::1]": "[::1]:443",
	} {
		u, err := url.Parse(text)
		require.NoError(t, err)
		assert.Equal(t, want, addrOf(u))
	}
}

// What net/http does with the pool: a burst of calls whose dials are slow ends with no more connections than calls, every
// one of which is answered, also after the connections have died.
func TestPoolUnderATransport(t *testing.T) {
	t.Parallel()
	for name, dies := range map[string]bool{"connections stay": false, "connections die": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { poolUnderATransport(t, dies) })
		})
	}
}

func poolUnderATransport(t *testing.T, dies bool) {
	w := &wire{serve: func(n int, c net.Conn, _ *http.Request) bool {
		<-time.After(time.Duration(n%7) * time.Millisecond)
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"+`{"id":"A"}`)
		return !dies || n%5 != 0 // some are closed, without a word about it
	}}
	tr := w.transport(t)
	slow := tr.DialContext
	p := newPool(func(ctx context.Context, network, addr string) (net.Conn, error) {
		<-time.After(20 * time.Millisecond)
		return slow(ctx, network, addr)
	})
	tr.DialContext, tr.MaxIdleConnsPerHost = p.DialContext, 100
	c := newClient(t, nil, zapgate.WithRetries(10)) // one call may meet several dead connections
	h := p.host(c.cfg.BaseURL)
	c.http.HTTPClient = &http.Client{Transport: attempts{tr, h}}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			for range 10 {
				_, err := Do[answer](t.Context(), c, requestOf(lookupOp))
				assert.NoError(t, err)
			}
		})
	}
	most := int64(0)
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
			}
			h.mu.Lock()
			most = max(most, h.conns)
			h.mu.Unlock()
		}
	}()
	wg.Wait()
	<-time.After(2 * maxPatience) // a dial that was begun for a call that got another connection ends by itself
	close(stop)
	synctest.Wait()
	assert.LessOrEqual(t, most, int64(20))
	assert.Positive(t, most)
	if !dies {
		assert.LessOrEqual(t, w.dials, 20, "what is open is used")
	}
	tr.CloseIdleConnections()
	synctest.Wait()
	assert.Zero(t, h.requests.Load(), "every request that was counted is gone")
	assert.Zero(t, h.conns, "and every connection")
}

// A dial that hangs is a connection to nobody: who comes after the attempt that gave it up does not wait for it, be it
// that nothing answers the dial or that nothing answers the TLS handshake.
func TestPoolForgetsWhatWasGivenUp(t *testing.T) {
	t.Parallel()
	for name, hangs := range map[string]func(ctx context.Context) (net.Conn, error){
		"dial":      func(ctx context.Context) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() },
		"handshake": func(context.Context) (net.Conn, error) { c, _ := net.Pipe(); return c, nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				began := make(chan time.Duration, 10)
				start := time.Now()
				p := newPool(func(ctx context.Context, _, _ string) (net.Conn, error) {
					began <- time.Since(start).Truncate(time.Millisecond)
					ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
					defer cancel()
					return hangs(ctx)
				})
				tr := &http.Transport{DialContext: p.DialContext, TLSHandshakeTimeout: 10 * time.Second}
				c := newClientAt(t, "https://gw.test/"+canary, nil, zapgate.WithTimeout(time.Second), zapgate.WithRetryWait(1, 1))
				h := p.host(c.cfg.BaseURL)
				c.http.HTTPClient = &http.Client{Transport: attempts{tr, h}}
				again.check(t, Exec(t.Context(), c, requestOf(sendOp)), 0)
				time.Sleep(time.Minute)
				synctest.Wait()
				for i := range 3 {
					assert.Equal(t, time.Duration(i)*time.Second, <-began, "each attempt dials at once")
				}
				assert.Empty(t, began)
				assert.Zero(t, h.conns, "each is counted off once")
				assert.Zero(t, h.requests.Load())
			})
		})
	}
}

// An attempt that is short of time still comes to dial when the count is wrong.
func TestPoolPutsOffNoLongerThanThereIsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDialled()
		defer d.begin()()
		_, err := d.DialContext(&attempt{Context: t.Context()}, "tcp", somewhere)
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		_, err = d.DialContext(&attempt{Context: ctx}, "tcp", somewhere)
		require.NoError(t, err)
		assert.Equal(t, time.Second/2, time.Since(start))
	})
}
