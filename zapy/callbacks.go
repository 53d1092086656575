package zapy

import (
	"encoding/json"

	"github.com/zapgate/zapgate-go"
)

// Event says what a callback tells.
type Event string

// The documented events.
const (
	EventMessage             Event = "message"              // [MessageCallback]
	EventMessageStatus       Event = "message-status"       // [MessageStatusCallback]
	EventQRCode              Event = "qr-code"              // [QRCodeCallback]
	EventInstanceStatus      Event = "instance-status"      // [InstanceStatusCallback]
	EventContactCreated      Event = "contact-created"      // [ContactCallback]
	EventContactUpdated      Event = "contact-updated"      // [ContactCallback]
	EventContactDeduplicated Event = "contact-deduplicated" // [ContactDeduplicatedCallback]
)

// Callback is the envelope of every callback. Any 2xx acknowledges it.
//
// Its timestamps come in three units: seconds for messages, their statuses and QR codes, milliseconds for instances,
// ISO 8601 for contacts. [zapgate.Time] reads them all.
type Callback[T any] struct {
	Event      Event  `json:"event"`
	InstanceID string `json:"instanceId"`
	Data       T      `json:"data"`
}

// The callbacks by their data.
type (
	MessageCallback             = Callback[Message]
	MessageStatusCallback       = Callback[MessageStatusChange]
	QRCodeCallback              = Callback[QRCodeEvent]
	InstanceStatusCallback      = Callback[InstanceStatusChange]
	ContactCallback             = Callback[ContactChange]
	ContactDeduplicatedCallback = Callback[ContactDeduplication]
)

// MessageType is the kind of a message. "text" is the only one that the pages show; others are expected.
type MessageType string

// MessageTypeText is a text.
const MessageTypeText MessageType = "text"

// MessageStatus is how far a message came: pending, sent, received, then read or played; or error.
type MessageStatus string

// The documented statuses. There is no "delivered": that is received.
const (
	StatusUnknown  MessageStatus = "UNKNOWN"
	StatusError    MessageStatus = "ERROR"    // it could not be sent
	StatusPending  MessageStatus = "PENDING"  // queued
	StatusSent     MessageStatus = "SENT"     // WhatsApp's servers have it
	StatusReceived MessageStatus = "RECEIVED" // delivered to the device
	StatusRead     MessageStatus = "READ"
	StatusPlayed   MessageStatus = "PLAYED" // audio and video only
)

// Message is a message that was received, or sent by the connected number.
//
// Where the text, the media and the other content of a message are is on no page that could be read: they are not here,
// but in the bytes of the callback.
//
// https://docs.zapyapi.com/docs/webhooks/events/message
type Message struct {
	ID              string          `json:"id"`        // ZapyAPI's id
	MessageID       string          `json:"messageId"` // WhatsApp's id
	MessageType     MessageType     `json:"messageType"`
	InstanceID      string          `json:"instanceId"`
	ConnectedNumber string          `json:"connectedNumber"` // the instance's own number, digits
	Timestamp       zapgate.Time    `json:"timestamp"`       // seconds
	FromMe          bool            `json:"fromMe"`          // sent by the connected number
	ViewOnce        bool            `json:"viewOnce"`        // may be null
	Status          MessageStatus   `json:"status"`
	Chat            Chat            `json:"chat"`
	Sender          Sender          `json:"sender"`
	QuotedMessage   json.RawMessage `json:"quotedMessage,omitempty"` // an object of undocumented fields; absent unless it is a reply
}

// Chat is the conversation that a message belongs to.
type Chat struct {
	ID                string `json:"id"`
	JID               string `json:"jid"` // "" if it is not known
	LID               string `json:"lid"` // "" if it is not known
	ProfilePictureURL string `json:"profilePictureUrl"`
	Name              string `json:"name"`
	IsGroup           bool   `json:"isGroup"`
	IsLID             bool   `json:"isLid"`
}

// Sender is who sent a message.
type Sender struct {
	ID                string `json:"id"`
	JID               string `json:"jid"` // "" if it is not known
	LID               string `json:"lid"` // "" if it is not known
	Name              string `json:"name"`
	ProfilePictureURL string `json:"profilePictureUrl"`
}

// MessageStatusChange tells how far a message came. Statuses may arrive out of order.
//
// https://docs.zapyapi.com/docs/webhooks/events/message-status
type MessageStatusChange struct {
	Timestamp       zapgate.Time  `json:"timestamp"` // seconds
	MessageID       string        `json:"messageId"` // WhatsApp's id
	Status          MessageStatus `json:"status"`
	Chat            Chat          `json:"chat"`
	Sender          Sender        `json:"sender"`
	InstanceID      string        `json:"instanceId"`
	ConnectedNumber string        `json:"connectedNumber"` // the instance's own number, digits
}

// QRCodeEvent is a new code to pair the instance with. The next one comes when it expires.
//
// https://docs.zapyapi.com/docs/webhooks/events/qr-code
type QRCodeEvent struct {
	InstanceID string       `json:"instanceId"`
	QR         string       `json:"qr"`                // the text that the code shows
	ExpiresAt  zapgate.Time `json:"expiresAt"`         // seconds, unlike [QRCode]
	Attempt    int          `json:"attempt,omitempty"` // 0 if it is not told
	Status     string       `json:"status"`            // "pending" in the example; no list is documented
	Timestamp  zapgate.Time `json:"timestamp"`         // seconds
}

// InstanceStatusChange tells that an instance went from one status to another.
//
// https://docs.zapyapi.com/docs/webhooks/events/instance-status
type InstanceStatusChange struct {
	InstanceID      string         `json:"instanceId"`
	Status          InstanceStatus `json:"status"`
	PreviousStatus  InstanceStatus `json:"previousStatus,omitempty"`
	Timestamp       zapgate.Time   `json:"timestamp"`                 // milliseconds
	Reason          string         `json:"reason,omitempty"`          // for people
	ConnectedNumber string         `json:"connectedNumber,omitempty"` // digits, once it is connected
}

// ContactChange tells of a contact that was created or updated.
//
// https://docs.zapyapi.com/docs/webhooks/events/contact-created and /contact-updated
type ContactChange struct {
	Contact         Contact      `json:"contact"`
	InstanceID      string       `json:"instanceId"`
	ConnectedNumber string       `json:"connectedNumber"` // the instance's own number, digits
	Timestamp       zapgate.Time `json:"timestamp"`       // ISO 8601
	// UpdatedFields names what changed: name, profilePictureUrl, jid or lid. Only some versions of contact-updated have it.
	UpdatedFields []string `json:"updatedFields,omitempty"`
}

// Contact is a person that the instance knows.
type Contact struct {
	ID                string `json:"id"`
	JID               string `json:"jid"` // "" if it is not known
	LID               string `json:"lid"` // "" if it is not known
	Name              string `json:"name"`
	ProfilePictureURL string `json:"profilePictureUrl"`
	IsBusiness        bool   `json:"isBusiness,omitempty"` // absent where it is not known
}

// ContactDeduplication tells that two contacts were one person. Which of both was kept differs: go by the ids.
//
// https://docs.zapyapi.com/docs/webhooks/events/contact-deduplicated
type ContactDeduplication struct {
	KeptContactID      string       `json:"keptContactId"`
	DeletedContactID   string       `json:"deletedContactId"`
	LID                string       `json:"lid"`
	PN                 string       `json:"pn"`                           // the JID with the phone number
	MessagesReassigned int          `json:"messagesReassigned,omitempty"` // not in every version
	InstanceID         string       `json:"instanceId,omitempty"`         // not in every version; the envelope has it too
	Timestamp          zapgate.Time `json:"timestamp"`                    // ISO 8601
}
