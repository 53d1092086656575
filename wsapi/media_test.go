package wsapi_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

// streams are the operations whose answer is a file.
var streams = []struct {
	name, path string
	call       func(context.Context, *wsapi.Client, io.Writer) (*wsapi.Binary, error)
}{
	{"GET /session/qr", "/session/qr", func(ctx context.Context, c *wsapi.Client, w io.Writer) (*wsapi.Binary, error) {
		return c.Session.QR(ctx, w)
	}},
	{"GET /media/download", "/media/download?id=media%2F1+%26", func(ctx context.Context, c *wsapi.Client, w io.Writer) (*wsapi.Binary, error) {
		return c.Media.Download(ctx, wsapi.DownloadMediaParams{ID: "media/1 &"}, w)
	}},
}

func TestWireStreams(t *testing.T) {
	t.Parallel()
	file := "\x89PNG\r\n" + strings.Repeat("\x00\xff{", 5<<20) // more than an answer of JSON may have
	for _, tt := range streams {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(contract.Answer{Status: 200, Body: file, Header: http.Header{"Content-Type": {"image/png"}}})
			c, mt := newClient(t)
			mt.RegisterNoResponder(r.RoundTrip)
			var w bytes.Buffer
			got, err := tt.call(t.Context(), c, &w)
			require.NoError(t, err)
			assert.Equal(t, &wsapi.Binary{ContentType: "image/png", Size: int64(len(file))}, got)
			assert.True(t, file == w.String(), "every byte as it came")
			sent := r.Only(t)
			assert.Equal(t, "GET", sent.Method)
			assert.Equal(t, base+tt.path, sent.URL)
			assert.Equal(t, "*/*", sent.Header.Get("Accept"))
			assert.Equal(t, []string{apiKey}, sent.Header["X-Api-Key"])
			assert.Equal(t, []string{instance}, sent.Header["X-Instance-Id"])
			assert.Empty(t, sent.Body)
		})
	}
}

func TestStreamsThatFail(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	for _, tt := range streams {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(contract.Answer{Status: 503, Body: "busy"}, contract.Answer{Err: io.ErrUnexpectedEOF}, contract.OK("file"))
			c, mt := newClient(t)
			mt.RegisterNoResponder(r.RoundTrip)
			var w bytes.Buffer
			got, err := tt.call(t.Context(), c, &w)
			require.NoError(t, err)
			assert.Equal(t, int64(4), got.Size)
			assert.Equal(t, "file", w.String(), "no answer but the last is written")
			assert.Len(t, r.Sent, 3, "it only reads")

			c, mt = newClient(t)
			mt.RegisterNoResponder(contract.Record(contract.Answer{Status: 404, Body: `{"status":404,"detail":"no such file"}`}).RoundTrip)
			w.Reset()
			_, err = tt.call(t.Context(), c, &w)
			require.ErrorIs(t, err, zapgate.ErrNotFound)
			assert.ErrorContains(t, err, tt.name)
			assert.Empty(t, w.String(), "an error is no file")

			r = contract.Record(contract.OK("file"))
			c, mt = newClient(t)
			mt.RegisterNoResponder(r.RoundTrip)
			_, err = tt.call(t.Context(), c, failingWriter{full})
			require.ErrorIs(t, err, full)
			r.Only(t)
		})
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func TestMediaArguments(t *testing.T) {
	t.Parallel()
	runRefused(t, []refused{
		{"GET /media/download", "id is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Media.Download(ctx, wsapi.DownloadMediaParams{}, io.Discard)
			return err
		}},
	})
}

func ExampleMediaService_Download() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"}, answering(200, "the file's bytes\n"))
	if err != nil {
		panic(err)
	}
	file, err := client.Media.Download(context.Background(), wsapi.DownloadMediaParams{ID: "media-1"}, os.Stdout)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(file.Size)
	// Output:
	// the file's bytes
	// 17
}
