package zapini

import (
	"context"
	"encoding/json"
	"errors"
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
