package zapgate

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Sentinels for errors.Is. The details are on [*Error], reached with errors.As.
var (
	ErrBadRequest      = errors.New("bad request")              // 400, 422: the gateway refused the values
	ErrUnauthorized    = errors.New("unauthorized")             // 401: the credential is missing or wrong
	ErrForbidden       = errors.New("forbidden")                // 403: the credential may not do this
	ErrNotFound        = errors.New("not found")                // 404
	ErrConflict        = errors.New("conflict")                 // 409
	ErrNotConnected    = errors.New("instance not connected")   // the instance is not paired with, or not connected to, WhatsApp
	ErrRateLimited     = errors.New("rate limited")             // 429: wait Error.RetryAfter
	ErrServer          = errors.New("gateway failed")           // 5xx
	ErrTooLarge        = errors.New("larger than the limit")    // a download, see WithDownloadLimit
	ErrOutcomeUnknown  = errors.New("outcome unknown")          // the gateway may have acted: look before sending again
	ErrUnsupported     = errors.New("not supported by gateway") // the gateway has no such operation or spelling
	ErrInvalidArgument = errors.New("invalid argument")         // refused here, before anything was sent
	ErrNotTried        = errors.New("not tried")                // a [Sender] stopped before it began the message
)

// Error is what every call returns when the gateway, or the way to it, failed.
//
// Nothing in it names a URL, a header, a query or a request body, and the client's credentials are masked in
// everything that came from the gateway.
type Error struct {
	Provider   string          // "zapi", "zapini", "zapy", "wsapi"; "zapgate" for a call of this package
	Op         string          // the documented template, such as "POST /send-text"; a constructor's name before any call
	StatusCode int             // 0 if no answer arrived
	Code       string          // the gateway's own error code, if it sent one
	Message    string          // the gateway's own words, or the beginning of an answer that is not JSON
	RequestID  string          // X-Request-Id of the answer, for support tickets
	RetryAfter time.Duration   // what the gateway asked to wait; 0 if it did not say
	Attempts   int             // how often the request was started; 0 if it was refused before
	MayHaveRun bool            // an operation with an effect left this process and no answer says that it was refused
	Details    json.RawMessage // what the gateway's envelope says beside code and message; nil if nothing
	Body       []byte          // the answer, at most 4 KiB
	Err        error           // the cause, if there is one beside the status; never a *url.Error
}

// Error tells gateway, operation, status, message and cause, in that order.
func (e *Error) Error() string {
	parts := append(make([]string, 0, 5), e.Provider, e.Op)
	if e.StatusCode != 0 {
		parts = append(parts, strconv.Itoa(e.StatusCode))
	}
	if e.Message != "" {
		parts = append(parts, e.Message)
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is matches the sentinels that follow from the status and from MayHaveRun; the others are matched by the cause.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrBadRequest:
		return e.StatusCode == http.StatusBadRequest || e.StatusCode == http.StatusUnprocessableEntity
	case ErrUnauthorized:
		return e.StatusCode == http.StatusUnauthorized
	case ErrForbidden:
		return e.StatusCode == http.StatusForbidden
	case ErrNotFound:
		return e.StatusCode == http.StatusNotFound
	case ErrConflict:
		return e.StatusCode == http.StatusConflict
	case ErrRateLimited:
		return e.StatusCode == http.StatusTooManyRequests
	case ErrServer:
		return e.StatusCode >= 500
	case ErrOutcomeUnknown:
		return e.MayHaveRun
	}
	return false
}

// LogValue keeps the body out of structured logs.
func (e *Error) LogValue() slog.Value {
	attrs := append(make([]slog.Attr, 0, 8), slog.String("provider", e.Provider), slog.String("op", e.Op),
		slog.Int("status", e.StatusCode), slog.Int("attempts", e.Attempts), slog.Bool("may_have_run", e.MayHaveRun))
	for _, a := range []slog.Attr{slog.String("code", e.Code), slog.String("message", e.Message), slog.String("request_id", e.RequestID)} {
		if a.Value.String() != "" {
			attrs = append(attrs, a)
		}
	}
	if e.Err != nil {
		attrs = append(attrs, slog.String("cause", e.Err.Error()))
	}
	return slog.GroupValue(attrs...)
}

// MarshalJSON writes the fields without the body, and the cause as its text.
func (e *Error) MarshalJSON() ([]byte, error) {
	out := struct {
		Provider   string          `json:"provider"`
		Op         string          `json:"op"`
		StatusCode int             `json:"status,omitempty"`
		Code       string          `json:"code,omitempty"`
		Message    string          `json:"message,omitempty"`
		RequestID  string          `json:"request_id,omitempty"`
		RetryAfter float64         `json:"retry_after_seconds,omitempty"`
		Attempts   int             `json:"attempts"`
		MayHaveRun bool            `json:"may_have_run"`
		Details    json.RawMessage `json:"details,omitempty"`
		Cause      string          `json:"cause,omitempty"`
	}{e.Provider, e.Op, e.StatusCode, e.Code, e.Message, e.RequestID, e.RetryAfter.Seconds(), e.Attempts, e.MayHaveRun, e.Details, ""}
	if e.Err != nil {
		out.Cause = e.Err.Error()
	}
	return json.Marshal(out)
}
