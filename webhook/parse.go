package webhook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/zapgate/zapgate-go"
)

// ErrNotJSON is returned for a body that is not JSON at all.
var ErrNotJSON = errors.New("webhook: body is not JSON")

var errNotObject = errors.New("not a JSON object")

// Parse turns the body of a callback into its events, at least one. It does not verify: take bytes that were verified,
// such as those of a queue behind the handler. A type that it does not know, or cannot decode, is an *[Unknown]; only a
// body that is not JSON is an error. The events keep body: it must not be changed.
func Parse(p Provider, body []byte) ([]Event, error) {
	g, err := gatewayOf(p)
	if err != nil {
		return nil, err
	}
	if !json.Valid(body) {
		return nil, ErrNotJSON
	}
	var events []Event
	for _, raw := range split(body) {
		if bytes.TrimSpace(raw)[0] == '{' {
			events = append(events, g.parse(raw)...)
		} else {
			events = append(events, &Unknown{Header: Header{Raw: raw}, Err: errNotObject})
		}
	}
	for _, e := range events {
		h := e.Head()
		h.Provider = p
		if h.ID == "" {
			sum := sha256.Sum256(h.Raw)
			h.ID = "sha256:" + hex.EncodeToString(sum[:])
		}
	}
	return events, nil
}

// maxBatch is more than any batch could mean: a body of a million digits must not become a million events.
const maxBatch = 10_000

// split takes a batch apart. No gateway documents one; an array is the only form it could have.
func split(body []byte) []json.RawMessage {
	var batch []json.RawMessage
	if bytes.TrimSpace(body)[0] == '[' && json.Unmarshal(body, &batch) == nil && len(batch) > 0 && len(batch) <= maxBatch {
		return batch
	}
	return []json.RawMessage{body}
}

// decode reads raw as a T and builds its events, or one *Unknown that says why it could not.
func decode[T any](h Header, raw json.RawMessage, build func(h Header, source *T) []Event) []Event {
	h.Raw = raw
	source := new(T)
	if err := json.Unmarshal(raw, source); err != nil {
		return []Event{&Unknown{Header: h, Err: decodeError(err)}}
	}
	h.Source = source
	return build(h, source)
}

// unknown is a callback whose type no parser knows.
func unknown(h Header, raw json.RawMessage) []Event {
	h.Raw = raw
	return []Event{&Unknown{Header: h}}
}

// decodeError says what was wrong without repeating any of the body.
func decodeError(err error) error {
	var te *json.UnmarshalTypeError
	if errors.As(err, &te) {
		return fmt.Errorf("%s is not of its documented type (%s)", te.Field, te.Type)
	}
	return errors.New("a field is not of its documented form")
}

// address reads the first of spellings that names anybody. What cannot be read is nobody: Source and Raw keep it.
func address(spellings ...string) zapgate.Address {
	for _, s := range spellings {
		if a, err := zapgate.ParseAddress(s); err == nil {
			return a
		}
	}
	return zapgate.Address{}
}

// lid reads a LID with or without its server.
func lid(s string) zapgate.Address {
	if s == "" {
		return zapgate.Address{}
	}
	if !strings.Contains(s, "@") {
		s += "@lid"
	}
	return address(s)
}

// person joins a phone and a LID, either of which may be missing or in the other's place.
func person(phone, lidText string) zapgate.Address {
	a, l := address(phone), lid(lidText)
	if a.IsZero() || l.Kind() == zapgate.AddressPhone && a.Kind() == zapgate.AddressLID {
		a, l = l, a
	}
	return a.WithLID(l)
}

// id joins what makes an event distinct. Without a native id there is none: Parse takes a digest of the bytes.
func id(kind, native string, more ...string) string {
	if native == "" {
		return ""
	}
	return strings.Join(append([]string{kind, native}, more...), ":")
}

// id makes a message distinct: WhatsApp's ids are chosen by who writes, and distinct only within a chat.
func (m *Message) id(kind string) string {
	return id(kind, firstOf(m.MessageID, m.GatewayID), who(m.Chat), who(m.From))
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// who makes a person part of an id that may be logged.
func who(a zapgate.Address) string {
	if a.IsZero() {
		return "-"
	}
	sum := sha256.Sum256([]byte(a.JID()))
	return hex.EncodeToString(sum[:6])
}
