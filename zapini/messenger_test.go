package zapini_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

func newMessenger(t testing.TB, opts ...zapgate.Option) zapgate.Messenger {
	t.Helper()
	c, err := zapini.New(zapini.Credentials{Token: contract.Canary, InstanceID: instanceID}, opts...)
	require.NoError(t, err)
	return c.Messenger()
}

func TestMessenger(t *testing.T) {
	t.Parallel()
	byWhatsApp := &zapgate.Sent{MessageID: "3EB0C0FFEE000001", Named: zapgate.NamedByMessageID}
	byUUID := &zapgate.Sent{GatewayID: "55555555-0000-4000-8000-000000000001", Named: zapgate.NamedByGatewayID}
	text := func(body string) contract.Exchange {
		return contract.One("POST", direct+"/send-message", body, fixture(t, "send-message.json"), byWhatsApp)
	}
	wire := map[string]contract.Exchange{
		"text":            text(`{"recipient":"5511900000001","message":"Olá"}`),
		"text, typing":    text(`{"recipient":"5511900000001","message":"Olá"}`), // left out
		"text, quoting":   text(`{"recipient":"5511900000001","message":"Olá","reply_to":"3EB0AA"}`),
		"text to a phone": text(`{"recipient":"5511900000001","message":"Olá"}`),
		"text to a lid":   text(`{"recipient":"900000000000001@lid","message":"Olá"}`),
		"text to a group": text(`{"recipient":"120360000000000001@g.us","message":"Olá"}`),
		"reaction": contract.One("POST", direct+"/send-reaction",
			`{"to":"5511900000001@s.whatsapp.net","messageId":"3EB0AA","emoji":"👍"}`, fixture(t, "result.json"), nil),
		"status": contract.One("GET", direct+"/status", "", fixture(t, "status.json"),
			&zapgate.ConnectionStatus{Connected: true, Phone: contract.Address("5511900000009"), Native: "connected"}),
	}
	for kind, name := range map[zapgate.MediaKind]string{
		zapgate.MediaImage: "image.png", zapgate.MediaVideo: "video.mp4", zapgate.MediaAudio: "audio.mp3", zapgate.MediaDocument: "nota.pdf",
	} {
		more := ""
		if kind == zapgate.MediaDocument {
			more = `,"filename":"nota.pdf"`
		}
		linked := `{"recipient":"5511900000001","media_type":"` + string(kind) + `","media_url":"` + contract.MediaLink + `"` + more
		wire[string(kind)+" by link"] = contract.One("POST", direct+"/send-media", linked+`}`, fixture(t, "send-message.json"), byWhatsApp)
		wire[string(kind)+" as bytes"] = contract.Exchange{
			Requests: []contract.Wanted{
				{Method: "POST", URL: platform + "/media/upload", Upload: []string{
					`name="type"` + "\r\n\r\n" + string(kind) + "\r\n", `name="file"; filename="` + name + `"`,
					"Content-Type: " + contract.MediaTypes[kind] + "\r\n\r\n\x00\x01\x02\r\n",
				}},
				{Method: "POST", URL: platform + "/messages/send-media", Body: `{"instance_id":"` + instanceID + `",
					"recipient":"5511900000001","media_type":"` + string(kind) + `","media_id":"media_exemplo01"` + more + `}`},
			},
			Answers: []string{fixture(t, "p2-media-upload.json"), fixture(t, "queue-message.json")},
			Want:    byUUID,
		}
		switch kind {
		case zapgate.MediaImage, zapgate.MediaVideo:
			wire[string(kind)+" with caption"] = contract.One("POST", direct+"/send-media", linked+`,"caption":"segue"}`,
				fixture(t, "send-message.json"), byWhatsApp)
		case zapgate.MediaDocument: // by the queue, which alone is documented with one
			wire[string(kind)+" with caption"] = contract.One("POST", platform+"/messages/send-media",
				linked+`,"instance_id":"`+instanceID+`","caption":"segue"}`, fixture(t, "queue-message.json"), byUUID)
		}
	}
	contract.MessengerSuite{
		Provider: "zapini", New: newMessenger, Header: http.Header{"Authorization": {"Bearer " + contract.Canary}}, Wire: wire,
	}.Run(t)
}

func sendMedia(t *testing.T, r *contract.Recorder, f zapgate.MediaMessage) (*zapgate.Sent, error) {
	t.Helper()
	f.To = contract.Address("5511900000001")
	return newMessenger(t, contract.Through(r)...).SendMedia(t.Context(), f)
}

func TestMessengerUploads(t *testing.T) {
	t.Parallel()
	png := append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 8)...)
	for name, tt := range map[string]struct {
		file     zapgate.MediaMessage
		filename string // "": refused
		want     error
		why      string
	}{
		"a type that shows in the bytes": {zapgate.MediaMessage{Kind: zapgate.MediaImage, Media: zapgate.MediaBytes("", png)}, "image.png", nil, ""},
		"a type with a parameter": {zapgate.MediaMessage{Kind: zapgate.MediaAudio, Media: zapgate.MediaBytes("audio/ogg; codecs=opus", png)},
			"audio.ogg", nil, ""},
		"a format that Zapini does not take": {zapgate.MediaMessage{Kind: zapgate.MediaImage, Media: zapgate.MediaBytes("image/tiff", png)},
			"", zapgate.ErrUnsupported, "a file of this format"},
		"a document without a name": {zapgate.MediaMessage{Kind: zapgate.MediaDocument, Media: zapgate.MediaBytes("application/pdf", png)},
			"", zapgate.ErrInvalidArgument, "FileName is empty"},
		"a data URI": {zapgate.MediaMessage{Kind: zapgate.MediaImage, Media: zapgate.MediaURL("data:image/png;base64,AAEC")},
			"", zapgate.ErrInvalidArgument, "a link has no bytes"},
		"a source that does not open": {zapgate.MediaMessage{Kind: zapgate.MediaImage,
			Media: zapgate.MediaReader("", 1, func() (io.ReadCloser, error) { return nil, io.ErrClosedPipe })},
			"", io.ErrClosedPipe, "media: open"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(ok(fixture(t, "p2-media-upload.json")), ok(fixture(t, "queue-message.json")))
			sent, err := sendMedia(t, r, tt.file)
			if tt.want != nil {
				assert.ErrorIs(t, err, tt.want)
				assert.ErrorContains(t, err, tt.why)
				assert.Nil(t, sent)
				assert.Empty(t, r.Sent)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, "55555555-0000-4000-8000-000000000001", sent.CallbackID())
			assert.Contains(t, r.Sent[0].Body, `filename="`+tt.filename+`"`)
		})
	}
}

// An upload that may have happened is no message that may have been sent.
func TestMessengerUploadFails(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]answer{
		"503":    {Status: 503},
		"reset":  {Err: io.ErrUnexpectedEOF},
		"no id":  ok(`{"success":true,"data":{}}`),
		"HTML":   ok("<html></html>"),
		"null":   ok("null"),
		"failed": ok(`{"success":false,"error":{"code":"X","message":"no"}}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(fault)
			_, err := sendMedia(t, r, zapgate.MediaMessage{Kind: zapgate.MediaImage, Media: zapgate.MediaBytes("image/png", []byte("a"))})
			var zerr *zapgate.Error
			require.ErrorAs(t, err, &zerr)
			assert.Equal(t, "POST /media/upload", zerr.Op)
			assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			assert.Len(t, r.Sent, 1)
		})
	}
}

func TestMessengerWithoutInstance(t *testing.T) {
	t.Parallel()
	r := contract.Record(ok(fixture(t, "send-message.json")))
	c, err := zapini.New(zapini.Credentials{Token: token}, contract.Through(r)...)
	require.NoError(t, err)
	for name, call := range map[string]func(context.Context, zapgate.Messenger) error{
		"text": func(ctx context.Context, m zapgate.Messenger) error {
			_, err := m.SendText(ctx, zapgate.TextMessage{To: contract.Address("5511900000001"), Text: "oi"})
			return err
		},
		"status": func(ctx context.Context, m zapgate.Messenger) error { _, err := m.Status(ctx); return err },
	} {
		err := call(t.Context(), c.Messenger())
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument, name)
		assert.ErrorContains(t, err, "InstanceID", name)
	}
	assert.Empty(t, r.Sent)
}

func TestMessengerRefused(t *testing.T) {
	t.Parallel()
	r := contract.Record(answer{Status: 409, Body: fixture(t, "error-automation.json")})
	_, err := newMessenger(t, contract.Through(r)...).SendText(t.Context(), zapgate.TextMessage{To: contract.Address("5511900000001"), Text: "oi"})
	assert.ErrorIs(t, err, zapini.ErrAutomationActive)
	assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)

	r = contract.Record(ok(strings.Replace(fixture(t, "status.json"), "connected", "qr_ready", 1)))
	status, err := newMessenger(t, contract.Through(r)...).Status(t.Context())
	require.NoError(t, err)
	assert.Equal(t, &zapgate.ConnectionStatus{Phone: contract.Address("5511900000009"), Native: "qr_ready"}, status)
}
