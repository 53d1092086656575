package transport

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/mimetype"
)

// look returns the size of m and, if it is wanted, the MIME type. It opens the source only for what m does not tell by
// itself, and no longer than ctx lasts. field names it in errors.
func look(ctx context.Context, field string, m zapgate.Media, typed bool) (size int64, mimeType string, err error) {
	size, mimeType = m.Size(), m.MIMEType()
	detects := typed && mimeType == ""
	if size >= 0 && !detects {
		return size, mimeType, nil
	}
	src, err := m.Open()
	if err != nil {
		return 0, "", fmt.Errorf("media: open: %w", err)
	}
	closeSource := sync.OnceFunc(func() { _ = src.Close() })
	defer closeSource()
	defer context.AfterFunc(ctx, closeSource)() // what ends a Read that hangs
	if size < 0 {
		if size, err = sizeOf(field, src); err != nil {
			return 0, "", err
		}
	}
	if detects {
		if mimeType, err = detect(src); err != nil {
			return 0, "", fmt.Errorf("media: read: %w", ended(ctx, err))
		}
	}
	return size, mimeType, nil
}

// MIMEType returns the type of media's bytes. It opens the source if m does not tell it by itself.
func MIMEType(ctx context.Context, m zapgate.Media) (string, error) {
	_, mimeType, err := look(ctx, "media", m, true)
	return mimeType, err
}

// sizeOf asks an opened file.
func sizeOf(field string, src io.Reader) (int64, error) {
	f, ok := src.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return 0, invalid(field, "does not say its size")
	}
	info, err := f.Stat()
	switch {
	case errors.Is(err, errors.ErrUnsupported) || err == nil && !info.Mode().IsRegular():
		return 0, invalid(field, "does not say its size")
	case err != nil:
		return 0, fmt.Errorf("media: %w", err)
	}
	return info.Size(), nil
}

// detect reads the beginning of src, past what would report it as progress.
func detect(src io.ReadCloser) (string, error) {
	for {
		w, ok := src.(interface{ WithoutProgress() io.ReadCloser })
		if !ok {
			break
		}
		src = w.WithoutProgress()
	}
	var head [mimetype.Looked]byte
	n, err := io.ReadFull(src, head[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", err
	}
	return mimetype.Detect(head[:n]), nil
}

// maxSize keeps what Content-Length is computed from far from its end.
const maxSize = 1 << 50

// checkSize refuses a file that is larger than limit, such as "16MB"; "" is none. A gateway that writes MB does not say
// which: with the larger one, nothing is refused that it would take.
func checkSize(field string, size int64, limit string) error {
	mb, _ := strconv.ParseInt(strings.TrimSuffix(limit, "MB"), 10, 64)
	if limit != "" && size > mb<<20 {
		return invalid(field, "is larger than "+limit)
	}
	if size > maxSize {
		return invalid(field, "is larger than any gateway takes")
	}
	return nil
}

var errSourceSize = errors.New("media: the source is not as long as it was said to be")

// exactReader fails where its source is shorter or longer than said: what was announced could not be kept.
type exactReader struct {
	r    io.Reader
	left int64
}

func (e *exactReader) Read(p []byte) (int, error) {
	if e.left == 0 {
		var extra [1]byte
		n, err := io.ReadFull(e.r, extra[:])
		if n > 0 {
			err = errSourceSize
		}
		return 0, err // io.EOF, or why it cannot be told
	}
	n, err := e.r.Read(p[:min(int64(len(p)), e.left)])
	e.left -= int64(n)
	if err == io.EOF && e.left > 0 {
		return n, errSourceSize
	}
	if err == io.EOF {
		err = nil // the next read looks whether there is more
	}
	return n, err
}

// base64Reader gives its source in base64. Each read of it is one of the source: what the source has given is not held
// back until there is more, save a rest of one or two bytes, which cannot be written yet.
type base64Reader struct {
	r     io.Reader
	in    []byte // the first rest bytes of it were read and not written
	rest  int
	out   []byte
	ready []byte // the part of out that was not taken yet
	err   error  // what ended the source
}

// newBase64Reader needs no more room than the size of its source asks for.
func newBase64Reader(r io.Reader, size int64) *base64Reader {
	return &base64Reader{r: r, in: make([]byte, min(size+3, 24<<10))}
}

func (b *base64Reader) Read(p []byte) (int, error) {
	if len(b.ready) == 0 && b.err == nil {
		n, err := b.r.Read(b.in[b.rest:])
		n, b.err = n+b.rest, err
		whole := n - n%3
		if err == io.EOF {
			whole = n // and padding
		}
		b.out = base64.StdEncoding.AppendEncode(b.out[:0], b.in[:whole])
		b.ready, b.rest = b.out, copy(b.in, b.in[whole:n])
	}
	if len(b.ready) == 0 {
		return 0, b.err
	}
	n := copy(p, b.ready)
	b.ready = b.ready[n:]
	return n, nil
}
