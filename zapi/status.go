package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// StatusService posts and answers statuses, which disappear after 24 hours. Like a message, each goes into the
// instance's queue first.
type StatusService struct{ service }

var (
	opSendTextStatus     = transport.Op{Method: "POST", Path: "/send-text-status"}
	opSendImageStatus    = transport.Op{Method: "POST", Path: "/send-image-status"}
	opSendVideoStatus    = transport.Op{Method: "POST", Path: "/send-video-status"}
	opReplyStatusText    = transport.Op{Method: "POST", Path: "/reply-status-text"}
	opReplyStatusGIF     = transport.Op{Method: "POST", Path: "/reply-status-gif"}
	opReplyStatusSticker = transport.Op{Method: "POST", Path: "/reply-status-sticker"}
)

// SendTextStatusRequest is a text for the connected number's own status.
type SendTextStatusRequest struct {
	Message string `json:"message" check:"required"`
}

// SendText posts a text as a status. The answer has no ID, only ZaapID and MessageID.
//
// POST /send-text-status (https://developer.z-api.io/en/status/send-text-status)
func (s *StatusService) SendText(ctx context.Context, in SendTextStatusRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendTextStatus, in, opts)
}

// SendImageStatusRequest is a picture for the connected number's own status.
type SendImageStatusRequest struct {
	Image   zapgate.Media `json:"image" check:"required"` // a link or bytes
	Caption string        `json:"caption,omitempty"`
}

// SendImage posts a picture as a status. The answer has no ID, only ZaapID and MessageID.
//
// POST /send-image-status (https://developer.z-api.io/en/status/send-image-status)
func (s *StatusService) SendImage(ctx context.Context, in SendImageStatusRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendImageStatus, in, opts)
}

// SendVideoStatusRequest is a video for the connected number's own status.
type SendVideoStatusRequest struct {
	Video   zapgate.Media `json:"video" check:"required" limit:"10MB"` // a link or bytes
	Caption string        `json:"caption,omitempty"`
}

// SendVideo posts a video of at most 10 MB as a status; larger bytes are refused before they are sent. The answer has no ID, only ZaapID and MessageID.
//
// POST /send-video-status (https://developer.z-api.io/en/status/send-video-status)
func (s *StatusService) SendVideo(ctx context.Context, in SendVideoStatusRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendVideoStatus, in, opts)
}

// ReplyStatusTextRequest is a text that answers somebody's status.
type ReplyStatusTextRequest struct {
	Phone           string `json:"phone" check:"chat"` // who posted the status, digits with country code
	Message         string `json:"message" check:"required"`
	StatusMessageID string `json:"statusMessageId" check:"required"` // WhatsApp's id of the status, from the callback of received messages
}

// ReplyText answers a status with a text, which its author gets as a message.
//
// POST /reply-status-text (https://developer.z-api.io/en/status/reply-status-text)
func (s *StatusService) ReplyText(ctx context.Context, in ReplyStatusTextRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opReplyStatusText, in, opts)
}

// ReplyStatusGIFRequest is a GIF that answers somebody's status.
type ReplyStatusGIFRequest struct {
	Phone           string        `json:"phone" check:"chat"`               // who posted the status, digits with country code
	GIF             zapgate.Media `json:"gif" check:"required"`             // an MP4; only a link is documented
	StatusMessageID string        `json:"statusMessageId" check:"required"` // WhatsApp's id of the status, from the callback of received messages
}

// ReplyGIF answers a status with a GIF, which has to be an MP4 file.
//
// POST /reply-status-gif (https://developer.z-api.io/en/status/reply-status-gif)
func (s *StatusService) ReplyGIF(ctx context.Context, in ReplyStatusGIFRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opReplyStatusGIF, in, opts)
}

// ReplyStatusStickerRequest is a sticker that answers somebody's status.
type ReplyStatusStickerRequest struct {
	Phone           string        `json:"phone" check:"chat"`               // who posted the status, digits with country code
	Sticker         zapgate.Media `json:"sticker" check:"required"`         // a link or bytes
	StatusMessageID string        `json:"statusMessageId" check:"required"` // WhatsApp's id of the status, from the callback of received messages
}

// ReplySticker answers a status with a sticker.
//
// POST /reply-status-sticker (https://developer.z-api.io/en/status/reply-status-sticker)
func (s *StatusService) ReplySticker(ctx context.Context, in ReplyStatusStickerRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opReplyStatusSticker, in, opts)
}

func (s *StatusService) send(ctx context.Context, op transport.Op, body any, opts []zapgate.CallOption) (*SentMessage, error) {
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: op, Body: body, Options: opts})
}
