package wsapi_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

// streamServer is a gateway in memory, on the fake clock. Each connection brings one request, which serve answers.
type streamServer struct {
	serve func(n int, c net.Conn) // the nth connection; it is closed afterwards

	mu   sync.Mutex
	seen []*http.Request
	at   []time.Duration // since begin
}

func (s *streamServer) client(t *testing.T, opts ...zapgate.Option) *wsapi.Client {
	t.Helper()
	begin := time.Now()
	tr := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go func() {
			defer server.Close()
			r, err := http.ReadRequest(bufio.NewReader(server))
			if err != nil {
				return
			}
			s.mu.Lock()
			s.seen, s.at = append(s.seen, r), append(s.at, time.Since(begin))
			n := len(s.seen)
			s.mu.Unlock()
			s.serve(n, server)
		}()
		return client, nil
	}}
	opts = append([]zapgate.Option{
		zapgate.WithHTTPClient(&http.Client{Transport: tr}), zapgate.WithBaseURL("http://gw.test"), zapgate.WithRetryWait(time.Second, 8*time.Second),
	}, opts...)
	c, err := wsapi.New(wsapi.Credentials{APIKey: apiKey, InstanceID: instance}, opts...)
	require.NoError(t, err)
	return c
}

// lastIDs are the Last-Event-ID headers of the requests, "-" for none.
func (s *streamServer) lastIDs() (out []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.seen {
		v, ok := r.Header["Last-Event-Id"]
		if !ok {
			v = []string{"-"}
		}
		out = append(out, strings.Join(v, "|"))
	}
	return out
}

// waits are the times between the requests.
func (s *streamServer) waits() (out []time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := 1; i < len(s.at); i++ {
		out = append(out, s.at[i]-s.at[i-1])
	}
	return out
}

const streamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=UTF-8\r\nTransfer-Encoding: chunked\r\n\r\n"

func streamSend(c net.Conn, pieces ...string) {
	for _, p := range pieces {
		if p != "" { // it would be the end
			_, _ = fmt.Fprintf(c, "%x\r\n%s\r\n", len(p), p)
		}
	}
}

func streamEnd(c net.Conn) { _, _ = io.WriteString(c, "0\r\n\r\n") }

// untilClosed waits for the client to close the connection.
func untilClosed(c net.Conn) { _, _ = c.Read(make([]byte, 1)) }

// streamed answers each connection with the next text, and ends it well; the last text's connection stays open.
func streamed(texts ...string) func(int, net.Conn) {
	return func(n int, c net.Conn) {
		_, _ = io.WriteString(c, streamHead)
		if n > len(texts) {
			untilClosed(c)
			return
		}
		streamSend(c, texts[n-1])
		if n == len(texts) {
			untilClosed(c)
			return
		}
		streamEnd(c)
	}
}

func streamRefusal(c net.Conn, status int, header, body string) {
	_, _ = fmt.Fprintf(c, "HTTP/1.1 %d x\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n%s", status, header, len(body), body)
}

// take collects n results of the stream, events as their data.
func streamTake(t *testing.T, ctx context.Context, c *wsapi.Client, n int, opts ...zapgate.CallOption) (out []string, errs []error) {
	t.Helper()
	for e, err := range c.Events.All(ctx, opts...) {
		if err != nil {
			assert.Equal(t, wsapi.RawEvent{}, e)
			var zerr *zapgate.Error
			require.ErrorAs(t, err, &zerr)
			assert.Equal(t, "GET /events/stream", zerr.Op)
			assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			errs = append(errs, err)
			out = append(out, "error")
		} else {
			out = append(out, string(e.Data))
		}
		if len(out) == n {
			break
		}
	}
	return out, errs
}

// The leak check of all these tests is the bubble's: it ends only when no goroutine is left.
func streamBubble(t *testing.T, f func(t *testing.T)) {
	t.Parallel()
	synctest.Test(t, f)
}
