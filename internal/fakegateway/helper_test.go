package fakegateway_test

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

const (
	instance = "inst-1"
	person   = "5511900000001"
)

type starter func(fakegateway.Config) (*fakegateway.Gateway, error)

func run(t *testing.T, start starter, cfg fakegateway.Config) *fakegateway.Gateway {
	t.Helper()
	g, err := start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	return g
}

func config() fakegateway.Config {
	return fakegateway.Config{
		Token: "tok", InstanceID: instance, PartnerToken: "partner", AdminKey: "admin",
		Email: "ana@example.com", Password: "pw", Secret: "shh",
	}
}

// client never follows redirects and never reuses connections, so that each fault meets a fresh one.
func client(t *testing.T) *http.Client {
	t.Helper()
	tr := &http.Transport{DisableKeepAlives: true}
	t.Cleanup(tr.CloseIdleConnections)
	return &http.Client{
		Transport:     tr,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

type reply struct {
	status int
	header http.Header
	body   []byte
}

// send makes a request; header is "Name: value" lines, and JSON is announced wherever there is a body.
func send(t *testing.T, method, url, header, body string) reply {
	t.Helper()
	resp, err := try(t, method, url, header, body)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, got}
}

func try(t *testing.T, method, url, header, body string) (*http.Response, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for line := range strings.SplitSeq(header, "\n") {
		if name, value, found := strings.Cut(line, ": "); found {
			req.Header.Set(name, value)
		}
	}
	return client(t).Do(req)
}

func (r reply) object(t *testing.T) map[string]any {
	t.Helper()
	return object(t, r.body)
}

func object(t *testing.T, body []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(body, &m); err != nil {
		t.Fatalf("not an object: %v: %s", err, body)
	}
	return m
}

func wantKeys(t *testing.T, m any, keys string) {
	t.Helper()
	got, isObject := m.(map[string]any)
	if !isObject {
		t.Fatalf("%v is no object", m)
	}
	want := strings.Fields(keys)
	slices.Sort(want)
	if have := slices.Sorted(maps.Keys(got)); !slices.Equal(have, want) {
		t.Errorf("keys %v, want %v", have, want)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// A callCase is one request and what it must be answered with.
type callCase struct {
	name, method, path, header, body string
	status                           int
	contains                         string
}

func runCases(t *testing.T, base string, cases []callCase) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			got := send(t, tc.method, base+tc.path, tc.header, tc.body)
			if got.status != tc.status {
				t.Errorf("status %d, want %d: %s", got.status, tc.status, got.body)
			}
			if !strings.Contains(string(got.body), tc.contains) {
				t.Errorf("body %s, want %s in it", got.body, tc.contains)
			}
		})
	}
}

// A receiver is the customer's end of the callbacks. It answers with the statuses given, then with 200.
type receiver struct {
	url string
	got chan received
}

type received struct {
	header http.Header
	body   []byte
}

func receive(t *testing.T, statuses ...int) *receiver {
	t.Helper()
	r := &receiver{got: make(chan received, 100)}
	next := make(chan int, len(statuses))
	for _, s := range statuses {
		next <- s
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, _ := io.ReadAll(req.Body)
		select {
		case s := <-next:
			w.WriteHeader(s)
		default:
		}
		_, _ = w.Write([]byte("ack"))
		r.got <- received{req.Header, body}
	}))
	t.Cleanup(srv.Close)
	r.url = srv.URL
	return r
}

func (r *receiver) take(t *testing.T) received {
	t.Helper()
	select {
	case got := <-r.got:
		return got
	case <-time.After(10 * time.Second):
		t.Fatal("no callback came")
		return received{}
	}
}

func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}
