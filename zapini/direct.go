package zapini

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// DirectService calls the instance's own host, which hands a message to WhatsApp at once. It is documented to need the
// instance's token ("sk_…"). All its operations fail with [zapgate.ErrInvalidArgument] on a client without InstanceID.
type DirectService struct {
	service                   // without transport: it is not known which instance
	open    *transport.Client // without credentials
}

var (
	opSendMessage  = transport.Op{Method: "POST", Path: "/send-message"}
	opSendMedia    = transport.Op{Method: "POST", Path: "/send-media"}
	opSendReaction = transport.Op{Method: "POST", Path: "/send-reaction"}
	opStatus       = transport.Op{Method: "GET", Path: "/status", Retry: transport.Safe}
	opQR           = transport.Op{Method: "GET", Path: "/qr", Retry: transport.Safe}
	opHealth       = transport.Op{Method: "GET", Path: "/health", Retry: transport.Safe}
)

func callDirect[T any](ctx context.Context, t *transport.Client, r transport.Request) (*T, error) {
	if t == nil {
		return nil, transport.Invalid(provider, r.Op.Name(), "InstanceID", "is missing in the credentials")
	}
	return transport.Do[T](ctx, t, r)
}

// SendMessageRequest is a text.
type SendMessageRequest struct {
	Recipient string `json:"recipient" check:"chat"` // see the package comment
	Message   string `json:"message" check:"required"`
	ReplyTo   string `json:"reply_to,omitempty"` // WhatsApp's id of the message it quotes
}

// SentMessage names a message that was handed to WhatsApp.
type SentMessage struct {
	Success   zapgate.Bool `json:"success"`    // true: a false one is an error
	Message   string       `json:"message"`    // Zapini's words about it
	MessageID string       `json:"message_id"` // WhatsApp's id: whatsapp_message_id of the callbacks, not their message_id
	Timestamp zapgate.Time `json:"timestamp"`  // ISO 8601 with milliseconds, UTC
}

// SendMessage sends a text. While an automation answers in the conversation it is refused, see [ErrAutomationActive].
//
// POST /send-message (https://zapini.app/en/documentation, Messages)
func (s *DirectService) SendMessage(ctx context.Context, in SendMessageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return callDirect[SentMessage](ctx, s.t, transport.Request{Op: opSendMessage, Body: in, Options: opts})
}

// MediaType says what kind of file a message carries.
type MediaType string

// The kinds of file, with the size and the formats that Zapini takes.
const (
	MediaImage    MediaType = "image"    // 16 MB; jpg, jpeg, png, gif, webp
	MediaVideo    MediaType = "video"    // 64 MB; mp4, 3gp, mov, avi, mkv
	MediaAudio    MediaType = "audio"    // 16 MB; mp3, ogg, wav, opus, aac, m4a
	MediaDocument MediaType = "document" // 100 MB; pdf, doc, docx, xls, xlsx, ppt, pptx, txt, zip
)

// SendMediaRequest is a file that Zapini fetches.
type SendMediaRequest struct {
	Recipient string    `json:"recipient" check:"chat"`     // see the package comment
	MediaURL  string    `json:"media_url" check:"required"` // a public link
	MediaType MediaType `json:"media_type" check:"required"`
	Caption   string    `json:"caption,omitempty"`  // for images and videos
	Filename  string    `json:"filename,omitempty"` // for documents
}

// SendMedia sends an image, a video, an audio or a document by link. Zapini takes no bytes here. While an automation
// answers in the conversation it is refused, see [ErrAutomationActive].
//
// POST /send-media (https://zapini.app/en/documentation, Messages)
func (s *DirectService) SendMedia(ctx context.Context, in SendMediaRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return callDirect[SentMessage](ctx, s.t, transport.Request{Op: opSendMedia, Body: in, Options: opts})
}

// SendReactionRequest is an emoji that answers a message.
type SendReactionRequest struct {
	To        string `json:"to" check:"chat"`            // the JID of the message's chat; Zapini documents no digits here
	MessageID string `json:"messageId" check:"required"` // WhatsApp's id of the message: whatsapp_message_id of the callbacks
	Emoji     string `json:"emoji" check:"required"`
}

// SendReaction reacts to a message with an emoji. How a reaction is taken back is documented for the section Chat only.
//
// POST /send-reaction (https://zapini.app/en/documentation, Messages)
func (s *DirectService) SendReaction(ctx context.Context, in SendReactionRequest, opts ...zapgate.CallOption) (*Result, error) {
	return callDirect[Result](ctx, s.t, transport.Request{Op: opSendReaction, Body: in, Options: opts})
}

// InstanceStatus says how an instance stands with WhatsApp.
type InstanceStatus string

// The states of an instance.
const (
	InstanceConnected    InstanceStatus = "connected"
	InstanceDisconnected InstanceStatus = "disconnected"
	InstanceQRReady      InstanceStatus = "qr_ready" // a QR code waits to be scanned
	InstancePending      InstanceStatus = "pending"
	InstanceOffline      InstanceStatus = "offline"
)

// Status is how the instance stands with WhatsApp.
type Status struct {
	Success  zapgate.Bool   `json:"success"`
	Status   InstanceStatus `json:"status"`
	Phone    string         `json:"phone"`    // the connected number: digits with country code
	Name     string         `json:"name"`     // the number's profile name
	Platform string         `json:"platform"` // of the connected phone, such as "android"
}

// Status tells whether the instance is connected to WhatsApp, and with which number.
//
// GET /status (https://zapini.app/en/documentation, Messages)
func (s *DirectService) Status(ctx context.Context, opts ...zapgate.CallOption) (*Status, error) {
	return callDirect[Status](ctx, s.t, transport.Request{Op: opStatus, Options: opts})
}

// QR is the QR code that connects the instance.
type QR struct {
	Success zapgate.Bool   `json:"success"`
	QR      string         `json:"qr"` // whether the text that it shows or its picture is not documented
	Status  InstanceStatus `json:"status"`
}

// QR returns the QR code that the phone scans to connect the instance. There is one only while the status is
// [InstanceQRReady].
//
// GET /qr (https://zapini.app/en/documentation, Messages)
func (s *DirectService) QR(ctx context.Context, opts ...zapgate.CallOption) (*QR, error) {
	return callDirect[QR](ctx, s.t, transport.Request{Op: opQR, Options: opts})
}

// Health is how the instance's server is.
type Health struct {
	Status    string        `json:"status"`    // "ok"
	Uptime    zapgate.Float `json:"uptime"`    // since the server started; the unit is not documented
	Timestamp zapgate.Time  `json:"timestamp"` // the server's clock: ISO 8601 with milliseconds, UTC
}

// Health tells whether the instance's server is up. It needs no token, and none is sent.
//
// GET /health (https://zapini.app/en/documentation, Messages)
func (s *DirectService) Health(ctx context.Context, opts ...zapgate.CallOption) (*Health, error) {
	return callDirect[Health](ctx, s.open, transport.Request{Op: opHealth, Options: opts})
}
