package endtoend

import (
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

const (
	manyGoroutines = 200
	callsOfEach    = 20
)

// many makes calls on 200 goroutines at once and returns how many failed.
func many(call func() error) (failed int64) {
	var n atomic.Int64
	var wg sync.WaitGroup
	for range manyGoroutines {
		wg.Go(func() {
			for range callsOfEach {
				if call() != nil {
					n.Add(1)
				}
			}
		})
	}
	wg.Wait()
	return n.Load()
}

// connections counts those that were opened and closed.
type connections struct{ opened, closed atomic.Int64 }

func countedLoopback(tb testing.TB) (srv *httptest.Server, conns *connections) {
	conns = &connections{}
	srv = httptest.NewUnstartedServer(answering)
	srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		switch s {
		case http.StateNew:
			conns.opened.Add(1)
		case http.StateClosed:
			conns.closed.Add(1)
		}
	}
	srv.Start()
	tb.Cleanup(srv.Close)
	return srv, conns
}

func textSender(tb testing.TB, base string, opts ...zapgate.Option) func() error {
	c, err := zapi.New(zapi.Credentials{InstanceID: "INSTANCE01", Token: "TOKEN01", ClientToken: "CLIENT01"},
		append(opts, zapgate.WithBaseURL(base))...)
	require.NoError(tb, err)
	return func() error { _, err := c.Messages.SendText(tb.Context(), textRequest); return err }
}

// One client, and the transport that all clients share: no more connections than goroutines, however many calls. net/http
// gives a connection up whose goroutine that writes gets no processor for 50 ms; on a machine that busy, there is another
// one in its place.
func TestCallsShareConnections(t *testing.T) {
	srv, conns := countedLoopback(t)
	send := textSender(t, srv.URL)
	for range 3 {
		assert.Zero(t, many(send))
	}
	assert.Eventually(t, func() bool { return conns.opened.Load()-conns.closed.Load() <= manyGoroutines }, 10*time.Second, time.Millisecond)
	assert.LessOrEqual(t, conns.opened.Load(), int64(manyGoroutines+manyGoroutines/20), "of 12,000 calls, nearly all find one that is there")
	first := conns.opened.Load()
	require.NoError(t, send(), "and one more")
	assert.Equal(t, first, conns.opened.Load(), "what is open is used")
}

// BenchmarkCallMany compares the calls in a second of 200 goroutines on one client with those of one written by hand on
// a transport with as large a pool, by turns (throughput: ours by theirs, the median), and counts the connections of ours.
func BenchmarkCallMany(b *testing.B) {
	srv, conns := countedLoopback(b)
	send := textSender(b, srv.URL)
	pool := http.DefaultTransport.(*http.Transport).Clone()
	pool.MaxIdleConns, pool.MaxIdleConnsPerHost = 1024, 256
	b.Cleanup(pool.CloseIdleConnections)
	other, _ := countedLoopback(b)
	floor := &floorClient{&http.Client{Transport: pool, Timeout: 30 * time.Second}, other.URL + callPath}
	calls := [2]func() error{send, func() error { _, err := floor.sendText(b.Context(), textRequest); return err }}
	for _, call := range calls { // the connections are made before the clock runs
		require.Zero(b, many(call))
	}
	var ratios []float64
	for n := 0; b.Loop(); n++ {
		var times [2]time.Duration
		for i := range calls {
			which := (i + n) % 2 // each is first in turn
			start := time.Now()
			if many(calls[which]) > 0 {
				b.Fatal("a call failed")
			}
			times[which] = time.Since(start)
		}
		ratios = append(ratios, float64(times[1])/float64(times[0]))
	}
	slices.Sort(ratios)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ratios[len(ratios)/2], "throughput")
	b.ReportMetric(float64(conns.opened.Load()), "connections")
}
