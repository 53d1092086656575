package wsapi_test

import (
	"context"
	"strings"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

const base = "https://wsapi.chat"

// Each line is an operation: the call, the request it must send, the documented answer, what comes back.
func TestWire(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name        string
		call        func(context.Context, *wsapi.Client) (any, error)
		method, url string
		body        string // "": none
		status      int
		answer      string
		want        any
	}{
		{
			name:   "Status",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Session.Status(ctx) },
			method: "GET", url: base + "/session/status",
			status: 200, answer: "status.json",
			want: &wsapi.SessionStatus{IsConnected: true, IsLoggedIn: true, DeviceID: "5511900000009:12@s.whatsapp.net"},
		},
		{
			name: "SendText",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Messages.SendText(ctx, wsapi.SendTextRequest{To: "5511900000001@s.whatsapp.net", Text: "Olá <você> & *nós*"})
			},
			method: "POST", url: base + "/messages/text",
			body:   `{"to":"5511900000001@s.whatsapp.net","text":"Olá <você> & *nós*"}`,
			status: 201, answer: "sent.json",
			want: &wsapi.SentMessage{ID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendText with everything",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Messages.SendText(ctx, wsapi.SendTextRequest{
					To: "120360000000000001@g.us", Text: "Sim, @5511900000001", Mentions: []string{"5511900000001@s.whatsapp.net"},
					ReplyTo: "3EB0AABBCCDDEEFF0022", ReplyToSenderID: "5511900000001:3@s.whatsapp.net", IsForwarded: true,
					EphemeralExpiration: wsapi.EphemeralOff,
				})
			},
			method: "POST", url: base + "/messages/text",
			body: `{"to":"120360000000000001@g.us","text":"Sim, @5511900000001","mentions":["5511900000001@s.whatsapp.net"],
				"replyTo":"3EB0AABBCCDDEEFF0022","replyToSenderId":"5511900000001:3@s.whatsapp.net","isForwarded":true,"ephemeralExpiration":"off"}`,
			status: 201, answer: "sent.json",
			want: &wsapi.SentMessage{ID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendImage by URL",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Messages.SendImage(ctx, wsapi.SendImageRequest{To: "900000000000001@lid", URL: "https://media.example.com/a.png"})
			},
			method: "POST", url: base + "/messages/image",
			body:   `{"to":"900000000000001@lid","url":"https://media.example.com/a.png"}`,
			status: 201, answer: "sent.json",
			want: &wsapi.SentMessage{ID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendImage as bytes, with everything",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Messages.SendImage(ctx, wsapi.SendImageRequest{
					To: "5511900000001", Data: zapgate.Base64(zapgate.MediaBytes("image/png", []byte("\x89PNG"))), MIMEType: "image/webp",
					Caption: "Foto de @5511900000001", Mentions: []string{"5511900000001@s.whatsapp.net"},
					ReplyTo: "3EB0AABBCCDDEEFF0022", ReplyToSenderID: "5511900000001@s.whatsapp.net", IsForwarded: true, ViewOnce: true,
					EphemeralExpiration: wsapi.Ephemeral90d,
				})
			},
			method: "POST", url: base + "/messages/image",
			body: `{"to":"5511900000001","data":"iVBORw==","mimeType":"image/webp","caption":"Foto de @5511900000001",
				"mentions":["5511900000001@s.whatsapp.net"],"replyTo":"3EB0AABBCCDDEEFF0022","replyToSenderId":"5511900000001@s.whatsapp.net",
				"isForwarded":true,"viewOnce":true,"ephemeralExpiration":"90d"}`,
			status: 201, answer: "sent.json",
			want: &wsapi.SentMessage{ID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name: "SendImage with the bytes' own type",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Messages.SendImage(ctx, wsapi.SendImageRequest{
					To: "120360000000000001@newsletter", Data: zapgate.Base64(zapgate.MediaBytes("image/png", []byte("\x89PNG"))),
				})
			},
			method: "POST", url: base + "/messages/image",
			body:   `{"to":"120360000000000001@newsletter","data":"iVBORw==","mimeType":"image/png"}`,
			status: 201, answer: "sent.json",
			want: &wsapi.SentMessage{ID: "3EB0AABBCCDDEEFF0011"},
		},
		{
			name:   "List",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Chats.List(ctx) },
			method: "GET", url: base + "/chats",
			status: 200, answer: "chats.json",
			want: []wsapi.Chat{
				{
					ID: "5511900000001@s.whatsapp.net", LID: "900000000000001@lid", IsPinned: true,
					PushName: "Ana", BusinessName: "Ana Doces", FullName: "Ana Exemplo", LastActivity: contract.Time(`"2026-02-06T09:30:00Z"`),
				},
				{ID: "120360000000000001@g.us", IsGroup: true, IsArchived: true, IsMuted: true, MuteEndTime: contract.Time(`"2026-02-07T09:30:00Z"`)},
			},
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
			assert.Equal(t, []string{instance}, sent.Header["X-Instance-Id"])
		})
	}
}

func TestSelfHosted(t *testing.T) {
	t.Parallel()
	r := contract.Record(contract.OK(fixture(t, "status.json")))
	opts := contract.Through(r, zapgate.WithBaseURL("http://wa.internal:8080/v2/"))

	c, err := wsapi.New(wsapi.Credentials{APIKey: apiKey}, opts...)
	require.NoError(t, err)
	_, err = c.Session.Status(t.Context())
	require.NoError(t, err)
	sent := r.Only(t)
	assert.Equal(t, "http://wa.internal:8080/v2/session/status", sent.URL)
	assert.NotContains(t, sent.Header, "X-Instance-Id", "single mode")

	c, err = wsapi.New(wsapi.Credentials{APIKey: apiKey, InstanceID: instance}, opts...)
	require.NoError(t, err)
	_, err = c.Session.Status(t.Context())
	require.NoError(t, err)
	require.Len(t, r.Sent, 2)
	assert.Equal(t, []string{instance}, r.Sent[1].Header["X-Instance-Id"], "multi mode")
}

func TestConstructorsRefuseBadArguments(t *testing.T) {
	t.Parallel()
	self := zapgate.WithBaseURL("http://localhost:8080")
	for _, tt := range []struct {
		names string
		c     wsapi.Credentials
		opts  []zapgate.Option
	}{
		{"APIKey", wsapi.Credentials{InstanceID: instance}, nil},
		{"APIKey", wsapi.Credentials{APIKey: "a key"}, []zapgate.Option{self}},
		{"InstanceID", wsapi.Credentials{APIKey: apiKey}, nil},
		{"InstanceID", wsapi.Credentials{APIKey: apiKey}, []zapgate.Option{zapgate.WithBaseURL(wsapi.LegacyHostedURL)}},
		{"InstanceID", wsapi.Credentials{APIKey: apiKey, InstanceID: "a\r\nb"}, []zapgate.Option{self}},
		{"WithBaseURL", wsapi.Credentials{APIKey: apiKey}, []zapgate.Option{zapgate.WithBaseURL("wsapi.chat")}},
	} {
		_, err := wsapi.New(tt.c, tt.opts...)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
		assert.ErrorContains(t, err, tt.names)
	}
	for _, tt := range []struct {
		names, key string
		opts       []zapgate.Option
	}{
		{"adminKey", "", []zapgate.Option{self}},
		{"base URL", adminKey, nil},
		{"base URL", adminKey, []zapgate.Option{zapgate.WithBaseURL(wsapi.HostedURL)}},
		{"base URL", adminKey, []zapgate.Option{zapgate.WithBaseURL(wsapi.LegacyHostedURL + "/")}},
		{"WithRetries", adminKey, []zapgate.Option{self, zapgate.WithRetries(-1)}},
	} {
		_, err := wsapi.NewAdmin(tt.key, tt.opts...)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
		assert.ErrorContains(t, err, tt.names)
		assert.NotContains(t, err.Error(), "canary")
	}
}

const (
	adminKey = "canary-admin-key"
	server   = "http://localhost:8080"
)

func newAdmin(t *testing.T, opts ...zapgate.Option) (*wsapi.AdminClient, *httpmock.MockTransport) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	c, err := wsapi.NewAdmin(adminKey, contract.Through(mt, append(opts, zapgate.WithBaseURL(server))...)...)
	require.NoError(t, err)
	return c, mt
}

func TestCreateInstance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		in   wsapi.CreateInstanceRequest
		body string
	}{
		{"with the server's defaults", wsapi.CreateInstanceRequest{ID: "loja-a"}, `{"id":"loja-a"}`},
		{"with everything", wsapi.CreateInstanceRequest{
			ID: "loja-a", WebhookURL: "https://crm.example.com/hooks/wsapi", APIKey: "canary-instance-key", SigningSecret: "canary-signing-secret",
			EventFilters: []wsapi.EventType{wsapi.EventMessage, wsapi.EventMessageRead}, HistorySync: new(false),
		}, `{"id":"loja-a","webhookUrl":"https://crm.example.com/hooks/wsapi","apiKey":"canary-instance-key","signingSecret":"canary-signing-secret",
			"eventFilters":["message","message_read"],"historySync":false}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newAdmin(t)
			r := contract.Record(contract.Answer{Status: 201, Body: fixture(t, "instance.json")})
			mt.RegisterResponder("POST", server+"/admin/instances", r.RoundTrip)
			detail, err := c.CreateInstance(t.Context(), tt.in)
			require.NoError(t, err)
			assert.Equal(t, &wsapi.InstanceDetail{ID: "loja-a", Config: wsapi.InstanceConfig{
				APIKey: "canary-instance-key", WebhookURL: "https://crm.example.com/hooks/wsapi", SigningSecret: "canary-signing-secret",
				EventFilters: []wsapi.EventType{wsapi.EventMessage, wsapi.EventMessageRead}, HistorySync: new(false),
			}}, detail)
			sent := r.Only(t)
			sent.Assert(t, "POST", server+"/admin/instances", tt.body)
			assert.Equal(t, []string{adminKey}, sent.Header["X-Api-Key"])
			assert.NotContains(t, sent.Header, "X-Instance-Id")
		})
	}
	for _, id := range []string{"", ".", "..", "-a", "a b", "a/b", "ação", "a\n", strings.Repeat("a", 65)} {
		c, mt := newAdmin(t)
		_, err := c.CreateInstance(t.Context(), wsapi.CreateInstanceRequest{ID: id})
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, id)
		assert.ErrorContains(t, err, "POST /admin/instances: id must be")
		assert.Zero(t, mt.GetTotalCallCount())
	}
}

func TestBadArgumentsAreNotSent(t *testing.T) {
	t.Parallel()
	text := func(to string) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendText(ctx, wsapi.SendTextRequest{To: to, Text: "Olá"})
			return err
		}
	}
	image := func(in wsapi.SendImageRequest) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendImage(ctx, in)
			return err
		}
	}
	const to, link = "5511900000001@s.whatsapp.net", "https://media.example.com/a.png"
	for _, tt := range []struct {
		name, names string
		call        func(context.Context, *wsapi.Client) error
	}{
		{"no recipient", "to is empty", text("")},
		{"plus", "to must not begin with +", text("+5511900000001")},
		{"plus before a JID", "to must not begin with +", text("+" + to)},
		{"formatted", "to is not a JID", text("55 11 90000-0001")},
		{"too few digits", "to is not a JID", text("1234")},
		{"another gateway's group", "to is not a JID", text("120360000000000001-group")},
		{"another gateway's old group", "to is not a JID", text("5511900000001-1600000000")},
		{"another gateway's person", "to must end in @s.whatsapp.net", text("5511900000001@c.us")},
		{"a device", "to must name no device", text("5511900000001:0@s.whatsapp.net")},
		{"no JID", "to is not a JID", text("ana@example.com")},
		{"space around", "to is not a JID", text(" " + to)},
		{"no text", "text is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendText(ctx, wsapi.SendTextRequest{To: to})
			return err
		}},
		{"no image", "url or data", image(wsapi.SendImageRequest{To: to})},
		{"two images", "url and data", image(wsapi.SendImageRequest{To: to, URL: link, Data: zapgate.Base64(zapgate.MediaBytes("", []byte("a")))})},
		{"a link as data", "takes bytes, not a link", image(wsapi.SendImageRequest{To: to, Data: zapgate.Base64(zapgate.MediaURL(link))})},
		{"image without recipient", "to is empty", image(wsapi.SendImageRequest{URL: link})},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newClient(t)
			err := tt.call(t.Context(), c)
			require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
			assert.ErrorContains(t, err, tt.names)
			assert.ErrorContains(t, err, "wsapi: POST /messages/")
			assert.NotContains(t, err.Error(), "5511900000001", "a recipient is personal data")
			assert.Zero(t, mt.GetTotalCallCount())
		})
	}
}
