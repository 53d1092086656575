package zapgate

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var png = []byte("\x89PNG\r\n\x1a\n0000")

// asSent is how the transport encodes v: HTML characters stay as they are.
func asSent(t *testing.T, v any) (string, error) {
	t.Helper()
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSuffix(buf.String(), "\n"), err
}

func opens(b []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
}

func TestMediaJSON(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	named, bare, voice := filepath.Join(dir, "a.png"), filepath.Join(dir, "photo"), filepath.Join(dir, "a.OPUS")
	require.NoError(t, os.WriteFile(named, []byte("no PNG"), 0o600))
	require.NoError(t, os.WriteFile(bare, png, 0o600))
	require.NoError(t, os.WriteFile(voice, []byte("o"), 0o600))
	b64 := base64.StdEncoding.EncodeToString(png)
	for _, c := range []struct {
		name           string
		m              Media
		json           string
		url, mime      string
		size           int64
		base64, opened string // "" for a link
	}{
		{"link", MediaURL("https://x.test/a.png?b=1&c=<2>"), `"https://x.test/a.png?b=1&c=<2>"`, "https://x.test/a.png?b=1&c=<2>", "", 0, "", ""},
		{"http link", MediaURL("HTTP://x.test"), `"HTTP://x.test"`, "HTTP://x.test", "", 0, "", ""},
		{"data URI", MediaURL("data:image/png;base64," + b64), `"data:image/png;base64,` + b64 + `"`, "", "", 0, "", ""},
		{"bytes", MediaBytes("image/png", png), `"data:image/png;base64,` + b64 + `"`, "", "image/png", 12, b64, string(png)},
		{"bytes, detected", MediaBytes("", png), `"data:image/png;base64,` + b64 + `"`, "", "", 12, b64, string(png)},
		{"text, detected", MediaBytes("", []byte("olá")), `"data:text/plain;charset=utf-8;base64,b2zDoQ=="`, "", "", 4, "b2zDoQ==", "olá"},
		{"type with a quoted parameter", MediaBytes(`audio/ogg; codecs="opus"`, []byte("o")),
			`"data:audio/ogg;codecs=\"opus\";base64,bw=="`, "", `audio/ogg; codecs="opus"`, 1, "bw==", "o"},
		{"file, by its extension", MediaFile(named), `"data:image/png;base64,bm8gUE5H"`, "", "image/png", -1, "bm8gUE5H", "no PNG"},
		{"file, by an extension that machines rarely know", MediaFile(voice), `"data:audio/ogg;codecs=opus;base64,bw=="`, "", "audio/ogg; codecs=opus", -1, "bw==", "o"},
		{"file, by its bytes", MediaFile(bare), `"data:image/png;base64,` + b64 + `"`, "", "", -1, b64, string(png)},
		{"reader", MediaReader("image/webp", 12, opens(png)), `"data:image/webp;base64,` + b64 + `"`, "", "image/webp", 12, b64, string(png)},
		{"reader of unknown size", MediaReader("", -1, opens(png)), `"data:image/png;base64,` + b64 + `"`, "", "", -1, b64, string(png)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.url, c.m.URL())
			assert.Equal(t, c.base64 != "", c.m.HasBytes())
			assert.Equal(t, c.mime, c.m.MIMEType())
			assert.Equal(t, c.size, c.m.Size())
			assert.False(t, c.m.IsZero())
			for range 2 { // each attempt starts over
				got, err := asSent(t, c.m)
				require.NoError(t, err)
				assert.Equal(t, c.json, got)
			}
			bare, err := asSent(t, Base64(c.m))
			src, openErr := c.m.Open()
			if c.base64 == "" {
				assert.ErrorIs(t, err, ErrInvalidArgument, "a link has no base64")
				assert.ErrorIs(t, openErr, ErrInvalidArgument)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, `"`+c.base64+`"`, bare)
			require.NoError(t, openErr)
			b, err := io.ReadAll(src)
			require.NoError(t, err)
			assert.Equal(t, c.opened, string(b))
			assert.NoError(t, src.Close())
		})
	}
}

type closing struct {
	io.Reader
	closed *int
}

func (c closing) Close() error { *c.closed++; return nil }

func TestMediaRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		m    Media
		is   error
		text string // of Media, and of Base64 where it is the same
	}{
		{"none", Media{}, ErrInvalidArgument, "media: none given: invalid argument"},
		{"no link", MediaURL(""), ErrInvalidArgument, "media: none given: invalid argument"},
		{"path", MediaURL("/home/me/PRIVATE.png"), ErrInvalidArgument, "media: not an http or https link: invalid argument"},
		{"file name", MediaURL("PRIVATE.png"), ErrInvalidArgument, "media: not an http or https link: invalid argument"},
		{"Windows path", MediaURL(`C:\PRIVATE.png`), ErrInvalidArgument, "media: not an http or https link: invalid argument"},
		{"file URL", MediaURL("file:///PRIVATE"), ErrInvalidArgument, "media: not an http or https link: invalid argument"},
		{"bare base64", MediaURL("UFJJVkFURQ=="), ErrInvalidArgument, "media: not an http or https link: invalid argument"},
		{"no host", MediaURL("https:///PRIVATE"), ErrInvalidArgument, "media: not an http or https link: invalid argument"},
		{"cannot be opened", MediaReader("", 1, func() (io.ReadCloser, error) { return nil, io.ErrClosedPipe }), io.ErrClosedPipe, "media: open: io: read/write on closed pipe"},
		{"nothing to open", MediaReader("", 1, nil), ErrInvalidArgument, "media: none given: invalid argument"},
		{"no such file", MediaFile(filepath.Join(t.TempDir(), "none")), fs.ErrNotExist, ""},
		{"longer than said", MediaReader("", 11, opens(png)), ErrInvalidArgument, "media: the source is not as long as it was said to be: invalid argument"},
		{"shorter than said", MediaReader("", 13, opens(png)), ErrInvalidArgument, "media: the source is not as long as it was said to be: invalid argument"},
		{"endless", MediaReader("", 5, func() (io.ReadCloser, error) { return io.NopCloser(endless{}), nil }),
			ErrInvalidArgument, "media: the source is not as long as it was said to be: invalid argument"},
		{"type with a comma", MediaBytes("image/png,PRIVATE", png), ErrInvalidArgument, "media: the MIME type has no place in a data URI: invalid argument"},
		{"type with a line break", MediaBytes("image/png\r\n", png), ErrInvalidArgument, "media: the MIME type has no place in a data URI: invalid argument"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := asSent(t, c.m)
			require.ErrorIs(t, err, c.is)
			if c.text != "" {
				var me *json.MarshalerError
				require.ErrorAs(t, err, &me)
				assert.EqualError(t, me.Err, c.text)
			}
			_, err = asSent(t, Base64(c.m))
			if !strings.HasPrefix(c.name, "type") {
				require.ErrorIs(t, err, c.is, "Base64")
			}
		})
	}
}

// endless fails the test's memory rather than the test if it is read to its end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestMediaClosesItsSource(t *testing.T) {
	t.Parallel()
	var closed int
	broken := errors.New("broken")
	m := MediaReader("", -1, func() (io.ReadCloser, error) {
		return closing{io.MultiReader(bytes.NewReader(png), errReader{broken}), &closed}, nil
	})
	_, err := asSent(t, m)
	assert.ErrorIs(t, err, broken)
	assert.Equal(t, 1, closed)
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

// What a request held is kept to the letter, even what could not be sent.
func TestMediaIsReadBack(t *testing.T) {
	t.Parallel()
	for _, in := range []string{`"https://x.test/?a=1&b=2"`, `"data:image/png;base64,iVBORw=="`, `"data:audio/ogg;codecs=\"opus\";base64,b2zDoQ"`, `"data:,x"`} {
		var m Media
		require.NoError(t, json.Unmarshal([]byte(in), &m))
		out, err := asSent(t, m)
		require.NoError(t, err)
		assert.Equal(t, in, out)
	}
	for _, in := range []string{`"iVBORw=="`, `"a-_b"`, `"iVBORw"`} {
		var b Base64
		require.NoError(t, json.Unmarshal([]byte(in), &b))
		assert.False(t, b.IsZero())
		assert.False(t, Media(b).HasBytes())
		assert.Empty(t, Media(b).URL(), "it is no link")
		out, err := asSent(t, b)
		require.NoError(t, err)
		assert.Equal(t, in, out)
	}
	m := MediaBytes("image/png", png)
	require.NoError(t, json.Unmarshal([]byte(`null`), &m))
	assert.True(t, m.IsZero())
	assert.Empty(t, m.MIMEType())
	assertQuiet(t, `["PRIVATE"]`, &m)
	type holder struct {
		Image Media  `json:"image,omitzero"`
		Sound Base64 `json:"sound,omitzero"`
	}
	_, out := reencode[holder](t, `{}`)
	assert.Equal(t, `{}`, out)
}
