package webhook_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

const secret = webhook.Secret("um segredo")

var providers = []webhook.Provider{webhook.ZAPI, webhook.Zapini, webhook.Zapy, webhook.WSAPI}

// verifierOf is what authenticates what webhooktest signs with secret.
func verifierOf(p webhook.Provider) webhook.Verifier {
	if p == webhook.ZAPI {
		return webhook.HeaderToken("z-api-token", secret)
	}
	return webhook.HMAC(secret)
}

func newHandler(t testing.TB, p webhook.Provider, opts ...webhook.Option) *webhook.Handler {
	t.Helper()
	h, err := webhook.New(p, verifierOf(p), opts...)
	require.NoError(t, err)
	return h
}

// deliver sends body to h, signed as the provider would.
func deliver(h http.Handler, p webhook.Provider, body string, opts ...webhooktest.Option) *httptest.ResponseRecorder {
	return webhooktest.Deliver(h, p, secret, []byte(body), opts...)
}

// texts are a received text of each gateway, small enough to be read.
var texts = map[webhook.Provider]string{
	webhook.ZAPI:   `{"type":"ReceivedCallback","instanceId":"I1","messageId":"M1","phone":"5511900000001","text":{"message":"Oi"}}`,
	webhook.Zapini: `{"event":"message.received","instance_uuid":"I1","data":{"whatsapp_message_id":"M1","sender_number":"5511900000001","content":"Oi"}}`,
	webhook.Zapy:   `{"event":"message","instanceId":"I1","data":{"messageId":"M1","chat":{"jid":"5511900000001@s.whatsapp.net"},"sender":{"jid":"5511900000001@s.whatsapp.net"}}}`,
	webhook.WSAPI:  `{"eventType":"message","instanceId":"I1","eventData":{"id":"M1","chatId":"5511900000001@s.whatsapp.net","sender":{"id":"5511900000001@s.whatsapp.net"},"type":"text","text":"Oi"}}`,
}

// unknowns are callbacks of types that no gateway documents.
var unknowns = map[webhook.Provider]string{
	webhook.ZAPI:   `{"type":"TeleportCallback","instanceId":"I1"}`,
	webhook.Zapini: `{"event":"message.teleported","instance_uuid":"I1"}`,
	webhook.Zapy:   `{"event":"teleport","instanceId":"I1"}`,
	webhook.WSAPI:  `{"eventType":"teleport","instanceId":"I1"}`,
}

// read returns a file of the repository's testdata.
func read(t testing.TB, path ...string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(append([]string{"..", "testdata"}, path...)...))
	require.NoError(t, err)
	return b
}

// parseOne is for a body that is one event of type E.
func parseOne[E webhook.Event](t testing.TB, p webhook.Provider, body string) E {
	t.Helper()
	events, err := webhook.Parse(p, []byte(body))
	require.NoError(t, err)
	require.Len(t, events, 1)
	require.IsType(t, *new(E), events[0])
	return events[0].(E)
}

// kind is an event's type in a word, such as "MessageStatus".
func kind(e webhook.Event) string { return reflect.TypeOf(e).Elem().Name() }

func kinds(events []webhook.Event) string {
	names := make([]string, len(events))
	for i, e := range events {
		names[i] = kind(e)
	}
	return strings.Join(names, " ")
}

// edit sets a field, named by its path with dots, in a JSON object.
func edit(t testing.TB, body, path string, value any) string {
	t.Helper()
	var doc map[string]any
	require.NoError(t, json.Unmarshal([]byte(body), &doc))
	at, keys := doc, strings.Split(path, ".")
	for _, k := range keys[:len(keys)-1] {
		at = at[k].(map[string]any)
	}
	at[keys[len(keys)-1]] = value
	b, err := json.Marshal(doc)
	require.NoError(t, err)
	return string(b)
}

func succeed(context.Context, webhook.Event) error { return nil }
