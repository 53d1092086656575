package wsapi

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/sse"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// EventsService reads the events of the instance from a stream, for a backend that no webhook can reach.
type EventsService struct{ service }

var opStreamEvents = transport.Op{Method: "GET", Path: "/events/stream", Retry: transport.Safe}

// RawEvent is an event of the stream as it came. Data is the envelope, which webhook.Parse(webhook.WSAPI, e.Data) reads,
// or [encoding/json.Unmarshal] into an [Event].
type RawEvent struct {
	ID   string // what a new connection resumes after; "" while the server gives no ids. It is not the envelope's eventId
	Name string // the name on the stream, "message" where the server gives none. It is not the envelope's eventType
	Data []byte // exactly what the stream brought; several lines of it are joined by a line feed
}

// All ranges over the events as they happen, for as long as the loop goes on. It works with the hosted API only: a server
// of one's own has no such path.
//
// A connection that ends is made anew: after a wait within the bounds of [zapgate.WithRetryWait] that is longer each
// time nothing came, and with the last id that the server gave. [zapgate.WithRetries] has no say in it;
// [zapgate.WithoutRetries] leaves it at one connection. Events that happen in between come only if the server keeps them
// for that id, and WSAPI documents neither.
//
// Every failure is given as a [*zapgate.Error], and the loop may go on: a refusal, a lost connection, an event with a
// line of more than 1 MiB, which is left out. A connection that the server just closes is no failure. The last
// failure is 401, 403, an invalid option or the end of ctx. Between events there may be any time: no timeout counts after
// the headers, and a dead connection is found by TCP keep-alive, because WSAPI documents no heartbeat.
//
// An event is taken as handled when the loop comes back for the next one. The same sequence may be ranged over again: it
// then begins anew.
//
// GET /events/stream (streamEvents, hosted)
func (s *EventsService) All(ctx context.Context, opts ...zapgate.CallOption) iter.Seq2[RawEvent, error] {
	return func(yield func(RawEvent, error) bool) {
		(&eventStream{ctx: ctx, t: s.t, opts: opts, yield: yield}).run()
	}
}

// eventStream is the state of one loop across its connections.
type eventStream struct {
	ctx   context.Context
	t     *transport.Client
	opts  []zapgate.CallOption
	yield func(RawEvent, error) bool

	lastID    string        // to resume after
	delivered string        // the id of the last event that the loop got
	retry     time.Duration // the wait that the stream asked for last
	failed    int           // connections in a row that came to nothing
}

// steady is how long a connection has to last to have come to something without an event.
const steady = 30 * time.Second

func (s *eventStream) run() {
	once := transport.Once(s.opts)
	for {
		begin := time.Now()
		news, asked, ended := s.connect()
		if ended || once {
			return
		}
		if news || time.Since(begin) > steady {
			s.failed = 0
		}
		clock := time.NewTimer(s.t.Pause(s.failed, max(asked, s.retry)))
		s.failed++
		select {
		case <-clock.C:
		case <-s.ctx.Done(): // the next connection says so
			clock.Stop()
		}
	}
}

// connect gives the events of one connection. It reports whether there were any, what wait a refusal asked for, and
// whether this was the last connection.
func (s *eventStream) connect() (news bool, asked time.Duration, ended bool) {
	body, err := transport.Open(s.ctx, s.t, transport.Request{Op: opStreamEvents, Options: s.opts}, s.header())
	if err != nil {
		var refused *zapgate.Error
		if errors.As(err, &refused) {
			asked = refused.RetryAfter
		}
		return false, asked, s.fail(err)
	}
	defer body.Close()
	events, before := sse.NewDecoder(body, s.lastID), s.delivered
	for {
		e, err := events.Next()
		s.lastID = events.LastID()
		if d, ok := events.Retry(); ok {
			s.retry = d
		}
		switch {
		case err == nil && s.ctx.Err() != nil:
			return news, 0, s.fail(body.Fail(s.ctx.Err()))
		case errors.Is(err, sse.ErrTooLong):
			if s.fail(body.Fail(err)) {
				return news, 0, true
			}
			continue
		case err == io.EOF:
			return news, 0, false
		case err != nil:
			return news, 0, s.fail(err)
		}
		news = true
		if e.OwnID {
			again := e.ID != "" && e.ID == before
			before, s.delivered = "", e.ID
			if again {
				continue
			}
		}
		if !s.yield(RawEvent{ID: e.ID, Name: e.Name, Data: e.Data}, nil) {
			return news, 0, true
		}
	}
}

// fail gives an error and reports whether it is the last.
func (s *eventStream) fail(err error) bool {
	done := s.ctx.Err()
	return !s.yield(RawEvent{}, err) || done != nil && errors.Is(err, done) || errors.Is(err, zapgate.ErrUnauthorized) ||
		errors.Is(err, zapgate.ErrForbidden) || errors.Is(err, zapgate.ErrInvalidArgument)
}

func (s *eventStream) header() http.Header {
	h := http.Header{"Accept": {"text/event-stream"}}
	if s.lastID != "" && !strings.ContainsFunc(s.lastID, isControl) { // no header can hold such a one
		h.Set("Last-Event-ID", s.lastID)
	}
	return h
}

func isControl(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }
