package zapy_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

const base = "https://api.zapyapi.com"

func TestBadArgumentsAreNotSent(t *testing.T) {
	t.Parallel()
	image := zapgate.MediaURL("https://media.example.com/a.png")
	text := func(to string) func(context.Context, *zapy.Client) error {
		return func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Messages.SendText(ctx, zapy.SendTextRequest{To: to, Message: "Olá"})
			return err
		}
	}
	for _, tt := range []struct {
		name, names string
		call        func(context.Context, *zapy.Client) error
	}{
		{"no recipient", "to", text("")},
		{"plus", "to must not begin with +", text("+5511900000001")},
		{"formatted", "to", text("55 11 90000-0001")},
		{"another gateway's group", "to", text("120360000000000001-group")},
		{"newsletter", "to", text("120360000000000001@newsletter")},
		{"no JID", "to", text("ana@example.com")},
		{"no text", "message", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Messages.SendText(ctx, zapy.SendTextRequest{To: "5511900000001"})
			return err
		}},
		{"no image", "image", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Messages.SendImage(ctx, zapy.SendImageRequest{To: "5511900000001"})
			return err
		}},
		{"image without recipient", "to", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Messages.SendImage(ctx, zapy.SendImageRequest{Image: image})
			return err
		}},
		{"one bad number", "numbers", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Contacts.CheckNumbers(ctx, zapy.CheckNumbersRequest{Numbers: []string{"5511900000001", "+5511900000001"}})
			return err
		}},
		{"no numbers", "numbers is empty", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Contacts.CheckNumbers(ctx, zapy.CheckNumbersRequest{})
			return err
		}},
		{"no presence", "presence is empty", func(ctx context.Context, c *zapy.Client) error {
			return c.Contacts.SendPresence(ctx, zapy.SendPresenceRequest{To: "5511900000001"})
		}},
		{"presence for nobody", "to", func(ctx context.Context, c *zapy.Client) error {
			return c.Contacts.SendPresence(ctx, zapy.SendPresenceRequest{Presence: zapy.PresenceAvailable})
		}},
		{"nobody's picture", "phone is empty", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Contacts.ProfilePicture(ctx, "")
			return err
		}},
		{"a formatted phone's picture", "phone", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Contacts.ProfilePicture(ctx, "55 11 90000-0001")
			return err
		}},
		{"block with a plus", "phone must not begin with +", func(ctx context.Context, c *zapy.Client) error {
			return c.Contacts.Block(ctx, "+5511900000001")
		}},
		{"unblock a path", "phone", func(ctx context.Context, c *zapy.Client) error {
			return c.Contacts.Unblock(ctx, "../../webhook-config")
		}},
		{"no group", "groupId is empty", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Groups.Metadata(ctx, "")
			return err
		}},
		{"group of dots", "groupId", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Groups.Metadata(ctx, "..")
			return err
		}},
		{"instance without name", "name is empty", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.Instances.Create(ctx, zapy.CreateInstanceRequest{})
			return err
		}},
		{"no URL", "webhookUrl", func(ctx context.Context, c *zapy.Client) error {
			_, err := c.WebhookConfig.Set(ctx, zapy.SetWebhookConfigRequest{})
			return err
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newClient(t)
			err := tt.call(t.Context(), c)
			require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
			assert.ErrorContains(t, err, tt.names)
			assert.NotContains(t, err.Error(), "5511900000001", "a recipient is personal data")
			assert.Zero(t, mt.GetTotalCallCount())
		})
	}
}

func TestWithoutAnInstance(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	c, err := zapy.New(zapy.Credentials{APIKey: apiKey}, zapgate.WithHTTPClient(&http.Client{Transport: mt}))
	require.NoError(t, err)
	for name, call := range bound {
		err := call(t.Context(), c)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, name)
		assert.ErrorContains(t, err, "InstanceID", name)
	}
	assert.Zero(t, mt.GetTotalCallCount())

	mt.RegisterResponder("GET", base+"/api/instances", httpmock.NewStringResponder(200, fixture(t, "instances-2.json")))
	page, err := c.Instances.List(t.Context(), zapy.ListInstancesParams{})
	require.NoError(t, err)
	assert.Len(t, page.Data, 1)
	mt.RegisterResponder("POST", base+"/api/instances", httpmock.NewStringResponder(201, fixture(t, "created-instance.json")))
	created, err := c.Instances.Create(t.Context(), zapy.CreateInstanceRequest{Name: "Loja D"})
	require.NoError(t, err)
	assert.Equal(t, "33333333-4444-4555-8666-777777777777", created.InstanceID)
}

func TestNewRefusesBadCredentials(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		names string
		c     zapy.Credentials
		opts  []zapgate.Option
	}{
		{"APIKey", zapy.Credentials{InstanceID: instance}, nil},
		{"APIKey", zapy.Credentials{APIKey: "a key", InstanceID: instance}, nil},
		{"InstanceID", zapy.Credentials{APIKey: apiKey, InstanceID: ".."}, nil},
		{"InstanceID", zapy.Credentials{APIKey: apiKey, InstanceID: "a\nb"}, nil},
		{"WithBaseURL", zapy.Credentials{APIKey: apiKey}, []zapgate.Option{zapgate.WithBaseURL("ftp://x")}},
	} {
		_, err := zapy.New(tt.c, tt.opts...)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
		assert.ErrorContains(t, err, tt.names)
	}
}

func TestPathIsEscapedAndBaseURLKept(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	c, err := zapy.New(zapy.Credentials{APIKey: apiKey, InstanceID: "a/b?c"},
		zapgate.WithHTTPClient(&http.Client{Transport: mt}), zapgate.WithBaseURL("http://proxy.example.com/zapy/"))
	require.NoError(t, err)
	var got http.Request
	mt.RegisterNoResponder(answer(200, `{}`, &got, new("")))
	for name, call := range bound {
		require.NoError(t, call(t.Context(), c), name)
		prefix := "http://proxy.example.com/zapy/api/instances/a%2Fb%3Fc/"
		if strings.HasPrefix(name, "SendT") || strings.HasPrefix(name, "SendI") {
			prefix = "http://proxy.example.com/zapy/api/message/a%2Fb%3Fc/"
		}
		assert.True(t, strings.HasPrefix(got.URL.String(), prefix), "%s: %s", name, got.URL.String())
	}
}
