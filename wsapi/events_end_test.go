package wsapi_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestEventsConnectionLost(t *testing.T) {
	streamBubble(t, func(t *testing.T) {
		s := &streamServer{serve: func(n int, c net.Conn) {
			if n == 3 {
				return // before the headers
			}
			_, _ = io.WriteString(c, streamHead)
			if n == 4 {
				streamSend(c, "id: 3\ndata: c\n\n")
				untilClosed(c)
				return
			}
			streamSend(c, fmt.Sprintf("id: %d\ndata: %c\n\nid: 9\ndata: half", n, 'a'+n-1)) // and no end
		}}
		out, errs := streamTake(t, t.Context(), s.client(t), 6)
		assert.Equal(t, []string{"a", "error", "b", "error", "error", "c"}, out, "half an event is none")
		assert.Equal(t, []string{"-", "1", "2", "2"}, s.lastIDs(), "nor does its id count")
		require.ErrorIs(t, errs[0], io.ErrUnexpectedEOF)
		assert.EqualError(t, errs[0], "wsapi: GET /events/stream: 200: answer: unexpected EOF")
		assert.Equal(t, 0, streamStatus(t, errs[2]))
	})
}

func streamStatus(t *testing.T, err error) int {
	t.Helper()
	var e *zapgate.Error
	require.ErrorAs(t, err, &e)
	return e.StatusCode
}

func TestEventsRefused(t *testing.T) {
	for _, status := range []int{401, 403} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			streamBubble(t, func(t *testing.T) {
				s := &streamServer{serve: func(n int, c net.Conn) {
					if n == 1 {
						streamed("id: 1\ndata: a\n\n", "")(n, c)
						return
					}
					streamRefusal(c, status, "Content-Type: application/json\r\n", `{"status":`+fmt.Sprint(status)+`,"detail":"no, `+apiKey+`"}`)
				}}
				out, errs := streamTake(t, t.Context(), s.client(t), 10)
				assert.Equal(t, []string{"a", "error"}, out)
				assert.Equal(t, status, streamStatus(t, errs[0]))
				assert.Equal(t, status == 401, errors.Is(errs[0], zapgate.ErrUnauthorized))
				contract.Hidden(t, apiKey, errs[0])
				assert.Len(t, s.seen, 2)
			})
		})
	}
	for name, refusal := range map[string]struct {
		status int
		head   string
		body   string
		text   string
		least  time.Duration
	}{
		"500":                       {500, "", "", "wsapi: GET /events/stream: 500", time.Second / 2},
		"404":                       {404, "", `{"status":404,"detail":"no such path"}`, "wsapi: GET /events/stream: 404: no such path", time.Second / 2},
		"503 with Retry-After":      {503, "Retry-After: 5\r\n", `{"status":503,"detail":"soon"}`, "wsapi: GET /events/stream: 503: soon: instance not connected", 5 * time.Second},
		"503 with a long one":       {503, "Retry-After: 86400\r\n", "", "wsapi: GET /events/stream: 503", 8 * time.Second},
		"a page":                    {200, "Content-Type: text/html\r\n", "<p>sign in", "wsapi: GET /events/stream: 200: <p>sign in: answer: not text/event-stream", time.Second / 2},
		"a redirect":                {307, "Location: http://other.test/\r\n", "", "wsapi: GET /events/stream: 307", time.Second / 2},
		"no content":                {204, "", "", "wsapi: GET /events/stream: 204: answer: not text/event-stream", time.Second / 2},
		"a refusal inside a stream": {200, "Content-Type: application/json\r\n", `{"status":401,"detail":"x"}`, "wsapi: GET /events/stream: 200: x", time.Second / 2},
	} {
		t.Run(name, func(t *testing.T) {
			streamBubble(t, func(t *testing.T) {
				s := &streamServer{serve: func(n int, c net.Conn) {
					if n == 1 {
						streamRefusal(c, refusal.status, refusal.head, refusal.body)
						return
					}
					streamed("", "data: a\n\n")(n, c)
				}}
				var meta zapgate.Meta
				out, errs := streamTake(t, t.Context(), s.client(t), 2, zapgate.WithMeta(&meta))
				assert.Equal(t, []string{"error", "a"}, out)
				require.EqualError(t, errs[0], refusal.text)
				assert.GreaterOrEqual(t, s.waits()[0], refusal.least)
				assert.LessOrEqual(t, s.waits()[0], 8*time.Second)
				assert.Equal(t, 200, meta.StatusCode, "of the last connection")
			})
		})
	}
}

func TestEventsContextEnds(t *testing.T) {
	gone := errors.New("the process stops")
	for name, tt := range map[string]struct {
		serve func(end func()) func(int, net.Conn)
		want  []string
	}{
		"while reading": {func(end func()) func(int, net.Conn) {
			return func(n int, c net.Conn) {
				time.AfterFunc(time.Hour, end)
				streamed("data: a\n\n")(n, c)
			}
		}, []string{"a", "error"}},
		"while waiting": {func(end func()) func(int, net.Conn) {
			return func(n int, c net.Conn) {
				time.AfterFunc(time.Millisecond, end)
				streamed("data: a\n\n", "")(n, c)
			}
		}, []string{"a", "error"}},
		"while waiting after a failure": {func(end func()) func(int, net.Conn) {
			return func(_ int, c net.Conn) {
				time.AfterFunc(time.Millisecond, end)
				streamRefusal(c, 503, "", "")
			}
		}, []string{"error", "error"}},
		"while connecting": {func(end func()) func(int, net.Conn) {
			return func(_ int, c net.Conn) { end(); untilClosed(c) }
		}, []string{"error"}},
	} {
		t.Run(name, func(t *testing.T) {
			streamBubble(t, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				defer cancel(nil)
				s := &streamServer{serve: tt.serve(func() { cancel(gone) })}
				out, errs := streamTake(t, ctx, s.client(t), 10)
				assert.Equal(t, tt.want, out)
				require.ErrorIs(t, errs[len(errs)-1], context.Canceled)
				require.ErrorIs(t, errs[len(errs)-1], gone)
				assert.Len(t, s.seen, 1)
			})
		})
	}
	t.Run("in the loop", func(t *testing.T) {
		streamBubble(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := &streamServer{serve: streamed("data: a\n\ndata: b\n\ndata: c\n\n")}
			var got []string
			for e, err := range s.client(t).Events.All(ctx) {
				if err != nil {
					require.ErrorIs(t, err, context.Canceled)
				}
				got = append(got, string(e.Data))
				cancel()
			}
			assert.Equal(t, []string{"a", ""}, got, "what was read before is not given after")
		})
	})
	t.Run("before", func(t *testing.T) {
		streamBubble(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			s := &streamServer{}
			out, errs := streamTake(t, ctx, s.client(t), 10)
			assert.Equal(t, []string{"error"}, out)
			require.ErrorIs(t, errs[0], context.Canceled)
			assert.Empty(t, s.seen)
		})
	})
	t.Run("with a limiter that does not say so", func(t *testing.T) {
		streamBubble(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := &streamServer{}
			limiter := streamLimiter(func(context.Context) error { cancel(); return gone })
			out, errs := streamTake(t, ctx, s.client(t, zapgate.WithLimiter(limiter)), 10)
			assert.Equal(t, []string{"error"}, out)
			require.ErrorIs(t, errs[0], context.Canceled)
		})
	})
}

type streamLimiter func(context.Context) error

func (f streamLimiter) Wait(ctx context.Context) error { return f(ctx) }

func TestEventsWithoutRetries(t *testing.T) {
	streamBubble(t, func(t *testing.T) {
		s := &streamServer{serve: streamed("data: a\n\n", "data: b\n\n")}
		out, errs := streamTake(t, t.Context(), s.client(t, zapgate.WithRetries(10)), 10, zapgate.WithoutRetries())
		assert.Equal(t, []string{"a"}, out)
		assert.Empty(t, errs)
	})
	t.Run("and an invalid option", func(t *testing.T) {
		streamBubble(t, func(t *testing.T) {
			s := &streamServer{}
			out, errs := streamTake(t, t.Context(), s.client(t), 10, zapgate.WithMeta(nil))
			assert.Equal(t, []string{"error"}, out)
			require.ErrorIs(t, errs[0], zapgate.ErrInvalidArgument)
			assert.Empty(t, s.seen)
		})
	})
}

func TestEventsAgain(t *testing.T) {
	streamBubble(t, func(t *testing.T) {
		s := &streamServer{serve: func(_ int, c net.Conn) { streamed("id: 1\ndata: a\n\n")(1, c) }}
		events := s.client(t).Events.All(t.Context())
		for range 2 {
			for e, err := range events {
				require.NoError(t, err)
				assert.Equal(t, "a", string(e.Data))
				break
			}
		}
		assert.Equal(t, []string{"-", "-"}, s.lastIDs())
	})
}

func TestEventsBreakCloses(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(){"break": nil, "panic": func() { panic("mine") }} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			closed := make(chan struct{})
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/event-stream")
				_, _ = io.WriteString(w, "data: a\n\n")
				w.(http.Flusher).Flush()
				<-r.Context().Done()
				close(closed)
			}))
			defer server.Close()
			c, err := wsapi.New(wsapi.Credentials{APIKey: apiKey}, zapgate.WithBaseURL(server.URL))
			require.NoError(t, err)
			func() {
				defer func() { _ = recover() }()
				for e, err := range c.Events.All(t.Context()) {
					require.NoError(t, err)
					assert.Equal(t, "a", string(e.Data))
					if leave != nil {
						leave()
					}
					break
				}
			}()
			select {
			case <-closed:
			case <-time.After(10 * time.Second):
				t.Fatal("the connection is still open")
			}
		})
	}
}
