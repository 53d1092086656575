package zapi_test

import (
	"context"
	"maps"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

func newMessenger(t testing.TB, opts ...zapgate.Option) zapgate.Messenger {
	t.Helper()
	c, err := zapi.New(zapi.Credentials{InstanceID: "INST", Token: contract.Canary, ClientToken: contract.Canary + "-ct"}, opts...)
	require.NoError(t, err)
	return c.Messenger()
}

func TestMessenger(t *testing.T) {
	t.Parallel()
	sent := &zapgate.Sent{MessageID: "3EB0A1B2C3D4E5F60718", GatewayID: "01A2B3C4D5E6F70819", Named: zapgate.NamedByMessageID}
	post := func(path, body string) contract.Exchange {
		return contract.One("POST", messengerBase+path, body, fixture(t, "sent.json"), sent)
	}
	only := func(x contract.Exchange, answer string) contract.Exchange {
		return contract.Exchange{Requests: x.Requests, Answers: []string{answer}}
	}
	wire := map[string]contract.Exchange{
		"text":          post("/send-text", `{"phone":"5511900000001","message":"Olá"}`),
		"text, typing":  post("/send-text", `{"phone":"5511900000001","message":"Olá","delayTyping":3}`),
		"text, quoting": post("/send-text", `{"phone":"5511900000001","message":"Olá","messageId":"3EB0AA"}`),

		"text to a phone":      post("/send-text", `{"phone":"5511900000001","message":"Olá"}`),
		"text to a lid":        post("/send-text", `{"phone":"900000000000001@lid","message":"Olá"}`),
		"text to a group":      post("/send-text", `{"phone":"120360000000000001-group","message":"Olá"}`),
		"text to a newsletter": post("/send-text", `{"phone":"120360000000000002@newsletter","message":"Olá"}`),
		"text to a broadcast":  post("/send-text", `{"phone":"1700000000-broadcast","message":"Olá"}`),

		"location": post("/send-location",
			`{"phone":"5511900000001","title":"Loja Exemplo","address":"Rua A, 1","latitude":"-23.5","longitude":"0"}`),
		"location, quoting": post("/send-location", `{"phone":"5511900000001","title":"Loja Exemplo","address":"Rua A, 1",
			"latitude":"-23.5","longitude":"0","messageId":"3EB0AA"}`),
		"contact": post("/send-contact", `{"phone":"5511900000001","contactName":"Ana, Exemplo","contactPhone":"5511900000002"}`),
		"contact, quoting": post("/send-contact", `{"phone":"5511900000001","contactName":"Ana, Exemplo",
			"contactPhone":"5511900000002","messageId":"3EB0AA"}`),

		"reaction": only(post("/send-reaction", `{"phone":"5511900000001","messageId":"3EB0AA","reaction":"👍"}`), fixture(t, "sent.json")),
		"reaction off": only(post("/send-remove-reaction", `{"phone":"5511900000001","messageId":"3EB0AA"}`),
			fixture(t, "sent.json")),
		"read": only(post("/read-message", `{"phone":"5511900000001","messageId":"3EB0AA"}`), ""),
		"check": contract.One("GET", messengerBase+"/phone-exists/5511900000001", "", fixture(t, "crm-phone-exists.json"),
			&zapgate.NumberCheck{
				Exists: true, Address: contract.Address("551190000001").WithLID(contract.Address("81896600000001@lid")),
			}),
		"status": contract.One("GET", messengerBase+"/status", "", fixture(t, "status.json"),
			&zapgate.ConnectionStatus{Native: "You are not connected."}),
	}
	for kind, op := range map[zapgate.MediaKind][2]string{
		zapgate.MediaImage:    {"/send-image", "image"},
		zapgate.MediaVideo:    {"/send-video", "video"},
		zapgate.MediaVoice:    {"/send-audio", "audio"},
		zapgate.MediaDocument: {"/send-document/pdf", "document"},
		zapgate.MediaSticker:  {"/send-sticker", "sticker"},
	} {
		more := ""
		if kind == zapgate.MediaDocument {
			more = `,"fileName":"nota.pdf"`
		}
		file := func(media, more string) contract.Exchange {
			return post(op[0], `{"phone":"5511900000001","`+op[1]+`":"`+media+`"`+more+`}`)
		}
		maps.Copy(wire, map[string]contract.Exchange{
			string(kind) + " by link":  file(contract.MediaLink, more),
			string(kind) + " as bytes": file("data:"+contract.MediaTypes[kind]+";base64,"+contract.MediaText, more),
			string(kind) + ", quoting": file(contract.MediaLink, more+`,"messageId":"3EB0AA"`),
		})
		if kind != zapgate.MediaVoice && kind != zapgate.MediaSticker {
			wire[string(kind)+" with caption"] = file(contract.MediaLink, more+`,"caption":"segue"`)
		}
	}
	contract.MessengerSuite{
		Provider: "zapi", New: newMessenger, Header: http.Header{"Client-Token": {contract.Canary + "-ct"}}, Wire: wire,
	}.Run(t)
}

const messengerBase = "https://api.z-api.io/instances/INST/token/" + contract.Canary

func TestMessengerDocumentExtension(t *testing.T) {
	t.Parallel()
	link, none := zapgate.MediaURL("https://media.example.com/a/relatorio.xlsx?v=1.0"), zapgate.MediaURL("https://media.example.com/v1.2/get")
	for name, tt := range map[string]struct {
		file zapgate.MediaMessage
		want string // "": refused
	}{
		"of the name":          {zapgate.MediaMessage{FileName: "nota.final.pdf", Media: link}, "pdf"},
		"of the link":          {zapgate.MediaMessage{Media: link}, "xlsx"},
		"name without one":     {zapgate.MediaMessage{FileName: "nota", Media: link}, "xlsx"},
		"name ends in a dot":   {zapgate.MediaMessage{FileName: "nota.", Media: link}, "xlsx"},
		"a dot in a sentence":  {zapgate.MediaMessage{FileName: "Proposta do Sr. João", Media: link}, "xlsx"},
		"a dot, and bytes":     {zapgate.MediaMessage{FileName: "Relatório v. final", Media: zapgate.MediaBytes("application/pdf", []byte("a"))}, "pdf"},
		"of the type":          {zapgate.MediaMessage{Media: zapgate.MediaBytes("text/plain; charset=utf-8", []byte("a"))}, "txt"},
		"escaped":              {zapgate.MediaMessage{FileName: "a.b/c.p?f", Media: link}, "p%3Ff"},
		"none":                 {zapgate.MediaMessage{FileName: "nota", Media: none}, ""},
		"of no type":           {zapgate.MediaMessage{Media: zapgate.MediaBytes("", []byte("a"))}, ""},
		"of a type not listed": {zapgate.MediaMessage{Media: zapgate.MediaBytes("application/x-own", []byte("a"))}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(contract.OK(fixture(t, "sent.json")))
			tt.file.To, tt.file.Kind = contract.Address("5511900000001"), zapgate.MediaDocument
			_, err := newMessenger(t, contract.Through(r)...).SendMedia(t.Context(), tt.file)
			if tt.want == "" {
				assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
				assert.Empty(t, r.Sent)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, messengerBase+"/send-document/"+tt.want, r.Only(t).URL)
		})
	}
}

func TestMessengerAnswers(t *testing.T) {
	t.Parallel()
	to := contract.Address("5511900000001")
	text := func(ctx context.Context, m zapgate.Messenger) (any, error) {
		return m.SendText(ctx, zapgate.TextMessage{To: to, Text: "oi", Typing: time.Hour})
	}
	check := func(ctx context.Context, m zapgate.Messenger) (any, error) { return m.CheckNumber(ctx, to) }
	status := func(ctx context.Context, m zapgate.Messenger) (any, error) { return m.Status(ctx) }
	for name, tt := range map[string]struct {
		call   func(context.Context, zapgate.Messenger) (any, error)
		answer string
		want   any
	}{
		"only the id for Zapier": {text, `{"zaapId":"01A2","id":"3EB0A1"}`,
			&zapgate.Sent{MessageID: "3EB0A1", GatewayID: "01A2", Named: zapgate.NamedByMessageID}},
		"not in a list":       {check, `{"exists":true,"phone":"551190000001","lid":null}`, &zapgate.NumberCheck{Exists: true, Address: contract.Address("551190000001")}},
		"by LID alone":        {check, `[{"exists":"true","phone":null,"lid":"81896600000001@lid"}]`, &zapgate.NumberCheck{Exists: true, Address: contract.Address("81896600000001@lid")}},
		"as nobody":           {check, `[{"exists":"true","phone":"?","lid":""}]`, &zapgate.NumberCheck{Exists: true}},
		"no such number":      {check, `[{"exists":"false","phone":"5511900000001","lid":null}]`, &zapgate.NumberCheck{}},
		"connected":           {status, `{"connected":true,"smartphoneConnected":true,"error":"You are already connected."}`, &zapgate.ConnectionStatus{Connected: true, Native: "You are already connected."}},
		"phone without power": {status, `{"connected":true,"smartphoneConnected":false}`, &zapgate.ConnectionStatus{Connected: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := tt.call(t.Context(), newMessenger(t, contract.Through(contract.Record(contract.OK(tt.answer)))...))
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestMessengerRefuses(t *testing.T) {
	t.Parallel()
	to, ref := contract.Address("5511900000001"), zapgate.MessageRef{ID: "3EB0AA", Chat: contract.Address("5511900000001")}
	for name, call := range map[string]func(context.Context, zapgate.Messenger) error{
		"title is empty": func(ctx context.Context, m zapgate.Messenger) error {
			_, err := m.SendLocation(ctx, zapgate.LocationMessage{To: to, Address: "Rua A, 1"})
			return err
		},
		"address is empty": func(ctx context.Context, m zapgate.Messenger) error {
			_, err := m.SendLocation(ctx, zapgate.LocationMessage{To: to, Name: "Loja"})
			return err
		},
		"Chat names nobody": func(ctx context.Context, m zapgate.Messenger) error {
			return m.React(ctx, zapgate.MessageRef{ID: "3EB0AA"}, "👍")
		},
		"FromMe says that the message was sent, not received": func(ctx context.Context, m zapgate.Messenger) error {
			r := ref
			r.FromMe = true
			return m.MarkRead(ctx, r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(contract.OK("{}"))
			err := call(t.Context(), newMessenger(t, contract.Through(r)...))
			require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
			assert.ErrorContains(t, err, name)
			assert.Empty(t, r.Sent)
		})
	}
}

func TestMessengerNotConnected(t *testing.T) {
	t.Parallel()
	r := contract.Record(contract.Answer{Status: 400, Body: `{"error":"You are not connected."}`})
	_, err := newMessenger(t, contract.Through(r)...).SendText(t.Context(), zapgate.TextMessage{To: contract.Address("5511900000001"), Text: "oi"})
	assert.ErrorIs(t, err, zapgate.ErrNotConnected)
	assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	assert.Len(t, r.Sent, 1)
}
