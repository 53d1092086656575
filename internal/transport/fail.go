package transport

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/settings"
)

const keptBody = 4 << 10

// fail is the error of a call whose answer says nothing about it.
func (cl *call) fail(err error) error { return cl.failWith(&Problem{}, err) }

// failWith builds the one error type. Secrets are masked before anything is cut: a cut secret no longer matches. An
// answer that brings a new secret is not kept: nothing could mask that one yet.
func (cl *call) failWith(p *Problem, cause error) error {
	m := cl.mask
	if cause == nil {
		cause = p.Err
	}
	e := &zapgate.Error{
		Provider: cl.client.cfg.Provider, Op: cl.op.Name(),
		StatusCode: cl.status, Code: brief(m.string(p.Code)), Message: brief(m.string(p.Message)), RequestID: cl.requestID(),
		Attempts: cl.attempts, MayHaveRun: cl.mayHaveRun, Err: m.cause(cause),
	}
	if d := m.bytes(p.Details); len(d) <= keptBody && json.Valid(d) { // a secret that was a number leaves no JSON behind
		e.Details = append(json.RawMessage(nil), d...)
	}
	if len(cl.body) > 0 && !(cl.secretAnswer && cl.succeeded()) {
		e.Body = append([]byte(nil), cut(m.bytes(cl.body), keptBody)...)
	}
	e.RetryAfter, _ = settings.RetryAfter(cl.header, time.Now())
	return e
}

func (cl *call) requestID() string { return brief(cl.mask.string(cl.header.Get("X-Request-Id"))) }

// brief keeps a text of the gateway's from filling a log.
func brief(s string) string { return string(cut([]byte(s), 1<<10)) }

// tellMeta fills what the caller gave for it.
func (cl *call) tellMeta() {
	if m, ok := cl.set.Meta.(*zapgate.Meta); ok {
		*m = cl.meta()
	}
}

func (cl *call) meta() zapgate.Meta {
	m := zapgate.Meta{StatusCode: cl.status, RequestID: cl.requestID(), Attempts: cl.attempts}
	m.RetryAfter, _ = settings.RetryAfter(cl.header, time.Now())
	for k, v := range cl.header {
		if name := strings.ReplaceAll(strings.ToLower(k), "-", ""); strings.Contains(name, "ratelimit") {
			if m.RateLimit == nil {
				m.RateLimit = http.Header{}
			}
			for _, text := range v {
				m.RateLimit.Add(k, cl.mask.string(text))
			}
		}
	}
	return m
}
