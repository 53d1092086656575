package wsapi_test

import (
	"context"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		status  int
		body    string
		is      []error
		isNot   []error
		message string
	}{
		{"bad request", 400, `{"status":400,"detail":"text is required"}`, []error{zapgate.ErrBadRequest}, nil, "text is required"},
		{"key", 401, `{"status":401,"detail":"no such key"}`, []error{zapgate.ErrUnauthorized}, []error{zapgate.ErrNotConnected}, "no such key"},
		{"instance", 404, `{"status":404,"detail":"no such instance"}`, []error{zapgate.ErrNotFound}, nil, "no such instance"},
		{"not paired: the body says 403", 409, fixture(t, "not-paired.json"), []error{zapgate.ErrConflict, zapgate.ErrNotConnected},
			[]error{zapgate.ErrForbidden, zapgate.ErrOutcomeUnknown}, "no device is paired"},
		{"not connected", 503, `{"status":503,"detail":"the instance is not there"}`,
			[]error{zapgate.ErrServer, zapgate.ErrNotConnected, zapgate.ErrOutcomeUnknown}, nil, "the instance is not there"},
		{"a proxy's 503", 503, "<html>\n<h1>busy</h1>", []error{zapgate.ErrServer, zapgate.ErrOutcomeUnknown},
			[]error{zapgate.ErrNotConnected}, "<html> <h1>busy</h1>"},
		{"an odd envelope", 500, `{"detail":{"a":1}}`, []error{zapgate.ErrServer}, nil, `{"detail":{"a":1}}`},
		{"inside a 2xx", 200, `{"status":403,"detail":"not yours"}`, nil, []error{zapgate.ErrForbidden, zapgate.ErrOutcomeUnknown}, "not yours"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newClient(t)
			mt.RegisterNoResponder(httpmock.NewStringResponder(tt.status, tt.body))
			_, err := c.Messages.SendText(t.Context(), wsapi.SendTextRequest{To: "5511900000001@s.whatsapp.net", Text: "Olá"})
			var e *zapgate.Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, tt.status, e.StatusCode, "the answer's, not the body's")
			assert.Equal(t, tt.message, e.Message)
			assert.Equal(t, "POST /messages/text", e.Op)
			for _, want := range tt.is {
				assert.ErrorIs(t, err, want)
			}
			for _, other := range tt.isNot {
				assert.NotErrorIs(t, err, other)
			}
		})
	}
}

func TestRetryClasses(t *testing.T) {
	t.Parallel()
	const to = "5511900000001@s.whatsapp.net"
	for _, tt := range []struct {
		name string
		call func(context.Context, *wsapi.Client, *wsapi.AdminClient) error
		want int
	}{
		{"Status", func(ctx context.Context, c *wsapi.Client, _ *wsapi.AdminClient) error {
			_, err := c.Session.Status(ctx)
			return err
		}, 3},
		{"Chats", func(ctx context.Context, c *wsapi.Client, _ *wsapi.AdminClient) error {
			_, err := c.Chats.List(ctx)
			return err
		}, 3},
		{"SendText", func(ctx context.Context, c *wsapi.Client, _ *wsapi.AdminClient) error {
			_, err := c.Messages.SendText(ctx, wsapi.SendTextRequest{To: to, Text: "Olá"})
			return err
		}, 1},
		{"SendImage", func(ctx context.Context, c *wsapi.Client, _ *wsapi.AdminClient) error {
			_, err := c.Messages.SendImage(ctx, wsapi.SendImageRequest{To: to, URL: "https://media.example.com/a.png"})
			return err
		}, 1},
		{"CreateInstance", func(ctx context.Context, _ *wsapi.Client, a *wsapi.AdminClient) error {
			_, err := a.CreateInstance(ctx, wsapi.CreateInstanceRequest{ID: "loja-a"})
			return err
		}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newClient(t)
			a, at := newAdmin(t)
			mt.RegisterNoResponder(httpmock.NewStringResponder(503, "busy"))
			at.RegisterNoResponder(httpmock.NewStringResponder(503, "busy"))
			err := tt.call(t.Context(), c, a)
			require.ErrorIs(t, err, zapgate.ErrServer)
			assert.Equal(t, tt.want, mt.GetTotalCallCount()+at.GetTotalCallCount())
			if tt.want == 1 {
				assert.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			} else {
				assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			}
		})
	}
}
