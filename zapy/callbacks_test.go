package zapy_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
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
		assert.Equal(t, 3, c.Data.Attempt)
	})
	t.Run("instance-status", func(t *testing.T) {
		t.Parallel()
		var c zapy.InstanceStatusCallback
		decode(t, "instance-status", &c)
		assert.Equal(t, zapy.EventInstanceStatus, c.Event)
		assert.Equal(t, zapy.InstanceConnected, c.Data.Status)
		assert.Equal(t, zapy.InstancePendingQRCodeScan, c.Data.PreviousStatus)
		assert.True(t, c.Data.Timestamp.Equal(start.Add(123*time.Millisecond)), "milliseconds")
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
		assert.Equal(t, 7, c.Data.MessagesReassigned)
	})
	t.Run("flags that no fixture sets", func(t *testing.T) {
		t.Parallel()
		body := strings.NewReplacer(`"fromMe": false`, `"fromMe": true`, `"viewOnce": null`, `"viewOnce": true`).Replace(fixture(t, "callback.message.json"))
		var c zapy.MessageCallback
		require.NoError(t, json.Unmarshal([]byte(body), &c))
		assert.True(t, c.Data.FromMe)
		assert.True(t, c.Data.ViewOnce)
		assert.Empty(t, contract.Reencode(t, []byte(body), c), "lost")
	})
	t.Run("unknown values survive", func(t *testing.T) {
		t.Parallel()
		body := strings.NewReplacer(`"text"`, `"hologram"`, `"RECEIVED"`, `"SEEN_FROM_AFAR"`).Replace(fixture(t, "callback.message.json"))
		var c zapy.MessageCallback
		require.NoError(t, json.Unmarshal([]byte(body), &c))
		assert.Empty(t, contract.Reencode(t, []byte(body), c), "lost")
		assert.Equal(t, zapy.MessageType("hologram"), c.Data.MessageType)
		assert.Equal(t, zapy.MessageStatus("SEEN_FROM_AFAR"), c.Data.Status)
	})
}
