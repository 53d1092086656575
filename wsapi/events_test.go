package wsapi_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestEventsAll(t *testing.T) {
	streamBubble(t, func(t *testing.T) {
		text := strings.ReplaceAll(fixture(t, "event.message-text.json"), "\n", "\ndata: ")
		s := &streamServer{serve: streamed("retry: 2000\n\n: hello\n\nid: 1\nevent: message\ndata:" + text + "\n\ndata: {\"eventType\":\"new\"}\n\n")}
		var got []wsapi.RawEvent
		for e, err := range s.client(t).Events.All(t.Context()) {
			require.NoError(t, err)
			if got = append(got, e); len(got) == 2 {
				break
			}
		}
		assert.Equal(t, fixture(t, "event.message-text.json"), string(got[0].Data), "the exact bytes")
		assert.Equal(t, "1", got[0].ID)
		assert.Equal(t, "message", got[0].Name)
		assert.Equal(t, wsapi.RawEvent{ID: "1", Name: "message", Data: []byte(`{"eventType":"new"}`)}, got[1])

		events, err := webhook.Parse(webhook.WSAPI, got[0].Data)
		require.NoError(t, err)
		require.Len(t, events, 1)
		assert.IsType(t, &webhook.MessageReceived{}, events[0])

		require.Len(t, s.seen, 1)
		r := s.seen[0]
		assert.Equal(t, "GET http://gw.test/events/stream", r.Method+" http://"+r.Host+r.URL.String())
		assert.Equal(t, []string{"text/event-stream"}, r.Header["Accept"])
		assert.Equal(t, []string{apiKey}, r.Header["X-Api-Key"])
		assert.Equal(t, []string{instance}, r.Header["X-Instance-Id"])
		assert.NotContains(t, r.Header, "Last-Event-Id")
		assert.NotContains(t, r.Header, "Content-Type")
	})
}

// A server that closes is not called again at once, and waits grow while nothing comes.
func TestEventsCleanClose(t *testing.T) {
	streamBubble(t, func(t *testing.T) {
		s := &streamServer{serve: streamed("", ": hi\n\n", "data: a\n\n", "data: b\n\n", "", "", "", "data: c\n\n")}
		out, _ := streamTake(t, t.Context(), s.client(t), 3)
		assert.Equal(t, []string{"a", "b", "c"}, out, "a close is no error")
		for i, bounds := range [][2]int{{500, 1000}, {1000, 2000}, {500, 1000}, {500, 1000}, {1000, 2000}, {2000, 4000}, {4000, 8000}} {
			d := s.waits()[i]
			assert.GreaterOrEqual(t, d, time.Duration(bounds[0])*time.Millisecond, "wait %d", i)
			assert.LessOrEqual(t, d, time.Duration(bounds[1])*time.Millisecond, "wait %d", i)
		}
	})
}

// A connection that lasted came to something even if nothing happened.
func TestEventsQuietConnections(t *testing.T) {
	streamBubble(t, func(t *testing.T) {
		s := &streamServer{serve: func(n int, c net.Conn) {
			_, _ = io.WriteString(c, streamHead)
			if n == 6 {
				streamSend(c, "data: a\n\n")
				untilClosed(c)
				return
			}
			for range 24 {
				<-time.After(time.Hour) // far beyond any timeout
				streamSend(c, ": still here\n\n")
			}
			streamEnd(c)
		}}
		out, errs := streamTake(t, t.Context(), s.client(t), 1)
		assert.Equal(t, []string{"a"}, out)
		assert.Empty(t, errs)
		for _, d := range s.waits() {
			assert.LessOrEqual(t, d, 24*time.Hour+time.Second)
		}
	})
}

func TestEventsRetryOfTheServer(t *testing.T) {
	for name, tt := range map[string]struct {
		text        string
		least, most time.Duration
	}{
		"within the bounds": {"retry: 4000\ndata: a\n\n", 4 * time.Second, 6 * time.Second},
		"too short":         {"retry: 1\ndata: a\n\n", 500 * time.Millisecond, time.Second},
		"too long":          {"retry: 3600000\ndata: a\n\n", 8 * time.Second, 8 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			streamBubble(t, func(t *testing.T) {
				s := &streamServer{serve: streamed(tt.text, "data: b\n\n", "data: c\n\n")}
				out, _ := streamTake(t, t.Context(), s.client(t), 3)
				assert.Equal(t, []string{"a", "b", "c"}, out)
				for _, d := range s.waits() { // the second connection keeps what the first was told
					assert.GreaterOrEqual(t, d, tt.least)
					assert.LessOrEqual(t, d, tt.most)
				}
			})
		})
	}
}

// A refusal of the key ends the sequence, any other only if the loop wants.
// Byte after byte, each a minute after the other.
func TestEventsSlowDrip(t *testing.T) {
	streamBubble(t, func(t *testing.T) {
		s := &streamServer{serve: func(_ int, c net.Conn) {
			_, _ = io.WriteString(c, streamHead)
			for _, b := range []byte("id: 1\r\ndata: olá\r\n\n") {
				<-time.After(time.Minute)
				streamSend(c, string([]byte{b}))
			}
			untilClosed(c)
		}}
		out, _ := streamTake(t, t.Context(), s.client(t, zapgate.WithTimeout(time.Second)), 1)
		assert.Equal(t, []string{"olá"}, out)
		assert.Len(t, s.seen, 1)
	})
}

// An id says what to drop only where a new connection begins with the event that the last one ended with.
func TestEventsDuplicates(t *testing.T) {
	for name, tt := range map[string]struct {
		texts   []string
		want    []string
		lastIDs []string
	}{
		"the last one again":         {[]string{"id: 1\ndata: a\n\nid: 2\ndata: b\n\n", "id: 2\ndata: b\n\nid: 3\ndata: c\n\n"}, []string{"a", "b", "c"}, []string{"-", "2"}},
		"an older one again":         {[]string{"id: 1\ndata: a\n\nid: 2\ndata: b\n\n", "id: 1\ndata: a\n\nid: 2\ndata: b\n\n"}, []string{"a", "b", "a", "b"}, []string{"-", "2"}},
		"twice within a connection":  {[]string{"id: 1\ndata: a\n\nid: 1\ndata: a\n\n"}, []string{"a", "a"}, []string{"-"}},
		"twice after a reconnect":    {[]string{"id: 1\ndata: a\n\n", "id: 1\ndata: a\n\nid: 1\ndata: b\n\n"}, []string{"a", "b"}, []string{"-", "1"}},
		"an event without an id":     {[]string{"id: 1\ndata: a\n\n", "data: b\n\nid: 1\ndata: a\n\ndata: c\n\n"}, []string{"a", "b", "c"}, []string{"-", "1"}},
		"no ids at all":              {[]string{"data: a\n\n", "data: a\n\n"}, []string{"a", "a"}, []string{"-", "-"}},
		"cleared":                    {[]string{"id: 1\ndata: a\n\nid\ndata: b\n\n", "id:\ndata: b\n\nid: 1\ndata: c\n\n"}, []string{"a", "b", "b", "c"}, []string{"-", "-"}},
		"an id without an event":     {[]string{"id: 1\ndata: a\n\nid: 2\n\n", "id: 2\ndata: b\n\n"}, []string{"a", "b"}, []string{"-", "2"}},
		"over several connections":   {[]string{"id: 1\ndata: a\n\n", "id: 1\ndata: a\n\n", "", "id: 1\ndata: a\n\nid: 2\ndata: b\n\n"}, []string{"a", "b"}, []string{"-", "1", "1", "1"}},
		"the exact value":            {[]string{"id: evt_á/ 7;\"x\"\t1\ndata: a\n\n", "data: b\n\n"}, []string{"a", "b"}, []string{"-", "evt_á/ 7;\"x\"\t1"}},
		"one that no header carries": {[]string{"id: a\x01b\ndata: a\n\n", "data: b\n\n"}, []string{"a", "b"}, []string{"-", "-"}},
	} {
		t.Run(name, func(t *testing.T) {
			streamBubble(t, func(t *testing.T) {
				s := &streamServer{serve: streamed(tt.texts...)}
				out, errs := streamTake(t, t.Context(), s.client(t), len(tt.want))
				assert.Equal(t, tt.want, out)
				assert.Empty(t, errs)
				assert.Equal(t, tt.lastIDs, s.lastIDs())
			})
		})
	}
}

func TestEventsHugeLine(t *testing.T) {
	streamBubble(t, func(t *testing.T) {
		s := &streamServer{serve: streamed("data: a\n\nid: 2\ndata: " + strings.Repeat("x", 3<<20) + "\n\ndata: b\n\n")}
		out, errs := streamTake(t, t.Context(), s.client(t), 3)
		assert.Equal(t, []string{"a", "error", "b"}, out)
		assert.EqualError(t, errs[0], "wsapi: GET /events/stream: 200: answer: an event is longer than the limit")
		assert.Len(t, s.seen, 1, "the connection lasts")
	})
}

// A sequence that is ranged over again has forgotten the first time.
// Out of the loop means off the line, also with a real server; a panic in it is one of the ways.
func ExampleEventsService_All() {
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprintln(w, `data: {"eventId":"evt_1","instanceId":"loja-a","eventType":"logged_out","eventData":{"reason":"api_logout"}}`)
		fmt.Fprintln(w)
	}))
	defer gateway.Close()
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"}, zapgate.WithBaseURL(gateway.URL))
	if err != nil {
		panic(err)
	}
	for raw, err := range client.Events.All(context.Background()) {
		if err != nil {
			fmt.Println(err) // the loop may go on: the stream connects again
			continue
		}
		events, err := webhook.Parse(webhook.WSAPI, raw.Data)
		if err != nil {
			fmt.Println(err)
			continue
		}
		for _, e := range events {
			if e, ok := e.(*webhook.ConnectionChanged); ok {
				fmt.Println(e.State, e.Reason)
			}
		}
		break
	}
	// Output: disconnected api_logout
}
