package fakegateway_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

// TestCloseLeavesNothing is not parallel: it looks for goroutines of the package, and must be the only one with any.
func TestCloseLeavesNothing(t *testing.T) {
	for _, start := range []starter{
		fakegateway.StartZAPI, fakegateway.StartZapini, fakegateway.StartZapy, fakegateway.StartWSAPI,
	} {
		hung := make(chan struct{}, 10)
		srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			hung <- struct{}{}
			<-r.Context().Done() // a receiver that never answers
		}))
		cfg := config()
		cfg.AutoCallbacks, cfg.CallbackURL = true, srv.URL
		g, err := start(cfg)
		if err != nil {
			t.Fatal(err)
		}
		g.Inject("*", fakegateway.Stall())
		go func() {
			if resp, err := http.Get(g.URL() + "/"); err == nil {
				_ = resp.Body.Close()
			}
		}()
		until(t, func() bool { return g.Count("*") == 1 })
		for _, try := range []struct{ path, header, body string }{
			{zapiBase + "/send-text", "", textBody},
			{"/send-message", bearer, `{"to":"1","message":"oi"}`},
			{"/api/message/inst-1/text", apiKey, `{"to":"1","message":"oi"}`},
			{"/messages/text", wsapiAuth, `{"to":"1","text":"oi"}`},
		} {
			send(t, "POST", g.URL()+try.path, try.header, try.body)
		}
		<-hung
		waited := make(chan error, 1)
		go func() { waited <- g.Wait(context.Background()) }()
		closed := make(chan error, 1)
		go func() { closed <- g.Close() }()
		select {
		case err := <-closed:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("Close hangs")
		}
		if err := <-waited; err == nil {
			t.Error("Wait saw callbacks delivered that were not")
		}
		if err := g.Close(); err != nil {
			t.Errorf("second Close: %v", err)
		}
		if _, err := g.Deliver(context.Background(), []byte("{}")); err == nil {
			t.Error("a closed gateway delivers")
		}
		srv.Close()
	}
	http.DefaultClient.CloseIdleConnections()
	until(t, func() bool {
		stack := make([]byte, 1<<20)
		return !strings.Contains(string(stack[:runtime.Stack(stack, true)]), "fakegateway.(*")
	})
}

func TestDeliverTriesAgain(t *testing.T) {
	t.Parallel()
	to := receive(t, 500, 302)
	g := run(t, fakegateway.StartZapini, config())
	if _, err := g.IncomingText(soon(t), person, "oi"); err == nil {
		t.Error("delivered without a callback URL")
	}
	g.SetCallback(to.url, "shh")
	last, err := g.IncomingText(soon(t), person, "oi")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "attempt", last.Attempt, 3)
	equal(t, "status", last.Status, 200)
	equal(t, "answer", string(last.Body), "ack")
	first, second := to.take(t), to.take(t)
	if !bytes.Equal(first.body, second.body) {
		t.Error("the second attempt has another body")
	}
	var statuses []int
	for _, d := range g.Deliveries() {
		statuses = append(statuses, d.Status)
	}
	equal(t, "attempts", [3]int(statuses), [3]int{500, 302, 200})

	refusing := receive(t, 401, 401, 401, 401)
	g.SetCallback(refusing.url, "shh")
	if last, err = g.IncomingText(soon(t), person, "oi"); err != nil || last.Status != 401 || last.Attempt != 3 {
		t.Errorf("given up with %+v, %v", last, err)
	}
	if last, err = g.IncomingText(soon(t), person, "oi", fakegateway.Attempts(1)); err != nil || last.Attempt != 1 {
		t.Errorf("given up with %+v, %v", last, err)
	}
	g.SetCallback("http://127.0.0.1:1/", "shh")
	if last, err = g.IncomingText(soon(t), person, "oi"); err == nil || last.Err == nil || last.Status != 0 {
		t.Errorf("nobody answered, but %+v", last)
	}
}

// Automatic callbacks keep their order even when one has to be repeated.
func TestOrderSurvivesRedelivery(t *testing.T) {
	t.Parallel()
	to := receive(t, 200, 503, 503)
	cfg := config()
	cfg.AutoCallbacks, cfg.CallbackURL = true, to.url
	g := run(t, fakegateway.StartZapy, cfg)
	send(t, "POST", g.URL()+"/api/message/inst-1/text", apiKey, `{"to":"5511900000001","message":"oi"}`)
	if err := g.Wait(soon(t)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range g.Deliveries() {
		data := object(t, d.Sent)["data"].(map[string]any)
		got = append(got, data["status"].(string))
	}
	equal(t, "order", strings.Join(got, " "), "PENDING SENT SENT SENT RECEIVED READ RECEIVED")
}

func TestNoCallbacksUnasked(t *testing.T) {
	t.Parallel()
	to := receive(t)
	cfg := config()
	cfg.CallbackURL = to.url
	g := run(t, fakegateway.StartZapy, cfg)
	equal(t, "kind", g.Kind(), fakegateway.Zapy)
	send(t, "POST", g.URL()+"/api/message/inst-1/text", apiKey, `{"to":"5511900000001","message":"oi"}`)
	if err := g.Wait(soon(t)); err != nil {
		t.Fatal(err)
	}
	equal(t, "deliveries", len(g.Deliveries()), 0)
}

func TestDeliverOptions(t *testing.T) {
	t.Parallel()
	to := receive(t)
	g := run(t, fakegateway.StartWSAPI, config())
	g.SetCallback(to.url, "shh")
	body := []byte(`{"eventType":"message"}`)
	deliver := func(opts ...fakegateway.DeliverOption) received {
		t.Helper()
		if _, err := g.Deliver(soon(t), body, opts...); err != nil {
			t.Fatal(err)
		}
		return to.take(t)
	}
	plain := deliver()
	equal(t, "signature", plain.header.Get("X-Webhook-Signature"), "sha256="+byHand("shh", body))
	equal(t, "as Sign says", g.Sign(body).Get("X-Webhook-Signature"), plain.header.Get("X-Webhook-Signature"))

	zipped := deliver(fakegateway.Gzip())
	equal(t, "encoding", zipped.header.Get("Content-Encoding"), "gzip")
	equal(t, "signature of the body", zipped.header.Get("X-Webhook-Signature"), "sha256="+byHand("shh", body))
	r, err := gzip.NewReader(bytes.NewReader(zipped.body))
	if err != nil {
		t.Fatal(err)
	}
	if clear, err := io.ReadAll(r); err != nil || !bytes.Equal(clear, body) {
		t.Errorf("decompressed: %q, %v", clear, err)
	}
	zipped = deliver(fakegateway.GzipSigned())
	equal(t, "signature of the wire", zipped.header.Get("X-Webhook-Signature"), "sha256="+byHand("shh", zipped.body))

	forged := deliver(fakegateway.Header(http.Header{"x-webhook-signature": {"sha256=00"}}))
	equal(t, "forged", forged.header.Get("X-Webhook-Signature"), "sha256=00")
	bare := deliver(fakegateway.Header(http.Header{"X-Webhook-Signature": nil}))
	equal(t, "removed", len(bare.header.Values("X-Webhook-Signature")), 0)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.Deliver(ctx, body); err == nil {
		t.Error("delivered for a caller who is gone")
	}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	for _, start := range []starter{
		fakegateway.StartZAPI, fakegateway.StartZapini, fakegateway.StartZapy, fakegateway.StartWSAPI,
	} {
		g := run(t, start, config())
		for _, op := range g.Operations() {
			if method, path, found := strings.Cut(op, " "); !found || method == "" || !strings.HasPrefix(path, "/") {
				t.Errorf("%s: %q is no operation", g.Kind(), op)
			}
		}
	}
}
