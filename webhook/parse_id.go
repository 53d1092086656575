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
	native := firstOf(m.MessageID, m.GatewayID)
	if native == "" {
		return ""
	}
	var space [192]byte
	b := append(append(append(space[:0], kind...), ':'), native...)
	return string(who(append(b, ':'), m.Chat, m.From))
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

// each is s for each of the messages of a callback; the first of them is s itself. It makes the statuses distinct: one
// message has many, and in a group one of each member, whom more tells apart where the gateway does not name them.
func (s *MessageStatus) each(natives []string, more []byte) []Event {
	if len(natives) == 0 {
		return unknown(s.Header)
	}
	var space [192]byte // what all of their ids end in
	mark := who(append(append(space[:0], s.Status...), ':'), s.Chat, s.Participant)
	mark = append(mark, more...)
	events := make([]Event, len(natives))
	for i, native := range natives {
		if i > 0 {
			another := *s
			s = &another
		}
		s.MessageID, s.ID = native, statusID(firstOf(native, s.GatewayID), mark)
		events[i] = s
	}
	return events
}

func statusID(native string, mark []byte) string {
	if native == "" {
		return ""
	}
	var space [192]byte
	return string(append(append(append(append(space[:0], "status:"...), native...), ':'), mark...))
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

// who makes people part of an id that may be logged: one digest of all of them.
func who(b []byte, people ...zapgate.Address) []byte {
	var space [128]byte
	names := space[:0]
	for _, a := range people {
		names = append(append(append(names, byte(a.Kind())), a.ID()...), 0)
	}
	sum := sha256.Sum256(names)
	return hex.AppendEncode(b, sum[:8])
}
