package fakegateway_test

import (
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

func TestZapiniTokens(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	login := session{t, s.base, ""}.do(200, "POST /auth/login", `{"email":"ana@example.com","password":"pw"}`)
	user := session{t, s.base, "Authorization: Bearer " + text(t, login, "data", "token")}
	me := user.do(200, "GET /auth/me", "")
	wantKeys(t, dig(t, me, "data"), "id name email role")
	equal(t, "me", text(t, me, "data", "email"), "ana@example.com")

	// A refresh ends the old token, and the new one is of the same kind.
	fresh := user.do(200, "POST /auth/refresh", "")
	wantKeys(t, dig(t, fresh, "data"), "token token_type")
	user.do(401, "GET /auth/me", "")
	user.do(401, "POST /auth/refresh", "")
	user.header = "Authorization: Bearer " + text(t, fresh, "data", "token")
	user.do(200, "GET /auth/me", "")
	session{t, g.URL(), user.header}.do(403, "GET /status", "")

	renewed := session{t, s.base, "Authorization: Bearer " + text(t, s.do(200, "POST /auth/refresh", ""), "data", "token")}
	s.do(401, "GET /tags", "")
	session{t, g.URL(), bearer}.do(401, "GET /status", "")
	session{t, g.URL(), renewed.header}.do(200, "GET /status", "")

	user.do(200, "POST /auth/logout", "")
	user.do(401, "GET /tags", "")
	renewed.do(200, "GET /tags", "")
}

func TestZapiniInstances(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	const other = "00000000-0000-4000-8009-000000000002"
	login := session{t, s.base, ""}.do(200, "POST /auth/login", `{"email":"ana@example.com","password":"pw"}`)
	user := session{t, s.base, "Authorization: Bearer " + text(t, login, "data", "token")}

	own := s.do(200, "GET /instances", "")
	equal(t, "its own", len(list(t, own, "data", "instances")), 1)
	wantKeys(t, dig(t, own, "data", "instances", 0), "uuid phone_number status connected messages_sent_today remaining_quota can_send_messages last_activity_at created_at")
	equal(t, "all", len(list(t, user.do(200, "GET /instances", ""), "data", "instances")), 2)
	equal(t, "waiting", text(t, user.do(200, "GET /instances?status=qr_ready", ""), "data", "instances", 0, "uuid"), other)
	equal(t, "none", len(list(t, s.do(200, "GET /instances?status=pending", ""), "data", "instances")), 0)
	for _, path := range []string{"", "/qr", "/status", "/stats", "/groups"} {
		s.do(200, "GET /instances/inst-1"+path, "")
		s.do(404, "GET /instances/nobody"+path, "")
		s.do(403, "GET /instances/"+other+path, "")
		user.do(200, "GET /instances/"+other+path, "")
	}
	qr := user.do(200, "GET /instances/"+other+"/qr", "")
	wantKeys(t, dig(t, qr, "data"), "status qr_code qr_code_text qr_generated_at qr_expired message")
	equal(t, "other", text(t, qr, "data", "status"), "qr_ready")

	direct := session{t, g.URL(), bearer}
	status := func(want string) {
		t.Helper()
		equal(t, "platform", text(t, s.do(200, "GET /instances/inst-1/status?realtime=true", ""), "data", "status"), want)
		equal(t, "direct", text(t, direct.do(200, "GET /status", ""), "status"), want)
	}
	status("connected")
	direct.do(404, "GET /qr", "")
	s.do(200, "POST /instances/inst-1/reconnect", "") // is connected already
	status("connected")
	user.do(200, "POST /instances/"+other+"/disconnect", "") // is another
	status("connected")
	s.do(200, "POST /instances/inst-1/disconnect", "")
	status("disconnected")
	direct.do(404, "GET /qr", "")
	equal(t, "no code", dig(t, s.do(200, "GET /instances/inst-1/qr", ""), "data", "qr_code"), nil)
	s.do(200, "POST /instances/inst-1/reconnect", "")
	status("qr_ready")
	wantKeys(t, direct.do(200, "GET /qr", ""), "success qr status")
	g.SetPaired(true)
	status("connected")

	stats := s.do(200, "GET /instances/inst-1/stats", "")
	wantKeys(t, dig(t, stats, "data"), "messages_sent_today remaining_quota daily_limit messages_this_week messages_this_month messages_received_today conversations_count contacts_count")
	direct.do(200, "POST /send-message", `{"to":"5511900000009","message":"oi"}`)
	stats = s.do(200, "GET /instances/inst-1/stats", "")
	equal(t, "sent", text(t, stats, "data", "messages_sent_today"), "1")
	equal(t, "left", text(t, stats, "data", "remaining_quota"), "499")
	equal(t, "conversations", text(t, stats, "data", "conversations_count"), "6")
}

func TestZapiniInbound(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	in := session{t, g.URL(), ""} // nobody asks for a token here
	const hook = "POST /webhooks/instance/inst-1/"
	in.do(404, "POST /webhooks/instance/nobody/qr", `{"qr":"2@x"}`)
	in.do(404, "POST /api/v1/webhooks/instance/inst-1/qr", `{"qr":"2@x"}`)
	in.refused(422, "remoteJid", hook+`incoming {"message":{},"key":{}}`)
	in.refused(422, "message", hook+`incoming {"remoteJid":"1","message":"text","key":{}}`)
	in.refused(422, "status", hook+`status {"key":{"id":"X"}}`, hook+`status {"key":{"id":"X"},"status":6}`,
		hook+`status {"key":{"id":"X"},"status":"3"}`, hook+`connection {"status":"asleep"}`)
	in.refused(422, "reaction", hook+`reaction {"key":{},"senderJid":"1"}`)

	const from = `"remoteJid":"5511900000001@s.whatsapp.net"`
	in.do(200, hook+"incoming", `{`+from+`,"message":{"conversation":"oi","imageMessage":null},"messageTimestamp":1767322800,"pushName":"Ana","key":{"id":"3EB0IN1","fromMe":false},"participant":null,"isGroup":false}`)
	in.do(200, hook+"incoming", `{`+from+`,"message":{"extendedTextMessage":{"text":"veja"}},"key":{"id":"3EB0IN2"}}`)
	in.do(200, hook+"incoming", `{`+from+`,"message":{"imageMessage":{"caption":"foto"}},"key":{"id":"3EB0IN3"}}`)
	in.do(200, hook+"incoming", `{`+from+`,"message":{"imageMessage":7},"key":{"id":7}}`)
	in.do(200, hook+"status", `{"key":{"id":"3EB0IN1"},"status":5,"messageTimestamp":1767322800}`)
	for _, emoji := range []string{"🙂", "🎉"} { // the second takes the place of the first
		in.do(200, hook+"reaction", `{"key":{},"reaction":{"text":"`+emoji+`","key":{"id":"3EB0IN1"}},"senderJid":"5511900000002@s.whatsapp.net"}`)
	}
	in.do(200, hook+"reaction", `{"key":{},"reaction":{"text":"🎉","key":{"id":"unknown"}},"senderJid":"1"}`)
	chat := s.do(200, "GET /chat/conversations/"+ana+"/messages?after_id=425", "")
	messages := list(t, chat, "data", "messages")
	equal(t, "texts", encoded(t, column(t, messages, "message_body")), `"oi veja foto "`)
	equal(t, "status", text(t, messages[0], "status"), "played")
	equal(t, "reactor", text(t, messages[0], "grouped_reactions", 0, "reactor_names", 0), "Bruno Exemplo")
	equal(t, "reactions", len(list(t, messages[0], "grouped_reactions")), 1)
	image := send(t, "GET", s.base+"/messages/"+text(t, messages[2], "unique_id")+"/media", bearer, "")
	equal(t, "image", image.status, 200)

	for _, want := range []string{"disconnected", "connected", "qr_ready"} {
		in.do(200, hook+"connection", `{"status":"`+want+`","phone_number":"5511900000000","timestamp":"2026-01-02T03:04:05Z"}`)
		equal(t, "status", text(t, s.do(200, "GET /instances/inst-1", ""), "data", "status"), want)
	}
	in.do(200, hook+"connection", `{"status":"offline"}`)
	in.do(200, hook+"qr", `{"qr":"2@x","qr_image":"data:image/png;base64,AAAA","generated_at":"2026-01-02T03:04:05Z"}`)
	equal(t, "status", text(t, s.do(200, "GET /instances/inst-1", ""), "data", "status"), "qr_ready")
	in.do(200, "POST /webhooks/instance/00000000-0000-4000-8009-000000000002/connection", `{"status":"connected"}`)
	equal(t, "another's", text(t, s.do(200, "GET /instances/inst-1", ""), "data", "status"), "qr_ready")
}

func TestZapiniOtherInstanceNeedsNoCallback(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	to := receive(t)
	g.SetCallback(to.url, "shh")
	login := session{t, s.base, ""}.do(200, "POST /auth/login", `{"email":"ana@example.com","password":"pw"}`)
	user := session{t, s.base, "Authorization: Bearer " + text(t, login, "data", "token")}
	user.do(200, "PUT /instances/00000000-0000-4000-8009-000000000002/webhook", `{"webhook_url":"http://a.example.com"}`)
	if _, err := g.IncomingText(soon(t), "+"+person, "oi", fakegateway.Attempts(1)); err != nil {
		t.Fatal(err)
	}
	data := dig(t, object(t, to.take(t).body), "data")
	equal(t, "number", text(t, data, "sender_number"), person)
	equal(t, "conversation", text(t, data, "conversation_id"), "41")
	kept := s.do(200, "GET /conversations/"+ana+"/messages?limit=1", "")
	equal(t, "kept", text(t, kept, "data", "messages", 0, "unique_id"), text(t, data, "message_id"))
	equal(t, "unread", text(t, s.do(200, "GET /conversations/"+ana, ""), "data", "unread_count"), "1")
}
