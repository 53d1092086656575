package webhook

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"
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
	if first(body) == '{' {
		events, known := g.parse(body), true
		for i, e := range events {
			_, unknown := e.(*Unknown)
			known = known && !unknown
			identify(e, p, i, len(events))
		}
		// What was decoded into one of our types is JSON.
		if !known && !json.Valid(body) {
			return nil, ErrNotJSON
		}
		return events, nil
	}
	if !json.Valid(body) {
		return nil, ErrNotJSON
	}
	var events []Event
	for _, raw := range split(body) {
		part := []Event{&Unknown{Header: Header{Raw: raw}, Err: errNotObject}}
		if first(raw) == '{' {
			part = g.parse(raw)
		}
		for i, e := range part {
			identify(e, p, i, len(part))
		}
		events = append(events, part...)
	}
	return events, nil
}

// first is the first byte of a JSON text, 0 if there is none.
func first(text []byte) byte {
	s := scanner{rest: text}
	return s.peek()
}

// identify completes the header of e, the i-th of the n events that share its Raw.
func identify(e Event, p Provider, i, n int) {
	h := e.Head()
	h.Provider = p
	if h.ID == "" {
		h.ID = rawID(h.Raw, i, n)
	}
}

const rawKind = "sha256:"

// nameless reports whether nothing tells e from the next event alike: it has no id of its own and no time. Of *Unknown
// nobody knows what its bytes tell.
func nameless(e Event) bool {
	h := e.Head()
	if !h.Time.IsZero() || !strings.HasPrefix(h.ID, rawKind) {
		return false
	}
	_, unknown := e.(*Unknown)
	return !unknown
}

// rawID is the id of an event that the gateway gave none: the i-th of the n that share raw.
func rawID(raw []byte, i, n int) string {
	sum := sha256.Sum256(raw)
	id := rawKind + hex.EncodeToString(sum[:])
	if n > 1 {
		id += ":" + strconv.Itoa(i)
	}
	return id
}

// maxBatch is more than any batch could mean: a body of a million digits must not become a million events.
const maxBatch = 10_000

// split takes a batch apart. No gateway documents one; an array is the only form it could have.
func split(body []byte) []json.RawMessage {
	var batch []json.RawMessage
	if first(body) == '[' && json.Unmarshal(body, &batch) == nil && len(batch) > 0 && len(batch) <= maxBatch {
		return batch
	}
	return []json.RawMessage{body}
}

// fields names the fields at the top of every callback of a gateway.
type fields struct {
	kind     string // its type
	instance string
	event    string // its own id, if it has one
	fold     bool   // the type is spelled in any case; that of the parsers is lower
}

// parser reads the callbacks of one type.
type parser struct {
	// read takes a header that was decoded by itself.
	read func(h Header, raw json.RawMessage) []Event
	// guess takes the type that a scan has found. It returns nil if another one was decoded, or none.
	guess func(kind []byte, raw json.RawMessage) []Event
}

// as is the parser that decodes into a T and builds the events from it. One field of a wrong type makes it one *Unknown:
// half a callback could mean something else than the whole.
func as[T any](f fields, build func(h Header, source *T) []Event) parser {
	kindAt, instanceAt, eventAt := fieldAt[T](f.kind), fieldAt[T](f.instance), fieldAt[T](f.event)
	return parser{
		read: func(h Header, raw json.RawMessage) []Event {
			source := new(T)
			h.Raw = raw
			if json.Unmarshal(raw, source) != nil {
				return []Event{&Unknown{Header: h, Err: fieldError(source, raw)}}
			}
			h.Source = source
			return build(h, source)
		},
		guess: func(kind []byte, raw json.RawMessage) []Event {
			source := new(T)
			if json.Unmarshal(raw, source) != nil {
				return nil
			}
			v := reflect.ValueOf(source).Elem()
			h := Header{Type: v.FieldByIndex(kindAt).String(), Instance: v.FieldByIndex(instanceAt).String(), Raw: raw, Source: source}
			if h.Type != string(kind) {
				return nil
			}
			if eventAt != nil {
				h.ID = id("event", v.FieldByIndex(eventAt).String(), h.Type)
			}
			return build(h, source)
		},
	}
}

// fieldAt finds the field of T, or of a struct embedded in it, that has a name in JSON; nil for none.
func fieldAt[T any](name string) []int {
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if name != "" && jsonName(f) == name && f.Type.Kind() == reflect.String {
			return f.Index
		}
	}
	return nil
}

// scanned reads a callback whose type a scan finds, so that it is decoded once. It returns nil where that cannot be.
func scanned(f fields, parsers map[string]parser, raw json.RawMessage) []Event {
	kind, ok := scanString(raw, f.kind)
	if !ok {
		return nil
	}
	name := kind
	if f.fold {
		var space [40]byte
		name = lower(space[:0], kind)
	}
	p, known := parsers[string(name)]
	if !known {
		return nil
	}
	return p.guess(kind, raw)
}

// lower appends s to b with its ASCII letters in lower case, to be looked up without allocating. No key has other letters.
func lower[S string | []byte](b []byte, s S) []byte {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

// parse has the parser of h's type read raw; a type that has none is Unknown.
func parse(parsers map[string]parser, name string, h Header, raw json.RawMessage) []Event {
	if p, known := parsers[name]; known {
		return p.read(h, raw)
	}
	h.Raw = raw
	return unknown(h)
}

// unknown is a callback that the union has no event for.
func unknown(h Header) []Event { return []Event{&Unknown{Header: h}} }
