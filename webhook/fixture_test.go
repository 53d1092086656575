package webhook_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/webhook"
)

// The people of the fixtures.
var (
	me    = number("5511900000000")
	ana   = number("5511900000001").WithLID(number("100000000000001@lid"))
	bia   = number("5511900000002").WithLID(number("100000000000002@lid"))
	group = number("120363000000000001@g.us")
)

func number(s string) zapgate.Address {
	a, err := zapgate.ParseAddress(s)
	if err != nil {
		panic(err)
	}
	return a
}

// at is n seconds into 2026.
func at(n int) time.Time { return time.Date(2026, 1, 1, 0, 0, n, 0, time.UTC) }

// parseFixture returns a fixture's only event, checked for what all events have.
func parseFixture[E webhook.Event](t *testing.T, p webhook.Provider, path ...string) E {
	t.Helper()
	body := string(read(t, path...))
	e := parseOne[E](t, p, body)
	h := e.Head()
	assert.Equal(t, body, string(h.Raw))
	assert.Equal(t, p, h.Provider)
	assert.NotNil(t, h.Source)
	assert.NotEmpty(t, h.ID)
	assert.NotEmpty(t, h.Instance)
	return e
}

// same asserts an address with all it knows of a person.
func same(t *testing.T, want, got zapgate.Address, what string) {
	t.Helper()
	assert.Equal(t, want.JID(), got.JID(), what)
	assert.Equal(t, want.LID(), got.LID(), "%s: LID", what)
}

type messageCase struct {
	file string
	at   time.Time
	want webhook.Message
}

func checkMessages[E webhook.Event](t *testing.T, p webhook.Provider, cases []messageCase, message func(E) webhook.Message) {
	t.Helper()
	for _, c := range cases {
		t.Run(filepath.Base(c.file), func(t *testing.T) {
			t.Parallel()
			e := parseFixture[E](t, p, c.file)
			got := message(e)
			assert.True(t, e.Head().Time.Equal(c.at), "%s", e.Head().Time)
			same(t, c.want.Chat, got.Chat, "Chat")
			same(t, c.want.From, got.From, "From")
			got.Chat, got.From = c.want.Chat, c.want.From
			assert.Equal(t, c.want, got)
		})
	}
}

func received(e *webhook.MessageReceived) webhook.Message { return e.Message }
func sent(e *webhook.MessageSent) webhook.Message         { return e.Message }

func TestZAPIMessages(t *testing.T) {
	t.Parallel()
	const dir, own = "zapi/callbacks/", "webhook/zapi/"
	text := func(s string) webhook.Content { return &webhook.Text{Body: s} }
	checkMessages(t, webhook.ZAPI, []messageCase{
		{file: dir + "text.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00001", Chat: ana, From: ana, FromName: "Ana", ChatName: "Ana", Content: text("Bom dia"),
		}},
		{file: dir + "text-group.json", at: at(7), want: webhook.Message{
			MessageID: "3EB00007", Chat: group, From: bia, FromName: "Bia", ChatName: "Obras", Content: text("Oi, gente"),
		}},
		{file: dir + "text-reply.json", at: at(5), want: webhook.Message{
			MessageID: "3EB00005", Chat: ana, From: ana, FromName: "Ana", ChatName: "Ana", ReplyTo: "3EB0FFFF", Content: text("Sim"),
		}},
		{file: dir + "text-newsletter.json", at: at(0).Add(900 * time.Millisecond), want: webhook.Message{
			MessageID: "3EB00008", Chat: number("120363000000000009@newsletter"), From: number("120363000000000009@newsletter"),
			FromName: "Ana", ChatName: "Canal", Content: text("Novidades"),
		}},
		{file: dir + "image.json", at: at(12), want: webhook.Message{
			MessageID: "3EB00012", Chat: ana, From: ana, FromName: "Ana", ChatName: "Ana", Content: &webhook.Image{
				File: webhook.File{
					URL: "https://files.example/p.jpg", MIMEType: "image/jpeg", ThumbnailURL: "https://files.example/p-s.jpg", ViewOnce: true,
				},
				Caption: "Planta", Width: 640, Height: 480,
			},
		}},
		{file: dir + "audio.json", at: at(14), want: webhook.Message{
			MessageID: "3EB00014", Chat: ana, From: ana, FromName: "Ana", ChatName: "Ana", Content: &webhook.Audio{
				File:  webhook.File{URL: "https://files.example/a.ogg", MIMEType: "audio/ogg; codecs=opus", ViewOnce: true},
				Voice: true, Duration: 7 * time.Second,
			},
		}},
		{file: dir + "waiting-message.json", at: at(11), want: webhook.Message{
			MessageID: "3EB00011", Chat: ana, From: ana, FromName: "Ana", ChatName: "Ana", Content: &webhook.Unsupported{Kind: "waitingMessage"},
		}},
		{file: own + "text-lid.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00001", Chat: number(ana.LID() + "@lid"), From: number(ana.LID() + "@lid"), FromName: "Ana", ChatName: "Ana", Content: text("Oi"),
		}},
		{file: own + "text-bare-lid.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00002", Chat: ana, From: ana, FromName: "Ana", Content: text("Oi"),
		}},
		{file: own + "status-broadcast.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00003", Chat: number("status@broadcast"), From: number("5511900000001"),
			Content: &webhook.Image{File: webhook.File{URL: "https://files.example/s.jpg", MIMEType: "image/jpeg"}},
		}},
		{file: own + "group-no-participant.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00004", Chat: group, From: number(bia.LID() + "@lid"), Content: text("Oi"),
		}},
	}, received)
	checkMessages(t, webhook.ZAPI, []messageCase{
		{file: dir + "text-from-api.json", at: at(6), want: webhook.Message{
			MessageID: "3EB00006", Chat: ana, From: me, FromName: "Ana", ChatName: "Ana", Content: text("Seu pedido saiu"),
		}},
		{file: dir + "text-broadcast.json", at: at(9), want: webhook.Message{
			MessageID: "3EB00009", Chat: number("1767225600-broadcast"), From: me, FromName: "Ana", Content: text("Aviso"),
		}},
		{file: own + "sent-group.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00005", Chat: group, From: me.WithLID(number("100000000000000@lid")), Content: text("Oi"),
		}},
		{file: dir + "delivery.json", want: webhook.Message{
			MessageID: "3EB0AAAA", GatewayID: "ZAAP0001", Chat: number("5511900000001"),
		}},
	}, sent)
}

func TestZapiniMessages(t *testing.T) {
	t.Parallel()
	plain := number("5511900000001") // Zapini knows no LIDs
	m := webhook.Message{MessageID: "3EB00001", GatewayID: "msg-1", Chat: plain, From: plain, FromName: "Ana"}
	with := func(m webhook.Message, c webhook.Content) webhook.Message { m.Content = c; return m }
	checkMessages(t, webhook.Zapini, []messageCase{
		{file: "webhook/zapini/text.json", at: at(1), want: with(m, &webhook.Text{Body: "Bom dia"})},
		{file: "webhook/zapini/image.json", at: at(1), want: with(m, &webhook.Image{File: webhook.File{URL: "https://files.example/p.jpg"}, Caption: "Planta"})},
		{file: "webhook/zapini/audio.json", at: at(1), want: with(m, &webhook.Audio{File: webhook.File{URL: "https://files.example/a.ogg"}})},
	}, received)
	checkMessages(t, webhook.Zapini, []messageCase{
		{file: "webhook/zapini/sent.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00002", GatewayID: "msg-2", Chat: plain, Content: &webhook.Text{Body: "Seu pedido saiu"},
		}},
	}, sent)
}

func TestZapyMessages(t *testing.T) {
	t.Parallel()
	checkMessages(t, webhook.Zapy, []messageCase{
		{file: "webhook/zapy/message.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00001", GatewayID: "msg-1", Chat: ana, From: ana, FromName: "Ana", ChatName: "Ana", Content: &webhook.Unsupported{Kind: "text"},
		}},
		{file: "webhook/zapy/message-group.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00002", GatewayID: "msg-1", Chat: group, From: ana, FromName: "Ana", ChatName: "Obras", Content: &webhook.Unsupported{Kind: "image"},
		}},
	}, received)
	checkMessages(t, webhook.Zapy, []messageCase{
		{file: "webhook/zapy/message-sent.json", at: at(1), want: webhook.Message{
			MessageID: "3EB00003", GatewayID: "msg-1", Chat: number(ana.LID() + "@lid"), From: me, FromName: "Loja", ChatName: "Ana",
			Content: &webhook.Unsupported{Kind: "text"},
		}},
	}, sent)
}

func TestWSAPIMessages(t *testing.T) {
	t.Parallel()
	afternoon := at(1).Add(3 * time.Hour) // written with -03:00
	checkMessages(t, webhook.WSAPI, []messageCase{
		{file: "webhook/wsapi/text.json", at: afternoon, want: webhook.Message{
			MessageID: "3EB00001", Chat: ana, From: ana, ReplyTo: "3EB0FFFF", Forwarded: true, Content: &webhook.Text{
				Body: "Veja https://loja.example", Title: "Loja", Description: "Tudo para a casa", URL: "https://loja.example", ThumbnailURL: "data:image/jpeg;base64,AQID",
			},
		}},
		{file: "webhook/wsapi/text-lid.json", at: afternoon, want: webhook.Message{
			MessageID: "3EB00006", Chat: ana, From: ana, Content: &webhook.Text{Body: "Oi"},
		}},
		{file: "webhook/wsapi/image.json", at: afternoon, want: webhook.Message{
			MessageID: "3EB00002", Chat: ana, From: ana, Content: &webhook.Image{
				File:    webhook.File{MediaID: "media-2", MIMEType: "image/jpeg", Size: 204800, ViewOnce: true},
				Caption: "Planta", Width: 640, Height: 480,
			},
		}},
		{file: "webhook/wsapi/voice-group.json", at: afternoon, want: webhook.Message{
			MessageID: "3EB00003", Chat: group, From: ana, Content: &webhook.Audio{
				File: webhook.File{MediaID: "media-3", MIMEType: "audio/ogg", Size: 9000}, Voice: true, Duration: 7 * time.Second,
			},
		}},
		{file: "webhook/wsapi/video.json", at: afternoon, want: webhook.Message{
			MessageID: "3EB00004", Chat: ana, From: ana, Content: &webhook.Video{File: webhook.File{MediaID: "media-4"}},
		}},
	}, received)
	checkMessages(t, webhook.WSAPI, []messageCase{
		{file: "webhook/wsapi/sent.json", at: afternoon, want: webhook.Message{
			MessageID: "3EB00005", Chat: number("5511900000001"), From: me, Content: &webhook.Text{Body: "Seu pedido saiu"},
		}},
	}, sent)
}

// A phone and a LID are read whichever of the two fields they are in.
func TestPhoneAndLIDSwapped(t *testing.T) {
	t.Parallel()
	body := edit(t, string(read(t, "webhook", "zapy", "message.json")), "data.sender.jid", "100000000000001@lid")
	m := parseOne[*webhook.MessageReceived](t, webhook.Zapy, edit(t, body, "data.sender.lid", "5511900000001@s.whatsapp.net"))
	same(t, ana, m.From, "From")
	require.True(t, m.Chat.Same(ana))
}
