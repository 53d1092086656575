package zapgate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go/internal/settings"
)

// Option configures a client when it is made, or one [Download]. Nothing can be set afterwards. An option that cannot be
// carried out makes the constructor fail.
type Option func(*settings.Client) error

func optionError(option, why string) error {
	return fmt.Errorf("%s: %s: %w", option, why, ErrInvalidArgument)
}

// WithHTTPClient sets the client whose transport, cookie jar and timeout are used. It is copied: redirects are not
// followed whatever it says, and its Timeout becomes the limit of one attempt unless [WithTimeout] is given. A nil
// Transport means the one that all clients of this module share.
func WithHTTPClient(c *http.Client) Option {
	return func(s *settings.Client) error {
		if c == nil {
			return optionError("WithHTTPClient", "the client is nil")
		}
		s.HTTP = c
		return nil
	}
}

// WithBaseURL replaces the gateway's base URL, for a proxy, a self-hosted server or a test.
func WithBaseURL(base string) Option {
	return func(s *settings.Client) error {
		u, err := ParseBaseURL(base)
		if err != nil {
			return optionError("WithBaseURL", err.Error())
		}
		s.BaseURL = u
		return nil
	}
}

// ParseBaseURL reads an absolute http or https URL without query, fragment or user. Its errors do not repeat the URL:
// a base URL may hold a token.
func ParseBaseURL(base string) (*url.URL, error) {
	u, err := url.Parse(base)
	switch {
	case err != nil:
		return nil, errors.New("the base URL cannot be parsed")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("the base URL needs the scheme http or https")
	case u.Hostname() == "":
		return nil, errors.New("the base URL has no host")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.User != nil:
		return nil, errors.New("the base URL must not have a query, a fragment or a user")
	}
	return u, nil
}

// WithTimeout limits one attempt, from the start of the request to the end of the answer; a call of several attempts
// takes longer, and ends with its context. The default is 30 seconds. Where a file is streamed, up or down, it limits
// the wait for each next piece of it.
func WithTimeout(d time.Duration) Option {
	return func(s *settings.Client) error {
		if d <= 0 {
			return optionError("WithTimeout", "not positive")
		}
		s.Timeout = d
		return nil
	}
}

// WithRetries sets how often a call is tried again after its first attempt, 0 to 10. The default is 2. What is tried
// again at all is fixed, see the package documentation.
func WithRetries(n int) Option {
	return func(s *settings.Client) error {
		if n < 0 || n > 10 {
			return optionError("WithRetries", "not between 0 and 10")
		}
		s.Retries = n
		return nil
	}
}

// WithRetryWait sets the first and the longest wait between attempts. The default is 0.5 and 8 seconds. A Retry-After
// beyond the longest wait ends the call and is found in [Error].
func WithRetryWait(first, longest time.Duration) Option {
	return func(s *settings.Client) error {
		if first <= 0 || longest < first {
			return optionError("WithRetryWait", "not 0 < first <= longest")
		}
		s.RetryMin, s.RetryMax = first, longest
		return nil
	}
}

// A Limiter paces attempts. *rate.Limiter of golang.org/x/time is one.
type Limiter interface {
	// Wait returns nil when one more attempt may start, or an error if it may not or ctx ended.
	Wait(ctx context.Context) error
}

// WithLimiter makes every attempt wait for l. Give several clients the same limiter to pace them together.
func WithLimiter(l Limiter) Option {
	return func(s *settings.Client) error {
		if l == nil {
			return optionError("WithLimiter", "the limiter is nil")
		}
		s.Limiter = l
		return nil
	}
}

// WithUserAgent replaces the User-Agent header.
func WithUserAgent(ua string) Option {
	return func(s *settings.Client) error {
		if ua == "" || strings.ContainsFunc(ua, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			return optionError("WithUserAgent", "empty, or with control characters")
		}
		s.UserAgent = ua
		return nil
	}
}

// WithLogger logs every attempt by its operation's template: debug for one that succeeded, warn for one that did not.
// No URL, header, body or credential is logged.
func WithLogger(l *slog.Logger) Option {
	return func(s *settings.Client) error {
		if l == nil {
			return optionError("WithLogger", "the logger is nil")
		}
		s.Logger = l
		return nil
	}
}

// WithObserver tells o of every call and attempt, for metrics and traces.
func WithObserver(o Observer) Option {
	return func(s *settings.Client) error {
		if o == nil {
			return optionError("WithObserver", "the observer is nil")
		}
		s.Observer = o
		return nil
	}
}

// CallOption changes one call.
type CallOption func(*settings.Call) error

// WithMeta fills m when the call ends, whether it succeeded or not.
func WithMeta(m *Meta) CallOption {
	return func(c *settings.Call) error {
		if m == nil {
			return optionError("WithMeta", "the meta is nil")
		}
		c.Meta = m
		return nil
	}
}

// WithoutRetries makes the call's first attempt its last.
func WithoutRetries() CallOption {
	return func(c *settings.Call) error { c.NoRetries = true; return nil }
}

// WithAttemptTimeout replaces the client's timeout for this call's attempts.
func WithAttemptTimeout(d time.Duration) CallOption {
	return func(c *settings.Call) error {
		if d <= 0 {
			return optionError("WithAttemptTimeout", "not positive")
		}
		c.Timeout = d
		return nil
	}
}
