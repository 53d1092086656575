package zapini

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/zapgate/zapgate-go"
)

// Callback is what every callback has in common. Zapini posts one event at a time.
//
// https://zapini.app/en/documentation, Webhooks
type Callback struct {
	Event        Event        `json:"event"`
	InstanceUUID string       `json:"instance_uuid"`
	Timestamp    zapgate.Time `json:"timestamp"` // of the event: ISO 8601 with offset
}

// MessageReceivedCallback tells of a message that came in: event message.received.
type MessageReceivedCallback struct {
	Callback
	Data MessageReceivedData `json:"data"`
}

// MessageReceivedData is the message that came in.
type MessageReceivedData struct {
	MessageID         string       `json:"message_id"`          // Zapini's id, a UUID: tells a repeated callback from a new one
	WhatsAppMessageID string       `json:"whatsapp_message_id"` // for replies and reactions
	SenderNumber      string       `json:"sender_number"`       // digits with country code
	SenderName        string       `json:"sender_name"`
	Content           string       `json:"content"`         // the text
	MediaType         MediaType    `json:"media_type"`      // "" (null) for a text
	MediaURL          string       `json:"media_url"`       // "" (null) for a text
	Timestamp         zapgate.Time `json:"timestamp"`       // of the message: ISO 8601 with offset
	ConversationID    ID           `json:"conversation_id"` // a number here, while paths take the conversation's UUID
}

// MessageSentCallback tells of a message that the instance sent: event message.sent.
type MessageSentCallback struct {
	Callback
	Data MessageSentData `json:"data"`
}

// MessageSentData is the message that was sent.
type MessageSentData struct {
	MessageID         string       `json:"message_id"`          // Zapini's id, a UUID
	WhatsAppMessageID string       `json:"whatsapp_message_id"` // message_id of [SentMessage]
	RecipientNumber   string       `json:"recipient_number"`    // digits with country code
	Content           string       `json:"content"`             // the text
	MediaType         MediaType    `json:"media_type"`          // "" (null) for a text
	MediaURL          string       `json:"media_url"`           // "" (null) for a text
	Timestamp         zapgate.Time `json:"timestamp"`           // of the message: ISO 8601 with offset
	ConversationID    ID           `json:"conversation_id"`     // a number here, while paths take the conversation's UUID
}

// MessageStatusCallback tells how far a sent message got: event message.status.
type MessageStatusCallback struct {
	Callback
	Data MessageStatusData `json:"data"`
}

// MessageStatusData is a step of a sent message.
type MessageStatusData struct {
	MessageID         string        `json:"message_id"`          // Zapini's id, a UUID
	WhatsAppMessageID string        `json:"whatsapp_message_id"` // message_id of [SentMessage]
	PreviousStatus    MessageStatus `json:"previous_status"`
	NewStatus         MessageStatus `json:"new_status"`
	RecipientNumber   string        `json:"recipient_number"` // digits with country code
	Timestamp         zapgate.Time  `json:"timestamp"`        // of the step: ISO 8601 with offset
}

// MessageStatus says how far a message got.
type MessageStatus string

// The states of a message, in their order, and failed.
const (
	MessagePending   MessageStatus = "pending"
	MessageSent      MessageStatus = "sent"
	MessageDelivered MessageStatus = "delivered"
	MessageRead      MessageStatus = "read"
	MessagePlayed    MessageStatus = "played" // an audio or a video
	MessageFailed    MessageStatus = "failed"
)

// InstanceCallback tells of the instance itself: events instance.connected, instance.disconnected and instance.qr.
type InstanceCallback struct {
	Callback
	Data InstanceData `json:"data"`
}

// InstanceData is what happened to an instance. Only instance.connected is documented, with PreviousStatus, NewStatus and
// PhoneNumber. The other fields have the names that Zapini uses elsewhere for a connection or a QR code; one that comes
// with another name or type is in Rest.
type InstanceData struct {
	PreviousStatus InstanceStatus `json:"previous_status,omitempty"`
	NewStatus      InstanceStatus `json:"new_status,omitempty"`
	Status         InstanceStatus `json:"status,omitempty"`
	PhoneNumber    string         `json:"phone_number,omitempty"` // digits with country code
	QR             string         `json:"qr,omitempty"`           // the text that the QR code shows
	QRImage        string         `json:"qr_image,omitempty"`     // its picture
	GeneratedAt    zapgate.Time   `json:"generated_at,omitzero"`  // when the QR code was made
	Timestamp      zapgate.Time   `json:"timestamp,omitzero"`

	Rest map[string]json.RawMessage `json:"-"` // everything else, as it came; nil if there is nothing
}

// UnmarshalJSON reads any object. PHP writes an empty one as [].
func (d *InstanceData) UnmarshalJSON(b []byte) error {
	*d = InstanceData{}
	var all map[string]json.RawMessage
	if t := bytes.TrimSpace(b); len(t) > 0 && t[0] == '[' {
		var none []json.RawMessage
		if json.Unmarshal(t, &none) == nil && len(none) == 0 {
			return nil
		}
	}
	if json.Unmarshal(b, &all) != nil {
		return errors.New("not an object")
	}
	for name, field := range d.fields() {
		raw, ok := all[name]
		if !ok || json.Unmarshal(raw, field) != nil {
			continue
		}
		if t, isTime := field.(*zapgate.Time); isTime && t.IsZero() && len(raw) > len(`null`) {
			*t = zapgate.Time{} // no instant, and a zero one would not be written
			continue
		}
		delete(all, name)
	}
	if len(all) > 0 {
		d.Rest = all
	}
	return nil
}

func (d *InstanceData) fields() map[string]any {
	return map[string]any{
		"previous_status": &d.PreviousStatus, "new_status": &d.NewStatus, "status": &d.Status,
		"phone_number": &d.PhoneNumber, "qr": &d.QR, "qr_image": &d.QRImage,
		"generated_at": &d.GeneratedAt, "timestamp": &d.Timestamp,
	}
}

// MarshalJSON writes the fields that are set, and the rest.
func (d InstanceData) MarshalJSON() ([]byte, error) {
	type plain InstanceData
	known, err := json.Marshal(plain(d))
	if err != nil || len(d.Rest) == 0 {
		return known, err
	}
	all := make(map[string]json.RawMessage, len(d.Rest))
	for name, raw := range d.Rest {
		all[name] = raw
	}
	if err := json.Unmarshal(known, &all); err != nil {
		return nil, err
	}
	return json.Marshal(all)
}
