package zapy

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// MessagesService sends messages from the client's instance. That one was delivered is told by the callbacks.
type MessagesService struct{ bound }

var (
	opSendText  = transport.Op{Method: "POST", Path: "/api/message/{instanceId}/text"}
	opSendImage = transport.Op{Method: "POST", Path: "/api/message/{instanceId}/image"}
)

// SentMessage names a message that was accepted for sending.
type SentMessage struct {
	ID        string `json:"id"`        // ZapyAPI's id, a UUID
	MessageID string `json:"messageId"` // WhatsApp's id, which callbacks and quotes name
}

// SendTextRequest is a plain text.
type SendTextRequest struct {
	To             string `json:"to" check:"chat"` // recipient or group, see the package comment
	Message        string `json:"message" check:"required"`
	QuoteMessageID string `json:"quoteMessageId,omitempty"` // WhatsApp's id of the message it replies to
}

// SendText sends a text to a person or group.
//
// POST /api/message/{instanceId}/text (https://docs.zapyapi.com/docs/api/messages)
func (s *MessagesService) SendText(ctx context.Context, in SendTextRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return do[SentMessage](ctx, s.bound, transport.Request{Op: opSendText, Body: in, Options: opts})
}

// SendImageRequest is a picture.
type SendImageRequest struct {
	To             string        `json:"to" check:"chat"`        // recipient or group, see the package comment
	Image          zapgate.Media `json:"image" check:"required"` // a link or bytes, which travel as a data URI
	Caption        string        `json:"caption,omitempty"`
	QuoteMessageID string        `json:"quoteMessageId,omitempty"` // WhatsApp's id of the message it replies to
	ViewOnce       bool          `json:"viewOnce,omitempty"`       // it can be opened only once
}

// SendImage sends a picture by link or as bytes.
//
// POST /api/message/{instanceId}/image (https://docs.zapyapi.com/docs/api/messages)
func (s *MessagesService) SendImage(ctx context.Context, in SendImageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return do[SentMessage](ctx, s.bound, transport.Request{Op: opSendImage, Body: in, Options: opts})
}
