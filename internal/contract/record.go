package contract

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// Fixture reads a documented body with this project's own values: testdata/<gateway>/<name>.
func Fixture(t testing.TB, gateway, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(Root(t), "testdata", gateway, name))
	require.NoError(t, err)
	return string(b)
}

// Time is a time as the wire has it.
func Time(literal string) (at zapgate.Time) {
	if err := json.Unmarshal([]byte(literal), &at); err != nil {
		panic(err)
	}
	return at
}

// Through makes a client speak to rt instead of the network, and hardly wait before it tries again.
func Through(rt http.RoundTripper, more ...zapgate.Option) []zapgate.Option {
	return append([]zapgate.Option{
		zapgate.WithHTTPClient(&http.Client{Transport: rt}), zapgate.WithRetryWait(time.Microsecond, time.Millisecond),
	}, more...)
}

// Answer is what a [Recorder] gives back.
type Answer struct {
	Status int
	Body   string
	Header http.Header
	Err    error // no answer came
}

// OK is the answer to a request that went well.
func OK(body string) Answer { return Answer{Status: http.StatusOK, Body: body} }

// Request is a request as it went over the wire.
type Request struct {
	Method, URL, Body string
	Header            http.Header
}

// Recorder is a transport that answers requests in turn and keeps them. The last answer is for all that follow.
type Recorder struct {
	mu      sync.Mutex
	answers []Answer
	Sent    []Request
}

// Record returns a recorder that gives these answers.
func Record(answers ...Answer) *Recorder { return &Recorder{answers: answers} }

// RoundTrip keeps the request and answers.
func (r *Recorder) RoundTrip(in *http.Request) (*http.Response, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	sent := Request{Method: in.Method, URL: in.URL.String(), Header: in.Header.Clone()}
	if in.Body != nil {
		b, err := io.ReadAll(in.Body)
		if err != nil {
			return nil, err
		}
		sent.Body = string(b)
	}
	r.Sent = append(r.Sent, sent)
	a := r.answers[min(len(r.Sent), len(r.answers))-1]
	return a.response(in)
}

func (a Answer) response(in *http.Request) (*http.Response, error) {
	if a.Err != nil {
		return nil, a.Err
	}
	header := a.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	return &http.Response{
		StatusCode: a.Status, Header: header, Body: io.NopCloser(strings.NewReader(a.Body)), ContentLength: -1, Request: in,
	}, nil
}

// Only returns the one request that was sent.
func (r *Recorder) Only(t testing.TB) Request {
	t.Helper()
	require.Len(t, r.Sent, 1)
	return r.Sent[0]
}

// Assert compares the request with the one that is wanted; body is JSON, or "" for none.
func (r Request) Assert(t testing.TB, method, url, body string) {
	t.Helper()
	assert.Equal(t, method, r.Method)
	assert.Equal(t, url, r.URL)
	assert.Equal(t, "application/json", r.Header.Get("Accept"))
	assert.NotEmpty(t, r.Header.Get("User-Agent"))
	if body == "" {
		assert.Empty(t, r.Body)
		assert.NotContains(t, r.Header, "Content-Type")
		return
	}
	assert.Equal(t, "application/json", r.Header.Get("Content-Type"))
	assert.JSONEq(t, body, r.Body)
}
