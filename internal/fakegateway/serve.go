package fakegateway

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
)

// serve takes one request through the gateway: recognise, meet a fault, read, record, answer.
func (g *Gateway) serve(w http.ResponseWriter, r *http.Request) {
	if !g.begin() {
		panic(http.ErrAbortHandler)
	}
	defer g.wg.Done()

	m, rt, params, known := g.provider.match(r)
	c := &call{g: g, r: r, route: rt, params: params}
	fault, faulty := g.nextFault(rt.op)
	if !faulty || !fault.unread {
		// A body that breaks off is kept as far as it came: the request did reach us.
		if err := c.read(); err != nil {
			g.record(c)
			panic(http.ErrAbortHandler)
		}
	}
	place := g.record(c)

	x := &exchange{call: c, w: recorder{w, g, place}, mount: m, known: known}
	if faulty {
		fault.serve(x)
		return
	}
	x.respond(x.answer())
}

func (c *call) read() (err error) {
	if c.route.upload {
		c.form, err = receive(c.r)
	} else {
		c.body, c.form.files, err = receiveJSON(c.r.Body)
	}
	return err
}

// An exchange is a call together with the means to answer it, which is what faults tamper with.
type exchange struct {
	*call
	w     http.ResponseWriter
	mount mount
	known bool
}

// answer works out what the gateway says, and does what it says.
func (x *exchange) answer() answer {
	p, c := x.g.provider, x.call
	switch {
	case c.route.op == "" && x.known:
		return p.noMethod(c)
	case c.route.op == "":
		return p.noRoute(c)
	}
	if x.mount.auth != nil {
		if refused, ok := x.mount.auth(c); !ok {
			return refused
		}
	}
	if p.typed != nil {
		if refused, ok := p.typed(c); !ok {
			return refused
		}
	}
	if len(c.body) > 0 {
		if !json.Valid(c.body) {
			return p.problem(c, http.StatusBadRequest, "INVALID_JSON", "the request body is not JSON", nil)
		}
		_ = json.Unmarshal(c.body, &c.fields) // an array leaves fields nil, which check reports
	}
	if field, complaint := c.check(); field != "" {
		return c.invalid(field, complaint)
	}
	return c.route.serve(c)
}

// invalid is the gateway's answer to a field that is missing or wrong.
func (c *call) invalid(field, complaint string) answer {
	text := "the field " + field + " " + complaint
	return c.problem(c.g.provider.missing, "VALIDATION_ERROR", text, map[string]any{field: []string{text}})
}

func (c *call) problem(status int, code, message string, details map[string]any) answer {
	return c.g.provider.problem(c, status, code, message, details)
}

// respond writes the answer whole, and only then lets its callbacks go.
func (x *exchange) respond(a answer) {
	b := a.contents()
	x.write(a, b, b.size, b.size)
}

// write sends n bytes of b and announces length, which faults make differ. The callbacks are held before the first byte
// and released after the last: they arrive after the answer, and whoever has the answer can wait for them.
func (x *exchange) write(a answer, b content, n, length int64) {
	var held [][]byte
	if a.accepted != nil && x.g.cfg.AutoCallbacks {
		held = x.g.hold(x.g.provider.sent(x.g, *a.accepted))
	}
	if b.typ != "" {
		x.w.Header().Set("Content-Type", b.typ)
	}
	if a.status != http.StatusNoContent && !b.unannounced {
		x.w.Header().Set("Content-Length", strconv.FormatInt(length, 10))
	}
	x.w.WriteHeader(a.status)
	_, _ = io.CopyN(x.w, b.r, n)
	_ = http.NewResponseController(x.w).Flush()
	x.g.release(held)
}
