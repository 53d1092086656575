// Package settings holds what zapgate's options collect, and the rules for trying again that go with them. It exists so
// that gateways can read what users can only set: users see opaque options, and no package outside this module can name
// these structs.
package settings

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

// Client is what the options of a constructor collect.
type Client struct {
	HTTP        *http.Client // the caller's, copied before use; nil: the shared default transport
	BaseURL     *url.URL     // nil: the gateway's own
	InstanceURL *url.URL     // nil: the gateway's own; only Zapini has a second host
	Timeout     time.Duration
	Retries     int
	RetryMin    time.Duration
	RetryMax    time.Duration
	Limiter     interface{ Wait(context.Context) error }
	UserAgent   string
	Logger      *slog.Logger
	Observer    any // a zapgate.Observer: this package cannot name the type, it is imported by it
}

// Default is what a constructor starts from.
func Default() Client {
	return Client{
		Retries:   2,
		RetryMin:  500 * time.Millisecond,
		RetryMax:  8 * time.Second,
		UserAgent: "zapgate-go (+https://github.com/zapgate/zapgate-go)",
	}
}

// Call is what the options of one call collect.
type Call struct {
	Meta      any // a *zapgate.Meta
	NoRetries bool
	Timeout   time.Duration
}
