package transport

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// A header that the caller's transport writes into, and what the caller's http.Client adds: each attempt has its own.
func TestHeaderOfEachAttempt(t *testing.T) {
	t.Parallel()
	u, err := url.Parse(base)
	require.NoError(t, err)
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	jar.SetCookies(u, []*http.Cookie{{Name: "sticky", Value: "node-1"}})
	mt := httpmock.NewMockTransport()
	calls := 0
	mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		calls++
		assert.Equal(t, http.Header{
			"User-Agent": {r.UserAgent()}, "Accept": {"application/json"}, "Client-Token": {tricky},
			"Content-Type": {"application/json"}, "Cookie": {"sticky=node-1"},
		}, r.Header)
		r.Header.Set("Client-Token", "overwritten")
		r.Header.Add("Accept", "text/html")
		r.Header["User-Agent"][0] = "other"
		if calls%3 != 0 {
			return httpmock.NewStringResponse(http.StatusServiceUnavailable, ""), nil
		}
		return httpmock.NewStringResponse(http.StatusOK, `{"id":"A"}`), nil
	})
	c := newClient(t, nil, zapgate.WithHTTPClient(&http.Client{Transport: mt, Jar: jar}), zapgate.WithRetryWait(1, 1))
	for range 2 {
		_, err := Do[answer](t.Context(), c, requestOf(lookupOp))
		require.NoError(t, err)
	}
	assert.Equal(t, 6, calls)
}
