package zapini_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

// operation is a call of a client: what it sends, what it is answered, and what that is read as.
type operation struct {
	name             string
	call             func(context.Context, *zapini.Client) (any, error)
	method, url      string
	body             string // "": none
	anonymous        bool
	repeatable       bool
	answer           string
	check            func(*testing.T, any)
	undocumentedBody bool // any answer will do
}

// operations are those of the sections that these tests go through one by one.
var operations = slices.Concat(authOperations, instanceOperations, directOperations, messageOperations, conversationOperations, webhookOperations)

var directOperations = []operation{
	{
		name: "SendMessage",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Direct.SendMessage(ctx, zapini.SendMessageRequest{Recipient: "+5511900000001", Message: "a < b & *c*", ReplyTo: "3EB0AA"})
		},
		method: "POST", url: direct + "/send-message",
		body:   `{"recipient":"+5511900000001","message":"a < b & *c*","reply_to":"3EB0AA"}`,
		answer: "send-message.json",
		check: func(t *testing.T, got any) {
			m := got.(*zapini.SentMessage)
			assert.True(t, bool(m.Success))
			assert.Equal(t, "sent", m.Message)
			assert.Equal(t, "3EB0C0FFEE000001", m.MessageID)
			assert.Equal(t, at("2026-03-04T12:30:15.25Z"), m.Timestamp.UTC())
		},
	},
	{
		name: "SendMessage, only what is required",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Direct.SendMessage(ctx, zapini.SendMessageRequest{Recipient: "120360000000000001@g.us", Message: "oi"})
		},
		method: "POST", url: direct + "/send-message",
		body:   `{"recipient":"120360000000000001@g.us","message":"oi"}`,
		answer: "send-message.json",
		check:  func(t *testing.T, got any) { assert.NotEmpty(t, got.(*zapini.SentMessage).MessageID) },
	},
	{
		name: "SendMedia",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Direct.SendMedia(ctx, zapini.SendMediaRequest{
				Recipient: "5511900000002", MediaURL: "https://media.example.com/nota.pdf", MediaType: zapini.MediaDocument,
				Caption: "segue a nota", Filename: "nota.pdf",
			})
		},
		method: "POST", url: direct + "/send-media",
		body: `{"recipient":"5511900000002","media_url":"https://media.example.com/nota.pdf","media_type":"document",
			"caption":"segue a nota","filename":"nota.pdf"}`,
		answer: "send-media.json",
		check: func(t *testing.T, got any) {
			m := got.(*zapini.SentMessage)
			assert.Equal(t, "media sent", m.Message)
			assert.Equal(t, "3EB0C0FFEE000002", m.MessageID)
			assert.Equal(t, at("2026-03-04T12:31:00Z"), m.Timestamp.UTC())
		},
	},
	{
		name: "SendReaction",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Direct.SendReaction(ctx, zapini.SendReactionRequest{
				To: "5511900000001@s.whatsapp.net", MessageID: "3EB0C0FFEE000001", Emoji: "🎉",
			})
		},
		method: "POST", url: direct + "/send-reaction", undocumentedBody: true,
		body:   `{"to":"5511900000001@s.whatsapp.net","messageId":"3EB0C0FFEE000001","emoji":"🎉"}`,
		answer: "result.json",
		check:  checkDone,
	},
	{
		name:   "QR",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Direct.QR(ctx) },
		method: "GET", url: direct + "/qr", repeatable: true,
		answer: "qr.json",
		check: func(t *testing.T, got any) {
			assert.Equal(t, &zapini.QR{Success: true, QR: "2@exemplo,exemplo==", Status: zapini.InstanceQRReady}, got)
		},
	},
	{
		name:   "Status",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Direct.Status(ctx) },
		method: "GET", url: direct + "/status", repeatable: true,
		answer: "status.json",
		check: func(t *testing.T, got any) {
			assert.Equal(t, &zapini.Status{
				Success: true, Status: zapini.InstanceConnected, Phone: "5511900000009", Name: "Loja Exemplo", Platform: "iphone",
			}, got)
		},
	},
	{
		name:   "Health",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Direct.Health(ctx) },
		method: "GET", url: direct + "/health", anonymous: true, repeatable: true,
		answer: "health.json",
		check: func(t *testing.T, got any) {
			h := got.(*zapini.Health)
			assert.Equal(t, "ok", h.Status)
			assert.InDelta(t, 98765, float64(h.Uptime), 0)
			assert.Equal(t, at("2026-03-04T12:32:00Z"), h.Timestamp.UTC())
		},
	},
}

var webhookOperations = []operation{
	{
		name: "Webhooks.Configure",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Webhooks.Configure(ctx, "777", zapini.ConfigureWebhookRequest{
				WebhookURL: "https://crm.example.com/hooks", WebhookSecret: "s3cr3t-of-the-hook",
				Events: []zapini.Event{zapini.EventMessageIncoming, zapini.EventMessageStatus}, IsActive: new(false),
			})
		},
		method: "PUT", url: platform + "/instances/777/webhook", undocumentedBody: true,
		body: `{"webhook_url":"https://crm.example.com/hooks","webhook_secret":"s3cr3t-of-the-hook",
			"events":["message.incoming","message.status"],"is_active":false}`,
		answer: "configure-webhook.json",
		check: func(t *testing.T, got any) {
			r := got.(*zapini.Result)
			assert.Equal(t, "stored", r.Message)
			assert.JSONEq(t, `{"webhook_url":"https://crm.example.com/hooks","is_active":false}`, string(r.Data))
		},
	},
	{
		name: "Webhooks.Configure of the client's own instance",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Webhooks.Configure(ctx, "", zapini.ConfigureWebhookRequest{WebhookURL: "https://crm.example.com/hooks"})
		},
		method: "PUT", url: platform + "/instances/" + instanceID + "/webhook", undocumentedBody: true,
		body:   `{"webhook_url":"https://crm.example.com/hooks"}`,
		answer: "configure-webhook.json",
		check:  func(t *testing.T, got any) { assert.Equal(t, "stored", got.(*zapini.Result).Message) },
	},
}

// checkDone is the check of result.json.
func checkDone(t *testing.T, got any) {
	t.Helper()
	r := got.(*zapini.Result)
	assert.Equal(t, "done", r.Message)
	assert.JSONEq(t, `{"note":1}`, string(r.Data))
}

func TestOverTheWire(t *testing.T) {
	t.Parallel()
	for _, op := range operations {
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(ok(fixture(t, op.answer)))
			got, err := op.call(t.Context(), newClient(t, w))
			require.NoError(t, err)
			r := w.Only(t)
			r.Assert(t, op.method, op.url, op.body)
			if op.anonymous {
				assert.NotContains(t, r.Header, "Authorization")
			} else {
				assert.Equal(t, "Bearer "+token, r.Header.Get("Authorization"))
			}
			op.check(t, got)
		})
	}
}

// What has an effect goes out once where it may have run; what only reads goes out again.
func TestRepeats(t *testing.T) {
	t.Parallel()
	for _, op := range operations {
		for name, a := range map[string]answer{
			"503":       {Status: http.StatusServiceUnavailable, Body: `{"success":false,"error":{"code":"DOWN","message":"later"}}`},
			"lost":      {Err: context.DeadlineExceeded},
			"undecoded": ok(`{"success":`),
		} {
			t.Run(op.name+" "+name, func(t *testing.T) {
				t.Parallel()
				w := contract.Record(a)
				_, err := op.call(t.Context(), newClient(t, w))
				require.Error(t, err)
				assert.Equal(t, !op.repeatable, isUnknown(err), "ErrOutcomeUnknown")
				want := 1
				if op.repeatable && name != "undecoded" {
					want = 3
				}
				assert.Len(t, w.Sent, want)
			})
		}
	}
}

func TestRefusedBecauseOfRateIsRepeated(t *testing.T) {
	t.Parallel()
	w := contract.Record(answer{Status: http.StatusTooManyRequests, Body: fixture(t, "error.json")}, ok(fixture(t, "send-message.json")))
	_, err := newClient(t, w).Direct.SendMessage(t.Context(), zapini.SendMessageRequest{Recipient: "5511900000001", Message: "oi"})
	require.NoError(t, err)
	assert.Len(t, w.Sent, 2)

	w = contract.Record(answer{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"600"}}})
	_, err = newClient(t, w).Direct.SendMessage(t.Context(), zapini.SendMessageRequest{Recipient: "5511900000001", Message: "oi"})
	require.ErrorIs(t, err, zapgate.ErrRateLimited)
	require.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	var e *zapgate.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, 10*time.Minute, e.RetryAfter)
	assert.Len(t, w.Sent, 1)
}

// An answer that no page documents must not turn a change that was made into an error.
func TestUndocumentedAnswers(t *testing.T) {
	t.Parallel()
	for _, op := range operations {
		if !op.undocumentedBody {
			continue
		}
		for body, want := range map[string]zapini.Result{
			"":                                  {},
			`{}`:                                {},
			`null`:                              {},
			`[1]`:                               {Data: []byte(`[1]`)},
			`{"success":true,"message":{}}`:     {},
			`{"success":1,"data":[{"a":null}]}`: {Data: []byte(`[{"a":null}]`)},
		} {
			got, err := op.call(t.Context(), newClient(t, contract.Record(ok(body))))
			require.NoError(t, err, body)
			assert.Equal(t, &want, got, body)
		}
		_, err := op.call(t.Context(), newClient(t, contract.Record(ok("<html>"))))
		require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	}
}
