package zapi

import (
	"encoding/json"
	"slices"

	"github.com/zapgate/zapgate-go"
)

// CallbackType is the field type of a callback: it tells which of the callback structs the body is. Compare it without
// case: the attribute tables spell "ReceivedCallBack" what the examples and the deliveries spell "ReceivedCallback".
type CallbackType string

// The types of callback.
const (
	CallbackTypeReceived      CallbackType = "ReceivedCallback"      // [ReceivedCallback]
	CallbackTypeDelivery      CallbackType = "DeliveryCallback"      // [DeliveryCallback]
	CallbackTypeMessageStatus CallbackType = "MessageStatusCallback" // [MessageStatusCallback]
	CallbackTypePresenceChat  CallbackType = "PresenceChatCallback"  // [PresenceChatCallback]
	CallbackTypeConnected     CallbackType = "ConnectedCallback"     // [ConnectedCallback]
	CallbackTypeDisconnected  CallbackType = "DisconnectedCallback"  // [DisconnectedCallback]
)

// MessageStatus is how far a message has come.
type MessageStatus string

// The statuses of a message.
const (
	MessageStatusPending  MessageStatus = "PENDING"
	MessageStatusSent     MessageStatus = "SENT"
	MessageStatusReceived MessageStatus = "RECEIVED"
	MessageStatusRead     MessageStatus = "READ"
	MessageStatusReadByMe MessageStatus = "READ_BY_ME" // read on the connected number
	MessageStatusPlayed   MessageStatus = "PLAYED"     // an audio was listened to

	// MessageStatusMessageReceived is the status in the documented example of a declined payment request; no table has it.
	MessageStatusMessageReceived MessageStatus = "MESSAGE_RECEIVED"

	// Seen, not documented.
	MessageStatusDelivered  MessageStatus = "DELIVERED"
	MessageStatusFailed     MessageStatus = "FAILED"
	MessageStatusPlayedByMe MessageStatus = "PLAYED_BY_ME"
)

// DeliveryCallback tells that WhatsApp took a message, or that it did not: then Error is set. That the recipient's phone
// got it is told later, by [MessageStatusCallback].
//
// https://developer.z-api.io/en/webhooks/on-message-send
type DeliveryCallback struct {
	Type       CallbackType `json:"type"`
	InstanceID string       `json:"instanceId"`
	Phone      string       `json:"phone,omitempty"` // the recipient, as in [ReceivedCallback]; seen absent
	ZaapID     string       `json:"zaapId"`          // Z-API's id, as in [SentMessage]
	MessageID  string       `json:"messageId"`       // WhatsApp's id, as in [SentMessage]

	// What follows was seen, and is not documented.

	Moment       zapgate.Time    `json:"momment,omitzero"`        // sic
	Error        string          `json:"error,omitempty"`         // such as "Phone number does not exist", "Message delivery failed"
	ErrorCode    string          `json:"errorCode,omitempty"`     // such as "SHADOW_BAN"
	TraceContext json.RawMessage `json:"_traceContext,omitempty"` // Z-API's own tracing
}

// MessageStatusCallback tells that one or more messages of a chat reached a status. Statuses may come twice and in any
// order.
//
// https://developer.z-api.io/en/webhooks/on-whatsapp-message-status-changes
type MessageStatusCallback struct {
	Type        CallbackType  `json:"type"`
	InstanceID  string        `json:"instanceId"`
	Status      MessageStatus `json:"status"`
	IDs         []string      `json:"ids,omitzero"`        // WhatsApp's ids; [MessageStatusCallback.MessageIDs] has those of all three fields
	ID          string        `json:"id,omitempty"`        // the attribute table has it instead of ids, no example does
	MessageID   string        `json:"messageId,omitempty"` // seen instead of ids, not documented
	Moment      zapgate.Time  `json:"momment,omitzero"`    // sic; milliseconds
	PhoneDevice int           `json:"phoneDevice"`         // the device it happened on, 0 is the phone
	Phone       string        `json:"phone"`               // the chat, as in [ReceivedCallback]
	IsGroup     bool          `json:"isGroup"`
}

// MessageIDs returns WhatsApp's ids of the messages, wherever the delivery had them, each once. They may be those of IDs
// itself: the slice must not be changed.
func (c *MessageStatusCallback) MessageIDs() []string {
	if len(c.IDs) == 1 && c.IDs[0] != "" && c.MessageID == "" && c.ID == "" { // as nearly all are
		return c.IDs[:1:1]
	}
	all := make([]string, 0, len(c.IDs)+1)
	seen := func(id string) bool { return slices.Contains(all, id) }
	if len(c.IDs) > 16 { // the few that come are compared faster than they are hashed
		known := make(map[string]bool, len(c.IDs))
		seen = func(id string) bool { was := known[id]; known[id] = true; return was }
	}
	add := func(id string) {
		if id != "" && !seen(id) {
			all = append(all, id)
		}
	}
	for _, id := range c.IDs {
		add(id)
	}
	add(c.MessageID)
	add(c.ID)
	return all
}

// ChatPresence is what a contact does in the chat.
type ChatPresence string

// What a contact does in the chat.
const (
	ChatPresenceUnavailable ChatPresence = "UNAVAILABLE" // not in the chat
	ChatPresenceAvailable   ChatPresence = "AVAILABLE"   // in the chat
	ChatPresenceComposing   ChatPresence = "COMPOSING"   // typing
	ChatPresencePaused      ChatPresence = "PAUSED"      // stopped typing or recording; multi-device only
	ChatPresenceRecording   ChatPresence = "RECORDING"   // recording an audio; multi-device only
)

// PresenceChatCallback tells what a contact does in the chat. It has no time of its own.
//
// https://developer.z-api.io/en/webhooks/on-chat-presence
type PresenceChatCallback struct {
	Type       CallbackType `json:"type"`
	InstanceID string       `json:"instanceId"`
	Phone      string       `json:"phone"` // the contact, as in [ReceivedCallback]
	Status     ChatPresence `json:"status"`
	LastSeen   zapgate.Time `json:"lastSeen,omitzero"` // a "timestamp"; null in every example and delivery seen
}

// ConnectedCallback tells that the instance connected to WhatsApp: after pairing, a restart, and the like.
//
// https://developer.z-api.io/en/webhooks/on-webhook-connected
type ConnectedCallback struct {
	Type       CallbackType `json:"type"`
	InstanceID string       `json:"instanceId"`
	Connected  bool         `json:"connected"`
	Phone      string       `json:"phone,omitempty"`  // the connected number, digits
	Moment     zapgate.Time `json:"momment,omitzero"` // sic; a number in the example, a string in the table
}

// DisconnectedCallback tells that the instance lost WhatsApp, or Z-API the phone.
//
// https://developer.z-api.io/en/webhooks/on-whatsapp-disconnected
type DisconnectedCallback struct {
	Type         CallbackType `json:"type"`
	InstanceID   string       `json:"instanceId"`
	Disconnected bool         `json:"disconnected"`
	Error        string       `json:"error,omitempty"`  // why, such as "Device has been disconnected"
	Moment       zapgate.Time `json:"momment,omitzero"` // sic; seconds in the example, unlike all others
}
