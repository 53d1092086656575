package zapgate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tell is everything that an error can bring to light: printed, logged, marshalled, and the same of each cause.
func tell(err error) string {
	b, _ := json.Marshal(err)
	out := printed(err) + string(b)
	if e, ok := err.(*Error); ok {
		out += printed(*e) + string(e.Body) + string(e.Details)
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			out += tell(inner)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			out += tell(inner)
		}
	}
	return out
}

// Whatever goes wrong, what the link holds stays where it is.
func TestDownloadTellsNothingOfTheLink(t *testing.T) {
	t.Parallel()
	echo := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for _, h := range []string{"X-Request-Id", "Location", "Etag", "Content-Type", "Content-Range", "Content-Encoding", "Retry-After"} {
				w.Header().Set(h, r.URL.RequestURI())
			}
			w.WriteHeader(code)
			_, _ = io.WriteString(w, "<p>"+r.URL.RequestURI()+" is gone")
		}
	}
	for name, steps := range map[string][]http.HandlerFunc{
		"404": {echo(404)}, "206": {echo(206)}, "compressed": {echo(200)}, "503": {echo(503)}, "loop": {echo(302)},
		"cut":                     {cutAfter(10)},
		"resumed":                 {cutAfter(10, "ETag", tag), echo(206)},
		"416":                     {cutAfter(10, "ETag", tag), echo(416)},
		"redirect to another one": {redirect(302, "http://CANARY.test/CANARY?CANARY")},
		"redirect to nothing":     {redirect(302, "%zz://CANARY")},
		"too large":               {cutAfter(10, "Content-Length", strconv.Itoa(1<<40))},
		"no HTTP": {func(w http.ResponseWriter, _ *http.Request) {
			c, _, _ := w.(http.Hijacker).Hijack()
			_, _ = io.WriteString(c, "CANARY\r\n\r\n")
			c.Close()
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, steps...)
			var log bytes.Buffer
			var seen watcher
			d, err := Download(t.Context(), s.URL+"/CANARY/x?token=CANARY", io.Discard, s.trust(), quick, WithLogger(logTo(&log)), WithObserver(&seen))
			told := tell(failed(t, d, err)) + log.String() + fmt.Sprint(seen.lines)
			assert.NotContains(t, told, "CANARY")
			assert.NotContains(t, told, "https://")
		})
	}
	blocked := errors.New("CANARY is blocked")
	for name, err := range map[string]error{
		"URL":                &url.Error{Op: "Get", URL: "https://x.test/?token=CANARY", Err: blocked},
		"wrapped":            fmt.Errorf("GET https://x.test/?token=CANARY: %w", blocked),
		"wrapped, with more": fmt.Errorf("GET https://x.test/?token=CANARY: %w", errors.Join(blocked, io.EOF)),
		"around the network": fmt.Errorf("GET https://x.test/?token=CANARY: %w", errors.Join(blocked, &net.OpError{Op: "dial", Net: "tcp", Err: io.ErrClosedPipe})),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rt := tripper(func(*http.Request) (*http.Response, error) { return nil, err })
			d, err := Download(t.Context(), "https://x.test/?token=CANARY", writes(t), quick, WithHTTPClient(&http.Client{Transport: rt}))
			e := failed(t, d, err)
			assert.Equal(t, 3, e.Attempts)
			require.ErrorIs(t, e, blocked, "what it was can be asked")
			assert.NotContains(t, tell(e), "CANARY")
			assert.NotContains(t, tell(e), "x.test")
		})
	}
	t.Run("body", func(t *testing.T) {
		t.Parallel()
		rt := tripper(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, ContentLength: -1, Body: io.NopCloser(errReader{blocked})}, nil
		})
		d, err := Download(t.Context(), "https://x.test/?token=CANARY", writes(t), quick, WithHTTPClient(&http.Client{Transport: rt}))
		e := failed(t, d, err)
		require.ErrorIs(t, e, blocked)
		assert.NotContains(t, tell(e), "CANARY")
		assert.EqualError(t, e, "zapgate: GET download: 200: the connection failed")
	})
}

func TestDownloadMeetsTheNetwork(t *testing.T) {
	t.Parallel()
	closed := serve(t, whole)
	closed.Close()
	d, err := closed.download(t, writes(t))
	e := failed(t, d, err)
	assert.Equal(t, 3, e.Attempts)
	assert.Contains(t, e.Error(), "zapgate: GET download: dial tcp 127.0.0.1:")

	s := serve(t, whole)
	d, err = Download(t.Context(), s.URL+"/PRIVATE", writes(t), quick)
	e = failed(t, d, err)
	assert.Equal(t, 1, e.Attempts, "the certificate stays as it is")
	assert.Contains(t, e.Error(), "tls: failed to verify certificate: x509: ")
	assert.NotContains(t, tell(e), "PRIVATE")

	noHost := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "x.test", IsNotFound: true}}
	}}
	d, err = Download(t.Context(), "https://x.test/PRIVATE", writes(t), quick, WithHTTPClient(&http.Client{Transport: noHost}))
	e = failed(t, d, err)
	assert.Equal(t, 1, e.Attempts)
	assert.EqualError(t, e, "zapgate: GET download: dial tcp: lookup x.test: no such host")
}

// How to keep links from reaching one's own network: the dialer sees each address, those of redirects too.
func TestDownloadWithADialerThatRefuses(t *testing.T) {
	t.Parallel()
	blocked := errors.New("private address")
	target := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("it was reached") })
	s := serve(t, redirect(302, target.URL))
	rt := s.Client().Transport.(*http.Transport).Clone()
	rt.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == target.Listener.Addr().String() {
			return nil, blocked
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	defer rt.CloseIdleConnections()
	d, err := s.download(t, writes(t), WithRetries(0), WithHTTPClient(&http.Client{Transport: rt}))
	e := failed(t, d, err)
	require.ErrorIs(t, e, blocked)
	assert.EqualError(t, e, "zapgate: GET download: 302: the connection failed")
}
