package transport

import (
	"bytes"
	"context"
	"mime/multipart"
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
	// Limit returns the largest size, such as "16MB", of a file of a MIME type; nil: none.
	Limit func(mimeType string) string
}

func (u *Upload) prepare(ctx context.Context) (*streamed, error) {
	if u.Media.IsZero() {
		return nil, invalid(u.File, "is empty")
	}
	if !u.Media.HasBytes() {
		return nil, invalid(u.File, "takes bytes, not a link")
	}
	if u.Filename == "" || strings.ContainsAny(u.Filename, "\r\n\x00") {
		return nil, invalid("filename", "is empty or has a line break")
	}
	size, mimeType, err := look(ctx, u.File, u.Media, true)
	if err != nil {
		return nil, err
	}
	var limit string
	if u.Limit != nil {
		limit = u.Limit(mimeType)
	}
	if err := checkSize(u.File, size, limit); err != nil {
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
	head := bytes.Clone(buf.Bytes())
	buf.Reset()
	if err := w.Close(); err != nil {
		return nil, err
	}
	return &streamed{w.FormDataContentType(), []piece{{text: head}, {media: u.Media, size: size}, {text: buf.Bytes()}}}, nil
}
