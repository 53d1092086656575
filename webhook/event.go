package webhook

import (
	"encoding/json"
	"time"

	"github.com/zapgate/zapgate-go"
)

// Event is one of the union: *[MessageReceived], *[MessageSent], *[MessageStatus], *[ConnectionChanged] or *[Unknown].
type Event interface {
	// Head returns what every event has.
	Head() *Header
	event()
}

// Header is what every event has.
type Header struct {
	Provider Provider
	Type     string    // the gateway's own name of the callback, such as "ReceivedCallback"
	Instance string    // the gateway's id of the instance that it belongs to
	ID       string    // the same for every delivery of this event, and for no other event of the instance
	Time     time.Time // when it happened by the gateway's clock; zero if the gateway does not say
	// Raw is the callback, or its part of a batch, to the byte. It must not be changed.
	Raw json.RawMessage
	// Source is the gateway's own decoded callback, such as *zapi.ReceivedCallback; nil where the type is not known or did
	// not decode.
	Source any
}

// Head returns h.
func (h *Header) Head() *Header { return h }

// key names the event among those of all gateways and instances.
func (h *Header) key() string { return string(h.Provider) + "/" + h.Instance + "/" + h.ID }

// Message is what received and sent messages have in common.
type Message struct {
	MessageID string          // WhatsApp's id, which replies, reactions and statuses name
	GatewayID string          // the gateway's own id, if it has one
	Chat      zapgate.Address // the person, group or newsletter that the message is in
	From      zapgate.Address // who wrote it; in a group, the participant
	FromName  string
	ChatName  string
	ReplyTo   string  // WhatsApp's id of the message it quotes
	Forwarded bool    // passed on from another chat
	Content   Content // nil if the gateway does not tell it in this callback
}

// MessageReceived is a message that somebody sent to the instance's number, or to a chat that it is in.
type MessageReceived struct {
	Header
	Message
}

// MessageSent is a message of the instance's own number, sent through the gateway or typed on the phone.
type MessageSent struct {
	Header
	Message
}

// MessageStatus is a step of a message on its way. A callback for several messages is several events.
type MessageStatus struct {
	Header
	MessageID   string
	GatewayID   string
	Chat        zapgate.Address
	Participant zapgate.Address // whose status it is; in a group, one of many
	Status      Status
	Native      string // the gateway's own word for Status
	Reason      string // why it failed
}

// ConnectionChanged is the instance gaining or losing its connection to WhatsApp.
type ConnectionChanged struct {
	Header
	State    ConnectionState
	Native   string          // the gateway's own word for State
	Previous string          // the gateway's own word for the state before
	Reason   string          // in the gateway's words
	Phone    zapgate.Address // the instance's own number, if told
}

// Unknown is a callback of a type that this package does not know yet, or of a known one that it could not decode, or
// that tells what the union has no event for. It is never an error of the handler: Raw has all of it.
type Unknown struct {
	Header
	Err error // why it could not be decoded; nil otherwise
}

func (*MessageReceived) event()   {}
func (*MessageSent) event()       {}
func (*MessageStatus) event()     {}
func (*ConnectionChanged) event() {}
func (*Unknown) event()           {}

// ConnectionState is the state of an instance. A word that no constant stands for is the gateway's own.
type ConnectionState string

// The states of an instance.
const (
	Connected    ConnectionState = "connected"
	Disconnected ConnectionState = "disconnected"
	Connecting   ConnectionState = "connecting"
	WaitingForQR ConnectionState = "waiting_for_qr" // the code has to be scanned
	Failed       ConnectionState = "failed"
)
