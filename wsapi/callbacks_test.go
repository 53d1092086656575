package wsapi_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestEvents(t *testing.T) {
	t.Parallel()
	decode := func(t *testing.T, name string, v any) {
		t.Helper()
		require.NoError(t, json.Unmarshal([]byte(fixture(t, "event."+name+".json")), v))
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

	t.Run("text", func(t *testing.T) {
		t.Parallel()
		var e wsapi.MessageEvent
		decode(t, "message-text", &e)
		assert.Equal(t, "evt_01", e.EventID)
		assert.Equal(t, "loja-a", e.InstanceID)
		assert.Equal(t, wsapi.EventMessage, e.EventType)
		assert.True(t, e.ReceivedAt.Equal(start.Add(1250*time.Millisecond)))
		m := e.EventData
		assert.True(t, m.Time.Equal(start))
		assert.Equal(t, wsapi.MessageText, m.Type)
		assert.Equal(t, wsapi.Sender{ID: "5511900000001@s.whatsapp.net", LID: "900000000000001@lid", Phone: "5511900000001", Device: 3}, m.Sender)
		assert.True(t, m.IsGroup)
		assert.True(t, m.IsForwarded)
		assert.Equal(t, wsapi.Ephemeral7d, m.EphemeralExpiration)
		assert.Equal(t, []string{"5511900000002@s.whatsapp.net"}, m.Mentions)
		assert.Equal(t, &wsapi.ExtendedText{
			MatchedText: "https://loja.example.com", Description: "Tudo para a casa", Title: "Loja", JPEGThumbnail: "AQID",
		}, m.ExtendedText)
		assert.Equal(t, &wsapi.ReplyTo{
			ID: "3EB0AABBCCDDEEFF0011", Sender: &wsapi.Sender{ID: "5511900000009@s.whatsapp.net", IsMe: true}, IsForwarded: true, Text: "Olá",
		}, m.ReplyTo)
		assert.Equal(t, "click-1", m.AdReferral.CtwaClid)
		assert.True(t, m.AdReferral.ShowAdAttribution)
		assert.Nil(t, m.Media)
	})
	t.Run("media", func(t *testing.T) {
		t.Parallel()
		var e wsapi.MessageEvent
		decode(t, "message-media", &e)
		assert.Equal(t, wsapi.MessageMedia, e.EventData.Type)
		assert.True(t, e.EventData.ViewOnce)
		assert.True(t, e.EventData.IsStatus)
		assert.Equal(t, &wsapi.Media{
			MediaType: wsapi.MediaDocument, MIMEType: "application/pdf", ID: "media-1", FileLength: 5_000_000_000, Caption: "Contrato",
			Height: 640, Width: 480, JPEGThumbnail: "AQID", Duration: 9, Filename: "contrato.pdf", PageCount: 4, Title: "Contrato social",
		}, e.EventData.Media)
	})
	t.Run("reaction", func(t *testing.T) {
		t.Parallel()
		var e wsapi.MessageEvent
		decode(t, "message-reaction", &e)
		assert.Equal(t, &wsapi.Reaction{MessageID: "3EB0AABBCCDDEEFF0011", Emoji: "🎉"}, e.EventData.Reaction)
	})
	t.Run("contacts", func(t *testing.T) {
		t.Parallel()
		var e wsapi.MessageEvent
		decode(t, "message-contacts", &e)
		assert.Equal(t, wsapi.MessageContactArray, e.EventData.Type)
		assert.Len(t, e.EventData.ContactArray, 2)
		assert.Equal(t, e.EventData.ContactArray[0], e.EventData.Contact)
	})
	t.Run("edit", func(t *testing.T) {
		t.Parallel()
		var e wsapi.MessageEvent
		decode(t, "message-edit", &e)
		assert.True(t, e.EventData.IsEdit)
		assert.Equal(t, "3EB0AABBCCDDEEFF0022", e.EventData.Edit.OriginalMessageID)
		assert.True(t, e.EventData.Edit.OriginalMessageTime.Equal(start.Add(-time.Minute)))
	})
	t.Run("pin", func(t *testing.T) {
		t.Parallel()
		var e wsapi.MessageEvent
		decode(t, "message-pin", &e)
		assert.Equal(t, &wsapi.Pin{Pinned: true, MessageID: "3EB0AABBCCDDEEFF0022", Expiration: wsapi.Pin30d}, e.EventData.Pin)
	})
	t.Run("message_read", func(t *testing.T) {
		t.Parallel()
		var e wsapi.MessageReadEvent
		decode(t, "message_read", &e)
		assert.Equal(t, wsapi.EventMessageRead, e.EventType)
		assert.Equal(t, wsapi.ReceiptPlayed, e.EventData.ReceiptType)
		assert.Equal(t, []string{"3EB0AABBCCDDEEFF0011", "3EB0AABBCCDDEEFF0012"}, e.EventData.MessageIDs)
		assert.Equal(t, &wsapi.Sender{ID: "5511900000009@s.whatsapp.net", Phone: "5511900000009", Device: 12, IsMe: true}, e.EventData.MessageSender)
		assert.True(t, e.EventData.Time.Equal(start))
	})
	t.Run("message_read in a group", func(t *testing.T) {
		t.Parallel()
		body := strings.Replace(fixture(t, "event.message_read.json"), `"isGroup": false`, `"isGroup": true`, 1)
		var e wsapi.MessageReadEvent
		require.NoError(t, json.Unmarshal([]byte(body), &e))
		assert.True(t, e.EventData.IsGroup)
		assert.Empty(t, contract.Reencode(t, []byte(body), e), "lost")
	})
	t.Run("session", func(t *testing.T) {
		t.Parallel()
		var in wsapi.LoggedInEvent
		decode(t, "logged_in", &in)
		assert.Equal(t, wsapi.EventLoggedIn, in.EventType)
		assert.Equal(t, "5511900000009:12@s.whatsapp.net", in.EventData.DeviceID)
		var out wsapi.LoggedOutEvent
		decode(t, "logged_out", &out)
		assert.Equal(t, wsapi.EventLoggedOut, out.EventType)
		assert.Equal(t, "api_logout", out.EventData.Reason)
		var failed wsapi.LoginErrorEvent
		decode(t, "login_error", &failed)
		assert.Equal(t, wsapi.EventLoginError, failed.EventType)
		assert.Equal(t, wsapi.LoginError{ID: "5511900000009:12@s.whatsapp.net", Error: "the phone said no"}, failed.EventData)
		var synced wsapi.InitialSyncFinishedEvent
		decode(t, "initial_sync_finished", &synced)
		assert.Equal(t, wsapi.EventInitialSyncFinished, synced.EventType)
	})
	t.Run("unknown values survive", func(t *testing.T) {
		t.Parallel()
		body := strings.NewReplacer(`"type": "media"`, `"type": "hologram"`, `"document"`, `"scent"`).Replace(fixture(t, "event.message-media.json"))
		var e wsapi.MessageEvent
		require.NoError(t, json.Unmarshal([]byte(body), &e))
		assert.Empty(t, contract.Reencode(t, []byte(body), e), "lost")
		assert.Equal(t, wsapi.MessageType("hologram"), e.EventData.Type)
		assert.Equal(t, wsapi.MediaType("scent"), e.EventData.Media.MediaType)
	})
}

func TestEventTypes(t *testing.T) {
	t.Parallel()
	all := map[wsapi.EventType]bool{}
	for _, e := range []wsapi.EventType{
		wsapi.EventMessage, wsapi.EventMessageRead, wsapi.EventMessageDelete, wsapi.EventMessageStar, wsapi.EventMessageHistorySync,
		wsapi.EventLoggedIn, wsapi.EventLoggedOut, wsapi.EventLoginError, wsapi.EventInitialSyncFinished,
		wsapi.EventChatSetting, wsapi.EventChatPresence, wsapi.EventChatPushName, wsapi.EventChatStatus, wsapi.EventChatPicture,
		wsapi.EventContact, wsapi.EventGroup, wsapi.EventNewsletter, wsapi.EventUserPresence,
		wsapi.EventCallOffer, wsapi.EventCallAccept, wsapi.EventCallTerminate,
	} {
		all[e] = true
	}
	assert.Len(t, all, 21)
	assert.NotContains(t, all, wsapi.EventLoggedError)
}
