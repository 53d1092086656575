package fakegateway_test

import (
	"encoding/json"
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

const wsapiAuth = "X-Api-Key: tok\nX-Instance-Id: inst-1"

func TestWSAPIAnswers(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartWSAPI, config())

	wantKeys(t, send(t, "GET", g.URL()+"/session/status", wsapiAuth, "").object(t), "isConnected isLoggedIn deviceId")
	for _, tc := range [][2]string{
		{"/messages/text", `{"to":"5511900000001@s.whatsapp.net","text":"oi","mentions":["a"],"replyTo":"3EB0","replyToSenderId":"a","isForwarded":false,"ephemeralExpiration":"7d"}`},
		{"/messages/image", `{"to":"5511900000001@s.whatsapp.net","url":"https://media.example.com/a.png","caption":"c","viewOnce":true}`},
		{"/messages/image", `{"to":"5511900000001@s.whatsapp.net","data":"AAAA","mimeType":"image/png"}`},
	} {
		sent := send(t, "POST", g.URL()+tc[0], wsapiAuth, tc[1])
		equal(t, tc[0], sent.status, 201)
		wantKeys(t, sent.object(t), "id")
	}
	var chats []map[string]any
	if err := json.Unmarshal(send(t, "GET", g.URL()+"/chats", wsapiAuth, "").body, &chats); err != nil {
		t.Fatal(err)
	}
	equal(t, "chats", len(chats), 3)
	for i := range chats[1:] {
		if chats[i]["lastActivity"].(string) < chats[i+1]["lastActivity"].(string) {
			t.Error("chats are not sorted by last activity")
		}
	}

	create := `{"id":"inst-2","webhookUrl":"https://crm.example.com/hook","apiKey":"own","signingSecret":"s","eventFilters":["message","logged_in"],"historySync":true}`
	created := send(t, "POST", g.URL()+"/admin/instances", "X-Api-Key: admin", create)
	equal(t, "created", created.status, 201)
	wantKeys(t, created.object(t), "id config")
	detail := created.object(t)["config"].(map[string]any)
	wantKeys(t, detail, "apiKey webhookUrl signingSecret eventFilters historySync")
	equal(t, "system events dropped", len(detail["eventFilters"].([]any)), 1)
	equal(t, "new instance, its key", send(t, "GET", g.URL()+"/chats", "X-Api-Key: own\nX-Instance-Id: inst-2", "").status, 200)
	equal(t, "new instance, other key", send(t, "GET", g.URL()+"/chats", "X-Api-Key: tok\nX-Instance-Id: inst-2", "").status, 401)

	g.SetPaired(false)
	for _, call := range [][3]string{
		{"POST", "/messages/text", `{"to":"1","text":"oi"}`}, {"POST", "/messages/image", `{"to":"1","data":"AAAA"}`}, {"GET", "/chats", ""},
	} {
		got := send(t, call[0], g.URL()+call[1], wsapiAuth, call[2])
		equal(t, call[1], got.status, 409)
		equal(t, "status in the body", got.object(t)["status"], any(403.0))
	}
	equal(t, "logged in", send(t, "GET", g.URL()+"/session/status", wsapiAuth, "").object(t)["isLoggedIn"], any(false))
}

func TestWSAPIRefuses(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartWSAPI, config())
	const admin = "X-Api-Key: admin"
	runCases(t, g.URL(), []callCase{
		{"no key", "GET", "/chats", "X-Instance-Id: inst-1", "", 401, `"status":401`},
		{"wrong key", "GET", "/chats", "X-Api-Key: no\nX-Instance-Id: inst-1", "", 401, `"detail"`},
		{"admin key", "GET", "/chats", "X-Api-Key: admin\nX-Instance-Id: inst-1", "", 401, `"detail"`},
		{"no instance", "GET", "/chats", "X-Api-Key: tok", "", 400, `X-Instance-Id`},
		{"other instance", "GET", "/chats", "X-Api-Key: tok\nX-Instance-Id: x", "", 404, `"status":404`},
		{"no to", "POST", "/messages/text", wsapiAuth, `{"text":"oi"}`, 400, `to`},
		{"no text", "POST", "/messages/text", wsapiAuth, `{"to":"1"}`, 400, `text`},
		{"plus", "POST", "/messages/text", wsapiAuth, `{"to":"+5511900000001","text":"oi"}`, 400, `+`},
		{"odd expiry", "POST", "/messages/text", wsapiAuth, `{"to":"1","text":"oi","ephemeralExpiration":"1h"}`, 400, `ephemeralExpiration`},
		{"neither url nor data", "POST", "/messages/image", wsapiAuth, `{"to":"1"}`, 400, `exactly one`},
		{"both url and data", "POST", "/messages/image", wsapiAuth, `{"to":"1","url":"https://a.example.com","data":"AAAA"}`, 400, `exactly one`},
		{"data URI", "POST", "/messages/image", wsapiAuth, `{"to":"1","data":"data:image/png;base64,AAAA"}`, 400, `data`},
		{"instance key on admin", "POST", "/admin/instances", apiKey, `{"id":"a"}`, 401, `"status":401`},
		{"admin without id", "POST", "/admin/instances", admin, `{}`, 400, `id`},
		{"admin with odd id", "POST", "/admin/instances", admin, `{"id":"-a"}`, 400, `id`},
		{"admin with taken id", "POST", "/admin/instances", admin, `{"id":"inst-1"}`, 400, `taken`},
		{"admin with odd filter", "POST", "/admin/instances", admin, `{"id":"a","eventFilters":["x"]}`, 400, `eventFilters`},
		{"no optional values", "POST", "/admin/instances", admin, `{"id":"b","historySync":null}`, 201, `"historySync":null`},
		{"unknown path", "GET", "/nowhere", wsapiAuth, "", 404, `"detail"`},
		{"wrong method", "PUT", "/chats", wsapiAuth, `{}`, 405, `"detail"`},
	})
}

func TestWSAPISingleMode(t *testing.T) {
	t.Parallel()
	cfg := config()
	cfg.InstanceID = ""
	g := run(t, fakegateway.StartWSAPI, cfg)
	equal(t, "without the header", send(t, "GET", g.URL()+"/chats", apiKey, "").status, 200)
}

func TestWSAPICallbacks(t *testing.T) {
	t.Parallel()
	to := receive(t)
	cfg := config()
	cfg.AutoCallbacks, cfg.CallbackURL = true, to.url
	g := run(t, fakegateway.StartWSAPI, cfg)
	sent := send(t, "POST", g.URL()+"/messages/text", wsapiAuth, `{"to":"5511900000001@s.whatsapp.net","text":"oi"}`).object(t)
	events := map[any]bool{}
	next := func(event string) map[string]any {
		t.Helper()
		got := to.take(t)
		equal(t, "signature", got.header.Get("X-Webhook-Signature"), "sha256="+byHand("shh", got.body))
		body := object(t, got.body)
		wantKeys(t, body, "eventId instanceId receivedAt eventType eventData")
		equal(t, "event", body["eventType"], any(event))
		events[body["eventId"]] = true
		return body["eventData"].(map[string]any)
	}
	for _, receipt := range []string{"delivered", "read"} {
		data := next("message_read")
		wantKeys(t, data, "chatId sender messageSender isGroup messageIds time receiptType")
		equal(t, "receipt", data["receiptType"], any(receipt))
		equal(t, "message", data["messageIds"].([]any)[0], sent["id"])
	}
	data := next("message")
	wantKeys(t, data, "id time chatId sender isGroup isStatus type text")
	equal(t, "text", data["text"], any("echo: oi"))
	wantKeys(t, data["sender"], "id lid phone isMe")

	send(t, "POST", g.URL()+"/messages/image", wsapiAuth, `{"to":"120360000000000001@g.us","data":"AAAA","caption":"c"}`)
	next("message_read")
	next("message_read")
	data = next("message")
	equal(t, "group", data["isGroup"], any(true))
	wantKeys(t, data["media"], "mediaType mimeType id fileLength caption height width jpegThumbnail")
	for connected, event := range map[bool]string{true: "logged_in", false: "logged_out"} {
		if _, err := g.ConnectionCallback(soon(t), connected); err != nil {
			t.Fatal(err)
		}
		next(event)
	}
	equal(t, "distinct events", len(events), 8)
}

// Filters given with a new instance hold for the callbacks of sends; the connection is told of regardless.
func TestWSAPIEventFilters(t *testing.T) {
	t.Parallel()
	to := receive(t)
	cfg := config()
	cfg.AutoCallbacks = true
	g := run(t, fakegateway.StartWSAPI, cfg)
	create := `{"id":"inst-2","webhookUrl":"` + to.url + `","signingSecret":"own","eventFilters":["message_read"]}`
	equal(t, "created", send(t, "POST", g.URL()+"/admin/instances", "X-Api-Key: admin", create).status, 201)
	send(t, "POST", g.URL()+"/messages/text", "X-Api-Key: tok\nX-Instance-Id: inst-2", `{"to":"5511900000001","text":"oi"}`)
	if err := g.Wait(soon(t)); err != nil {
		t.Fatal(err)
	}
	equal(t, "deliveries", len(g.Deliveries()), 2)
	got := to.take(t)
	equal(t, "signature", got.header.Get("X-Webhook-Signature"), "sha256="+byHand("own", got.body))
	equal(t, "instance", object(t, got.body)["instanceId"], any("inst-2"))
}
