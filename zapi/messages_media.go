package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSendImage    = transport.Op{Method: "POST", Path: "/send-image"}
	opSendSticker  = transport.Op{Method: "POST", Path: "/send-sticker"}
	opSendGIF      = transport.Op{Method: "POST", Path: "/send-gif"}
	opSendAudio    = transport.Op{Method: "POST", Path: "/send-audio"}
	opSendVideo    = transport.Op{Method: "POST", Path: "/send-video"}
	opSendPTV      = transport.Op{Method: "POST", Path: "/send-ptv"}
	opSendDocument = transport.Op{Method: "POST", Path: "/send-document/{extension}"}
)

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

// SendStickerRequest is a sticker.
type SendStickerRequest struct {
	Phone         string        `json:"phone" check:"chat"`
	Sticker       zapgate.Media `json:"sticker" check:"required"`
	StickerAuthor string        `json:"stickerAuthor,omitempty"`
	MessageID     string        `json:"messageId,omitempty"` // WhatsApp's id of the message it replies to
	DelayMessage  int           `json:"delayMessage,omitempty"`
}

// SendSticker sends a picture as a sticker, by link or as bytes.
//
// POST /send-sticker (https://developer.z-api.io/en/message/send-message-sticker)
func (s *MessagesService) SendSticker(ctx context.Context, in SendStickerRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendSticker, in, opts)
}

// SendGIFRequest is a short video that plays in a loop.
type SendGIFRequest struct {
	Phone        string        `json:"phone" check:"chat"`
	GIF          zapgate.Media `json:"gif" check:"required"` // an MP4, not a GIF; the table says a link, an example has bytes
	Caption      string        `json:"caption,omitempty"`
	MessageID    string        `json:"messageId,omitempty"` // WhatsApp's id of the message it replies to
	DelayMessage int           `json:"delayMessage,omitempty"`
}

// SendGIF sends an MP4 that WhatsApp plays as a GIF, by link or as bytes.
//
// POST /send-gif (https://developer.z-api.io/en/message/send-message-gif)
func (s *MessagesService) SendGIF(ctx context.Context, in SendGIFRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendGIF, in, opts)
}

// SendAudioRequest is a voice message.
type SendAudioRequest struct {
	Phone        string        `json:"phone" check:"chat"`
	Audio        zapgate.Media `json:"audio" check:"required"` // WhatsApp is known to take up to 16 MB
	MessageID    string        `json:"messageId,omitempty"`    // WhatsApp's id of the message it replies to; in one edition of the documentation only
	ViewOnce     bool          `json:"viewOnce,omitempty"`     // it can be played only once
	Waveform     *bool         `json:"waveform,omitempty"`     // whether its sound waves show; no default is documented
	Async        bool          `json:"async,omitempty"`        // answer before the file was fetched: see SendAudio
	DelayMessage int           `json:"delayMessage,omitempty"`
	DelayTyping  int           `json:"delayTyping,omitempty"` // here it shows "recording audio…"
}

// SendAudio sends a voice message by link or as bytes. With Async it succeeds at once, and a file that could not be
// fetched is told by the delivery callback alone.
//
// POST /send-audio (https://developer.z-api.io/en/message/send-message-audio)
func (s *MessagesService) SendAudio(ctx context.Context, in SendAudioRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendAudio, in, opts)
}

// SendVideoRequest is a video.
type SendVideoRequest struct {
	Phone        string        `json:"phone" check:"chat"`
	Video        zapgate.Media `json:"video" check:"required"` // best H.264; Z-API takes up to 100 MB, WhatsApp is known to take 16
	Caption      string        `json:"caption,omitempty"`
	MessageID    string        `json:"messageId,omitempty"` // WhatsApp's id of the message it replies to
	ViewOnce     bool          `json:"viewOnce,omitempty"`  // it can be played only once
	Async        bool          `json:"async,omitempty"`     // answer before the file was fetched: see SendVideo
	DelayMessage int           `json:"delayMessage,omitempty"`
}

// SendVideo sends a video by link or as bytes. Z-API converts other codecs than H.264, which may fail or make the file
// larger. With Async it succeeds at once, and a file that could not be fetched is told by the delivery callback alone.
//
// POST /send-video (https://developer.z-api.io/en/message/send-message-video)
func (s *MessagesService) SendVideo(ctx context.Context, in SendVideoRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendVideo, in, opts)
}

// SendPTVRequest is a round video message.
type SendPTVRequest struct {
	Phone        string        `json:"phone" check:"chat"`
	PTV          zapgate.Media `json:"ptv" check:"required"` // a video
	MessageID    string        `json:"messageId,omitempty"`  // WhatsApp's id of the message it replies to
	DelayMessage int           `json:"delayMessage,omitempty"`
}

// SendPTV sends a video as WhatsApp's round video message, by link or as bytes.
//
// POST /send-ptv (https://developer.z-api.io/en/message/send-message-ptv)
func (s *MessagesService) SendPTV(ctx context.Context, in SendPTVRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendPTV, in, opts)
}

// SendDocumentRequest is a file of any kind.
type SendDocumentRequest struct {
	Phone        string        `json:"phone" check:"chat"`
	Document     zapgate.Media `json:"document" check:"required"` // WhatsApp is known to take up to 100 MB
	FileName     string        `json:"fileName,omitempty"`        // the name that shows
	Caption      string        `json:"caption,omitempty"`
	MessageID    string        `json:"messageId,omitempty"` // WhatsApp's id of the message it replies to
	DelayMessage int           `json:"delayMessage,omitempty"`
}

// SendDocument sends a file by link or as bytes. The extension is that of the file, without a dot: "pdf".
//
// POST /send-document/{extension} (https://developer.z-api.io/en/message/send-message-document)
func (s *MessagesService) SendDocument(ctx context.Context, extension string, in SendDocumentRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: opSendDocument, Path: []string{extension}, Body: in, Options: opts})
}
