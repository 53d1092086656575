package zapini_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

func TestInbound(t *testing.T) {
	t.Parallel()
	const base = "https://zapini.app/webhooks/instance/"
	key := zapini.InboundKey{RemoteJID: "5511900000001@s.whatsapp.net", ID: "3EB0C0FFEE000010"}
	noon := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	exchanges := []exchange{
		{
			name: "PostMessage",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return nil, c.Inbound.PostMessage(ctx, "u1", zapini.InboundMessageRequest{
					RemoteJID: key.RemoteJID, Message: zapini.InboundContent{Conversation: "a < b"}, MessageTimestamp: 1772622000, PushName: "Bruno", Key: key,
				})
			},
			url: base + "u1/incoming",
			body: `{"remoteJid":"5511900000001@s.whatsapp.net","message":{"conversation":"a < b"},"messageTimestamp":1772622000,"pushName":"Bruno",
				"key":{"remoteJid":"5511900000001@s.whatsapp.net","fromMe":false,"id":"3EB0C0FFEE000010"},"isGroup":false}`,
		},
		{
			name: "PostMessage to a group, with a picture",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return nil, c.Inbound.PostMessage(ctx, "", zapini.InboundMessageRequest{
					RemoteJID: "120360000000000001@g.us", Message: zapini.InboundContent{ImageMessage: json.RawMessage(`{"caption":"esta"}`)},
					Key:         zapini.InboundKey{RemoteJID: "120360000000000001@g.us", ID: "3EB0"},
					Participant: "5511900000002@s.whatsapp.net", IsGroup: true,
				})
			},
			url: base + instanceID + "/incoming",
			body: `{"remoteJid":"120360000000000001@g.us","message":{"imageMessage":{"caption":"esta"}},
				"key":{"remoteJid":"120360000000000001@g.us","fromMe":false,"id":"3EB0"},"participant":"5511900000002@s.whatsapp.net","isGroup":true}`,
		},
		{
			name: "PostStatus",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				k := key
				k.FromMe = true
				return nil, c.Inbound.PostStatus(ctx, "u1", zapini.InboundStatusRequest{Key: k, Status: zapini.InboundRead, MessageTimestamp: 1772622001})
			},
			url: base + "u1/status",
			body: `{"key":{"remoteJid":"5511900000001@s.whatsapp.net","fromMe":true,"id":"3EB0C0FFEE000010"},"status":4,
				"messageTimestamp":1772622001}`,
		},
		{
			name: "PostQR",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return nil, c.Inbound.PostQR(ctx, "u1", zapini.InboundQRRequest{QR: "2@exemplo", QRImage: "exemplo", GeneratedAt: noon})
			},
			url: base + "u1/qr", body: `{"qr":"2@exemplo","qr_image":"exemplo","generated_at":"2026-03-04T12:00:00Z"}`,
		},
		{
			name: "PostConnection",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return nil, c.Inbound.PostConnection(ctx, "u1", zapini.InboundConnectionRequest{
					Status: zapini.InstanceOffline, PhoneNumber: "5511900000009", Timestamp: noon,
				})
			},
			url: base + "u1/connection", body: `{"status":"offline","phone_number":"5511900000009","timestamp":"2026-03-04T12:00:00Z"}`,
		},
		{
			name: "PostConnection, only what is required",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return nil, c.Inbound.PostConnection(ctx, "u1", zapini.InboundConnectionRequest{Status: zapini.InstanceQRReady})
			},
			url: base + "u1/connection", body: `{"status":"qr_ready"}`,
		},
		{
			name: "PostReaction",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return nil, c.Inbound.PostReaction(ctx, "u1", zapini.InboundReactionRequest{
					Key: key, Reaction: zapini.InboundReaction{Text: "🎉", Key: zapini.InboundReactionKey{ID: "3EB1"}}, SenderJID: "5511900000002@s.whatsapp.net",
				})
			},
			url: base + "u1/reaction",
			body: `{"key":{"remoteJid":"5511900000001@s.whatsapp.net","fromMe":false,"id":"3EB0C0FFEE000010"},
				"reaction":{"text":"🎉","key":{"id":"3EB1"}},"senderJid":"5511900000002@s.whatsapp.net"}`,
		},
	}
	for i := range exchanges {
		exchanges[i].method, exchanges[i].anonymous, exchanges[i].answer, exchanges[i].anyAnswer = "POST", true, "p2-result.json", true
	}
	runExchanges(t, exchanges)
}

func TestInboundRefusesBeforeSending(t *testing.T) {
	t.Parallel()
	key := zapini.InboundKey{RemoteJID: "5511900000001@s.whatsapp.net", ID: "3EB0"}
	message := func(in zapini.InboundMessageRequest) func(context.Context, *zapini.Client) (any, error) {
		return func(ctx context.Context, c *zapini.Client) (any, error) {
			return nil, c.Inbound.PostMessage(ctx, "u1", in)
		}
	}
	reaction := func(in zapini.InboundReactionRequest) func(context.Context, *zapini.Client) (any, error) {
		return func(ctx context.Context, c *zapini.Client) (any, error) {
			return nil, c.Inbound.PostReaction(ctx, "u1", in)
		}
	}
	runRefusals(t, []refusal{
		{"remoteJid is empty", message(zapini.InboundMessageRequest{Key: key})},
		{"key.id is empty", message(zapini.InboundMessageRequest{RemoteJID: key.RemoteJID, Key: zapini.InboundKey{RemoteJID: key.RemoteJID}})},
		{"key.remoteJid is empty", message(zapini.InboundMessageRequest{RemoteJID: key.RemoteJID, Key: zapini.InboundKey{ID: "3EB0"}})},
		{"status is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return nil, c.Inbound.PostStatus(ctx, "u1", zapini.InboundStatusRequest{Key: key})
		}},
		{"status is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return nil, c.Inbound.PostConnection(ctx, "u1", zapini.InboundConnectionRequest{})
		}},
		{"qr is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return nil, c.Inbound.PostQR(ctx, "u1", zapini.InboundQRRequest{})
		}},
		{"reaction.key.id is empty", reaction(zapini.InboundReactionRequest{Key: key, SenderJID: "5511900000002@s.whatsapp.net"})},
		{"senderJid is empty", reaction(zapini.InboundReactionRequest{Key: key, Reaction: zapini.InboundReaction{Key: zapini.InboundReactionKey{ID: "a"}}})},
		{"uuid is a dot segment", func(ctx context.Context, c *zapini.Client) (any, error) {
			return nil, c.Inbound.PostQR(ctx, "..", zapini.InboundQRRequest{QR: "2@x"})
		}},
	})
}

// Whatever is answered with success is one, plain text too; a refusal inside a 200 is none.
func TestInboundAnswers(t *testing.T) {
	t.Parallel()
	in := zapini.InboundQRRequest{QR: "2@x"}
	require.NoError(t, newClient(t, contract.Record(ok("OK"))).Inbound.PostQR(t.Context(), "u1", in))
	require.NoError(t, newClient(t, contract.Record(answer{Status: 204})).Inbound.PostQR(t.Context(), "u1", in))
	err := newClient(t, contract.Record(ok(fixture(t, "error.json")))).Inbound.PostQR(t.Context(), "u1", in)
	var e *zapgate.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "VALIDATION_FAILED", e.Code)
}
