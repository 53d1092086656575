package webhook_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestParseRefusesWhatIsNotJSON(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		``, ` `, `{`, `[`, `{}x`, `{}{}`, `{"a":}`, `{'a':1}`, `nul`, "\x00", "\ufeff{}", `CANARY`, `{"CANARY`, strings.Repeat("[", 20_000),
	} {
		for _, p := range providers {
			events, err := webhook.Parse(p, []byte(body))
			assert.ErrorIs(t, err, webhook.ErrNotJSON, "%s: %.20q", p, body)
			assert.NotContains(t, err.Error(), "CANARY")
			assert.Empty(t, events)
		}
	}
	_, err := webhook.Parse(webhook.ZAPI, nil)
	assert.ErrorIs(t, err, webhook.ErrNotJSON)
}

// What is JSON and no callback is *Unknown: one for each part, with its bytes, its provider and an id.
func TestParseUnknown(t *testing.T) {
	t.Parallel()
	for body, raws := range map[string][]string{
		`{}`:                              {`{}`},
		" {\n} ":                          {" {\n} "},
		`null`:                            {`null`},
		`"x"`:                             {`"x"`},
		`-1.5e3`:                          {`-1.5e3`},
		`true`:                            {`true`},
		`[]`:                              {`[]`},
		` [ ] `:                           {` [ ] `},
		`[[]]`:                            {`[]`},
		`[null, 1 ,"x",{ "a" :1}]`:        {`null`, `1`, `"x"`, `{ "a" :1}`},
		`[[{"type":"ReceivedCallback"}]]`: {`[{"type":"ReceivedCallback"}]`},

		// Discriminators of every wrong type.
		`{"type":null,"event":null,"eventType":null}`:                           nil,
		`{"type":5,"event":5,"eventType":5}`:                                    nil,
		`{"type":{},"event":{},"eventType":{}}`:                                 nil,
		`{"type":[],"event":[],"eventType":[]}`:                                 nil,
		`{"type":"","event":"","eventType":""}`:                                 nil,
		`{"type":"ReceivedCallback ","event":" message","eventType":"MESSAGE"}`: nil,
		`{"instanceId":{},"instance_uuid":7}`:                                   nil,
	} {
		if raws == nil {
			raws = []string{body}
		}
		for _, p := range providers {
			events, err := webhook.Parse(p, []byte(body))
			require.NoError(t, err, "%s: %s", p, body)
			require.Len(t, events, len(raws), "%s: %s", p, body)
			for i, e := range events {
				require.IsType(t, &webhook.Unknown{}, e, "%s: %s", p, body)
				h := e.Head()
				assert.Equal(t, raws[i], string(h.Raw))
				assert.Equal(t, p, h.Provider)
				assert.NotEmpty(t, h.ID)
				assert.Nil(t, h.Source)
				isObject := strings.HasPrefix(strings.TrimSpace(raws[i]), "{")
				assert.Equal(t, isObject, e.(*webhook.Unknown).Err == nil, "%s: %s", p, body)
			}
		}
	}
}

func TestParseNewType(t *testing.T) {
	t.Parallel()
	names := map[webhook.Provider]string{
		webhook.ZAPI: "TeleportCallback", webhook.Zapini: "message.teleported", webhook.Zapy: "teleport", webhook.WSAPI: "teleport",
	}
	for p, body := range unknowns {
		u := parseOne[*webhook.Unknown](t, p, body)
		assert.NoError(t, u.Err)
		assert.Equal(t, names[p], u.Type)
		assert.Equal(t, "I1", u.Instance)
		assert.Nil(t, u.Source)
		assert.True(t, u.Time.IsZero())
	}
}

// New fields harm nothing, and fields named twice mean the last: in the type as in the content.
func TestParseFields(t *testing.T) {
	t.Parallel()
	for p, body := range texts {
		m := parseOne[*webhook.MessageReceived](t, p, edit(t, body, "somethingNew", map[string]any{"deep": []int{1}}))
		assert.Equal(t, "M1", m.MessageID, p)
	}
	m := parseOne[*webhook.MessageReceived](t, webhook.ZAPI,
		`{"type":"DeliveryCallback","messageId":"A","type":"ReceivedCallback","messageId":"B","instanceId":"X","instanceId":"Y"}`)
	assert.Equal(t, "B", m.MessageID)
	assert.Equal(t, "Y", m.Instance)
	assert.Equal(t, "ReceivedCallback", m.Type)
}

// A known type with a field of the wrong type is *Unknown, whose error names the field and repeats nothing of it.
func TestParseWrongField(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		p     webhook.Provider
		body  string
		path  string
		value any
	}{
		{webhook.ZAPI, texts[webhook.ZAPI], "messageId", 77777},
		{webhook.ZAPI, texts[webhook.ZAPI], "text.message", []string{"CANARY"}},
		{webhook.ZAPI, texts[webhook.ZAPI], "text", "CANARY"},
		{webhook.ZAPI, texts[webhook.ZAPI], "isGroup", "CANARY"},
		{webhook.ZAPI, statuses[webhook.ZAPI].body, "ids", "CANARY"},
		{webhook.ZAPI, statuses[webhook.ZAPI].body, "phoneDevice", "CANARY"},
		{webhook.Zapini, texts[webhook.Zapini], "data.content", map[string]any{"CANARY": 77777}},
		{webhook.Zapini, texts[webhook.Zapini], "data", "CANARY"},
		{webhook.Zapini, statuses[webhook.Zapini].body, "data.new_status", 77777},
		{webhook.Zapy, texts[webhook.Zapy], "data.chat.jid", 77777},
		{webhook.Zapy, texts[webhook.Zapy], "data.chat", "CANARY"},
		{webhook.Zapy, statuses[webhook.Zapy].body, "data.status", []any{}},
		{webhook.WSAPI, texts[webhook.WSAPI], "eventData.sender.id", 77777},
		{webhook.WSAPI, texts[webhook.WSAPI], "eventData.text", 77777},
		{webhook.WSAPI, statuses[webhook.WSAPI].body, "eventData.messageIds", "CANARY"},
	} {
		u := parseOne[*webhook.Unknown](t, c.p, edit(t, c.body, c.path, c.value))
		require.Error(t, u.Err, "%s %s", c.p, c.path)
		assert.Contains(t, u.Err.Error(), c.path, c.p)
		assert.NotContains(t, u.Err.Error(), "CANARY")
		assert.NotContains(t, u.Err.Error(), "77777")
		assert.Equal(t, "I1", u.Instance)
		assert.NotEmpty(t, u.Type)
		assert.Nil(t, u.Source)
	}
}

// The tolerant scalars say that they could not read, without the field; and repeat nothing either.
func TestParseWrongScalar(t *testing.T) {
	t.Parallel()
	for p, path := range map[webhook.Provider]string{webhook.ZAPI: "momment", webhook.Zapini: "timestamp", webhook.WSAPI: "receivedAt"} {
		u := parseOne[*webhook.Unknown](t, p, edit(t, texts[p], path, map[string]string{"CANARY": "x"}))
		require.Error(t, u.Err)
		assert.NotContains(t, u.Err.Error(), "CANARY")
	}
}

// A known type without the data that makes it one tells nothing that a handler could act on.
func TestParseEmptyData(t *testing.T) {
	t.Parallel()
	for p, bodies := range map[webhook.Provider][]string{
		webhook.ZAPI:   {`{"type":"MessageStatusCallback"}`, `{"type":"MessageStatusCallback","ids":[""]}`},
		webhook.Zapini: {`{"event":"message.received"}`, `{"event":"message.sent","data":null}`, `{"event":"message.status","data":{}}`},
		webhook.Zapy:   {`{"event":"message"}`, `{"event":"message-status","data":null}`},
		webhook.WSAPI:  {`{"eventType":"message"}`, `{"eventType":"message_read","eventData":{"messageIds":[]}}`},
	} {
		for _, body := range bodies {
			assert.NoError(t, parseOne[*webhook.Unknown](t, p, body).Err, body)
		}
	}
}

// Z-API's tables and examples spell the types differently.
func TestParseZAPITypeWithoutCase(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"ReceivedCallback", "ReceivedCallBack", "RECEIVEDCALLBACK"} {
		m := parseOne[*webhook.MessageReceived](t, webhook.ZAPI, edit(t, texts[webhook.ZAPI], "type", name))
		assert.Equal(t, name, m.Type, "as the gateway wrote it")
	}
}

// What the union has no event for yet keeps its Source.
func TestParseLaterEvents(t *testing.T) {
	t.Parallel()
	for field, value := range map[string]any{
		"reaction": map[string]any{"value": "👍"}, "pollVote": map[string]any{"pollMessageId": "M0"}, "isEdit": true, "notification": "REVOKE",
	} {
		u := parseOne[*webhook.Unknown](t, webhook.ZAPI, edit(t, texts[webhook.ZAPI], field, value))
		assert.NoError(t, u.Err, field)
		require.IsType(t, &zapi.ReceivedCallback{}, u.Source, field)
		assert.Equal(t, "M1", u.Source.(*zapi.ReceivedCallback).MessageID)
	}
	for path, value := range map[string]any{"eventData.isEdit": true, "eventData.reaction": map[string]any{"emoji": "👍"}} {
		u := parseOne[*webhook.Unknown](t, webhook.WSAPI, edit(t, texts[webhook.WSAPI], path, value))
		assert.NotNil(t, u.Source)
		assert.NoError(t, u.Err)
	}
}

// A content key that zapi does not know is a message all the same.
func TestParseUnknownContent(t *testing.T) {
	t.Parallel()
	m := parseOne[*webhook.MessageReceived](t, webhook.ZAPI, `{"type":"ReceivedCallback","messageId":"M1","hologram":{"url":"x"}}`)
	assert.Equal(t, &webhook.Unsupported{}, m.Content)
	assert.True(t, json.Valid(m.Raw))
	m = parseOne[*webhook.MessageReceived](t, webhook.ZAPI, `{"type":"ReceivedCallback","messageId":"M1","externalAdReply":{},"sticker":{}}`)
	assert.Equal(t, &webhook.Unsupported{Kind: "sticker"}, m.Content)
	m = parseOne[*webhook.MessageReceived](t, webhook.WSAPI, edit(t, texts[webhook.WSAPI], "eventData.type", "hologram"))
	assert.Equal(t, &webhook.Unsupported{Kind: "hologram"}, m.Content)
	m = parseOne[*webhook.MessageReceived](t, webhook.Zapini, edit(t, texts[webhook.Zapini], "data.media_type", "hologram"))
	assert.Equal(t, &webhook.Unsupported{Kind: "hologram"}, m.Content)
}
