package zapi

import (
	"context"
	"errors"

	"github.com/zapgate/zapgate-go/internal/transport"
)

// doOne is transport.Do for an answer that is documented as a list around a single object: the object may also come
// without the list.
func doOne[T any](ctx context.Context, c *transport.Client, r transport.Request) (*T, error) {
	out, err := transport.Do[one[T]](ctx, c, r)
	if err != nil {
		return nil, err
	}
	return out.value, nil
}

type one[T any] struct{ value *T }

// DecodeAnswer refuses a list without an object: nothing was said, which is not the same as a zero value.
func (o *one[T]) DecodeAnswer(_ string, body []byte) error {
	list := []*T{nil}
	var err error
	switch {
	case len(body) == 0:
		return errors.New("answer: empty")
	case body[0] == '[':
		err = transport.Decode(body, &list)
	default:
		err = transport.Decode(body, &list[0])
	}
	switch {
	case err != nil:
		return err
	case len(list) == 0 || list[0] == nil:
		return errors.New("answer: no object in it")
	}
	o.value = list[0]
	return nil
}
