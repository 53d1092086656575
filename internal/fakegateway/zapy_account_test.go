package fakegateway_test

import (
	"strings"
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

func zapySession(t *testing.T, cfg fakegateway.Config) (session, *fakegateway.Gateway) {
	t.Helper()
	g := run(t, fakegateway.StartZapy, cfg)
	return session{t, g.URL(), apiKey}, g
}

func TestZapyPartner(t *testing.T) {
	t.Parallel()
	s, g := zapySession(t, config())
	s.refused(403, "FORBIDDEN", `POST /api/instances {"name":"Loja"}`) // an ordinary account
	partner := session{t, s.base, "X-Api-Key: partner"}
	made := partner.do(201, "POST /api/instances", `{"name":"Loja Nova"}`)
	wantKeys(t, made, "instanceId name status")
	equal(t, "status", text(t, made, "status"), "created")
	id := text(t, made, "instanceId")
	all := list(t, s.do(200, "GET /api/instances?limit=2&page=2", ""), "data")
	equal(t, "listed", text(t, all[1], "instanceId")+text(t, all[1], "status"), id+"created")
	equal(t, "qr", text(t, s.do(200, "GET /api/instances/"+id+"/qr", ""), "instanceId"), id)
	equal(t, "empty", encoded(t, s.do(200, "POST /api/instances/"+id+"/restart", "")), "{}")
	all = list(t, s.do(200, "GET /api/instances", ""), "data")
	equal(t, "restarted", text(t, all[3], "status"), "pending_qr_code_scan")
	s.do(201, "POST /api/message/"+id+"/text", `{"to":"5511900000001","message":"oi"}`)
	equal(t, "callbacks of another instance", len(g.Deliveries()), 0)

	partner.do(201, "POST /api/instances", `{"name":"`+strings.Repeat("é", 3)+`"}`)
	partner.do(201, "POST /api/instances", `{"name":"`+strings.Repeat("é", 100)+`"}`)
	partner.refused(400, "name", `POST /api/instances {}`, `POST /api/instances {"name":"éé"}`, `POST /api/instances {"name":7}`,
		`POST /api/instances {"name":"`+strings.Repeat("é", 101)+`"}`)
	cfg := config()
	cfg.PartnerToken = ""
	only, _ := zapySession(t, cfg)
	only.do(201, "POST /api/instances", `{"name":"Loja"}`)
	session{t, only.base, "X-Api-Key: "}.do(401, "POST /api/instances", `{"name":"Loja"}`)
}

func TestZapyInstanceStates(t *testing.T) {
	t.Parallel()
	s, g := zapySession(t, config())
	status := func(want string) {
		t.Helper()
		all := list(t, s.do(200, "GET /api/instances", ""), "data")
		equal(t, "statuses", column(t, all, "status"), want)
		equal(t, "connected has a number", dig(t, all[0], "whatsappId") != nil, strings.HasPrefix(want, "connected"))
	}
	status("connected pending_qr_code_scan payment_pending")
	equal(t, "empty", encoded(t, s.do(200, "POST /api/instances/inst-1/logout", "")), "{}")
	status("pending_qr_code_scan pending_qr_code_scan payment_pending")
	s.do(200, "POST /api/instances/inst-1/restart", "")
	g.SetPaired(true)
	s.do(200, "POST /api/instances/inst-1-c/logout", "")
	status("connected pending_qr_code_scan pending_qr_code_scan")
	s.refused(404, "NOT_FOUND", "POST /api/instances/nobody/restart", "POST /api/instances/nobody/logout", "GET /api/instances/nobody/webhook-config")
}

func TestZapyWebhookConfig(t *testing.T) {
	t.Parallel()
	to := receive(t)
	s, g := zapySession(t, config())
	const path = "/api/instances/inst-1/webhook-config"
	s.do(404, "GET "+path, "")
	s.do(200, "POST "+path, `{"webhookUrl":"`+to.url+`","secret":"one","isActive":true}`)
	s.do(200, "POST /api/instances/inst-1-b/webhook-config", `{"webhookUrl":"https://other.example.com","secret":"two","isActive":true}`)
	stored := s.do(200, "GET "+path, "")
	wantKeys(t, stored, "id instanceId webhookUrl secret isActive createdAt updatedAt")
	equal(t, "its own", text(t, stored, "secret")+text(t, stored, "instanceId"), "oneinst-1")
	if _, err := g.IncomingText(soon(t), person, "oi"); err != nil {
		t.Fatal(err)
	}
	got := to.take(t)
	equal(t, "signature", got.header.Get("X-Webhook-Signature"), "sha256="+byHand("one", got.body))

	equal(t, "empty", encoded(t, s.do(200, "DELETE "+path, "")), "{}")
	s.do(404, "GET "+path, "")
	if _, err := g.IncomingText(soon(t), person, "oi"); err == nil {
		t.Error("delivered to a webhook that was deleted")
	}
	s.do(200, "DELETE "+path, "")
	equal(t, "the other's stays", text(t, s.do(200, "GET /api/instances/inst-1-b/webhook-config", ""), "secret"), "two")
}

func TestZapyContacts(t *testing.T) {
	t.Parallel()
	s, _ := zapySession(t, config())
	const path = "/api/instances/inst-1/"
	found := s.do(200, "POST "+path+"check-numbers", `{"numbers":["5511900000001","11900000002","5511900000009"]}`)
	wantKeys(t, dig(t, found, "results", 0), "number exists jid")
	wantKeys(t, dig(t, found, "results", 2), "number exists")
	equal(t, "as asked", column(t, list(t, found, "results"), "number"), "5511900000001 11900000002 5511900000009")
	equal(t, "exist", column(t, list(t, found, "results"), "exists"), "true true false")
	equal(t, "jid", text(t, found, "results", 1, "jid"), "5511900000002@c.us")
	s.refused(400, "numbers", "POST "+path+"check-numbers", `POST `+path+`check-numbers {"numbers":[]}`,
		`POST `+path+`check-numbers {"numbers":[5511]}`, `POST `+path+`check-numbers {"numbers":"5511"}`)

	for _, presence := range []string{"composing", "recording", "paused", "available", "unavailable"} {
		s.do(204, "POST "+path+"presence", `{"to":"5511900000001","presence":"`+presence+`"}`)
	}
	s.refused(400, "presence", `POST `+path+`presence {"to":"1"}`, `POST `+path+`presence {"to":"1","presence":"typing"}`)
	s.refused(400, "to", `POST `+path+`presence {"presence":"paused"}`)

	for phone, want := range map[string]string{
		"5511900000001": "https://media.example.com/5511900000001.jpg", "5511900000001%40s.whatsapp.net": "https://media.example.com/5511900000001.jpg",
		"5511900000009": "<nil>",
	} {
		equal(t, phone, text(t, s.do(200, "GET "+path+"contacts/"+phone+"/profile-picture", ""), "url"), want)
	}
	for _, method := range []string{"POST", "DELETE"} {
		got := send(t, method, s.base+path+"contacts/5511900000001/block", apiKey, "")
		equal(t, method, got.status, 204)
		equal(t, "body", len(got.body), 0)
	}
	s.do(404, "GET "+path+"contacts/5511900000001/block", "")

	group := s.do(200, "GET "+path+"groups/120360000000000001%40g.us", "")
	wantKeys(t, group, "id subject description owner creation participants")
	wantKeys(t, dig(t, group, "participants", 0), "id admin")
	equal(t, "ranks", column(t, list(t, group, "participants"), "admin"), "superadmin admin <nil>")
	if creation, _ := dig(t, group, "creation").(float64); creation < 1e9 || creation > 1e11 {
		t.Errorf("creation %v is not in seconds", creation)
	}
	s.do(404, "GET "+path+"groups/5511900000001", "")
}
