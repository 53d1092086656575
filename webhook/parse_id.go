package webhook

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go"
)

// id joins what makes an event distinct. Without a native id there is none: Parse takes a digest of the bytes.
func id(kind, native string, more ...string) string {
	if native == "" {
		return ""
	}
	return strings.Join(append([]string{kind, native}, more...), ":")
}

// also makes an id more distinct; where there is none, none is made.
func also(id string, more ...string) string {
	if id == "" {
		return ""
	}
	return id + ":" + strings.Join(more, ":")
}

// id makes a message distinct: WhatsApp's ids are chosen by who writes, and distinct only within a chat.
func (m *Message) id(kind string) string {
	return id(kind, firstOf(m.MessageID, m.GatewayID), who(m.Chat), who(m.From))
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
	native := firstOf(s.MessageID, s.GatewayID)
	return id("status", native, append([]string{string(s.Status), who(s.Chat), who(s.Participant)}, more...)...)
}

// fingerprint stands for a value in an id.
func fingerprint(v any) string {
	b, _ := json.Marshal(v) // what came from JSON can be written as JSON
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
	return hex.EncodeToString(sum[:6])
}
