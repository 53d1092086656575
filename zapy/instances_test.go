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

func TestInstancesWire(t *testing.T) {
	t.Parallel()
	runWire(t, []wireTest{
		{
			name: "List",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Instances.List(ctx, zapy.ListInstancesParams{Page: 2, Limit: 50})
			},
			method: "GET", path: "/api/instances?limit=50&page=2",
			status: 200, answer: "instances-2.json",
			want: &zapy.InstancePage{
				Data: []zapy.Instance{{
					InstanceID: "loja-c", Name: "Loja C", Status: zapy.InstanceQRTimeout,
					CreatedAt: when(`"2026-01-07T08:00:00.000Z"`), UpdatedAt: when(`"2026-01-07T08:00:00.000Z"`),
				}},
				IsLastPage: true, CurrentPage: 2, PreviousPage: 1, PageCount: 2, TotalCount: 3,
			},
		},
		{
			name: "List with the gateway's defaults",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				page, err := c.Instances.List(ctx, zapy.ListInstancesParams{})
				if err != nil {
					return nil, err
				}
				return page.Data[0], nil
			},
			method: "GET", path: "/api/instances",
			status: 200, answer: "instances-1.json",
			want: zapy.Instance{
				InstanceID: "loja-a", Name: "Loja A", Status: zapy.InstanceConnected,
				WhatsAppJID: "5511900000001@c.us", WhatsAppLID: "900000000000001@lid", WhatsAppID: "5511900000001",
				WhatsAppName: "Loja A Ltda", WhatsAppProfilePicURL: "https://media.example.com/a.jpg",
				CreatedAt: when(`"2026-01-05T08:00:00.000Z"`), UpdatedAt: when(`"2026-02-06T09:30:00.250Z"`),
			},
		},
		{
			name:   "QRCode",
			call:   func(ctx context.Context, c *zapy.Client) (any, error) { return c.Instances.QRCode(ctx) },
			method: "GET", path: "/api/instances/loja-a/qr",
			status: 200, answer: "qr.json",
			want: &zapy.QRCode{
				InstanceID: "loja-a", QRCode: "data:image/png;base64,iVBORw0KGgo=", ExpiresAt: when(`1767225660500`), Attempt: 2,
			},
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Instances.Create(ctx, zapy.CreateInstanceRequest{Name: "Loja D"})
			},
			method: "POST", path: "/api/instances",
			body:   `{"name":"Loja D"}`,
			status: 201, answer: "created-instance.json",
			want: &zapy.CreatedInstance{InstanceID: "33333333-4444-4555-8666-777777777777", Name: "Loja D", Status: zapy.InstanceCreated},
		},
		{
			name:   "Restart",
			call:   func(ctx context.Context, c *zapy.Client) (any, error) { return nil, c.Instances.Restart(ctx) },
			method: "POST", path: "/api/instances/loja-a/restart",
			status: 200, answer: `{}`,
		},
		{
			name:   "Restart, answered with nothing",
			call:   func(ctx context.Context, c *zapy.Client) (any, error) { return nil, c.Instances.Restart(ctx) },
			method: "POST", path: "/api/instances/loja-a/restart",
			status: 200,
		},
		{
			name:   "Logout",
			call:   func(ctx context.Context, c *zapy.Client) (any, error) { return nil, c.Instances.Logout(ctx) },
			method: "POST", path: "/api/instances/loja-a/logout",
			status: 201, answer: `{}`,
		},
	})
}

func TestAll(t *testing.T) {
	t.Parallel()
	const instances = base + "/api/instances"
	collect := func(c *zapy.Client, p zapy.ListInstancesParams, most int) (ids []string, err error) {
		for i, e := range c.Instances.All(t.Context(), p) {
			if e != nil {
				return ids, e
			}
			if ids = append(ids, i.InstanceID); len(ids) == most {
				break
			}
		}
		return ids, nil
	}

	t.Run("follows nextPage to the last page", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?limit=2&page=1", httpmock.NewStringResponder(200, fixture(t, "instances-1.json")))
		mt.RegisterResponder("GET", instances+"?limit=2&page=2", httpmock.NewStringResponder(200, fixture(t, "instances-2.json")))
		ids, err := collect(c, zapy.ListInstancesParams{Limit: 2}, 0)
		require.NoError(t, err)
		assert.Equal(t, []string{"loja-a", "loja-b", "loja-c"}, ids)
		assert.Equal(t, 2, mt.GetTotalCallCount())
	})
	t.Run("stops when the caller does", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?page=1", httpmock.NewStringResponder(200, fixture(t, "instances-1.json")))
		ids, err := collect(c, zapy.ListInstancesParams{}, 1)
		require.NoError(t, err)
		assert.Equal(t, []string{"loja-a"}, ids)
		assert.Equal(t, 1, mt.GetTotalCallCount())
	})
	t.Run("counts on where nextPage is left out", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?page=1", httpmock.NewStringResponder(200, fixture(t, "instances-overview.json")))
		mt.RegisterResponder("GET", instances+"?page=2", httpmock.NewStringResponder(200, fixture(t, "instances-2.json")))
		ids, err := collect(c, zapy.ListInstancesParams{}, 0)
		require.NoError(t, err)
		assert.Equal(t, []string{"loja-a", "loja-c"}, ids)
	})
	t.Run("ends on an error in the middle", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?page=1", httpmock.NewStringResponder(200, fixture(t, "instances-1.json")))
		mt.RegisterResponder("GET", instances+"?page=2", httpmock.NewStringResponder(403, `{"statusCode":403,"message":"no more"}`))
		ids, err := collect(c, zapy.ListInstancesParams{}, 0)
		require.ErrorIs(t, err, zapgate.ErrForbidden)
		assert.Equal(t, []string{"loja-a", "loja-b"}, ids)
	})
	t.Run("takes a page that comes twice for an error", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterNoResponder(httpmock.NewStringResponder(200, fixture(t, "instances-overview.json")))
		_, err := collect(c, zapy.ListInstancesParams{}, 0)
		require.ErrorContains(t, err, "twice")
		assert.Equal(t, 2, mt.GetTotalCallCount())
	})
	t.Run("ends on an empty page", func(t *testing.T) {
		t.Parallel()
		c, mt := newClient(t)
		mt.RegisterResponder("GET", instances+"?page=4", httpmock.NewStringResponder(200, `{"data":[],"nextPage":5}`))
		ids, err := collect(c, zapy.ListInstancesParams{Page: 4}, 0)
		require.NoError(t, err)
		assert.Empty(t, ids)
	})
}

func TestQRCodeImage(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, code string
		want       string // "": no picture
	}{
		{"data URI", "data:image/png;base64,iVBORw0KGgo=", "\x89PNG\r\n\x1a\n"},
		{"bare base64 of a picture", "iVBORw0KGgo=", "\x89PNG\r\n\x1a\n"},
		{"text of the code", "2@exemplo,exemplo==", ""},
		{"text that happens to be base64", "abcdabcd", ""},
		{"none", "", ""},
		{"broken", "data:image/png;base64,***", ""},
	} {
		b, err := (&zapy.QRCode{QRCode: tt.code}).Image()
		assert.Equal(t, tt.want, string(b), tt.name)
		assert.Equal(t, tt.want == "", err != nil, tt.name)
	}
}
