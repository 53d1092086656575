package wsapi_test

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

func newMessenger(t testing.TB, opts ...zapgate.Option) zapgate.Messenger {
	t.Helper()
	c, err := wsapi.New(wsapi.Credentials{APIKey: contract.Canary, InstanceID: instance}, opts...)
	require.NoError(t, err)
	return c.Messenger()
}

const (
	presenceURL = base + "/chats/" + ana + "/presence"
	quotedAna   = `,"replyTo":"3EB0AA","replyToSenderId":"` + ana + `"`
	card        = `"displayName":"Ana, Exemplo","vcard":"BEGIN:VCARD\nVERSION:3.0\nN:;Ana\\, Exemplo;;;\nFN:Ana\\, Exemplo\n` +
		`TEL;type=CELL;type=VOICE;waid=5511900000002:+5511900000002\nEND:VCARD"`
)

func TestMessenger(t *testing.T) {
	t.Parallel()
	sent := &zapgate.Sent{MessageID: sentID, Named: zapgate.NamedByMessageID}
	post := func(path, rest string) contract.Exchange {
		return contract.One("POST", base+path, `{"to":"`+ana+`",`+rest+`}`, fixture(t, "sent.json"), sent)
	}
	text := func(to string) contract.Exchange {
		return contract.One("POST", base+"/messages/text", `{"to":"`+to+`","text":"Olá"}`, fixture(t, "sent.json"), sent)
	}
	wire := map[string]contract.Exchange{
		"text": text(ana),
		"text, typing": {
			Requests: append([]contract.Wanted{{Method: "PUT", URL: presenceURL, Body: `{"state":"typing"}`}}, text(ana).Requests...),
			Answers:  []string{"", fixture(t, "sent.json")},
			Want:     sent,
		},
		"text, quoting":        post("/messages/text", `"text":"Olá"`+quotedAna),
		"text to a phone":      text(ana),
		"text to a lid":        text("900000000000001@lid"),
		"text to a group":      text("120360000000000001@g.us"),
		"text to a newsletter": text("120360000000000002@newsletter"),

		"location":         post("/messages/location", `"latitude":-23.5,"longitude":0,"name":"Loja Exemplo","address":"Rua A, 1"`),
		"contact":          post("/messages/contact", card),
		"contact, quoting": post("/messages/contact", card+quotedAna),
		"reaction": contract.One("POST", base+"/messages/3EB0AA/reaction", `{"to":"`+ana+`","senderId":"`+ana+`","reaction":"👍"}`,
			fixture(t, "sent.json"), nil),
		"reaction off": contract.One("POST", base+"/messages/3EB0AA/reaction", `{"to":"`+ana+`","senderId":"`+ana+`","reaction":""}`,
			fixture(t, "sent.json"), nil),
		"read": contract.One("POST", base+"/messages/3EB0AA/read", `{"chatId":"`+ana+`","senderId":"`+ana+`","receiptType":"read"}`, "", nil),
		"check": contract.One("POST", base+"/users/check", `{"phones":["5511900000001"]}`,
			`[{"query":"5511900000001","isInWhatsApp":true,"jid":"551190000001@s.whatsapp.net"}]`,
			&zapgate.NumberCheck{Exists: true, Address: contract.Address("551190000001")}),
		"status": contract.One("GET", base+"/session/status", "", `{"isConnected":true,"isLoggedIn":true,"deviceId":"5511900000009:12@s.whatsapp.net"}`,
			&zapgate.ConnectionStatus{
				Connected: true, Phone: contract.Address("5511900000009"), Native: "isConnected true, isLoggedIn true",
			}),
	}
	for kind, mimeType := range contract.MediaTypes {
		path, more := "/messages/"+string(kind), ""
		data := `"data":"` + contract.MediaText + `","mimeType":"` + mimeType + `"`
		switch kind {
		case zapgate.MediaDocument:
			more = `,"filename":"nota.pdf"`
		case zapgate.MediaSticker:
			data = `"data":"` + contract.MediaText + `"`
		}
		link := `"url":"` + contract.MediaLink + `"` + more
		maps.Copy(wire, map[string]contract.Exchange{
			string(kind) + " by link":  post(path, link),
			string(kind) + " as bytes": post(path, data+more),
			string(kind) + ", quoting": post(path, link+quotedAna),
		})
		switch kind {
		case zapgate.MediaImage, zapgate.MediaVideo, zapgate.MediaDocument:
			wire[string(kind)+" with caption"] = post(path, link+`,"caption":"segue"`)
		}
	}
	contract.MessengerSuite{
		Provider: "wsapi", New: newMessenger, Wire: wire,
		Header: http.Header{"X-Api-Key": {contract.Canary}, "X-Instance-Id": {instance}},
	}.Run(t)
}

// Who wrote a message: From, or else the person whose chat it is in, unless it is one's own.
func TestMessengerSender(t *testing.T) {
	t.Parallel()
	const device = "5511900000002:12@s.whatsapp.net"
	for name, tt := range map[string]struct {
		chat, from string
		fromMe     bool
		quote      string // the body's replyToSenderId; "-": refused
		react      string
		read       string
	}{
		"of the person":        {ana, "", false, ana, ana, ana},
		"of a LID":             {bia, "", false, bia, bia, bia},
		"of a device":          {ana, device, false, device, device, device},
		"one's own":            {ana, "", true, "", "", "-"},
		"one's own, by number": {ana, "5511900000009", true, "5511900000009@s.whatsapp.net", "5511900000009@s.whatsapp.net", "-"},
		"of a member":          {family, ana, false, ana, ana, ana},
		"of nobody in a group": {family, "", false, "-", "-", "-"},
		"of a newsletter":      {"120360000000000002@newsletter", "", false, "", "", "-"},
	} {
		ref := zapgate.MessageRef{ID: "3EB0AA", Chat: contract.Address(tt.chat), FromMe: tt.fromMe}
		if tt.from != "" {
			ref.From = contract.Address(tt.from)
		}
		for op, c := range map[string]struct {
			key, want string
			call      func(context.Context, zapgate.Messenger) error
		}{
			"quote": {"replyToSenderId", tt.quote, func(ctx context.Context, m zapgate.Messenger) error {
				_, err := m.SendText(ctx, zapgate.TextMessage{To: ref.Chat, Text: "oi", ReplyTo: ref})
				return err
			}},
			"card": {"replyToSenderId", tt.quote, func(ctx context.Context, m zapgate.Messenger) error {
				_, err := m.SendContact(ctx, zapgate.ContactMessage{To: ref.Chat, Name: "Bia", Phone: contract.Address("5511900000002"), ReplyTo: ref})
				return err
			}},
			"file": {"replyToSenderId", tt.quote, func(ctx context.Context, m zapgate.Messenger) error {
				_, err := m.SendMedia(ctx, zapgate.MediaMessage{To: ref.Chat, Kind: zapgate.MediaSticker, Media: zapgate.MediaURL(contract.MediaLink), ReplyTo: ref})
				return err
			}},
			"reaction": {"senderId", tt.react, func(ctx context.Context, m zapgate.Messenger) error { return m.React(ctx, ref, "👍") }},
			"no more":  {"senderId", tt.react, func(ctx context.Context, m zapgate.Messenger) error { return m.React(ctx, ref, "") }},
			"read":     {"senderId", tt.read, func(ctx context.Context, m zapgate.Messenger) error { return m.MarkRead(ctx, ref) }},
		} {
			t.Run(name+"/"+op, func(t *testing.T) {
				t.Parallel()
				r := contract.Record(contract.OK(fixture(t, "sent.json")))
				err := c.call(t.Context(), newMessenger(t, contract.Through(r)...))
				switch c.want {
				case "-":
					assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
					assert.Empty(t, r.Sent)
				case "":
					require.NoError(t, err)
					assert.NotContains(t, strings.ToLower(r.Only(t).Body), "senderid")
				default:
					require.NoError(t, err)
					assert.Contains(t, r.Only(t).Body, `"`+c.key+`":"`+c.want+`"`)
				}
			})
		}
	}
}

// The chat of a quoted message is who wrote it as WhatsApp spells them; To may be the number with or without the ninth
// digit, or of a person whom the chat names by LID.
func TestMessengerQuotesTheChat(t *testing.T) {
	t.Parallel()
	for _, chat := range []string{"551199999999@s.whatsapp.net", bia} {
		t.Run(chat, func(t *testing.T) {
			t.Parallel()
			quoted := zapgate.MessageRef{ID: "3EB0AA", Chat: contract.Address(chat)}
			to := contract.Address("5511999999999")
			r := contract.Record(contract.OK(fixture(t, "sent.json")))
			m := newMessenger(t, contract.Through(r)...)
			_, err := m.SendText(t.Context(), zapgate.TextMessage{To: to, Text: "oi", ReplyTo: quoted})
			require.NoError(t, err)
			_, err = m.SendMedia(t.Context(), zapgate.MediaMessage{
				To: to, Kind: zapgate.MediaImage, Media: zapgate.MediaURL(contract.MediaLink), ReplyTo: quoted,
			})
			require.NoError(t, err)
			_, err = m.SendContact(t.Context(), zapgate.ContactMessage{
				To: to, Name: "Ana, Exemplo", Phone: contract.Address("5511900000002"), ReplyTo: quoted,
			})
			require.NoError(t, err)
			head, tail := `{"to":"5511999999999@s.whatsapp.net",`, `,"replyTo":"3EB0AA","replyToSenderId":"`+chat+`"}`
			require.Len(t, r.Sent, 3)
			r.Sent[0].Assert(t, "POST", base+"/messages/text", head+`"text":"oi"`+tail)
			r.Sent[1].Assert(t, "POST", base+"/messages/image", head+`"url":"`+contract.MediaLink+`"`+tail)
			r.Sent[2].Assert(t, "POST", base+"/messages/contact", head+card+tail)
		})
	}
}

func TestMessengerTypingFails(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault contract.Answer
		ctx   time.Duration
		want  error // of the call; nil: the text is sent
	}{
		"503":          {contract.Answer{Status: 503}, time.Minute, nil},
		"429":          {contract.Answer{Status: 429}, time.Minute, nil},
		"reset":        {contract.Answer{Err: http.ErrServerClosed}, time.Minute, nil},
		"end of ctx":   {contract.Answer{Status: 204}, time.Second, context.DeadlineExceeded},
		"none, in ctx": {contract.Answer{Status: 204}, time.Minute, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), tt.ctx)
				defer cancel()
				r := contract.Record(tt.fault, contract.OK(fixture(t, "sent.json")))
				sent, err := newMessenger(t, contract.Through(r)...).SendText(ctx, zapgate.TextMessage{
					To: contract.Address("5511900000001"), Text: "oi", Typing: 3 * time.Second,
				})
				if tt.want != nil {
					assert.Nil(t, sent)
					require.ErrorIs(t, err, tt.want)
					assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown, "the text was never sent")
					assert.Equal(t, presenceURL, r.Only(t).URL)
					return
				}
				require.NoError(t, err)
				assert.Equal(t, sentID, sent.CallbackID())
				require.Len(t, r.Sent, 2, "the presence once, the text once")
				assert.Equal(t, base+"/messages/text", r.Sent[1].URL)
			})
		})
	}
}

func TestMessengerAnswers(t *testing.T) {
	t.Parallel()
	check := func(ctx context.Context, m zapgate.Messenger) (any, error) {
		return m.CheckNumber(ctx, contract.Address("5511900000002"))
	}
	status := func(ctx context.Context, m zapgate.Messenger) (any, error) { return m.Status(ctx) }
	for name, tt := range map[string]struct {
		call   func(context.Context, zapgate.Messenger) (any, error)
		answer string
		want   any // nil: an error
	}{
		"no such number": {check, `[{"query":"5511900000002","isInWhatsApp":false}]`, &zapgate.NumberCheck{}},
		"by LID":         {check, `[{"query":"5511900000002","isInWhatsApp":true,"jid":"` + bia + `"}]`, &zapgate.NumberCheck{Exists: true, Address: contract.Address(bia)}},
		"no answer":      {check, `[]`, nil},
		"two answers":    {check, fixture(t, "users-check.json"), nil},
		"not paired":     {status, `{"isConnected":true,"isLoggedIn":false,"deviceId":""}`, &zapgate.ConnectionStatus{Native: "isConnected true, isLoggedIn false"}},
		"not connected": {status, `{"isConnected":false,"isLoggedIn":true,"deviceId":"` + ana + `"}`,
			&zapgate.ConnectionStatus{Phone: contract.Address(ana), Native: "isConnected false, isLoggedIn true"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := tt.call(t.Context(), newMessenger(t, contract.Through(contract.Record(contract.OK(tt.answer)))...))
			if tt.want == nil {
				assert.Error(t, err)
				assert.Nil(t, got)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
	for name, status := range map[string]int{"not paired": 409, "not connected": 503} {
		r := contract.Record(contract.Answer{Status: status, Body: fixture(t, "not-paired.json")})
		_, err := newMessenger(t, contract.Through(r)...).SendText(t.Context(), zapgate.TextMessage{To: contract.Address(ana), Text: "oi"})
		assert.ErrorIs(t, err, zapgate.ErrNotConnected, name)
		assert.Len(t, r.Sent, 1, name)
	}
	r := contract.Record(contract.OK(fixture(t, "sent.json")))
	_, err := newMessenger(t, contract.Through(r)...).SendMedia(t.Context(), zapgate.MediaMessage{
		To: contract.Address(ana), Kind: zapgate.MediaDocument, Media: zapgate.MediaURL(contract.MediaLink),
	})
	assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	assert.ErrorContains(t, err, "filename is empty")
	assert.Empty(t, r.Sent)
}
