package contract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// echo is a way to repeat what a request held, in whatever comes back.
type echo struct {
	name   string
	body   bool // the request's body is repeated too
	repeat func(r *http.Request, all string) Answer
	mayEnd bool // without an error
}

// echoes are those of a gateway that puts what it got into its bodies and headers, and of a way to it that puts it into
// errors: these hold no more than the address and the headers, because that is all that net/http and proxies see.
func echoes() []echo {
	answer := func(status int, body func(all string) string) func(*http.Request, string) Answer {
		return func(r *http.Request, all string) Answer {
			return Answer{Status: status, Body: body(all), Header: http.Header{"X-Request-Id": {all}, "Location": {r.URL.String()}}}
		}
	}
	envelope := func(all string) string {
		b, _ := json.Marshal(map[string]any{
			"error": map[string]any{"code": all, "message": all}, "message": all, "detail": all, "success": false,
			"statusCode": 400, "status": 400, "padding": strings.Repeat("x", 4000),
		})
		return string(b)
	}
	return []echo{
		{name: "envelope", body: true, repeat: answer(400, envelope)},
		{name: "envelope and text", body: true, repeat: answer(400, func(all string) string { return envelope(all) + all })},
		{name: "no envelope", body: true, repeat: answer(500, func(all string) string { return "trace: " + all })},
		{name: "inside a 200", body: true, repeat: answer(200, envelope), mayEnd: true},
		{name: "success of another type", body: true, mayEnd: true, repeat: answer(200, func(all string) string {
			b, _ := json.Marshal(map[string]any{"id": []string{all}, "data": all, "config": all, "value": map[string]any{all: all}})
			return string(b)
		})},
		{name: "success without JSON", body: true, mayEnd: true, repeat: answer(200, func(all string) string { return all })},
		{name: "transport", repeat: func(r *http.Request, all string) Answer {
			return Answer{Err: &url.Error{Op: r.Method, URL: r.URL.String(), Err: fmt.Errorf("dial %s: refused", all)}}
		}},
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// testCanary: a gateway that repeats all it got, in its body and headers, cannot make the SDK show a credential, and
// neither can a way to the gateway that fails.
func (s Suite) testCanary(t *testing.T) {
	t.Parallel()
	for _, v := range s.Values {
		s.testRedacted(t, v)
	}
	for _, e := range echoes() {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			repeated := false
			rt := roundTripper(func(r *http.Request) (*http.Response, error) {
				var sent []byte
				if r.Body != nil && e.body {
					sent, _ = io.ReadAll(r.Body)
				}
				all := fmt.Sprintf("%s %v %s", r.URL, r.Header, sent)
				repeated = strings.Contains(all, Canary)
				return e.repeat(r, all).response(r)
			})
			s.sweep(t, "http://gateway.test", func(m method, err error) {
				if err == nil {
					assert.True(t, e.mayEnd, m.name)
				} else if repeated && !e.mayEnd {
					assert.Contains(t, Printed(err), "[secret]", "%s shows what it was told, without the credential", m.name)
				}
			}, zapgate.WithHTTPClient(&http.Client{Transport: rt}))
		})
	}
	gone := newWire(t, faults()["reset"])
	for name, base := range map[string]string{"reset": gone.URL, "refused": "http://127.0.0.1:1"} {
		t.Run(name, func(t *testing.T) {
			s.sweep(t, base, func(m method, err error) { require.Error(t, err, m.name) })
		})
	}
}

// sweep calls every operation and looks for the canary in clients, errors and the log.
func (s Suite) sweep(t *testing.T, base string, check func(method, error), opts ...zapgate.Option) {
	t.Helper()
	var logged bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	clients := s.Clients(t, base, append(opts, zapgate.WithLogger(logger), zapgate.WithRetries(0))...)
	for _, c := range clients {
		if strings.HasSuffix(reflect.TypeOf(c).Elem().PkgPath(), "/"+s.Provider) { // not a test's own
			s.testRedacted(t, c)
			s.testRedacted(t, reflect.ValueOf(c).Elem().Interface())
		}
	}
	for _, c := range services(clients) {
		Hidden(t, Canary, c, reflect.ValueOf(c).Elem().Interface())
	}
	for _, m := range methods(clients) {
		err := s.call(t, m)
		check(m, err)
		if err != nil {
			Hidden(t, Canary, err)
		}
	}
	NotIn(t, Canary, "the log", logged.String())
	assert.Contains(t, logged.String(), `"op"`, "the log tells something")
}

func (s Suite) testRedacted(t *testing.T, v any) {
	t.Helper()
	Hidden(t, Canary, v)
	assert.Contains(t, Printed(v), "[redacted]", "%T", v)
}
