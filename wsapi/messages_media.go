package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSendImage    = transport.Op{Method: "POST", Path: "/messages/image"}
	opSendVideo    = transport.Op{Method: "POST", Path: "/messages/video"}
	opSendAudio    = transport.Op{Method: "POST", Path: "/messages/audio"}
	opSendVoice    = transport.Op{Method: "POST", Path: "/messages/voice"}
	opSendDocument = transport.Op{Method: "POST", Path: "/messages/document"}
	opSendSticker  = transport.Op{Method: "POST", Path: "/messages/sticker"}
)

// SendMediaRequest is a picture, video, audio or voice message, by URL or as Data: exactly one of them.
type SendMediaRequest struct {
	To                  string              `json:"to" check:"chat"`    // recipient or group, see the package comment
	URL                 string              `json:"url,omitempty"`      // the gateway fetches up to 50 MB
	Data                zapgate.Base64      `json:"data,omitzero"`      // zapgate.Base64(zapgate.MediaFile(…)); a link does not marshal
	MIMEType            string              `json:"mimeType,omitempty"` // "": what Data says, or else WSAPI detects it
	Caption             string              `json:"caption,omitempty"`
	Mentions            []string            `json:"mentions,omitempty" check:"chat,omitempty"`
	ReplyTo             string              `json:"replyTo,omitempty"`
	ReplyToSenderID     string              `json:"replyToSenderId,omitempty"`
	IsForwarded         bool                `json:"isForwarded,omitempty"` // shown as forwarded
	ViewOnce            bool                `json:"viewOnce,omitempty"`    // it can be opened only once
	EphemeralExpiration EphemeralExpiration `json:"ephemeralExpiration,omitempty"`
}

// The four kinds of a [SendMediaRequest].
type (
	SendImageRequest = SendMediaRequest
	SendVideoRequest = SendMediaRequest
	SendAudioRequest = SendMediaRequest
	SendVoiceRequest = SendMediaRequest
)

func (s *MessagesService) sendMedia(ctx context.Context, op transport.Op, in SendMediaRequest, opts []zapgate.CallOption) (*SentMessage, error) {
	if err := checkSource(op, in.URL, in.Data); err != nil {
		return nil, err
	}
	in.MIMEType = typeOf(in.MIMEType, in.Data)
	return s.send(ctx, op, in.ReplyToSenderID, in, opts)
}

// SendImage sends a picture by link or as bytes.
//
// POST /messages/image (sendImage in wsapi-api.yml)
func (s *MessagesService) SendImage(ctx context.Context, in SendImageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.sendMedia(ctx, opSendImage, in, opts)
}

// SendVideo sends a video by link or as bytes.
//
// POST /messages/video (sendVideo in wsapi-api.yml)
func (s *MessagesService) SendVideo(ctx context.Context, in SendVideoRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.sendMedia(ctx, opSendVideo, in, opts)
}

// SendAudio sends a sound file, such as music, by link or as bytes.
//
// POST /messages/audio (sendAudio in wsapi-api.yml)
func (s *MessagesService) SendAudio(ctx context.Context, in SendAudioRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.sendMedia(ctx, opSendAudio, in, opts)
}

// SendVoice sends a voice message, by link or as bytes: it shows as if it had been recorded in the chat.
//
// POST /messages/voice (sendVoice in wsapi-api.yml)
func (s *MessagesService) SendVoice(ctx context.Context, in SendVoiceRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.sendMedia(ctx, opSendVoice, in, opts)
}

// SendDocumentRequest is a file of any kind, by URL or as Data: exactly one of them.
type SendDocumentRequest struct {
	To                  string              `json:"to" check:"chat"`           // recipient or group, see the package comment
	URL                 string              `json:"url,omitempty"`             // the gateway fetches up to 50 MB
	Data                zapgate.Base64      `json:"data,omitzero"`             // as in SendMediaRequest
	Filename            string              `json:"filename" check:"required"` // shown to the recipient
	MIMEType            string              `json:"mimeType,omitempty"`        // "": what Data says, or else WSAPI detects it
	Caption             string              `json:"caption,omitempty"`
	Mentions            []string            `json:"mentions,omitempty" check:"chat,omitempty"`
	ReplyTo             string              `json:"replyTo,omitempty"`
	ReplyToSenderID     string              `json:"replyToSenderId,omitempty"`
	IsForwarded         bool                `json:"isForwarded,omitempty"` // shown as forwarded
	ViewOnce            bool                `json:"viewOnce,omitempty"`    // it can be opened only once
	EphemeralExpiration EphemeralExpiration `json:"ephemeralExpiration,omitempty"`
}

// SendDocument sends a file under a name, by link or as bytes.
//
// POST /messages/document (sendDocument in wsapi-api.yml)
func (s *MessagesService) SendDocument(ctx context.Context, in SendDocumentRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	if err := checkSource(opSendDocument, in.URL, in.Data); err != nil {
		return nil, err
	}
	in.MIMEType = typeOf(in.MIMEType, in.Data)
	return s.send(ctx, opSendDocument, in.ReplyToSenderID, in, opts)
}

// SendStickerRequest is a sticker, a WebP picture, by URL or as Data: exactly one of them.
type SendStickerRequest struct {
	To                  string              `json:"to" check:"chat"`      // recipient or group, see the package comment
	URL                 string              `json:"url,omitempty"`        // the gateway fetches up to 50 MB
	Data                zapgate.Base64      `json:"data,omitzero"`        // as in SendMediaRequest
	IsAnimated          bool                `json:"isAnimated,omitempty"` // must be said of one that moves
	Mentions            []string            `json:"mentions,omitempty" check:"chat,omitempty"`
	ReplyTo             string              `json:"replyTo,omitempty"`
	ReplyToSenderID     string              `json:"replyToSenderId,omitempty"`
	IsForwarded         bool                `json:"isForwarded,omitempty"` // shown as forwarded
	EphemeralExpiration EphemeralExpiration `json:"ephemeralExpiration,omitempty"`
}

// SendSticker sends a sticker by link or as bytes.
//
// POST /messages/sticker (sendSticker in wsapi-api.yml)
func (s *MessagesService) SendSticker(ctx context.Context, in SendStickerRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	if err := checkSource(opSendSticker, in.URL, in.Data); err != nil {
		return nil, err
	}
	return s.send(ctx, opSendSticker, in.ReplyToSenderID, in, opts)
}

// checkSource refuses a file that comes from nowhere or from two places.
func checkSource(op transport.Op, link string, data zapgate.Base64) error {
	switch {
	case link == "" && data.IsZero():
		return transport.Invalid(provider, op.Name(), "url or data", "is required")
	case link != "" && !data.IsZero():
		return transport.Invalid(provider, op.Name(), "url and data", "exclude each other")
	}
	return nil
}

// typeOf is the type that was given, or else the one that data knows of itself.
func typeOf(mimeType string, data zapgate.Base64) string {
	if mimeType == "" {
		return zapgate.Media(data).MIMEType()
	}
	return mimeType
}
