package fakegateway

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"
)

const (
	callbackTimeout  = 5 * time.Second // Zapini's documented limit for an answer; the others name none
	callbackAttempts = 3
	callbackPause    = 50 * time.Millisecond // before the second attempt; each later pause is one step longer
	maxCallbackReply = 1 << 20
)

// Delivery is one attempt to deliver a callback.
type Delivery struct {
	Sent    []byte // the callback as built, before compression
	Attempt int    // 1 for the first
	Status  int    // what the receiver answered; 0 when there was no answer
	Header  http.Header
	Body    []byte // of the answer
	Err     error  // why there was no answer
}

// Deliveries lists every attempt to deliver a callback, in the order in which they ended.
func (g *Gateway) Deliveries() []Delivery {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.deliveries)
}

type delivery struct {
	header         http.Header
	gzip, signGzip bool
	attempts       int
}

// A DeliverOption changes how a callback is delivered.
type DeliverOption func(*delivery)

// Header overrides headers of the callback, the signature among them; a name without values removes the header.
func Header(h http.Header) DeliverOption { return func(d *delivery) { d.header = h } }

// Gzip compresses the body. The signature still covers the bytes before compression.
func Gzip() DeliverOption { return func(d *delivery) { d.gzip = true } }

// GzipSigned compresses the body and signs the compressed bytes.
func GzipSigned() DeliverOption { return func(d *delivery) { d.gzip, d.signGzip = true, true } }

// Attempts limits how often a callback is tried: Attempts(1) never repeats.
func Attempts(n int) DeliverOption { return func(d *delivery) { d.attempts = n } }

// Deliver signs body as the gateway does and posts it to the callback URL, up to three times until the answer is 2xx.
// It returns the last attempt. An answer that is not 2xx is no error; having had no answer is.
func (g *Gateway) Deliver(ctx context.Context, body []byte, opts ...DeliverOption) (Delivery, error) {
	if !g.begin() {
		return Delivery{}, errors.New("fakegateway: closed")
	}
	defer g.wg.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(g.ctx, cancel)()

	d := delivery{attempts: callbackAttempts}
	for _, opt := range opts {
		opt(&d)
	}
	url, _ := g.callback()
	if url == "" {
		return Delivery{}, errors.New("fakegateway: no callback URL")
	}
	wire, header := body, g.Sign(body)
	if d.gzip {
		wire = compress(body)
		if d.signGzip {
			header = g.signed(body, wire)
		}
		header.Set("Content-Encoding", "gzip")
	}
	for name, values := range d.header {
		header[http.CanonicalHeaderKey(name)] = values
		if len(values) == 0 {
			header.Del(name)
		}
	}
	var last Delivery
	for attempt := 1; attempt <= max(d.attempts, 1); attempt++ {
		if attempt > 1 && !pause(ctx, time.Duration(attempt-1)*callbackPause) {
			break
		}
		last = g.post(ctx, url, header, wire)
		last.Sent, last.Attempt = body, attempt
		g.mu.Lock()
		g.deliveries = append(g.deliveries, last)
		g.mu.Unlock()
		if last.Status/100 == 2 {
			break
		}
	}
	if last.Err != nil {
		return last, fmt.Errorf("fakegateway: deliver: %w", last.Err)
	}
	return last, nil
}

func (g *Gateway) post(ctx context.Context, url string, header http.Header, body []byte) Delivery {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return Delivery{Err: err}
	}
	req.Header = header.Clone()
	resp, err := g.client.Do(req)
	if err != nil {
		return Delivery{Err: err}
	}
	defer func() { _ = resp.Body.Close() }()
	reply, _ := io.ReadAll(io.LimitReader(resp.Body, maxCallbackReply)) // the status has settled the delivery
	return Delivery{Status: resp.StatusCode, Header: resp.Header, Body: reply}
}

func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func compress(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(body) // a bytes.Buffer does not fail
	_ = w.Close()
	return b.Bytes()
}

func (g *Gateway) callback() (url, secret string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.callbackURL, g.secret
}

// hold counts callbacks as under way, leaving out the ones that were switched off over the API, until release queues
// them.
func (g *Gateway) hold(bodies []map[string]any) [][]byte {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.muted || g.callbackURL == "" {
		return nil
	}
	var held [][]byte
	for _, body := range bodies {
		if g.wanted(body) {
			held = append(held, encode(body))
		}
	}
	if g.pending == 0 && len(held) > 0 {
		g.drained = make(chan struct{})
	}
	g.pending += len(held)
	return held
}

// release hands callbacks to the worker.
func (g *Gateway) release(held [][]byte) {
	g.mu.Lock()
	g.queue = append(g.queue, held...)
	g.mu.Unlock()
	select {
	case g.queued <- struct{}{}:
	default: // the worker has yet to look, and will see these too
	}
}

func (g *Gateway) wanted(body map[string]any) bool {
	if g.events == nil || g.provider.aliases == nil {
		return true
	}
	return slices.ContainsFunc(g.provider.aliases(body), func(name string) bool { return g.events[name] })
}

// deliverQueued is the one goroutine that delivers automatic callbacks: one after the other, a repeated one before the
// next, so that they arrive in order.
func (g *Gateway) deliverQueued() {
	for {
		select {
		case <-g.ctx.Done():
			return
		case <-g.queued:
		}
		for {
			g.mu.Lock()
			if len(g.queue) == 0 {
				g.mu.Unlock()
				break
			}
			body := g.queue[0]
			g.queue = g.queue[1:]
			g.mu.Unlock()

			_, _ = g.Deliver(g.ctx, body) // the outcome is in Deliveries

			g.mu.Lock()
			if g.pending--; g.pending == 0 {
				close(g.drained)
			}
			g.mu.Unlock()
		}
	}
}

// Wait returns when no automatic callback is left: those of every send answered so far have been delivered or given up.
func (g *Gateway) Wait(ctx context.Context) error {
	g.mu.Lock()
	drained := g.drained
	g.mu.Unlock()
	select {
	case <-drained:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-g.ctx.Done():
		return errors.New("fakegateway: closed")
	}
}

// IncomingText delivers a text from somebody. ZapyAPI documents no place for the text of a message, so its callback
// has none.
func (g *Gateway) IncomingText(ctx context.Context, from, text string, opts ...DeliverOption) (Delivery, error) {
	return g.receive(ctx, message{peer: from, text: text}, opts)
}

// IncomingImage delivers an image from somebody. WSAPI names received media by an id and not by a URL; ZapyAPI documents
// no place for either.
func (g *Gateway) IncomingImage(ctx context.Context, from, url, caption string, opts ...DeliverOption) (Delivery, error) {
	return g.receive(ctx, message{peer: from, image: url, caption: caption}, opts)
}

func (g *Gateway) receive(ctx context.Context, m message, opts []DeliverOption) (Delivery, error) {
	return g.Deliver(ctx, encode(g.provider.incoming(g, m)), opts...)
}

// ConnectionCallback delivers the callback that tells of a connection made or lost. It does not change the state: see
// SetPaired.
func (g *Gateway) ConnectionCallback(ctx context.Context, connected bool, opts ...DeliverOption) (Delivery, error) {
	return g.Deliver(ctx, encode(g.provider.connection(g, connected)), opts...)
}
