package contract

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// MessengerSuite describes a gateway's Messenger to the standing test that walks its Capabilities: what they say is
// possible goes over the wire as documented, and of what they deny nothing goes.
type MessengerSuite struct {
	Provider string
	New      func(t testing.TB, opts ...zapgate.Option) zapgate.Messenger // with credentials that hold Canary
	Header   http.Header                                                  // part of every request
	Wire     map[string]Exchange                                          // by the name of each [MessengerCall] that is possible
}

// Exchange is what one call sends, what it is answered, and what it returns.
type Exchange struct {
	Requests []Wanted
	Answers  []string // documented ones, to the requests in turn, each under a 200; "": 204
	Want     any      // nil: no more than an error
}

// Wanted is a request as it must go over the wire.
type Wanted struct {
	Method, URL string
	Body        string   // JSON; "": none
	Upload      []string // parts of the body of an upload
}

// One is the exchange of a single request.
func One(method, url, body, answer string, want any) Exchange {
	return Exchange{Requests: []Wanted{{Method: method, URL: url, Body: body}}, Answers: []string{answer}, Want: want}
}

// Run runs the suite.
func (s MessengerSuite) Run(t *testing.T) {
	caps := s.New(t).Capabilities()
	names := map[string]bool{}
	for _, c := range MessengerCalls() {
		if !c.Can(caps) {
			t.Run("denied: "+c.Name, func(t *testing.T) { t.Parallel(); s.assertDenied(t, c) })
			continue
		}
		names[c.Name] = true
		require.Contains(t, s.Wire, c.Name)
		t.Run(c.Name, func(t *testing.T) { t.Parallel(); s.assertWire(t, c) })
		t.Run("faults: "+c.Name, func(t *testing.T) { t.Parallel(); s.assertFaults(t, c) })
	}
	for name := range s.Wire {
		assert.True(t, names[name], "%s is on the wire, and the capabilities deny it", name)
	}
	same := assert.ObjectsAreEqual(s.Wire["text"].Requests, s.Wire["text, typing"].Requests)
	assert.Equal(t, !caps.Typing, same, "typing shows on the wire")
	t.Run("no link", func(t *testing.T) { t.Parallel(); s.assertNoLink(t) })
	t.Run("capabilities are a copy", func(t *testing.T) {
		t.Parallel()
		m := s.New(t)
		clear(m.Capabilities().Media)
		clear(m.Capabilities().Recipients)
		assert.Equal(t, caps, m.Capabilities())
	})
	t.Run("redacted", func(t *testing.T) {
		t.Parallel()
		m := s.New(t)
		Hidden(t, Canary, m, struct{ M zapgate.Messenger }{m})
		assert.Contains(t, Printed(m), "[redacted]")
	})
}

func (s MessengerSuite) assertDenied(t *testing.T, c MessengerCall) {
	r := Record(OK("{}"))
	got, err := c.Do(t.Context(), s.New(t, Through(r)...))
	assert.Nil(t, got)
	assert.Empty(t, r.Sent, "nothing is sent")
	require.ErrorIs(t, err, zapgate.ErrUnsupported)
	var zerr *zapgate.Error
	require.ErrorAs(t, err, &zerr)
	assert.Equal(t, s.Provider, zerr.Provider)
	assert.Equal(t, "Messenger."+c.Method, zerr.Op)
	NotIn(t, person, "the error", err.Error())
}

// assertNoLink: what looks like a link and is none leaves for no gateway, whichever field it would travel in.
func (s MessengerSuite) assertNoLink(t *testing.T) {
	r := Record(OK("{}"))
	m := s.New(t, Through(r)...)
	for kind, can := range m.Capabilities().Media {
		for _, text := range []string{"/srv/nota.pdf", MediaText, "ftp://media.example.com/nota.pdf", "https:nota.pdf"} {
			if !can.URL {
				continue
			}
			in := zapgate.MediaMessage{To: Address(person), Kind: kind, Media: zapgate.MediaURL(text)}
			if kind == zapgate.MediaDocument {
				in.FileName = "nota.pdf"
			}
			sent, err := m.SendMedia(t.Context(), in)
			assert.Nil(t, sent, "%s %s", kind, text)
			assert.ErrorIs(t, err, zapgate.ErrInvalidArgument, "%s %s", kind, text)
			assert.ErrorContains(t, err, "not an http or https link", "%s %s", kind, text)
		}
	}
	assert.Empty(t, r.Sent, "nothing is sent")
}

// assertWire runs in a bubble: a gateway that does not wait by itself makes the call wait.
func (s MessengerSuite) assertWire(t *testing.T, c MessengerCall) {
	synctest.Test(t, func(t *testing.T) {
		x := s.Wire[c.Name]
		r := Record(x.answers()...)
		began := time.Now()
		got, err := c.Do(t.Context(), s.New(t, Through(r)...))
		require.NoError(t, err)
		assert.Equal(t, x.Want, got)
		require.Len(t, r.Sent, len(x.Requests))
		for i, want := range x.Requests {
			want.assert(t, r.Sent[i])
			for name := range s.Header {
				assert.Equal(t, s.Header.Get(name), r.Sent[i].Header.Get(name), name)
			}
		}
		waited := time.Duration(0)
		if c.Name == "text, typing" && len(x.Requests) > 1 {
			waited = 3 * time.Second // 2.1 rounded up
		}
		assert.Equal(t, waited, time.Since(began))
	})
}

// assertFaults meets the last of the call's requests with what must not make it happen twice, and the others as well
// with what repeats all credentials.
func (s MessengerSuite) assertFaults(t *testing.T, c MessengerCall) {
	x := s.Wire[c.Name]
	n := len(x.Requests)
	reads := c.Method == "CheckNumber" || c.Method == "Status"
	for name, fault := range map[string]Answer{
		"503":      {Status: http.StatusServiceUnavailable, Body: "<html>"},
		"reset":    {Err: &net.OpError{Op: "read", Net: "tcp", Err: io.ErrUnexpectedEOF}},
		"429":      {Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"3600"}}},
		"rejected": {Status: http.StatusBadRequest, Body: `{"error":"no","message":"no","detail":"no","status":400}`},
	} {
		synctest.Test(t, func(t *testing.T) {
			r := Record(append(x.answers()[:n-1], fault)...)
			got, err := c.Do(t.Context(), s.New(t, Through(r)...))
			require.Error(t, err, name)
			assert.Nil(t, got, name)
			once := name == "429" || name == "rejected" || !reads
			if once {
				assert.Len(t, r.Sent, n, name)
			} else {
				assert.Len(t, r.Sent, n+2, name)
			}
			assert.Equal(t, name == "429", isA(err, zapgate.ErrRateLimited), name)
			assert.Equal(t, !reads && (name == "503" || name == "reset"), isA(err, zapgate.ErrOutcomeUnknown), name)
		})
	}
	synctest.Test(t, func(t *testing.T) {
		echo := roundTripper(func(r *http.Request) (*http.Response, error) {
			all := fmt.Sprintf("%s %v", r.URL, r.Header)
			return Answer{Status: http.StatusBadRequest, Body: all}.response(r)
		})
		_, err := c.Do(t.Context(), s.New(t, Through(echo)...))
		require.Error(t, err)
		Hidden(t, Canary, err)
	})
}

func (x Exchange) answers() []Answer {
	var out []Answer
	for _, body := range x.Answers {
		a := OK(body)
		if body == "" {
			a.Status = http.StatusNoContent
		}
		out = append(out, a)
	}
	return slices.Clip(out)
}

func (w Wanted) assert(t *testing.T, sent Request) {
	if len(w.Upload) == 0 {
		sent.Assert(t, w.Method, w.URL, w.Body)
		return
	}
	assert.Equal(t, w.Method+" "+w.URL, sent.Method+" "+sent.URL)
	assert.Contains(t, sent.Header.Get("Content-Type"), "multipart/form-data; boundary=")
	for _, part := range w.Upload {
		assert.Contains(t, sent.Body, part)
	}
}

// MessengerCall is one call of a Messenger, alike for all gateways.
type MessengerCall struct {
	Name   string
	Method string
	Can    func(zapgate.Capabilities) bool
	Do     func(context.Context, zapgate.Messenger) (any, error)
}
