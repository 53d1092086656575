package zapgate

import (
	"context"
	"net/http"
	"time"
)

// Meta is what came back beside the body; see [WithMeta].
type Meta struct {
	StatusCode int           // of the last answer; 0 if none arrived
	RequestID  string        // X-Request-Id of the last answer
	Attempts   int           // how often the request was started
	RetryAfter time.Duration // what the last answer asked to wait; 0 if it did not say
	RateLimit  http.Header   // the last answer's headers whose names speak of a rate limit: no gateway documents them
}

// Call names a call to an [Observer].
type Call struct {
	Provider string // "zapi"
	Op       string // "POST /send-text"
}

// Attempt is one request that was started, as an [Observer] sees it when it ended.
type Attempt struct {
	Number     int           // 1 for the first
	StatusCode int           // 0 if no answer arrived
	Duration   time.Duration // of this attempt, the wait for the limiter left out
	Err        error         // nil for an answer of any status; credentials masked
	Again      bool          // another attempt follows
	Wait       time.Duration // the longest time until then
}

// An Observer sees calls from their start to their end. Its methods are called on the goroutine of the call, several
// calls at a time, and should return at once.
type Observer interface {
	// Start is called before the first attempt. The context it returns is used for the call, so that a trace can hang on it.
	Start(ctx context.Context, c Call) context.Context
	// Attempt is called when an attempt has ended.
	Attempt(ctx context.Context, c Call, a Attempt)
	// End is called once, with the error that the caller is about to get, or nil.
	End(ctx context.Context, c Call, err error)
}
