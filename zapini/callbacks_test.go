package zapini_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

func read[T any](t *testing.T, name string) T {
	t.Helper()
	var v T
	require.NoError(t, json.Unmarshal([]byte(fixture(t, name)), &v))
	return v
}

func TestMessageReceivedCallback(t *testing.T) {
	t.Parallel()
	c := read[zapini.MessageReceivedCallback](t, "message-received.callback.json")
	assert.Equal(t, zapini.EventMessageReceived, c.Event)
	assert.Equal(t, instanceID, c.InstanceUUID)
	assert.Equal(t, at("2026-03-04T12:30:00Z"), c.Timestamp.UTC())
	assert.Equal(t, "44444444-0000-4000-8000-000000000001", c.Data.MessageID)
	assert.Equal(t, "3EB0C0FFEE000010", c.Data.WhatsAppMessageID)
	assert.Equal(t, "5511900000001", c.Data.SenderNumber)
	assert.Equal(t, "Bruno Exemplo", c.Data.SenderName)
	assert.Equal(t, "olha a foto", c.Data.Content)
	assert.Equal(t, zapini.MediaImage, c.Data.MediaType)
	assert.Equal(t, "https://media.example.com/foto.jpg", c.Data.MediaURL)
	assert.Equal(t, at("2026-03-04T12:29:58Z"), c.Data.Timestamp.UTC())
	assert.Equal(t, zapini.ID("9007199254740993"), c.Data.ConversationID)
}

func TestMessageSentCallback(t *testing.T) {
	t.Parallel()
	c := read[zapini.MessageSentCallback](t, "message-sent.callback.json")
	assert.Equal(t, zapini.EventMessageSent, c.Event)
	assert.Equal(t, "5511900000002", c.Data.RecipientNumber)
	assert.Equal(t, "chegou", c.Data.Content)
	assert.Empty(t, c.Data.MediaType)
	assert.Empty(t, c.Data.MediaURL)
	assert.Equal(t, zapini.ID("11111111-0000-4000-8000-000000000002"), c.Data.ConversationID)
}

// What no fixture sets.
func TestRareFields(t *testing.T) {
	t.Parallel()
	media := []byte(`{"event":"message.Sent","data":{"media_type":"image","media_url":"https://media.example.com/foto.jpg"}}`)
	var c zapini.MessageSentCallback
	require.NoError(t, json.Unmarshal(media, &c))
	assert.Equal(t, zapini.MediaImage, c.Data.MediaType)
	assert.Equal(t, "https://media.example.com/foto.jpg", c.Data.MediaURL)
	assert.Empty(t, contract.Reencode(t, media, c), "lost")

	offline := []byte(`{"event":"instance.disconnected","data":{"timestamp":"2026-03-04T12:30:00Z"}}`)
	var i zapini.InstanceCallback
	require.NoError(t, json.Unmarshal(offline, &i))
	assert.Equal(t, at("2026-03-04T12:30:00Z"), i.Data.Timestamp.UTC())
	assert.Empty(t, contract.Reencode(t, offline, i), "lost")
}

func TestMessageStatusCallback(t *testing.T) {
	t.Parallel()
	c := read[zapini.MessageStatusCallback](t, "message-status.callback.json")
	assert.Equal(t, zapini.EventMessageStatus, c.Event)
	assert.Equal(t, zapini.MessageDelivered, c.Data.PreviousStatus)
	assert.Equal(t, zapini.MessageRead, c.Data.NewStatus)
	assert.Equal(t, "3EB0C0FFEE000011", c.Data.WhatsAppMessageID)
	assert.Equal(t, at("2026-03-04T12:32:59Z"), c.Data.Timestamp.UTC())
}

func TestInstanceCallbacks(t *testing.T) {
	t.Parallel()
	c := read[zapini.InstanceCallback](t, "instance-connected.callback.json")
	assert.Equal(t, zapini.EventInstanceConnected, c.Event)
	assert.Equal(t, zapini.InstanceData{
		PreviousStatus: zapini.InstancePending, NewStatus: zapini.InstanceConnected, PhoneNumber: "5511900000009",
	}, c.Data)

	c = read[zapini.InstanceCallback](t, "instance-disconnected.callback.json")
	assert.Equal(t, zapini.EventInstanceDisconnected, c.Event)
	assert.Equal(t, zapini.InstanceOffline, c.Data.Status)
	assert.True(t, c.Data.Timestamp.IsZero())
	assert.Equal(t, map[string]json.RawMessage{"reason": []byte(`{"code": 401}`), "timestamp": []byte(`"some day"`)}, c.Data.Rest)

	c = read[zapini.InstanceCallback](t, "instance-qr.callback.json")
	assert.Equal(t, zapini.EventInstanceQR, c.Event)
	assert.Equal(t, "2@exemplo", c.Data.QR)
	assert.Equal(t, "data:image/png;base64,AA==", c.Data.QRImage)
	assert.Equal(t, at("2026-03-04T07:58:59Z"), c.Data.GeneratedAt.UTC())
	assert.Equal(t, map[string]json.RawMessage{"attempt": []byte(`2`)}, c.Data.Rest)
}

func TestInstanceDataTakesWhatComes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`{}`:                                `{}`,
		`[]`:                                `{}`,
		`null`:                              `{}`,
		`{"status":7,"qr":{"code":"x"}}`:    `{"status":7,"qr":{"code":"x"}}`,
		`{"phone_number":null,"why":[1,2]}`: `{"why":[1,2]}`,
		`{"generated_at":1772611139}`:       `{"generated_at":1772611139}`,
	} {
		var d zapini.InstanceData
		require.NoError(t, json.Unmarshal([]byte(in), &d), in)
		out, err := json.Marshal(d)
		require.NoError(t, err)
		assert.JSONEq(t, want, string(out), in)
	}
	for _, in := range []string{`[1]`, `"words"`, `3`} {
		err := json.Unmarshal([]byte(in), new(zapini.InstanceData))
		require.ErrorContains(t, err, "not an object", in)
	}
}

func TestID(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]struct {
		id  zapini.ID
		out string
	}{
		`123`:                  {"123", `123`},
		`9007199254740993`:     {"9007199254740993", `9007199254740993`},
		`"123"`:                {"123", `123`},
		`"007"`:                {"007", `"007"`},
		`"12e4567"`:            {"12e4567", `"12e4567"`},
		`"a<b"`:                {"a<b", `"a\u003cb"`},
		`null`:                 {"", `null`},
		`""`:                   {"", `null`},
		`"11111111-0000-4000"`: {"11111111-0000-4000", `"11111111-0000-4000"`},
	} {
		id := zapini.ID("before")
		require.NoError(t, json.Unmarshal([]byte(in), &id), in)
		assert.Equal(t, want.id, id, in)
		out, err := json.Marshal(id)
		require.NoError(t, err)
		assert.Equal(t, want.out, string(out), in)
	}
	for _, in := range []string{`true`, `{}`, `[]`} {
		require.Error(t, json.Unmarshal([]byte(in), new(zapini.ID)), in)
	}
}
