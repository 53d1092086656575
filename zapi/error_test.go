package zapi_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestErrors(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status  int
		answer  string
		matches []error
		not     []error
		text    string
	}{
		"missing client token": {400, `{"error":"null not allowed"}`, []error{zapgate.ErrUnauthorized}, nil, "null not allowed"},
		"no client token configured": {403, `{"error":"your client-token is not configured"}`,
			[]error{zapgate.ErrUnauthorized, zapgate.ErrForbidden}, nil, "your client-token is not configured"},
		"blocked address": {403, `{"error":"[IP 203.0.113.7] not allowed"}`, []error{zapgate.ErrForbidden}, nil, "[IP 203.0.113.7] not allowed"},
		"unpaid": {400, `{"error":"To continue sending a message, you must subscribe to this instance again"}`,
			[]error{zapi.ErrUnpaid, zapgate.ErrBadRequest}, nil, "To continue sending a message, you must subscribe to this instance again"},
		"no such instance":     {404, `{"error":"Instance not found"}`, []error{zapgate.ErrNotFound}, nil, "Instance not found"},
		"inside a 200":         {200, `{"error":"NOT_FOUND","message":"no such path"}`, []error{zapgate.ErrNotFound}, []error{zapgate.ErrOutcomeUnknown}, "no such path"},
		"not connected":        {200, `{"error":"You are not connected."}`, []error{zapgate.ErrNotConnected}, []error{zapgate.ErrOutcomeUnknown}, "You are not connected."},
		"405 keeps its status": {405, ``, nil, []error{zapgate.ErrBadRequest, zapgate.ErrOutcomeUnknown}, ""},
		"415 keeps its status": {415, `<html>no</html>`, nil, []error{zapgate.ErrBadRequest}, "<html>no</html>"},
		"failed":               {500, `{"error":"boom"}`, []error{zapgate.ErrServer, zapgate.ErrOutcomeUnknown}, nil, "boom"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			mt.RegisterResponder("POST", instance+"/send-text", httpmock.NewStringResponder(tt.status, tt.answer))
			_, err := newClient(t, mt).Messages.SendText(t.Context(), zapi.SendTextRequest{Phone: "5511900000001", Message: "x"})
			var zerr *zapgate.Error
			require.ErrorAs(t, err, &zerr)
			assert.Equal(t, tt.status, zerr.StatusCode)
			assert.Equal(t, tt.text, zerr.Message)
			assert.Equal(t, "POST /send-text", zerr.Op)
			for _, target := range tt.matches {
				assert.ErrorIs(t, err, target)
			}
			for _, target := range tt.not {
				assert.NotErrorIs(t, err, target)
			}
			assert.Equal(t, 1, mt.GetTotalCallCount())
		})
	}
}

// An error key that says nothing is no error.
func TestEmptyErrorIsSuccess(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{`{"messageId":"1","error":null}`, `{"messageId":"1","error":""}`, `{"messageId":"1","error":false}`} {
		mt := httpmock.NewMockTransport()
		mt.RegisterResponder("POST", instance+"/send-text", httpmock.NewStringResponder(200, answer))
		sent, err := newClient(t, mt).Messages.SendText(t.Context(), zapi.SendTextRequest{Phone: "5511900000001", Message: "x"})
		require.NoError(t, err, answer)
		assert.Equal(t, "1", sent.MessageID)
	}
}

func TestBadArguments(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport() // answers nothing: a request that leaves fails with another error
	c := newClient(t, mt)
	for _, phone := range []string{"", " ", "+5511900000001", "55 11 90000-0001", "abc", "123", "5511900000001@example.com", "..", "５５１１９００００"} {
		_, err := c.Messages.SendText(t.Context(), zapi.SendTextRequest{Phone: phone, Message: "x"})
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument, phone)
		assert.ErrorContains(t, err, "phone", phone)
	}
	calls := map[string]func() error{
		"message": func() error {
			_, err := c.Messages.SendText(t.Context(), zapi.SendTextRequest{Phone: "5511900000001"})
			return err
		},
		"messageId": func() error {
			_, err := c.Messages.Reply(t.Context(), zapi.ReplyRequest{Phone: "5511900000001", Message: "x"})
			return err
		},
		"mentioned": func() error {
			_, err := c.Messages.Mention(t.Context(), zapi.MentionRequest{Phone: "5511900000001", Message: "x", Mentioned: []string{"5511900000001", ""}})
			return err
		},
		"image": func() error {
			_, err := c.Messages.SendImage(t.Context(), zapi.SendImageRequest{Phone: "5511900000001"})
			return err
		},
		"media": func() error {
			_, err := c.Messages.SendImage(t.Context(), zapi.SendImageRequest{Phone: "5511900000001", Image: zapgate.MediaURL("/home/ana/a.png")})
			return err
		},
		"value": func() error {
			_, err := c.Webhooks.UpdateReceived(t.Context(), zapi.UpdateWebhookRequest{})
			return err
		},
	}
	for field, call := range calls {
		err := call()
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument, field)
		assert.ErrorContains(t, err, field)
		var zerr *zapgate.Error
		require.ErrorAs(t, err, &zerr)
		assert.Zero(t, zerr.Attempts)
	}
	assert.Zero(t, mt.GetTotalCallCount(), "nothing is sent")
}

func TestNew(t *testing.T) {
	t.Parallel()
	ok := zapi.Credentials{InstanceID: "INST", Token: "TOK"}
	tests := map[string]struct {
		c     zapi.Credentials
		opts  []zapgate.Option
		names string
	}{
		"no instance":       {c: zapi.Credentials{Token: "TOK"}, names: "InstanceID"},
		"no token":          {c: zapi.Credentials{InstanceID: "INST"}, names: "Token"},
		"dots":              {c: zapi.Credentials{InstanceID: "..", Token: "TOK"}, names: "InstanceID"},
		"newline":           {c: zapi.Credentials{InstanceID: "INST", Token: "TOK\n"}, names: "Token"},
		"header injection":  {c: zapi.Credentials{InstanceID: "INST", Token: "TOK", ClientToken: "a\r\nX: y"}, names: "ClientToken"},
		"relative base URL": {c: ok, opts: []zapgate.Option{zapgate.WithBaseURL("api.z-api.io")}, names: "WithBaseURL"},
		"base with a query": {c: ok, opts: []zapgate.Option{zapgate.WithBaseURL("https://x.example?a=b")}, names: "WithBaseURL"},
		"nil option":        {c: ok, opts: []zapgate.Option{nil}, names: "option"},
		"nil http client":   {c: ok, opts: []zapgate.Option{zapgate.WithHTTPClient(nil)}, names: "WithHTTPClient"},
	}
	for name, tt := range tests {
		c, err := zapi.New(tt.c, tt.opts...)
		assert.Nil(t, c, name)
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument, name)
		assert.ErrorContains(t, err, tt.names, name)
	}
	_, err := zapi.NewPartner("")
	assert.ErrorContains(t, err, "token")
	assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)

	// The caller's client stays its own.
	hc := &http.Client{}
	_, err = zapi.New(ok, zapgate.WithHTTPClient(hc))
	require.NoError(t, err)
	assert.Nil(t, hc.Transport)
	assert.Nil(t, hc.CheckRedirect)
}

func TestSpell(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"+55 11 90000-0001":              "5511900000001",
		"5511900000001@c.us":             "5511900000001",
		"120363000000000001@g.us":        "120363000000000001-group",
		"5511900000001-1623281429":       "5511900000001-1623281429",
		"81896600000001@lid":             "81896600000001@lid",
		"1@newsletter":                   "1@newsletter",
		"1774895799@broadcast":           "1774895799-broadcast",
		"status@broadcast":               "status@broadcast",
		"5511900000001:7@s.whatsapp.net": "5511900000001",
	} {
		a, err := zapgate.ParseAddress(in)
		require.NoError(t, err, in)
		got, err := zapi.Spell(a)
		require.NoError(t, err, in)
		assert.Equal(t, want, got)
	}
	_, err := zapi.Spell(zapgate.Address{})
	assert.True(t, errors.Is(err, zapgate.ErrInvalidArgument))
}
