package webhook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"
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
		part := []Event{&Unknown{Header: Header{Raw: raw}, Err: errNotObject}}
		if bytes.TrimSpace(raw)[0] == '{' {
			part = g.parse(raw)
		}
		for i, e := range part {
			h := e.Head()
			h.Provider = p
			if h.ID == "" {
				h.ID = rawID(h.Raw, i, len(part))
			}
		}
		events = append(events, part...)
	}
	return events, nil
}

// rawID is the id of an event that the gateway gave none: the i-th of the n that share raw.
func rawID(raw []byte, i, n int) string {
	sum := sha256.Sum256(raw)
	id := "sha256:" + hex.EncodeToString(sum[:])
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
	if bytes.TrimSpace(body)[0] == '[' && json.Unmarshal(body, &batch) == nil && len(batch) > 0 && len(batch) <= maxBatch {
		return batch
	}
	return []json.RawMessage{body}
}

// parser reads the callbacks of one type.
type parser func(h Header, raw json.RawMessage) []Event

// as is the parser that decodes into a T and builds the events from it. One field of a wrong type makes it one *Unknown:
// half a callback could mean something else than the whole.
func as[T any](build func(h Header, source *T) []Event) parser {
	return func(h Header, raw json.RawMessage) []Event {
		source := new(T)
		h.Raw = raw
		if json.Unmarshal(raw, source) != nil {
			return []Event{&Unknown{Header: h, Err: fieldError(source, raw)}}
		}
		h.Source = source
		return build(h, source)
	}
}

// parse has the parser of h's type read raw; a type that has none is Unknown.
func parse(parsers map[string]parser, name string, h Header, raw json.RawMessage) []Event {
	if p := parsers[name]; p != nil {
		return p(h, raw)
	}
	h.Raw = raw
	return unknown(h)
}

// unknown is a callback that the union has no event for.
func unknown(h Header) []Event { return []Event{&Unknown{Header: h}} }
