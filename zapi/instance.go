package zapi

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// InstanceService pairs the instance with WhatsApp and looks after it.
type InstanceService struct{ service }

var (
	opStatus      = transport.Op{Method: "GET", Path: "/status", Retry: transport.Safe, ErrorIsData: true}
	opQRCode      = transport.Op{Method: "GET", Path: "/qr-code", Retry: transport.Safe}
	opQRCodeImage = transport.Op{Method: "GET", Path: "/qr-code/image", Retry: transport.Safe}

	// Each of these is a GET with an effect, so none of them is repeated.
	opPhoneCode      = transport.Op{Method: "GET", Path: "/phone-code/{phone}"} // a new code replaces the one before
	opDisconnect     = transport.Op{Method: "GET", Path: "/disconnect"}
	opRestart        = transport.Op{Method: "GET", Path: "/restart"}
	opRestoreSession = transport.Op{Method: "GET", Path: "/restore-session"}
)

// Status is whether the instance is connected.
type Status struct {
	Connected           bool   `json:"connected"`           // to WhatsApp
	SmartphoneConnected bool   `json:"smartphoneConnected"` // the phone to the internet
	Error               string `json:"error,omitempty"`     // why one of them is false, or "You are already connected."; not a failure of the call
}

// Status tells whether the instance is connected to WhatsApp, and if not, why.
//
// GET /status (https://developer.z-api.io/en/instance/status)
func (s *InstanceService) Status(ctx context.Context, opts ...zapgate.CallOption) (*Status, error) {
	return transport.Do[Status](ctx, s.t, transport.Request{Op: opStatus, Options: opts})
}

// QRCode is what the phone scans to pair.
type QRCode struct {
	Value     string `json:"value,omitempty"`     // the text that the QR code shows, or its picture as a data URI
	Connected bool   `json:"connected,omitempty"` // the instance is paired already: there is no code
}

// QRCode returns the text to render as a QR code. WhatsApp changes it every 20 seconds: ask again every 10 to 20
// seconds, and stop after three codes that nobody scanned. On a connected instance Value is empty and Connected true.
//
// GET /qr-code (https://developer.z-api.io/en/instance/qrcode)
func (s *InstanceService) QRCode(ctx context.Context, opts ...zapgate.CallOption) (*QRCode, error) {
	return transport.Do[QRCode](ctx, s.t, transport.Request{Op: opQRCode, Options: opts})
}

// QRCodeImage returns the same code as a picture; see [QRCode.Image].
//
// GET /qr-code/image (https://developer.z-api.io/en/instance/qrcode)
func (s *InstanceService) QRCodeImage(ctx context.Context, opts ...zapgate.CallOption) (*QRCode, error) {
	return transport.Do[QRCode](ctx, s.t, transport.Request{Op: opQRCodeImage, Options: opts})
}

// Image returns the picture's bytes, a PNG, where Value is a data URI or base64.
func (q *QRCode) Image() ([]byte, error) {
	text := q.Value
	if _, data, ok := strings.Cut(text, ";base64,"); ok {
		text = data
	}
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(b) == 0 {
		return nil, errors.New("zapi: the QR code is not a picture")
	}
	return b, nil
}

// DecodeAnswer reads what the documentation only calls "the bytes of the QR code" and "a base64 image": an object with
// value (as observed), a JSON string, or the text itself.
func (q *QRCode) DecodeAnswer(_ string, body []byte) error {
	switch {
	case len(body) == 0:
		return errors.New("answer: empty")
	case body[0] == '{':
		type plain QRCode
		return transport.Decode(body, (*plain)(q))
	case body[0] == '"':
		return transport.Decode(body, &q.Value)
	case body[0] == '<' || body[0] == '[' || json.Valid(body) || bytes.ContainsAny(body, " \n"):
		return errors.New("answer: not a QR code")
	}
	q.Value = string(body)
	return nil
}

// PhoneCode pairs a phone without a QR code.
type PhoneCode struct {
	Value zapgate.Secret `json:"value"` // to be typed into the phone
}

// LogValue keeps the code out of logs, where JSON would show it.
func (c PhoneCode) LogValue() slog.Value { return c.Value.LogValue() }

// PhoneCode issues a code that its owner types into WhatsApp, under "Connect with phone number", instead of scanning a
// QR code. The phone is digits with country code. An instance that is paired already gets none.
//
// GET /phone-code/{phone} (https://developer.z-api.io/en/instance/qrcode)
func (s *InstanceService) PhoneCode(ctx context.Context, phone string, opts ...zapgate.CallOption) (*PhoneCode, error) {
	return transport.Do[PhoneCode](ctx, s.t, transport.Request{Op: opPhoneCode, Path: []string{phone}, Options: opts})
}

// Disconnect unpairs the number. Until it is paired again, other operations fail and no callbacks come.
//
// GET /disconnect (https://developer.z-api.io/en/instance/disconnect)
func (s *InstanceService) Disconnect(ctx context.Context, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDisconnect, Options: opts})
}

// Restart starts the instance anew, for when nothing else helps. The number stays paired.
//
// GET /restart (https://developer.z-api.io/en/instance/restart)
func (s *InstanceService) Restart(ctx context.Context, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRestart, Options: opts})
}

// RestoreSession brings back the session of a paired number, which [InstanceService.Status] asks for with "You need to
// restore the session."
//
// GET /restore-session (https://developer.z-api.io/en/instance/restore-session)
func (s *InstanceService) RestoreSession(ctx context.Context, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRestoreSession, Options: opts})
}
