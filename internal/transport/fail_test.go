package transport

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

func TestErrorFields(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(409, `{"error":"already there","code":"E9"}`).
		HeaderSet(http.Header{"X-Request-Id": {"r1"}, "Retry-After": {"60"}}))
	e := asError(t, Exec(t.Context(), newClient(t, mt), requestOf(sendOp)))
	assert.Equal(t, &zapgate.Error{
		Provider: "test", Op: "POST /send-text", StatusCode: 409, Code: "E9", Message: "already there", RequestID: "r1",
		RetryAfter: 60e9, Attempts: 1, Body: []byte(`{"error":"already there","code":"E9"}`),
	}, e)
}

// Every way a gateway can send the credentials back.
func TestCanaryInAnswers(t *testing.T) {
	t.Parallel()
	quoted, err := json.Marshal(tricky)
	require.NoError(t, err)
	text := strings.Trim(string(quoted), `"`)
	type reply struct {
		status int
		body   string
	}
	echo := http.Header{"X-Request-Id": {canary + url.QueryEscape(tricky)}, "Location": {base}, "Www-Authenticate": {tricky}, "Retry-After": {canary}}
	replies := map[string]reply{
		"text":                   {400, "no route /token/" + canary + "/send-text with " + tricky},
		"HTML":                   {502, "<p>" + html.EscapeString(tricky) + "</p>"},
		"URL in HTML":            {502, `<a href="/` + url.PathEscape(tricky) + `?t=` + url.QueryEscape(tricky) + `">`},
		"envelope":               {400, `{"error":"bad token ` + text + `","code":"` + canary + `"}`},
		"envelope of PHP":        {400, `{"error":"bad token ` + strings.ReplaceAll(text, "/", `\/`) + `"}`},
		"envelope in a 200":      {200, `{"error":"bad token ` + text + `","code":"` + text + `"}`},
		"not the documented 200": {200, `["` + text + `"]`},
		"no JSON in a 200":       {200, tricky},
		"split by the excerpt":   {500, strings.Repeat("x", 200-8) + canary},
		"redirect":               {307, canary},
	}
	for n := range len(tricky) + 1 { // wherever the cut of Body falls
		replies[fmt.Sprint("split by the cut ", n)] = reply{500, strings.Repeat("x", keptBody-n) + tricky}
	}
	for name, r := range replies {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(httpmock.NewStringResponder(r.status, r.body).HeaderSet(echo))
			var m zapgate.Meta
			_, err := Do[answer](t.Context(), newClient(t, mt), requestOf(sendOp, zapgate.WithMeta(&m)))
			e := asError(t, err)
			assert.Equal(t, r.status, e.StatusCode)
			assert.LessOrEqual(t, len(e.Body), keptBody)
			assert.Equal(t, "[secret][secret]", e.RequestID)
			assertNoSecret(t, m)
		})
	}
}

type ownError struct {
	URL string
	Err error
}

func (e *ownError) Error() string { return "own transport failed" }
func (e *ownError) Unwrap() error { return e.Err }

// Every way the caller's own transport can tell the credentials, and still be asked what it was.
func TestCanaryInCauses(t *testing.T) {
	t.Parallel()
	withURL := func(err error) error { return &url.Error{Op: "Post", URL: base + "/send-text", Err: err} }
	for name, err := range map[string]error{
		"text":                 fmt.Errorf("POST %s with %s: %w", base, tricky, context.Canceled),
		"url.Error":            withURL(context.Canceled),
		"url.Error twice":      withURL(withURL(context.Canceled)),
		"url.Error in between": withURL(fmt.Errorf("proxy: %w", withURL(fmt.Errorf("hop: %w", withURL(context.Canceled))))),
		"field":                &ownError{base, context.Canceled},
		"field below":          fmt.Errorf("mine: %w", &ownError{tricky, withURL(context.Canceled)}),
		"joined":               errors.Join(&ownError{base, nil}, withURL(context.Canceled)),
		"joined below":         fmt.Errorf("%w and %w", withURL(errors.New(tricky)), &ownError{base, context.Canceled}),
		"dial":                 &net.OpError{Op: "dial", Err: fmt.Errorf("%s: %w", base, context.Canceled)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				mt := httpmock.NewMockTransport()
				mt.RegisterNoResponder(httpmock.NewErrorResponder(err))
				got := Exec(t.Context(), newClient(t, mt), requestOf(sendOp))
				asError(t, got)
				assert.ErrorIs(t, got, context.Canceled)
				var ue *url.Error
				assert.NotErrorAs(t, got, &ue)
				assert.NotContains(t, got.Error(), "gw.test/instances/I/token/[secret]/send-text", "a URL that net/http wrote")
			})
		})
	}
}

func TestCanaryInProblems(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(400, "{}"))
	c := newClient(t, mt)
	c.cfg.ReadProblem = func(int, []byte) *Problem {
		return &Problem{Message: "no", Err: fmt.Errorf("%w for %s", zapgate.ErrNotConnected, canary)}
	}
	err := Exec(t.Context(), c, requestOf(sendOp))
	assert.EqualError(t, err, "test: POST /send-text: 400: no: instance not connected for [secret]")
	assert.ErrorIs(t, err, zapgate.ErrNotConnected)
	asError(t, err)
}
