package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// MessagesService sends messages. Z-API puts each one into the instance's queue and answers at once: that it was
// delivered is told by the callbacks.
//
// DelayMessage and DelayTyping of its requests are seconds from 1 to 15: to wait before the message is sent (Z-API's
// default is 1 to 3), and to show "typing…" before (none by default).
type MessagesService struct{ service }

// SentMessage names a message that was accepted for sending.
type SentMessage struct {
	ZaapID    string `json:"zaapId"`    // Z-API's id, which the queue and the delivery callback name
	MessageID string `json:"messageId"` // WhatsApp's id, which all callbacks, replies and edits name
	ID        string `json:"id"`        // the same as MessageID, there for Zapier
}

func (s *MessagesService) send(ctx context.Context, op transport.Op, body any, opts []zapgate.CallOption) (*SentMessage, error) {
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: op, Body: body, Options: opts})
}
