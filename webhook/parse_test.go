package webhook_test

import (
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
	canary := map[string]any{"CANARY": 77777}
	for _, c := range []struct {
		p     webhook.Provider
		name  string // of the fixture
		path  string
		value any
	}{
		{webhook.ZAPI, "MessageReceived-text", "messageId", 77777},
		{webhook.ZAPI, "MessageReceived-text", "text.message", []string{"CANARY"}},
		{webhook.ZAPI, "MessageReceived-text", "text", "CANARY"},
		{webhook.ZAPI, "MessageReceived-text", "isGroup", "CANARY"},
		{webhook.ZAPI, "MessageReceived-text", "momment", canary},
		{webhook.ZAPI, "MessageReceived-location", "location.latitude", "CANARY"},
		{webhook.ZAPI, "Reaction", "reaction", 77777},
		{webhook.ZAPI, "MessageStatus", "ids", "CANARY"},
		{webhook.ZAPI, "MessageStatus", "phoneDevice", "CANARY"},
		{webhook.Zapini, "MessageReceived-text", "timestamp", canary},
		{webhook.Zapini, "MessageReceived-text", "data.content", canary},
		{webhook.Zapini, "MessageReceived-text", "data", "CANARY"},
		{webhook.Zapini, "MessageStatus", "data.new_status", 77777},
		{webhook.Zapini, "ConnectionChanged", "data", "CANARY"},
		{webhook.Zapy, "MessageReceived", "data.chat.jid", 77777},
		{webhook.Zapy, "MessageReceived", "data.chat", "CANARY"},
		{webhook.Zapy, "MessageReceived", "data.timestamp", canary},
		{webhook.Zapy, "MessageStatus", "data.status", []any{}},
		{webhook.WSAPI, "MessageReceived-text", "receivedAt", canary},
		{webhook.WSAPI, "MessageReceived-text", "eventData.sender.id", 77777},
		{webhook.WSAPI, "MessageReceived-text", "eventData.replyTo.sender.isMe", "CANARY"},
		{webhook.WSAPI, "MessageReceived-text", "eventData.mentions", canary},
		{webhook.WSAPI, "MessageStatus", "eventData.messageIds", "CANARY"},
	} {
		body := edit(t, fixtureBody(t, c.p, c.name), c.path, c.value)
		u := parseOne[*webhook.Unknown](t, c.p, body)
		require.Error(t, u.Err, "%s %s", c.p, c.path)
		assert.Equal(t, c.path+" is not of its documented type", u.Err.Error(), c.p)
		assert.NotEmpty(t, u.Instance)
		assert.NotEmpty(t, u.Type)
		assert.NotEmpty(t, u.ID)
		assert.Nil(t, u.Source)
		assert.Equal(t, body, string(u.Raw))
	}
}

// In an array, the field is named without its index. What only the decoder finds wrong, it finds nameless.
func TestParseWrongFieldDeep(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"type":"ReceivedCallback","poll":{"options":[{"name":"a"},{"name":7}]}}`: "poll.options.name",
		`{"type":"ReceivedCallback","TEXT":7}`:                                     "a field",
	} {
		u := parseOne[*webhook.Unknown](t, webhook.ZAPI, body)
		assert.EqualError(t, u.Err, want+" is not of its documented type")
	}
}

// A field of a wrong type in one callback of a batch takes no other with it.
func TestParseWrongFieldInABatch(t *testing.T) {
	t.Parallel()
	for _, p := range providers {
		good := texts[p]
		bad := edit(t, edit(t, good, "instanceId", 7), "instance_uuid", 7)
		events := parseAll(t, p, []byte("["+good+","+bad+",7,"+unknowns[p]+","+good+"]"))
		assert.Equal(t, "MessageReceived Unknown Unknown Unknown MessageReceived", kinds(events), p)
	}
}

// A known type without the data that makes it one tells nothing that a handler could act on.
func TestParseEmptyData(t *testing.T) {
	t.Parallel()
	for p, bodies := range map[webhook.Provider][]string{
		webhook.ZAPI: {
			`{"type":"MessageStatusCallback"}`, `{"type":"MessageStatusCallback","ids":[""]}`, `{"type":"ReceivedCallback"}`,
			`{"type":"ReceivedCallback","messageId":"M1","notification":"CHAT_LABEL_ASSOCIATION"}`, `{"type":"DeliveryCallback"}`,
			`{"type":"PresenceChatCallback"}`,
		},
		webhook.Zapini: {
			`{"event":"message.received"}`, `{"event":"message.sent","data":null}`, `{"event":"message.status","data":{}}`,
			`{"event":"instance.qr","data":[]}`, `{"event":"connection.update","data":{"state":"open"}}`,
		},
		webhook.Zapy: {
			`{"event":"message"}`, `{"event":"message-status","data":null}`, `{"event":"qr-code","data":{}}`, `{"event":"instance-status"}`,
			`{"event":"contact-created","data":{"contact":null}}`, `{"event":"contact-deduplicated"}`,
		},
		webhook.WSAPI: {`{"eventType":"message"}`, `{"eventType":"message_read","eventData":{"messageIds":[]}}`},
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

// What a callback of Z-API is, is told by its content, not by its status; a notification that the union knows comes before
// text, and one that it does not know takes no text away.
func TestParseZAPIOrder(t *testing.T) {
	t.Parallel()
	const reaction, vote, text = `"reaction":{"value":"👍"}`, `"pollVote":{"pollMessageId":"M0"}`, `"text":{"message":"Oi"}`
	for fields, want := range map[string]string{
		text:                                  "MessageReceived",
		reaction:                              "Reaction",
		vote:                                  "PollVote",
		`"status":"RECEIVED",` + reaction:     "Reaction",
		`"fromMe":true,` + vote:               "PollVote",
		`"fromMe":true,` + text:               "MessageSent",
		`"isEdit":true,` + text:               "MessageEdited",
		`"isEdit":true,"fromMe":true,` + text: "MessageEdited",
		`"waitingMessage":true`:               "MessageReceived",
		`"waitingMessage":true,` + text:       "MessageReceived",
		`"waitingMessage":true,` + reaction:   "Reaction",
		`"reviewAndPay":{}`:                   "MessageReceived",
		`"reviewOrder":{}`:                    "OrderChanged",
		`"order":{}`:                          "MessageReceived",
		`"sendPayment":{}`:                    "PaymentChanged",
		`"notification":"REVOKE"`:             "MessageDeleted",
		`"notification":"REVOKE",` + text:     "MessageDeleted",
		`"notification":"CALL_VOICE"`:         "Call",
		`"notification":"E2E_ENCRYPTED"`:      "Unknown",
		`"notification":"TELEPORTED"`:         "Unknown",
		`"notification":"TELEPORTED",` + text: "MessageReceived",
		`"notification":null,` + text:         "MessageReceived",
		`"notification":"",` + text:           "MessageReceived",
		`"text":null,"image":null`:            "MessageReceived", // of a kind that is not known
		`"text":{"message":"x","url":"https://chat.whatsapp.com/x","thumbnailUrl":"https://x"}`: "MessageReceived", // no GroupInvite
	} {
		events := parseAll(t, webhook.ZAPI, []byte(`{"type":"ReceivedCallback","instanceId":"I1","messageId":"M1","phone":"5511900000001",`+fields+`}`))
		assert.Equal(t, want, kinds(events), fields)
		require.IsType(t, &zapi.ReceivedCallback{}, events[0].Head().Source, fields)
	}
}

// A content key that zapi does not know is a message all the same.
func TestParseUnknownContent(t *testing.T) {
	t.Parallel()
	m := parseOne[*webhook.MessageReceived](t, webhook.ZAPI, `{"type":"ReceivedCallback","messageId":"M1","hologram":{"url":"x"}}`)
	assert.Equal(t, &webhook.Unsupported{Kind: "hologram"}, m.Content)
	m = parseOne[*webhook.MessageReceived](t, webhook.ZAPI, `{"type":"ReceivedCallback","messageId":"M1","externalAdReply":{},"z":{},"a":{},"b":1}`)
	assert.Equal(t, &webhook.Unsupported{Kind: "a"}, m.Content, "the first that is an object")
	m = parseOne[*webhook.MessageReceived](t, webhook.ZAPI, `{"type":"ReceivedCallback","messageId":"M1","externalAdReply":{}}`)
	assert.Equal(t, &webhook.Unsupported{}, m.Content)
	m = parseOne[*webhook.MessageReceived](t, webhook.ZAPI, `{"type":"ReceivedCallback","messageId":"M1","externalAdReply":{},"sticker":{}}`)
	assert.Equal(t, &webhook.Sticker{}, m.Content)
	m = parseOne[*webhook.MessageReceived](t, webhook.WSAPI, edit(t, texts[webhook.WSAPI], "eventData.type", "hologram"))
	assert.Equal(t, &webhook.Unsupported{Kind: "hologram"}, m.Content)
	m = parseOne[*webhook.MessageReceived](t, webhook.Zapini, edit(t, texts[webhook.Zapini], "data.media_type", "hologram"))
	assert.Equal(t, &webhook.Unsupported{Kind: "hologram"}, m.Content)
}
