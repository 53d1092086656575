package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireProfile(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Value: true}
	runWire(t, []wireTest{
		{
			name: "UpdatePicture",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Profile.UpdatePicture(ctx, zapi.UpdateProfilePictureRequest{Value: zapgate.MediaURL("https://example.com/me.jpg")})
			},
			method: "PUT", path: "/profile-picture", body: `{"value":"https://example.com/me.jpg"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateName",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Profile.UpdateName(ctx, zapi.UpdateTextRequest{Value: "Ana Prado"})
			},
			method: "PUT", path: "/profile-name", body: `{"value":"Ana Prado"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateDescription",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Profile.UpdateDescription(ctx, zapi.UpdateTextRequest{Value: "open from 9 to 5"})
			},
			method: "PUT", path: "/profile-description", body: `{"value":"open from 9 to 5"}`,
			answer: `{"value":false}`, want: &zapi.Result{},
		},
	})
}
