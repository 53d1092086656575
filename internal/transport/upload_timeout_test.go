package transport

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// slowNet is a network in memory whose server reads as serve likes. end waits until serve is done.
func slowNet(serve func(n int, c net.Conn)) (tr *http.Transport, dials *atomic.Int32, end func()) {
	dials = new(atomic.Int32)
	var serving sync.WaitGroup
	tr = &http.Transport{DisableKeepAlives: true, DialContext: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		n := int(dials.Add(1))
		serving.Go(func() {
			defer server.Close()
			serve(n, server)
		})
		return client, nil
	}}
	return tr, dials, serving.Wait
}

// take reads n pieces of 32 KiB, as net/http writes them, with a wait before each.
func take(c net.Conn, n int, wait time.Duration) {
	for range n {
		<-time.After(wait)
		if _, err := io.CopyN(io.Discard, c, 32<<10); err != nil {
			return
		}
	}
}

func TestUploadTimeouts(t *testing.T) {
	t.Parallel()
	const size = 10 * 32 << 10
	rest := func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }
	for _, c := range []struct {
		name         string
		effect, safe outcome // zero: a success
		serve        func(n int, c net.Conn)
		took         time.Duration // of one attempt
	}{
		{"steady, longer than the timeout", outcome{}, outcome{}, func(_ int, c net.Conn) {
			take(c, 10, 20*time.Second)
			go func() { <-time.After(29 * time.Second); ok(c, `{}`) }()
			rest(c)
		}, 229 * time.Second},
		{"nothing is read", unknown, again, func(_ int, c net.Conn) {
			<-time.After(time.Hour)
		}, 30 * time.Second},
		{"stalls halfway", unknown, again, func(_ int, c net.Conn) {
			take(c, 5, 20*time.Second)
			<-time.After(time.Hour)
		}, 130 * time.Second},
		{"read whole and never answered", unknown, again, func(_ int, c net.Conn) {
			take(c, 10, 20*time.Second)
			rest(c)
		}, 230 * time.Second},
	} {
		bothUploads(t, c.name, c.effect, c.safe, func(t *testing.T, by carrier, op Op, want outcome) {
			tr, dials, end := slowNet(c.serve)
			defer end()
			s := &source{data: make([]byte, size)}
			begin := time.Now()
			err := Exec(t.Context(), newClient(t, tr), by.of(op, s.media(size)))
			took := time.Since(begin)
			attempts := max(want.attempts, 1)
			if want.attempts == 0 {
				require.NoError(t, err)
			} else {
				assert.ErrorIs(t, want.check(t, err, 0), context.DeadlineExceeded)
			}
			assert.EqualValues(t, attempts, dials.Load())
			assert.GreaterOrEqual(t, took, time.Duration(attempts)*c.took)
			assert.LessOrEqual(t, took, time.Duration(attempts)*c.took+longest)
			s.assertClosed(t, attempts)
		})
	}
}

// hanging is a source that gives no more until it is closed, as a lost connection does.
type hanging struct {
	io.Reader
	end   chan struct{}
	close func()
}

func newHanging(r io.Reader) *hanging {
	end := make(chan struct{})
	return &hanging{r, end, sync.OnceFunc(func() { close(end) })}
}

func (h *hanging) Read(p []byte) (int, error) {
	if n, err := h.Reader.Read(p); n > 0 || err != io.EOF {
		return n, err
	}
	<-h.end
	return 0, net.ErrClosed
}

func (h *hanging) Close() error { h.close(); return nil }

func TestUploadSourceThatHangs(t *testing.T) {
	t.Parallel()
	hangs := func() *source {
		return &source{data: []byte("begun"), open: func(_ int, r io.Reader) (io.Reader, error) { return newHanging(r), nil }}
	}
	bothUploads(t, "timeout", unknown, again, func(t *testing.T, by carrier, op Op, want outcome) {
		w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool { return ok(c, `{}`) }}
		tr := w.transport(t)
		defer w.close(tr)
		s := hangs()
		begin := time.Now()
		err := Exec(t.Context(), newClient(t, tr), by.of(op, s.media(100)))
		assert.ErrorIs(t, want.check(t, err, 0), context.DeadlineExceeded)
		assert.LessOrEqual(t, time.Since(begin), time.Duration(want.attempts)*30*time.Second+longest)
		assert.Zero(t, w.requests())
		s.assertClosed(t, want.attempts)
	})
	for _, by := range carriers {
		endings(t, "the caller/"+by.name, func(t *testing.T, ctx context.Context, end func(), is []error) {
			w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool { return ok(c, `{}`) }}
			tr := w.transport(t)
			defer w.close(tr)
			s := hangs()
			go func() {
				<-time.After(50 * time.Millisecond)
				end()
			}()
			begin := time.Now()
			err := Exec(ctx, newClient(t, tr), by.of(scanOp, s.media(100)))
			once.check(t, err, 0)
			for _, target := range is {
				assert.ErrorIs(t, err, target)
			}
			assert.Less(t, time.Since(begin), time.Second)
			s.assertClosed(t, 1)
		})
	}
}

func TestUploadCutInTheMiddle(t *testing.T) {
	t.Parallel()
	bothUploads(t, "lost", unknown, again, func(t *testing.T, by carrier, op Op, want outcome) {
		tr, dials, end := slowNet(func(_ int, c net.Conn) { take(c, 3, time.Millisecond) })
		defer end()
		s := &source{data: make([]byte, 1<<20)}
		want.check(t, Exec(t.Context(), newClient(t, tr), by.of(op, s.media(1<<20))), 0)
		assert.EqualValues(t, want.attempts, dials.Load())
		s.assertClosed(t, want.attempts)
	})
}

// A source that gives a little now and then is no attempt that hangs: each piece that it gives starts the clock anew.
func TestUploadFromASlowSource(t *testing.T) {
	t.Parallel()
	bothUploads(t, "steady", outcome{}, outcome{}, func(t *testing.T, by carrier, op Op, _ outcome) {
		w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool { return ok(c, `{}`) }}
		tr := w.transport(t)
		defer w.close(tr)
		s := &source{data: []byte("012345678901234567890123456789"), open: func(_ int, r io.Reader) (io.Reader, error) {
			return slowReader{r}, nil
		}}
		begin := time.Now()
		r := by.of(op, s.media(30))
		r.Options = []zapgate.CallOption{zapgate.WithAttemptTimeout(10 * time.Second)}
		require.NoError(t, Exec(t.Context(), newClient(t, tr), r))
		assert.GreaterOrEqual(t, time.Since(begin), 10*9*time.Second)
		assert.Contains(t, w.bodies[0], by.onWire(s.data))
		s.assertClosed(t, 1)
	})
}

// slowReader gives three bytes every nine seconds.
type slowReader struct{ io.Reader }

func (r slowReader) Read(p []byte) (int, error) {
	<-time.After(9 * time.Second)
	return r.Reader.Read(p[:min(3, len(p))])
}

// A server that refuses before it has read all: the answer counts, and the source is let go of.
func TestUploadAnsweredEarly(t *testing.T) {
	t.Parallel()
	bothUploads(t, "413", once, once, func(t *testing.T, by carrier, op Op, want outcome) {
		tr, _, end := slowNet(func(_ int, c net.Conn) {
			_, _ = c.Read(make([]byte, 1000))
			status(c, 413)
			_, _ = io.CopyN(io.Discard, c, 1<<10)
			<-time.After(time.Second)
		})
		defer end()
		s := &source{data: bytes.Repeat([]byte("x"), 1<<20)}
		want.check(t, Exec(t.Context(), newClient(t, tr), by.of(op, s.media(1<<20))), 413)
		s.assertClosed(t, 1)
	})
	bothUploads(t, "401 while the source hangs", once, once, func(t *testing.T, by carrier, op Op, want outcome) {
		tr, _, end := slowNet(func(_ int, c net.Conn) {
			go func() {
				<-time.After(time.Second)
				_, _ = io.WriteString(c, "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")
			}()
			_, _ = io.Copy(io.Discard, c)
		})
		defer end()
		s := &source{open: func(_ int, r io.Reader) (io.Reader, error) {
			return newHanging(strings.NewReader(strings.Repeat("x", 100_000))), nil
		}}
		begin := time.Now()
		want.check(t, Exec(t.Context(), newClient(t, tr), by.of(op, s.media(1<<20))), 401)
		assert.Less(t, time.Since(begin), 2*time.Second)
		s.assertClosed(t, 1)
	})
}
