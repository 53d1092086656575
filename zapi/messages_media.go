package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var opSendImage = transport.Op{Method: "POST", Path: "/send-image"}

// SendImageRequest is a picture.
type SendImageRequest struct {
	Phone        string        `json:"phone" check:"chat"`
	Image        zapgate.Media `json:"image" check:"required"` // a link or bytes; WhatsApp is known to take up to 5 MB
	Caption      string        `json:"caption,omitempty"`
	MessageID    string        `json:"messageId,omitempty"` // WhatsApp's id of the message it replies to
	ViewOnce     bool          `json:"viewOnce,omitempty"`  // it can be opened only once
	DelayMessage int           `json:"delayMessage,omitempty"`
}

// SendImage sends a picture by link or as bytes.
//
// POST /send-image (https://developer.z-api.io/en/message/send-message-image)
func (s *MessagesService) SendImage(ctx context.Context, in SendImageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendImage, in, opts)
}
