package zapgate

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/zapgate/zapgate-go/internal/mimetype"
)

// Media is a file to be sent: a link that the gateway fetches, or bytes that travel in the request. Make one with
// [MediaURL], [MediaBytes], [MediaFile] or [MediaReader]. In JSON it is the link, or a data URI
// ("data:image/png;base64,…").
//
// A client reads the bytes while it sends them, and each attempt opens the source anew: memory does not grow with the
// file, and Content-Length is exact. A source that turns out longer or shorter than it was said to be fails the call and
// is not tried again: part of the request has left by then.
type Media struct {
	text    string // a link, or a data URI or base64 text that was decoded
	decoded bool   // text is the base64 of a [Base64]
	mime    string // "" until it is detected
	size    int64  // bytes before base64; -1 if not known before opening
	open    func() (io.ReadCloser, error)
}

// MediaURL is a file that the gateway fetches from an http or https link. A data URI is taken as well.
func MediaURL(link string) Media { return Media{text: link} }

// MediaBytes is a file in memory. An empty mimeType is detected from the bytes. b must not be changed afterwards.
func MediaBytes(mimeType string, b []byte) Media {
	return Media{mime: mimeType, size: int64(len(b)), open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(b)), nil
	}}
}

// MediaFile is a file on disk, opened when the request is written and again for each further attempt. Its MIME type
// follows from the extension, the same on every machine for what the gateways document, or else from its first bytes.
func MediaFile(path string) Media {
	return Media{mime: mimetype.ByExtension(path), size: -1, open: func() (io.ReadCloser, error) {
		return os.Open(path)
	}}
}

// MediaReader is a file of size bytes that open yields anew for each attempt. A size of -1 is for sources that are files
// and tell it themselves; of any other it has to be known, or the request is refused. An empty mimeType is detected from
// the first bytes, which opens the source once more. As with the body of an [http.Request], Close may be called while a
// Read waits, and should end it.
func MediaReader(mimeType string, size int64, open func() (io.ReadCloser, error)) Media {
	return Media{mime: mimeType, size: size, open: open}
}

// MediaProgress returns m with report called as its bytes are read for sending: how many were, before base64, and the
// size, or -1 if neither m nor the opened file tells it. A client reads them while they are sent, and each attempt begins
// at 0 again. A link has no progress. report runs on the goroutine that reads, never after the call, which waits for it:
// it should return at once.
func MediaProgress(m Media, report func(sent, total int64)) Media {
	open, total := m.open, m.size
	if open == nil || report == nil {
		return m
	}
	m.open = func() (io.ReadCloser, error) {
		src, err := open()
		if err != nil {
			return nil, err
		}
		p := &progressReader{ReadCloser: src, total: total, report: report}
		if info, err := p.Stat(); total < 0 && err == nil && info.Mode().IsRegular() {
			p.total = info.Size()
		}
		return p, nil
	}
	return m
}

type progressReader struct {
	io.ReadCloser
	total  int64
	report func(sent, total int64)

	mu     sync.Mutex
	sent   int64
	closed bool
}

func (p *progressReader) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.mu.Lock()
	defer p.mu.Unlock()
	if n > 0 && !p.closed {
		p.sent += int64(n)
		p.report(p.sent, p.total)
	}
	return n, err
}

// Close ends the reports too: net/http may read on for a while after an answer that came early.
func (p *progressReader) Close() error {
	err := p.ReadCloser.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	return err
}

// Stat lets a file tell its size through the reader around it.
func (p *progressReader) Stat() (fs.FileInfo, error) {
	if f, ok := p.ReadCloser.(interface{ Stat() (fs.FileInfo, error) }); ok {
		return f.Stat()
	}
	return nil, errors.ErrUnsupported
}

// WithoutProgress is for a look at the file's beginning that sends nothing.
func (p *progressReader) WithoutProgress() io.ReadCloser { return p.ReadCloser }

// IsZero reports whether there is no file.
func (m Media) IsZero() bool { return m.text == "" && m.open == nil }

// HasBytes reports whether there are bytes to open, and not a link or a text.
func (m Media) HasBytes() bool { return m.open != nil }

// URL returns the link, or "" if the bytes travel in the request.
func (m Media) URL() string {
	if m.decoded || strings.HasPrefix(m.text, "data:") {
		return ""
	}
	return m.text
}

// MIMEType returns the type that was given, or "" if it is left to detection.
func (m Media) MIMEType() string { return m.mime }

// Size returns the number of bytes before base64, or -1 if it is not known before the file is opened; 0 for a link.
func (m Media) Size() int64 { return m.size }

// Open opens the bytes, from their beginning each time. A link has none.
func (m Media) Open() (io.ReadCloser, error) {
	if m.open == nil {
		return nil, mediaError("a link has no bytes to open")
	}
	return m.open()
}

func mediaError(why string) error { return fmt.Errorf("media: %s: %w", why, ErrInvalidArgument) }

// MarshalJSON writes the link or the data URI. It reads the whole file into memory, which a client does not.
func (m Media) MarshalJSON() ([]byte, error) {
	if m.open == nil {
		if err := m.checkText(); err != nil {
			return nil, err
		}
		return quote(m.text)
	}
	b, mimeType, err := m.read()
	if err != nil {
		return nil, err
	}
	if strings.ContainsFunc(mimeType, func(r rune) bool { return r < ' ' || r == 0x7f || r == ',' }) {
		return nil, mediaError("the MIME type has no place in a data URI")
	}
	return quoteBase64("data:"+mimeType+";base64,", b)
}

// checkText keeps a path or a bare base64 text, which look like media and are not, from being sent as a link.
func (m Media) checkText() error {
	if m.text == "" {
		return mediaError("none given")
	}
	if strings.HasPrefix(m.text, "data:") {
		return nil
	}
	if u, err := url.Parse(m.text); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return mediaError("not an http or https link")
	}
	return nil
}

func (m Media) read() (b []byte, mimeType string, err error) {
	src, err := m.open()
	if err != nil {
		return nil, "", fmt.Errorf("media: open: %w", err)
	}
	defer src.Close()
	var r io.Reader = src
	if m.size >= 0 {
		r = io.LimitReader(src, m.size+1) // one more tells that it is too long
	}
	if b, err = io.ReadAll(r); err != nil {
		return nil, "", fmt.Errorf("media: read: %w", err)
	}
	if m.size >= 0 && int64(len(b)) != m.size {
		return nil, "", mediaError("the source is not as long as it was said to be")
	}
	if mimeType = m.mime; mimeType == "" {
		mimeType = mimetype.Detect(b)
	}
	return b, strings.ReplaceAll(mimeType, " ", ""), nil // "text/plain; charset=utf-8" has no place for a space in a data URI
}

func quoteBase64(prefix string, b []byte) ([]byte, error) {
	quoted, err := quote(prefix) // a MIME type's parameter may hold quotes
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(quoted)+base64.StdEncoding.EncodedLen(len(b)))
	out = append(out, quoted[:len(quoted)-1]...)
	return append(base64.StdEncoding.AppendEncode(out, b), '"'), nil
}

// quote leaves &, < and > as they are: a link goes out as it was written.
func quote(s string) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(s)
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), err
}

// UnmarshalJSON reads what a request holds: a link or a data URI, kept to the letter.
func (m *Media) UnmarshalJSON(data []byte) error {
	*m = Media{}
	return json.Unmarshal(data, &m.text)
}

// Base64 is a [Media] for fields that want the bare base64 text instead of a data URI: zapgate.Base64(media). A link has
// no such form and fails to marshal.
type Base64 Media

// IsZero reports whether there is no file.
func (b Base64) IsZero() bool { return Media(b).IsZero() }

// MarshalJSON writes the base64 text. It reads the whole file into memory, which a client does not.
func (b Base64) MarshalJSON() ([]byte, error) {
	switch {
	case b.decoded:
		return quote(b.text)
	case b.IsZero():
		return nil, mediaError("none given")
	case b.open == nil:
		return nil, mediaError("this field takes bytes, not a link")
	}
	data, _, err := Media(b).read()
	if err != nil {
		return nil, err
	}
	return quoteBase64("", data)
}

// UnmarshalJSON reads a base64 text, kept to the letter.
func (b *Base64) UnmarshalJSON(data []byte) error {
	err := (*Media)(b).UnmarshalJSON(data)
	b.decoded = true
	return err
}
