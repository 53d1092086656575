package wsapi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

const picture = "https://media.example.com/a.png"

// png is a file that travels in the request; its base64 is "iVBORw==".
func png() zapgate.Base64 { return zapgate.Base64(zapgate.MediaBytes("image/png", []byte("\x89PNG"))) }

// sends is a wireTest of a message that was sent.
func sends(name, path, body string, call func(context.Context, *wsapi.MessagesService) (*wsapi.SentMessage, error)) wireTest {
	return wireTest{
		name: name, call: func(ctx context.Context, c *wsapi.Client) (any, error) { return call(ctx, c.Messages) },
		method: "POST", path: path, body: body, status: 201, answer: "sent.json", want: &wsapi.SentMessage{ID: sentID},
	}
}

func TestWireMessages(t *testing.T) {
	t.Parallel()
	// What every request but the location shares.
	const shared = `"mentions":["5511900000001@s.whatsapp.net"],"replyTo":"3EB0AABBCCDDEEFF0022",
		"replyToSenderId":"5511900000001:3@s.whatsapp.net","isForwarded":true,"ephemeralExpiration":"off"`
	const replyTo, sender = "3EB0AABBCCDDEEFF0022", "5511900000001:3@s.whatsapp.net"
	mentions := []string{ana}
	runWire(t, []wireTest{
		sends("SendText", "/messages/text", `{"to":"5511900000001@s.whatsapp.net","text":"Olá <você> & *nós*"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendText(ctx, wsapi.SendTextRequest{To: ana, Text: "Olá <você> & *nós*"})
			}),
		sends("SendText with everything", "/messages/text", `{"to":"120360000000000001@g.us","text":"Sim, @5511900000001",`+shared+`}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendText(ctx, wsapi.SendTextRequest{
					To: family, Text: "Sim, @5511900000001", Mentions: mentions, ReplyTo: replyTo, ReplyToSenderID: sender,
					IsForwarded: true, EphemeralExpiration: wsapi.EphemeralOff,
				})
			}),
		sends("SendLink", "/messages/link", `{"to":"900000000000002@lid","text":"Veja","url":"https://loja.example.com"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendLink(ctx, wsapi.SendLinkRequest{To: bia, Text: "Veja", URL: "https://loja.example.com"})
			}),
		sends("SendLink with everything", "/messages/link", `{"to":"900000000000002@lid","text":"Veja","url":"https://loja.example.com",
			"title":"Loja","description":"Tudo para a casa","jpegThumbnail":"iVBORw==",`+shared+`}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendLink(ctx, wsapi.SendLinkRequest{
					To: bia, Text: "Veja", URL: "https://loja.example.com", Title: "Loja", Description: "Tudo para a casa", JPEGThumbnail: png(),
					Mentions: mentions, ReplyTo: replyTo, ReplyToSenderID: sender, IsForwarded: true, EphemeralExpiration: wsapi.EphemeralOff,
				})
			}),
		sends("SendContact by name", "/messages/contact", `{"to":"5511900000001@s.whatsapp.net","displayName":"Bia Exemplo"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendContact(ctx, wsapi.SendContactRequest{To: ana, DisplayName: "Bia Exemplo"})
			}),
		sends("SendContact with everything", "/messages/contact", `{"to":"5511900000001@s.whatsapp.net","displayName":"Bia",
			"vcard":"BEGIN:VCARD\nFN:Bia\nEND:VCARD",`+shared+`}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendContact(ctx, wsapi.SendContactRequest{
					To: ana, DisplayName: "Bia", VCard: "BEGIN:VCARD\nFN:Bia\nEND:VCARD",
					Mentions: mentions, ReplyTo: replyTo, ReplyToSenderID: sender, IsForwarded: true, EphemeralExpiration: wsapi.EphemeralOff,
				})
			}),
		sends("SendLocation on the equator", "/messages/location", `{"to":"5511900000001@s.whatsapp.net","latitude":0,"longitude":-51.07}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendLocation(ctx, wsapi.SendLocationRequest{To: ana, Longitude: -51.07})
			}),
		sends("SendLocation with everything", "/messages/location", `{"to":"120360000000000001@g.us","latitude":-23.55,"longitude":-46.63,
			"name":"Loja","address":"Rua das Flores, 1","url":"https://loja.example.com/mapa","ephemeralExpiration":"24h"}`,
			func(ctx context.Context, m *wsapi.MessagesService) (*wsapi.SentMessage, error) {
				return m.SendLocation(ctx, wsapi.SendLocationRequest{
					To: family, Latitude: -23.55, Longitude: -46.63, Name: "Loja", Address: "Rua das Flores, 1",
					URL: "https://loja.example.com/mapa", EphemeralExpiration: wsapi.Ephemeral24h,
				})
			}),
	})
}

func TestMessagesAreNotSentToNobody(t *testing.T) {
	t.Parallel()
	text := func(in wsapi.SendTextRequest) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendText(ctx, in)
			return err
		}
	}
	to := func(to string) func(context.Context, *wsapi.Client) error {
		return text(wsapi.SendTextRequest{To: to, Text: "Olá"})
	}
	from := func(sender string) func(context.Context, *wsapi.Client) error {
		return text(wsapi.SendTextRequest{To: ana, Text: "Olá", ReplyTo: sentID, ReplyToSenderID: sender})
	}
	const op = "POST /messages/text"
	runRefused(t, []refused{
		{op, "to is empty", to("")},
		{op, "to must not begin with +", to("+5511900000001")},
		{op, "to must not begin with +", to("+" + ana)},
		{op, "to is not a JID", to("55 11 90000-0001")},
		{op, "to is not a JID", to("1234")},
		{op, "to is not a JID", to("120360000000000001-group")},
		{op, "to is not a JID", to("5511900000001-1600000000")},
		{op, "to must end in @s.whatsapp.net", to("5511900000001@c.us")},
		{op, "to must name no device", to("5511900000001:0@s.whatsapp.net")},
		{op, "to is not a JID", to("ana@example.com")},
		{op, "to is not a JID", to(" " + ana)},
		{op, "text is empty", text(wsapi.SendTextRequest{To: ana})},
		{op, "mentions must not begin with +", text(wsapi.SendTextRequest{To: ana, Text: "Olá", Mentions: []string{bia, "+" + ana}})},
		{op, "replyToSenderId must not begin with +", from("+" + ana)},
		{op, "replyToSenderId must not begin with +", from("+5511900000001:3@s.whatsapp.net")},
		{op, "replyToSenderId must end in @s.whatsapp.net", from("5511900000001:3@c.us")},
		{"POST /messages/link", "url is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendLink(ctx, wsapi.SendLinkRequest{To: ana, Text: "Veja"})
			return err
		}},
		{"POST /messages/link", "text is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendLink(ctx, wsapi.SendLinkRequest{To: ana, URL: picture})
			return err
		}},
		{"POST /messages/contact", "displayName or vcard is required", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendContact(ctx, wsapi.SendContactRequest{To: ana})
			return err
		}},
		{"POST /messages/location", "to is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Messages.SendLocation(ctx, wsapi.SendLocationRequest{Latitude: 1})
			return err
		}},
	})
}

// A send that may have left is not repeated, and one that was refused tells so.
func TestSendIsNotRepeated(t *testing.T) {
	t.Parallel()
	c, mt := newClient(t)
	mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) { return nil, errors.New("connection reset") })
	_, err := c.Messages.SendVoice(t.Context(), wsapi.SendVoiceRequest{To: ana, URL: picture})
	assert.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	assert.Equal(t, 1, mt.GetTotalCallCount())
}

func ExampleMessagesService_SendReaction() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"},
		answering(200, `{"id": "3EB0AABBCCDDEEFF0011"}`))
	if err != nil {
		panic(err)
	}
	sent, err := client.Messages.SendReaction(context.Background(), "3EB0AABBCCDDEEFF0022", wsapi.SendReactionRequest{
		To: "120360000000000001@g.us", SenderID: "5511900000001@s.whatsapp.net", Reaction: "👍",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sent.ID)
	// Output: 3EB0AABBCCDDEEFF0011
}
