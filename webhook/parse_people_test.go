package webhook_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/wsapi"
)

// Z-API spreads a person over several fields, each of which may be missing, or be in another's place.
func TestZAPIPeople(t *testing.T) {
	t.Parallel()
	nobody := zapgate.Address{}
	anaPhone, biaLID := number("5511900000001"), number(bia.LID()+"@lid")
	const phone, grp, bph, blid = `"phone":"5511900000001"`, `"phone":"120363000000000001-group"`, `"participantPhone":"5511900000002"`, "100000000000002"
	for fields, want := range map[string]struct{ chat, from zapgate.Address }{
		phone:                                    {anaPhone, anaPhone},
		phone + `,"senderLid":"100000000000001"`: {ana, ana},
		phone + `,"chatLid":"100000000000001@lid"`:                                                            {ana, ana},
		phone + `,"chatLid":null,"participantLid":"100000000000001@lid"`:                                      {ana, ana},
		phone + `,"senderLid":"100000000000001@lid","participantPhone":"who answered, if a group"`:            {ana, ana},
		phone + `,"senderLid":"100000000000001@lid","participantPhone":"5511900000001"`:                       {ana, ana},
		`"phone":"100000000000001@lid","participantPhone":"5511900000001","participantLid":"100000000000001"`: {ana, ana},
		`"phone":"5511900000001@s.whatsapp.net"`:                                                              {anaPhone, anaPhone},
		grp + "," + bph:                                                                                       {group, number("5511900000002")},
		grp + "," + bph + `,"senderLid":"` + blid + `@lid"`:                                                   {group, bia},
		grp + "," + bph + `,"participantLid":"` + blid + `"`:                                                  {group, bia},
		grp + `,"participantLid":"` + blid + `@lid"`:                                                          {group, biaLID},
		grp + `,"isGroup":true,"senderLid":"` + blid + `"`:                                                    {group, biaLID},
		grp:                          {group, nobody},
		`"phone":"status@broadcast"`: {number("status@broadcast"), nobody},
		`"phone":"status@broadcast","senderLid":"` + blid + `"`: {number("status@broadcast"), biaLID},
		`"phone":"120363000000000009@newsletter"`:               {number("120363000000000009@newsletter"), number("120363000000000009@newsletter")},
		`"phone":null`: {nobody, nobody},
		phone + `,"fromMe":true,"connectedPhone":"5511900000000","chatLid":"100000000000001@lid"`: {ana, me},
		phone + `,"fromMe":true,"participantPhone":"5511900000000"`:                               {anaPhone, me},
		phone + `,"fromMe":true`: {anaPhone, nobody},
	} {
		events := parseAll(t, webhook.ZAPI, []byte(`{"type":"ReceivedCallback","messageId":"M1","text":{"message":"Oi"},`+fields+`}`))
		m := messageOf(events[0])
		require.NotNil(t, m, fields)
		same(t, want.chat, m.Chat, "Chat of "+fields)
		same(t, want.from, m.From, "From of "+fields)
	}
}

// Who reacted or answered is named by the content, with the LID of the sender, who is the same.
func TestZAPIActors(t *testing.T) {
	t.Parallel()
	const start = `{"type":"ReceivedCallback","messageId":"M1","phone":"120363000000000001-group","isGroup":true,`
	for fields, want := range map[string]zapgate.Address{
		`"reaction":{"value":"👍","reactionBy":"5511900000002"},"senderLid":"100000000000002@lid"`:        bia,
		`"reaction":{"value":"👍","reactionBy":"5511900000002"},"participantPhone":"5511900000002"`:       number("5511900000002"),
		`"reaction":{"value":"👍"},"participantPhone":"5511900000002","participantLid":"100000000000002"`: bia,
	} {
		r := parseOne[*webhook.Reaction](t, webhook.ZAPI, start+fields+`}`)
		same(t, want, r.From, fields)
	}
	m := parseOne[*webhook.MessageReceived](t, webhook.ZAPI, start+`"eventResponse":{"response":"GOING","responseFrom":"5511900000002"},"senderLid":"100000000000002"}`)
	same(t, bia, m.From, "of an answer")
	r := parseOne[*webhook.Reaction](t, webhook.ZAPI, start+`"reaction":"👍","referenceMessageId":"M0"}`)
	assert.Equal(t, "M0", r.MessageID)
}

// What the own number read is not the status of the other.
func TestZAPIReadByMe(t *testing.T) {
	t.Parallel()
	body := statuses[webhook.ZAPI].body
	s := parseOne[*webhook.MessageStatus](t, webhook.ZAPI, strings.Replace(body, "READ", "READ_BY_ME", 1))
	assert.Equal(t, webhook.StatusReadByMe, s.Status)
	assert.True(t, s.Participant.IsZero())
	same(t, number("5511900000001"), s.Chat, "Chat")
	s = parseOne[*webhook.MessageStatus](t, webhook.ZAPI, edit(t, body, "phone", "120363000000000001-group"))
	assert.True(t, s.Participant.IsZero(), "one of many")
}

// ZapyAPI's and WSAPI's people where half of a person is missing.
func TestOtherPeople(t *testing.T) {
	t.Parallel()
	m := parseOne[*webhook.MessageReceived](t, webhook.Zapy, `{"event":"message","data":{"messageId":"M1","chat":{"jid":"5511900000001@s.whatsapp.net","lid":"100000000000001@lid"}}}`)
	same(t, ana, m.From, "a sender that is left out")
	s := parseOne[*webhook.MessageSent](t, webhook.Zapy, `{"event":"message","data":{"messageId":"M1","fromMe":true,"connectedNumber":"5511900000000"}}`)
	same(t, me, s.From, "the own number")
	m = parseOne[*webhook.MessageReceived](t, webhook.Zapy, `{"event":"message","data":{"messageId":"M1","chat":{"jid":"120363000000000001@g.us","isGroup":true}}}`)
	assert.True(t, m.From.IsZero(), "a group has not written")
	for sender, want := range map[string]zapgate.Address{
		`{"id":"5511900000001@s.whatsapp.net"}`:                                          number("5511900000001"),
		`{"id":"100000000000001@lid"}`:                                                   number("100000000000001@lid"),
		`{"id":"100000000000001@lid","phone":"5511900000001"}`:                           ana,
		`{"id":"5511900000001@s.whatsapp.net","lid":"100000000000001@lid"}`:              ana,
		`{"id":"5511900000001:3@s.whatsapp.net","lid":"100000000000001@lid","phone":""}`: ana,
		`{}`: {},
	} {
		m := parseOne[*webhook.MessageReceived](t, webhook.WSAPI, `{"eventType":"message","eventData":{"id":"M1","chatId":"120363000000000001@g.us","sender":`+sender+`}}`)
		same(t, want, m.From, sender)
	}
}

// Zapini's other name for a connection is taken where it has a status; WSAPI's end of a sync has its Source.
func TestOtherTypes(t *testing.T) {
	t.Parallel()
	c := parseOne[*webhook.ConnectionChanged](t, webhook.Zapini, `{"event":"connection.update","data":{"status":"connected","timestamp":"2026-01-01T00:00:01Z"}}`)
	assert.Equal(t, webhook.Connected, c.State)
	assert.True(t, c.Time.Equal(at(1)))
	u := parseOne[*webhook.Unknown](t, webhook.WSAPI, `{"eventType":"initial_sync_finished","eventId":"E1","receivedAt":"2026-01-01T00:00:01Z","eventData":{}}`)
	assert.NoError(t, u.Err)
	assert.IsType(t, &wsapi.InitialSyncFinishedEvent{}, u.Source)
	assert.True(t, u.Time.Equal(at(1)))
	assert.Equal(t, "event:E1:initial_sync_finished", u.ID)
}

// What a gateway adds to a delivery for its own tracing makes no other event of it.
func TestTracingIsNoDifference(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"MessageReceived-text", "MessageEdited", "Reaction", "PollVote", "OrderChanged", "PaymentChanged-sent", "MessageDeleted"} {
		body := fixtureBody(t, webhook.ZAPI, name)
		again := edit(t, edit(t, body, "_traceContext", map[string]string{"traceparent": "1"}), "photo", "https://files.example/new.jpg")
		assert.Equal(t, ids(t, webhook.ZAPI, body), ids(t, webhook.ZAPI, again), name)
	}
}
