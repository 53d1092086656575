package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// SessionService pairs the instance with WhatsApp and looks after it.
type SessionService struct{ t *transport.Client }

var opSessionStatus = transport.Op{Method: "GET", Path: "/session/status", Retry: transport.Safe}

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
