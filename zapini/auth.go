package zapini

import (
	"context"
	"errors"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// AuthService looks after the token that the client uses.
type AuthService struct {
	service
	login *LoginResult
}

var opLogin = transport.Op{Method: "POST", Path: "/auth/login"}

// LoginRequest is a user's account in the panel.
type LoginRequest struct {
	Email      string         `json:"email" check:"required"`
	Password   zapgate.Secret `json:"password" check:"required"`
	DeviceName string         `json:"device_name,omitempty"` // by which the token is told from the user's others
}

// LoginResult is what a login answered.
type LoginResult struct {
	User User `json:"user"`
	// Token opens all instances of the account. Keep it for the next start: each login makes another one.
	Token     zapgate.Secret `json:"token"`
	TokenType string         `json:"token_type"` // "Bearer"
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

// LoginResult returns what [Login] was answered: the user, and the token to keep. It is nil on a client of [New].
func (s *AuthService) LoginResult() *LoginResult {
	if s.login == nil {
		return nil
	}
	r := *s.login
	return &r
}
