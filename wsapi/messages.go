package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// MessagesService sends messages. That one was delivered or read is told by the event message_read.
//
// Fields that its requests share: ReplyTo is the id of the message that is answered, and ReplyToSenderID the JID of who
// sent it, with the device where it was received with one. Mentions are JIDs of people; the text names each as @ and the
// digits.
type MessagesService struct{ t *transport.Client }

var (
	opSendText  = transport.Op{Method: "POST", Path: "/messages/text"}
	opSendImage = transport.Op{Method: "POST", Path: "/messages/image"}
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
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: opSendText, Body: in, Options: opts})
}

// SendImageRequest is a picture, by URL or as Data: exactly one of them.
type SendImageRequest struct {
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

// SendImage sends a picture by link or as bytes.
//
// POST /messages/image (sendImage in wsapi-api.yml)
func (s *MessagesService) SendImage(ctx context.Context, in SendImageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	if err := checkSource(opSendImage, in.URL, in.Data); err != nil {
		return nil, err
	}
	if in.MIMEType == "" {
		in.MIMEType = zapgate.Media(in.Data).MIMEType()
	}
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: opSendImage, Body: in, Options: opts})
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
