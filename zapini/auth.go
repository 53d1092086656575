package zapini

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync/atomic"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// AuthService looks after the token that the client uses.
type AuthService struct {
	service
	session *session
}

var (
	opLogin   = transport.Op{Method: "POST", Path: "/auth/login"}
	opMe      = transport.Op{Method: "GET", Path: "/auth/me", Retry: transport.Safe}
	opLogout  = transport.Op{Method: "POST", Path: "/auth/logout"}
	opRefresh = transport.Op{Method: "POST", Path: "/auth/refresh"}
)

// session is the token that all services of a client send, and how the client came by it. What it holds is one pointer
// further away than fmt follows.
type session struct {
	token      atomic.Pointer[string]
	login      *LoginResult
	refreshing chan struct{} // one refresh at a time: each exchanges the token that the one before it got
}

func newSession(token string, login *LoginResult) *session {
	s := &session{login: login, refreshing: make(chan struct{}, 1)}
	s.token.Store(&token)
	return s
}

func (s *session) current() string { return *s.token.Load() }

// LoginRequest is a user's account in the panel.
type LoginRequest struct {
	Email      string         `json:"email" check:"required"`
	Password   zapgate.Secret `json:"password" check:"required"`
	DeviceName string         `json:"device_name,omitempty"` // by which the token is told from the user's others
}

// LogValue keeps the password out of logs, where JSON would show it.
func (r LoginRequest) LogValue() slog.Value {
	return slog.GroupValue(slog.String("device_name", r.DeviceName))
}

// LoginResult is what a login answered.
type LoginResult struct {
	User User `json:"user"`
	// Token opens all instances of the account. Keep it for the next start: each login makes another one.
	Token     zapgate.Secret `json:"token"`
	TokenType string         `json:"token_type"` // "Bearer"
}

// LogValue keeps the token out of logs, where JSON would show it.
func (r LoginResult) LogValue() slog.Value {
	return slog.GroupValue(slog.String("user", string(r.User.ID)), slog.String("token_type", r.TokenType))
}

func (r *LoginResult) valid() error {
	if err := transport.CheckCredential(string(r.Token)); err != nil {
		return errors.New("answer: token " + err.Error())
	}
	return nil
}

// User is a person who may use the account.
type User struct {
	ID    ID     `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
	Role  string `json:"role"` // such as "admin"
}

// Login gets a token for a user and returns a client that uses it; [AuthService.LoginResult] has the token. The client has
// no InstanceID: for direct operations, make another one with [New] and the instance's own token.
//
// POST /auth/login (https://zapini.app/en/documentation, Authentication)
func Login(ctx context.Context, in LoginRequest, opts ...zapgate.Option) (*Client, error) {
	s, err := transport.Collect(provider, "Login", opts)
	if err != nil {
		return nil, err
	}
	t := newTransport(s, platformURL(s), nil)
	result, err := unwrap[LoginResult](ctx, t, transport.Request{Op: opLogin, Body: in})
	if err != nil {
		return nil, err
	}
	return newClient(Credentials{Token: string(result.Token)}, s, result), nil
}

// LoginResult returns what [Login] was answered: the user, and the token to keep unless it was refreshed since. It is nil
// on a client of [New].
func (s *AuthService) LoginResult() *LoginResult {
	if s.session.login == nil {
		return nil
	}
	r := *s.session.login
	return &r
}

// AuthenticatedUser is whom the token belongs to. No page shows this answer: what of it fits is in the fields, all of it
// in Raw.
type AuthenticatedUser struct {
	User
	Raw json.RawMessage `json:"-"` // the user as it came
}

// DecodeAnswer reads what fits, and refuses an answer that is about something else.
func (u *AuthenticatedUser) DecodeAnswer(_ string, body []byte) (err error) {
	if u.Raw, err = readDetails(body, "user", u); err == nil && u.ID == "" && u.Email == "" {
		err = errors.New("answer: has no user")
	}
	return err
}

// Me tells whom the token belongs to.
//
// GET /auth/me (https://zapini.app/en/documentation, Authentication)
func (s *AuthService) Me(ctx context.Context, opts ...zapgate.CallOption) (*AuthenticatedUser, error) {
	return transport.Do[AuthenticatedUser](ctx, s.t, transport.Request{Op: opMe, Options: opts})
}

// Logout revokes the token. All calls of this client, and of any other with the same token, then fail with
// [zapgate.ErrUnauthorized].
//
// POST /auth/logout (https://zapini.app/en/documentation, Authentication)
func (s *AuthService) Logout(ctx context.Context, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opLogout, Options: opts})
}

// RefreshResult is the token that took the place of another.
type RefreshResult struct {
	Token     zapgate.Secret `json:"token"` // keep it for the next start
	TokenType string         `json:"token_type,omitempty"`
}

// LogValue keeps the token out of logs, where JSON would show it.
func (r RefreshResult) LogValue() slog.Value {
	return slog.GroupValue(slog.String("token_type", r.TokenType))
}

// DecodeAnswer looks for the token in data and beside it: no page shows this answer.
func (r *RefreshResult) DecodeAnswer(_ string, body []byte) error {
	var whole json.RawMessage
	if err := transport.Decode(body, &whole); err != nil {
		return err
	}
	var env struct {
		Data json.RawMessage `json:"data"`
	}
	_ = json.Unmarshal(whole, &env)
	for _, level := range []json.RawMessage{env.Data, whole} {
		if _ = readLoosely(level, r); r.Token != "" {
			break
		}
	}
	if err := transport.CheckCredential(string(r.Token)); err != nil {
		return errors.New("answer: token " + err.Error())
	}
	return nil
}

// Refresh exchanges the token for a new one, which the client and all its services use from then on. Calls under way end
// with the token that they began with. If several goroutines refresh, they do it one after the other.
//
// An answer without a token is an error, and the client keeps the one it has. Whether that one still works is not known
// after [zapgate.ErrOutcomeUnknown]: log in again if it does not.
//
// POST /auth/refresh (https://zapini.app/en/documentation, Authentication)
func (s *AuthService) Refresh(ctx context.Context, opts ...zapgate.CallOption) (*RefreshResult, error) {
	select {
	case s.session.refreshing <- struct{}{}:
		defer func() { <-s.session.refreshing }()
	case <-ctx.Done():
		return nil, &zapgate.Error{Provider: provider, Op: opRefresh.Name(), Err: ctx.Err()}
	}
	r, err := transport.Do[RefreshResult](ctx, s.t, transport.Request{Op: opRefresh, Options: opts})
	if err != nil {
		return nil, err
	}
	token := string(r.Token)
	s.session.token.Store(&token)
	return r, nil
}
