package zapini_test

import (
	"context"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

func TestBadArgumentsAreNotSent(t *testing.T) {
	t.Parallel()
	message := func(in zapini.SendMessageRequest) func(context.Context, *zapini.Client) error {
		return func(ctx context.Context, c *zapini.Client) error { _, err := c.Direct.SendMessage(ctx, in); return err }
	}
	media := func(in zapini.SendMediaRequest) func(context.Context, *zapini.Client) error {
		return func(ctx context.Context, c *zapini.Client) error { _, err := c.Direct.SendMedia(ctx, in); return err }
	}
	configure := func(id string, in zapini.ConfigureWebhookRequest) func(context.Context, *zapini.Client) error {
		return func(ctx context.Context, c *zapini.Client) error {
			_, err := c.Webhooks.Configure(ctx, id, in)
			return err
		}
	}
	queue := func(in zapini.QueueMessageRequest) func(context.Context, *zapini.Client) error {
		return func(ctx context.Context, c *zapini.Client) error { _, err := c.Messages.Send(ctx, in); return err }
	}
	queueMedia := func(in zapini.QueueMediaRequest) func(context.Context, *zapini.Client) error {
		return func(ctx context.Context, c *zapini.Client) error { _, err := c.Messages.SendMedia(ctx, in); return err }
	}
	react := func(in zapini.SendReactionRequest) func(context.Context, *zapini.Client) error {
		return func(ctx context.Context, c *zapini.Client) error {
			_, err := c.Direct.SendReaction(ctx, in)
			return err
		}
	}
	const phone, link = "5511900000001", "https://media.example.com/a.jpg"
	for _, tt := range []struct {
		field string
		call  func(context.Context, *zapini.Client) error
	}{
		{"recipient", message(zapini.SendMessageRequest{Message: "oi"})},
		{"recipient", message(zapini.SendMessageRequest{Recipient: "+55 11 90000-0001", Message: "oi"})},
		{"recipient", message(zapini.SendMessageRequest{Recipient: "120360000000000001@newsletter", Message: "oi"})},
		{"message", message(zapini.SendMessageRequest{Recipient: phone})},
		{"recipient", media(zapini.SendMediaRequest{MediaURL: link, MediaType: zapini.MediaImage})},
		{"media_url", media(zapini.SendMediaRequest{Recipient: phone, MediaType: zapini.MediaImage})},
		{"media_type", media(zapini.SendMediaRequest{Recipient: phone, MediaURL: link})},
		{"webhook_url", configure("1", zapini.ConfigureWebhookRequest{})},
		{"recipient", queue(zapini.QueueMessageRequest{Message: "oi"})},
		{"recipient", queue(zapini.QueueMessageRequest{Recipient: "Bruno", Message: "oi"})},
		{"message", queue(zapini.QueueMessageRequest{Recipient: phone})},
		{"recipient", queueMedia(zapini.QueueMediaRequest{MediaURL: link, MediaType: zapini.MediaImage})},
		{"media_type", queueMedia(zapini.QueueMediaRequest{Recipient: phone, MediaURL: link})},
		{"media_url", queueMedia(zapini.QueueMediaRequest{Recipient: phone, MediaType: zapini.MediaImage})},
		{"media_id", queueMedia(zapini.QueueMediaRequest{Recipient: phone, MediaURL: link, MediaID: "m", MediaType: zapini.MediaImage})},
		{"to", react(zapini.SendReactionRequest{MessageID: "m", Emoji: "🎉"})},
		{"to", react(zapini.SendReactionRequest{To: "status@broadcast", MessageID: "m", Emoji: "🎉"})},
		{"messageId", react(zapini.SendReactionRequest{To: phone, Emoji: "🎉"})},
		{"emoji", react(zapini.SendReactionRequest{To: phone, MessageID: "m"})},
		{"uuid", configure("..", zapini.ConfigureWebhookRequest{WebhookURL: link})},
	} {
		w := contract.Record(ok(`{}`))
		err := tt.call(t.Context(), newClient(t, w))
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, tt.field)
		var e *zapgate.Error
		require.ErrorAs(t, err, &e)
		assert.Contains(t, e.Err.Error(), tt.field+" ")
		assert.NotContains(t, err.Error(), "9000")
		assert.Empty(t, w.Sent)
	}
}

// A path value that is missing, or would name another path, is not sent.
func TestBadPathValuesAreNotSent(t *testing.T) {
	t.Parallel()
	w := contract.Record(ok(`{}`))
	c, err := zapini.New(zapini.Credentials{Token: token}, contract.Through(w)...)
	require.NoError(t, err)
	for _, id := range []string{"", ".", ".."} {
		for name, call := range map[string]func() error{
			"Instances.Get":           func() error { _, err := c.Instances.Get(t.Context(), id); return err },
			"Instances.QR":            func() error { _, err := c.Instances.QR(t.Context(), id); return err },
			"Instances.Stats":         func() error { _, err := c.Instances.Stats(t.Context(), id); return err },
			"Instances.Disconnect":    func() error { _, err := c.Instances.Disconnect(t.Context(), id); return err },
			"Instances.Reconnect":     func() error { _, err := c.Instances.Reconnect(t.Context(), id); return err },
			"Messages.DownloadMedia":  func() error { _, err := c.Messages.DownloadMedia(t.Context(), id, io.Discard); return err },
			"Conversations.Get":       func() error { _, err := c.Conversations.Get(t.Context(), id); return err },
			"Conversations.Delete":    func() error { _, err := c.Conversations.Delete(t.Context(), id); return err },
			"Conversations.MarkRead":  func() error { _, err := c.Conversations.MarkRead(t.Context(), id); return err },
			"Conversations.Archive":   func() error { _, err := c.Conversations.Archive(t.Context(), id); return err },
			"Conversations.Restore":   func() error { _, err := c.Conversations.Restore(t.Context(), id); return err },
			"Conversations.Unarchive": func() error { _, err := c.Conversations.Unarchive(t.Context(), id); return err },
			"Instances.Status": func() error {
				_, err := c.Instances.Status(t.Context(), id, zapini.InstanceStatusParams{})
				return err
			},
			"Conversations.Messages": func() error {
				_, err := c.Conversations.Messages(t.Context(), id, zapini.ListConversationMessagesParams{})
				return err
			},
		} {
			err := call()
			require.ErrorIs(t, err, zapgate.ErrInvalidArgument, name)
			assert.ErrorContains(t, err, "uuid is", name)
		}
	}
	assert.Empty(t, w.Sent)
}

func TestWithoutInstance(t *testing.T) {
	t.Parallel()
	w := contract.Record(ok(fixture(t, "status.json")))
	c, err := zapini.New(zapini.Credentials{Token: token}, contract.Through(w)...)
	require.NoError(t, err)
	for _, call := range []func() error{
		func() error {
			_, err := c.Direct.SendMessage(t.Context(), zapini.SendMessageRequest{Recipient: "5511900000001", Message: "oi"})
			return err
		},
		func() error { _, err := c.Direct.SendMedia(t.Context(), zapini.SendMediaRequest{}); return err },
		func() error { _, err := c.Direct.Status(t.Context()); return err },
		func() error { _, err := c.Direct.Health(t.Context()); return err },
		func() error { _, err := c.Direct.QR(t.Context()); return err },
		func() error { _, err := c.Direct.SendReaction(t.Context(), zapini.SendReactionRequest{}); return err },
	} {
		err := call()
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
		assert.ErrorContains(t, err, "InstanceID is missing")
	}
	_, err = c.Webhooks.Configure(t.Context(), "", zapini.ConfigureWebhookRequest{WebhookURL: "https://crm.example.com"})
	require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	assert.ErrorContains(t, err, "uuid is empty")
	assert.Empty(t, w.Sent)

	c, err = zapini.New(zapini.Credentials{Token: token}, contract.Through(w, zapini.WithInstanceURL("http://localhost:99/x/"))...)
	require.NoError(t, err)
	_, err = c.Direct.Status(t.Context())
	require.NoError(t, err)
	require.Len(t, w.Sent, 1)
	assert.Equal(t, "http://localhost:99/x/status", w.Sent[0].URL)
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		c    zapini.Credentials
		opt  zapgate.Option
		want string
	}{
		{c: zapini.Credentials{}, want: "Token is empty"},
		{c: zapini.Credentials{Token: "sk_CANARY\n"}, want: "Token has a"},
		{c: zapini.Credentials{Token: token, InstanceID: "18.evil.example/"}, want: "InstanceID is not"},
		{c: zapini.Credentials{Token: token, InstanceID: "18@evil"}, want: "InstanceID is not"},
		{c: zapini.Credentials{Token: token, InstanceID: "18-"}, want: "InstanceID is not"},
		{c: zapini.Credentials{Token: token, InstanceID: "1234567890123456789012345678901234567890123456789012345"}, want: "InstanceID is too long"},
		{c: zapini.Credentials{Token: token}, opt: zapini.WithInstanceURL("ftp://CANARY"), want: "WithInstanceURL"},
		{c: zapini.Credentials{Token: token}, opt: zapgate.WithBaseURL("CANARY"), want: "WithBaseURL"},
	} {
		opts := []zapgate.Option{}
		if tt.opt != nil {
			opts = append(opts, tt.opt)
		}
		_, err := zapini.New(tt.c, opts...)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, tt.want)
		assert.ErrorContains(t, err, tt.want)
		assert.NotContains(t, err.Error(), "CANARY")
	}
}

func TestBaseURLs(t *testing.T) {
	t.Parallel()
	w := contract.Record(ok(fixture(t, "conversations.json")), ok(fixture(t, "status.json")), ok(fixture(t, "configure-webhook.json")))
	c := newClient(t, w, zapgate.WithBaseURL("https://proxy.example.com/p"), zapini.WithInstanceURL("https://proxy.example.com/d"))
	_, err := c.Conversations.List(t.Context(), zapini.ListConversationsParams{})
	require.NoError(t, err)
	_, err = c.Direct.Status(t.Context())
	require.NoError(t, err)
	_, err = c.Webhooks.Configure(t.Context(), "1", zapini.ConfigureWebhookRequest{WebhookURL: "https://x.example.com", WebhookSecret: "s"})
	require.NoError(t, err)
	require.Len(t, w.Sent, 3)
	assert.Equal(t, "https://proxy.example.com/p/conversations", w.Sent[0].URL)
	assert.Equal(t, "https://proxy.example.com/d/status", w.Sent[1].URL)
	assert.Equal(t, "https://proxy.example.com/p/instances/1/webhook", w.Sent[2].URL)
}

func TestSpell(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"+55 11 90000-0001":               "5511900000001",
		"5511900000001@c.us":              "5511900000001",
		"5511900000001:12@s.whatsapp.net": "5511900000001",
		"120360000000000001-group":        "120360000000000001@g.us",
		"5511900000001-1600000000":        "5511900000001-1600000000@g.us",
		"100000000000001@lid":             "100000000000001@lid",
	} {
		a, err := zapgate.ParseAddress(in)
		require.NoError(t, err)
		got, err := zapini.Spell(a)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, in := range []string{"120360000000000001@newsletter", "1600000000@broadcast", "status@broadcast"} {
		a, err := zapgate.ParseAddress(in)
		require.NoError(t, err)
		_, err = zapini.Spell(a)
		require.ErrorIs(t, err, zapgate.ErrUnsupported, in)
	}
	_, err := zapini.Spell(zapgate.Address{})
	require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
}

func TestRecipients(t *testing.T) {
	t.Parallel()
	for recipient, good := range map[string]bool{
		"5511900000001": true, "+5511900000001": true, "5511900000001@s.whatsapp.net": true, "100000000000001@lid": true,
		"120360000000000001@g.us": true, "5511900000001-1600000000@g.us": true,

		"++5511900000001": false, "+5511900000001@s.whatsapp.net": false, "5511900000001@c.us": false, " 5511900000001": false,
		"5511900000001:12@s.whatsapp.net": false, "120360000000000001-group": false, "status@broadcast": false, "Bruno": false,
	} {
		w := contract.Record(ok(fixture(t, "send-message.json")))
		_, err := newClient(t, w).Direct.SendMessage(t.Context(), zapini.SendMessageRequest{Recipient: recipient, Message: "oi"})
		if good {
			require.NoError(t, err, recipient)
			require.Len(t, w.Sent, 1)
			assert.Contains(t, w.Sent[0].Body, `"`+recipient+`"`)
		} else {
			require.ErrorIs(t, err, zapgate.ErrInvalidArgument, recipient)
			assert.Empty(t, w.Sent)
		}
	}
}
