package transport

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"math"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

var (
	uploadOp = Op{Method: "POST", Path: "/media"}
	scanOp   = Op{Method: "POST", Path: "/scan", Retry: Safe} // an upload without effect
)

// source is a file that counts how often it is opened and closed.
type source struct {
	data []byte
	open func(n int, r io.Reader) (io.Reader, error) // what the nth opening reads; nil: data

	mu             sync.Mutex
	opened, closed int
}

func (s *source) media(size int64) zapgate.Media {
	return zapgate.MediaReader("image/png", size, func() (io.ReadCloser, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		var r io.Reader = bytes.NewReader(s.data)
		if s.open != nil {
			var err error
			if r, err = s.open(s.opened+1, r); err != nil {
				return nil, err
			}
		}
		s.opened++
		return &sourceFile{Reader: r, s: s}, nil
	})
}

type sourceFile struct {
	io.Reader
	s *source
}

func (f *sourceFile) Close() error {
	if c, ok := f.Reader.(io.Closer); ok {
		_ = c.Close()
	}
	f.s.mu.Lock()
	f.s.closed++
	f.s.mu.Unlock()
	return nil
}

// assertClosed is to be called when the call has returned: nothing may stay open then.
func (s *source) assertClosed(t *testing.T, opened int) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	assert.Equal(t, opened, s.opened, "opened")
	assert.Equal(t, s.opened, s.closed, "closed")
}

func uploadOf(op Op, m zapgate.Media) Request {
	return Request{Op: op, Upload: &Upload{
		Fields: [][2]string{{"caption", "olá"}, {"chat", "5511900000001"}}, File: "file", Filename: "a.png", Media: m,
	}}
}

// part is what a server reads of one part.
type part struct{ name, filename, contentType, content string }

func partsOf(t *testing.T, contentType string, body io.Reader) (out []part) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if !assert.NoError(t, err) || !assert.Equal(t, "multipart/form-data", kind) {
		return nil
	}
	mr := multipart.NewReader(body, params["boundary"])
	for {
		p, err := mr.NextRawPart()
		if err == io.EOF {
			return out
		}
		if !assert.NoError(t, err) {
			return out
		}
		b, err := io.ReadAll(p)
		assert.NoError(t, err)
		_, disposition, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		assert.NoError(t, err)
		out = append(out, part{disposition["name"], disposition["filename"], p.Header.Get("Content-Type"), string(b)})
	}
}

func TestUploadOnTheWire(t *testing.T) {
	t.Parallel()
	png := "\x89PNG\r\n\x1a\n0000"
	big := strings.Repeat("\x00\xff--\r\n", 200_000)
	dir := t.TempDir()
	named, bare := filepath.Join(dir, "a.png"), filepath.Join(dir, "photo")
	require.NoError(t, os.WriteFile(named, []byte("no PNG"), 0o600))
	require.NoError(t, os.WriteFile(bare, []byte(png), 0o600))
	opens := func(s string) func() (io.ReadCloser, error) {
		return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }
	}
	for _, c := range []struct {
		name, filename       string
		media                zapgate.Media
		contentType, content string
	}{
		{"bytes", "a.webp", zapgate.MediaBytes("image/webp", []byte(png)), "image/webp", png},
		{"bytes, detected", "a.webp", zapgate.MediaBytes("", []byte(png)), "image/png", png},
		{"no bytes", "a.txt", zapgate.MediaBytes("text/plain", nil), "text/plain", ""},
		{"no bytes, detected", "a.txt", zapgate.MediaBytes("", nil), "text/plain; charset=utf-8", ""},
		{"file, by its extension", "b.png", zapgate.MediaFile(named), "image/png", "no PNG"},
		{"file, by its bytes", "b.png", zapgate.MediaFile(bare), "image/png", png},
		{"file with progress", "b.png", zapgate.MediaProgress(zapgate.MediaFile(bare), func(int64, int64) {}), "image/png", png},
		{"reader", "c.bin", zapgate.MediaReader("application/zip", int64(len(big)), opens(big)), "application/zip", big},
		{"reader, detected", "c.bin", zapgate.MediaReader("", int64(len(png)), opens(png)), "image/png", png},
		{"type with a quoted parameter", "d.ogg", zapgate.MediaBytes(`audio/ogg; codecs="opus"`, []byte("o")), `audio/ogg; codecs="opus"`, "o"},
		{"name with quotes", `the "best" one.png`, zapgate.MediaBytes("image/png", []byte(png)), "image/png", png},
		{"name that ends its header", `a"; name="caption`, zapgate.MediaBytes("image/png", []byte(png)), "image/png", png},
		{"name with a backslash", `C:\a\"b".png`, zapgate.MediaBytes("image/png", []byte(png)), "image/png", png},
		{"name in Unicode", "ação 日本 😀.png", zapgate.MediaBytes("image/png", []byte(png)), "image/png", png},
		{"name with what escapes use", "100%0D%0A;=&a.png", zapgate.MediaBytes("image/png", []byte(png)), "image/png", png},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []part
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				assert.NoError(t, err)
				assert.Equal(t, int64(len(body)), r.ContentLength, "Content-Length is exact")
				assert.Empty(t, r.TransferEncoding)
				assert.Equal(t, tricky, r.Header.Get("Client-Token"))
				assert.Equal(t, "application/json", r.Header.Get("Accept"))
				got = partsOf(t, r.Header.Get("Content-Type"), bytes.NewReader(body))
				_, _ = io.WriteString(w, `{"id":"1"}`)
			}))
			defer srv.Close()
			r := uploadOf(uploadOp, c.media)
			r.Upload.Filename = c.filename
			for range 2 { // a media can be sent again
				out, err := Do[answer](t.Context(), newClientAt(t, srv.URL, nil), r)
				require.NoError(t, err)
				assert.Equal(t, &answer{"1"}, out)
				want := []part{{"caption", "", "", "olá"}, {"chat", "", "", "5511900000001"}, {"file", c.filename, c.contentType, c.content}}
				assert.Equal(t, want, got)
			}
		})
	}
}

func TestUploadsThatAreRefused(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	bytesOf := zapgate.MediaBytes("image/png", []byte("png"))
	reader := func(mimeType string, size int64, r io.Reader, err error) zapgate.Media {
		return zapgate.MediaReader(mimeType, size, func() (io.ReadCloser, error) { return io.NopCloser(r), err })
	}
	for _, c := range []struct {
		name, filename string
		media          zapgate.Media
		text           string // of the error; "": not ours
		is             error
	}{
		{"no media", "a.png", zapgate.Media{}, "file is empty: invalid argument", zapgate.ErrInvalidArgument},
		{"link", "a.png", zapgate.MediaURL("https://x.test/PRIVATE.png"), "file takes bytes, not a link: invalid argument", zapgate.ErrInvalidArgument},
		{"data URI", "a.png", zapgate.MediaURL("data:image/png;base64,iVBORw=="),
			"file takes bytes, not a link: invalid argument", zapgate.ErrInvalidArgument},
		{"no name", "", bytesOf, "filename is empty or has a line break: invalid argument", zapgate.ErrInvalidArgument},
		{"name with CRLF", "a\r\nX-Evil: 1.png", bytesOf, "filename is empty or has a line break: invalid argument", zapgate.ErrInvalidArgument},
		{"name with LF", "a\nb.png", bytesOf, "filename is empty or has a line break: invalid argument", zapgate.ErrInvalidArgument},
		{"name with NUL", "a\x00.png", bytesOf, "filename is empty or has a line break: invalid argument", zapgate.ErrInvalidArgument},
		{"type with CRLF", "a.png", zapgate.MediaBytes("image/png\r\nX-Evil: 1", []byte("png")),
			"file has a MIME type with a line break: invalid argument", zapgate.ErrInvalidArgument},
		{"reader without size", "a.png", reader("image/png", -1, strings.NewReader("png"), nil),
			"file does not say its size: invalid argument", zapgate.ErrInvalidArgument},
		{"the same with progress", "a.png", zapgate.MediaProgress(reader("image/png", -1, strings.NewReader("png"), nil), func(int64, int64) {}),
			"file does not say its size: invalid argument", zapgate.ErrInvalidArgument},
		{"too large for any length", "a.png", reader("image/png", math.MaxInt64, endless{}, nil),
			"file is larger than any gateway takes: invalid argument", zapgate.ErrInvalidArgument},
		{"folder", "a.png", zapgate.MediaFile(t.TempDir()), "file does not say its size: invalid argument", zapgate.ErrInvalidArgument},
		{"no such file", "a.png", zapgate.MediaFile(filepath.Join(t.TempDir(), "none.png")), "", fs.ErrNotExist},
		{"cannot be opened", "a.png", reader("image/png", 3, nil, gone), "media: open: gone", gone},
		{"cannot be opened to look", "a.png", reader("", 3, nil, gone), "media: open: gone", gone},
		{"cannot be read to look", "a.png", reader("", 3, io.MultiReader(strings.NewReader("p"), failing{gone}), nil), "media: read: gone", gone},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			r := uploadOf(scanOp, c.media)
			r.Upload.Filename = c.filename
			err := Exec(t.Context(), newClient(t, mt), r)
			require.ErrorIs(t, err, c.is)
			if c.text != "" {
				assert.EqualError(t, err, "test: POST /scan: "+c.text)
			}
			outcome{}.check(t, err, 0)
			assert.NotContains(t, shown(err), "PRIVATE")
			assert.Zero(t, mt.GetTotalCallCount())
		})
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// A source is opened once for each attempt, and not to learn what the media told already.
func TestUploadOpensItsSourceOnce(t *testing.T) {
	t.Parallel()
	for _, by := range carriers {
		s := &source{data: []byte("png")}
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) { // it neither reads nor closes the body
			assert.Nil(t, r.GetBody, "net/http must not send it again by itself")
			return httpmock.NewStringResponse(200, `{}`), nil
		})
		require.NoError(t, Exec(t.Context(), newClient(t, mt), by.of(scanOp, s.media(3))))
		s.assertClosed(t, 1)
	}
}

func TestUploadDetectsWithoutProgress(t *testing.T) {
	t.Parallel()
	for _, by := range carriers {
		t.Run(by.name, func(t *testing.T) { detectsWithoutProgress(t, by) })
	}
}

func detectsWithoutProgress(t *testing.T, by carrier) {
	t.Parallel()
	data := bytes.Repeat([]byte("x"), 2000)
	var seen []int64
	media := zapgate.MediaReader("", 2000, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil })
	report := func(sent, total int64) { seen = append(seen, sent, total) }
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		assert.Empty(t, seen, "nothing was sent yet")
		b, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		assert.Equal(t, r.ContentLength, int64(len(b)))
		return httpmock.NewStringResponse(200, `{}`), nil
	})
	twice := zapgate.MediaProgress(zapgate.MediaProgress(media, report), func(int64, int64) {})
	require.NoError(t, Exec(t.Context(), newClient(t, mt), by.of(uploadOp, twice)))
	require.NotEmpty(t, seen)
	assert.Equal(t, []int64{2000, 2000}, seen[len(seen)-2:])
}
