package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"sync"

	"github.com/hashicorp/go-retryablehttp"
)

// Do sends r and decodes the answer into a new T.
func Do[T any](ctx context.Context, c *Client, r Request) (*T, error) {
	out := new(T)
	if err := c.do(ctx, r, out, nil); err != nil {
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
func Exec(ctx context.Context, c *Client, r Request) error { return c.do(ctx, r, nil, nil) }

// Decoder is an answer that does not come as plain JSON of its type.
type Decoder interface {
	DecodeAnswer(contentType string, body []byte) error
}

func (c *Client) do(ctx context.Context, r Request, out any, s *stream) (err error) {
	cl := &call{
		client: c, op: r.Op, mask: c.mask, timeout: c.timeout, maxAttempts: 1 + c.cfg.Settings.Retries, streamed: s != nil, last: &neverStarted,
		secretAnswer: out != nil && holdsSecret.in(reflect.TypeOf(out)),
	}
	defer cl.tellMeta()
	req, err := c.begin(ctx, cl, r)
	if err != nil {
		return cl.fail(err)
	}
	ctx, req = cl.observed(ctx, req)
	defer func() { c.watch.end(ctx, r.Op, err) }()
	if s != nil {
		req.Header.Set("Accept", "*/*")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return cl.fail(ended(ctx, err)) // the wait between attempts ends without the cause
	}
	defer resp.Body.Close()
	if s != nil && cl.succeeded() {
		s.contentType = resp.Header.Get("Content-Type")
		var body io.Reader
		if body, err = cl.peek(resp.Body, s.contentType); err != nil {
			return err
		}
		if s.n, err = io.Copy(s.w, body); err != nil {
			cl.mayHaveRun = cl.op.Retry == Effect
			return cl.fail(fmt.Errorf("answer: %w", err))
		}
		return nil
	}
	return cl.finish(out)
}

// begin applies the call's options, finds what has to be masked, and builds the first attempt's request.
func (c *Client) begin(ctx context.Context, cl *call, r Request) (*retryablehttp.Request, error) {
	for _, o := range r.Options {
		if o == nil {
			return nil, invalid("call option", "is nil")
		}
		if err := o(&cl.set); err != nil {
			return nil, err
		}
	}
	if cl.set.NoRetries {
		cl.maxAttempts = 1
	}
	if cl.set.Timeout > 0 {
		cl.timeout = cl.set.Timeout
	}
	header := c.header
	if r.Body != nil {
		header = c.jsonHeader
	}
	header = header.Clone() // the HTTP client's transport may write into it
	secrets := secretsIn(reflect.ValueOf(r.Body))
	if c.cfg.Token != nil {
		token := c.cfg.Token()
		header.Set("Authorization", "Bearer "+token)
		secrets = append(secrets, token)
	}
	if len(secrets) > 0 {
		cl.mask = newMasker(append(secrets, c.cfg.Secrets...))
	}
	cl.Context = ctx
	return c.request(cl, r, header)
}

// observed tells the observer, whose context is then the call's.
func (cl *call) observed(ctx context.Context, req *retryablehttp.Request) (context.Context, *retryablehttp.Request) {
	w := cl.client.watch
	if w.observer == nil {
		return ctx, req
	}
	ctx = w.start(ctx, cl.op)
	cl.Context = ctx
	return ctx, req
}

// request builds the first attempt's request, which keeps header; retryablehttp rewinds its body for the others.
func (c *Client) request(cl *call, r Request, header http.Header) (*retryablehttp.Request, error) {
	if err := c.check(r); err != nil {
		return nil, err
	}
	u, err := c.url(r)
	if err != nil {
		return nil, err
	}
	var body any // an untyped nil: no body at all
	var files *streamed
	switch {
	case r.Upload != nil:
		files, err = r.Upload.prepare(cl)
	case r.Body != nil:
		if files, err = streamJSON(cl, r.Body); files == nil && err == nil {
			body, err = encode(r.Body)
		}
	}
	if err != nil {
		return nil, err
	}
	built := false
	if files != nil {
		cl.uploads = true
		header["Content-Type"] = []string{files.contentType}
		body = retryablehttp.ReaderFunc(func() (io.Reader, error) {
			if !built { // retryablehttp looks for a length: the sources are not opened for that
				return http.NoBody, nil
			}
			return files.open()
		})
	}
	plain, err := http.NewRequestWithContext(cl, r.Op.Method, "", nil)
	if err != nil {
		return nil, errors.New("the request cannot be built")
	}
	plain.URL, plain.Header = u, header
	req, err := retryablehttp.FromRequest(plain)
	if err == nil && body != nil {
		err = req.SetBody(body)
	}
	if err != nil {
		return nil, errors.New("the request cannot be built")
	}
	built = true
	if files != nil {
		req.ContentLength = files.length()
	}
	return req, nil
}

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
