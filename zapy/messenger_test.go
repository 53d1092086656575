package zapy_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapy"
)

func newMessenger(t testing.TB, opts ...zapgate.Option) zapgate.Messenger {
	t.Helper()
	c, err := zapy.New(zapy.Credentials{APIKey: contract.Canary, InstanceID: instance}, opts...)
	require.NoError(t, err)
	return c.Messenger()
}

const presencePath = base + "/api/instances/loja-a/presence"

func TestMessenger(t *testing.T) {
	t.Parallel()
	sent := &zapgate.Sent{
		MessageID: "3EB0AABBCCDDEEFF0011", GatewayID: "22222222-3333-4444-8555-666666666666", Named: zapgate.NamedByMessageID,
	}
	text := func(body string) contract.Exchange {
		return contract.One("POST", base+"/api/message/loja-a/text", body, fixture(t, "sent.json"), sent)
	}
	image := func(body string) contract.Exchange {
		return contract.One("POST", base+"/api/message/loja-a/image", body, fixture(t, "sent.json"), sent)
	}
	connected := &zapgate.ConnectionStatus{
		Connected: true, Native: "connected",
		Phone: contract.Address("5511900000001").WithLID(contract.Address("900000000000001@lid")),
	}
	plain := text(`{"to":"5511900000001","message":"Olá"}`)
	contract.MessengerSuite{Provider: "zapy", New: newMessenger, Header: http.Header{"X-Api-Key": {contract.Canary}}, Wire: map[string]contract.Exchange{
		"text": plain,
		"text, typing": {
			Requests: append([]contract.Wanted{
				{Method: "POST", URL: presencePath, Body: `{"to":"5511900000001","presence":"composing"}`},
			}, plain.Requests...),
			Answers: append([]string{""}, plain.Answers...),
			Want:    sent,
		},
		"text, quoting":   text(`{"to":"5511900000001","message":"Olá","quoteMessageId":"3EB0AA"}`),
		"text to a phone": plain,
		"text to a lid":   text(`{"to":"900000000000001@lid","message":"Olá"}`),
		"text to a group": text(`{"to":"120360000000000001@g.us","message":"Olá"}`),

		"image by link":      image(`{"to":"5511900000001","image":"` + contract.MediaLink + `"}`),
		"image as bytes":     image(`{"to":"5511900000001","image":"data:image/png;base64,` + contract.MediaText + `"}`),
		"image with caption": image(`{"to":"5511900000001","image":"` + contract.MediaLink + `","caption":"segue"}`),
		"image, quoting":     image(`{"to":"5511900000001","image":"` + contract.MediaLink + `","quoteMessageId":"3EB0AA"}`),

		"check": contract.One("POST", base+"/api/instances/loja-a/check-numbers", `{"numbers":["5511900000001"]}`,
			`{"results":[{"number":"5511900000001","exists":true,"jid":"551190000001@c.us"}]}`,
			&zapgate.NumberCheck{Exists: true, Address: contract.Address("551190000001")}),
		"status": contract.One("GET", base+"/api/instances?page=1", "", fixture(t, "instances-1.json"), connected),
	}}.Run(t)
}

// textAfter sends a text with three seconds of typing, whose presence meets fault.
func textAfter(t *testing.T, ctx context.Context, fault contract.Answer) (*contract.Recorder, *zapgate.Sent, error) {
	t.Helper()
	r := contract.Record(fault, contract.OK(fixture(t, "sent.json")))
	sent, err := newMessenger(t, contract.Through(r)...).SendText(ctx, zapgate.TextMessage{
		To: contract.Address("5511900000001"), Text: "oi", Typing: 3 * time.Second,
	})
	return r, sent, err
}

// A text is sent once, whatever becomes of the typing before it.
func TestMessengerTypingFails(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]contract.Answer{
		"503": {Status: 503}, "429": {Status: 429}, "404": {Status: 404, Body: `{"statusCode":404,"message":"no","error":"NOT_FOUND"}`},
		"reset": {Err: http.ErrServerClosed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				r, sent, err := textAfter(t, t.Context(), fault)
				require.NoError(t, err)
				assert.Equal(t, "3EB0AABBCCDDEEFF0011", sent.CallbackID())
				assert.Zero(t, time.Since(began), "there is nothing to wait for")
				require.Len(t, r.Sent, 2, "the presence once, the text once")
				assert.Equal(t, presencePath, r.Sent[0].URL)
				assert.Equal(t, base+"/api/message/loja-a/text", r.Sent[1].URL)
			})
		})
	}
}

func TestMessengerTypingEndsWithContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		r, sent, err := textAfter(t, ctx, contract.Answer{Status: 204})
		assert.Nil(t, sent)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown, "the text was never sent")
		assert.Equal(t, presencePath, r.Only(t).URL)
	})
}

func TestMessengerStatus(t *testing.T) {
	t.Parallel()
	for id, tt := range map[string]struct {
		want  *zapgate.ConnectionStatus // nil: not found
		pages int
	}{
		"loja-a": {&zapgate.ConnectionStatus{
			Connected: true, Native: "connected",
			Phone: contract.Address("5511900000001").WithLID(contract.Address("900000000000001@lid")),
		}, 1},
		"loja-b": {&zapgate.ConnectionStatus{Native: "payment_pending"}, 1},
		"loja-c": {&zapgate.ConnectionStatus{Native: "qr_timeout"}, 2},
		"loja-d": {nil, 2},
		"":       {nil, 0},
	} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(contract.OK(fixture(t, "instances-1.json")), contract.OK(fixture(t, "instances-2.json")))
			c, err := zapy.New(zapy.Credentials{APIKey: apiKey, InstanceID: id}, contract.Through(r)...)
			require.NoError(t, err)
			got, err := c.Messenger().Status(t.Context())
			assert.Equal(t, tt.want, got)
			assert.Len(t, r.Sent, tt.pages)
			switch {
			case tt.want != nil:
				assert.NoError(t, err)
			case id == "":
				assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
			default:
				assert.ErrorIs(t, err, zapgate.ErrNotFound)
			}
		})
	}
}

func TestMessengerCheckNumber(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		phone, asked, answer string
		want                 *zapgate.NumberCheck // nil: an error
	}{
		"no such number":       {"5511900000002", "5511900000002", `{"results":[{"number":"5511900000002","exists":false}]}`, &zapgate.NumberCheck{}},
		"without a JID":        {"5511900000002", "5511900000002", `{"results":[{"number":"5511900000002","exists":true}]}`, &zapgate.NumberCheck{Exists: true}},
		"eleven digits":        {"15550000001", "15550000001@s.whatsapp.net", `{"results":[{"number":"15550000001","exists":false}]}`, &zapgate.NumberCheck{}},
		"no result":            {"5511900000002", "5511900000002", `{"results":[]}`, nil},
		"results of two":       {"5511900000002", "5511900000002", fixture(t, "checked-numbers.json"), nil},
		"results that are not": {"5511900000002", "5511900000002", `{}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(contract.OK(tt.answer))
			got, err := newMessenger(t, contract.Through(r)...).CheckNumber(t.Context(), contract.Address(tt.phone))
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.want == nil, err != nil)
			r.Only(t).Assert(t, "POST", base+"/api/instances/loja-a/check-numbers", `{"numbers":["`+tt.asked+`"]}`)
		})
	}
}
