package transport

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"reflect"
	"strconv"
	"strings"

	"github.com/zapgate/zapgate-go"
)

var (
	mediaType  = reflect.TypeFor[zapgate.Media]()
	base64Type = reflect.TypeFor[zapgate.Base64]()
	holdsMedia = holder{of: []reflect.Type{mediaType, base64Type}}
)

// marks stand for the files of a JSON body until it is sent. encoding/json cannot be asked to leave a gap. So each media
// that has bytes is replaced by one of the same MIME type whose bytes are a mark, and the text that comes of it is cut
// where the marks are. What stands around them, a data URI's head or nothing, is the media's own doing, and so is all of
// one in a map or behind an interface, where no request has any.
type marks struct {
	ctx   context.Context
	begin [18]byte // of all marks: drawn at random for each request, so that no text in it can hold them
	files []piece
}

// streamJSON returns v as a JSON body with its files still to be read, or nil if it has none.
func streamJSON(ctx context.Context, v any) (*streamed, error) {
	t := reflect.TypeOf(v)
	if !holdsMedia.in(t) {
		return nil, nil
	}
	m := &marks{ctx: ctx}
	_, _ = rand.Read(m.begin[:]) // it ends the process rather than fail
	marked := reflect.New(t).Elem()
	marked.Set(reflect.ValueOf(v))
	if err := m.replace("", marked, ""); err != nil || len(m.files) == 0 {
		return nil, err
	}
	text, err := encode(marked.Interface())
	if err != nil {
		return nil, err
	}
	return m.cut(text), nil
}

// replace puts marks into v, which is a copy. What v points to is the caller's, and is copied first. limit is the tag
// limit:"16MB" of the field: the largest size that the gateway documents.
func (m *marks) replace(path string, v reflect.Value, limit string) error {
	t := v.Type()
	if !holdsMedia.in(t) {
		return nil
	}
	if t.Kind() == reflect.Struct && t != mediaType && t != base64Type {
		return m.replaceFields(path, v)
	}
	if !v.CanSet() || v.IsZero() { // an unexported field: JSON does not see it either
		return nil
	}
	switch t.Kind() {
	case reflect.Pointer:
		target := reflect.New(t.Elem())
		target.Elem().Set(v.Elem())
		v.Set(target)
		return m.replace(path, target.Elem(), limit)
	case reflect.Slice:
		list := reflect.MakeSlice(t, v.Len(), v.Len())
		reflect.Copy(list, v)
		v.Set(list)
		for i := range list.Len() {
			if err := m.replace(path+"["+strconv.Itoa(i)+"]", list.Index(i), limit); err != nil {
				return err
			}
		}
	case reflect.Struct:
		media := v.Convert(mediaType).Interface().(zapgate.Media)
		mark, err := m.mark(path, media, t == mediaType, limit)
		if err != nil {
			return err
		}
		v.Set(reflect.ValueOf(mark).Convert(t))
	}
	return nil
}

func (m *marks) replaceFields(path string, v reflect.Value) error {
	for i := range v.NumField() {
		f, name := v.Type().Field(i), path
		if f.Tag.Get("json") == "-" {
			continue
		}
		if !f.Anonymous {
			name = strings.TrimPrefix(path+"."+wireName(f), ".")
		}
		if err := m.replace(name, v.Field(i), f.Tag.Get("limit")); err != nil {
			return err
		}
	}
	return nil
}

// mark returns what stands for media: media itself, where it has no bytes.
func (m *marks) mark(path string, media zapgate.Media, typed bool, limit string) (zapgate.Media, error) {
	if !media.HasBytes() {
		return media, nil
	}
	size, mimeType, err := look(m.ctx, path, media, typed)
	if err == nil {
		err = checkSize(path, size, limit)
	}
	if err != nil {
		return media, err
	}
	n := len(m.files)
	m.files = append(m.files, piece{media: media, size: size, base64: true})
	return zapgate.MediaBytes(mimeType, append(m.begin[:], byte(n>>16), byte(n>>8), byte(n))), nil
}

// cut puts the files where their marks are. The lengths of the marks' two halves are multiples of three: each is a text
// of its own in base64.
func (m *marks) cut(text []byte) *streamed {
	s := &streamed{contentType: "application/json"}
	begin := []byte(base64.StdEncoding.EncodeToString(m.begin[:]))
	for {
		before, after, found := bytes.Cut(text, begin)
		s.pieces = append(s.pieces, piece{text: before})
		if !found {
			return s
		}
		var n [3]byte
		_, _ = base64.StdEncoding.Decode(n[:], after[:4])
		s.pieces = append(s.pieces, m.files[int(n[0])<<16|int(n[1])<<8|int(n[2])])
		text = after[4:]
	}
}
