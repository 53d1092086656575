package zapini_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapini"
)

func TestMedia(t *testing.T) {
	t.Parallel()
	runExchanges(t, []exchange{
		{
			name:   "Get",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Media.Get(ctx, "media_exemplo01") },
			method: "GET", url: "/media/media_exemplo01", repeatable: true, answer: "p2-media.json",
			check: func(t *testing.T, got any) {
				m := got.(*zapini.StoredMedia)
				assert.Equal(t, at("2026-03-04T12:00:00Z"), m.CreatedAt.UTC())
				assert.Equal(t, at("2026-03-11T12:00:00Z"), m.ExpiresAt.UTC())
				m.CreatedAt, m.ExpiresAt = zapgate.Time{}, zapgate.Time{}
				assert.Equal(t, &zapini.StoredMedia{
					ID: "media_exemplo01", URL: "https://media.example.com/exemplo01.png", Type: zapini.MediaImage,
					MIMEType: "image/png", Size: 12, Filename: "nota.png",
				}, m)
			},
		},
		{
			name:   "Delete",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Media.Delete(ctx, "a/b") },
			method: "DELETE", url: "/media/a%2Fb", answer: "p2-result.json", anyAnswer: true,
			check: func(t *testing.T, got any) { assert.Equal(t, "done", got.(*zapini.Result).Message) },
		},
	})
}

// part is one part of a multipart body.
type part struct{ name, filename, contentType, content string }

// uploads is a server that reads multipart bodies.
func uploads(t *testing.T, status int, answer string) (c *zapini.Client, seen *[][]part) {
	t.Helper()
	seen = &[][]part{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the upload was broken off
		}
		assert.Equal(t, "POST /api/v1/media/upload", r.Method+" "+r.URL.Path)
		assert.Equal(t, "Bearer "+token, r.Header.Get("Authorization"))
		assert.Equal(t, int64(len(body)), r.ContentLength, "announced exactly")
		assert.Empty(t, r.TransferEncoding)
		kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		assert.NoError(t, err)
		assert.Equal(t, "multipart/form-data", kind)
		var parts []part
		for mr := multipart.NewReader(bytes.NewReader(body), params["boundary"]); ; {
			p, err := mr.NextPart()
			if err != nil {
				assert.ErrorIs(t, err, io.EOF)
				break
			}
			content, err := io.ReadAll(p)
			assert.NoError(t, err)
			parts = append(parts, part{p.FormName(), p.FileName(), p.Header.Get("Content-Type"), string(content)})
		}
		*seen = append(*seen, parts)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(s.Close)
	c, err := zapini.New(zapini.Credentials{Token: token}, zapgate.WithBaseURL(s.URL+"/api/v1"))
	require.NoError(t, err)
	return c, seen
}

func TestUpload(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "nota.png")
	require.NoError(t, os.WriteFile(file, []byte("twelve bytes"), 0o600))
	opens := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader([]byte("twelve bytes"))), nil }
	for name, tt := range map[string]struct {
		in   zapini.UploadMediaRequest
		want []part
	}{
		"bytes with a type": {
			zapini.UploadMediaRequest{File: zapgate.MediaBytes("image/png", []byte("twelve bytes")), Filename: "nota.png", Type: zapini.MediaImage},
			[]part{{"type", "", "", "image"}, {"file", "nota.png", "image/png", "twelve bytes"}},
		},
		"a file": {
			zapini.UploadMediaRequest{File: zapgate.MediaFile(file), Filename: `a "b" ção.png`},
			[]part{{"file", `a "b" ção.png`, "image/png", "twelve bytes"}},
		},
		"a reader, its type detected": {
			zapini.UploadMediaRequest{File: zapgate.MediaReader("", 12, opens), Filename: "x.bin", Type: zapini.MediaDocument},
			[]part{{"type", "", "", "document"}, {"file", "x.bin", "text/plain; charset=utf-8", "twelve bytes"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, seen := uploads(t, http.StatusOK, fixture(t, "p2-media-upload.json"))
			var last, total int64
			in := tt.in
			in.File = zapgate.MediaProgress(in.File, func(sent, of int64) { last, total = sent, of })
			m, err := c.Media.Upload(t.Context(), in)
			require.NoError(t, err)
			assert.Equal(t, [][]part{tt.want}, *seen)
			assert.Equal(t, "media_exemplo01", m.ID)
			assert.Equal(t, zapgate.Int(12), m.Size)
			assert.True(t, m.CreatedAt.IsZero())
			assert.Equal(t, at("2026-03-11T12:00:00Z"), m.ExpiresAt.UTC())
			assert.Equal(t, int64(12), last)
			assert.Contains(t, []int64{12, -1}, total)
		})
	}
}

func TestUploadGoesOutOnce(t *testing.T) {
	t.Parallel()
	in := zapini.UploadMediaRequest{File: zapgate.MediaBytes("image/png", []byte("x")), Filename: "x.png"}
	c, seen := uploads(t, http.StatusServiceUnavailable, `{"success":false,"error":{"code":"DOWN"}}`)
	_, err := c.Media.Upload(t.Context(), in)
	require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	assert.Len(t, *seen, 1)

	c, _ = uploads(t, http.StatusCreated, `{"success":true,"data":{"url":"https://media.example.com/x"}}`)
	_, err = c.Media.Upload(t.Context(), in)
	require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	require.ErrorContains(t, err, "data.id is missing")

	c, _ = uploads(t, http.StatusRequestEntityTooLarge, `<h1>413 Request Entity Too Large</h1>`)
	_, err = c.Media.Upload(t.Context(), in)
	var e *zapgate.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, http.StatusRequestEntityTooLarge, e.StatusCode)
	assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
}

// A source that is not what it was said to be must not arrive as a whole file.
func TestUploadOfABrokenSource(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk gone")
	for name, tt := range map[string]struct {
		size int64
		open func() (io.ReadCloser, error)
		want error
	}{
		"shorter":    {20, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader([]byte("short"))), nil }, nil},
		"longer":     {2, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader([]byte("longer"))), nil }, nil},
		"unopened":   {2, func() (io.ReadCloser, error) { return nil, broken }, broken},
		"in reading": {2, func() (io.ReadCloser, error) { return io.NopCloser(failing{broken}), nil }, broken},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, seen := uploads(t, http.StatusOK, fixture(t, "p2-media-upload.json"))
			_, err := c.Media.Upload(t.Context(), zapini.UploadMediaRequest{File: zapgate.MediaReader("image/png", tt.size, tt.open), Filename: "x.png"})
			require.Error(t, err)
			if tt.want != nil {
				require.ErrorIs(t, err, tt.want)
			}
			assert.Empty(t, *seen)
		})
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// large is a file of one byte more than mb, which nobody may open.
func large(mimeType string, mb int64) zapgate.Media {
	return zapgate.MediaReader(mimeType, mb<<20+1, func() (io.ReadCloser, error) { return nil, errors.New("opened for nothing") })
}

// A file that says to be of another kind is taken for that kind, and one at the limit is no larger than it.
func TestUploadWithinItsLimit(t *testing.T) {
	t.Parallel()
	for _, in := range []zapini.UploadMediaRequest{
		{File: zapgate.MediaBytes("audio/ogg", make([]byte, 16<<20)), Filename: "x.ogg"},
		{File: zapgate.MediaBytes("image/png", make([]byte, 16<<20+1)), Filename: "x.png", Type: zapini.MediaDocument},
		{File: zapgate.MediaBytes("image/png", make([]byte, 16<<20+1)), Filename: "x.png", Type: "hologram"}, // not known yet
	} {
		c, seen := uploads(t, http.StatusOK, fixture(t, "p2-media-upload.json"))
		_, err := c.Media.Upload(t.Context(), in)
		require.NoError(t, err)
		require.Len(t, *seen, 1)
		parts := (*seen)[0]
		assert.Len(t, parts[len(parts)-1].content, int(in.File.Size()))
	}
}

func TestMediaRefusesBeforeSending(t *testing.T) {
	t.Parallel()
	upload := func(in zapini.UploadMediaRequest) func(context.Context, *zapini.Client) (any, error) {
		return func(ctx context.Context, c *zapini.Client) (any, error) { return c.Media.Upload(ctx, in) }
	}
	bytes := zapgate.MediaBytes("image/png", []byte("x"))
	runRefusals(t, []refusal{
		{"file is empty", upload(zapini.UploadMediaRequest{Filename: "x.png"})},
		{"filename is empty", upload(zapini.UploadMediaRequest{File: bytes})},
		{"filename is empty or has a line break", upload(zapini.UploadMediaRequest{File: bytes, Filename: "a\r\nX: y"})},
		{"file takes bytes, not a link", upload(zapini.UploadMediaRequest{File: zapgate.MediaURL("https://media.example.com/x.png"), Filename: "x.png"})},
		{"file is larger than 16MB", upload(zapini.UploadMediaRequest{File: large("audio/ogg; codecs=opus", 16), Filename: "x.ogg"})},
		{"file is larger than 16MB", upload(zapini.UploadMediaRequest{File: large("application/pdf", 16), Filename: "x.png", Type: zapini.MediaImage})},
		{"file is larger than 64MB", upload(zapini.UploadMediaRequest{File: large("video/mp4", 64), Filename: "x.mp4"})},
		{"file is larger than 100MB", upload(zapini.UploadMediaRequest{File: large("application/pdf", 100), Filename: "x.pdf"})},
		{"file is larger than 100MB", upload(zapini.UploadMediaRequest{File: large("image/png", 100), Filename: "x.png", Type: zapini.MediaDocument})},
		{"id is empty", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Media.Get(ctx, "") }},
		{"id is a dot segment", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Media.Delete(ctx, "..") }},
	})
}
