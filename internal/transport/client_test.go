package transport

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/settings"
)

func TestClientDoesNotPrint(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	type gateway struct {
		Client  *Client
		private *Client
	}
	for _, v := range []any{c, *c, gateway{c, c}, &gateway{c, c}} {
		assertNoSecret(t, v)
	}
	assert.Equal(t, "[redacted] [redacted]", fmt.Sprintf("%+v %#v", c, *c))
}

func TestClientsShareOneTransport(t *testing.T) {
	t.Parallel()
	base := func(c *Client) http.RoundTripper { return c.http.HTTPClient.Transport.(attempts).base }
	own := &http.Transport{}
	assert.Same(t, shared, base(newClient(t, nil)))
	assert.Same(t, shared, base(newClient(t, nil, zapgate.WithHTTPClient(&http.Client{}))), "a client without a transport")
	assert.Same(t, own, base(newClient(t, own)))
}

func TestCallersHTTPClientStaysAsItIs(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.RedirectHandler("/elsewhere", http.StatusFound))
	defer srv.Close()
	followed := errors.New("followed")
	tr := &http.Transport{}
	defer tr.CloseIdleConnections()
	hc := &http.Client{Transport: tr, Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return followed }}
	c := newClientAt(t, srv.URL, nil, zapgate.WithHTTPClient(hc))
	once.check(t, Exec(t.Context(), c, requestOf(readOp)), http.StatusFound)
	assert.Same(t, tr, hc.Transport)
	assert.Equal(t, time.Minute, hc.Timeout)
	_, err := hc.Get(srv.URL)
	assert.ErrorIs(t, err, followed)
	hc.Timeout = time.Nanosecond // what the caller does to it later does not reach the client
	once.check(t, Exec(t.Context(), c, requestOf(readOp)), http.StatusFound)
}

// Canceling one call's wait must not close the connections that all clients share.
func TestSharedConnectionsAreNotClosed(t *testing.T) {
	t.Parallel()
	_, closes := any(attempts{}).(interface{ CloseIdleConnections() })
	assert.False(t, closes, "retryablehttp calls it after every failure")
}

func TestConcurrentCalls(t *testing.T) {
	t.Parallel()
	var seen sync.Map
	var n, failed atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Query().Get("id")
		if _, again := seen.LoadOrStore(id, true); !again && n.Add(1)%5 == 0 {
			failed.Add(1)
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(429)
			return
		}
		fmt.Fprintf(w, `{"id":%q}`, id)
	}))
	defer srv.Close()
	r := &recorder{}
	c := newClientAt(t, srv.URL, nil, zapgate.WithObserver(r))
	type params struct {
		ID string `url:"id"`
	}
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			for j := range 4 {
				id := fmt.Sprint(i, "-", j)
				var m zapgate.Meta
				got, err := Do[answer](t.Context(), c, Request{Op: sendOp, Query: params{id}, Body: textRequest{"55", id}, Options: []zapgate.CallOption{zapgate.WithMeta(&m)}})
				if assert.NoError(t, err) {
					assert.Equal(t, id, got.ID)
					assert.Equal(t, 200, m.StatusCode)
				}
			}
		})
	}
	wg.Wait()
	assert.EqualValues(t, 40, failed.Load())
	assert.Len(t, r.attempts, 240)
	assert.Len(t, r.errs, 200)
}

func TestCollect(t *testing.T) {
	t.Parallel()
	s, err := Collect("test", "New", nil)
	require.NoError(t, err)
	assert.Equal(t, settings.Default(), s)
	_, err = Collect("test", "New", []zapgate.Option{zapgate.WithRetries(1), nil})
	assert.EqualError(t, err, "test: New: option is nil: invalid argument")
	assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	_, err = Collect("test", "New", []zapgate.Option{zapgate.WithRetries(11)})
	assert.EqualError(t, err, "test: New: WithRetries: not between 0 and 10: invalid argument")
	assert.Equal(t, "test", asError(t, err).Provider)
}

func TestInvalid(t *testing.T) {
	t.Parallel()
	err := Invalid("test", "POST /x", "phone", "is empty")
	assert.EqualError(t, err, "test: POST /x: phone is empty: invalid argument")
	assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	outcome{}.check(t, err, 0)
}

func TestCheckCredential(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"abc", tricky, "eyJ.x-_~=", "...", "a..b"} {
		assert.NoError(t, CheckCredential(good), good)
	}
	for _, bad := range []string{"", ".", "..", "a b", " a", "a\n", "a\r\nX: y", "\x00", "a\x7f", "olá", "a\u200b"} {
		err := CheckCredential(bad)
		if assert.Error(t, err, "%q", bad) && len(bad) > 2 {
			assert.NotContains(t, err.Error(), bad)
		}
	}
}
