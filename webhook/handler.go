package webhook

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"sync"
	"time"
)

// Handler receives the callbacks of one provider. It is an [http.Handler], safe for concurrent use. It prints as
// [redacted].
type Handler struct {
	redacted
	provider Provider
	verifier Verifier
	maxBody  int64
	timeout  time.Duration // 0: none
	dedupe   Deduper
	queue    *queue
	sink     Sink
	logger   *slog.Logger
	logs     bool // the logger is not the default, which discards
	observer Observer
	life     life

	mu    sync.RWMutex
	typed map[reflect.Type][]handlerFunc
	rest  []handlerFunc
	loops *loops // nil until Events is called
}

// New returns a handler for the callbacks of p. A verifier that cannot work with p, or has an empty secret, is an error.
func New(p Provider, v Verifier, opts ...Option) (*Handler, error) {
	if err := v.check(p); err != nil {
		return nil, err
	}
	h := &Handler{
		provider: p, verifier: v, maxBody: defaultMaxBody,
		logger: slog.New(slog.DiscardHandler), typed: map[reflect.Type][]handlerFunc{}, life: newLife(),
	}
	for _, o := range opts {
		if o == nil {
			return nil, errors.New("webhook: option is nil")
		}
		if err := o(h); err != nil {
			return nil, err
		}
	}
	if h.sink != nil && h.queue != nil {
		return nil, invalid("WithQueue and WithSink exclude each other")
	}
	return h, nil
}

// reply is what a callback is answered, and what the observer learns of it.
type reply struct {
	status int
	size   int // bytes as sent
	events int
	reason error // why it was refused
}

// ServeHTTP limits, verifies, parses, dedupes, dispatches and answers, in this order. Only bytes that were verified
// decide anything.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header()["X-Content-Type-Options"] = nosniff
	if r.Method != http.MethodPost {
		h.other(w, r)
		return
	}
	start := h.now()
	rep := reply{status: http.StatusInternalServerError} // unless receive returns
	returned := false
	if !h.life.begin() {
		rep.status, rep.reason = http.StatusServiceUnavailable, ErrShutdown
		h.answer(w, r, &rep, start)
		return
	}
	defer h.life.end(1)
	defer func() {
		// A verifier's lookup, a dedupe store or a sink panicked; the handlers' panics never come this far.
		if v := recover(); v != nil {
			h.logger.LogAttrs(r.Context(), slog.LevelError, "callback failed", slog.String("provider", string(h.provider)),
				slog.String("cause", fmt.Sprintf("%T at %s", v, panicSite())))
			rep.status = http.StatusInternalServerError
		} else if !returned { // runtime.Goexit: this goroutine ends, and net/http with it
			hangUp(w, r)
			defer func() { _ = http.NewResponseController(w).Flush() }()
		}
		h.answer(w, r, &rep, start)
	}()
	h.receive(r, &rep)
	returned = true
}

// receive fills rep, unless it panics or a handler ends the goroutine.
func (h *Handler) receive(r *http.Request, rep *reply) {
	d, err := read(r, h.maxBody)
	rep.size = len(d.sent)
	tenant := ""
	if err == nil {
		tenant, err = h.verify(r, d)
	}
	if err == nil {
		err = d.err
	}
	if err == nil && h.sink != nil {
		rep.status, err = h.store(r, tenant, d.json)
	}
	if err != nil || h.sink != nil {
		h.refuse(rep, err)
		return
	}
	events, err := Parse(h.provider, d.json)
	if err != nil {
		h.refuse(rep, err)
		return
	}
	rep.events = len(events)
	b := &batch{h: h, tenant: tenant, events: events, status: http.StatusOK}
	if h.queue != nil {
		rep.status = h.enqueue(r.Context(), b)
		return
	}
	h.dispatch(r.Context(), b, rep)
}

// verify checks the bytes as sent and as decompressed: no gateway says which of them it signs.
func (h *Handler) verify(r *http.Request, d delivery) (tenant string, err error) {
	bodies := [][]byte{d.sent, d.json}
	if !d.compressed || d.err != nil {
		bodies = bodies[:1]
	}
	return h.verifier.verify(r.Context(), h.provider, r.Header.Values, r, bodies...)
}

// refuse answers a callback that no handler gets to see.
func (h *Handler) refuse(rep *reply, err error) {
	var lookup *lookupError
	switch {
	case err == nil:
		return
	case errors.Is(err, errMedia):
		rep.status = http.StatusUnsupportedMediaType
	case errors.Is(err, errTooLarge):
		rep.status = http.StatusRequestEntityTooLarge
	case errors.Is(err, errSink):
		rep.status = http.StatusServiceUnavailable
	case errors.As(err, &lookup):
		rep.status = http.StatusServiceUnavailable
		err = lookup
	case errors.Is(err, ErrNotSigned), errors.Is(err, ErrBadSignature), errors.Is(err, ErrNoSecret):
		rep.status = http.StatusUnauthorized
	case errors.Is(err, ErrNotJSON), errors.Is(err, errBadGzip):
		rep.status = http.StatusBadRequest
	default:
		rep.status = http.StatusBadRequest
		err = errors.New("webhook: body could not be read") // a network error's text is not ours
	}
	rep.reason = err
}

// answer ends a callback. It tells the log and the observer before the gateway.
func (h *Handler) answer(w http.ResponseWriter, r *http.Request, rep *reply, start time.Time) {
	h.observeAnswer(r.Context(), rep, start)
	if rep.status == http.StatusRequestEntityTooLarge {
		hangUp(w, r) // the rest of the body is not read
	}
	answer(w, rep.status)
}

// hangUp has the connection closed after the answer. Over HTTP/2 only the stream ends: the other callbacks on the
// connection go on.
func hangUp(w http.ResponseWriter, r *http.Request) {
	if r.ProtoMajor < 2 {
		w.Header().Set("Connection", "close")
	}
}

// Headers of every answer, which need not be made for each.
var nosniff, empty = []string{"nosniff"}, []string{"0"}

func answer(w http.ResponseWriter, status int) {
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	w.Header()["Content-Length"] = empty
	w.WriteHeader(status)
}

// dispatch handles a callback's events while the gateway waits.
func (h *Handler) dispatch(parent context.Context, b *batch, rep *reply) {
	if h.timeout > 0 {
		rep.status, _ = b.runAside(parent)
		return
	}
	ctx, flight := h.life.context(parent)
	defer func() {
		flight.land()
		if b.next < len(b.events) { // a handler ends this goroutine with runtime.Goexit
			_, _ = b.runAside(parent)
		}
		rep.status = b.status
	}()
	b.run(ctx)
}
