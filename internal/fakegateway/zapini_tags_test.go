package fakegateway_test

import (
	"strings"
	"testing"
)

const (
	ana   = "00000000-0000-4000-8000-000000000001"
	bruno = "00000000-0000-4000-8000-000000000002"
	crowd = "00000000-0000-4000-8000-000000000003"
	davi  = "00000000-0000-4000-8000-000000000005"
)

func TestZapiniTags(t *testing.T) {
	t.Parallel()
	s, _ := zapiniSession(t, config())
	const keys = "id name color conversations_count created_at updated_at"
	made := s.do(201, "POST /tags", `{"name":"Novo","color":"#Ab12f0"}`)
	wantKeys(t, made, "success message data")
	wantKeys(t, dig(t, made, "data", "tag"), keys)
	id := text(t, made, "data", "tag", "id")

	all := list(t, s.do(200, "GET /tags", ""), "data", "tags")
	wantKeys(t, all[0], keys)
	equal(t, "listed", column(t, all, "name"), "Cliente Urgente Novo")
	equal(t, "counted", column(t, all, "conversations_count"), "2 1 0")

	changed := s.do(200, "PATCH /tags/"+id, `{"color":"#000000"}`)
	equal(t, "name kept", text(t, changed, "data", "tag", "name"), "Novo")
	s.do(200, "PATCH /tags/"+id, `{"name":"Novo","color":"#111111"}`) // its own name is not taken
	equal(t, "one", text(t, s.do(200, "GET /tags/"+id, ""), "data", "tag", "color"), "#111111")

	tagged := s.do(200, "PUT /conversations/"+davi+"/tags", `{"tag_ids":["`+id+`","00000000-0000-4000-8001-000000000002"]}`)
	wantKeys(t, dig(t, tagged, "data", "tags", 0), "id name color")
	equal(t, "both", column(t, list(t, tagged, "data", "tags"), "name"), "Novo Urgente")
	for query, want := range map[string]string{
		"tag_id=" + id: "Davi", "tag_ids=" + id + ",nothing": "Davi", "tag_ids[]=nothing&tag_ids[]=" + id: "Davi",
		"untagged=true": "Grupo Carla", "tag_id=nothing": "",
	} {
		names := column(t, list(t, s.do(200, "GET /conversations?"+query, ""), "data"), "display_name")
		equal(t, query, strings.ReplaceAll(names, " Exemplo", ""), want)
	}
	// A deleted tag is gone from its conversations too.
	s.do(200, "DELETE /tags/"+id, "")
	s.do(404, "DELETE /tags/"+id, "")
	s.do(404, "GET /tags/"+id, "")
	shown := s.do(200, "GET /conversations/"+davi, "")
	equal(t, "left", column(t, list(t, shown, "data", "tags"), "name"), "Urgente")
	s.do(200, "PUT /conversations/"+davi+"/tags", `{"tag_ids":[]}`)
	equal(t, "none", len(list(t, s.do(200, "GET /conversations/"+davi, ""), "data", "tags")), 0)

	s.do(201, "POST /tags", `{"name":"`+strings.Repeat("é", 50)+`","color":"#000000"}`)
	s.refused(422, "name", `POST /tags {"color":"#000000"}`, `POST /tags {"name":"Cliente","color":"#000000"}`,
		`POST /tags {"name":"`+strings.Repeat("é", 51)+`","color":"#000000"}`, `POST /tags {"name":7,"color":"#000000"}`,
		`PATCH /tags/00000000-0000-4000-8001-000000000002 {"name":"Cliente"}`)
	s.refused(422, "color", `POST /tags {"name":"x"}`, `POST /tags {"name":"x","color":"red"}`, `POST /tags {"name":"x","color":"#12345"}`,
		`POST /tags {"name":"x","color":"#1234567"}`, `POST /tags {"name":"x","color":"#12345g"}`)
	s.refused(422, "tag_ids", `PUT /conversations/`+davi+`/tags {"tag_ids":["nothing"]}`, `PUT /conversations/`+davi+`/tags {"tag_ids":[7]}`,
		`PUT /conversations/`+davi+`/tags {"tag_ids":""}`, `PUT /conversations/`+davi+`/tags {}`)
	s.refused(404, "NOT_FOUND", `PATCH /tags/nothing {"name":"x"}`, `PUT /conversations/nothing/tags {"tag_ids":[]}`)
}

func TestZapiniGroups(t *testing.T) {
	t.Parallel()
	s, _ := zapiniSession(t, config())
	const groups = "/instances/inst-1/groups"
	all := s.do(200, "GET "+groups, "")
	wantKeys(t, dig(t, all, "data"), "groups total")
	wantKeys(t, dig(t, all, "data", "groups", 0), "jid subject owner size description")
	made := s.do(201, "POST "+groups, `{"subject":"Novo","participants":["5511900000001","5511900000001","5511900000002@s.whatsapp.net"]}`)
	wantKeys(t, dig(t, made, "data"), "group message")
	wantKeys(t, dig(t, made, "data", "group"), "jid subject")
	path := groups + "/" + strings.ReplaceAll(text(t, made, "data", "group", "jid"), "@", "%40")
	members := func() string {
		t.Helper()
		g := dig(t, s.do(200, "GET "+path, ""), "data")
		wantKeys(t, g, "jid subject description owner participants size")
		people := list(t, g, "participants")
		equal(t, "size", text(t, g, "size"), text(t, float64(len(people))))
		return strings.ReplaceAll(column(t, people, "jid")+" "+column(t, people, "admin"), "@s.whatsapp.net", "")
	}
	equal(t, "members", members(), "5511900000000 5511900000001 5511900000002 superadmin <nil> <nil>")
	equal(t, "listed", text(t, s.do(200, "GET "+groups, ""), "data", "total"), "3")

	s.do(200, "POST "+path+"/participants", `{"participants":["5511900000004"]}`)
	s.do(200, "POST "+path+"/admins", `{"participants":["5511900000001","5511900000002"]}`)
	s.do(200, "DELETE "+path+"/admins", `{"participants":["5511900000001"]}`) // a DELETE with a body
	s.do(200, "DELETE "+path+"/participants", `{"participants":["5511900000004"]}`)
	equal(t, "members", members(), "5511900000000 5511900000001 5511900000002 superadmin <nil> admin")

	s.do(200, "PATCH "+path, `{"description":"para conversar"}`)
	s.do(200, "PATCH "+path, `{"subject":"Outro","description":""}`)
	g := s.do(200, "GET "+path, "")
	equal(t, "subject", text(t, g, "data", "subject"), "Outro")
	equal(t, "description", text(t, g, "data", "description"), "")

	invite := s.do(200, "GET "+path+"/invite", "")
	wantKeys(t, dig(t, invite, "data"), "code invite_link")
	revoked := s.do(200, "DELETE "+path+"/invite", "")
	wantKeys(t, dig(t, revoked, "data"), "new_code new_invite_link")
	if text(t, invite, "data", "code") == text(t, revoked, "data", "new_code") {
		t.Error("the code is the old one")
	}
	equal(t, "new", text(t, s.do(200, "GET "+path+"/invite", ""), "data", "code"), text(t, revoked, "data", "new_code"))

	s.refused(422, "participants", `POST `+groups+` {"subject":"x"}`, `POST `+groups+` {"subject":"x","participants":[]}`,
		`POST `+groups+` {"subject":"x","participants":[5511900000001]}`, `DELETE `+path+`/participants`, `DELETE `+path+`/participants {"participants":[]}`,
		`DELETE `+path+`/participants {"participants":["5511900000009"]}`, `POST `+path+`/admins {"participants":["5511900000009"]}`,
		`DELETE `+path+`/admins {"participants":"5511900000001"}`)
	s.refused(422, "subject", `PATCH `+path, `PATCH `+path+` {}`, `POST `+groups+` {"subject":"","participants":["1"]}`)
	equal(t, "unchanged", members(), "5511900000000 5511900000001 5511900000002 superadmin <nil> admin")
	s.do(200, "POST "+path+"/leave", "")
	for _, op := range []string{"GET " + path, "POST " + path + "/leave", "GET " + path + "/invite", "DELETE " + path + "/invite"} {
		s.do(404, op, "")
	}
	equal(t, "left", text(t, s.do(200, "GET "+groups, ""), "data", "total"), "2")
}
