package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"sync"
)

// encoder is a [json.Encoder] with what it writes to, to be used again.
type encoder struct {
	*json.Encoder
	buf bytes.Buffer
}

var encoders = sync.Pool{New: func() any {
	e := &encoder{}
	e.Encoder = json.NewEncoder(&e.buf)
	e.SetEscapeHTML(false) // a text goes out as it was written
	return e
}}

const keptBuffer = 64 << 10 // a larger one is not worth its memory

func encode(v any) ([]byte, error) {
	e := encoders.Get().(*encoder)
	if err := e.Encode(v); err != nil {
		return nil, encodeError(err) // an encoder that failed is not used again
	}
	b := bytes.Clone(bytes.TrimSuffix(e.buf.Bytes(), []byte("\n")))
	if e.buf.Cap() <= keptBuffer {
		e.buf.Reset()
		encoders.Put(e)
	}
	return b, nil
}

func encodeError(err error) error {
	var me *json.MarshalerError
	var ue *json.UnsupportedValueError
	switch {
	case errors.As(err, &ue):
		return invalid("body", "has a number that JSON cannot write")
	case errors.As(err, &me):
		return me.Err // its type name says nothing to a caller
	}
	return err
}
