package zapi

import (
	"context"
	"log/slog"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// MobileService registers the number of a mobile instance with WhatsApp, which makes it the number's main device. The
// order is RegistrationAvailable, RequestCode, RespondCaptcha where one is asked for, ConfirmCode, and ConfirmPINCode
// where the account has a PIN.
type MobileService struct{ service }

var (
	// It reads like a question, but it also prepares the number for registration.
	opRegistrationAvailable   = transport.Op{Method: "POST", Path: "/mobile/registration-available"}
	opRequestRegistrationCode = transport.Op{Method: "POST", Path: "/mobile/request-registration-code"}
	opRespondCaptcha          = transport.Op{Method: "POST", Path: "/mobile/respond-captcha"}
	opConfirmRegistrationCode = transport.Op{Method: "POST", Path: "/mobile/confirm-registration-code"}
	opRecoveryPINCode         = transport.Op{Method: "POST", Path: "/mobile/recovery-pin-code"}

	// Code samples have /mobile/confirm-security-code and /mobile/respond-captcha for these: their method lines are right.
	opConfirmPINCode   = transport.Op{Method: "POST", Path: "/mobile/confirm-pin-code"}
	opRequestUnbanning = transport.Op{Method: "POST", Path: "/mobile/request-unbanning"}
)

// RegistrationAvailableRequest names the number to register.
type RegistrationAvailableRequest struct {
	DDI   string `json:"ddi" check:"required"`   // country code: "55"
	Phone string `json:"phone" check:"required"` // area code and number, digits only, without the country code
}

// RegistrationAvailability is whether a number can be registered, and how a code can get to it.
type RegistrationAvailability struct {
	Available        bool           `json:"available"`             // without it no code can be requested
	Blocked          bool           `json:"blocked,omitempty"`     // banned, or blocked for another reason
	AppealToken      zapgate.Secret `json:"appealToken,omitempty"` // of a banned number, for RequestUnbanning
	SMSWaitSeconds   int            `json:"smsWaitSeconds"`        // until a text message can be requested; 0: now
	VoiceWaitSeconds int            `json:"voiceWaitSeconds"`      // until a voice call
	WAOldWaitSeconds int            `json:"waOldWaitSeconds"`      // until a pop-up in the app on the old phone
	WAOldEligible    bool           `json:"waOldEligible"`         // the pop-up can be used at all
	Reason           string         `json:"reason,omitempty"`      // why it failed
}

// LogValue keeps the appeal token out of logs, where JSON would show it.
func (a RegistrationAvailability) LogValue() slog.Value {
	return slog.GroupValue(slog.Bool("available", a.Available), slog.Bool("blocked", a.Blocked), slog.String("reason", a.Reason))
}

// RegistrationAvailable asks whether a number can be registered and prepares it: it has to come before RequestCode.
// Some blocked numbers only show as such when the code is requested, and get no appeal token.
//
// POST /mobile/registration-available (https://developer.z-api.io/en/mobile/registration-available)
func (s *MobileService) RegistrationAvailable(ctx context.Context, in RegistrationAvailableRequest, opts ...zapgate.CallOption) (*RegistrationAvailability, error) {
	return transport.Do[RegistrationAvailability](ctx, s.t, transport.Request{Op: opRegistrationAvailable, Body: in, Options: opts})
}

// CodeMethod is the way a registration code takes.
type CodeMethod string

// The ways of a registration code.
const (
	CodeBySMS   CodeMethod = "sms"
	CodeByVoice CodeMethod = "voice"
	CodeByWAOld CodeMethod = "wa_old" // a pop-up in the app on the phone that the number is on now, which has to be at hand
)

// RequestCodeRequest asks for a registration code.
type RequestCodeRequest struct {
	DDI    string     `json:"ddi" check:"required"`   // as in RegistrationAvailable
	Phone  string     `json:"phone" check:"required"` // as in RegistrationAvailable
	Method CodeMethod `json:"method" check:"required"`
}

// RequestedCode is whether a registration code is on its way.
type RequestedCode struct {
	Success          bool        `json:"success"`
	Captcha          string      `json:"captcha,omitempty"` // a picture in base64: the code comes only after RespondCaptcha
	Blocked          bool        `json:"blocked,omitempty"`
	RetryAfter       zapgate.Int `json:"retryAfter,omitempty"` // seconds until another code can be requested; the table says string, the example has a number
	SMSWaitSeconds   int         `json:"smsWaitSeconds,omitempty"`
	VoiceWaitSeconds int         `json:"voiceWaitSeconds,omitempty"`
	WAOldWaitSeconds int         `json:"waOldWaitSeconds,omitempty"`
	Method           CodeMethod  `json:"method,omitempty"`
}

// RequestCode has WhatsApp send a registration code. The number must be the one of the last RegistrationAvailable. Where
// the answer has a captcha, respond to it instead of asking again.
//
// POST /mobile/request-registration-code (https://developer.z-api.io/en/mobile/request-code)
func (s *MobileService) RequestCode(ctx context.Context, in RequestCodeRequest, opts ...zapgate.CallOption) (*RequestedCode, error) {
	return transport.Do[RequestedCode](ctx, s.t, transport.Request{Op: opRequestRegistrationCode, Body: in, Options: opts})
}

// RespondCaptchaRequest solves the captcha of RequestCode.
type RespondCaptchaRequest struct {
	Captcha string `json:"captcha" check:"required"` // what the picture shows
}

// RespondCaptcha solves the captcha that RequestCode answered; then the registration code is sent.
//
// POST /mobile/respond-captcha (https://developer.z-api.io/en/mobile/captcha-confirm)
func (s *MobileService) RespondCaptcha(ctx context.Context, in RespondCaptchaRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRespondCaptcha, Body: in, Options: opts})
}

// CodeRequest is a registration code or a PIN.
type CodeRequest struct {
	Code zapgate.Secret `json:"code" check:"required"`
}

// LogValue keeps the code out of logs, where JSON would show it.
func (r CodeRequest) LogValue() slog.Value { return r.Code.LogValue() }

// ConfirmedCode is whether a registration code was right.
type ConfirmedCode struct {
	Success             bool `json:"success"`                       // the instance connects now
	ConfirmSecurityCode bool `json:"confirmSecurityCode,omitempty"` // the account has a PIN: ConfirmPINCode is next
}

// ConfirmCode registers the number with the code that it got. WhatsApp logs its former main device out.
//
// POST /mobile/confirm-registration-code (https://developer.z-api.io/en/mobile/confirm-code)
func (s *MobileService) ConfirmCode(ctx context.Context, in CodeRequest, opts ...zapgate.CallOption) (*ConfirmedCode, error) {
	return transport.Do[ConfirmedCode](ctx, s.t, transport.Request{Op: opConfirmRegistrationCode, Body: in, Options: opts})
}

// ConfirmPINCode ends the registration of a number whose account has a PIN (two-step verification).
//
// POST /mobile/confirm-pin-code (https://developer.z-api.io/en/mobile/confirm-security-code)
func (s *MobileService) ConfirmPINCode(ctx context.Context, in CodeRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opConfirmPINCode, Body: in, Options: opts})
}

// RecoverPINCode has WhatsApp mail a link that resets the PIN to the account's email address.
//
// POST /mobile/recovery-pin-code (https://developer.z-api.io/en/mobile/forgot-security-code)
func (s *MobileService) RecoverPINCode(ctx context.Context, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRecoveryPINCode, Options: opts})
}

// RequestUnbanningRequest asks WhatsApp to lift a ban.
type RequestUnbanningRequest struct {
	AppealToken zapgate.Secret `json:"appealToken" check:"required"` // from RegistrationAvailable
	Description string         `json:"description" check:"required"` // what WhatsApp's reviewers are told
}

// LogValue keeps the appeal token out of logs, where JSON would show it.
func (r RequestUnbanningRequest) LogValue() slog.Value {
	return slog.GroupValue(slog.String("description", r.Description))
}

// UnbanningStatus is how far a request to lift a ban is.
type UnbanningStatus string

// The states of a request to lift a ban.
const (
	UnbanningInReview UnbanningStatus = "IN_REVIEW"
	UnbanningDone     UnbanningStatus = "UNBANNED"
)

// RequestedUnbanning is whether the request was taken, and what became of it.
type RequestedUnbanning struct {
	Success bool            `json:"success"`
	Status  UnbanningStatus `json:"status"`
}

// RequestUnbanning asks WhatsApp to lift the ban of a number.
//
// POST /mobile/request-unbanning (https://developer.z-api.io/en/mobile/request-unbanning)
func (s *MobileService) RequestUnbanning(ctx context.Context, in RequestUnbanningRequest, opts ...zapgate.CallOption) (*RequestedUnbanning, error) {
	return transport.Do[RequestedUnbanning](ctx, s.t, transport.Request{Op: opRequestUnbanning, Body: in, Options: opts})
}
