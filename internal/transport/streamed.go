package transport

import (
	"bytes"
	"fmt"
	"io"

	"github.com/zapgate/zapgate-go"
)

// streamed is a body of texts and files, produced while the request is written: memory does not grow with the files, and
// Content-Length is exact.
type streamed struct {
	contentType string
	pieces      []piece
}

// piece is a text or, where media is not zero, a file, as it is or in base64.
type piece struct {
	text   []byte
	media  zapgate.Media
	size   int64 // of the file
	base64 bool
}

func (p piece) length() int64 {
	switch {
	case p.media.IsZero():
		return int64(len(p.text))
	case p.base64:
		return (p.size + 2) / 3 * 4
	}
	return p.size
}

func (s *streamed) length() (n int64) {
	for _, p := range s.pieces {
		n += p.length()
	}
	return n
}

// open starts the body from its beginning, for each attempt. All files are opened at once: one that cannot be is met
// before a byte has left.
func (s *streamed) open() (io.ReadCloser, error) {
	var files closers
	var readers []io.Reader
	for _, p := range s.pieces {
		if p.media.IsZero() {
			readers = append(readers, bytes.NewReader(p.text))
			continue
		}
		src, err := p.media.Open()
		if err != nil {
			_ = files.Close()
			return nil, fmt.Errorf("media: open: %w", err)
		}
		files = append(files, src)
		var r io.Reader = &exactReader{r: src, left: p.size}
		if p.base64 {
			r = newBase64Reader(r, p.size)
		}
		readers = append(readers, r)
	}
	return struct {
		io.Reader
		io.Closer
	}{io.MultiReader(readers...), files}, nil
}

type closers []io.Closer

func (c closers) Close() error {
	for _, one := range c {
		_ = one.Close()
	}
	return nil
}
