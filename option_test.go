package zapgate

import (
	"context"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/settings"
)

type nothing struct{}

func (nothing) Wait(context.Context) error                             { return nil }
func (nothing) Start(ctx context.Context, _ Call) context.Context      { return ctx }
func (nothing) Attempt(ctx context.Context, _ Call, _ Attempt)         {}
func (nothing) End(ctx context.Context, _ Call, _ error)               {}
func (nothing) RoundTrip(*http.Request) (resp *http.Response, _ error) { return nil, nil }

func TestOptions(t *testing.T) {
	t.Parallel()
	hc, logger := &http.Client{Transport: nothing{}}, slog.New(slog.DiscardHandler)
	s := settings.Default()
	for _, o := range []Option{
		WithHTTPClient(hc), WithBaseURL("https://gw.test/a%2Fb/"), WithTimeout(time.Second), WithRetries(10),
		WithRetryWait(time.Millisecond, time.Millisecond), WithLimiter(nothing{}), WithUserAgent("mine/1 (x; olá)"), WithLogger(logger), WithObserver(nothing{}),
	} {
		require.NoError(t, o(&s))
	}
	assert.Same(t, hc, s.HTTP)
	assert.Equal(t, "https://gw.test/a%2Fb/", s.BaseURL.String())
	s.HTTP, s.BaseURL = nil, nil
	assert.Equal(t, settings.Client{Timeout: time.Second, Retries: 10, RetryMin: time.Millisecond, RetryMax: time.Millisecond,
		Limiter: nothing{}, UserAgent: "mine/1 (x; olá)", Logger: logger, Observer: nothing{}}, s)
	require.NoError(t, WithRetries(0)(&s))
	assert.Zero(t, s.Retries)
}

func TestOptionRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		option Option
		text   string
	}{
		{WithHTTPClient(nil), "WithHTTPClient: the client is nil"},
		{WithTimeout(0), "WithTimeout: not positive"},
		{WithTimeout(-1), "WithTimeout: not positive"},
		{WithRetries(-1), "WithRetries: not between 0 and 10"},
		{WithRetries(11), "WithRetries: not between 0 and 10"},
		{WithRetryWait(0, 1), "WithRetryWait: not 0 < first <= longest"},
		{WithRetryWait(2, 1), "WithRetryWait: not 0 < first <= longest"},
		{WithLimiter(nil), "WithLimiter: the limiter is nil"},
		{WithUserAgent(""), "WithUserAgent: empty, or with control characters"},
		{WithUserAgent("a\r\nX: y"), "WithUserAgent: empty, or with control characters"},
		{WithLogger(nil), "WithLogger: the logger is nil"},
		{WithObserver(nil), "WithObserver: the observer is nil"},
		{WithBaseURL(""), "WithBaseURL: the base URL needs the scheme http or https"},
	} {
		s := settings.Default()
		err := c.option(&s)
		require.EqualError(t, err, c.text+": invalid argument")
		assert.ErrorIs(t, err, ErrInvalidArgument)
		assert.Equal(t, settings.Default(), s, "nothing was set")
	}
}

func TestParseBaseURL(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"https://gw.test", "http://127.0.0.1:8080/", "https://gw.test/instances/I/token/T", "https://[::1]:8080", "HTTPS://GW.test/"} {
		u, err := ParseBaseURL(good)
		require.NoError(t, err, good)
		assert.NotEmpty(t, u.Host)
	}
	for bad, text := range map[string]string{
		"":                           "the base URL needs the scheme http or https",
		"gw.test/PRIVATE":            "the base URL needs the scheme http or https",
		"ftp://gw.test/PRIVATE":      "the base URL needs the scheme http or https",
		"https:///PRIVATE":           "the base URL has no host",
		"https:PRIVATE":              "the base URL has no host",
		"https://:443/PRIVATE":       "the base URL has no host",
		"https://gw.test/PRIVATE%zz": "the base URL cannot be parsed",
		"https://gw.test:PRIVATE":    "the base URL cannot be parsed",
		"https://gw.test/\nPRIVATE":  "the base URL cannot be parsed",
		"https://gw.test/?PRIVATE":   "the base URL must not have a query, a fragment or a user",
		"https://gw.test/?":          "the base URL must not have a query, a fragment or a user",
		"https://gw.test/#PRIVATE":   "the base URL must not have a query, a fragment or a user",
		"https://PRIVATE@gw.test/":   "the base URL must not have a query, a fragment or a user",
		"https://a:PRIVATE@gw.test/": "the base URL must not have a query, a fragment or a user",
	} {
		u, err := ParseBaseURL(bad)
		assert.Nil(t, u)
		assert.EqualError(t, err, text, bad)
	}
}

func TestCallOptions(t *testing.T) {
	t.Parallel()
	var c settings.Call
	m := &Meta{}
	for _, o := range []CallOption{WithMeta(m), WithoutRetries(), WithAttemptTimeout(time.Second)} {
		require.NoError(t, o(&c))
	}
	assert.Equal(t, settings.Call{Meta: m, NoRetries: true, Timeout: time.Second}, c)
	assert.EqualError(t, WithMeta(nil)(&c), "WithMeta: the meta is nil: invalid argument")
	assert.EqualError(t, WithAttemptTimeout(0)(&c), "WithAttemptTimeout: not positive: invalid argument")
	assert.Same(t, m, c.Meta)
}
