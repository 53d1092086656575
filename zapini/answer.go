package zapini

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ID is an id that Zapini sends as a number in one place and as a text, such as a UUID, in another. It is the number's
// digits or the text, to the last digit; "" stands for null. In JSON it is a number if it is an integer, or else a text.
type ID string

// UnmarshalJSON reads a number, a text or null.
func (id *ID) UnmarshalJSON(b []byte) error {
	switch {
	case string(b) == "null":
		*id = ""
		return nil
	case len(b) > 0 && b[0] == '"':
		return json.Unmarshal(b, (*string)(id))
	}
	var n json.Number
	if json.Unmarshal(b, &n) != nil {
		return errors.New("not an id: neither a number nor a text") // what it was may be personal data
	}
	*id = ID(n)
	return nil
}

// MarshalJSON writes what was read; a text of digits becomes a number.
func (id ID) MarshalJSON() ([]byte, error) {
	switch {
	case id == "":
		return []byte("null"), nil
	case strings.Trim(string(id), "0123456789") == "" && json.Valid([]byte(id)): // not 007, not the hex 12e4567
		return []byte(id), nil
	}
	return json.Marshal(string(id))
}

// Result is what Zapini says about an operation whose answer is not documented further.
type Result struct {
	Message string          `json:"message,omitempty"`
	Data    json.RawMessage `json:"data,omitempty"` // as it came; nil if there is none
}

// DecodeAnswer takes any JSON, and nothing at all: that it was no refusal is what counts.
func (r *Result) DecodeAnswer(_ string, body []byte) error {
	if len(body) == 0 {
		return nil
	}
	var whole json.RawMessage
	if err := transport.Decode(body, &whole); err != nil {
		return err
	}
	var env struct {
		Message text            `json:"message"`
		Data    json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(whole, &env); err == nil {
		r.Message, r.Data = string(env.Message), env.Data
	} else {
		r.Data = whole // not the usual envelope
	}
	return nil
}

// envelope is what Zapini wraps most answers into.
type envelope[T any] struct {
	Success zapgate.Bool `json:"success"`
	Message string       `json:"message,omitempty"`
	Data    *T           `json:"data"`
}

// DecodeAnswer reads the envelope and refuses one with nothing in it.
func (e *envelope[T]) DecodeAnswer(_ string, body []byte) error {
	if err := transport.Decode(body, e); err != nil {
		return err
	}
	if e.Data == nil {
		return errors.New("answer: data is missing")
	}
	if v, ok := any(e.Data).(interface{ valid() error }); ok {
		return v.valid()
	}
	return nil
}

// unwrap sends r and returns what is in the envelope.
func unwrap[T any](ctx context.Context, t *transport.Client, r transport.Request) (*T, error) {
	e, err := transport.Do[envelope[T]](ctx, t, r)
	if err != nil {
		return nil, err
	}
	return e.Data, nil
}

// readDetails reads an answer that no page shows. What it is about is looked for where Zapini has it elsewhere: in
// data[key], in data or, as on the instance's host, in the whole. What of it fits goes into the struct at v; all of it is
// returned.
func readDetails(body []byte, key string, v any) (json.RawMessage, error) {
	var found json.RawMessage
	if err := transport.Decode(body, &found); err != nil {
		return nil, err
	}
	for _, k := range []string{"data", key} {
		var level map[string]json.RawMessage
		_ = json.Unmarshal(found, &level)
		if inner, ok := level[k]; ok && (k == "data" || isObject(inner)) {
			found = inner
		}
	}
	if !isObject(found) {
		return nil, errors.New("answer: is not about an object")
	}
	return found, readLoosely(found, v)
}

func isObject(raw json.RawMessage) bool { return bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) }

// readLoosely reads the fields of the struct at v that fit, and leaves out the others: what no page documents is never
// an error.
func readLoosely(b []byte, v any) error {
	var all map[string]json.RawMessage
	if json.Unmarshal(b, &all) != nil {
		return errors.New("not an object")
	}
	readFields(all, reflect.ValueOf(v).Elem())
	return nil
}

func readFields(all map[string]json.RawMessage, v reflect.Value) {
	for f, field := range v.Fields() {
		if f.Anonymous {
			readFields(all, field)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		raw, ok := all[name]
		if !ok || name == "-" {
			continue
		}
		if read := reflect.New(f.Type); json.Unmarshal(raw, read.Interface()) == nil {
			field.Set(read.Elem())
		}
	}
}
