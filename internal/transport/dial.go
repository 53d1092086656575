package transport

import (
	"context"
	"errors"
	"net"
	"net/url"
	"sync"
	"time"
)

// pool keeps the shared transport from opening more connections than there are requests under way. net/http dials for
// each request that finds none free, and goes on dialling when one becomes free first, so that a burst of requests ends
// with more connections than it ever had use for.
type pool struct {
	dial func(ctx context.Context, network, addr string) (net.Conn, error)

	mu    sync.Mutex
	hosts map[string]*host // by address; those with requests or connections
}

func newPool(dial func(ctx context.Context, network, addr string) (net.Conn, error)) *pool {
	return &pool{dial: dial, hosts: map[string]*host{}}
}

type host struct {
	requests int           // under way
	conns    int           // open, or being opened
	fewer    chan struct{} // closed when there is a connection less
}

// maxPatience is how long a dial is put off: whatever is wrong with the count costs no more than that.
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

// begin counts a request until end is called. A pool that is nil counts nothing.
func (p *pool) begin(a *attempt, addr string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.hosts[addr]
	if h == nil {
		h = &host{fewer: make(chan struct{})}
		p.hosts[addr] = h
	}
	h.requests++
	a.host = h
}

// end may be called again.
func (p *pool) end(a *attempt, addr string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if a.host != nil {
		a.host.requests--
		p.forget(addr, a.host)
		a.host = nil
	}
}

// forget is called with the lock held.
func (p *pool) forget(addr string, h *host) {
	if h.requests == 0 && h.conns == 0 && p.hosts[addr] == h {
		delete(p.hosts, addr)
	}
}

// DialContext opens a connection if the requests under way need one more. It waits for that while the request that asks
// may still get one that is there.
func (p *pool) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	h, err := p.reserve(ctx, addr)
	if err != nil {
		return nil, err
	}
	conn, err := p.dial(ctx, network, addr)
	if h == nil {
		return conn, err
	}
	gone := sync.OnceFunc(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		h.conns--
		close(h.fewer)
		h.fewer = make(chan struct{})
		p.forget(addr, h)
	})
	if err != nil {
		gone()
		return nil, err
	}
	return &pooled{conn, gone}, nil
}

// errServed ends a dial that nobody waits for any more: no request ever sees it.
var errServed = errors.New("the request has another connection")

// reserve returns the host whose connections were counted up, or nil if nobody counts them.
func (p *pool) reserve(ctx context.Context, addr string) (*host, error) {
	a, ok := ctx.Value(attemptKey{}).(*attempt)
	if !ok {
		return nil, nil
	}
	h, fewer := p.take(addr, false)
	if fewer == nil {
		return h, nil
	}
	patience := time.NewTimer(maxPatience)
	defer patience.Stop()
	for served := a.whenServed(); fewer != nil; {
		select {
		case <-fewer:
			h, fewer = p.take(addr, false)
		case <-patience.C:
			h, fewer = p.take(addr, true)
		case <-served:
			return nil, errServed
		}
	}
	return h, nil
}

// take counts a connection up, or returns what is closed when there is one less.
func (p *pool) take(addr string, anyway bool) (h *host, fewer <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	h = p.hosts[addr]
	switch {
	case h == nil:
		return nil, nil
	case h.conns >= h.requests && !anyway:
		return nil, h.fewer
	}
	h.conns++
	return h, nil
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
