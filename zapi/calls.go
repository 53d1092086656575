package zapi

import (
	"context"
	"log/slog"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// CallsService makes calls. Audio in a call and SIP need an account that has calls enabled.
type CallsService struct{ service }

var (
	opSendCall  = transport.Op{Method: "POST", Path: "/send-call"}
	opCallToken = transport.Op{Method: "GET", Path: "/call-token"} // a GET that issues a token
	opSIPInfo   = transport.Op{Method: "GET", Path: "/sip-info", Retry: transport.Safe}
	opSIPToken  = transport.Op{Method: "POST", Path: "/sip-token"} // takes no body
)

// SendCallRequest is a call.
type SendCallRequest struct {
	Phone        string `json:"phone" check:"chat"`     // a person
	CallDuration int    `json:"callDuration,omitempty"` // seconds, at most 15; Z-API's default is 5
	// CallAudioURL is a link to audio of 16 kbit/s that is played to the person. It needs an account with calls enabled.
	CallAudioURL string `json:"callAudioUrl,omitempty"`
}

// Send calls a person and hangs up after some seconds. Calls go through the queue of messages, which waits meanwhile.
// Whether the person took the call or rejected it is told by the callbacks.
//
// POST /send-call (https://developer.z-api.io/en/calls/send-call)
func (s *CallsService) Send(ctx context.Context, in SendCallRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: opSendCall, Body: in, Options: opts})
}

// CallToken opens one connection of Z-API's SDK for calls.
type CallToken struct {
	Token zapgate.Secret `json:"token"`
}

// LogValue keeps the token out of logs, where JSON would show it.
func (t CallToken) LogValue() slog.Value { return t.Token.LogValue() }

// GenerateCallToken issues a token for Z-API's SDK for calls. It lasts for a single connection.
//
// GET /call-token (https://developer.z-api.io/en/calls/call-token)
func (s *CallsService) GenerateCallToken(ctx context.Context, opts ...zapgate.CallOption) (*CallToken, error) {
	return transport.Do[CallToken](ctx, s.t, transport.Request{Op: opCallToken, Options: opts})
}

// SIPAccount is the instance's account on Z-API's SIP server.
type SIPAccount struct {
	Host   string         `json:"host"`
	User   string         `json:"user"`
	Token  zapgate.Secret `json:"token,omitempty"` // from SIPInfo only its beginning; "" if none was generated
	Active bool           `json:"active"`
}

// LogValue keeps the token out of logs, where JSON would show it.
func (a SIPAccount) LogValue() slog.Value {
	return slog.GroupValue(slog.String("host", a.Host), slog.String("user", a.User), slog.Bool("active", a.Active))
}

// SIPInfo tells whether the instance has a SIP token. The token itself is only shown when it is generated.
//
// GET /sip-info (https://developer.z-api.io/en/calls/sip-info)
func (s *CallsService) SIPInfo(ctx context.Context, opts ...zapgate.CallOption) (*SIPAccount, error) {
	return transport.Do[SIPAccount](ctx, s.t, transport.Request{Op: opSIPInfo, Options: opts})
}

// GenerateSIPToken gives the instance a SIP token, with which telephone systems make and take its calls. It replaces the
// one before, which stops working.
//
// POST /sip-token (https://developer.z-api.io/en/calls/sip-token)
func (s *CallsService) GenerateSIPToken(ctx context.Context, opts ...zapgate.CallOption) (*SIPAccount, error) {
	return transport.Do[SIPAccount](ctx, s.t, transport.Request{Op: opSIPToken, Options: opts})
}
