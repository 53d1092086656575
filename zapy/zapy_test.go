package zapy_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapy"
)

const base = "https://api.zapyapi.com"

// Each line is an operation: the call, the request it must send, the documented answer, what comes back.
func TestWire(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name        string
		call        func(context.Context, *zapy.Client) (any, error)
		method, url string
		body        string // "": none
		status      int
		answer      string
		want        any
	}{
		{
			name: "List",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Instances.List(ctx, zapy.ListInstancesParams{Page: 2, Limit: 50})
			},
			method: "GET", url: base + "/api/instances?limit=50&page=2",
			status: 200, answer: "instances-2.json",
			want: &zapy.InstancePage{
				Data: []zapy.Instance{{
					InstanceID: "loja-c", Name: "Loja C", Status: zapy.InstanceQRTimeout,
					CreatedAt: contract.Time(`"2026-01-07T08:00:00.000Z"`), UpdatedAt: contract.Time(`"2026-01-07T08:00:00.000Z"`),
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
			method: "GET", url: base + "/api/instances",
			status: 200, answer: "instances-1.json",
			want: zapy.Instance{
				InstanceID: "loja-a", Name: "Loja A", Status: zapy.InstanceConnected,
				WhatsAppJID: "5511900000001@c.us", WhatsAppLID: "900000000000001@lid", WhatsAppID: "5511900000001",
				WhatsAppName: "Loja A Ltda", WhatsAppProfilePicURL: "https://media.example.com/a.jpg",
				CreatedAt: contract.Time(`"2026-01-05T08:00:00.000Z"`), UpdatedAt: contract.Time(`"2026-02-06T09:30:00.250Z"`),
			},
		},
		{
			name:   "QRCode",
			call:   func(ctx context.Context, c *zapy.Client) (any, error) { return c.Instances.QRCode(ctx) },
			method: "GET", url: base + "/api/instances/loja-a/qr",
			status: 200, answer: "qr.json",
			want: &zapy.QRCode{
				InstanceID: "loja-a", QRCode: "data:image/png;base64,iVBORw0KGgo=", ExpiresAt: contract.Time(`1767225660500`), Attempt: 2,
			},
		},
		{
			name: "SendText",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Messages.SendText(ctx, zapy.SendTextRequest{To: "5511900000001", Message: "Olá <você> & *nós*"})
			},
			method: "POST", url: base + "/api/message/loja-a/text",
			body:   `{"to":"5511900000001","message":"Olá <você> & *nós*"}`,
			status: 201, answer: "sent.json",
			want: &zapy.SentMessage{ID: "22222222-3333-4444-8555-666666666666", MessageID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendText as a reply",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Messages.SendText(ctx, zapy.SendTextRequest{
					To: "120360000000000001@g.us", Message: "Sim", QuoteMessageID: "3EB0AABBCCDDEEFF0022",
				})
			},
			method: "POST", url: base + "/api/message/loja-a/text",
			body:   `{"to":"120360000000000001@g.us","message":"Sim","quoteMessageId":"3EB0AABBCCDDEEFF0022"}`,
			status: 200, answer: "sent.json",
			want: &zapy.SentMessage{ID: "22222222-3333-4444-8555-666666666666", MessageID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendImage by link",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Messages.SendImage(ctx, zapy.SendImageRequest{
					To: "900000000000001@lid", Image: zapgate.MediaURL("https://media.example.com/a.png"),
				})
			},
			method: "POST", url: base + "/api/message/loja-a/image",
			body:   `{"to":"900000000000001@lid","image":"https://media.example.com/a.png"}`,
			status: 201, answer: "sent.json",
			want: &zapy.SentMessage{ID: "22222222-3333-4444-8555-666666666666", MessageID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendImage as bytes",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Messages.SendImage(ctx, zapy.SendImageRequest{
					To: "5511900000001@c.us", Image: zapgate.MediaBytes("image/png", []byte("\x89PNG")),
					Caption: "Foto", QuoteMessageID: "3EB0AABBCCDDEEFF0022", ViewOnce: true,
				})
			},
			method: "POST", url: base + "/api/message/loja-a/image",
			body: `{"to":"5511900000001@c.us","image":"data:image/png;base64,iVBORw==","caption":"Foto",
				"quoteMessageId":"3EB0AABBCCDDEEFF0022","viewOnce":true}`,
			status: 201, answer: "sent.json",
			want: &zapy.SentMessage{ID: "22222222-3333-4444-8555-666666666666", MessageID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "Set, active unless told otherwise",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.WebhookConfig.Set(ctx, zapy.SetWebhookConfigRequest{
					WebhookURL: "https://crm.example.com/hooks/zapy", Secret: "canary-webhook-secret",
				})
			},
			method: "POST", url: base + "/api/instances/loja-a/webhook-config",
			body:   `{"webhookUrl":"https://crm.example.com/hooks/zapy","secret":"canary-webhook-secret","isActive":true}`,
			status: 200, answer: "webhook-config.json",
			want: &zapy.WebhookConfig{
				ID: "11111111-2222-4333-8444-555555555555", InstanceID: "loja-a",
				WebhookURL: "https://crm.example.com/hooks/zapy", Secret: "canary-webhook-secret", IsActive: true,
				CreatedAt: contract.Time(`"2026-01-05T08:00:00.000Z"`), UpdatedAt: contract.Time(`"2026-02-06T09:30:00.000Z"`),
			},
		},
		{
			name: "Set to inactive",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				config, err := c.WebhookConfig.Set(ctx, zapy.SetWebhookConfigRequest{
					WebhookURL: "https://crm.example.com/hooks/zapy", IsActive: new(false),
				})
				if err != nil {
					return nil, err
				}
				return config.InstanceID, nil
			},
			method: "POST", url: base + "/api/instances/loja-a/webhook-config",
			body:   `{"webhookUrl":"https://crm.example.com/hooks/zapy","isActive":false}`,
			status: 200, answer: "webhook-config.json",
			want: "loja-a",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newClient(t)
			r := contract.Record(contract.Answer{Status: tt.status, Body: fixture(t, tt.answer)})
			mt.RegisterResponder(tt.method, tt.url, r.RoundTrip)
			result, err := tt.call(t.Context(), c)
			require.NoError(t, err)
			assert.Equal(t, tt.want, result)
			sent := r.Only(t)
			sent.Assert(t, tt.method, tt.url, tt.body)
			assert.Equal(t, []string{apiKey}, sent.Header["X-Api-Key"])
		})
	}
}

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
	c, err := zapy.New(zapy.Credentials{APIKey: apiKey}, contract.Through(mt)...)
	require.NoError(t, err)
	for name, call := range map[string]func(context.Context) error{
		"QRCode": func(ctx context.Context) error { _, err := c.Instances.QRCode(ctx); return err },
		"SendText": func(ctx context.Context) error {
			_, err := c.Messages.SendText(ctx, zapy.SendTextRequest{To: "5511900000001", Message: "Olá"})
			return err
		},
		"SendImage": func(ctx context.Context) error {
			_, err := c.Messages.SendImage(ctx, zapy.SendImageRequest{To: "5511900000001", Image: zapgate.MediaURL("https://media.example.com/a.png")})
			return err
		},
		"Set": func(ctx context.Context) error {
			_, err := c.WebhookConfig.Set(ctx, zapy.SetWebhookConfigRequest{WebhookURL: "https://crm.example.com"})
			return err
		},
	} {
		err := call(t.Context())
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, name)
		assert.ErrorContains(t, err, "InstanceID", name)
	}
	assert.Zero(t, mt.GetTotalCallCount())

	mt.RegisterResponder("GET", base+"/api/instances", httpmock.NewStringResponder(200, fixture(t, "instances-2.json")))
	page, err := c.Instances.List(t.Context(), zapy.ListInstancesParams{})
	require.NoError(t, err)
	assert.Len(t, page.Data, 1)
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
	r := contract.Record(contract.OK(fixture(t, "qr.json")))
	c, err := zapy.New(zapy.Credentials{APIKey: apiKey, InstanceID: "a/b?c"},
		contract.Through(r, zapgate.WithBaseURL("http://proxy.example.com/zapy/"))...)
	require.NoError(t, err)
	_, err = c.Instances.QRCode(t.Context())
	require.NoError(t, err)
	assert.Equal(t, "http://proxy.example.com/zapy/api/instances/a%2Fb%3Fc/qr", r.Only(t).URL)
}

func TestRequestsKeepTheirSecretOnTheWireOnly(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(zapy.SetWebhookConfigRequest{WebhookURL: "https://crm.example.com", Secret: "canary-webhook-secret"})
	require.NoError(t, err)
	assert.JSONEq(t, `{"webhookUrl":"https://crm.example.com","secret":"canary-webhook-secret","isActive":null}`, string(b))
}
