// Package outbound refuses what a gateway's Messenger cannot do, alike for all gateways and before anything is sent. It
// goes by the gateway's Capabilities: what they deny is refused, so that they cannot say too little.
package outbound

import (
	"fmt"
	"maps"
	"slices"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// The names of a Messenger's methods in errors.
const (
	SendText     = "Messenger.SendText"
	SendMedia    = "Messenger.SendMedia"
	SendLocation = "Messenger.SendLocation"
	SendContact  = "Messenger.SendContact"
	React        = "Messenger.React"
	MarkRead     = "Messenger.MarkRead"
	CheckNumber  = "Messenger.CheckNumber"
)

// Gateway is what sets one gateway's Messenger apart from the others. It is not changed.
type Gateway struct {
	Provider string
	Can      zapgate.Capabilities
	Spell    func(zapgate.Address) (string, error)
}

// Capabilities returns a copy that the caller may change.
func (g *Gateway) Capabilities() zapgate.Capabilities {
	c := g.Can
	c.Media, c.Recipients = maps.Clone(c.Media), slices.Clone(c.Recipients)
	return c
}

// Unsupported is the error for what the gateway does not do.
func (g *Gateway) Unsupported(op, what string) error {
	return &zapgate.Error{Provider: g.Provider, Op: op, Err: fmt.Errorf("%s: %w", what, zapgate.ErrUnsupported)}
}

// Invalid is the error for what no gateway could do.
func (g *Gateway) Invalid(op, field, why string) error {
	return transport.Invalid(g.Provider, op, field, why)
}

// Text returns the recipient in the gateway's spelling, or why the text is refused. So do the other checks.
func (g *Gateway) Text(m zapgate.TextMessage) (to string, err error) {
	switch {
	case !g.Can.Text:
		return "", g.Unsupported(SendText, "a text")
	case m.Text == "":
		return "", g.Invalid(SendText, "Text", "is empty")
	}
	return g.recipient(SendText, m.To, m.ReplyTo, g.Can.Reply)
}

// Media checks a file.
func (g *Gateway) Media(m zapgate.MediaMessage) (to string, err error) {
	can := g.Can.Media[m.Kind]
	link := m.Media.URL() != ""
	switch {
	case m.Kind == "":
		return "", g.Invalid(SendMedia, "Kind", "is empty")
	case !can.URL && !can.Bytes: // the kind is not repeated: it is whatever the caller wrote
		return "", g.Unsupported(SendMedia, "a file of this kind")
	case m.Media.IsZero():
		return "", g.Invalid(SendMedia, "Media", "is empty")
	case link && !can.URL:
		return "", g.Unsupported(SendMedia, "a file of this kind by link")
	case !link && !can.Bytes:
		return "", g.Unsupported(SendMedia, "a file of this kind as bytes")
	case m.Caption != "" && !can.Caption:
		return "", g.Unsupported(SendMedia, "the caption of a file of this kind")
	case m.FileName != "" && m.Kind != zapgate.MediaDocument:
		return "", g.Invalid(SendMedia, "FileName", "is for documents")
	}
	if link {
		if _, err := m.Media.MarshalJSON(); err != nil { // not every gateway's request marshals the media itself
			return "", g.Invalid(SendMedia, "Media", "is not an http or https link")
		}
	}
	return g.recipient(SendMedia, m.To, m.ReplyTo, can.Reply)
}

// Location checks a place.
func (g *Gateway) Location(m zapgate.LocationMessage) (to string, err error) {
	switch {
	case !g.Can.Location:
		return "", g.Unsupported(SendLocation, "a location")
	case !(m.Latitude >= -90 && m.Latitude <= 90): // so that NaN is refused too
		return "", g.Invalid(SendLocation, "Latitude", "is not between -90 and 90")
	case !(m.Longitude >= -180 && m.Longitude <= 180):
		return "", g.Invalid(SendLocation, "Longitude", "is not between -180 and 180")
	}
	return g.recipient(SendLocation, m.To, m.ReplyTo, g.Can.LocationReply)
}

// Contact checks a contact card.
func (g *Gateway) Contact(m zapgate.ContactMessage) (to string, err error) {
	switch {
	case !g.Can.Contact:
		return "", g.Unsupported(SendContact, "a contact card")
	case m.Name == "":
		return "", g.Invalid(SendContact, "Name", "is empty")
	case m.Phone.Kind() != zapgate.AddressPhone:
		return "", g.Invalid(SendContact, "Phone", "is not a phone number")
	}
	return g.recipient(SendContact, m.To, m.ReplyTo, g.Can.ContactReply)
}

// React checks a reaction and returns the chat that the message is in.
func (g *Gateway) React(to zapgate.MessageRef, emoji string) (chat string, err error) {
	switch {
	case emoji == "" && !g.Can.Unreact:
		return "", g.Unsupported(React, "taking a reaction off")
	case !g.Can.React:
		return "", g.Unsupported(React, "a reaction")
	case to.IsZero():
		return "", g.Invalid(React, "ID", "of the message is empty")
	}
	return g.spell(React, "Chat", to.Chat)
}

// MarkRead checks a message that is to be marked as read and returns its chat.
func (g *Gateway) MarkRead(m zapgate.MessageRef) (chat string, err error) {
	switch {
	case !g.Can.MarkRead:
		return "", g.Unsupported(MarkRead, "marking a message as read")
	case m.IsZero():
		return "", g.Invalid(MarkRead, "ID", "of the message is empty")
	case m.FromMe:
		return "", g.Invalid(MarkRead, "FromMe", "says that the message was sent, not received")
	}
	return g.spell(MarkRead, "Chat", m.Chat)
}

// CheckNumber checks what is to be asked about.
func (g *Gateway) CheckNumber(phone zapgate.Address) error {
	switch {
	case !g.Can.CheckNumber:
		return g.Unsupported(CheckNumber, "asking whether a number has WhatsApp")
	case phone.Kind() != zapgate.AddressPhone:
		return g.Invalid(CheckNumber, "phone", "is not a phone number")
	}
	return nil
}

// recipient spells who gets a message and refuses a quote that cannot be made.
func (g *Gateway) recipient(op string, to zapgate.Address, quoted zapgate.MessageRef, canQuote bool) (string, error) {
	switch {
	case quoted.IsZero() && quoted != zapgate.MessageRef{}:
		return "", g.Invalid(op, "ReplyTo.ID", "is empty")
	case !quoted.IsZero() && !canQuote:
		return "", g.Unsupported(op, "quoting a message")
	case elsewhere(quoted.Chat, to):
		return "", g.Unsupported(op, "quoting a message of another chat")
	}
	return g.spell(op, "To", to)
}

func (g *Gateway) spell(op, field string, a zapgate.Address) (string, error) {
	switch {
	case a.IsZero():
		return "", g.Invalid(op, field, "names nobody")
	case !slices.Contains(g.Can.Recipients, a.Kind()):
		return "", g.Unsupported(op, field+" of kind "+a.Kind().String())
	}
	s, err := g.Spell(a)
	if err != nil {
		return "", &zapgate.Error{Provider: g.Provider, Op: op, Err: err}
	}
	return s, nil
}

// elsewhere reports whether a quoted message is in a chat that cannot be the recipient's. A phone number and a LID may be
// the same person's, and so may a Brazilian number with and without the ninth digit.
func elsewhere(quoted, to zapgate.Address) bool {
	person := func(a zapgate.Address) bool {
		return a.Kind() == zapgate.AddressPhone || a.Kind() == zapgate.AddressLID
	}
	switch {
	case quoted.IsZero() || to.IsZero():
		return false
	case person(quoted) && person(to) && quoted.Kind() != to.Kind():
		return quoted.LID() != "" && to.LID() != "" && quoted.LID() != to.LID()
	}
	return !slices.ContainsFunc(quoted.Variants(), to.Same)
}
