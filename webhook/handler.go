package webhook

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"sync"
)

// Handler receives the callbacks of one provider. It is an [http.Handler], safe for concurrent use. It prints as
// [redacted].
type Handler struct {
	redacted
	provider Provider
	verifier Verifier
	maxBody  int64
	dedupe   Deduper
	logger   *slog.Logger

	mu    sync.RWMutex
	typed map[reflect.Type][]handlerFunc
	rest  []handlerFunc
}

// New returns a handler for the callbacks of p. A verifier that cannot work with p, or has an empty secret, is an error.
func New(p Provider, v Verifier, opts ...Option) (*Handler, error) {
	if err := v.check(p); err != nil {
		return nil, err
	}
	h := &Handler{
		provider: p, verifier: v, maxBody: defaultMaxBody,
		logger: slog.New(slog.DiscardHandler), typed: map[reflect.Type][]handlerFunc{},
	}
	for _, o := range opts {
		if o == nil {
			return nil, errors.New("webhook: option is nil")
		}
		if err := o(h); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// ServeHTTP limits, verifies, parses, dedupes, dispatches and answers, in this order. Only bytes that were verified
// decide anything.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	defer h.recover(w, r)
	if r.Method != http.MethodPost {
		h.other(w, r)
		return
	}
	d, err := read(r, h.maxBody)
	if err == nil {
		err = h.verify(r, d)
	}
	if err != nil {
		h.refuse(w, r, len(d.sent), err)
		return
	}
	var events []Event
	if err = d.err; err == nil {
		events, err = Parse(h.provider, d.json)
	}
	if err != nil {
		h.refuse(w, r, len(d.sent), err)
		return
	}
	answer(w, h.dispatch(r.Context(), events))
}

// verify checks the bytes as sent and as decompressed: no gateway says which of them it signs.
func (h *Handler) verify(r *http.Request, d delivery) error {
	bodies := [][]byte{d.sent}
	if d.compressed && d.err == nil {
		bodies = append(bodies, d.json)
	}
	return h.verifier.verify(r.Context(), h.provider, r.Header.Values, r, bodies...)
}

// recover answers for a verifier's lookup or a dedupe store that panicked; the handlers' panics never come this far.
func (h *Handler) recover(w http.ResponseWriter, r *http.Request) {
	if v := recover(); v != nil {
		h.logger.LogAttrs(r.Context(), slog.LevelError, "callback failed", slog.String("provider", string(h.provider)),
			slog.String("cause", fmt.Sprintf("%T at %s", v, panicSite())))
		answer(w, http.StatusInternalServerError)
	}
}

// refuse answers a callback that no handler gets to see.
func (h *Handler) refuse(w http.ResponseWriter, r *http.Request, size int, err error) {
	var lookup *lookupError
	status := http.StatusBadRequest
	switch {
	case errors.Is(err, errMedia):
		status = http.StatusUnsupportedMediaType
	case errors.Is(err, errTooLarge):
		status = http.StatusRequestEntityTooLarge
		w.Header().Set("Connection", "close") // the rest of the body is not read
	case errors.As(err, &lookup):
		status = http.StatusServiceUnavailable
		err = lookup
	case errors.Is(err, ErrNotSigned), errors.Is(err, ErrBadSignature), errors.Is(err, ErrNoSecret):
		status = http.StatusUnauthorized
	case errors.Is(err, ErrNotJSON), errors.Is(err, errBadGzip):
	default:
		err = errors.New("webhook: body could not be read") // a network error's text is not ours
	}
	h.logger.LogAttrs(r.Context(), slog.LevelWarn, "callback refused", slog.String("provider", string(h.provider)),
		slog.Int("status", status), slog.Int("size", size), slog.String("reason", err.Error()))
	answer(w, status)
}

func answer(w http.ResponseWriter, status int) {
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	w.Header().Set("Content-Length", "0")
	w.WriteHeader(status)
}

const maxChallenge = 512

// other answers what is not a POST: ZapyAPI's handshake, or 405.
func (h *Handler) other(w http.ResponseWriter, r *http.Request) {
	allow := http.MethodPost
	if gateways[h.provider].handshake {
		allow += ", " + http.MethodGet
		if r.Method == http.MethodGet {
			h.handshake(w, r)
			return
		}
	}
	w.Header().Set("Allow", allow)
	answer(w, http.StatusMethodNotAllowed)
}

// handshake returns hub.challenge, which proves to the gateway that the URL is ours. What it returns is bounded, plain
// text, and of characters that no browser could take for anything else.
func (h *Handler) handshake(w http.ResponseWriter, r *http.Request) {
	if h.verifier.kind == kindURLToken && compareToken(urlToken(r), h.verifier.secrets) != nil {
		answer(w, http.StatusUnauthorized)
		return
	}
	q := r.URL.Query()
	challenge := q.Get("hub.challenge")
	odd := strings.ContainsFunc(challenge, func(c rune) bool {
		return !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.ContainsRune("-._~+/=", c))
	})
	if q.Get("hub.mode") != "subscribe" || challenge == "" || len(challenge) > maxChallenge || odd {
		answer(w, http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, challenge)
}
