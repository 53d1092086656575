package transport

import (
	"net/http"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go"
)

const keptBody = 4 << 10

// fail is the error of a call whose answer says nothing about it.
func (cl *call) fail(err error) error { return cl.failWith(&Problem{}, err) }

// failWith builds the one error type. Secrets are masked before the body is cut: a cut secret no longer matches.
func (cl *call) failWith(p *Problem, cause error) error {
	m := cl.client.mask
	if cause == nil {
		cause = p.Err
	}
	e := &zapgate.Error{
		Provider: cl.client.cfg.Provider, Op: cl.op.Name(),
		StatusCode: cl.status, Code: m.string(p.Code), Message: m.string(p.Message), RequestID: cl.requestID(),
		Attempts: cl.attempts, MayHaveRun: cl.mayHaveRun, Err: m.cause(cause),
	}
	if len(cl.body) > 0 {
		e.Body = append([]byte(nil), cut(m.bytes(cl.body), keptBody)...)
	}
	e.RetryAfter, _ = retryAfter(cl.header, time.Now())
	return e
}

func (cl *call) requestID() string { return cl.client.mask.string(cl.header.Get("X-Request-Id")) }

func (cl *call) meta() zapgate.Meta {
	m := zapgate.Meta{StatusCode: cl.status, RequestID: cl.requestID(), Attempts: cl.attempts}
	m.RetryAfter, _ = retryAfter(cl.header, time.Now())
	for k, v := range cl.header {
		if name := strings.ReplaceAll(strings.ToLower(k), "-", ""); strings.Contains(name, "ratelimit") {
			if m.RateLimit == nil {
				m.RateLimit = http.Header{}
			}
			m.RateLimit[k] = v
		}
	}
	return m
}
