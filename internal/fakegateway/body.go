package fakegateway

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// A JSON text that is longer than longText and base64, with or without a data URI's head, is a file: it is read like one,
// and no more than keptText of its base64 is kept, which is base64 itself and passes as such.
const (
	longText = 64 << 10
	keptText = 1 << 10
)

// receiveJSON reads a JSON body, or whatever came in its place, to its end. The error is the connection's.
func receiveJSON(r io.Reader) (kept []byte, files []File, err error) {
	body := &watched{r: r}
	b := &jsonBody{in: bufio.NewReaderSize(body, longText)}
	for b.next() {
	}
	return b.kept, b.files, body.err
}

type jsonBody struct {
	in    *bufio.Reader
	kept  []byte
	files []File
	last  string // the text before the one that is read: a file's field
}

// next keeps what comes up to the end of the next text. It reports false at the body's end.
func (b *jsonBody) next() bool {
	for {
		between, err := b.in.ReadSlice('"')
		b.kept = append(b.kept, between...)
		if err == nil {
			break
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return false
		}
	}
	for begin := len(b.kept); ; {
		part, err := b.in.ReadSlice('"')
		b.kept = append(b.kept, part...)
		text := b.kept[begin:]
		switch {
		case err == nil && !escaped(text):
			b.last = string(text[:len(text)-1])
			return true
		case errors.Is(err, bufio.ErrBufferFull):
			if at := base64In(text); at >= 0 {
				b.file(begin, begin+at)
				return true
			}
		case err != nil:
			return false
		}
	}
}

// escaped reports whether the quote at the end of text belongs to it.
func escaped(text []byte) bool {
	text = text[:len(text)-1]
	return (len(text)-len(bytes.TrimRight(text, `\`)))%2 == 1
}

// base64In tells where in a text its base64 begins, or -1 if it is none as far as it came.
func base64In(text []byte) int {
	at := 0
	if bytes.HasPrefix(text, []byte("data:")) {
		head, _, found := bytes.Cut(text, []byte(";base64,"))
		if !found {
			return -1
		}
		at = len(head) + len(";base64,")
	}
	other := bytes.ContainsFunc(text[at:], func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '+' && r != '/'
	})
	if other || len(text) < at+keptText {
		return -1
	}
	return at
}

// file reads a text whose beginning was kept from begin on, and whose base64 begins at data.
func (b *jsonBody) file(begin, data int) {
	f := File{Field: b.last}
	head := strings.TrimSuffix(strings.TrimPrefix(string(b.kept[begin:data]), "data:"), ";base64,")
	_ = json.Unmarshal([]byte(`"`+head+`"`), &f.ContentType) // a parameter may hold quotes
	rest := &textRest{in: b.in}
	first := bytes.Clone(b.kept[data:])
	b.kept = b.kept[:data+keptText]
	err := f.receive(base64.NewDecoder(base64.StdEncoding, io.MultiReader(bytes.NewReader(first), rest)))
	if err == nil {
		b.files = append(b.files, f)
	} else { // it is not what it looked like, and must not pass as such
		_, _ = io.Copy(io.Discard, rest)
		b.kept = append(b.kept, '~')
	}
	if rest.ended {
		b.kept = append(b.kept, '"')
	}
}

// textRest is what is left of a text, which it takes together with the quote at its end.
type textRest struct {
	in    *bufio.Reader
	ended bool
}

func (t *textRest) Read(p []byte) (int, error) {
	if t.ended {
		return 0, io.EOF
	}
	if _, err := t.in.Peek(1); err != nil {
		return 0, err
	}
	waiting, _ := t.in.Peek(min(t.in.Buffered(), len(p)))
	text, _, ended := bytes.Cut(waiting, []byte(`"`))
	n := copy(p, text)
	t.ended = ended
	if ended {
		_, _ = t.in.Discard(n + 1)
		return n, io.EOF
	}
	_, _ = t.in.Discard(n)
	return n, nil
}
