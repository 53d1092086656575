// Package fakegateway runs the four hosted WhatsApp gateways in process: Z-API, Zapini, ZapyAPI and WSAPI, each on a
// loopback port of its own, speaking the documented wire format over real HTTP. It checks credentials and required
// fields, answers documented errors, meets faults on request, and delivers callbacks signed as the gateway signs them.
//
// It is for tests and examples. It is built on raw JSON and imports nothing of this module, so that a mistake in the
// SDK's own types cannot hide itself by appearing on both sides of the wire.
//
// # Operations
//
// What a gateway serves is data: a table of routes in zapi.go, zapini.go, zapy.go and wsapi.go, or in a file for each
// section. Adding an operation is one line there, and one small function where its answer is more than a constant.
// Zapini and ZapyAPI know every documented operation, and keep what they are told: a tag that was created is listed.
// Where the documentation shows no answer, they give the usual envelope with documented fields.
//
// # Files
//
// An upload is read as a stream, and so is a file in base64 in a JSON body: their bytes are counted and hashed, and never
// kept, and [Request].Files tells of them. A download is made while it is sent: [MediaContent] is what it holds.
//
// # Faults
//
// [Gateway.Inject] makes the next requests of an operation meet a [Fault]: an error status, a reset connection, half an
// answer. A request that meets a fault has still reached the gateway, and [Gateway.Count] counts it: that is how a test
// proves that nothing was sent twice.
//
// # Callbacks
//
// [Gateway.Deliver] signs and posts any body; [Gateway.IncomingText], [Gateway.IncomingImage] and
// [Gateway.ConnectionCallback] build one first. With [Config].AutoCallbacks each accepted send is followed by the
// gateway's own callbacks, in order, after the answer has been written; [Gateway.Wait] waits for them.
package fakegateway

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// Kind names a gateway.
type Kind string

// The gateways this package runs.
const (
	ZAPI   Kind = "zapi"
	Zapini Kind = "zapini"
	Zapy   Kind = "zapy"
	WSAPI  Kind = "wsapi"
)

// Config says which credentials a gateway accepts and where its callbacks go. A credential left
// empty is never matched, so the zero value refuses everybody and delivers nothing.
type Config struct {
	// Token is Z-API's instance token, Zapini's bearer token (sk_…), ZapyAPI's x-api-key, or WSAPI's X-Api-Key.
	Token string
	// ClientToken is Z-API's Client-Token header; "" means that the account has none, and the header is not asked for.
	ClientToken string
	// InstanceID is the instance in the paths of Z-API, Zapini and ZapyAPI, and WSAPI's X-Instance-Id header. With "",
	// WSAPI runs in single mode and asks for no header.
	InstanceID string
	// PartnerToken is the bearer token of Z-API's partner operations; "" refuses them all. For ZapyAPI it is a second
	// x-api-key, and the only one that may create instances; with "" Token may.
	PartnerToken string
	// AdminKey is the X-Api-Key of WSAPI's /admin operations; "" refuses them all.
	AdminKey string
	// Email and Password are what Zapini's login accepts; an empty email refuses every login.
	Email, Password string
	// CallbackURL is where callbacks go. The gateway's own operation and SetCallback change it.
	CallbackURL string
	// Secret signs the callbacks of Zapini, ZapyAPI and WSAPI; with "" they carry no signature. Z-API signs nothing.
	Secret string
	// MediaSize is how many bytes Zapini's GET /messages/{uuid}/media answers; 0 is 64 KiB. MediaType is their type; ""
	// is image/jpeg.
	MediaSize int64
	MediaType string
	// MediaLimits makes Zapini refuse an upload that is larger than documented: 16 MB for images and audio, 64 MB for
	// videos, 100 MB for documents. Without it uploads may have any size.
	MediaLimits bool
	// AutoCallbacks delivers, after each accepted send, the callbacks that the gateway would deliver for it.
	AutoCallbacks bool
}

// Gateway is a running gateway. Its methods may be called from several goroutines.
type Gateway struct {
	kind     Kind
	cfg      Config
	provider provider
	url      string
	server   *http.Server
	client   *http.Client // posts callbacks
	started  time.Time

	ctx    context.Context // ends when the gateway closes; every request and delivery hangs on it
	cancel context.CancelFunc
	wg     sync.WaitGroup // the server, the callback worker, and every handler and delivery under way

	mu         sync.Mutex
	closed     bool
	requests   []Request
	counts     map[string]int
	faults     map[string][]Fault
	deliveries []Delivery
	seq        uint64

	unpaired    bool
	qrReady     bool // Zapini: while unpaired, a QR code waits to be scanned
	callbackURL string
	secret      string
	instance    string          // the instance that callbacks name
	muted       bool            // callbacks switched off over the API
	events      map[string]bool // callbacks asked for over the API; nil means all
	created     map[string]map[string]any
	zapini      *zapiniWorld // nil for the other gateways
	zapy        *zapyWorld   // nil for the other gateways

	queue   [][]byte // callbacks not yet delivered
	queued  chan struct{}
	pending int           // callbacks held, queued or being delivered
	drained chan struct{} // closed while pending is zero
}

// StartZAPI runs Z-API.
func StartZAPI(cfg Config) (*Gateway, error) { return start(ZAPI, cfg, zapiProvider()) }

// StartZapini runs Zapini: its platform operations below PlatformURL, the direct ones of an instance below URL.
func StartZapini(cfg Config) (*Gateway, error) { return start(Zapini, cfg, zapiniProvider()) }

// StartZapy runs ZapyAPI.
func StartZapy(cfg Config) (*Gateway, error) { return start(Zapy, cfg, zapyProvider()) }

// StartWSAPI runs WSAPI, in multi mode when the configuration has an InstanceID, in single mode otherwise.
func StartWSAPI(cfg Config) (*Gateway, error) { return start(WSAPI, cfg, wsapiProvider()) }

func start(kind Kind, cfg Config, p provider) (*Gateway, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("fakegateway: listen: %w", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	g := &Gateway{
		kind: kind, cfg: cfg, provider: p, url: "http://" + ln.Addr().String(), started: time.Now(),
		ctx: ctx, cancel: cancel,
		counts: map[string]int{}, faults: map[string][]Fault{},
		created: map[string]map[string]any{}, callbackURL: cfg.CallbackURL, secret: cfg.Secret, instance: cfg.InstanceID,
		queued: make(chan struct{}, 1), drained: make(chan struct{}),
		client: &http.Client{
			Timeout:       callbackTimeout,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Transport:     &http.Transport{}, // our own, so that closing it touches nobody else's connections
		},
	}
	close(g.drained)
	if g.instance == "" {
		g.instance = "default"
	}
	switch kind {
	case Zapini:
		g.zapini = newZapiniWorld(g)
	case Zapy:
		g.zapy = newZapyWorld(g)
	}
	g.server = &http.Server{
		Handler:           http.HandlerFunc(g.serve),
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ErrorLog:          log.New(io.Discard, "", 0), // a reset on request is not worth a line
		ReadHeaderTimeout: time.Minute,
	}
	g.wg.Go(func() { _ = g.server.Serve(ln) })
	g.wg.Go(g.deliverQueued)
	return g, nil
}

// Kind says which gateway it is.
func (g *Gateway) Kind() Kind { return g.kind }

// URL is the base URL, without a slash at its end.
func (g *Gateway) URL() string { return g.url }

// PlatformURL is the base URL of Zapini's platform operations; for the other gateways it is URL.
func (g *Gateway) PlatformURL() string { return g.url + g.provider.platform }

// Close stops the gateway: it cuts every connection, drops callbacks not yet delivered, and returns when the
// goroutines it started are done. Closing twice is harmless.
func (g *Gateway) Close() error {
	g.mu.Lock()
	g.closed = true // from here on begin refuses, so that the wait below cannot meet a late Add
	g.mu.Unlock()
	g.cancel()
	err := g.server.Close()
	g.wg.Wait()
	g.client.CloseIdleConnections()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// begin reports whether work may start; every true is followed by g.wg.Done.
func (g *Gateway) begin() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.wg.Add(1)
	return true
}

// SetPaired connects or disconnects the device. A gateway starts connected. While disconnected, WSAPI answers sends and
// the chat list with its 409, and the status operations of all gateways say so. It delivers no callback: see
// ConnectionCallback.
func (g *Gateway) SetPaired(paired bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.unpaired, g.qrReady = !paired, false
}

func (g *Gateway) paired() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return !g.unpaired
}

// SetCallback sets where callbacks go and what signs them, for a receiver that starts after the gateway.
func (g *Gateway) SetCallback(url, secret string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.callbackURL, g.secret, g.muted, g.events = url, secret, false, nil
}
