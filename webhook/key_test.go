package webhook_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
)

// statuses are a status of each gateway, and where its parts are.
var statuses = map[webhook.Provider]struct {
	body                             string
	message, status, who, chat, inst string
}{
	webhook.ZAPI: {
		body:    `{"type":"MessageStatusCallback","instanceId":"I1","status":"READ","ids":["M1"],"phone":"5511900000001","momment":1767225600000,"phoneDevice":0}`,
		message: "messageId", status: "status", who: "phone", chat: "phone", inst: "instanceId",
	},
	webhook.Zapini: {
		body:    `{"event":"message.status","instance_uuid":"I1","data":{"message_id":"G1","whatsapp_message_id":"M1","new_status":"read","recipient_number":"5511900000001"}}`,
		message: "data.whatsapp_message_id", status: "data.new_status", who: "data.recipient_number", chat: "data.recipient_number", inst: "instance_uuid",
	},
	webhook.Zapy: {
		body:    `{"event":"message-status","instanceId":"I1","data":{"messageId":"M1","status":"READ","chat":{"jid":"120363000000000001@g.us"},"sender":{"jid":"5511900000001@s.whatsapp.net"}}}`,
		message: "data.messageId", status: "data.status", who: "data.sender.jid", chat: "data.chat.jid", inst: "instanceId",
	},
	webhook.WSAPI: {
		body:    `{"eventType":"message_read","instanceId":"I1","eventData":{"chatId":"120363000000000001@g.us","sender":{"id":"5511900000001@s.whatsapp.net"},"messageIds":["M1"],"receiptType":"read"}}`,
		message: "eventData.messageIds", status: "eventData.receiptType", who: "eventData.sender.id", chat: "eventData.chatId", inst: "instanceId",
	},
}

// distinct asserts that the bodies have as many keys, and that each has the same one when it is delivered again.
func distinct(t *testing.T, p webhook.Provider, bodies map[string]string) {
	t.Helper()
	names := map[string]string{}
	for name, body := range bodies {
		key := keyOf(t, p, body)
		assert.Equal(t, key, keyOf(t, p, body), "%s: %s, delivered twice", p, name)
		assert.Empty(t, names[key], "%s: %s has the key of another event", p, name)
		names[key] = name
	}
}

func TestStatusKeys(t *testing.T) {
	t.Parallel()
	for p, s := range statuses {
		var otherMessage any = "M2"
		if p == webhook.WSAPI {
			otherMessage = []string{"M2"}
		}
		bodies := map[string]string{
			"first":             s.body,
			"another status":    edit(t, s.body, s.status, "PLAYED"),
			"an unknown status": edit(t, s.body, s.status, "TELEPORTED"),
			"another person":    edit(t, s.body, s.who, "5511900000002@s.whatsapp.net"),
			"a person by LID":   edit(t, s.body, s.who, "5511900000001@lid"),
			"another instance":  edit(t, s.body, s.inst, "I2"),
		}
		if p == webhook.ZAPI {
			bodies["another message"] = strings.Replace(s.body, "M1", "M2", 1)
			// What else can tell two members of a group apart who read the same message.
			bodies["another device"] = edit(t, s.body, "phoneDevice", 1)
			bodies["another moment"] = edit(t, s.body, "momment", 1767225600001)
		} else {
			bodies["another message"] = edit(t, s.body, s.message, otherMessage)
		}
		if s.chat != s.who {
			bodies["another chat"] = edit(t, s.body, s.chat, "120363000000000002@g.us")
		}
		distinct(t, p, bodies)
	}
}

func TestMessageKeys(t *testing.T) {
	t.Parallel()
	for p, where := range map[webhook.Provider]struct{ id, instance, from, chat string }{
		webhook.ZAPI:   {"messageId", "instanceId", "participantPhone", "phone"},
		webhook.Zapini: {"data.whatsapp_message_id", "instance_uuid", "data.sender_number", ""},
		webhook.Zapy:   {"data.messageId", "instanceId", "data.sender.jid", "data.chat.jid"},
		webhook.WSAPI:  {"eventData.id", "instanceId", "eventData.sender.id", "eventData.chatId"},
	} {
		body := texts[p]
		bodies := map[string]string{
			"first":            body,
			"another message":  edit(t, body, where.id, "M2"),
			"another instance": edit(t, body, where.instance, "I2"),
			// WhatsApp's ids are chosen by the sender: one could choose the id of another's message.
			"another person": edit(t, body, where.from, "5511900000002"),
		}
		if where.chat != "" {
			bodies["another chat"] = edit(t, body, where.chat, "120363000000000001@g.us")
		}
		distinct(t, p, bodies)
	}
}

// Providers may share a store: the same ids are not the same events.
func TestProviderKeys(t *testing.T) {
	t.Parallel()
	seen := map[string]webhook.Provider{}
	for _, bodies := range []map[webhook.Provider]string{texts, unknowns} {
		for p, body := range bodies {
			key := keyOf(t, p, body)
			assert.Empty(t, seen[key], "%s has the key of another provider", p)
			seen[key] = p
		}
	}
	same := `{"instanceId":"I1"}`
	assert.NotEqual(t, keyOf(t, webhook.Zapy, same), keyOf(t, webhook.WSAPI, same))
}

// All that one message of Z-API's may be called back for.
func TestZAPIKeys(t *testing.T) {
	t.Parallel()
	body := texts[webhook.ZAPI]
	waiting := `{"type":"ReceivedCallback","instanceId":"I1","messageId":"M1","phone":"5511900000001","waitingMessage":true}`
	edited := edit(t, edit(t, body, "isEdit", true), "momment", 1767225600000)
	delivery := `{"type":"DeliveryCallback","instanceId":"I1","messageId":"M1","zaapId":"Z1","phone":"5511900000001"}`
	bodies := map[string]string{
		"message":              body,
		"waiting for it":       waiting,
		"sent":                 edit(t, body, "fromMe", true),
		"sent, waiting":        edit(t, waiting, "fromMe", true),
		"first edit":           edited,
		"second edit":          edit(t, edited, "momment", 1767225660000),
		"other text, same sec": edit(t, edited, "text.message", "Olá"),
		"reaction":             `{"type":"ReceivedCallback","instanceId":"I1","messageId":"M1","reaction":{"value":"👍"}}`,
		"reaction removed":     `{"type":"ReceivedCallback","instanceId":"I1","messageId":"M1","reaction":{"value":""}}`,
		"revoked":              `{"type":"ReceivedCallback","instanceId":"I1","messageId":"M1","notification":"REVOKE"}`,
		"delivery":             delivery,
		"delivery failed":      edit(t, delivery, "error", "Message delivery failed"),
		"status failed":        strings.Replace(statuses[webhook.ZAPI].body, "READ", "FAILED", 1),
	}
	distinct(t, webhook.ZAPI, bodies)
}

// The same holds where a gateway names an event twice: Zapini's two vocabularies are one event.
func TestZapiniVocabulariesAreOneEvent(t *testing.T) {
	t.Parallel()
	body := texts[webhook.Zapini]
	assert.Equal(t, keyOf(t, webhook.Zapini, body), keyOf(t, webhook.Zapini, edit(t, body, "event", "message.incoming")))
}

// A status for several messages is several events, each with its own key; which of them came together does not matter.
func TestKeysWithinAStatus(t *testing.T) {
	t.Parallel()
	together := strings.Replace(statuses[webhook.WSAPI].body, `["M1"]`, `["M1","M2","M1"]`, 1)
	events, err := webhook.Parse(webhook.WSAPI, []byte(together))
	require.NoError(t, err)
	require.Len(t, events, 3)
	alone, err := webhook.Parse(webhook.WSAPI, []byte(statuses[webhook.WSAPI].body))
	require.NoError(t, err)
	assert.Equal(t, alone[0].Head().ID, events[0].Head().ID)
	assert.NotEqual(t, events[0].Head().ID, events[1].Head().ID)
	assert.Equal(t, events[0].Head().ID, events[2].Head().ID)
}

// An id is part of the log: it holds no phone number.
func TestKeysHoldNoPhone(t *testing.T) {
	t.Parallel()
	for p, s := range statuses {
		assert.NotContains(t, keyOf(t, p, s.body), "5511900000001")
		assert.NotContains(t, keyOf(t, p, texts[p]), "5511900000001")
	}
}
