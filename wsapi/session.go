package wsapi

import (
	"context"
	"io"
	"log/slog"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// SessionService pairs the instance with WhatsApp and looks after it. A phone is paired by a QR code or a pair code; that
// it was, the event logged_in tells.
type SessionService struct{ service }

var (
	opGetQR         = transport.Op{Method: "GET", Path: "/session/qr", Retry: transport.Safe}
	opGetQRText     = transport.Op{Method: "GET", Path: "/session/qr/text", Retry: transport.Safe}
	opGetPairCode   = transport.Op{Method: "GET", Path: "/session/pair-code/{phone}"} // a new code replaces the one before
	opSessionStatus = transport.Op{Method: "GET", Path: "/session/status", Retry: transport.Safe}
	opLogout        = transport.Op{Method: "POST", Path: "/session/logout"}
	opFlushHistory  = transport.Op{Method: "POST", Path: "/session/flush-history"}
)

// QR writes the picture of the QR code, a PNG, to w. The code changes after a while: one that was not scanned is to be
// fetched anew.
//
// GET /session/qr (getQR in wsapi-api.yml)
func (s *SessionService) QR(ctx context.Context, w io.Writer, opts ...zapgate.CallOption) (*Binary, error) {
	return s.stream(ctx, transport.Request{Op: opGetQR, Options: opts}, w)
}

// QRText is what a QR code says.
type QRText struct {
	Code string `json:"code"`
}

// QRText returns what the QR code says, for those who draw it themselves.
//
// GET /session/qr/text (getQRText in wsapi-api.yml)
func (s *SessionService) QRText(ctx context.Context, opts ...zapgate.CallOption) (*QRText, error) {
	return transport.Do[QRText](ctx, s.t, transport.Request{Op: opGetQRText, Options: opts})
}

// PairCode pairs a phone without a QR code.
type PairCode struct {
	Code zapgate.Secret `json:"code"` // to be typed into the phone: two groups of four letters and digits with a dash
}

// LogValue keeps the code out of logs, where JSON would show it.
func (c PairCode) LogValue() slog.Value { return c.Code.LogValue() }

// PairCode issues a code that the phone's owner types into WhatsApp instead of scanning a QR code. phone is the number to
// pair: 7 to 15 digits with country code, without +. It is not tried again: a new code replaces the one before.
//
// GET /session/pair-code/{phone} (getPairCode in wsapi-api.yml)
func (s *SessionService) PairCode(ctx context.Context, phone string, opts ...zapgate.CallOption) (*PairCode, error) {
	if err := checkPhone(opGetPairCode, phone); err != nil {
		return nil, err
	}
	return transport.Do[PairCode](ctx, s.t, transport.Request{Op: opGetPairCode, Path: []string{phone}, Options: opts})
}

// SessionStatus is whether the instance is connected.
type SessionStatus struct {
	IsConnected bool   `json:"isConnected"` // to WhatsApp
	IsLoggedIn  bool   `json:"isLoggedIn"`  // a phone is paired
	DeviceID    string `json:"deviceId"`    // JID of the own device, as in 5511…:12@s.whatsapp.net; "" without a paired phone
}

// Status tells whether the instance is connected to WhatsApp and paired with a phone. It can send when both are true.
//
// GET /session/status (getSessionStatus in wsapi-api.yml)
func (s *SessionService) Status(ctx context.Context, opts ...zapgate.CallOption) (*SessionStatus, error) {
	return transport.Do[SessionStatus](ctx, s.t, transport.Request{Op: opSessionStatus, Options: opts})
}

// Logout ends the pairing. The instance stays and can be paired again.
//
// POST /session/logout (logout in wsapi-api.yml)
func (s *SessionService) Logout(ctx context.Context, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opLogout, Options: opts})
}

// Accepted says that the gateway will do something; what comes of it is told by events.
type Accepted struct {
	Status string `json:"status"` // "ok"
}

// FlushHistory makes the gateway send the messages that came with the pairing, as events message_history_sync: one for
// each chat, with up to 500 messages, several for a chat with more. It is of use after the event initial_sync_finished,
// which only an instance with history sync sends, and within the hour that the messages are kept.
//
// POST /session/flush-history (flushHistory in wsapi-api.yml)
func (s *SessionService) FlushHistory(ctx context.Context, opts ...zapgate.CallOption) (*Accepted, error) {
	return transport.Do[Accepted](ctx, s.t, transport.Request{Op: opFlushHistory, Options: opts})
}
