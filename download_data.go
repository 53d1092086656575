package zapgate

import (
	"context"
	"encoding/base64"
	"net/url"
	"strings"
)

// decode writes what a data URI holds: WSAPI sends thumbnails as one.
func (d *download) decode(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return d.fail(ended(ctx, err))
	}
	head, text, comma := strings.Cut(d.data, ",")
	text, err := url.PathUnescape(text)
	b := []byte(text)
	d.contentType = head
	if i := strings.LastIndexByte(head, ';'); i >= 0 && strings.EqualFold(head[i:], ";base64") {
		d.contentType = head[:i]
		if err == nil {
			b, err = base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
		}
	}
	if err != nil || !comma {
		return d.fail(optionError("link", "not a data URI that can be read"))
	}
	d.total = int64(len(b))
	if d.total > d.limit {
		return d.fail(ErrTooLarge)
	}
	if err := d.write(b); err != nil {
		return d.fail(err)
	}
	return nil
}
