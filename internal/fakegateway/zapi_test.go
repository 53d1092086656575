package fakegateway_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

const zapiBase = "/instances/inst-1/token/tok"

func TestZAPIAnswers(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZAPI, config())
	base := g.URL() + zapiBase

	wantKeys(t, send(t, "GET", base+"/status", "", "").object(t), "connected error smartphoneConnected")
	if v, _ := send(t, "GET", base+"/qr-code", "", "").object(t)["value"].(string); !strings.HasPrefix(v, "2@") {
		t.Errorf("qr-code: %q", v)
	}
	equal(t, "connected", send(t, "GET", base+"/qr-code/image", "", "").object(t)["connected"], any(true))
	g.SetPaired(false)
	equal(t, "status", send(t, "GET", base+"/status", "", "").object(t)["connected"], any(false))
	uri, _ := send(t, "GET", base+"/qr-code/image", "", "").object(t)["value"].(string)
	raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(uri, "data:image/png;base64,"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(bytes.NewReader(raw)); err != nil {
		t.Errorf("not a PNG: %v", err)
	}
	equal(t, "restart", send(t, "GET", base+"/restart", "", "").object(t)["value"], any(true))

	ids := map[any]bool{}
	for _, body := range []string{
		`{"phone":"5511900000001","message":"oi"}`,
		`{"phone":"5511900000001","message":"oi","messageId":"3EB0","privateAnswer":true,"editMessageId":"3EB0","mentioned":["1"],"groupMentioned":[{"phone":"1-group","subject":"s"}],"delayMessage":1,"delayTyping":2}`,
	} {
		sent := send(t, "POST", base+"/send-text", "", body).object(t)
		wantKeys(t, sent, "zaapId messageId id")
		equal(t, "id", sent["id"], sent["messageId"])
		ids[sent["id"]] = true
	}
	sent := send(t, "POST", base+"/send-image", "", `{"phone":"5511900000001","image":"data:image/png;base64,AAAA","caption":"c","viewOnce":false}`)
	wantKeys(t, sent.object(t), "zaapId messageId id")
	ids[sent.object(t)["id"]] = true
	equal(t, "distinct ids", len(ids), 3)

	created := send(t, "POST", g.URL()+"/instances/integrator/on-demand", "Authorization: Bearer partner", `{"name":"n"}`).object(t)
	wantKeys(t, created, "id token due")
	equal(t, "webhook", send(t, "PUT", base+"/update-webhook-received", "", `{"value":"http://127.0.0.1:1/x"}`).object(t)["value"], any(true))
}

func TestZAPIRefuses(t *testing.T) {
	t.Parallel()
	cfg := config()
	cfg.ClientToken = "ct"
	g := run(t, fakegateway.StartZAPI, cfg)
	const auth, text = "Client-Token: ct", `{"phone":"5511900000001","message":"oi"}`
	runCases(t, g.URL(), []callCase{
		{"wrong instance", "GET", "/instances/other/token/tok/status", auth, "", 404, `{"error":"Instance not found"}`},
		{"wrong token", "GET", "/instances/inst-1/token/nope/status", auth, "", 404, `{"error":"Instance not found"}`},
		{"no client token", "GET", zapiBase + "/status", "", "", 403, `{"error":"null not allowed"}`},
		{"wrong client token", "GET", zapiBase + "/status", "Client-Token: no", "", 403, `{"error":"your client-token is not configured"}`},
		{"right client token", "GET", zapiBase + "/status", auth, "", 200, `"connected"`},
		{"form body", "POST", zapiBase + "/send-text", auth + "\nContent-Type: text/plain", text, 415, `error`},
		{"no body", "POST", zapiBase + "/send-text", auth, "", 415, `error`},
		{"charset", "POST", zapiBase + "/send-text", auth + "\nContent-Type: application/json; charset=utf-8", text, 200, `zaapId`},
		{"wrong method", "GET", zapiBase + "/send-text", auth, "", 405, `error`},
		{"unknown path", "GET", zapiBase + "/nowhere", auth, "", 200, `{"error":"NOT_FOUND","message":"Unable to find matching target resource method"}`},
		{"unescaped slash", "GET", zapiBase + "//status", auth, "", 200, `NOT_FOUND`},
		{"no phone", "POST", zapiBase + "/send-text", auth, `{"message":"oi"}`, 400, `phone`},
		{"empty phone", "POST", zapiBase + "/send-text", auth, `{"phone":"","message":"oi"}`, 400, `phone`},
		{"null message", "POST", zapiBase + "/send-text", auth, `{"phone":"1","message":null}`, 400, `message`},
		{"number as phone", "POST", zapiBase + "/send-text", auth, `{"phone":55119,"message":"oi"}`, 400, `phone`},
		{"text as delay", "POST", zapiBase + "/send-text", auth, `{"phone":"1","message":"oi","delayTyping":"3"}`, 400, `delayTyping`},
		{"array body", "POST", zapiBase + "/send-text", auth, `[]`, 400, `phone`},
		{"broken body", "POST", zapiBase + "/send-text", auth, `{"phone":`, 400, `JSON`},
		{"no image", "POST", zapiBase + "/send-image", auth, `{"phone":"1"}`, 400, `image`},
		{"bare base64 image", "POST", zapiBase + "/send-image", auth, `{"phone":"1","image":"AAAA"}`, 400, `image`},
		{"broken data URI", "POST", zapiBase + "/send-image", auth, `{"phone":"1","image":"data:image/png;base64,?"}`, 400, `image`},
		{"no webhook value", "PUT", zapiBase + "/update-webhook-received", auth, `{}`, 400, `value`},
		{"queue page too large", "POST", zapiBase + "/queue", auth, `{"pageSize":31}`, 400, `pageSize`},
		{"queue cursor unknown", "POST", zapiBase + "/queue", auth, `{"pagingState":"abc"}`, 400, `pagingState`},
		{"page zero", "GET", zapiBase + "/chats?page=0", auth, "", 400, `page`},
		{"partner without token", "POST", "/instances/integrator/on-demand", "", `{"name":"n"}`, 401, `error`},
		{"partner with wrong token", "POST", "/instances/integrator/on-demand", "Authorization: Bearer no", `{"name":"n"}`, 401, `error`},
		{"partner with bare token", "POST", "/instances/integrator/on-demand", "Authorization: partner", `{"name":"n"}`, 401, `error`},
		{"partner without name", "POST", "/instances/integrator/on-demand", "Authorization: Bearer partner", `{}`, 400, `name`},
	})
}

// A gateway started without credentials must not let anybody in who sends none either.
func TestEmptyCredentialsMatchNobody(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		start        starter
		method, path string
		status       int
	}{
		"zapi":         {fakegateway.StartZAPI, "GET", "/instances/x/token/y/status", 404},
		"zapi partner": {fakegateway.StartZAPI, "POST", "/instances/integrator/on-demand", 401},
		"zapini":       {fakegateway.StartZapini, "GET", "/api/v1/conversations", 401},
		"zapy":         {fakegateway.StartZapy, "GET", "/api/instances", 401},
		"wsapi":        {fakegateway.StartWSAPI, "GET", "/chats", 401},
		"wsapi admin":  {fakegateway.StartWSAPI, "POST", "/admin/instances", 401},
	} {
		g := run(t, tc.start, fakegateway.Config{})
		got := send(t, tc.method, g.URL()+tc.path, "X-Api-Key: \nAuthorization: Bearer ", "")
		equal(t, name, got.status, tc.status)
	}
}

func TestZAPIChatsPage(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZAPI, config())
	seen := map[string]bool{}
	sizes := []int{}
	for _, page := range []string{"1", "2", "3", "4"} {
		var chats []map[string]any
		got := send(t, "GET", g.URL()+zapiBase+"/chats?page="+page+"&pageSize=2", "", "")
		if err := json.Unmarshal(got.body, &chats); err != nil || chats == nil {
			t.Fatalf("%v: %s", err, got.body)
		}
		sizes = append(sizes, len(chats))
		for _, chat := range chats {
			seen[chat["phone"].(string)] = true
			for _, key := range []string{"archived", "pinned", "isMuted", "isMarkedSpam", "unread", "lastMessageTime"} {
				if _, isText := chat[key].(string); !isText {
					t.Errorf("%s is %T, documented as a string", key, chat[key])
				}
			}
		}
	}
	equal(t, "chats", len(seen), 5)
	equal(t, "pages", [4]int(sizes), [4]int{2, 2, 1, 0})
}

func TestZAPIQueuePages(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZAPI, config())
	first := send(t, "POST", g.URL()+zapiBase+"/queue", "", `{}`).object(t)
	wantKeys(t, first, "messages pagingState hasMore")
	equal(t, "first page", len(first["messages"].([]any)), 20)
	equal(t, "more", first["hasMore"], any(true))
	wantKeys(t, first["messages"].([]any)[0], "_id ZaapId MessageId InstanceId Phone Message DelayMessage DelayTyping IsTrial Beta Created CreatedAt")
	body, _ := json.Marshal(map[string]any{"pageSize": 20, "pagingState": first["pagingState"]})
	second := send(t, "POST", g.URL()+zapiBase+"/queue", "", string(body)).object(t)
	equal(t, "second page", len(second["messages"].([]any)), 5)
	equal(t, "no more", second["hasMore"], any(false))
}

func TestZAPICallbacks(t *testing.T) {
	t.Parallel()
	to := receive(t)
	cfg := config()
	cfg.AutoCallbacks = true
	g := run(t, fakegateway.StartZAPI, cfg)
	send(t, "PUT", g.URL()+zapiBase+"/update-webhook-received", "", `{"value":"`+to.url+`"}`)
	sent := send(t, "POST", g.URL()+zapiBase+"/send-text", "", `{"phone":"5511900000001","message":"oi"}`).object(t)

	delivered := to.take(t)
	equal(t, "token", delivered.header.Get("z-api-token"), "tok")
	equal(t, "signature", delivered.header.Get("X-Webhook-Signature"), "")
	equal(t, "origin", delivered.header.Get("Origin"), "https://api.z-api.io")
	equal(t, "content type", delivered.header.Get("Content-Type"), "application/json")
	got := object(t, delivered.body)
	wantKeys(t, got, "type phone zaapId messageId instanceId")
	equal(t, "message", got["messageId"], sent["messageId"])
	for _, status := range []string{"SENT", "RECEIVED", "READ"} {
		got := object(t, to.take(t).body)
		wantKeys(t, got, "type status ids momment phoneDevice phone isGroup instanceId")
		equal(t, "status", got["status"], any(status))
		equal(t, "ids", got["ids"].([]any)[0], sent["messageId"])
	}
	got = object(t, to.take(t).body)
	wantKeys(t, got, "type instanceId messageId phone connectedPhone chatName senderName senderLid senderPhoto photo participantPhone participantLid fromMe momment status isGroup isNewsletter isStatusReply isEdit waitingMessage broadcast text")
	equal(t, "text", got["text"].(map[string]any)["message"], any("echo: oi"))
	equal(t, "from", got["phone"], any(person))

	if _, err := g.IncomingImage(soon(t), "120360000000000001-group", "https://media.example.com/a.png", "c"); err != nil {
		t.Fatal(err)
	}
	got = object(t, to.take(t).body)
	equal(t, "group", got["isGroup"], any(true))
	wantKeys(t, got["image"], "mimeType imageUrl thumbnailUrl downloadError caption width height viewOnce")

	for connected, want := range map[bool]string{true: "ConnectedCallback", false: "DisconnectedCallback"} {
		if _, err := g.ConnectionCallback(soon(t), connected); err != nil {
			t.Fatal(err)
		}
		equal(t, "connection", object(t, to.take(t).body)["type"], any(want))
	}
	equal(t, "answer to a refused send", send(t, "POST", g.URL()+zapiBase+"/send-text", "", `{}`).status, http.StatusBadRequest)
	if err := g.Wait(soon(t)); err != nil {
		t.Fatal(err)
	}
	equal(t, "deliveries", len(g.Deliveries()), 8) // none for the refused one
}
