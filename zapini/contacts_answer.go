package zapini

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/zapgate/zapgate-go/internal/transport"
)

// Answer is what Zapini says about an operation whose answer its documentation only describes, or leaves out. Item is what
// was made or changed: nil if the answer does not show it, which is no error, because the change was made.
type Answer[T any] struct {
	Message string          `json:"message,omitempty"`
	Data    json.RawMessage `json:"data,omitempty"` // as it came; nil if there is none
	Item    *T              `json:"-"`              // from Data
}

// DecodeAnswer takes any JSON, and nothing at all.
func (a *Answer[T]) DecodeAnswer(contentType string, body []byte) error {
	var r Result
	if err := r.DecodeAnswer(contentType, body); err != nil {
		return err
	}
	*a = Answer[T]{r.Message, r.Data, nil}
	v := new(T)
	raw, err := readDetails(body, nameOf(v), v)
	if u, ok := any(v).(json.Unmarshaler); err == nil && ok {
		err = u.UnmarshalJSON(raw)
	}
	if err == nil && isItself(v) {
		a.Item = v
	}
	return nil
}

// item is a thing that Zapini sends in data, or in data under its own name: documented examples have both.
type item interface {
	// itself returns that name, and whether what was decoded is such a thing at all.
	itself() (name string, ok bool)
}

func nameOf(v any) string {
	name, _ := v.(item).itself()
	return name
}

func isItself(v any) bool {
	_, ok := v.(item).itself()
	return ok
}

// itemAnswer is the answer of an operation that shows a thing, in either way.
type itemAnswer[T any] struct{ item *T }

func (a *itemAnswer[T]) DecodeAnswer(_ string, body []byte) error {
	v := new(T)
	raw, err := readDetails(body, nameOf(v), new(struct{}))
	if err != nil {
		return err
	}
	if err := transport.Decode(raw, v); err != nil {
		return err
	}
	if !isItself(v) {
		return errors.New("answer: has no " + nameOf(v))
	}
	a.item = v
	return nil
}

// readItem sends r and returns the thing in its answer.
func readItem[T any](ctx context.Context, t *transport.Client, r transport.Request) (*T, error) {
	a, err := transport.Do[itemAnswer[T]](ctx, t, r)
	if err != nil {
		return nil, err
	}
	return a.item, nil
}
