package openapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

// digits are a recipient, a chat, a phone number and any other id.
const digits = "5511900000001"

// Every request of every method is one that the documents allow, with as little in it as the method takes and with
// everything; and everything that they document in a request is sent by some method.
func TestRequests(t *testing.T) {
	t.Parallel()
	const server = "http://wsapi.test"
	for _, tt := range []struct {
		name, file   string
		clients      func(opts ...zapgate.Option) []any
		undocumented []string // in this file
		single       bool
	}{
		{"hosted", "api-hosted.yml", func(opts ...zapgate.Option) []any {
			return []any{must(wsapi.New(wsapi.Credentials{APIKey: "key", InstanceID: "ins_1"}, opts...))}
		}, []string{"GET /events/stream", "GET /health"}, false},
		{"self-hosted, several instances", "api-selfhosted.yml", func(opts ...zapgate.Option) []any {
			opts = append(opts, zapgate.WithBaseURL(server))
			return []any{must(wsapi.New(wsapi.Credentials{APIKey: "key", InstanceID: "ins_1"}, opts...)), must(wsapi.NewAdmin("key", opts...))}
		}, []string{"GET /events/stream"}, false},
		{"self-hosted, one instance", "api-selfhosted.yml", func(opts ...zapgate.Option) []any {
			return []any{must(wsapi.New(wsapi.Credentials{APIKey: "key"}, append(opts, zapgate.WithBaseURL(server))...))}
		}, []string{"GET /events/stream"}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := load(t, tt.file)
			if tt.single { // the document is written for several instances; with one, the server needs no id
				doc.Components.Parameters["XInstanceId"].Value.Required = false
			}
			r := &recorder{}
			clients := tt.clients(zapgate.WithHTTPClient(&http.Client{Transport: r}))
			s := &session{doc: doc, ops: operations(doc), undocumented: tt.undocumented, r: r, sent: map[string]map[string]bool{}}
			for _, m := range methods(clients) {
				t.Run(m.name, func(t *testing.T) { s.exercise(t, m) })
			}
			s.complete(t)
		})
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// recorder answers nothing that a method could take for an answer.
type recorder struct{ sent []*http.Request }

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.sent = append(r.sent, req)
	return &http.Response{StatusCode: http.StatusTeapot, Header: http.Header{}, Body: http.NoBody, Request: req}, nil
}

func (r *recorder) take() []*http.Request {
	sent := r.sent
	r.sent = nil
	return sent
}

// method is one that takes a context.
type method struct {
	name string
	fn   reflect.Value
}

// methods lists those of the clients and of the services in their fields.
func methods(clients []any) (out []method) {
	owners := slices.Clone(clients)
	for _, c := range clients {
		for _, f := range reflect.ValueOf(c).Elem().Fields() {
			if f.CanInterface() && f.Kind() == reflect.Pointer && !f.IsNil() {
				owners = append(owners, f.Interface())
			}
		}
	}
	for _, owner := range owners {
		v := reflect.ValueOf(owner)
		for m, fn := range v.Methods() {
			if ft := fn.Type(); ft.NumIn() > 0 && ft.In(0) == reflect.TypeFor[context.Context]() {
				out = append(out, method{v.Type().Elem().Name() + "." + m.Name, fn})
			}
		}
	}
	return out
}

// call calls the method; in is what it takes as its request, if it takes one.
func (m method) call(ctx context.Context, in reflect.Value) error {
	args := []reflect.Value{reflect.ValueOf(ctx)}
	ft := m.fn.Type()
	for i := 1; i < ft.NumIn() && !(ft.IsVariadic() && i == ft.NumIn()-1); i++ {
		switch at := ft.In(i); at.Kind() {
		case reflect.Struct:
			args = append(args, in)
		case reflect.String:
			args = append(args, reflect.ValueOf(digits).Convert(at))
		default:
			args = append(args, reflect.ValueOf(io.Discard))
		}
	}
	out := m.fn.Call(args)
	last := out[len(out)-1]
	if last.Kind() != reflect.Func {
		err, _ := last.Interface().(error)
		return err
	}
	for _, err := range last.Seq2() { // iter.Seq2[T, error]
		err, _ := err.Interface().(error)
		return err
	}
	return nil
}

// request is the type of what the method takes beside ids, or nil.
func (m method) request() reflect.Type {
	for in := range m.fn.Type().Ins() {
		if in.Kind() == reflect.Struct {
			return in
		}
	}
	return nil
}

// session is a run of all methods against one document.
type session struct {
	doc          *openapi3.T
	ops          []operation
	undocumented []string
	r            *recorder
	sent         map[string]map[string]bool // the properties, by operation
}

func (s *session) exercise(t *testing.T, m method) {
	at := m.request()
	if at == nil {
		require.Error(t, m.call(t.Context(), reflect.Value{}))
		s.one(t)
		return
	}
	op, least := s.discover(t, m, at)
	body := op.body()
	if body == nil {
		in := reflect.New(at).Elem()
		for _, every := range []bool{false, true} {
			set(in, every)
			require.Error(t, m.call(t.Context(), in))
			s.one(t)
		}
		return
	}
	in, err := valid(least, body)
	require.NoError(t, err)
	require.Error(t, m.call(t.Context(), in))
	s.one(t)

	// Everything, and everything but one of what excludes each other.
	whole := example("", body).(map[string]any)
	sent := false
	for _, name := range append(slices.Sorted(maps.Keys(whole)), "") {
		part := maps.Clone(whole)
		delete(part, name)
		in, err := decoded(at, part)
		require.NoError(t, err)
		if err := m.call(t.Context(), in); errors.Is(err, zapgate.ErrInvalidArgument) {
			require.Empty(t, s.r.take())
			continue
		}
		s.one(t)
		sent = true
	}
	assert.True(t, sent, "no request with everything was sent")
}

// discover calls a method with ever more until it sends something, and returns what that was.
func (s *session) discover(t *testing.T, m method, at reflect.Type) (*operation, reflect.Value) {
	t.Helper()
	for in := range fewest(at) {
		err := m.call(t.Context(), in)
		if sent := s.r.take(); len(sent) > 0 {
			op, _ := find(s.ops, sent[0].Method, sent[0].URL.EscapedPath())
			require.NotNil(t, op, "%s %s is not documented", sent[0].Method, sent[0].URL.EscapedPath())
			return op, in
		}
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	}
	require.Fail(t, "no request was sent")
	return nil, reflect.Value{}
}

// one validates the only request that was sent and returns its operation.
func (s *session) one(t *testing.T) *operation {
	t.Helper()
	all := s.r.take()
	require.Len(t, all, 1)
	r := all[0]
	if slices.Contains(s.undocumented, r.Method+" "+r.URL.Path) {
		return nil
	}
	op, values := find(s.ops, r.Method, r.URL.EscapedPath())
	require.NotNil(t, op, "%s %s is not documented", r.Method, r.URL.EscapedPath())
	var raw []byte
	if r.Body != nil {
		var err error
		raw, err = io.ReadAll(r.Body)
		require.NoError(t, err)
		r.Body = io.NopCloser(bytes.NewReader(raw))
	}
	require.NoError(t, openapi3filter.ValidateRequest(t.Context(), &openapi3filter.RequestValidationInput{
		Request: r, PathParams: values,
		Route: &routers.Route{Spec: s.doc, Path: op.path, PathItem: op.item, Method: op.method, Operation: op.Operation},
		Options: &openapi3filter.Options{
			MultiError: true, RejectWhenRequestBodyNotSpecified: true, SkipSettingDefaults: true, AuthenticationFunc: authenticated,
			SchemaValidationOptions: []openapi3.SchemaValidationOption{openapi3.EnableFormatValidation()},
		},
	}), "%s", raw)
	s.properties(t, op, r, raw)
	return op
}

// authenticated is satisfied by a key where the document wants it, and by none where it wants none.
func authenticated(_ context.Context, in *openapi3filter.AuthenticationInput) error {
	if key := in.RequestValidationInput.Request.Header.Get(in.SecurityScheme.Name); in.SecurityScheme.In != "header" || key != "key" {
		return errors.New("no key in " + in.SecurityScheme.Name)
	}
	return nil
}

// properties notes what was sent, and refuses what is not documented: a schema alone allows any more.
func (s *session) properties(t *testing.T, op *operation, r *http.Request, raw []byte) {
	t.Helper()
	known, unknown := s.sent[op.OperationID], map[string]bool{}
	if known == nil {
		known = map[string]bool{}
		s.sent[op.OperationID] = known
	}
	if len(raw) > 0 {
		var v any
		require.NoError(t, json.Unmarshal(raw, &v))
		keys("", op.body(), v, known, unknown)
	}
	for name := range r.URL.Query() {
		known["?"+name] = true
		if op.parameter("query", name) == nil {
			unknown["?"+name] = true
		}
	}
	for name := range r.Header {
		if strings.HasPrefix(name, "X-") && name != "X-Api-Key" && op.parameter("header", name) == nil {
			unknown[name] = true
		}
	}
	assert.Empty(t, unknown, "%s has no such property", op.OperationID)
}

func (o operation) parameter(in, name string) *openapi3.Parameter {
	for _, list := range []openapi3.Parameters{o.Parameters, o.item.Parameters} {
		for _, p := range list {
			if p.Value.In == in && strings.EqualFold(p.Value.Name, name) {
				return p.Value
			}
		}
	}
	return nil
}

// complete asserts that what is documented of each operation that was called was sent by one of the calls.
func (s *session) complete(t *testing.T) {
	t.Helper()
	for _, op := range s.ops {
		sent, called := s.sent[op.OperationID]
		if !called {
			t.Logf("no method calls %s", op.OperationID) // the ledger of operations tells whether there should be one
			continue
		}
		want := map[string]bool{}
		if body := op.body(); body != nil {
			wanted("", body, want)
		}
		for _, p := range op.Parameters {
			if p.Value.In == "query" {
				want["?"+p.Value.Name] = true
			}
		}
		for name := range want {
			assert.True(t, sent[name], "%s: no method sends %s", op.OperationID, name)
		}
	}
}
