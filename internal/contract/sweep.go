package contract

import (
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// wire is a server that records each request and answers with one fault.
type wire struct {
	*httptest.Server
	mu   sync.Mutex
	seen []string // "METHOD /path/as/sent"
}

func newWire(t testing.TB, fault http.HandlerFunc) *wire {
	w := &wire{}
	w.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body)) // for a fault that repeats it
		w.mu.Lock()
		w.seen = append(w.seen, r.Method+" "+r.URL.EscapedPath())
		w.mu.Unlock()
		fault(rw, r)
	}))
	t.Cleanup(w.Close)
	return w
}

// take returns what was seen since it was last called.
func (w *wire) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	seen := w.seen
	w.seen = nil
	return seen
}

// Run runs all standing tests of the suite.
func (s Suite) Run(t *testing.T) {
	t.Run("operations", s.testOperations)
	t.Run("class", s.testClass)
	t.Run("canary", s.testCanary)
}

// documented strips the prefix and finds the template of what was sent.
func (s Suite) documented(t testing.TB, ops []template, sent string) string {
	verb, path, _ := strings.Cut(sent, " ")
	for _, p := range s.Prefixes {
		if rest, ok := strings.CutPrefix(path, p); ok {
			path = rest
			break
		}
	}
	name := match(ops, verb, path)
	assert.NotEmpty(t, name, "%s %s is no documented operation", verb, path)
	return name
}

// testOperations: what the methods send is what the ledger lists, no more and no less, and each error names it.
func (s Suite) testOperations(t *testing.T) {
	t.Parallel()
	ops := s.operations(t)
	w := newWire(t, func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusTeapot) })
	sent := map[string]bool{}
	for _, m := range methods(s.Clients(t, w.URL)) {
		err := s.call(t, m)
		seen := w.take()
		require.Len(t, seen, 1, "%s: %v", m.name, err)
		name := s.documented(t, ops, seen[0])
		sent[name] = true
		var zerr *zapgate.Error
		require.ErrorAs(t, err, &zerr, m.name)
		assertLogValues(t, m)
		assert.Equal(t, name, zerr.Op, m.name)
		assert.Equal(t, s.Provider, zerr.Provider, m.name)
		assert.Equal(t, http.StatusTeapot, zerr.StatusCode, m.name)
	}
	documented := s.inventory(t)
	if s.Complete && documented != nil {
		assert.Len(t, ops, len(documented), "the ledger has every documented operation")
	}
	for _, o := range ops {
		assert.True(t, sent[o.name], "%s is in the ledger, and no method sends it", o.name)
		if documented != nil {
			assert.Contains(t, documented, o.name, "the ledger names an operation that is not documented")
		}
	}
}

// faults are the ways an answer can fail to come after the request was read.
func faults() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"503": func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusServiceUnavailable) },
		"reset": func(rw http.ResponseWriter, _ *http.Request) {
			if conn, _, err := rw.(http.Hijacker).Hijack(); err == nil {
				_ = conn.(*net.TCPConn).SetLinger(0)
				_ = conn.Close()
			}
		},
		"timeout": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	}
}

// lanes is how many operations meet a fault at a time: most of that is waiting.
const lanes = 64

// testClass: an operation with an effect reaches the gateway once whatever happens, one without is tried three times.
func (s Suite) testClass(t *testing.T) {
	t.Parallel()
	ops := s.operations(t)
	for name, fault := range faults() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opts := []zapgate.Option{zapgate.WithRetryWait(time.Microsecond, time.Millisecond)}
			if name == "timeout" {
				opts = append(opts, zapgate.WithTimeout(time.Second))
			}
			var wg sync.WaitGroup
			for lane := range lanes {
				w := newWire(t, fault)
				ms := methods(s.Clients(t, w.URL, opts...))
				wg.Go(func() {
					for i := lane; i < len(ms); i += lanes {
						s.assertClass(t, ops, w, ms[i])
					}
				})
			}
			wg.Wait()
		})
	}
}

func (s Suite) assertClass(t *testing.T, ops []template, w *wire, m method) {
	err := s.call(t, m)
	seen := w.take()
	if !assert.NotEmpty(t, seen, "%s: %v", m.name, err) {
		return
	}
	if op := s.documented(t, ops, seen[0]); s.reads(op) {
		assert.Len(t, seen, 3, "%s has no effect and is tried again", m.name)
		assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown, m.name)
	} else {
		assert.Len(t, seen, 1, "%s has an effect and must not be sent again", m.name)
		assert.ErrorIs(t, err, zapgate.ErrOutcomeUnknown, m.name)
	}
}

func (s Suite) reads(op string) bool {
	if strings.HasPrefix(op, "GET ") {
		return !slices.Contains(s.Effects, op)
	}
	return slices.Contains(s.Reads, op)
}

// assertLogValues: what a method takes or returns and holds a secret has a LogValue, because slog writes structs as JSON,
// and JSON carries the real value.
func assertLogValues(t *testing.T, m method) {
	ft := m.fn.Type()
	var types []reflect.Type
	for i := range ft.NumIn() {
		types = append(types, ft.In(i))
	}
	for i := range ft.NumOut() {
		types = append(types, ft.Out(i))
	}
	for _, at := range types {
		if at.Kind() == reflect.Pointer {
			at = at.Elem()
		}
		if at.Kind() == reflect.Struct && holdsSecret(at, map[reflect.Type]bool{}) {
			assert.True(t, at.Implements(reflect.TypeFor[slog.LogValuer]()), "%s: %s holds a secret and has no LogValue", m.name, at)
		}
	}
}

func holdsSecret(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return holdsSecret(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && holdsSecret(f.Type, seen) {
				return true
			}
		}
	}
	return t == reflect.TypeFor[zapgate.Secret]()
}
