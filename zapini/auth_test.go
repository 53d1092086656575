package zapini_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

var account = zapini.LoginRequest{Email: "ana@example.com", Password: "CANARY-pass\"word", DeviceName: "CRM"}

func TestLogin(t *testing.T) {
	t.Parallel()
	w := contract.Record(ok(fixture(t, "login.json")), ok(fixture(t, "conversations.json")))
	c, err := zapini.Login(t.Context(), account, contract.Through(w)...)
	require.NoError(t, err)
	require.Len(t, w.Sent, 1)
	assert.Equal(t, "POST", w.Sent[0].Method)
	assert.Equal(t, platform+"/auth/login", w.Sent[0].URL)
	assert.NotContains(t, w.Sent[0].Header, "Authorization")
	assert.JSONEq(t, `{"email":"ana@example.com","password":"CANARY-pass\"word","device_name":"CRM"}`, w.Sent[0].Body)

	assert.Equal(t, &zapini.LoginResult{
		User:  zapini.User{ID: "42", Name: "Ana Exemplo", Email: "ana@example.com", Role: "agent"},
		Token: "7|CANARY-user-token", TokenType: "Bearer",
	}, c.Auth.LoginResult())
	c.Auth.LoginResult().Token = "changed"
	assert.Equal(t, zapgate.Secret("7|CANARY-user-token"), c.Auth.LoginResult().Token)
	contract.Hidden(t, "CANARY", c, c.Auth, *c.Auth)

	_, err = c.Conversations.List(t.Context(), zapini.ListConversationsParams{})
	require.NoError(t, err)
	assert.Equal(t, "Bearer 7|CANARY-user-token", w.Sent[1].Header.Get("Authorization"))
	_, err = c.Direct.Status(t.Context())
	require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	assert.Nil(t, newClient(t, w).Auth.LoginResult())
}

func TestLoginFails(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		in      zapini.LoginRequest
		opts    []zapgate.Option
		answer  answer
		want    string
		is      error
		nothing bool // is sent
	}{
		{name: "no email", in: zapini.LoginRequest{Password: "x"}, want: "email is empty", is: zapgate.ErrInvalidArgument, nothing: true},
		{name: "no password", in: zapini.LoginRequest{Email: "x"}, want: "password is empty", is: zapgate.ErrInvalidArgument, nothing: true},
		{
			name: "bad option", in: account, opts: []zapgate.Option{zapini.WithInstanceURL("CANARY")}, want: "WithInstanceURL",
			is: zapgate.ErrInvalidArgument, nothing: true,
		},
		{
			name: "refused, with the password repeated", in: account, want: "no such user", is: zapgate.ErrUnauthorized,
			answer: answer{Status: 401, Body: `{"success":false,"error":{"code":"NO","message":"no such user CANARY-pass\"word"}}`},
		},
		{
			name: "refused inside a 200", in: account, want: "no such user",
			answer: ok(`{"success":false,"error":{"code":"NO","message":"no such user"}}`),
		},
		{name: "no data", in: account, answer: ok(`{"success":true}`), want: "data is missing", is: zapgate.ErrOutcomeUnknown},
		{name: "no token", in: account, answer: ok(`{"success":true,"data":{}}`), want: "token is empty", is: zapgate.ErrOutcomeUnknown},
		{
			name: "a token that no header can carry", in: account, answer: ok(`{"success":true,"data":{"token":"7|CANARY user"}}`),
			want: "token has a space", is: zapgate.ErrOutcomeUnknown,
		},
		{
			name: "not decodable beside the token", in: account,
			answer: ok(`{"success":true,"data":{"token":"7|CANARY-user-token","user":[]}}`), want: "user", is: zapgate.ErrOutcomeUnknown,
		},
		{name: "cut short", in: account, answer: ok(`{"success":true,"data":{"token":"7|CANARY-us`), want: "not JSON", is: zapgate.ErrOutcomeUnknown},
		{name: "gateway down", in: account, answer: answer{Status: http.StatusBadGateway}, want: "502", is: zapgate.ErrOutcomeUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(tt.answer)
			c, err := zapini.Login(t.Context(), tt.in, contract.Through(w, tt.opts...)...)
			require.ErrorContains(t, err, tt.want)
			assert.Nil(t, c)
			if tt.is != nil {
				require.ErrorIs(t, err, tt.is)
			}
			contract.Hidden(t, "CANARY", err)
			if tt.nothing {
				assert.Empty(t, w.Sent)
			} else {
				assert.Len(t, w.Sent, 1)
			}
		})
	}
}
