package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// inbox is the callback server: one handler a gateway, all of them feeding one list of events.
type inbox struct {
	server *http.Server
	mux    *http.ServeMux
	local  string // how this program reaches itself
	public string // how gateways reach it

	mu     sync.Mutex
	events []webhook.Event
	came   chan struct{} // closed and replaced at every event
}

func listenForCallbacks(addr string) (*inbox, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	in := &inbox{mux: http.NewServeMux(), came: make(chan struct{})}
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	in.local = "http://127.0.0.1:" + port
	in.public = firstOf(os.Getenv("ZAPGATE_PUBLIC_URL"), in.local)
	in.server = &http.Server{Handler: in.mux, ReadTimeout: 10 * time.Second}
	go func() { _ = in.server.Serve(ln) }()
	return in, nil
}

func (in *inbox) close() { _ = in.server.Close() }

func path(g *gateway) string { return "/hooks/" + string(g.provider) }

func (in *inbox) urlFor(g *gateway) string { return in.public + path(g) }

// mount has the gateway's callbacks verified, deduplicated and collected.
func (in *inbox) mount(g *gateway) error {
	h, err := webhook.New(g.provider, g.verifier(), webhook.WithDedupe(webhook.NewMemory(10_000)))
	if err != nil {
		return err
	}
	webhook.OnRest(h, func(_ context.Context, e webhook.Event) error {
		in.mu.Lock()
		defer in.mu.Unlock()
		in.events = append(in.events, e)
		close(in.came)
		in.came = make(chan struct{})
		return nil
	})
	in.mux.Handle(path(g), h)
	return nil
}

// all returns the events so far.
func (in *inbox) all() []webhook.Event {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.events[:len(in.events):len(in.events)]
}

func (in *inbox) of(g *gateway) (events []webhook.Event) {
	for _, e := range in.all() {
		if e.Head().Provider == g.provider {
			events = append(events, e)
		}
	}
	return events
}

// await returns when the gateway's callbacks are there.
func (in *inbox) await(ctx context.Context, g *gateway) error {
	for {
		in.mu.Lock()
		came := in.came
		in.mu.Unlock()
		if n := len(in.of(g)); n >= g.callbacks {
			return nil
		} else if ctx.Err() != nil {
			return fmt.Errorf("%d of %d callbacks came in time", n, g.callbacks)
		}
		select {
		case <-came:
		case <-ctx.Done():
		}
	}
}

// prove posts a callback that was changed on its way, and one that had come before: the first is refused, the second is
// acknowledged without being handled again.
func (g *gateway) prove(ctx context.Context, in *inbox, out io.Writer) error {
	events := in.of(g)
	if len(events) == 0 {
		return nil // the gateway could not reach this program
	}
	body := events[len(events)-1].Head().Raw
	header := webhooktest.Sign(g.provider, g.secret, body)
	tampered, what := bytes.Replace(body, []byte("5511900000001"), []byte("5511900000009"), 1), "a tampered callback"
	if g.provider == webhook.ZAPI { // without a signature a changed body is not seen, a wrong token is
		tampered, what = body, "a callback with a wrong token"
		header = webhooktest.Sign(g.provider, "another", body)
	}
	status, err := in.post(ctx, g, tampered, header)
	if err != nil {
		return err
	}
	if status != http.StatusUnauthorized {
		return fmt.Errorf("%s was answered %d, not 401", what, status)
	}
	// 503 means that the first delivery is still being handled: a gateway sends again later, and so does this.
	for status = http.StatusServiceUnavailable; status == http.StatusServiceUnavailable; {
		if status, err = in.post(ctx, g, body, webhooktest.Sign(g.provider, g.secret, body)); err != nil {
			return err
		}
		if status == http.StatusServiceUnavailable {
			<-time.After(10 * time.Millisecond)
		}
	}
	if n := len(in.of(g)); status != http.StatusOK || n != len(events) {
		return fmt.Errorf("a duplicate was answered %d and handled %d times more", status, n-len(events))
	}
	fmt.Fprintf(out, "%-7s %s was refused with 401; a duplicate was answered 200 and dropped\n", g.provider, what)
	return nil
}

func (in *inbox) post(ctx context.Context, g *gateway, body []byte, header http.Header) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, in.local+path(g), bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header = header
	resp, err := (&http.Client{}).Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}
