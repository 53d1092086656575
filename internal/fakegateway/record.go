package fakegateway

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
)

// Request is one request as it arrived.
type Request struct {
	Op     string // the documented template, "POST /send-text"; "" when no operation matched
	Method string
	Path   string // escaped, as sent
	Query  url.Values
	Header http.Header
	Status int // of the answer; 0 while there is none, and when a fault cut the connection before it
	// Body is nil when a fault cut the connection before it was read, and for an upload. Of a text that is a file in
	// base64 and longer than 64 KiB it has the beginning.
	Body []byte

	Form  map[string]string // of an upload: its fields that are no files
	Files []File            // of an upload, and those that Body has only the beginning of
}

// Requests lists everything received, in order.
func (g *Gateway) Requests() []Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.requests)
}

// Count says how many requests of an operation reached the gateway, whatever became of them. "*" counts all requests,
// "" those that matched no operation.
func (g *Gateway) Count(op string) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	if op == "*" {
		return len(g.requests)
	}
	return g.counts[op]
}

// Operations lists the templates that the gateway serves, sorted.
func (g *Gateway) Operations() []string {
	ops := map[string]bool{}
	for _, m := range g.provider.mounts {
		for _, r := range m.routes {
			ops[r.op] = true
		}
	}
	return slices.Sorted(maps.Keys(ops))
}

// record returns the request's place in Requests.
func (g *Gateway) record(c *call) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	op, r := c.route.op, c.r
	g.counts[op]++
	g.requests = append(g.requests, Request{
		Op: op, Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header.Clone(), Body: c.body,
		Form: c.form.fields, Files: c.form.files,
	})
	return len(g.requests) - 1
}

// recorder notes the status of an answer before the client can have it.
type recorder struct {
	http.ResponseWriter
	g       *Gateway
	request int
}

func (w recorder) WriteHeader(status int) {
	w.g.mu.Lock()
	w.g.requests[w.request].Status = status
	w.g.mu.Unlock()
	w.ResponseWriter.WriteHeader(status)
}

func (w recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }
