package wsapi_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestWireSession(t *testing.T) {
	t.Parallel()
	runWire(t, []wireTest{
		{
			name: "QRText", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Session.QRText(ctx) },
			method: "GET", path: "/session/qr/text", answer: "qr-text.json", want: &wsapi.QRText{Code: "2@qr,abc=="},
		},
		{
			name: "PairCode", call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Session.PairCode(ctx, "5511900000009")
			},
			method: "GET", path: "/session/pair-code/5511900000009", answer: "pair-code.json", want: &wsapi.PairCode{Code: "CANA-RY23"},
		},
		{
			name: "Status", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Session.Status(ctx) },
			method: "GET", path: "/session/status", answer: "status.json",
			want: &wsapi.SessionStatus{IsConnected: true, IsLoggedIn: true, DeviceID: "5511900000009:12@s.whatsapp.net"},
		},
		{
			name: "Logout", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return only(c.Session.Logout(ctx)) },
			method: "POST", path: "/session/logout",
		},
		{
			name: "FlushHistory", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Session.FlushHistory(ctx) },
			method: "POST", path: "/session/flush-history", status: 202, answer: "accepted.json", want: &wsapi.Accepted{Status: "ok"},
		},
	})
}

// A pair code is not asked for twice: the second would make the first, which may be on the phone by now, useless.
func TestPairCodeIsAskedForOnce(t *testing.T) {
	t.Parallel()
	r := contract.Record(contract.Answer{Status: 503, Body: `{"status":503,"detail":"the instance is not there"}`})
	c, mt := newClient(t)
	mt.RegisterNoResponder(r.RoundTrip)
	_, err := c.Session.PairCode(t.Context(), "5511900000009")
	require.ErrorIs(t, err, zapgate.ErrNotConnected)
	require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	r.Only(t)
}

func TestPairCodeIsNotLogged(t *testing.T) {
	t.Parallel()
	contract.NotIn(t, "CANA-RY23", "PairCode", contract.Shown(wsapi.PairCode{Code: "CANA-RY23"}))
	contract.NotIn(t, "CANA-RY23", "*PairCode", contract.Shown(&wsapi.PairCode{Code: "CANA-RY23"}))

	c, mt := newClient(t)
	mt.RegisterNoResponder(contract.Record(contract.OK(`{"code":["CANA-RY23"]}`)).RoundTrip)
	_, err := c.Session.PairCode(t.Context(), "5511900000009")
	require.Error(t, err)
	contract.Hidden(t, "CANA-RY23", err)
}

func ExampleSessionService_QR() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"}, answering(200, "\x89PNG…"))
	if err != nil {
		panic(err)
	}
	var png bytes.Buffer // or a file, or an http.ResponseWriter
	picture, err := client.Session.QR(context.Background(), &png)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(picture.Size == int64(png.Len()))
	// Output: true
}

func TestNotPaired(t *testing.T) {
	t.Parallel()
	c, mt := newClient(t)
	mt.RegisterNoResponder(contract.Record(contract.Answer{Status: 409, Body: fixture(t, "not-paired.json")}).RoundTrip)
	for name, call := range map[string]func(context.Context) error{
		"Chats.Get":     func(ctx context.Context) error { _, err := c.Chats.Get(ctx, ana); return err },
		"Contacts.Sync": func(ctx context.Context) error { return c.Contacts.Sync(ctx) },
		"Users.Check":   func(ctx context.Context) error { _, err := c.Users.Check(ctx, "5511900000001"); return err },
		"Status.PostText": func(ctx context.Context) error {
			_, err := c.Status.PostText(ctx, wsapi.PostTextStatusRequest{Text: "Olá"})
			return err
		},
		"Media.Download": func(ctx context.Context) error {
			_, err := c.Media.Download(ctx, wsapi.DownloadMediaParams{ID: "media-1"}, &bytes.Buffer{})
			return err
		},
	} {
		err := call(t.Context())
		require.ErrorIs(t, err, zapgate.ErrNotConnected, name)
		var e *zapgate.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, 409, e.StatusCode, "%s: the answer's, not the body's", name)
		assert.Equal(t, "no device is paired", e.Message, name)
		assert.NotErrorIs(t, err, zapgate.ErrForbidden, name)
	}
}
