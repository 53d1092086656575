package transport

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// carrier is one of the two bodies that have files in them.
type carrier struct {
	name   string
	of     func(Op, zapgate.Media) Request
	onWire func([]byte) string // what a file looks like in it
}

var carriers = []carrier{
	{"multipart", uploadOf, func(b []byte) string { return string(b) }},
	{"JSON", jsonOf, base64.StdEncoding.EncodeToString},
}

func jsonOf(op Op, m zapgate.Media) Request {
	return Request{Op: op, Body: struct {
		Phone string        `json:"phone"`
		File  zapgate.Media `json:"file"`
		After string        `json:"after"`
	}{"5511900000001", m, "olá"}}
}

// bothUploads runs f in a bubble for an upload with effect and one without, as multipart and as JSON.
func bothUploads(t *testing.T, name string, effect, safe outcome, f func(t *testing.T, by carrier, op Op, want outcome)) {
	t.Helper()
	for _, by := range carriers {
		for op, want := range map[Op]outcome{uploadOp: effect, scanOp: safe} {
			t.Run(name+"/"+by.name+"/"+op.Name(), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { f(t, by, op, want) })
			})
		}
	}
}

func TestUploadRetries(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		effect, safe outcome
		status       int
		serve        func(int, net.Conn, *http.Request) bool
	}{
		{"503", unknown, again, 503, func(_ int, c net.Conn, _ *http.Request) bool { return status(c, 503) }},
		{"500", unknown, once, 500, func(_ int, c net.Conn, _ *http.Request) bool { return status(c, 500) }},
		{"413", once, once, 413, func(_ int, c net.Conn, _ *http.Request) bool { return status(c, 413) }},
		{"429", again, again, 429, func(_ int, c net.Conn, _ *http.Request) bool { return status(c, 429) }},
		{"connection lost", unknown, again, 0, func(int, net.Conn, *http.Request) bool { return false }},
	} {
		bothUploads(t, c.name, c.effect, c.safe, func(t *testing.T, by carrier, op Op, want outcome) {
			w := &wire{serve: c.serve}
			tr := w.transport(t)
			defer w.close(tr)
			s := &source{data: bytes.Repeat([]byte("0123456789"), 20_000)}
			var begins int
			m := zapgate.MediaProgress(s.media(200_000), func(sent, total int64) {
				assert.EqualValues(t, 200_000, total)
				if sent <= 32<<10 {
					begins++
				}
			})
			err := Exec(t.Context(), newClient(t, tr), by.of(op, m))
			want.check(t, err, c.status)
			s.assertClosed(t, want.attempts)
			assert.Equal(t, want.attempts, begins, "each attempt begins at 0 again")
			require.Len(t, w.bodies, want.attempts)
			for _, body := range w.bodies {
				assert.True(t, body == w.bodies[0], "each attempt sends the same")
				assert.Contains(t, body, by.onWire(s.data))
			}
		})
	}
}

func status(c net.Conn, code int) bool {
	_, err := io.WriteString(c, "HTTP/1.1 "+[]string{500: "500 Error", 503: "503 Busy", 413: "413 Large", 429: "429 Slow"}[code]+"\r\nContent-Length: 0\r\n\r\n")
	return err == nil
}

func TestUploadWithoutAConnection(t *testing.T) {
	t.Parallel()
	bothUploads(t, "refused", again, again, func(t *testing.T, by carrier, op Op, want outcome) {
		tr := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("refused") }}
		s := &source{data: []byte("png")}
		want.check(t, Exec(t.Context(), newClient(t, tr), by.of(op, s.media(3))), 0)
		s.assertClosed(t, 3)
	})
	bothUploads(t, "limiter", outcome{}, outcome{}, func(t *testing.T, by carrier, op Op, want outcome) {
		full := errors.New("full")
		limiter := limiterFunc(func(context.Context) error { return full })
		s := &source{data: []byte("png")}
		err := Exec(t.Context(), newClient(t, httpmock.NewMockTransport(), zapgate.WithLimiter(limiter)), by.of(op, s.media(3)))
		assert.ErrorIs(t, want.check(t, err, 0), full)
		s.assertClosed(t, 0)
	})
}

// A kept connection that dies under an upload.
func TestUploadOnAReusedConnection(t *testing.T) {
	t.Parallel()
	bothUploads(t, "lost", unknown, outcome{}, func(t *testing.T, by carrier, op Op, want outcome) {
		w := &wire{serve: func(n int, c net.Conn, _ *http.Request) bool { return n != 2 && ok(c, `{}`) }}
		tr := w.transport(t)
		defer w.close(tr)
		c := newClient(t, tr)
		require.NoError(t, Exec(t.Context(), c, requestOf(readOp)), "warm-up")
		synctest.Wait()
		s := &source{data: []byte("png")}
		err := Exec(t.Context(), c, by.of(op, s.media(3)))
		if op.Retry == Safe {
			require.NoError(t, err)
			s.assertClosed(t, 2)
			assert.Equal(t, 3, w.requests())
			return
		}
		want.check(t, err, 0)
		s.assertClosed(t, 1)
		assert.Equal(t, 2, w.requests())
	})
}

// What was announced cannot be kept: the server must never take the request for a whole one.
func TestUploadSourceThatBreaksItsWord(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	long := bytes.Repeat([]byte("x"), 100_000)
	for _, c := range []struct {
		name string
		safe outcome
		data []byte
		size int64
		tail io.Reader
		is   error
	}{
		{"shorter", once, long, 100_001, nil, errSourceSize},
		{"longer", once, long, 99_999, nil, errSourceSize},
		{"nothing where something was said", once, nil, 1, nil, errSourceSize},
		{"something where nothing was said", once, []byte("x"), 0, nil, errSourceSize},
		{"endless", once, nil, 100_000, endless{}, errSourceSize},
		{"fails while it is read", again, long[:50_000], 100_000, failing{broken}, broken},
		{"fails at its end", again, long, 100_000, failing{broken}, broken},
	} {
		bothUploads(t, c.name, outcome{1, true}, c.safe, func(t *testing.T, by carrier, op Op, want outcome) {
			w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool { return ok(c, `{}`) }}
			tr := w.transport(t)
			defer w.close(tr)
			s := &source{data: c.data}
			if c.tail != nil {
				s.open = func(_ int, r io.Reader) (io.Reader, error) { return io.MultiReader(r, c.tail), nil }
			}
			err := Exec(t.Context(), newClient(t, tr), by.of(op, s.media(c.size)))
			assert.ErrorIs(t, want.check(t, err, 0), c.is)
			assert.NotErrorIs(t, err, zapgate.ErrInvalidArgument, "something was sent")
			assert.Equal(t, c.is == errSourceSize, errors.Is(err, errSourceSize))
			assert.Zero(t, w.requests(), "whole requests")
			s.assertClosed(t, want.attempts)
		})
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestUploadThatCannotBeReopened(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	bothUploads(t, "gone", once, once, func(t *testing.T, by carrier, op Op, want outcome) {
		code := 503
		if op.Retry == Effect {
			code = 429
		}
		w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool { return status(c, code) }}
		tr := w.transport(t)
		defer w.close(tr)
		s := &source{data: []byte("png"), open: func(n int, r io.Reader) (io.Reader, error) {
			if n > 1 {
				return nil, gone
			}
			return r, nil
		}}
		err := Exec(t.Context(), newClient(t, tr), by.of(op, s.media(3)))
		assert.ErrorIs(t, want.check(t, err, code), gone)
		assert.Equal(t, 1, w.requests())
		s.assertClosed(t, 1)
	})
}

// A source that is slow to notice that it was closed: the gateway has answered, and nobody waits for what it reads.
func TestUploadProgressEndsWithItsAttempt(t *testing.T) {
	t.Parallel()
	const size = 10 * 32 << 10
	bothUploads(t, "answered early", again, again, func(t *testing.T, by carrier, op Op, want outcome) {
		tr, _, end := slowNet(func(_ int, c net.Conn) {
			time.AfterFunc(time.Second, func() { status(c, 429) })
			_, _ = io.Copy(io.Discard, c)
		})
		s := &source{open: func(int, io.Reader) (io.Reader, error) {
			return io.MultiReader(io.LimitReader(endless{}, 50_000), slow(time.Minute)), nil
		}}
		var seen []int64
		err := Exec(t.Context(), newClient(t, tr), by.of(op, zapgate.MediaProgress(s.media(size), func(sent, _ int64) { seen = append(seen, sent) })))
		want.check(t, err, 429)
		s.assertClosed(t, want.attempts)
		told := slices.Clone(seen)
		<-time.After(time.Hour)
		end()
		assert.Equal(t, told, seen, "nothing after the call")
		for _, sent := range seen {
			assert.LessOrEqual(t, sent, int64(50_000), "nothing that an earlier attempt still reads")
		}
	})
}

// slow gives bytes after a wait that nothing shortens.
type slow time.Duration

func (s slow) Read(p []byte) (int, error) {
	<-time.After(time.Duration(s))
	return len(p), nil
}
