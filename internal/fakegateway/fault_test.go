package fakegateway_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

const (
	sendText = "POST /send-text"
	textBody = `{"phone":"5511900000001","message":"oi"}`
)

// TestFaults sends one request into each fault and looks at it as a client would.
func TestFaults(t *testing.T) {
	t.Parallel()
	status := func(want int, contains string) func(*testing.T, *http.Response, []byte, error) {
		return func(t *testing.T, resp *http.Response, body []byte, err error) {
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "status", resp.StatusCode, want)
			if !strings.Contains(string(body), contains) {
				t.Errorf("body %q, want %q in it", body, contains)
			}
		}
	}
	reset := func(t *testing.T, _ *http.Response, _ []byte, err error) {
		if !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, syscall.EPIPE) {
			t.Errorf("got %v, want a reset connection", err)
		}
	}
	for name, tc := range map[string]struct {
		fault fakegateway.Fault
		check func(t *testing.T, resp *http.Response, body []byte, err error)
	}{
		"status":  {fakegateway.Status(503, `{"error":"x"}`, nil), status(503, `{"error":"x"}`)},
		"problem": {fakegateway.Problem(500, "E", "boom"), status(500, `{"error":"boom"}`)},
		"429": {fakegateway.Status(429, "", http.Header{"retry-after": {"3"}}), func(t *testing.T, resp *http.Response, _ []byte, _ error) {
			equal(t, "Retry-After", resp.Header.Get("Retry-After"), "3")
		}},
		"too many": {fakegateway.TooManyRequests("5"), func(t *testing.T, resp *http.Response, body []byte, err error) {
			status(429, `"error"`)(t, resp, body, err)
			equal(t, "Retry-After", resp.Header.Get("Retry-After"), "5")
		}},
		"html": {fakegateway.HTML502(), func(t *testing.T, resp *http.Response, body []byte, err error) {
			status(502, "<html>")(t, resp, body, err)
			equal(t, "content type", resp.Header.Get("Content-Type"), "text/html")
		}},
		"reset before read": {fakegateway.ResetBeforeRead(), reset},
		"reset after read":  {fakegateway.ResetAfterRead(), reset},
		"reset mid body": {fakegateway.ResetMidBody(), func(t *testing.T, resp *http.Response, body []byte, err error) {
			if !errors.Is(err, io.ErrUnexpectedEOF) || resp.StatusCode != 200 || len(body) == 0 {
				t.Errorf("got %v after %q, want half a body", err, body)
			}
		}},
		"truncated": {fakegateway.Truncated(), func(t *testing.T, resp *http.Response, body []byte, err error) {
			status(200, `{"`)(t, resp, body, err)
			equal(t, "announced length", resp.ContentLength, int64(len(body)))
			if strings.HasSuffix(string(body), "}") {
				t.Error("the body is whole")
			}
		}},
		"huge": {fakegateway.Huge(1 << 20), func(t *testing.T, resp *http.Response, body []byte, err error) {
			status(200, `{"value":"aaa`)(t, resp, body, err)
			equal(t, "length", len(body), 1<<20)
			wantKeys(t, object(t, body), "value")
			equal(t, "announced length", resp.ContentLength, -1)
		}},
		"empty":      {fakegateway.Empty(), status(200, "")},
		"wrong type": {fakegateway.WrongType(`"text"`), status(200, `"text"`)},
		"redirect": {fakegateway.Redirect("http://127.0.0.1:1/"), func(t *testing.T, resp *http.Response, _ []byte, _ error) {
			equal(t, "status", resp.StatusCode, 307)
			equal(t, "location", resp.Header.Get("Location"), "http://127.0.0.1:1/")
		}},
		"slow": {fakegateway.Slow(time.Millisecond), status(200, "zaapId")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := run(t, fakegateway.StartZAPI, config())
			g.Inject(sendText, tc.fault)
			resp, err := try(t, "POST", g.URL()+zapiBase+"/send-text", "", textBody)
			var body []byte
			if err == nil {
				body, err = io.ReadAll(resp.Body)
				_ = resp.Body.Close()
			}
			tc.check(t, resp, body, err)
			equal(t, "requests that reached the gateway", g.Count(sendText), 1)
			answered := 0
			if resp != nil {
				answered = resp.StatusCode
			}
			equal(t, "recorded status", g.Requests()[0].Status, answered)
			if strings.HasPrefix(name, "reset before") {
				equal(t, "unread body", len(g.Requests()[0].Body), 0)
			} else {
				equal(t, "body", string(g.Requests()[0].Body), textBody)
			}
			equal(t, "the next request", send(t, "POST", g.URL()+zapiBase+"/send-text", "", textBody).status, 200)
			equal(t, "both", g.Count(sendText), 2)
		})
	}
}

// A long fault ends with the client, and ends with the gateway.
func TestStall(t *testing.T) {
	t.Parallel()
	for _, fault := range []fakegateway.Fault{fakegateway.Stall(), fakegateway.Slow(time.Hour)} {
		g := run(t, fakegateway.StartZAPI, config())
		g.Inject("*", fault, fault)
		for range 2 {
			ctx, cancel := context.WithCancel(t.Context())
			failed := make(chan error, 1)
			req, _ := http.NewRequestWithContext(ctx, "GET", g.URL()+zapiBase+"/status", nil)
			go func() {
				resp, err := client(t).Do(req)
				if err == nil {
					_ = resp.Body.Close()
				}
				failed <- err
			}()
			until(t, func() bool { return g.Count("GET /status") > 0 })
			if g.Count("GET /status") == 1 {
				cancel()
			} else if err := g.Close(); err != nil {
				t.Error(err)
			}
			select {
			case err := <-failed:
				if err == nil {
					t.Error("a stalled request was answered")
				}
			case <-time.After(10 * time.Second):
				t.Fatal("still stalled")
			}
			cancel()
		}
	}
}

// Faults are met one each, in order; those of an operation come before those of any request.
func TestFaultOrder(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZAPI, config())
	g.Inject("*", fakegateway.Status(503, "", nil))
	g.Inject(sendText, fakegateway.Status(500, "", nil), fakegateway.Status(501, "", nil))
	g.Inject("GET /status", fakegateway.Status(418, "", nil))
	for i, want := range []int{500, 501, 503, 200} {
		if got := send(t, "POST", g.URL()+zapiBase+"/send-text", "", textBody).status; got != want {
			t.Errorf("request %d: %d, want %d", i, got, want)
		}
	}
	g.Inject("*", fakegateway.Status(504, "", nil))
	equal(t, "unknown path", send(t, "GET", g.URL()+"/nowhere", "", "").status, 504)
}

// A send that broke off after the gateway took it on has its callbacks; one that broke off before has none.
func TestFaultsAndCallbacks(t *testing.T) {
	t.Parallel()
	to := receive(t)
	cfg := config()
	cfg.AutoCallbacks, cfg.CallbackURL = true, to.url
	g := run(t, fakegateway.StartZAPI, cfg)
	g.Inject(sendText, fakegateway.ResetAfterRead(), fakegateway.Status(503, "", nil), fakegateway.ResetMidBody())
	for range 3 {
		if resp, err := try(t, "POST", g.URL()+zapiBase+"/send-text", "", textBody); err == nil {
			_, _ = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
		}
	}
	to.take(t)
	if err := g.Wait(soon(t)); err != nil {
		t.Fatal(err)
	}
	equal(t, "callbacks", len(g.Deliveries()), 5)
}

func TestCountTogether(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZAPI, config())
	g.Inject("*", fakegateway.Status(500, "", nil), fakegateway.Truncated())
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			resp, err := try(t, "POST", g.URL()+zapiBase+"/send-text", "", textBody)
			if err != nil {
				t.Error(err)
				return
			}
			_ = resp.Body.Close()
			_ = g.Count(sendText)
			_ = g.Requests()
		})
	}
	wg.Wait()
	send(t, "GET", g.URL()+"/nowhere?a=b%20c", "X-Mark: m", "")
	equal(t, "sends", g.Count(sendText), 20)
	equal(t, "all", g.Count("*"), 21)
	equal(t, "unknown", g.Count(""), 1)
	last := g.Requests()[20]
	equal(t, "op", last.Op, "")
	equal(t, "query", last.Query.Get("a"), "b c")
	equal(t, "header", last.Header.Get("X-Mark"), "m")
}

// until polls for what another goroutine is about to make true.
func until(t *testing.T, done func() bool) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("it never came true")
		}
	}
}
