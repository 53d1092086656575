package fakegateway_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

func TestZapiniAutomation(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	direct := session{t, g.URL(), bearer}
	sends := []struct {
		session
		op, body string
	}{
		{direct, "POST /send-message", `{"to":"5511900000001","message":"oi"}`},
		{direct, "POST /send-media", `{"to":"5511900000001","url":"https://a.example.com","type":"image"}`},
		{s, "POST /chat/send", `{"recipient":"+5511900000001","message":"oi"}`},
		{s, "POST /chat/send-media", `{"recipient":"5511900000001@s.whatsapp.net","media_url":"https://a.example.com","media_type":"image"}`},
		{s, "POST /messages/send", `{"recipient":"5511900000001","message":"oi"}`},
		{s, "POST /messages/send-media", `{"recipient":"5511900000001","media_url":"https://a.example.com","media_type":"image"}`},
	}
	try := func(status int) {
		t.Helper()
		for _, send := range sends {
			answer := send.do(status, send.op, send.body)
			if status == 422 {
				wantKeys(t, dig(t, answer, "error"), "code message conversation_id")
				equal(t, send.op, text(t, answer, "error", "code")+" "+text(t, answer, "error", "conversation_id"), "AUTOMATION_ACTIVE 41")
			}
		}
	}
	state := func(active string) {
		t.Helper()
		a := dig(t, s.do(200, "GET /conversations/"+ana+"/automation", ""), "data")
		wantKeys(t, a, "conversation_id automation_status is_automation_active can_send_manual_message paused_at paused_by pause_reason")
		equal(t, "status", text(t, a, "automation_status"), active)
		equal(t, "chat", text(t, s.do(200, "GET /chat/conversations/"+ana, ""), "data", "automation_status"), active)
	}
	state("paused")
	try(200)
	before := text(t, s.do(200, "GET /messages", ""), "meta", "pagination", "total")
	g.SetAutomation(true)
	state("active")
	try(422)
	equal(t, "nothing was kept", text(t, s.do(200, "GET /messages", ""), "meta", "pagination", "total"), before)
	direct.do(422, "POST /send-message", `{"to":"5511900000099","message":"a stranger's conversation begins active"}`)

	paused := s.do(200, "POST /conversations/"+ana+"/automation/pause", `{"reason":"cliente antigo"}`)
	wantKeys(t, dig(t, paused, "data"), "automation_status paused_at paused_by")
	equal(t, "reason", text(t, s.do(200, "GET /conversations/"+ana+"/automation", ""), "data", "pause_reason"), "cliente antigo")
	state("paused")
	try(200)
	s.do(422, "POST /conversations/"+ana+"/automation/resume", "") // not archived
	s.do(200, "POST /conversations/"+ana+"/archive", "")
	resumed := s.do(200, "POST /conversations/"+ana+"/automation/resume", "")
	equal(t, "resumed", encoded(t, dig(t, resumed, "data")), `{"automation_status":"active"}`)
	equal(t, "unarchived", text(t, s.do(200, "GET /conversations/"+ana, ""), "data", "is_archived"), "false")
	state("active")
	try(422)

	chat := s.do(200, "POST /chat/conversations/"+ana+"/pause-automation", "")
	wantKeys(t, dig(t, chat, "data"), "conversation_id automation_paused paused_at paused_by reason")
	equal(t, "no reason", dig(t, chat, "data", "reason"), nil)
	try(200)
	s.do(422, "POST /chat/conversations/"+ana+"/resume-automation", "")
	s.do(200, "POST /chat/conversations/"+ana+"/archive", "")
	wantKeys(t, dig(t, s.do(200, "POST /chat/conversations/"+ana+"/resume-automation", ""), "data"), "conversation_id automation_paused resumed_at")
	try(422)
	g.SetAutomation(false)
	try(200)
	s.refused(422, "reason", `POST /conversations/`+ana+`/automation/pause {"reason":7}`)
	for _, op := range []string{"GET /conversations/x/automation", "POST /conversations/x/automation/pause", "POST /conversations/x/automation/resume",
		"POST /chat/conversations/x/pause-automation", "POST /chat/conversations/x/resume-automation"} {
		s.do(404, op, "")
	}
	run(t, fakegateway.StartZAPI, config()).SetAutomation(true) // has none
}

func TestZapiniBulkAutomation(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	bulk := func(verb string, ids ...string) string {
		t.Helper()
		data := dig(t, s.do(200, "POST /conversations/automation/bulk-"+verb, `{"conversation_ids":`+encoded(t, ids)+`,"reason":"r"}`), "data")
		wantKeys(t, data, verb+"d skipped errors")
		return text(t, data, verb+"d") + " " + text(t, data, "skipped") + " " + text(t, data, "errors")
	}
	equal(t, "nothing to pause", bulk("pause", ana, bruno), "0 2 0")
	g.SetAutomation(true)
	equal(t, "nothing to resume", bulk("resume", ana), "0 1 0")
	equal(t, "paused", bulk("pause", ana, bruno, "unknown"), "2 0 1")
	equal(t, "paused again", bulk("pause", ana, davi), "1 1 0")
	s.do(200, "POST /conversations/"+ana+"/archive", "")
	equal(t, "only what is archived", bulk("resume", ana, bruno, davi), "1 0 2")
	hundred := slices.Repeat([]string{ana}, 100)
	equal(t, "a hundred", bulk("pause", hundred...), "1 99 0")
	for _, verb := range []string{"pause", "resume"} {
		op := "POST /conversations/automation/bulk-" + verb
		s.refused(422, "conversation_ids", op, op+` {"conversation_ids":[]}`, op+` {"conversation_ids":"`+ana+`"}`, op+` {"conversation_ids":[41]}`,
			op+` {"conversation_ids":`+encoded(t, append(hundred, bruno))+`}`)
	}
	if strings.Contains(encoded(t, s.do(200, "GET /conversations", "")), "automation") {
		t.Error("a list tells of automations, which is not documented")
	}
}
