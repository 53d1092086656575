package webhook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"
	"unicode/utf8"
)

// A Sink keeps callbacks until somebody handles them. Put returns nil once the envelope is safe, on disk or with others:
// the gateway is then answered 200 and will not send it again. It is called by several goroutines at once.
type Sink interface {
	Put(ctx context.Context, e Envelope) error
}

// Envelope is a callback that was verified, as a [Sink] keeps it. It marshals to JSON with the body in base64, and comes
// back to the byte; a later version of this package reads what an earlier one has written.
type Envelope struct {
	ID       string // the same for every delivery of the same bytes
	Provider Provider
	Tenant   string    // whose secret matched, as a digest, where [HMACFunc] chose it; else ""
	Received time.Time // UTC
	// Header has what can tell a delivery from another, or continue a trace: Traceparent, Tracestate, User-Agent and
	// X-Request-Id. Signatures and tokens are not kept.
	Header http.Header
	// Body is the callback, decompressed: what [Parse] reads.
	Body []byte
}

const envelopeVersion = 1

// wireEnvelope is an Envelope as it is stored.
type wireEnvelope struct {
	Version  int         `json:"v"`
	ID       string      `json:"id"`
	Provider Provider    `json:"provider"`
	Tenant   string      `json:"tenant,omitempty"`
	Received time.Time   `json:"received"`
	Header   http.Header `json:"header,omitempty"`
	Body     []byte      `json:"body"`
}

// MarshalJSON writes the envelope on one line.
func (e Envelope) MarshalJSON() ([]byte, error) {
	valid := utf8.ValidString(e.ID) && utf8.ValidString(string(e.Provider)) && utf8.ValidString(e.Tenant)
	for name, values := range e.Header {
		valid = valid && utf8.ValidString(name)
		for _, v := range values {
			valid = valid && utf8.ValidString(v)
		}
	}
	if !valid { // it would come back changed
		return nil, errors.New("webhook: envelope is not UTF-8")
	}
	return json.Marshal(wireEnvelope{envelopeVersion, e.ID, e.Provider, e.Tenant, e.Received.Round(0), e.Header, e.Body})
}

// UnmarshalJSON reads what MarshalJSON has written.
func (e *Envelope) UnmarshalJSON(b []byte) error {
	var w wireEnvelope
	if err := json.Unmarshal(b, &w); err != nil {
		return errors.New("webhook: not an envelope") // the text of err could repeat it
	}
	if w.Version != envelopeVersion {
		return fmt.Errorf("webhook: envelope of version %d, not %d", w.Version, envelopeVersion)
	}
	*e = Envelope{w.ID, w.Provider, w.Tenant, w.Received, w.Header, w.Body}
	return nil
}

// LogValue tells which callback it is, and nothing of its text.
func (e Envelope) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("id", clean(e.ID)), slog.String("provider", clean(string(e.Provider))), slog.Int("size", len(e.Body)),
		slog.Time("received", e.Received))
}

var keptHeaders = []string{"Traceparent", "Tracestate", "User-Agent", "X-Request-Id"}

func (h *Handler) envelope(r *http.Request, tenant string, body []byte) Envelope {
	e := Envelope{Provider: h.provider, Tenant: tenant, Received: time.Now().UTC().Round(0), Body: body}
	sum := sha256.New()
	_, _ = fmt.Fprintf(sum, "%s\n%s\n", h.provider, tenant)
	sum.Write(body)
	e.ID = hex.EncodeToString(sum.Sum(nil))
	for _, name := range keptHeaders {
		if values := r.Header.Values(name); len(values) > 0 && utf8.ValidString(fmt.Sprint(values)) {
			if e.Header == nil {
				e.Header = http.Header{}
			}
			e.Header[name] = values
		}
	}
	return e
}

var errSink = errors.New("webhook: the sink did not take the callback")

// store gives a callback to the sink.
func (h *Handler) store(r *http.Request, tenant string, body []byte) (status int, err error) {
	if !json.Valid(body) {
		return 0, ErrNotJSON
	}
	ctx, flight := h.life.context(r.Context())
	defer flight.land()
	if h.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, h.timeout)
		defer cancel()
	}
	if err := h.sink.Put(ctx, h.envelope(r, tenant, body)); err != nil {
		return 0, fmt.Errorf("%w (%s)", errSink, errorKind(err))
	}
	return http.StatusOK, nil
}

// What [Handler.Handle] returns, among others, for an event that no handler saw.
var (
	ErrBusy     = errors.New("webhook: the event is being handled")
	ErrPanicked = errors.New("webhook: a handler panicked")
)

// Handle runs an envelope's events through h's handlers as if its callback had just been verified, with the same claims,
// timeout and observer, and returns when they are done. It returns nil if every event was handled, is a duplicate, or is
// one that nobody asked for. Otherwise the envelope is to be handled again: what succeeded is then a duplicate, given
// [WithDedupe]. The error matches, by errors.Is, those of the handlers, [ErrBusy], [ErrPanicked],
// context.DeadlineExceeded, or [ErrShutdown]; its text is without theirs. [ErrNotJSON], and an envelope of another
// provider, will not become better.
func (h *Handler) Handle(ctx context.Context, e Envelope) error {
	if e.Provider != h.provider {
		return invalid("the envelope is of another provider")
	}
	if !h.life.begin() {
		return ErrShutdown
	}
	defer h.life.end(1)
	events, err := Parse(e.Provider, e.Body)
	if err != nil {
		return err
	}
	b := &batch{h: h, tenant: e.Tenant, events: events, status: http.StatusOK}
	_, err = b.runAside(ctx)
	return err
}

// unhandledError is why events of an envelope were not handled.
type unhandledError struct {
	events int
	causes []error
}

func (e *unhandledError) Error() string {
	return fmt.Sprintf("webhook: %d of %d events were not handled", len(e.causes), e.events)
}

func (e *unhandledError) Unwrap() []error { return e.causes }

// failure is why an event was not handled, for those who can tell errors apart.
func (t *task) failure() error {
	switch {
	case t.err != nil:
		return t.err
	case t.outcome == busy:
		return ErrBusy
	}
	return ErrPanicked
}
