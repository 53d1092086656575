package fakegateway_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

const apiKey = "X-Api-Key: tok"

func TestZapyAnswers(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZapy, config())

	page := send(t, "GET", g.URL()+"/api/instances?page=2&limit=2", apiKey, "").object(t)
	wantKeys(t, page, "data isFirstPage isLastPage currentPage previousPage nextPage pageCount totalCount")
	equal(t, "last", page["isLastPage"], any(true))
	equal(t, "previous", page["previousPage"], any(1.0))
	equal(t, "next", page["nextPage"], nil)
	wantKeys(t, page["data"].([]any)[0], "instanceId name status whatsappJid whatsappLid whatsappId whatsappName whatsappProfilePicUrl createdAt updatedAt")
	wantKeys(t, send(t, "GET", g.URL()+"/api/instances/inst-1/qr", apiKey, "").object(t), "instanceId qrCode expiresAt attempt")

	text := send(t, "POST", g.URL()+"/api/message/inst-1/text", apiKey, `{"to":"5511900000001","message":"oi","quoteMessageId":"3EB0"}`)
	equal(t, "text", text.status, 201)
	wantKeys(t, text.object(t), "id messageId")
	image := send(t, "POST", g.URL()+"/api/message/inst-1/image", apiKey,
		`{"to":"5511900000001","image":"https://media.example.com/a.png","caption":"c","quoteMessageId":"3EB0","viewOnce":false}`)
	wantKeys(t, image.object(t), "id messageId")

	hook := `{"webhookUrl":"https://crm.example.com/hook","secret":"s","isActive":true}`
	first := send(t, "POST", g.URL()+"/api/instances/inst-1/webhook-config", apiKey, hook).object(t)
	wantKeys(t, first, "id instanceId webhookUrl secret isActive createdAt updatedAt")
	second := send(t, "POST", g.URL()+"/api/instances/inst-1/webhook-config", apiKey, hook).object(t)
	equal(t, "updated, not created again", second["id"], first["id"])
}

func TestZapyRefuses(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZapy, config())
	runCases(t, g.URL(), []callCase{
		{"no key", "GET", "/api/instances", "", "", 401, `"statusCode":401`},
		{"wrong key", "GET", "/api/instances", "X-Api-Key: no", "", 401, `"path":"/api/instances"`},
		{"other instance", "GET", "/api/instances/other/qr", apiKey, "", 404, `"error":"NOT_FOUND"`},
		{"limit too large", "GET", "/api/instances?limit=101", apiKey, "", 400, `VALIDATION_ERROR`},
		{"page zero", "GET", "/api/instances?page=0", apiKey, "", 400, `VALIDATION_ERROR`},
		{"no to", "POST", "/api/message/inst-1/text", apiKey, `{"message":"oi"}`, 400, `VALIDATION_ERROR`},
		{"no image", "POST", "/api/message/inst-1/image", apiKey, `{"to":"1"}`, 400, `image`},
		{"bare base64", "POST", "/api/message/inst-1/image", apiKey, `{"to":"1","image":"AAAA"}`, 400, `image`},
		{"viewOnce as text", "POST", "/api/message/inst-1/image", apiKey, `{"to":"1","image":"https://a.example.com","viewOnce":"no"}`, 400, `viewOnce`},
		{"webhook without isActive", "POST", "/api/instances/inst-1/webhook-config", apiKey, `{"webhookUrl":"https://a.example.com"}`, 400, `isActive`},
		{"inactive webhook", "POST", "/api/instances/inst-1/webhook-config", apiKey, `{"webhookUrl":"https://a.example.com","isActive":false}`, 200, `"secret":null`},
		{"unknown path", "GET", "/api/nowhere", apiKey, "", 404, `"timestamp"`},
	})
}

func TestZapyCallbacks(t *testing.T) {
	t.Parallel()
	to := receive(t)
	cfg := config()
	cfg.AutoCallbacks, cfg.CallbackURL = true, to.url
	g := run(t, fakegateway.StartZapy, cfg)
	sent := send(t, "POST", g.URL()+"/api/message/inst-1/text", apiKey, `{"to":"11900000001","message":"oi"}`).object(t)
	const parties = " chat sender instanceId connectedNumber timestamp messageId status"
	for _, want := range []struct{ event, status, keys string }{
		{"message", "PENDING", "id messageType fromMe viewOnce" + parties},
		{"message-status", "SENT", parties}, {"message-status", "RECEIVED", parties}, {"message-status", "READ", parties},
		{"message", "RECEIVED", "id messageType fromMe viewOnce" + parties},
	} {
		got := to.take(t)
		equal(t, "signature", got.header.Get("X-Webhook-Signature"), "sha256="+byHand("shh", got.body))
		body := object(t, got.body)
		equal(t, "event", body["event"], any(want.event))
		data := body["data"].(map[string]any)
		wantKeys(t, data, want.keys)
		equal(t, "status", data["status"], any(want.status))
		wantKeys(t, data["chat"], "id jid lid profilePictureUrl name isGroup isLid")
		wantKeys(t, data["sender"], "id jid lid name profilePictureUrl")
		equal(t, "country added", data["chat"].(map[string]any)["jid"], any(person+"@s.whatsapp.net"))
		if fromMe, isMessage := data["fromMe"]; isMessage && fromMe == false {
			if data["messageId"] == sent["messageId"] {
				t.Error("the answer has the id of the message it answers")
			}
		} else {
			equal(t, "message", data["messageId"], sent["messageId"])
		}
	}
	if _, err := g.ConnectionCallback(soon(t), true); err != nil {
		t.Fatal(err)
	}
	got := object(t, to.take(t).body)["data"]
	wantKeys(t, got, "instanceId status previousStatus timestamp reason connectedNumber")
	if _, err := g.ConnectionCallback(soon(t), false); err != nil {
		t.Fatal(err)
	}
	got = object(t, to.take(t).body)["data"]
	wantKeys(t, got, "instanceId status previousStatus timestamp reason")

	// Stored without a secret, callbacks are not signed.
	send(t, "POST", g.URL()+"/api/instances/inst-1/webhook-config", apiKey, `{"webhookUrl":"`+to.url+`","isActive":true}`)
	if _, err := g.IncomingText(soon(t), person, "oi"); err != nil {
		t.Fatal(err)
	}
	equal(t, "signature", len(to.take(t).header.Values("X-Webhook-Signature")), 0)
}

func TestZapyHandshake(t *testing.T) {
	t.Parallel()
	answer := func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if r.Method != http.MethodGet || q.Get("hub.mode") != "subscribe" || q.Get("hub.verify_token") == "" || q.Get("tenant") != "7" {
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = w.Write([]byte(q.Get("hub.challenge")))
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(w, r) }))
	t.Cleanup(srv.Close)
	g := run(t, fakegateway.StartZapy, config())
	if _, err := g.Handshake(soon(t)); err == nil {
		t.Error("a handshake with nobody succeeded")
	}
	g.SetCallback(srv.URL+"/?tenant=7", "shh")
	if got, err := g.Handshake(soon(t)); err != nil || got == "" {
		t.Errorf("handshake: %q, %v", got, err)
	}
	g.SetCallback(srv.URL, "shh")
	if _, err := g.Handshake(soon(t)); err == nil {
		t.Error("a 400 passed for a handshake")
	}
	answer = func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok")) }
	if got, err := g.Handshake(soon(t)); err == nil || got != "ok" {
		t.Errorf("a wrong answer passed for a handshake: %q", got)
	}
}
