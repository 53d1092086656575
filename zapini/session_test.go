package zapini_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

var authOperations = []operation{
	{
		name:   "Auth.Me",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Auth.Me(ctx) },
		method: "GET", url: platform + "/auth/me", repeatable: true,
		answer: "me.json",
		check: func(t *testing.T, got any) {
			u := got.(*zapini.AuthenticatedUser)
			assert.Equal(t, zapini.User{ID: "42", Name: "Ana Exemplo", Email: "ana@example.com", Role: "agent"}, u.User)
			assert.Contains(t, string(u.Raw), `"pt_BR"`)
		},
	},
	{
		name:   "Auth.Logout",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Auth.Logout(ctx) },
		method: "POST", url: platform + "/auth/logout", undocumentedBody: true,
		answer: "result.json", check: checkDone,
	},
	{
		name:   "Auth.Refresh",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Auth.Refresh(ctx) },
		method: "POST", url: platform + "/auth/refresh",
		answer: "refresh.json",
		check: func(t *testing.T, got any) {
			assert.Equal(t, &zapini.RefreshResult{Token: "8|CANARY-next-token", TokenType: "Bearer"}, got)
		},
	},
}

func authorizations(w *contract.Recorder) (out []string) {
	for _, s := range w.Sent {
		out = append(out, strings.TrimPrefix(s.Header.Get("Authorization"), "Bearer "))
	}
	return out
}

// After a refresh all services use the new token, on both hosts, and neither token ever shows.
func TestRefresh(t *testing.T) {
	t.Parallel()
	w := contract.Record(
		ok(fixture(t, "login.json")), ok(fixture(t, "refresh.json")), ok(fixture(t, "conversations.json")), ok(fixture(t, "status.json")),
		answer{Status: 500, Body: `{"message":"not 7|CANARY-user-token, but 8|CANARY-next-token"}`},
	)
	c, err := zapini.Login(t.Context(), account, contract.Through(w, zapini.WithInstanceURL(direct))...)
	require.NoError(t, err)
	r, err := c.Auth.Refresh(t.Context())
	require.NoError(t, err)
	_, err = c.Conversations.List(t.Context(), zapini.ListConversationsParams{})
	require.NoError(t, err)
	_, err = c.Direct.Status(t.Context())
	require.NoError(t, err)
	_, err = c.Webhooks.Configure(t.Context(), "18", zapini.ConfigureWebhookRequest{WebhookURL: "https://crm.example.com"})
	require.ErrorContains(t, err, "not [secret], but [secret]")
	contract.Hidden(t, "CANARY", err, c, c.Auth, *c.Auth)
	shown := contract.Shown(r) + contract.Shown(*r) + contract.Shown(c.Auth.LoginResult()) + contract.Shown(*c.Auth.LoginResult()) +
		fmt.Sprintf("%s|%v|%d", struct{ s zapini.AuthService }{*c.Auth}, struct{ s zapini.AuthService }{*c.Auth}, struct{ s *zapini.AuthService }{c.Auth})
	assert.NotContains(t, shown, "CANARY")
	assert.Equal(t, []string{
		"", "7|CANARY-user-token", "8|CANARY-next-token", "8|CANARY-next-token", "8|CANARY-next-token",
	}, authorizations(w))
	assert.Equal(t, zapgate.Secret("7|CANARY-user-token"), c.Auth.LoginResult().Token, "what the login answered stays")
}

func TestRefreshAnswers(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"success":true,"data":{"token":"n"}}`:                        "n",
		`{"token":"n"}`:                                                "n",
		`{"token":"n","data":null}`:                                    "n",
		`{"token":"n","data":{"token":null}}`:                          "n",
		`{"data":{"token":"n","token_type":7},"token":"other"}`:        "n",
		`{"success":true,"data":[],"token":"n","token_type":"Bearer"}`: "n",
	} {
		w := contract.Record(ok(body), ok(fixture(t, "status.json")))
		c := newClient(t, w)
		r, err := c.Auth.Refresh(t.Context())
		require.NoError(t, err, body)
		assert.Equal(t, want, string(r.Token), body)
		_, err = c.Direct.Status(t.Context())
		require.NoError(t, err)
		assert.Equal(t, []string{token, want}, authorizations(w), body)
	}
	for _, tt := range []struct {
		answer  answer
		want    string
		unknown bool
	}{
		{ok(`{"success":true,"message":"ok"}`), "token is empty", true},
		{ok(`{"success":true,"data":{"token":{"CANARY":1}}}`), "token is empty", true},
		{ok(`{"success":true,"data":{"token":"9|CANARY\n"}}`), "token has a space", true},
		{ok(`{"success":true,"data":{"token":"9|CANARY`), "not JSON", true},
		{ok(`[]`), "token is empty", true},
		{ok(``), "not JSON", true},
		{ok(`{"success":false,"error":{"code":"NO","message":"no"},"token":"9|CANARY"}`), "no", false},
		{answer{Status: 401, Body: fixture(t, "error.json")}, "401", false},
		{answer{Status: 502, Body: "9|CANARY"}, "502", true},
		{answer{Err: context.DeadlineExceeded}, "deadline", true},
	} {
		w := contract.Record(tt.answer, ok(fixture(t, "status.json")))
		c := newClient(t, w)
		r, err := c.Auth.Refresh(t.Context())
		require.ErrorContains(t, err, tt.want)
		assert.Nil(t, r)
		assert.Equal(t, tt.unknown, isUnknown(err), tt.want)
		if tt.answer.Status == http.StatusOK {
			contract.Hidden(t, "CANARY", err)
		}
		_, err = c.Direct.Status(t.Context())
		require.NoError(t, err)
		assert.Equal(t, []string{token, token}, authorizations(w), "the old one stays: %s", tt.want)
	}
}

// Zapini of one token at a time: each refresh revokes the one it was asked with. Fifty goroutines call while others
// refresh: no request may carry anything but a token that was given out, and each refresh must carry the last one.
func TestRefreshUnderConcurrentCalls(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	known, current, refreshes := map[string]bool{"0|t": true}, "0|t", 0
	mock := httpmock.NewMockTransport()
	mock.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		mu.Lock()
		defer mu.Unlock()
		sent := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		switch {
		case !known[sent]:
			return httpmock.NewStringResponse(http.StatusForbidden, `{"message":"torn"}`), nil
		case r.URL.Path != "/api/v1/auth/refresh":
			return httpmock.NewStringResponse(http.StatusOK, `{"success":true,"status":"connected","data":[]}`), nil
		case sent != current:
			return httpmock.NewStringResponse(http.StatusUnauthorized, `{"message":"revoked"}`), nil
		}
		refreshes++
		current = fmt.Sprintf("%d|%s", refreshes, strings.Repeat("t", refreshes%7+1))
		known[current] = true
		return httpmock.NewStringResponse(http.StatusOK, `{"data":{"token":"`+current+`"}}`), nil
	})
	c, err := zapini.New(zapini.Credentials{Token: "0|t", InstanceID: "18"}, zapgate.WithHTTPClient(&http.Client{Transport: mock}))
	require.NoError(t, err)
	var callers, refreshers sync.WaitGroup
	var done atomic.Bool
	for range 50 {
		callers.Go(func() {
			for range 20 {
				_, err := c.Direct.Status(t.Context())
				assert.NoError(t, err)
				_, err = c.Conversations.List(t.Context(), zapini.ListConversationsParams{})
				assert.NoError(t, err)
				if done.Load() {
					return
				}
			}
		})
	}
	for range 4 {
		refreshers.Go(func() {
			for range 10 {
				_, err := c.Auth.Refresh(t.Context())
				assert.NoError(t, err)
			}
		})
	}
	refreshers.Wait()
	done.Store(true)
	callers.Wait()
	assert.Equal(t, 40, refreshes)
}

func TestRefreshWaitsItsTurnNoLongerThanItsContext(t *testing.T) {
	t.Parallel()
	under, release := make(chan struct{}), make(chan struct{})
	mock := httpmock.NewMockTransport()
	mock.RegisterNoResponder(func(*http.Request) (*http.Response, error) {
		close(under)
		<-release
		return httpmock.NewStringResponse(http.StatusOK, `{"token":"n"}`), nil
	})
	c, err := zapini.New(zapini.Credentials{Token: token}, zapgate.WithHTTPClient(&http.Client{Transport: mock}))
	require.NoError(t, err)
	first := make(chan error)
	go func() { _, err := c.Auth.Refresh(t.Context()); first <- err }()
	<-under
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = c.Auth.Refresh(ctx)
	require.ErrorIs(t, err, context.Canceled)
	var zerr *zapgate.Error
	require.ErrorAs(t, err, &zerr)
	assert.Equal(t, "POST /auth/refresh", zerr.Op)
	assert.Zero(t, zerr.Attempts)
	require.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	close(release)
	require.NoError(t, <-first)
}
