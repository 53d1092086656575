package contract

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/zapgate/zapgate-go"
)

// The values of [MessengerCalls].
const (
	person    = "5511900000001"
	quotedID  = "3EB0AA"
	MediaLink = "https://media.example.com/nota.pdf?v=1&w=2"
	MediaText = "AAEC" // the base64 of what is sent as bytes
)

var people = map[zapgate.AddressKind]string{
	zapgate.AddressPhone: person, zapgate.AddressLID: "900000000000001@lid", zapgate.AddressGroup: "120360000000000001@g.us",
	zapgate.AddressNewsletter: "120360000000000002@newsletter", zapgate.AddressBroadcast: "1700000000@broadcast",
	zapgate.AddressStatus: "status@broadcast",
}

// MediaTypes are the kinds of file and the MIME types that they are sent with.
var MediaTypes = map[zapgate.MediaKind]string{
	zapgate.MediaImage: "image/png", zapgate.MediaVideo: "video/mp4", zapgate.MediaAudio: "audio/mpeg",
	zapgate.MediaVoice: "audio/ogg", zapgate.MediaDocument: "application/pdf", zapgate.MediaSticker: "image/webp",
}

// Address reads an address that a test is sure of.
func Address(s string) zapgate.Address {
	a, err := zapgate.ParseAddress(s)
	if err != nil {
		panic(err)
	}
	return a
}

func isA(err, target error) bool { return errors.Is(err, target) }

// MessengerCalls are all that Capabilities speak of:
//
//	text        "text" "text, typing" "text, quoting" "text to a lid" and to each other kind of address
//	files       "image by link" "image as bytes" "image with caption" "image, quoting" and so on for each kind
//	the others  "location" "contact", each also ", quoting"; "reaction" "reaction off" "read" "check" "status"
func MessengerCalls() []MessengerCall {
	to, quoted := Address(person), zapgate.MessageRef{ID: quotedID, Chat: Address(person), From: Address(person)}
	calls := []MessengerCall{
		text("text", func(c zapgate.Capabilities) bool { return c.Text }, zapgate.TextMessage{To: to, Text: "Olá"}),
		text("text, typing", func(c zapgate.Capabilities) bool { return c.Text }, // left out where it is not offered
			zapgate.TextMessage{To: to, Text: "Olá", Typing: 2100 * time.Millisecond}),
		text("text, quoting", func(c zapgate.Capabilities) bool { return c.Text && c.Reply },
			zapgate.TextMessage{To: to, Text: "Olá", ReplyTo: quoted}),
		location("location", func(c zapgate.Capabilities) bool { return c.Location }, zapgate.MessageRef{}),
		location("location, quoting", func(c zapgate.Capabilities) bool { return c.Location && c.LocationReply }, quoted),
		contact("contact", func(c zapgate.Capabilities) bool { return c.Contact }, zapgate.MessageRef{}),
		contact("contact, quoting", func(c zapgate.Capabilities) bool { return c.Contact && c.ContactReply }, quoted),
		{"reaction", "React", func(c zapgate.Capabilities) bool { return c.React },
			func(ctx context.Context, m zapgate.Messenger) (any, error) { return nil, m.React(ctx, quoted, "👍") }},
		{"reaction off", "React", func(c zapgate.Capabilities) bool { return c.React && c.Unreact },
			func(ctx context.Context, m zapgate.Messenger) (any, error) { return nil, m.React(ctx, quoted, "") }},
		{"read", "MarkRead", func(c zapgate.Capabilities) bool { return c.MarkRead },
			func(ctx context.Context, m zapgate.Messenger) (any, error) { return nil, m.MarkRead(ctx, quoted) }},
		{"check", "CheckNumber", func(c zapgate.Capabilities) bool { return c.CheckNumber },
			func(ctx context.Context, m zapgate.Messenger) (any, error) { return orNil(m.CheckNumber(ctx, to)) }},
		{"status", "Status", func(c zapgate.Capabilities) bool { return c.Status },
			func(ctx context.Context, m zapgate.Messenger) (any, error) { return orNil(m.Status(ctx)) }},
	}
	for kind, who := range people {
		calls = append(calls, text("text to a "+kind.String(),
			func(c zapgate.Capabilities) bool { return c.Text && slices.Contains(c.Recipients, kind) },
			zapgate.TextMessage{To: Address(who), Text: "Olá"}))
	}
	for kind := range MediaTypes {
		calls = append(calls, files(kind, quoted)...)
	}
	return calls
}

func text(name string, can func(zapgate.Capabilities) bool, in zapgate.TextMessage) MessengerCall {
	return MessengerCall{name, "SendText", can, func(ctx context.Context, m zapgate.Messenger) (any, error) {
		return orNil(m.SendText(ctx, in))
	}}
}

func location(name string, can func(zapgate.Capabilities) bool, quoted zapgate.MessageRef) MessengerCall {
	in := zapgate.LocationMessage{
		To: Address(person), Latitude: -23.5, Longitude: 0, Name: "Loja Exemplo", Address: "Rua A, 1", ReplyTo: quoted,
	}
	return MessengerCall{name, "SendLocation", can, func(ctx context.Context, m zapgate.Messenger) (any, error) {
		return orNil(m.SendLocation(ctx, in))
	}}
}

func contact(name string, can func(zapgate.Capabilities) bool, quoted zapgate.MessageRef) MessengerCall {
	in := zapgate.ContactMessage{To: Address(person), Name: "Ana, Exemplo", Phone: Address("5511900000002"), ReplyTo: quoted}
	return MessengerCall{name, "SendContact", can, func(ctx context.Context, m zapgate.Messenger) (any, error) {
		return orNil(m.SendContact(ctx, in))
	}}
}

// files are the calls that one kind of file may have. Each needs another capability on top of a link or bytes.
func files(kind zapgate.MediaKind, quoted zapgate.MessageRef) []MessengerCall {
	link, data := zapgate.MediaURL(MediaLink), zapgate.MediaBytes(MediaTypes[kind], []byte{0, 1, 2})
	either := func(c zapgate.MediaCapability) zapgate.Media {
		if c.URL {
			return link
		}
		return data
	}
	call := func(name string, can func(zapgate.MediaCapability) bool, file func(zapgate.MediaCapability) zapgate.Media, more zapgate.MediaMessage) MessengerCall {
		return MessengerCall{string(kind) + name, "SendMedia",
			func(c zapgate.Capabilities) bool { return can(c.Media[kind]) },
			func(ctx context.Context, m zapgate.Messenger) (any, error) {
				in := more
				in.To, in.Kind, in.Media = Address(person), kind, file(m.Capabilities().Media[kind])
				if kind == zapgate.MediaDocument {
					in.FileName = "nota.pdf"
				}
				return orNil(m.SendMedia(ctx, in))
			}}
	}
	taken := func(c zapgate.MediaCapability) bool { return c.URL || c.Bytes }
	return []MessengerCall{
		call(" by link", func(c zapgate.MediaCapability) bool { return c.URL },
			func(zapgate.MediaCapability) zapgate.Media { return link }, zapgate.MediaMessage{}),
		call(" as bytes", func(c zapgate.MediaCapability) bool { return c.Bytes },
			func(zapgate.MediaCapability) zapgate.Media { return data }, zapgate.MediaMessage{}),
		call(" with caption", func(c zapgate.MediaCapability) bool { return taken(c) && c.Caption },
			either, zapgate.MediaMessage{Caption: "segue"}),
		call(", quoting", func(c zapgate.MediaCapability) bool { return taken(c) && c.Reply },
			either, zapgate.MediaMessage{ReplyTo: quoted}),
	}
}

// orNil keeps a nil pointer from becoming a value that is not nil.
func orNil[T any](v *T, err error) (any, error) {
	if v == nil {
		return nil, err
	}
	return v, err
}
