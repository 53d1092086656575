package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
)

// Do sends r and decodes the answer into a new T.
func Do[T any](ctx context.Context, c *Client, r Request) (*T, error) {
	out := new(T)
	if err := c.do(ctx, &r, out, nil); err != nil {
		return nil, err
	}
	return out, nil
}

// List sends r and decodes an answer that is a JSON array.
func List[T any](ctx context.Context, c *Client, r Request) ([]T, error) {
	out, err := Do[[]T](ctx, c, r)
	if err != nil {
		return nil, err
	}
	return *out, nil
}

// Exec sends r and wants no more than that it succeeded.
func Exec(ctx context.Context, c *Client, r Request) error { return c.do(ctx, &r, nil, nil) }

// Decoder is an answer that does not come as plain JSON of its type.
type Decoder interface {
	DecodeAnswer(contentType string, body []byte) error
}

func (c *Client) do(ctx context.Context, r *Request, out any, s *stream) (err error) {
	cl := &call{
		client: c, op: r.Op, mask: c.mask, timeout: c.timeout, maxAttempts: 1 + c.cfg.Settings.Retries, streamed: s != nil, last: &neverStarted,
		secretAnswer: out != nil && holdsSecret.in(reflect.TypeOf(out)),
	}
	defer cl.tellMeta()
	if err := cl.begin(ctx, r); err != nil {
		return cl.fail(err)
	}
	ctx = cl.observed(ctx)
	defer func() { c.watch.end(ctx, r.Op, err) }()
	if s != nil {
		cl.out.set("Accept", "*/*")
	}
	resp, err := c.http.Do(cl.plain())
	if err != nil {
		return cl.fail(ended(ctx, err)) // the wait between attempts ends without the cause
	}
	defer resp.Body.Close()
	if s != nil && cl.succeeded() {
		return s.receive(cl, resp)
	}
	return cl.finish(out)
}

// finish reads the last answer into out. The body was read by the attempt.
func (cl *call) finish(out any) error {
	ok := cl.succeeded()
	if ok && cl.bodyErr != nil {
		return cl.failWith(&Problem{}, cl.bodyErr)
	}
	var p *Problem
	if !ok || !cl.op.ErrorIsData {
		p = cl.client.cfg.ReadProblem(cl.status, cl.body)
	}
	switch {
	case p != nil:
		return cl.failWith(p, cl.bodyErr) // inside a 2xx it is a refusal too: nothing ran
	case !ok:
		return cl.failWith(&Problem{Message: excerpt(cl.mask.bytes(cl.body))}, cl.bodyErr)
	}
	if err := cl.decode(out); err != nil {
		cl.mayHaveRun = cl.op.Retry == Effect
		return cl.failWith(&Problem{}, err)
	}
	return nil
}

func (cl *call) decode(out any) error {
	if out == nil {
		return nil
	}
	body := bytes.TrimSpace(cl.body)
	if d, ok := out.(Decoder); ok {
		return d.DecodeAnswer(cl.header.Get("Content-Type"), body)
	}
	if len(body) == 0 {
		if cl.status == http.StatusNoContent || cl.status == http.StatusCreated {
			return nil
		}
		return errors.New("answer: empty")
	}
	if body[0] == 'n' && reflect.TypeOf(out).Elem().Kind() == reflect.Struct && string(body) == "null" {
		return errors.New("answer: null")
	}
	return Decode(body, out)
}

// Decode is json.Unmarshal whose errors say what was wrong with an answer without repeating any of it.
func Decode(body []byte, out any) error {
	err := json.Unmarshal(body, out)
	if err == nil {
		return nil
	}
	var te *json.UnmarshalTypeError
	var se *json.SyntaxError
	switch {
	case errors.As(err, &te):
		field := te.Field
		if field == "" {
			field = "the whole"
		}
		return fmt.Errorf("answer: %s is not of its documented type (%s)", field, te.Type)
	case errors.As(err, &se):
		return fmt.Errorf("answer: not JSON at byte %d", se.Offset)
	}
	return fmt.Errorf("answer: %w", err)
}
