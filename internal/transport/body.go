package transport

import (
	"context"
	"io"
	"time"

	"github.com/zapgate/zapgate-go/internal/limited"
)

func readLimited(ctx context.Context, r io.Reader, expected int64) ([]byte, error) {
	b, err := limited.ReadAll(r, maxAnswer, expected)
	switch {
	case len(b) > maxAnswer:
		return b[:maxAnswer], errTooLarge
	case err == nil:
		return b, nil
	case ctx.Err() != nil:
		return b, ended(ctx, err)
	}
	return b, errCutShort
}

// feeding is a body with files: the clock starts anew for each piece that the connection takes. Once the attempt is
// over, nothing more is read.
type feeding struct {
	io.Reader
	closeSource func()
	ctx         context.Context
	clock       *time.Timer
	timeout     time.Duration
}

func (f *feeding) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := f.Reader.Read(p)
	if n > 0 && f.ctx.Err() == nil {
		f.clock.Reset(f.timeout)
	}
	return n, err
}

func (f *feeding) Close() error {
	f.closeSource()
	return nil
}

// watched is the body of a streamed answer: the clock starts anew for each piece of it, and stands still while the writer
// has the piece.
type watched struct {
	io.ReadCloser
	unsized bool // its end is wherever the gateway ends it
	ctx     context.Context
	clock   *time.Timer
	timeout time.Duration
	stop    func()
}

func (w *watched) Read(p []byte) (int, error) {
	w.clock.Reset(w.timeout)
	n, err := w.ReadCloser.Read(p)
	w.clock.Stop()
	if err == io.EOF && w.unsized && w.ctx.Err() != nil {
		err = io.ErrUnexpectedEOF // one who sees the connection close may end the answer as if it were whole
	}
	if err != nil && err != io.EOF {
		err = ended(w.ctx, err)
	}
	return n, err
}

func (w *watched) Close() error {
	w.stop()
	return w.ReadCloser.Close()
}
