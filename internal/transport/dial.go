package transport

import (
	"context"
	"errors"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"time"
)

// pool keeps the shared transport from opening more connections than there are requests under way. net/http dials for
// each request that finds none free, and goes on dialling when one becomes free first, so that a burst of requests ends
// with more connections than it ever had use for.
type pool struct {
	dial func(ctx context.Context, network, addr string) (net.Conn, error)

	mu    sync.Mutex
	hosts map[string]*host // by address: few, and never forgotten
}

func newPool(dial func(ctx context.Context, network, addr string) (net.Conn, error)) *pool {
	return &pool{dial: dial, hosts: map[string]*host{}}
}

// host counts. Its zero value is ready.
type host struct {
	requests atomic.Int64 // under way
	many     atomic.Bool  // a connection serves many requests: it is HTTP/2

	mu    sync.Mutex
	conns int64         // open, or being opened
	fewer chan struct{} // closed when there is a connection less; nil while nobody waits for that
}

// host returns that of u, which requests count among.
func (p *pool) host(u *url.URL) *host {
	p.mu.Lock()
	defer p.mu.Unlock()
	addr := addrOf(u)
	h := p.hosts[addr]
	if h == nil {
		h = &host{}
		p.hosts[addr] = h
	}
	return h
}

// maxPatience is how long a dial is put off: whatever is wrong with the count costs no more than that, or than half of what
// the attempt has left.
const maxPatience = 2 * time.Second

// addrOf is the address that net/http dials for u when there is no proxy. Through a proxy another one is dialled, for
// which nobody counts requests: then nothing is put off.
func addrOf(u *url.URL) string {
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "https":
		port = "443"
	default:
		port = "80"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// DialContext opens a connection if the requests under way need one more. It waits for that while the request that asks
// may still get one that is there.
func (p *pool) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	p.mu.Lock()
	h := p.hosts[addr]
	p.mu.Unlock()
	a, ok := ctx.Value(attemptKey{}).(*attempt)
	if h == nil || !ok {
		return p.dial(ctx, network, addr)
	}
	if err := h.reserve(a); err != nil {
		return nil, err
	}
	gone := sync.OnceFunc(h.gone)
	context.AfterFunc(a, func() {
		if !a.isServed() { // what it gave up may hang for long, and is of no use to others until then
			gone()
		}
	})
	conn, err := p.dial(ctx, network, addr)
	if err != nil {
		gone()
		return nil, err
	}
	return &pooled{conn, gone}, nil
}

// errServed ends a dial that nobody waits for any more: no request ever sees it.
var errServed = errors.New("the request has another connection, or is over")

// reserve counts a connection that a asks for.
func (h *host) reserve(a *attempt) error {
	fewer := h.take(false)
	if fewer == nil {
		return nil
	}
	most := maxPatience
	if end, ok := a.Deadline(); ok {
		most = min(most, time.Until(end)/2)
	}
	patience := time.NewTimer(most)
	defer patience.Stop()
	for served := a.whenServed(); fewer != nil; {
		select {
		case <-fewer:
			fewer = h.take(false)
		case <-patience.C:
			fewer = h.take(true)
		case <-served:
			return errServed
		case <-a.Done(): // it has given up
			return errServed
		}
	}
	return nil
}

// speaks notes the protocol of an answer.
func (h *host) speaks(major int) {
	if many := major >= 2; many != h.many.Load() {
		h.many.Store(many)
	}
}

// take counts a connection up, or returns what is closed when there is one less. With HTTP/2, there is nothing to count:
// net/http dials only if no connection takes one more request, and one that takes none may stay open.
func (h *host) take(anyway bool) (fewer <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.conns < h.requests.Load() || h.many.Load() || anyway {
		h.conns++
		return nil
	}
	if h.fewer == nil {
		h.fewer = make(chan struct{})
	}
	return h.fewer
}

func (h *host) gone() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.conns--
	if h.fewer != nil {
		close(h.fewer)
		h.fewer = nil
	}
}

// pooled tells when it is closed.
type pooled struct {
	net.Conn
	gone func()
}

func (c *pooled) Close() error {
	defer c.gone()
	return c.Conn.Close()
}

// Value lets the pool know whose connection it is to open.
func (a *attempt) Value(key any) any {
	if _, mine := key.(attemptKey); mine {
		return a
	}
	return a.Context.Value(key)
}

// serve notes whether the attempt waits for a connection. net/http may want another one when the first was dead.
func (a *attempt) serve(served bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.served = served; served && a.wake != nil {
		close(a.wake)
		a.wake = nil
	}
}

func (a *attempt) isServed() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.served
}

func (a *attempt) whenServed() <-chan struct{} {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.served {
		return closed
	}
	if a.wake == nil {
		a.wake = make(chan struct{})
	}
	return a.wake
}

var closed = func() chan struct{} { c := make(chan struct{}); close(c); return c }()
