package fakegateway

import (
	"net"
	"net/http"
	"strings"
	"time"
)

// A Fault is what a request meets instead of, or on the way to, its answer. Slow, ResetMidBody and Truncated carry the
// operation out, so its callbacks follow; the others do not.
type Fault struct {
	unread bool // acts before the body is read
	serve  func(x *exchange)
}

// Inject lets the next requests of an operation meet these faults, one each, in order; later ones are answered as
// usual. op is a documented template, "POST /send-text"; "*" is any request, after the faults of its own operation.
func (g *Gateway) Inject(op string, faults ...Fault) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.faults[op] = append(g.faults[op], faults...)
}

func (g *Gateway) nextFault(op string) (Fault, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, key := range []string{op, "*"} {
		if waiting := g.faults[key]; len(waiting) > 0 {
			g.faults[key] = waiting[1:]
			return waiting[0], true
		}
	}
	return Fault{}, false
}

// Status answers with a status, a body (JSON when it starts like JSON, else plain text) and headers, which may be nil
// and win over the ones set here.
func Status(code int, body string, header http.Header) Fault {
	return Fault{serve: func(x *exchange) {
		if body != "" {
			x.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			if strings.HasPrefix(body, "{") || strings.HasPrefix(body, "[") {
				x.w.Header().Set("Content-Type", "application/json")
			}
		}
		for name, values := range header {
			x.w.Header()[http.CanonicalHeaderKey(name)] = values
		}
		x.w.WriteHeader(code)
		_, _ = x.w.Write([]byte(body))
	}}
}

// Problem answers with a status in the gateway's own error envelope. Where the envelope has no place for the code
// (Z-API, WSAPI) only the message is sent.
func Problem(status int, code, message string) Fault {
	return Fault{serve: func(x *exchange) { x.respond(x.problem(status, code, message, nil)) }}
}

// TooManyRequests answers 429 in the gateway's own envelope; retryAfter is seconds or a date, "" leaves the header out.
func TooManyRequests(retryAfter string) Fault {
	return Fault{serve: func(x *exchange) {
		if retryAfter != "" {
			x.w.Header().Set("Retry-After", retryAfter)
		}
		x.respond(x.problem(http.StatusTooManyRequests, "TOO_MANY_REQUESTS", "too many requests", nil))
	}}
}

// AutomationActive answers as Zapini does when an automation holds the conversation; SetAutomation brings one that can
// be paused.
func AutomationActive() Fault {
	return Fault{serve: func(x *exchange) { x.respond(zapiniBlocked(41)) }}
}

// HTML502 answers as a proxy does whose backend is gone: 502 and a page of HTML.
func HTML502() Fault {
	page := "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n"
	return Status(http.StatusBadGateway, page, http.Header{"Content-Type": {"text/html"}})
}

// ResetBeforeRead resets the connection once the headers are in, without reading the body.
func ResetBeforeRead() Fault { return Fault{unread: true, serve: reset} }

// ResetAfterRead reads the whole request, then resets the connection without an answer.
func ResetAfterRead() Fault { return Fault{serve: reset} }

func reset(x *exchange) {
	conn, _, err := http.NewResponseController(x.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // close with RST, not with FIN
	}
	_ = conn.Close()
}

// ResetMidBody carries the operation out, sends the headers and half of the answer, and closes the connection.
func ResetMidBody() Fault {
	return Fault{serve: func(x *exchange) {
		a := x.answer()
		b := a.contents()
		x.write(a, b, b.size/2, b.size)
		panic(http.ErrAbortHandler) // net/http closes the connection short of the announced length
	}}
}

// Truncated carries the operation out and sends half of the answer as if it were all: valid HTTP, broken JSON.
func Truncated() Fault {
	return Fault{serve: func(x *exchange) {
		a := x.answer()
		b := a.contents()
		x.write(a, b, b.size/2, b.size/2)
	}}
}

// Stall reads the request and says nothing until the client goes away or the gateway closes.
func Stall() Fault {
	return Fault{serve: func(x *exchange) {
		<-x.r.Context().Done()
		panic(http.ErrAbortHandler)
	}}
}

// Slow waits, then answers as usual. If the client goes away meanwhile the operation is not carried out.
func Slow(d time.Duration) Fault {
	return Fault{serve: func(x *exchange) {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
			x.respond(x.answer())
		case <-x.r.Context().Done():
			panic(http.ErrAbortHandler)
		}
	}}
}

// Huge answers 200 with a JSON object of n bytes (at least 12) and no Content-Length, so that only the reader's own
// limit ends it.
func Huge(n int64) Fault {
	return Fault{serve: func(x *exchange) {
		const head, tail = `{"value":"`, `"}`
		x.w.Header().Set("Content-Type", "application/json")
		x.w.WriteHeader(http.StatusOK)
		_, _ = x.w.Write([]byte(head))
		chunk := []byte(strings.Repeat("a", 32<<10))
		for left := n - int64(len(head)+len(tail)); left > 0; left -= int64(len(chunk)) {
			if left < int64(len(chunk)) {
				chunk = chunk[:left]
			}
			if _, err := x.w.Write(chunk); err != nil {
				return // the reader has had enough
			}
		}
		_, _ = x.w.Write([]byte(tail))
	}}
}

// Empty answers 200 without a body.
func Empty() Fault { return Status(http.StatusOK, "", nil) }

// WrongType answers 200 with JSON of another type than the documented one: `[]`, `"text"`, `7`, `null`.
func WrongType(json string) Fault {
	return Status(http.StatusOK, json, http.Header{"Content-Type": {"application/json"}})
}

// Redirect answers 307 to another URL, which a client with a credential must not follow.
func Redirect(url string) Fault {
	return Status(http.StatusTemporaryRedirect, "", http.Header{"Location": {url}})
}
