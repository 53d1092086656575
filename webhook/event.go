package webhook

import (
	"encoding/json"
	"time"

	"github.com/zapgate/zapgate-go"
)

// Event is one of the union: *[MessageReceived], *[MessageSent], *[MessageStatus], *[Reaction], *[MessageEdited],
// *[MessageDeleted], *[PollVote], *[Call], *[Presence], *[ConnectionChanged], *[QRCode], *[GroupChanged],
// *[ContactChanged], *[ChatChanged], *[LabelChanged], *[OrderChanged], *[PaymentChanged], *[NewsletterChanged],
// *[HistorySync] or *[Unknown].
type Event interface {
	// Head returns what every event has.
	Head() *Header
	event()
}

// Header is what every event has.
type Header struct {
	Provider Provider
	Type     string // the gateway's own name of the callback, such as "ReceivedCallback"
	Instance string // the gateway's id of the instance that it belongs to
	// ID is the same for every delivery of this event, and no other event of the instance has it: WhatsApp's or the
	// gateway's id with the kind of event, and what else tells two events of one message apart: a status and whose it is;
	// the time and a digest of an edit, a reaction or a vote. Where the gateway gives no id, it is a digest of Raw, which
	// two events share that nothing tells apart. It holds no phone number and no text of the body.
	ID   string
	Time time.Time // when it happened by the gateway's clock; zero if the gateway does not say
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
	ReplyTo   string            // WhatsApp's id of the message it quotes
	ToStatus  bool              // it answers a status (story)
	Mentions  []zapgate.Address // people the text names
	Forwarded bool              // passed on from another chat
	Ad        *Ad               // the advertisement that it came from; nil without
	Content   Content           // nil if the gateway does not tell it in this callback
}

// Ad is an advertisement whose button opened the chat.
type Ad struct {
	ID           string // the advertisement's
	ClickID      string // Meta's id of the click (ctwa_clid), for its Conversions API
	Title, Body  string
	URL          string
	ThumbnailURL string
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
	ViaAPI bool // sent through the gateway, not typed on a phone; only Z-API tells
}

// MessageStatus is a step of a message on its way. A callback for several messages is several events.
type MessageStatus struct {
	Header
	MessageID   string
	GatewayID   string
	Chat        zapgate.Address
	Participant zapgate.Address // whose status it is; in a group, one of many; zero if not told
	Status      Status
	Native      string // the gateway's own word for Status
	Reason      string // why it failed
}

// Unknown is a callback of a type that this package does not know yet, or that tells what the union has no event for:
// then Err is nil. A callback of a known type of which one field is not of its documented type is Unknown as a whole: Err
// names the field, and Source is nil. Unknown is never an error of the handler: Raw has all of it.
type Unknown struct {
	Header
	Err error // which field could not be decoded, without its value
}

func (*MessageReceived) event() {}
func (*MessageSent) event()     {}
func (*MessageStatus) event()   {}
func (*Unknown) event()         {}
