package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// MessagesService sends messages and acts on those that were sent or received. That one was delivered or read is told by
// the event message_read.
//
// Fields that its requests share: ReplyTo is the id of the message that is answered, and ReplyToSenderID the JID of who
// sent it, with the device where it was received with one. Mentions are JIDs of people; the text names each as @ and the
// digits.
type MessagesService struct{ service }

var (
	opSendText     = transport.Op{Method: "POST", Path: "/messages/text"}
	opSendLink     = transport.Op{Method: "POST", Path: "/messages/link"}
	opSendContact  = transport.Op{Method: "POST", Path: "/messages/contact"}
	opSendLocation = transport.Op{Method: "POST", Path: "/messages/location"}
)

// SentMessage names a message that was sent.
type SentMessage struct {
	ID string `json:"id"` // WhatsApp's id, which events, replies and edits name
}

// EphemeralExpiration is after what time a message disappears.
type EphemeralExpiration string

// The documented times.
const (
	EphemeralOff EphemeralExpiration = "off"
	Ephemeral24h EphemeralExpiration = "24h"
	Ephemeral7d  EphemeralExpiration = "7d"
	Ephemeral90d EphemeralExpiration = "90d"
)

// send posts a message. The JID of the sender that it answers may name a device, which no check tag lets through.
func (s *MessagesService) send(ctx context.Context, op transport.Op, replyToSenderID string, body any, opts []zapgate.CallOption) (*SentMessage, error) {
	if err := checkSender(op, "replyToSenderId", replyToSenderID); err != nil {
		return nil, err
	}
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: op, Body: body, Options: opts})
}

// SendTextRequest is a plain text.
type SendTextRequest struct {
	To                  string              `json:"to" check:"chat"` // recipient or group, see the package comment
	Text                string              `json:"text" check:"required"`
	Mentions            []string            `json:"mentions,omitempty" check:"chat,omitempty"`
	ReplyTo             string              `json:"replyTo,omitempty"`
	ReplyToSenderID     string              `json:"replyToSenderId,omitempty"`
	IsForwarded         bool                `json:"isForwarded,omitempty"` // shown as forwarded
	EphemeralExpiration EphemeralExpiration `json:"ephemeralExpiration,omitempty"`
}

// SendText sends a text to a person or group.
//
// POST /messages/text (sendText in wsapi-api.yml)
func (s *MessagesService) SendText(ctx context.Context, in SendTextRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendText, in.ReplyToSenderID, in, opts)
}

// SendLinkRequest is a text with a link, and what its preview shows.
type SendLinkRequest struct {
	To                  string              `json:"to" check:"chat"`        // recipient or group, see the package comment
	Text                string              `json:"text" check:"required"`  // goes with the link
	URL                 string              `json:"url" check:"required"`   // the link of the preview
	Title               string              `json:"title,omitempty"`        // of the preview
	Description         string              `json:"description,omitempty"`  // of the preview
	JPEGThumbnail       zapgate.Base64      `json:"jpegThumbnail,omitzero"` // of the preview, a JPEG; a link does not marshal
	Mentions            []string            `json:"mentions,omitempty" check:"chat,omitempty"`
	ReplyTo             string              `json:"replyTo,omitempty"`
	ReplyToSenderID     string              `json:"replyToSenderId,omitempty"`
	IsForwarded         bool                `json:"isForwarded,omitempty"` // shown as forwarded
	EphemeralExpiration EphemeralExpiration `json:"ephemeralExpiration,omitempty"`
}

// SendLink sends a text with the preview of a link.
//
// POST /messages/link (sendLink in wsapi-api.yml)
func (s *MessagesService) SendLink(ctx context.Context, in SendLinkRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendLink, in.ReplyToSenderID, in, opts)
}

// SendContactRequest is a contact card, by DisplayName or as a vCard: at least one of them.
type SendContactRequest struct {
	To                  string              `json:"to" check:"chat"`       // recipient or group, see the package comment
	DisplayName         string              `json:"displayName,omitempty"` // WSAPI makes a vCard of it, without a number
	VCard               string              `json:"vcard,omitempty"`       // a whole one, from BEGIN:VCARD to END:VCARD
	Mentions            []string            `json:"mentions,omitempty" check:"chat,omitempty"`
	ReplyTo             string              `json:"replyTo,omitempty"`
	ReplyToSenderID     string              `json:"replyToSenderId,omitempty"`
	IsForwarded         bool                `json:"isForwarded,omitempty"` // shown as forwarded
	EphemeralExpiration EphemeralExpiration `json:"ephemeralExpiration,omitempty"`
}

// SendContact sends a contact card.
//
// POST /messages/contact (sendContact in wsapi-api.yml)
func (s *MessagesService) SendContact(ctx context.Context, in SendContactRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	if in.DisplayName == "" && in.VCard == "" {
		return nil, transport.Invalid(provider, opSendContact.Name(), "displayName or vcard", "is required")
	}
	return s.send(ctx, opSendContact, in.ReplyToSenderID, in, opts)
}

// SendLocationRequest is a place on the map. The schema requires no coordinates; they are always sent.
type SendLocationRequest struct {
	To                  string              `json:"to" check:"chat"`   // recipient or group, see the package comment
	Latitude            float64             `json:"latitude"`          // degrees, -90 to 90
	Longitude           float64             `json:"longitude"`         // degrees, -180 to 180
	Name                string              `json:"name,omitempty"`    // of the place
	Address             string              `json:"address,omitempty"` // of the place
	URL                 string              `json:"url,omitempty"`     // of the place
	EphemeralExpiration EphemeralExpiration `json:"ephemeralExpiration,omitempty"`
}

// SendLocation sends a place. It cannot answer a message.
//
// POST /messages/location (sendLocation in wsapi-api.yml)
func (s *MessagesService) SendLocation(ctx context.Context, in SendLocationRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendLocation, "", in, opts)
}
