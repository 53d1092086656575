package zapy_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/zapy"
)

func TestCallbacks(t *testing.T) {
	t.Parallel()
	decode := func(t *testing.T, name string, v any) {
		t.Helper()
		require.NoError(t, json.Unmarshal([]byte(fixture(t, "callback."+name+".json")), v))
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

	t.Run("message", func(t *testing.T) {
		t.Parallel()
		var c zapy.MessageCallback
		decode(t, "message", &c)
		assert.Equal(t, zapy.EventMessage, c.Event)
		assert.Equal(t, "loja-a", c.InstanceID)
		assert.Equal(t, zapy.MessageTypeText, c.Data.MessageType)
		assert.True(t, c.Data.Timestamp.Equal(start), "seconds")
		assert.Equal(t, zapy.StatusReceived, c.Data.Status)
		assert.Equal(t, zapy.Chat{ID: "chat-1", LID: "900000000000001@lid", Name: "Ana Exemplo", IsLID: true}, c.Data.Chat)
		assert.Equal(t, "5511900000001@s.whatsapp.net", c.Data.Sender.JID)
		assert.JSONEq(t, `{"messageId":"3EB0AABBCCDDEEFF0011","any":[1,{"deep":true}]}`, string(c.Data.QuotedMessage))
	})
	t.Run("message-status", func(t *testing.T) {
		t.Parallel()
		var c zapy.MessageStatusCallback
		decode(t, "message-status", &c)
		assert.Equal(t, zapy.EventMessageStatus, c.Event)
		assert.Equal(t, zapy.StatusPlayed, c.Data.Status)
		assert.True(t, c.Data.Timestamp.Equal(start.Add(time.Second)), "seconds")
		assert.True(t, c.Data.Chat.IsGroup)
	})
	t.Run("qr-code", func(t *testing.T) {
		t.Parallel()
		var c zapy.QRCodeCallback
		decode(t, "qr-code", &c)
		assert.Equal(t, zapy.EventQRCode, c.Event)
		assert.Equal(t, "2@exemplo,exemplo==", c.Data.QR)
		assert.True(t, c.Data.ExpiresAt.Equal(start.Add(time.Minute)), "seconds")
		assert.True(t, c.Data.Timestamp.Equal(start), "seconds")
		assert.Equal(t, 3, c.Data.Attempt)
		assert.Equal(t, "pending", c.Data.Status)
	})
	t.Run("instance-status", func(t *testing.T) {
		t.Parallel()
		var c zapy.InstanceStatusCallback
		decode(t, "instance-status", &c)
		assert.Equal(t, zapy.EventInstanceStatus, c.Event)
		assert.Equal(t, zapy.InstanceConnected, c.Data.Status)
		assert.Equal(t, zapy.InstancePendingQRCodeScan, c.Data.PreviousStatus)
		assert.True(t, c.Data.Timestamp.Equal(start.Add(123*time.Millisecond)), "milliseconds")
		assert.Equal(t, "paired again", c.Data.Reason)
		assert.Equal(t, "5511900000009", c.Data.ConnectedNumber)
	})
	t.Run("contact-created", func(t *testing.T) {
		t.Parallel()
		var c zapy.ContactCallback
		decode(t, "contact-created", &c)
		assert.Equal(t, zapy.EventContactCreated, c.Event)
		assert.Equal(t, zapy.Contact{ID: "contact-1", JID: "5511900000001@s.whatsapp.net", Name: "Ana Exemplo", IsBusiness: true}, c.Data.Contact)
		assert.Equal(t, "5511900000009", c.Data.ConnectedNumber)
		assert.True(t, c.Data.Timestamp.Equal(start.Add(500*time.Millisecond)), "ISO 8601")
		assert.Nil(t, c.Data.UpdatedFields)
	})
	t.Run("contact-updated", func(t *testing.T) {
		t.Parallel()
		var c zapy.ContactCallback
		decode(t, "contact-updated", &c)
		assert.Equal(t, zapy.EventContactUpdated, c.Event)
		assert.Equal(t, []string{"name", "profilePictureUrl"}, c.Data.UpdatedFields)
		assert.Equal(t, "Ana Nova", c.Data.Contact.Name)
		assert.True(t, c.Data.Timestamp.Equal(start.Add(24*time.Hour+500*time.Millisecond)), "ISO 8601")
	})
	t.Run("contact-deduplicated", func(t *testing.T) {
		t.Parallel()
		var c zapy.ContactDeduplicatedCallback
		decode(t, "contact-deduplicated", &c)
		assert.Equal(t, zapy.EventContactDeduplicated, c.Event)
		assert.Equal(t, "contact-1", c.Data.KeptContactID)
		assert.Equal(t, "contact-2", c.Data.DeletedContactID)
		assert.Equal(t, "900000000000001@lid", c.Data.LID)
		assert.Equal(t, "5511900000001@s.whatsapp.net", c.Data.PN)
		assert.Equal(t, 7, c.Data.MessagesReassigned)
		assert.Equal(t, "loja-a", c.Data.InstanceID)
		assert.True(t, c.Data.Timestamp.Equal(start.Add(48*time.Hour+500*time.Millisecond)), "ISO 8601")
	})
	t.Run("unknown values survive", func(t *testing.T) {
		t.Parallel()
		body := strings.NewReplacer(`"text"`, `"hologram"`, `"RECEIVED"`, `"SEEN_FROM_AFAR"`).Replace(fixture(t, "callback.message.json"))
		assert.Empty(t, contract.Reencode(t, []byte(body), zapy.MessageCallback{}), "lost")
		var c zapy.MessageCallback
		require.NoError(t, json.Unmarshal([]byte(body), &c))
		assert.Equal(t, zapy.MessageType("hologram"), c.Data.MessageType)
		assert.Equal(t, zapy.MessageStatus("SEEN_FROM_AFAR"), c.Data.Status)
	})
}

// Fields that only some versions of a page have, or that may be absent, are not made up when a callback is encoded again.
func TestCallbackVersions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, body string
		like       any
	}{
		{"contact-deduplicated without the newer fields", `{"event":"contact-deduplicated","instanceId":"loja-a","data":{
			"keptContactId":"contact-1","deletedContactId":"contact-2","lid":"900000000000001@lid",
			"pn":"5511900000001@s.whatsapp.net","timestamp":"2026-01-03T00:00:00.000Z"}}`, zapy.ContactDeduplicatedCallback{}},
		{"contact-updated without what changed", `{"event":"contact-updated","instanceId":"loja-a","data":{"contact":{"id":"contact-1","jid":null,
			"lid":"900000000000001@lid","name":null,"profilePictureUrl":null},"instanceId":"loja-a",
			"connectedNumber":"5511900000009","timestamp":"2026-01-03T00:00:00.000Z"}}`, zapy.ContactCallback{}},
		{"qr-code without its attempt", `{"event":"qr-code","instanceId":"loja-a","data":{"instanceId":"loja-a","qr":"2@exemplo",
			"expiresAt":1767225660,"status":"pending","timestamp":1767225600}}`, zapy.QRCodeCallback{}},
		{"instance-status alone", `{"event":"instance-status","instanceId":"loja-a","data":{"instanceId":"loja-a",
			"status":"payment_pending","timestamp":1767225600123}}`, zapy.InstanceStatusCallback{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Empty(t, contract.Reencode(t, []byte(tt.body), tt.like), "lost")
			v := reflect.New(reflect.TypeOf(tt.like))
			require.NoError(t, json.Unmarshal([]byte(tt.body), v.Interface()))
			again, err := json.Marshal(v.Interface())
			require.NoError(t, err)
			assert.Empty(t, contract.Lost(t, again, []byte(tt.body)), "made up")
			for _, key := range []string{"messagesReassigned", "updatedFields", "isBusiness", "attempt", "previousStatus", "reason"} {
				assert.NotContains(t, string(again), key)
			}
		})
	}
}

// No page shows where a message keeps its text or media: they must be within reach all the same.
func TestUndocumentedPartsOfAMessageAreInRaw(t *testing.T) {
	t.Parallel()
	body := strings.Replace(fixture(t, "callback.message.json"), `"fromMe"`, `"elsewhere": {"words": "Olá <3", "n": 1.50}, "fromMe"`, 1)
	events, err := webhook.Parse(webhook.Zapy, []byte(body))
	require.NoError(t, err)
	require.Len(t, events, 1)
	m, ok := events[0].(*webhook.MessageReceived)
	require.True(t, ok, "%T", events[0])
	assert.Equal(t, strings.TrimSpace(body), strings.TrimSpace(string(m.Raw)), "byte for byte")
	source, ok := m.Source.(*zapy.MessageCallback)
	require.True(t, ok, "%T", m.Source)
	assert.Equal(t, "msg-1", source.Data.ID)
}
