package zapini

import (
	"context"
	"encoding/json"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// InboundService posts to Zapini what an instance's WhatsApp connection met: it is for who runs such a connection, not
// for who is told of it. It lies beside the platform's /api/v1, and no credential is documented for it: none is sent. In
// all its methods instanceID is the instance's UUID, "" for the InstanceID of the credentials. What Zapini answers is
// not documented.
type InboundService struct{ service }

var (
	opInboundMessage    = transport.Op{Method: "POST", Path: "/webhooks/instance/{uuid}/incoming"}
	opInboundStatus     = transport.Op{Method: "POST", Path: "/webhooks/instance/{uuid}/status"}
	opInboundQR         = transport.Op{Method: "POST", Path: "/webhooks/instance/{uuid}/qr"}
	opInboundConnection = transport.Op{Method: "POST", Path: "/webhooks/instance/{uuid}/connection"}
	opInboundReaction   = transport.Op{Method: "POST", Path: "/webhooks/instance/{uuid}/reaction"}
)

// InboundKey names a message as WhatsApp does.
type InboundKey struct {
	RemoteJID string `json:"remoteJid" check:"required"` // the chat, "…@s.whatsapp.net" or "…@g.us"
	FromMe    bool   `json:"fromMe"`                     // the instance sent it
	ID        string `json:"id" check:"required"`        // WhatsApp's id
}

// InboundMessageRequest is a message that came in.
type InboundMessageRequest struct {
	RemoteJID        string         `json:"remoteJid" check:"required"` // the chat, as in Key
	Message          InboundContent `json:"message"`
	MessageTimestamp int64          `json:"messageTimestamp,omitempty"` // seconds since 1970
	PushName         string         `json:"pushName,omitempty"`         // the sender's profile name
	Key              InboundKey     `json:"key"`
	Participant      string         `json:"participant,omitempty"` // the sender's JID in a group
	IsGroup          bool           `json:"isGroup"`
}

// InboundContent is what the message says: one of its fields. What is in the objects is WhatsApp's own, and not documented
// by Zapini.
type InboundContent struct {
	Conversation        string          `json:"conversation,omitempty"`        // a text
	ExtendedTextMessage json.RawMessage `json:"extendedTextMessage,omitempty"` // a text with a link's preview
	ImageMessage        json.RawMessage `json:"imageMessage,omitempty"`        // with its caption
	VideoMessage        json.RawMessage `json:"videoMessage,omitempty"`
	AudioMessage        json.RawMessage `json:"audioMessage,omitempty"` // also a voice message
	DocumentMessage     json.RawMessage `json:"documentMessage,omitempty"`
}

// PostMessage tells Zapini of a message that came in.
//
// POST /webhooks/instance/{uuid}/incoming (https://zapini.app/en/documentation, Webhooks)
func (s *InboundService) PostMessage(ctx context.Context, instanceID string, in InboundMessageRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opInboundMessage, Path: []string{s.instance(instanceID)}, Body: in, Options: opts})
}

// InboundStatus says how far a sent message got, as a number.
type InboundStatus int

// The states of a sent message, in their order.
const (
	InboundPending   InboundStatus = 1 // not sent yet
	InboundSent      InboundStatus = 2 // to WhatsApp's server
	InboundDelivered InboundStatus = 3
	InboundRead      InboundStatus = 4
	InboundPlayed    InboundStatus = 5 // an audio or a video
)

// InboundStatusRequest is a step of a sent message.
type InboundStatusRequest struct {
	Key              InboundKey    `json:"key"` // with FromMe
	Status           InboundStatus `json:"status" check:"required"`
	MessageTimestamp int64         `json:"messageTimestamp,omitempty"` // seconds since 1970
}

// PostStatus tells Zapini how far a sent message got.
//
// POST /webhooks/instance/{uuid}/status (https://zapini.app/en/documentation, Webhooks)
func (s *InboundService) PostStatus(ctx context.Context, instanceID string, in InboundStatusRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opInboundStatus, Path: []string{s.instance(instanceID)}, Body: in, Options: opts})
}

// InboundQRRequest is a QR code that waits to be scanned.
type InboundQRRequest struct {
	QR          string    `json:"qr" check:"required"` // the text that it shows
	QRImage     string    `json:"qr_image,omitempty"`  // its picture; the form is not documented
	GeneratedAt time.Time `json:"generated_at,omitzero"`
}

// PostQR tells Zapini of a new QR code.
//
// POST /webhooks/instance/{uuid}/qr (https://zapini.app/en/documentation, Webhooks)
func (s *InboundService) PostQR(ctx context.Context, instanceID string, in InboundQRRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opInboundQR, Path: []string{s.instance(instanceID)}, Body: in, Options: opts})
}

// InboundConnectionRequest is how an instance stands with WhatsApp.
type InboundConnectionRequest struct {
	Status      InstanceStatus `json:"status" check:"required"` // connected, qr_ready, disconnected or offline
	PhoneNumber string         `json:"phone_number,omitempty"`  // digits with country code
	Timestamp   time.Time      `json:"timestamp,omitzero"`
}

// PostConnection tells Zapini how the instance stands with WhatsApp.
//
// POST /webhooks/instance/{uuid}/connection (https://zapini.app/en/documentation, Webhooks)
func (s *InboundService) PostConnection(ctx context.Context, instanceID string, in InboundConnectionRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opInboundConnection, Path: []string{s.instance(instanceID)}, Body: in, Options: opts})
}

// InboundReactionRequest is a reaction to a message. Which of its two keys is the message's and which the reaction's is
// not documented.
type InboundReactionRequest struct {
	Key       InboundKey      `json:"key"`
	Reaction  InboundReaction `json:"reaction"`
	SenderJID string          `json:"senderJid" check:"required"` // of who reacts
}

// InboundReaction is an emoji and a message's id.
type InboundReaction struct {
	Text string             `json:"text"` // the emoji
	Key  InboundReactionKey `json:"key"`
}

// InboundReactionKey is the second key of [InboundReactionRequest].
type InboundReactionKey struct {
	ID string `json:"id" check:"required"` // WhatsApp's id
}

// PostReaction tells Zapini of a reaction.
//
// POST /webhooks/instance/{uuid}/reaction (https://zapini.app/en/documentation, Webhooks)
func (s *InboundService) PostReaction(ctx context.Context, instanceID string, in InboundReactionRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opInboundReaction, Path: []string{s.instance(instanceID)}, Body: in, Options: opts})
}
