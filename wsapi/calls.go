package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// CallsService answers calls. They are announced by the event call_offer.
type CallsService struct{ service }

var opRejectCall = transport.Op{Method: "POST", Path: "/calls/{callId}/reject"}

// RejectCallRequest says who is calling.
type RejectCallRequest struct {
	CallerID string `json:"callerId" check:"required"` // JID, as in the event
}

// Reject turns an incoming call down. callID is the id of its event.
//
// POST /calls/{callId}/reject (rejectCall in wsapi-api.yml)
func (s *CallsService) Reject(ctx context.Context, callID string, in RejectCallRequest, opts ...zapgate.CallOption) error {
	if err := checkSender(opRejectCall, "callerId", in.CallerID); err != nil {
		return err
	}
	return transport.Exec(ctx, s.t, transport.Request{Op: opRejectCall, Path: []string{callID}, Body: in, Options: opts})
}
