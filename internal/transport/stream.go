package transport

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// Stream sends r, copies the answer's bytes to w and returns its Content-Type and how many bytes it wrote. An answer
// that is no success is not written.
func Stream(ctx context.Context, c *Client, r Request, w io.Writer) (contentType string, n int64, err error) {
	s := &stream{w: w}
	err = c.do(ctx, &r, nil, s)
	return s.contentType, s.n, err
}

type stream struct {
	w           io.Writer
	contentType string
	n           int64
}

func (s *stream) receive(cl *call, resp *http.Response) error {
	s.contentType = resp.Header.Get("Content-Type")
	body, err := cl.peek(resp.Body, s.contentType)
	if err != nil {
		return err
	}
	if s.n, err = io.Copy(s.w, body); err != nil {
		cl.mayHaveRun = cl.op.Retry == Effect
		return cl.fail(fmt.Errorf("answer: %w", err))
	}
	return nil
}

// maxPeek is more than any error envelope is long.
const maxPeek = 64 << 10

// peek reads the beginning of a streamed answer that says it is JSON: a refusal inside a 200 must not be written as if it
// were the file.
func (cl *call) peek(body io.Reader, contentType string) (io.Reader, error) {
	if t, _, _ := mime.ParseMediaType(contentType); !strings.HasSuffix(t, "json") || cl.op.ErrorIsData {
		return body, nil
	}
	head, err := io.ReadAll(io.LimitReader(body, maxPeek))
	if err == nil && len(head) < maxPeek {
		if p := cl.client.cfg.ReadProblem(cl.status, head); p != nil {
			cl.body = head
			return nil, cl.failWith(p, nil)
		}
	}
	return io.MultiReader(bytes.NewReader(head), body), nil // a body that failed fails again
}
