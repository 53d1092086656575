package transport

import (
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/settings"
)

// Config is what a gateway's constructor hands over.
type Config struct {
	Provider string
	BaseURL  *url.URL    // may carry a token in its path: never printed
	Header   http.Header // credentials among them
	Secrets  []string    // masked in everything that an error or a log shows
	// Token returns the bearer token of the moment, for a client whose token can be exchanged; nil: Header has all.
	Token func() string

	// ReadProblem finds the gateway's error envelope in an answer, or returns nil. In a 2xx an answer without one is a success.
	ReadProblem func(status int, body []byte) *Problem
	// CheckAddress refuses what the gateway cannot read as a recipient or chat. It sees fields tagged check:"chat" and
	// the path value {phone}.
	CheckAddress func(string) error

	Settings settings.Client
}

// Problem is what a gateway's error envelope says.
type Problem struct {
	Code, Message string
	Details       []byte // JSON
	Err           error  // a sentinel that the status alone does not tell, or nil
}

const (
	defaultTimeout = 30 * time.Second
	maxAnswer      = 10 << 20
)

var sharedPool = newPool((&net.Dialer{Timeout: 30 * time.Second}).DialContext) // net/http dials on after the attempt is gone

// shared is the transport of every client that was not given one. Its pool has room for a busy backend: net/http
// keeps two connections per host, and each further one would be closed after its request.
var shared = &http.Transport{
	Proxy:                 http.ProxyFromEnvironment,
	DialContext:           sharedPool.DialContext,
	ForceAttemptHTTP2:     true,
	MaxIdleConns:          1024,
	MaxIdleConnsPerHost:   256,
	IdleConnTimeout:       90 * time.Second,
	TLSHandshakeTimeout:   10 * time.Second,
	ExpectContinueTimeout: time.Second,
	// Within an attempt: a timeout ends a request, but not the HTTP/2 connection, which the next ones would be sent into.
	HTTP2: &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second},
}

// Client sends operations to one base URL with one set of credentials. They are one pointer further away than fmt
// follows: it calls no Format on an unexported field, and prints what such a pointer holds for a verb like %s.
type Client struct{ *client }

type client struct {
	cfg        Config
	basePath   string      // of BaseURL, escaped, without a slash at its end
	header     http.Header // of every request
	jsonHeader http.Header // of every request with a body in JSON
	timeout    time.Duration
	mask       *masker
	watch      watcher
	http       *retryablehttp.Client
}

// Collect applies opts to the default settings. Its errors name the constructor, not a call.
func Collect(provider, constructor string, opts []zapgate.Option) (settings.Client, error) {
	s := settings.Default()
	for _, o := range opts {
		if o == nil {
			return s, Invalid(provider, constructor, "option", "is nil")
		}
		if err := o(&s); err != nil {
			return s, &zapgate.Error{Provider: provider, Op: constructor, Err: err}
		}
	}
	return s, nil
}

// New returns a client. It does no I/O.
func New(cfg Config) *Client {
	s := cfg.Settings
	hc := http.Client{}
	if s.HTTP != nil {
		hc = *s.HTTP // the caller's own stays as it is
	}
	header := http.Header{"User-Agent": {s.UserAgent}, "Accept": {"application/json"}}
	maps.Copy(header, cfg.Header)
	jsonHeader := header.Clone()
	jsonHeader.Set("Content-Type", "application/json")
	c := &Client{&client{cfg: cfg, basePath: basePath(cfg.BaseURL), header: header, jsonHeader: jsonHeader, mask: newMasker(cfg.Secrets), watch: newWatcher(cfg.Provider, s)}}
	switch {
	case s.Timeout > 0:
		c.timeout = s.Timeout
	case hc.Timeout > 0:
		c.timeout = hc.Timeout
	default:
		c.timeout = defaultTimeout
	}
	hc.Timeout = 0 // the attempt keeps its own clock: it also serves streams
	if hc.Transport == nil {
		hc.Transport = attempts{shared, sharedPool.host(cfg.BaseURL)}
	} else {
		hc.Transport = attempts{hc.Transport, nil}
	}
	hc.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	c.http = &retryablehttp.Client{ // a literal: NewClient logs every URL to stderr
		HTTPClient: &hc, Logger: nil,
		RetryMax: s.Retries, RetryWaitMin: s.RetryMin, RetryWaitMax: s.RetryMax,
		CheckRetry:   checkRetry,
		Backoff:      backoff,
		ErrorHandler: retryablehttp.PassthroughErrorHandler, // else the last answer is lost
	}
	return c
}

// basePath is u's path, escaped, without a slash at its end.
func basePath(u *url.URL) string {
	path := strings.TrimRight(u.EscapedPath(), "/")
	if path != "" && path[0] != '/' { // what JoinPath makes where there was none
		path = "/" + path
	}
	return path
}

// Format keeps credentials out of whatever prints the client.
func (c Client) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[redacted]")) }

// Invalid is the error for a value that is refused before anything is sent.
func Invalid(provider, op, field, why string) error {
	return &zapgate.Error{Provider: provider, Op: op, Err: invalid(field, why)}
}

func invalid(field, why string) error {
	return fmt.Errorf("%s %s: %w", field, why, zapgate.ErrInvalidArgument)
}

// CheckCredential refuses what cannot be a credential: nothing, or what a header or path cannot carry.
func CheckCredential(v string) error {
	if v == "" {
		return errors.New("is empty")
	}
	if v == "." || v == ".." {
		return errors.New("is not a credential")
	}
	for i := range len(v) {
		if v[i] <= ' ' || v[i] >= 0x7f {
			return errors.New("has a space, a control or a non-ASCII character")
		}
	}
	return nil
}
