package zapi

import (
	"context"
	"log/slog"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// SecurityService looks after the email address and the PIN of a mobile instance's account. Web instances have neither.
type SecurityService struct{ service }

var (
	opEmail         = transport.Op{Method: "GET", Path: "/security/email", Retry: transport.Safe}
	opSetEmail      = transport.Op{Method: "POST", Path: "/security/email"}
	opVerifyEmail   = transport.Op{Method: "POST", Path: "/security/verify-email"}
	opRemoveEmail   = transport.Op{Method: "POST", Path: "/security/email/remove"}
	opHasPINCode    = transport.Op{Method: "GET", Path: "/security/two-fa-code", Retry: transport.Safe}
	opSetPINCode    = transport.Op{Method: "POST", Path: "/security/two-fa-code"}
	opRemovePINCode = transport.Op{Method: "POST", Path: "/security/two-fa-code/remove"}
)

// AccountEmail is the email address of a WhatsApp account.
type AccountEmail struct {
	Success  bool   `json:"success"`
	HasEmail bool   `json:"hasEmail"`
	Email    string `json:"email,omitempty"`
	Verified bool   `json:"verified,omitempty"`
}

// AccountResult is whether a change to the account was done.
type AccountResult struct {
	Success bool   `json:"success"`
	Message string `json:"message,omitempty"` // why it failed; after a success [MessageVerifyEmail] or [MessageRemoved], or nothing
}

// What AccountResult says after a success.
const (
	MessageVerifyEmail = "VERIFY_EMAIL" // a code is on its way to the address: VerifyEmail wants it
	MessageRemoved     = "REMOVED"
)

// Email returns the account's email address, if it has one.
//
// GET /security/email (https://developer.z-api.io/en/mobile/get-account-email)
func (s *SecurityService) Email(ctx context.Context, opts ...zapgate.CallOption) (*AccountEmail, error) {
	return transport.Do[AccountEmail](ctx, s.t, transport.Request{Op: opEmail, Options: opts})
}

// SetAccountEmailRequest is an email address for the account.
type SetAccountEmailRequest struct {
	Email string `json:"email" check:"required"`
}

// SetEmail gives the account an email address, through which a forgotten PIN can be reset. It counts only after
// VerifyEmail.
//
// POST /security/email (https://developer.z-api.io/en/mobile/set-account-email)
func (s *SecurityService) SetEmail(ctx context.Context, in SetAccountEmailRequest, opts ...zapgate.CallOption) (*AccountResult, error) {
	return transport.Do[AccountResult](ctx, s.t, transport.Request{Op: opSetEmail, Body: in, Options: opts})
}

// VerifyEmailRequest is the code that was mailed.
type VerifyEmailRequest struct {
	VerificationCode zapgate.Secret `json:"verificationCode" check:"required"`
}

// LogValue keeps the code out of logs, where JSON would show it.
func (r VerifyEmailRequest) LogValue() slog.Value { return r.VerificationCode.LogValue() }

// VerifyEmail proves the address of SetEmail with the code that was mailed to it.
//
// POST /security/verify-email (https://developer.z-api.io/en/mobile/verify-email)
func (s *SecurityService) VerifyEmail(ctx context.Context, in VerifyEmailRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opVerifyEmail, Body: in, Options: opts})
}

// RemoveEmail takes the email address off the account. A forgotten PIN can then not be reset by mail.
//
// POST /security/email/remove (https://developer.z-api.io/en/mobile/remove-account-email)
func (s *SecurityService) RemoveEmail(ctx context.Context, opts ...zapgate.CallOption) (*AccountResult, error) {
	return transport.Do[AccountResult](ctx, s.t, transport.Request{Op: opRemoveEmail, Options: opts})
}

// AccountPINCode is whether a WhatsApp account has a PIN.
type AccountPINCode struct {
	Success bool `json:"success"`
	HasCode bool `json:"hasCode"`
}

// HasPINCode tells whether the account has a PIN (two-step verification).
//
// GET /security/two-fa-code (https://developer.z-api.io/en/mobile/get-has-security-code)
func (s *SecurityService) HasPINCode(ctx context.Context, opts ...zapgate.CallOption) (*AccountPINCode, error) {
	return transport.Do[AccountPINCode](ctx, s.t, transport.Request{Op: opHasPINCode, Options: opts})
}

// SetPINCode gives the account a PIN, which WhatsApp asks for when the number is registered again.
//
// POST /security/two-fa-code (https://developer.z-api.io/en/mobile/set-security-code)
func (s *SecurityService) SetPINCode(ctx context.Context, in CodeRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opSetPINCode, Body: in, Options: opts})
}

// RemovePINCode takes the PIN off the account.
//
// POST /security/two-fa-code/remove (https://developer.z-api.io/en/mobile/remove-security-code)
func (s *SecurityService) RemovePINCode(ctx context.Context, opts ...zapgate.CallOption) (*AccountResult, error) {
	return transport.Do[AccountResult](ctx, s.t, transport.Request{Op: opRemovePINCode, Options: opts})
}
