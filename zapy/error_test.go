package zapy_test

import (
	"context"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

func TestErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		status  int
		body    string
		is      error
		code    string
		message string
	}{
		{"documented", 400, fixture(t, "error.json"), zapgate.ErrBadRequest, "VALIDATION_ERROR", "to is not a number"},
		{"a list of messages", 400, `{"statusCode":400,"message":["to is empty","message is empty"],"error":"VALIDATION_ERROR"}`,
			zapgate.ErrBadRequest, "VALIDATION_ERROR", "to is empty; message is empty"},
		{"key", 401, `{"statusCode":401,"message":"no such key","error":"UNAUTHORIZED"}`, zapgate.ErrUnauthorized, "UNAUTHORIZED", "no such key"},
		{"access", 403, `{"statusCode":403,"message":"not yours"}`, zapgate.ErrForbidden, "", "not yours"},
		{"instance", 404, `{"statusCode":404,"error":"NOT_FOUND"}`, zapgate.ErrNotFound, "NOT_FOUND", "NOT_FOUND"},
		{"path is no message", 404, `{"statusCode":404,"path":"/api/secret-path"}`, zapgate.ErrNotFound, "", ""},
		{"path is no message, oddly typed", 404, `{"statusCode":"404","message":{"a":1},"error":"X","path":"/api/secret-path"}`, zapgate.ErrNotFound, "X", "X"},
		{"HTML", 500, "<html>\n<h1>Internal error</h1>", zapgate.ErrOutcomeUnknown, "", "<html> <h1>Internal error</h1>"},
		{"inside a 2xx", 200, `{"statusCode":403,"message":"not yours","error":"FORBIDDEN"}`, nil, "FORBIDDEN", "not yours"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newClient(t)
			mt.RegisterNoResponder(httpmock.NewStringResponder(tt.status, tt.body))
			_, err := c.Messages.SendText(t.Context(), zapy.SendTextRequest{To: "5511900000001", Message: "Olá"})
			var e *zapgate.Error
			require.ErrorAs(t, err, &e)
			if tt.is != nil {
				require.ErrorIs(t, err, tt.is)
			}
			assert.Equal(t, tt.status, e.StatusCode)
			assert.Equal(t, tt.code, e.Code)
			assert.Equal(t, tt.message, e.Message)
			assert.Equal(t, "POST /api/message/{instanceId}/text", e.Op)
			assert.NotContains(t, err.Error(), "/api/message/loja-a")
			assert.NotContains(t, err.Error(), "secret-path")
			assert.NotErrorIs(t, err, zapgate.ErrNotConnected)
			assert.Equal(t, tt.status >= 500, e.MayHaveRun)
		})
	}
}

func TestRetryClasses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		call func(context.Context, *zapy.Client) error
		want int
	}{
		{"List", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Instances.List(ctx, zapy.ListInstancesParams{})
			return err
		}, 3},
		{"QRCode", func(ctx context.Context, c *zapy.Client) error { _, err := c.Instances.QRCode(ctx); return err }, 3},
		{"SendText", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Messages.SendText(ctx, zapy.SendTextRequest{To: "5511900000001", Message: "Olá"})
			return err
		}, 1},
		{"SendImage", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Messages.SendImage(ctx, zapy.SendImageRequest{To: "5511900000001", Image: zapgate.MediaURL("https://media.example.com/a.png")})
			return err
		}, 1},
		{"Set", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.WebhookConfig.Set(ctx, zapy.SetWebhookConfigRequest{WebhookURL: "https://crm.example.com"})
			return err
		}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newClient(t)
			mt.RegisterNoResponder(httpmock.NewStringResponder(503, "busy"))
			err := tt.call(t.Context(), c)
			require.ErrorIs(t, err, zapgate.ErrServer)
			assert.Equal(t, tt.want, mt.GetTotalCallCount())
			if tt.want == 1 {
				assert.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			} else {
				assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			}
		})
	}
}
