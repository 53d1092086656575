package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net"
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

type card struct {
	Text  string        `json:"text"`
	Image zapgate.Media `json:"image" limit:"1MB"`
}

type Cover struct {
	Cover zapgate.Media `json:"cover,omitzero"`
}

type thumbnail struct {
	Thumb zapgate.Base64 `json:"thumb,omitzero"`
	own   zapgate.Media
}

// everyPlace has media wherever a request can have them.
type everyPlace struct {
	Text string `json:"text"`
	Cover
	thumbnail
	Image  zapgate.Media     `json:"image,omitzero"`
	Sound  *zapgate.Base64   `json:"sound,omitempty"`
	Cards  []card            `json:"cards,omitempty"`
	More   []*card           `json:"more,omitempty"`
	Images []zapgate.Media   `json:"images,omitempty"`
	Inner  *everyPlace       `json:"inner,omitempty"`
	Unsent zapgate.Media     `json:"-"`
	Named  struct{ In card } `json:"named"`
}

func fileOf(t *testing.T, name, content string) zapgate.Media {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return zapgate.MediaFile(path)
}

// look-alikes of what stands for files, and what JSON has to escape.
const lookAlikes = `data:image/png;base64,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA "quoted" <b>&amp;</b> \u0000 ` + "\u2028\x00\xff"

func bytesOf(s string) zapgate.Media { return zapgate.MediaBytes("image/png", []byte(s)) }

func TestFilesInJSONOnTheWire(t *testing.T) {
	t.Parallel()
	big := strings.Repeat("\x00\xff--\r\n", 150_000)
	sound := zapgate.Base64(zapgate.MediaBytes("audio/ogg", []byte("sound")))
	var decoded zapgate.Base64
	require.NoError(t, json.Unmarshal([]byte(`"a-_b"`), &decoded))
	unmarshalled := zapgate.MediaReader("", 3, func() (io.ReadCloser, error) { return nil, errors.New("opened for nothing") })
	named := everyPlace{}.Named
	named.In = card{"in", bytesOf("in")}
	for name, c := range map[string]struct {
		body any
		json string // "": what encoding/json makes of it
	}{
		"literal": {card{"olá <&>", bytesOf("png")}, `{"text":"olá <&>","image":"data:image/png;base64,cG5n"}`},
		"bare base64": {struct {
			Data zapgate.Base64 `json:"data"`
		}{zapgate.Base64(bytesOf("png"))}, `{"data":"cG5n"}`},
		"empty":            {card{"x", zapgate.MediaBytes("text/plain", nil)}, `{"text":"x","image":"data:text/plain;base64,"}`},
		"empty file":       {card{"x", fileOf(t, "a.txt", "")}, `{"text":"x","image":"data:text/plain;base64,"}`},
		"quoted type":      {card{"x", zapgate.MediaBytes(`audio/ogg; codecs="opus"`, []byte("o"))}, `{"text":"x","image":"data:audio/ogg;codecs=\"opus\";base64,bw=="}`},
		"detected":         {card{"x", zapgate.MediaBytes("", []byte("GIF89a"))}, `{"text":"x","image":"data:image/gif;base64,R0lGODlh"}`},
		"by extension":     {card{"x", fileOf(t, "a.opus", "o")}, `{"text":"x","image":"data:audio/ogg;codecs=opus;base64,bw=="}`},
		"by bytes":         {card{"x", fileOf(t, "voice", "#!AMR\n")}, `{"text":"x","image":"data:audio/amr;base64,IyFBTVIK"}`},
		"pointer":          {&card{"x", bytesOf("png")}, `{"text":"x","image":"data:image/png;base64,cG5n"}`},
		"big":              {card{"x", bytesOf(big)}, ""},
		"progress":         {card{"x", zapgate.MediaProgress(bytesOf(big), func(int64, int64) {})}, ""},
		"look-alikes":      {card{lookAlikes, bytesOf("png")}, ""},
		"link, data URI":   {[]card{{"x", zapgate.MediaURL("https://x.test/?a=1&b=<2>")}, {"y", zapgate.MediaURL("data:,y")}, {"z", bytesOf("z")}}, ""},
		"a link only":      {card{"x", zapgate.MediaURL("https://x.test/?a=1&b=<2>")}, ""},
		"decoded":          {thumbnail{decoded, zapgate.Media{}}, `{"thumb":"a-_b"}`},
		"a map":            {map[string]zapgate.Media{"x": bytesOf("png")}, `{"x":"data:image/png;base64,cG5n"}`},
		"left out":         {everyPlace{Unsent: unmarshalled, Named: named}, ""},
		"of a value's own": {everyPlace{thumbnail: thumbnail{own: unmarshalled}, Named: named}, ""},
		"everywhere": {everyPlace{
			Text: lookAlikes, Cover: Cover{bytesOf("cover")}, thumbnail: thumbnail{Thumb: zapgate.Base64(bytesOf("thumb"))},
			Image: bytesOf(big), Sound: &sound, Cards: []card{{"1", bytesOf("1")}, {"2", zapgate.MediaURL("http://x.test/")}},
			More: []*card{nil, {"3", bytesOf("3")}}, Images: []zapgate.Media{bytesOf("4"), bytesOf("")},
			Inner: &everyPlace{Image: bytesOf("inner"), Named: named}, Named: named,
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, err := encode(c.body)
			require.NoError(t, err)
			if c.json != "" {
				require.Equal(t, c.json, string(want))
			}
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				assert.NoError(t, err)
				assert.Equal(t, "POST /media", r.Method+" "+r.URL.String())
				assert.Equal(t, int64(len(body)), r.ContentLength, "Content-Length is exact")
				assert.Empty(t, r.TransferEncoding)
				assert.Equal(t, "application/json", r.Header.Get("Content-Type"))
				assert.Equal(t, tricky, r.Header.Get("Client-Token"))
				assert.True(t, bytes.Equal(want, body), "%.1000s", body)
				_, _ = io.WriteString(w, `{"id":"1"}`)
			}))
			defer srv.Close()
			client := newClientAt(t, srv.URL, nil)
			var calls sync.WaitGroup
			for range 3 { // a request can be sent again, and at the same time: it stays as it is
				calls.Go(func() {
					out, err := Do[answer](t.Context(), client, Request{Op: uploadOp, Body: c.body})
					assert.NoError(t, err)
					assert.Equal(t, &answer{"1"}, out)
				})
			}
			calls.Wait()
			after, err := encode(c.body)
			require.NoError(t, err)
			assert.True(t, bytes.Equal(want, after), "the caller's own is not touched")
		})
	}
}

// A request without files is sent as any other: net/http may rewind it.
func TestJSONWithoutFilesIsNotStreamed(t *testing.T) {
	t.Parallel()
	for _, body := range []any{card{"x", zapgate.MediaURL("https://x.test/")}, textRequest{"5511", "olá"}} {
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
			assert.NotNil(t, r.GetBody)
			return httpmock.NewStringResponse(200, `{}`), nil
		})
		require.NoError(t, Exec(t.Context(), newClient(t, mt), Request{Op: scanOp, Body: body}))
	}
}

func TestFilesInJSONThatAreRefused(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	reader := func(mimeType string, size int64, r io.Reader, err error) zapgate.Media {
		return zapgate.MediaReader(mimeType, size, func() (io.ReadCloser, error) { return io.NopCloser(r), err })
	}
	large := zapgate.MediaReader("image/png", 1<<20+1, func() (io.ReadCloser, error) { return nil, errors.New("opened for nothing") })
	onDisk := fileOf(t, "PRIVATE.png", strings.Repeat("x", 1<<20+1))
	endlessOf := func(size int64) zapgate.Media { return reader("image/png", size, endless{}, nil) }
	for _, c := range []struct {
		name string
		body any
		text string // of the error; "": not ours
		is   error
	}{
		{"unknown size", card{"", reader("image/png", -1, strings.NewReader("x"), nil)}, "image does not say its size: invalid argument", zapgate.ErrInvalidArgument},
		{"unknown size and type", card{"", reader("", -1, endless{}, nil)}, "image does not say its size: invalid argument", zapgate.ErrInvalidArgument},
		{"folder", card{"", zapgate.MediaFile(t.TempDir())}, "image does not say its size: invalid argument", zapgate.ErrInvalidArgument},
		{"no such file", card{"", zapgate.MediaFile(filepath.Join(t.TempDir(), "none.png"))}, "", os.ErrNotExist},
		{"cannot be opened", card{"", reader("image/png", 3, nil, gone)}, "media: open: gone", gone},
		{"cannot be opened to look", card{"", reader("", 3, nil, gone)}, "media: open: gone", gone},
		{"cannot be read to look", card{"", reader("", 3, io.MultiReader(strings.NewReader("p"), failing{gone}), nil)}, "media: read: gone", gone},
		{"bad type", card{"", zapgate.MediaBytes("image/png\r\n", []byte("PRIVATE"))}, "media: the MIME type has no place in a data URI: invalid argument", zapgate.ErrInvalidArgument},
		{"bad type of an empty file", card{"", zapgate.MediaBytes("PRIVATE,", nil)}, "media: the MIME type has no place in a data URI: invalid argument", zapgate.ErrInvalidArgument},
		{"none", card{}, "media: none given: invalid argument", zapgate.ErrInvalidArgument},
		{"a path beside a file", []card{{"", bytesOf("x")}, {"", zapgate.MediaURL("/PRIVATE")}}, "media: not an http or https link: invalid argument", zapgate.ErrInvalidArgument},
		{"a link for Base64", thumbnail{Thumb: zapgate.Base64(zapgate.MediaURL("https://x.test/PRIVATE"))}, "media: this field takes bytes, not a link: invalid argument", zapgate.ErrInvalidArgument},
		{"too large", card{"", large}, "image is larger than 1MB: invalid argument", zapgate.ErrInvalidArgument},
		{"too large and endless", card{"", endlessOf(3 << 30)}, "image is larger than 1MB: invalid argument", zapgate.ErrInvalidArgument},
		{"too large for any length", Cover{endlessOf(math.MaxInt64)}, "cover is larger than any gateway takes: invalid argument", zapgate.ErrInvalidArgument},
		{"too large on disk", &card{"", onDisk}, "image is larger than 1MB: invalid argument", zapgate.ErrInvalidArgument},
		{"too large in a list", everyPlace{Inner: &everyPlace{Cards: []card{{"", bytesOf("x")}, {"", large}}}},
			"inner.cards[1].image is larger than 1MB: invalid argument", zapgate.ErrInvalidArgument},
		{"too large in a list of lists", [][]card{nil, {{"", large}}}, "[1][0].image is larger than 1MB: invalid argument", zapgate.ErrInvalidArgument},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			err := Exec(t.Context(), newClient(t, mt), Request{Op: scanOp, Body: c.body})
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

func TestFileAtItsLimit(t *testing.T) {
	t.Parallel()
	for _, size := range []int64{1<<20 - 1, 1 << 20} {
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(httpmock.NewStringResponder(200, `{}`))
		body := card{"", zapgate.MediaBytes("image/png", make([]byte, size))}
		assert.NoError(t, Exec(t.Context(), newClient(t, mt), Request{Op: uploadOp, Body: body}))
		assert.Equal(t, 1, mt.GetTotalCallCount())
	}
}

// The file that cannot be opened is not the first: nothing of the others has left, and none stays open.
func TestOneOfTheFilesCannotBeOpened(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	first := &source{data: []byte("png")}
	second := &source{open: func(int, io.Reader) (io.Reader, error) { return nil, gone }}
	mt := httpmock.NewMockTransport()
	err := Exec(t.Context(), newClient(t, mt), Request{Op: uploadOp, Body: []card{{"1", first.media(3)}, {"2", second.media(3)}}})
	assert.ErrorIs(t, outcome{}.check(t, err, 0), gone)
	assert.Zero(t, mt.GetTotalCallCount())
	first.assertClosed(t, 1)
	second.assertClosed(t, 0)
}

// The second file breaks its word after the first has left.
func TestOneOfTheFilesIsTooShort(t *testing.T) {
	t.Parallel()
	for op, want := range map[Op]outcome{uploadOp: unknown, scanOp: once} {
		w := &wire{serve: func(_ int, c net.Conn, _ *http.Request) bool { return ok(c, `{}`) }}
		first, second := &source{data: bytes.Repeat([]byte("x"), 100_000)}, &source{data: []byte("png")}
		err := Exec(t.Context(), newClient(t, w.transport(t)), Request{Op: op, Body: []card{{"1", first.media(100_000)}, {"2", second.media(4)}}})
		assert.ErrorIs(t, want.check(t, err, 0), errSourceSize)
		assert.Zero(t, w.requests())
		first.assertClosed(t, 1)
		second.assertClosed(t, 1)
	}
}
