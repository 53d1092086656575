package fakegateway_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

const bearer = "Authorization: Bearer tok"

// byHand computes a signature without the package's help.
func byHand(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

func TestZapiniAnswers(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZapini, config())
	equal(t, "platform", g.PlatformURL(), g.URL()+"/api/v1")

	login := send(t, "POST", g.PlatformURL()+"/auth/login", "", `{"email":"ana@example.com","password":"pw","device_name":"d"}`).object(t)
	wantKeys(t, login, "success message data")
	data := login["data"].(map[string]any)
	wantKeys(t, data, "user token token_type")
	wantKeys(t, data["user"], "id name email role")
	user := "Authorization: Bearer " + data["token"].(string)
	equal(t, "login token, platform", send(t, "GET", g.PlatformURL()+"/conversations", user, "").status, 200)
	equal(t, "login token, direct", send(t, "GET", g.URL()+"/status", user, "").status, 403)

	for _, body := range []string{
		`{"recipient":"5511900000001","message":"oi","reply_to":"3EB0"}`,
		`{"number":"5511900000001","message":"oi","quoted_message_id":"3EB0"}`,
		`{"to":"5511900000001","message":"oi"}`,
	} {
		wantKeys(t, send(t, "POST", g.URL()+"/send-message", bearer, body).object(t), "success message message_id timestamp")
	}
	media := `{"recipient":"5511900000001","media_url":"https://media.example.com/a.pdf","media_type":"document","caption":"c","filename":"a.pdf"}`
	wantKeys(t, send(t, "POST", g.URL()+"/send-media", bearer, media).object(t), "success message message_id timestamp")
	wantKeys(t, send(t, "GET", g.URL()+"/status", bearer, "").object(t), "success status phone name platform")
	wantKeys(t, send(t, "GET", g.URL()+"/health", "", "").object(t), "status uptime timestamp")

	page := send(t, "GET", g.PlatformURL()+"/conversations?per_page=2&page=3", bearer, "").object(t)
	wantKeys(t, page, "success data meta")
	equal(t, "third page", len(page["data"].([]any)), 1)
	wantKeys(t, page["data"].([]any)[0], "id contact_number contact_name display_name is_group profile_picture_url last_message last_message_at unread_count is_archived")
	pagination := page["meta"].(map[string]any)["pagination"]
	wantKeys(t, pagination, "total per_page current_page last_page")
	equal(t, "last page", pagination.(map[string]any)["last_page"], any(3.0))
	groups := send(t, "GET", g.PlatformURL()+"/conversations?is_group=true", bearer, "").object(t)
	equal(t, "groups", len(groups["data"].([]any)), 1)

	g.SetPaired(false)
	equal(t, "status", send(t, "GET", g.URL()+"/status", bearer, "").object(t)["status"], any("disconnected"))

	g.Inject("POST /send-message", fakegateway.AutomationActive())
	blocked := send(t, "POST", g.URL()+"/send-message", bearer, `{"to":"5511900000001","message":"oi"}`)
	equal(t, "blocked", blocked.status, 422)
	wantKeys(t, blocked.object(t)["error"], "code message conversation_id")
}

func TestZapiniRefuses(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZapini, config())
	runCases(t, g.URL(), []callCase{
		{"no token", "GET", "/api/v1/conversations", "", "", 401, `"details":{}`},
		{"wrong token", "POST", "/send-message", "Authorization: Bearer no", `{}`, 401, `"success":false`},
		{"wrong password", "POST", "/api/v1/auth/login", "", `{"email":"ana@example.com","password":"x"}`, 401, `"code"`},
		{"no password", "POST", "/api/v1/auth/login", "", `{"email":"ana@example.com"}`, 422, `password`},
		{"no recipient", "POST", "/send-message", bearer, `{"message":"oi"}`, 422, `{"recipient":[`},
		{"no message", "POST", "/send-message", bearer, `{"to":"1"}`, 422, `message`},
		{"media type", "POST", "/send-media", bearer, `{"to":"1","url":"https://a.example.com","type":"sticker"}`, 422, `media_type`},
		{"media as base64", "POST", "/send-media", bearer, `{"to":"1","url":"AAAA","type":"image"}`, 422, `media_url`},
		{"page too large", "GET", "/api/v1/conversations?per_page=101", bearer, "", 422, `per_page`},
		{"webhook of another", "PUT", "/api/v1/instances/other/webhook", bearer, `{"webhook_url":"http://a.example.com"}`, 404, `NOT_FOUND`},
		{"webhook without url", "PUT", "/api/v1/instances/inst-1/webhook", bearer, `{}`, 422, `webhook_url`},
		{"webhook with odd event", "PUT", "/api/v1/instances/inst-1/webhook", bearer, `{"webhook_url":"http://a.example.com","events":["x"]}`, 422, `events`},
		{"platform path on direct", "GET", "/conversations", bearer, "", 404, `NOT_FOUND`},
		{"direct path on platform", "POST", "/api/v1/send-message", bearer, `{}`, 404, `NOT_FOUND`},
		{"wrong method", "GET", "/send-message", bearer, "", 405, `"success":false`},
	})
}

func TestZapiniCallbacks(t *testing.T) {
	t.Parallel()
	to := receive(t)
	cfg := config()
	cfg.AutoCallbacks, cfg.CallbackURL = true, to.url
	g := run(t, fakegateway.StartZapini, cfg)
	sent := send(t, "POST", g.URL()+"/send-message", bearer, `{"to":"5511900000001","message":"oi"}`).object(t)
	for _, want := range []struct{ event, keys, step string }{
		{"message.sent", "message_id whatsapp_message_id recipient_number content media_type media_url timestamp conversation_id", ""},
		{"message.status", "message_id whatsapp_message_id previous_status new_status recipient_number timestamp", "delivered"},
		{"message.status", "message_id whatsapp_message_id previous_status new_status recipient_number timestamp", "read"},
		{"message.received", "message_id whatsapp_message_id sender_number sender_name content media_type media_url timestamp conversation_id", ""},
	} {
		got := to.take(t)
		equal(t, "signature", got.header.Get("X-Webhook-Signature"), byHand("shh", got.body))
		equal(t, "event", got.header.Get("X-Webhook-Event"), want.event)
		equal(t, "instance", got.header.Get("X-Instance-UUID"), instance)
		equal(t, "agent", got.header.Get("User-Agent"), "Zapini-Webhook/1.0")
		body := object(t, got.body)
		wantKeys(t, body, "event instance_uuid timestamp data")
		data := body["data"].(map[string]any)
		wantKeys(t, data, want.keys)
		if want.step != "" {
			equal(t, "step", data["new_status"], any(want.step))
			equal(t, "message", data["whatsapp_message_id"], sent["message_id"])
		}
	}

	// From now on only the answers of recipients are wanted, with another secret.
	hook := `{"webhook_url":"` + to.url + `","webhook_secret":"new","events":["message.incoming"],"is_active":true}`
	equal(t, "webhook", send(t, "PUT", g.PlatformURL()+"/instances/inst-1/webhook", bearer, hook).status, 200)
	send(t, "POST", g.URL()+"/send-media", bearer, `{"to":"5511900000001","url":"https://media.example.com/a.mp4","type":"video"}`)
	got := to.take(t)
	equal(t, "event", got.header.Get("X-Webhook-Event"), "message.received")
	equal(t, "signature", got.header.Get("X-Webhook-Signature"), byHand("new", got.body))
	equal(t, "media", object(t, got.body)["data"].(map[string]any)["media_type"], any("video"))

	off := `{"webhook_url":"` + to.url + `","is_active":false}`
	send(t, "PUT", g.PlatformURL()+"/instances/inst-1/webhook", bearer, off)
	send(t, "POST", g.URL()+"/send-message", bearer, `{"to":"5511900000001","message":"oi"}`)
	if err := g.Wait(soon(t)); err != nil {
		t.Fatal(err)
	}
	equal(t, "deliveries", len(g.Deliveries()), 5)
	if _, err := g.ConnectionCallback(soon(t), false); err != nil {
		t.Fatal(err)
	}
	got = to.take(t)
	equal(t, "event", got.header.Get("X-Webhook-Event"), "instance.disconnected")
	wantKeys(t, object(t, got.body)["data"], "previous_status new_status phone_number")
}
