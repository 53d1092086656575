package webhook

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"time"

	"github.com/zapgate/zapgate-go"
)

// id joins what makes an event distinct. Without a native id there is none: Parse takes a digest of the bytes.
func id(kind, native string, more ...string) string {
	if native == "" {
		return ""
	}
	var space [192]byte // most ids fit, and are then allocated once
	return string(colons(append(append(append(space[:0], kind...), ':'), native...), more))
}

// also makes an id more distinct; where there is none, none is made.
func also(id string, more ...string) string {
	if id == "" {
		return ""
	}
	var space [192]byte
	return string(colons(append(space[:0], id...), more))
}

func colons(b []byte, more []string) []byte {
	for _, s := range more {
		b = append(append(b, ':'), s...)
	}
	return b
}

// id makes a message distinct: WhatsApp's ids are chosen by who writes, and distinct only within a chat.
func (m *Message) id(kind string) string {
	chat := who(m.Chat)
	from := chat
	if m.From != m.Chat {
		from = who(m.From)
	}
	return id(kind, firstOf(m.MessageID, m.GatewayID), chat, from)
}

// contentID is the id of a message that was received or sent. What may change under one id has its time and digest too.
func (m *Message) contentID(kind string, h *Header) string {
	switch m.Content.(type) {
	case *CalendarEvent, *CalendarResponse, *PinnedMessage:
		return m.changedID(kind, h)
	}
	return m.id(kind)
}

// changedID is the id of a message that changed: what changes keeps the id of the original.
func (m *Message) changedID(kind string, h *Header) string {
	change := fingerprint(m.Content)
	if _, ok := m.Content.(*Unsupported); ok {
		change = fingerprint(h.Raw)
	}
	return also(m.id(kind), moment(h.Time), change)
}

// statusID makes a status distinct: one message has many, and in a group one of each member.
func (s *MessageStatus) statusID(more ...string) string {
	return id("status", firstOf(s.MessageID, s.GatewayID), s.statusMark(more...))
}

// statusMark is the part of a status's id that is the same for all messages of a callback.
func (s *MessageStatus) statusMark(more ...string) string {
	chat := who(s.Chat)
	participant := chat
	if s.Participant != s.Chat {
		participant = who(s.Participant)
	}
	var space [192]byte
	b := append(append(space[:0], s.Status...), ':')
	b = append(append(append(b, chat...), ':'), participant...)
	return string(colons(b, more))
}

// fingerprint stands for a value in an id.
func fingerprint(v any) string {
	b, raw := v.(json.RawMessage)
	if !raw {
		b, _ = json.Marshal(v) // what came from JSON can be written as JSON
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// moment is an instant as part of an id.
func moment(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return strconv.FormatInt(t.UnixMilli(), 10)
}

// who makes a person part of an id that may be logged.
func who(a zapgate.Address) string {
	if a.IsZero() {
		return "-"
	}
	sum := sha256.Sum256([]byte(a.JID()))
	var digits [12]byte
	hex.Encode(digits[:], sum[:6])
	return string(digits[:])
}
