package zapgate

import (
	"context"
	"time"
)

// Messenger is what at least two of the gateways can do, in one vocabulary: changing the gateway changes the line that
// makes the client. Every client has one, zapi.Client.Messenger and so on. It is safe for concurrent use.
//
// What a gateway cannot do returns an error that matches [ErrUnsupported] before anything is sent; Capabilities says it
// beforehand. What no gateway could do, such as a text without a recipient, matches [ErrInvalidArgument]. No field is
// dropped, save Typing. Errors and retries are those of the gateway's own operations, and call options apply to each
// request.
type Messenger interface {
	// Capabilities says what the gateway can do. It asks nobody.
	Capabilities() Capabilities

	SendText(ctx context.Context, m TextMessage, opts ...CallOption) (*Sent, error)
	SendMedia(ctx context.Context, m MediaMessage, opts ...CallOption) (*Sent, error)
	SendLocation(ctx context.Context, m LocationMessage, opts ...CallOption) (*Sent, error)
	SendContact(ctx context.Context, m ContactMessage, opts ...CallOption) (*Sent, error)

	// React puts one emoji on a message, in place of the one before; an empty emoji takes it off.
	React(ctx context.Context, to MessageRef, emoji string, opts ...CallOption) error
	// MarkRead marks a received message as read; its sender may see that.
	MarkRead(ctx context.Context, m MessageRef, opts ...CallOption) error
	// CheckNumber asks whether a phone number has WhatsApp, and as whom.
	CheckNumber(ctx context.Context, phone Address, opts ...CallOption) (*NumberCheck, error)
	// Status asks whether the instance can send.
	Status(ctx context.Context, opts ...CallOption) (*ConnectionStatus, error)
}

// Message is one of *[TextMessage], *[MediaMessage], *[LocationMessage] and *[ContactMessage]: what a [Sender] sends.
type Message interface {
	// Recipient is who gets the message.
	Recipient() Address
	message()
}

// TextMessage is a written message. WhatsApp's formatting (*bold*, _italic_) and line breaks are kept.
type TextMessage struct {
	To      Address
	Text    string
	ReplyTo MessageRef // the message it quotes; zero: none
	// Typing is how long "typing…" shows before, where the gateway offers it; elsewhere it is left out. It is rounded up
	// to whole seconds and 15 at most. On a gateway that does not wait by itself the call takes that much longer; where
	// "typing…" cannot be shown, the text is sent at once.
	Typing time.Duration
}

// MediaMessage is a file.
type MediaMessage struct {
	To       Address
	Kind     MediaKind // required
	Media    Media     // required: a link or bytes, see [Capabilities]
	Caption  string    // of an image, a video or a document; for another kind it is refused
	FileName string    // of a document alone, with its extension; the gateways that need one fail without
	ReplyTo  MessageRef
}

// MediaKind is how a file is shown.
type MediaKind string

// The kinds of file.
const (
	MediaImage    MediaKind = "image"
	MediaVideo    MediaKind = "video"
	MediaAudio    MediaKind = "audio"    // a sound file, such as music
	MediaVoice    MediaKind = "voice"    // as if it had been recorded in the chat
	MediaDocument MediaKind = "document" // any file, under its name
	MediaSticker  MediaKind = "sticker"  // a WebP picture without a frame
)

// LocationMessage is a place on the map.
type LocationMessage struct {
	To                  Address
	Latitude, Longitude float64 // degrees, -90 to 90 and -180 to 180
	Name                string  // of the place; some gateways need one
	Address             string  // of the place, in words; some gateways need one
	ReplyTo             MessageRef
}

// ContactMessage is a contact card with one phone number.
type ContactMessage struct {
	To      Address
	Name    string  // required
	Phone   Address // required: a phone number
	ReplyTo MessageRef
}

// MessageRef names a message that was sent or received. A callback has all of it: see webhook.Message.
type MessageRef struct {
	ID     string  // WhatsApp's id: Sent.MessageID, or MessageID of an event
	Chat   Address // the chat that the message is in, for a quote the recipient's; a quote needs none
	From   Address // who wrote it; needed in a group by some gateways
	FromMe bool    // the instance's own number wrote it
}

// IsZero reports whether the reference names no message.
func (r MessageRef) IsZero() bool { return r.ID == "" }

// Sent names a message that the gateway took. That it was delivered is told by the callbacks.
type Sent struct {
	MessageID string    // WhatsApp's id, which replies and reactions name; "" if the gateway does not tell it yet
	GatewayID string    // the gateway's own id; "" if it has none
	Named     SentNames // which of the two the callbacks about this message name
}

// SentNames says by which of its ids callbacks name a sent message.
type SentNames string

// By which ids callbacks name a sent message.
const (
	NamedByMessageID SentNames = "message_id" // MessageID of the events of package webhook
	NamedByGatewayID SentNames = "gateway_id" // GatewayID of the events of package webhook
	NamedByBoth      SentNames = "both"
)

// CallbackID returns the id by which every callback about the message names it, or "" if the gateway did not tell it.
func (s *Sent) CallbackID() string {
	if s.Named == NamedByGatewayID {
		return s.GatewayID
	}
	return s.MessageID
}

// NumberCheck is whether a phone number has WhatsApp.
type NumberCheck struct {
	Exists bool
	// Address is how WhatsApp knows the number, with or without the Brazilian ninth digit, and with the LID if the gateway
	// tells it. It is zero if the number does not exist, or the gateway does not say.
	Address Address
}

// ConnectionStatus is how the instance stands with WhatsApp.
type ConnectionStatus struct {
	Connected bool    // it can send
	Phone     Address // the instance's own number; zero if the gateway does not tell it here
	Native    string  // the gateway's own words about it
}

// Recipient returns To.
func (m *TextMessage) Recipient() Address { return m.To }

// Recipient returns To.
func (m *MediaMessage) Recipient() Address { return m.To }

// Recipient returns To.
func (m *LocationMessage) Recipient() Address { return m.To }

// Recipient returns To.
func (m *ContactMessage) Recipient() Address { return m.To }

func (*TextMessage) message()     {}
func (*MediaMessage) message()    {}
func (*LocationMessage) message() {}
func (*ContactMessage) message()  {}
