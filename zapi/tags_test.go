package zapi_test

import (
	"context"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireTags(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Success: true}
	runWire(t, []wireTest{
		{
			name:   "List",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Tags.List(ctx) },
			method: "GET", path: "/tags", answer: "crm-tags.json",
			want: []zapi.Tag{{ID: "7", Name: "Lead", Color: 2}, {ID: "8", Name: "Client"}},
		},
		{
			name:   "Colors",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Tags.Colors(ctx) },
			method: "GET", path: "/business/tags/colors", answer: `{"0":"#AABBCC","11":"#001122"}`,
			want: zapi.TagColors{"0": "#AABBCC", "11": "#001122"},
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Tags.Create(ctx, zapi.SaveTagRequest{Name: "Lead"})
			},
			method: "POST", path: "/business/create-tag", body: `{"name":"Lead"}`, answer: `{"id":"7"}`, want: &zapi.CreatedTag{ID: "7"},
		},
		{
			name: "Edit",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Tags.Edit(ctx, "7/8", zapi.SaveTagRequest{Name: "Lead", Color: new(0)}) // 0 is a color
			},
			method: "POST", path: "/business/edit-tag/7%2F8", body: `{"name":"Lead","color":0}`, answer: `{"success":true}`, want: done,
		},
		{
			name:   "Delete",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Tags.Delete(ctx, "7") },
			method: "DELETE", path: "/business/tag/7", answer: `{"success":true}`, want: done,
		},
		{
			name: "AddToChat",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Tags.AddToChat(ctx, "5511900000001", "7 8")
			},
			method: "PUT", path: "/chats/5511900000001/tags/7%208/add", answer: "result.json", want: &zapi.Result{Value: true},
		},
		{
			name: "RemoveFromChat",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Tags.RemoveFromChat(ctx, "120363000000000001-group", "7")
			},
			method: "PUT", path: "/chats/120363000000000001-group/tags/7/remove", answer: "result.json", want: &zapi.Result{Value: true},
		},
	})
}

func TestTagColorsError(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterResponder("GET", instance+"/business/tags/colors", httpmock.NewStringResponder(200, `{"error":"no business account"}`))
	colors, err := newClient(t, mt).Tags.Colors(t.Context())
	assert.Nil(t, colors)
	assert.ErrorContains(t, err, "no business account")
}

func TestTagsBadArguments(t *testing.T) {
	t.Parallel()
	assertRefused(t, map[string]func(context.Context, *zapi.Client) error{
		"name": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Tags.Create(ctx, zapi.SaveTagRequest{Color: new(1)})
			return err
		},
		"tagId": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Tags.Delete(ctx, "..")
			return err
		},
		"tag is empty": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Tags.AddToChat(ctx, "5511900000001", "")
			return err
		},
		"phone": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Tags.RemoveFromChat(ctx, "ana", "7", zapgate.WithoutRetries())
			return err
		},
	})
}
