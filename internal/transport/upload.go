package transport

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"

	"github.com/zapgate/zapgate-go"
)

// Upload is a multipart/form-data body with one file. It is produced while the request is written: memory does not grow
// with the file, and Content-Length is exact.
type Upload struct {
	Fields   [][2]string // name and value, in this order, before the file
	File     string      // the name of the file's field
	Filename string
	Media    zapgate.Media
}

// body is what stands around the file, and how long all of it is.
type uploadBody struct {
	head, tail  []byte
	size        int64 // of the file
	contentType string
	media       zapgate.Media
}

func (u *Upload) prepare() (*uploadBody, error) {
	if u.Media.IsZero() {
		return nil, invalid(u.File, "is empty")
	}
	if u.Media.URL() != "" {
		return nil, invalid(u.File, "takes bytes, not a link")
	}
	if u.Filename == "" || strings.ContainsAny(u.Filename, "\r\n\x00") {
		return nil, invalid("filename", "is empty or has a line break")
	}
	size, mimeType, err := look(u.Media)
	if err != nil {
		return nil, err
	}
	if strings.ContainsFunc(mimeType, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return nil, invalid(u.File, "has a MIME type with a line break")
	}
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	for _, f := range u.Fields {
		if err := w.WriteField(f[0], f[1]); err != nil {
			return nil, err
		}
	}
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", multipart.FileContentDisposition(u.File, u.Filename))
	h.Set("Content-Type", mimeType)
	if _, err := w.CreatePart(h); err != nil {
		return nil, err
	}
	b := &uploadBody{size: size, contentType: w.FormDataContentType(), media: u.Media}
	b.head = bytes.Clone(buf.Bytes())
	buf.Reset()
	if err := w.Close(); err != nil {
		return nil, err
	}
	b.tail = bytes.Clone(buf.Bytes())
	return b, nil
}

// look returns the size and the MIME type of m. It opens the source only for what m does not tell by itself.
func look(m zapgate.Media) (size int64, mimeType string, err error) {
	size, mimeType = m.Size(), m.MIMEType()
	if size >= 0 && mimeType != "" {
		return size, mimeType, nil
	}
	src, err := m.Open()
	if err != nil {
		return 0, "", fmt.Errorf("media: open: %w", err)
	}
	defer src.Close()
	if size < 0 {
		f, ok := src.(interface{ Stat() (fs.FileInfo, error) })
		if !ok {
			return 0, "", errNoSize()
		}
		info, err := f.Stat()
		switch {
		case errors.Is(err, errors.ErrUnsupported) || err == nil && !info.Mode().IsRegular():
			return 0, "", errNoSize()
		case err != nil:
			return 0, "", fmt.Errorf("media: %w", err)
		}
		size = info.Size()
	}
	if mimeType == "" {
		mimeType, err = detect(src)
	}
	return size, mimeType, err
}

// MIMEType returns the type that m was given or, for which it is opened, the one that its first bytes show.
func MIMEType(m zapgate.Media) (string, error) {
	if m.MIMEType() != "" {
		return m.MIMEType(), nil
	}
	src, err := m.Open()
	if err != nil {
		return "", fmt.Errorf("media: open: %w", err)
	}
	defer src.Close()
	return detect(src)
}

func errNoSize() error { return invalid("media", "does not say its size") }

// detect reads the beginning of src, past what would report it as progress.
func detect(src io.ReadCloser) (string, error) {
	for {
		w, ok := src.(interface{ WithoutProgress() io.ReadCloser })
		if !ok {
			break
		}
		src = w.WithoutProgress()
	}
	var head [512]byte // more is not looked at
	n, err := io.ReadFull(src, head[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", fmt.Errorf("media: read: %w", err)
	}
	return http.DetectContentType(head[:n]), nil
}

func (b *uploadBody) length() int64 { return int64(len(b.head)) + b.size + int64(len(b.tail)) }

// open starts the body from its beginning, for each attempt.
func (b *uploadBody) open() (io.Reader, error) {
	src, err := b.media.Open()
	if err != nil {
		return nil, fmt.Errorf("media: open: %w", err)
	}
	file := &exactReader{r: src, left: b.size}
	return struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(b.head), file, bytes.NewReader(b.tail)), src}, nil
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
