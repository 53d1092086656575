package transport

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// Two credentials: one that a path carries as it is, and one that every escaping spells differently.
const (
	canary = "CANARY-path-7f3a"
	tricky = `CANARY-head/9b+c&d=<e>"f\g`
	base   = "http://gw.test/instances/I/token/" + canary
)

var (
	sendOp    = Op{Method: "POST", Path: "/send-text"}
	restartOp = Op{Method: "GET", Path: "/restart"}
	readOp    = Op{Method: "GET", Path: "/chats", Retry: Safe}
	lookupOp  = Op{Method: "POST", Path: "/exists", Retry: Safe}
)

type textRequest struct {
	Phone   string `json:"phone" check:"chat"`
	Message string `json:"message" check:"required"`
}

type answer struct {
	ID string `json:"id"`
}

// requestOf is a request of op with a body where its method has one.
func requestOf(op Op, opts ...zapgate.CallOption) Request {
	r := Request{Op: op, Options: opts}
	if op.Method == "POST" {
		r.Body = textRequest{"5511", "olá"}
	}
	return r
}

func newClient(t testing.TB, rt http.RoundTripper, opts ...zapgate.Option) *Client {
	t.Helper()
	return newClientAt(t, base, rt, opts...)
}

func newClientAt(t testing.TB, baseURL string, rt http.RoundTripper, opts ...zapgate.Option) *Client {
	t.Helper()
	if rt != nil {
		opts = append([]zapgate.Option{zapgate.WithHTTPClient(&http.Client{Transport: rt})}, opts...)
	}
	s, err := Collect("test", "New", opts)
	require.NoError(t, err)
	u, err := url.Parse(baseURL)
	require.NoError(t, err)
	return New(Config{
		Provider: "test", BaseURL: u, Header: http.Header{"Client-Token": {tricky}}, Secrets: []string{canary, tricky},
		ReadProblem: readProblem, CheckAddress: checkDigits, Settings: s,
	})
}

func readProblem(_ int, body []byte) *Problem {
	var env struct{ Error, Code string }
	if json.Unmarshal(body, &env) != nil || env.Error == "" {
		return nil
	}
	p := &Problem{Code: env.Code, Message: env.Error}
	if env.Error == "not connected" {
		p.Err = zapgate.ErrNotConnected
	}
	return p
}

func checkDigits(s string) error {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return errors.New("is not digits")
	}
	return nil
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// wire is a network in memory, so that it runs on the fake clock. It counts the requests that the server read whole;
// serve answers the nth one, and the connection stays open while it returns true.
type wire struct {
	serve func(n int, c net.Conn, r *http.Request) (keep bool)

	mu     sync.Mutex
	bodies []string
	dials  int
	open   []net.Conn
	loops  sync.WaitGroup
}

func (w *wire) requests() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.bodies)
}

func (w *wire) transport(t *testing.T) *http.Transport {
	tr := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		w.mu.Lock()
		w.dials++
		w.open = append(w.open, server)
		w.mu.Unlock()
		w.loops.Go(func() { w.loop(server) })
		return client, nil
	}}
	t.Cleanup(func() { w.close(tr) })
	return tr
}

// close ends everything; in a synctest bubble it must be called before the bubble's end.
func (w *wire) close(tr *http.Transport) {
	tr.CloseIdleConnections()
	w.mu.Lock()
	for _, c := range w.open {
		_ = c.Close()
	}
	w.mu.Unlock()
	w.loops.Wait()
}

func (w *wire) loop(c net.Conn) {
	defer c.Close()
	br := bufio.NewReader(c)
	for {
		r, err := http.ReadRequest(br)
		if err != nil {
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		w.mu.Lock()
		w.bodies = append(w.bodies, string(body))
		n := len(w.bodies)
		w.mu.Unlock()
		if !w.serve(n, c, r) {
			return
		}
	}
}

func ok(c io.Writer, body string) bool {
	_, err := fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	return err == nil
}

func asError(t testing.TB, err error) *zapgate.Error {
	t.Helper()
	var e *zapgate.Error
	require.ErrorAs(t, err, &e)
	assertNoSecret(t, err)
	return e
}

// shown is everything that printing, logging or marshalling v can bring to light, and the same of each cause.
func shown(v any) string {
	var buf bytes.Buffer
	show(&buf, v)
	slog.New(slog.NewJSONHandler(&buf, nil)).Error("x", "v", v)
	slog.New(slog.NewTextHandler(&buf, nil)).Error("x", "v", v)
	b, _ := json.Marshal(v)
	buf.Write(b)
	if err, ok := v.(error); ok {
		walk(err, func(e error) { show(&buf, e) })
		if e := new(zapgate.Error); errors.As(err, &e) {
			buf.Write(e.Body)
			fmt.Fprintf(&buf, "%+v %#v", *e, *e)
		}
	}
	return buf.String()
}

func show(w io.Writer, v any) {
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		fmt.Fprintf(w, verb+"\n", v)
	}
}

func walk(err error, f func(error)) {
	if err == nil {
		return
	}
	f(err)
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		walk(e.Unwrap(), f)
	case interface{ Unwrap() []error }:
		for _, c := range e.Unwrap() {
			walk(c, f)
		}
	}
}

// assertNoSecret looks for the beginning that both canaries share, which no escaping changes.
func assertNoSecret(t testing.TB, v any) {
	t.Helper()
	assert.NotContains(t, shown(v), "CANARY")
}
