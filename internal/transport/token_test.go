package transport

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// What a client was made with, and what it was exchanged for. The second is spelt differently by every escaping.
const (
	firstToken  = "CANARY-first|1a2b"
	secondToken = `CANARY-second|9/z+y&x=<w>"v\u`
)

func newTokenClient(t *testing.T, rt http.RoundTripper, token func() string, opts ...zapgate.Option) *Client {
	t.Helper()
	s, err := Collect("test", "New", append([]zapgate.Option{zapgate.WithHTTPClient(&http.Client{Transport: rt})}, opts...))
	require.NoError(t, err)
	u, err := url.Parse("http://gw.test")
	require.NoError(t, err)
	return New(Config{
		Provider: "test", BaseURL: u, Header: http.Header{"Authorization": {"Bearer stale"}, "X-Other": {"kept"}},
		Token: token, Secrets: []string{firstToken}, ReadProblem: readProblem, CheckAddress: checkDigits, Settings: s,
	})
}

func TestTokenIsReadForEachCall(t *testing.T) {
	t.Parallel()
	var reads atomic.Int32
	var sent []string
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		sent = append(sent, r.Header["Authorization"]...)
		assert.Equal(t, "kept", r.Header.Get("X-Other"))
		r.Header.Set("Authorization", "spoilt") // must not reach the next call
		return httpmock.NewStringResponse(200, `{"id":"1"}`), nil
	})
	c := newTokenClient(t, mt, func() string { return fmt.Sprint("token-", reads.Add(1)) })
	assert.Zero(t, reads.Load(), "New asks for none")
	for range 2 {
		require.NoError(t, Exec(t.Context(), c, requestOf(sendOp)))
	}
	_, _, err := Stream(t.Context(), c, requestOf(downloadOp), io.Discard)
	require.NoError(t, err)
	s := &source{data: []byte("png")}
	require.NoError(t, Exec(t.Context(), c, uploadOf(uploadOp, s.media(3))))
	assert.Equal(t, []string{"Bearer token-1", "Bearer token-2", "Bearer token-3", "Bearer token-4"}, sent)
	assert.Equal(t, http.Header{"Authorization": {"Bearer stale"}, "X-Other": {"kept"}}, c.cfg.Header, "the configuration stays")
}

// A call that is tried again keeps its token: an exchange in between is the next call's.
func TestTokenStaysForAllAttempts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		token := firstToken
		var sent []string
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
			sent = append(sent, r.Header.Get("Authorization"))
			token = secondToken
			return httpmock.NewStringResponse(503, ""), nil
		})
		c := newTokenClient(t, mt, func() string { return token })
		again.check(t, Exec(t.Context(), c, requestOf(readOp)), 503)
		assert.Equal(t, []string{"Bearer " + firstToken, "Bearer " + firstToken, "Bearer " + firstToken}, sent)
		again.check(t, Exec(t.Context(), c, requestOf(readOp)), 503)
		assert.Equal(t, "Bearer "+secondToken, sent[3])
	})
}

// A gateway that repeats both tokens in everything it answers cannot make either of them show.
func TestTokensAreMasked(t *testing.T) {
	t.Parallel()
	both := firstToken + " " + secondToken
	inJSON, err := json.Marshal(both)
	require.NoError(t, err)
	for name, body := range map[string]string{
		"envelope": `{"error":` + string(inJSON) + `,"code":` + string(inJSON) + `}`,
		"text":     "trace: " + both,
		"escaped":  "url=" + url.QueryEscape(both) + " path=" + url.PathEscape(both),
		"JSON":     `{"id":` + string(inJSON) + `,"detail":` + string(inJSON) + `}`,
	} {
		for _, status := range []int{200, 401, 500} {
			t.Run(fmt.Sprint(name, " ", status), func(t *testing.T) {
				t.Parallel()
				var log bytes.Buffer
				mt := httpmock.NewMockTransport()
				mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
					resp := httpmock.NewStringResponse(status, body)
					resp.Header.Set("X-Request-Id", both)
					resp.Header.Set("X-Ratelimit-Key", both)
					return resp, nil
				})
				r := &recorder{}
				c := newTokenClient(t, mt, func() string { return secondToken }, zapgate.WithObserver(r),
					zapgate.WithLogger(slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
				var meta zapgate.Meta
				_, err := Do[struct {
					ID int `json:"id"` // so that a success cannot be decoded
				}](t.Context(), c, requestOf(sendOp, zapgate.WithMeta(&meta)))
				e := asError(t, err)
				assert.Contains(t, shown(*e)+string(e.Body), secretMark)
				assertNoSecret(t, meta)
				assertNoSecret(t, c)
				assertNoSecret(t, r.attempts)
				assert.NotContains(t, log.String(), "CANARY")
				assert.NotEmpty(t, log.String())
			})
		}
	}
}

// An empty token masks nothing, and above all not everything.
func TestEmptyToken(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(401, `{"error":"log in first"}`))
	c := newTokenClient(t, mt, func() string { return "" })
	e := asError(t, Exec(t.Context(), c, requestOf(sendOp)))
	assert.Equal(t, "log in first", e.Message)
	assert.ErrorIs(t, e, zapgate.ErrUnauthorized)
}

func TestTokenOfConcurrentCalls(t *testing.T) {
	t.Parallel()
	var token atomic.Pointer[string]
	token.Store(new(firstToken))
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		got := r.Header.Get("Authorization")
		assert.Contains(t, []string{"Bearer " + firstToken, "Bearer " + secondToken}, got)
		return httpmock.NewStringResponse(400, `{"error":"no"}`), nil
	})
	c := newTokenClient(t, mt, func() string { return *token.Load() })
	done := make(chan error)
	for i := range 20 {
		go func() {
			if i == 10 {
				token.Store(new(secondToken))
			}
			done <- Exec(t.Context(), c, requestOf(sendOp))
		}()
	}
	for range 20 {
		assert.ErrorIs(t, <-done, zapgate.ErrBadRequest)
	}
}
