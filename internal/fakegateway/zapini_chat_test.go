package fakegateway_test

import (
	"strings"
	"testing"
)

const (
	chatKeys    = "id contact_number display_name is_group profile_picture_url last_message last_message_at unread_count tags instance"
	messageKeys = "id unique_id direction message_body sender_name status created_at"
	toldKeys    = messageKeys + " is_from_me mentioned_jids formatted_body grouped_reactions"
)

func TestZapiniConversationLists(t *testing.T) {
	t.Parallel()
	s, _ := zapiniSession(t, config())
	for path, want := range map[string]string{
		"/conversations":                     "41 42 43 44 45",
		"/conversations?per_page=2&page=2":   "43 44",
		"/conversations?per_page=2&page=4":   "",
		"/conversations?unread=1&search=ANA": "",
		"/conversations?search=00000002":     "42",
		"/conversations?is_group=false":      "41 42 44 45",
		"/conversations?instance_id=other":   "",
		"/chat/conversations?unread=true":    "42 43 44 45",
		"/chat/conversations?per_page=1":     "41",
		"/conversations/archived":            "",
	} {
		page := s.do(200, "GET "+path, "")
		wantKeys(t, page, "success data meta")
		wantKeys(t, dig(t, page, "meta", "pagination"), "total per_page current_page last_page")
		var numbers []string
		for _, c := range list(t, page, "data") {
			id := text(t, c, "id")
			numbers = append(numbers, "4"+id[len(id)-1:])
		}
		equal(t, path, strings.Join(numbers, " "), want)
	}
	chat := s.do(200, "GET /chat/conversations", "")
	wantKeys(t, dig(t, chat, "data", 0), chatKeys)
	wantKeys(t, dig(t, chat, "data", 0, "instance"), "uuid phone_number status")
	wantKeys(t, dig(t, chat, "data", 0, "tags", 0), "id name color")
	equal(t, "default", text(t, chat, "meta", "pagination", "per_page"), "15")
	wantKeys(t, dig(t, s.do(200, "GET /conversations?format=chat", ""), "data", 0), chatKeys)
	const plain = "id contact_number contact_name display_name is_group profile_picture_url last_message last_message_at unread_count is_archived"
	wantKeys(t, dig(t, s.do(200, "GET /conversations?include_tags=true", ""), "data", 0), plain+" tags")
	wantKeys(t, dig(t, s.do(200, "GET /conversations/"+ana, ""), "data"), plain+" tags")
	wantKeys(t, dig(t, s.do(200, "GET /chat/conversations/"+ana, ""), "data"), chatKeys+" automation_status can_send_manual_message automation_paused_at")
	for _, path := range []string{"/conversations", "/conversations/archived", "/chat/conversations", "/contacts", "/messages"} {
		s.refused(422, "per_page", "GET "+path+"?per_page=101", "GET "+path+"?per_page=0", "GET "+path+"?page=x", "GET "+path+"?page=-1")
	}
}

func TestZapiniArchive(t *testing.T) {
	t.Parallel()
	for _, family := range []string{"/conversations/", "/chat/conversations/"} {
		s, _ := zapiniSession(t, config())
		s.do(404, "DELETE "+family+bruno+"/archive", "") // is not archived
		archived := s.do(200, "POST "+family+bruno+"/archive", "")
		wantKeys(t, dig(t, archived, "data"), "archived_id archived_at")
		again := s.do(200, "POST "+family+bruno+"/archive", "")
		equal(t, "the first time counts", text(t, again, "data", "archived_at"), text(t, archived, "data", "archived_at"))
		kept := s.do(200, "GET /conversations/archived", "")
		equal(t, "archived", column(t, list(t, kept, "data"), "id"), bruno)
		equal(t, "says so", dig(t, kept, "data", 0, "is_archived"), any(true))
		equal(t, "others", text(t, s.do(200, "GET /conversations", ""), "meta", "pagination", "total"), "4")
		equal(t, "chats", text(t, s.do(200, "GET /chat/conversations", ""), "meta", "pagination", "total"), "4")

		restored := s.do(200, "DELETE "+family+text(t, archived, "data", "archived_id")+"/archive", "")
		wantKeys(t, dig(t, restored, "data"), "conversation_id restored")
		s.do(200, "POST "+family+bruno+"/archive", "")
		s.do(200, "POST /conversations/"+bruno+"/unarchive", "")
		s.do(404, "POST /conversations/"+bruno+"/unarchive", "")
		equal(t, "back", text(t, s.do(200, "GET /conversations", ""), "meta", "pagination", "total"), "5")

		equal(t, "unread", text(t, s.do(200, "GET /conversations/"+davi, ""), "data", "unread_count"), "4")
		s.do(200, "POST "+family+davi+"/mark-read", "")
		equal(t, "read", text(t, s.do(200, "GET /conversations/"+davi, ""), "data", "unread_count"), "0")
		for _, op := range []string{"POST %/mark-read", "POST %/archive", "DELETE %/archive", "GET %", "GET %/messages"} {
			s.do(404, strings.ReplaceAll(op, "%", family+"nothing"), "")
		}
	}
}

func TestZapiniHistory(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	path := "/conversations/" + ana + "/messages"
	read := func(path, query, ids, more, ends string) {
		t.Helper()
		data := dig(t, s.do(200, "GET "+path+query, ""), "data")
		wantKeys(t, data, "messages has_more oldest_id newest_id")
		equal(t, query+" ids", column(t, list(t, data, "messages"), "id"), ids)
		equal(t, query+" more", text(t, data, "has_more"), more)
		equal(t, query+" ends", text(t, data, "oldest_id")+" "+text(t, data, "newest_id"), ends)
	}
	for _, path := range []string{path, "/chat" + path} {
		read(path, "", "401 402 403 404 405", "false", "401 405")
		read(path, "?limit=2", "404 405", "true", "404 405")
		read(path, "?limit=2&before_id=404", "402 403", "true", "402 403")
		read(path, "?limit=2&before_id=402", "401", "false", "401 401")
		read(path, "?before_id=401", "", "false", "<nil> <nil>")
		read(path, "?limit=2&after_id=401", "402 403", "true", "402 403")
		read(path, "?limit=2&after_id=403", "404 405", "false", "404 405")
		read(path, "?from=2999-01-01", "", "false", "<nil> <nil>")
		read(path, "?from=2020-01-01T00:00:00Z&to=2999-01-01%2000:00:00", "401 402 403 404 405", "false", "401 405")
		for query, field := range map[string]string{
			"?limit=101": "limit", "?limit=0": "limit", "?before_id=x": "before_id", "?after_id=-1": "after_id", "?from=soon": "from", "?to=7": "to",
		} {
			s.refused(422, field, "GET "+path+query)
		}
	}
	wantKeys(t, dig(t, s.do(200, "GET "+path, ""), "data", "messages", 0), messageKeys)
	wantKeys(t, dig(t, s.do(200, "GET "+path+"?format=chat", ""), "data", "messages", 0), toldKeys)
	group := dig(t, s.do(200, "GET /chat/conversations/"+crowd+"/messages", ""), "data", "messages", 3)
	wantKeys(t, group, toldKeys)
	equal(t, "mention", text(t, group, "formatted_body"), `obrigado <span class="mention" data-phone="5511900000002">@Bruno Exemplo</span>`)
	equal(t, "mentioned", text(t, group, "mentioned_jids", 0), "5511900000002@s.whatsapp.net")
	reactions := list(t, group, "grouped_reactions")
	wantKeys(t, reactions[0], "emoji count has_my_reaction reactors reactor_names")
	equal(t, "grouped", column(t, reactions, "emoji")+column(t, reactions, "count")+column(t, reactions, "has_my_reaction"), "🎉 🙂2 1true false")

	// What is written as HTML stays text.
	session{t, g.URL(), bearer}.do(200, "POST /send-message", `{"to":"5511900000001","message":"<b>&@5511900000002"}`)
	last := dig(t, s.do(200, "GET /chat"+path+"?limit=1", ""), "data", "messages", 0)
	equal(t, "escaped", text(t, last, "formatted_body"), `&lt;b&gt;&amp;<span class="mention" data-phone="5511900000002">@Bruno Exemplo</span>`)

	for query, want := range map[string]string{
		"": "26", "direction=outgoing": "6", "conversation_id=42": "5", "status=sent": "1", "search=FOTO": "5", "instance_id=x": "0",
		"to=2020-01-01": "0", "conversation_id=42&direction=outgoing": "1",
	} {
		equal(t, query, text(t, s.do(200, "GET /messages?"+query, ""), "meta", "pagination", "total"), want)
	}
	s.refused(422, "from", "GET /messages?from=x")
	s.do(200, "DELETE /conversations/"+ana, "")
	s.do(404, "DELETE /conversations/"+ana, "")
	s.do(404, "GET "+path, "")
	equal(t, "gone", text(t, s.do(200, "GET /messages", ""), "meta", "pagination", "total"), "20")
}

func TestZapiniChatMessages(t *testing.T) {
	t.Parallel()
	s, _ := zapiniSession(t, config())
	const received = "00000000-0000-4000-8002-000000000001"
	sent := dig(t, s.do(200, "POST /chat/send", `{"instance_id":"inst-1","recipient":"+5511900000001","message":"oi","reply_to":"x"}`), "data")
	wantKeys(t, sent, toldKeys)
	path := "/chat/messages/" + text(t, sent, "unique_id")
	media := s.do(200, "POST /chat/send-media", `{"recipient":"5511900000001","media_url":"https://a.example.com","media_type":"image","caption":"c"}`)
	equal(t, "caption", text(t, media, "data", "message_body"), "c")
	equal(t, "edited", text(t, s.do(200, "PATCH "+path, `{"message":"olá"}`), "data", "message_body"), "olá")
	s.do(200, "POST "+path+"/reaction", `{"emoji":"🙂"}`)
	mine := s.do(200, "POST "+path+"/reaction", `{"emoji":"🎉"}`)
	equal(t, "reactions", column(t, list(t, mine, "data", "grouped_reactions"), "emoji"), "🎉")
	s.do(200, "DELETE "+path+"/reaction", "")
	s.do(200, "POST /chat/messages/"+received+"/reaction", `{"emoji":"🙂"}`)
	shown := list(t, s.do(200, "GET /chat/conversations/"+ana+"/messages", ""), "data", "messages")
	equal(t, "texts", column(t, shown[5:], "message_body"), "olá c")
	equal(t, "taken back", len(list(t, shown[5], "grouped_reactions")), 0)
	equal(t, "given", text(t, shown[0], "grouped_reactions", 0, "has_my_reaction"), "true")

	s.do(200, "DELETE "+path, "")
	s.do(404, "DELETE "+path, "")
	s.refused(403, "FORBIDDEN", `PATCH /chat/messages/`+received+` {"message":"x"}`, "DELETE /chat/messages/"+received)
	s.refused(404, "NOT_FOUND", `PATCH `+path+` {"message":"x"}`, `POST `+path+`/reaction {"emoji":"x"}`, "DELETE "+path+"/reaction")
	s.refused(422, "message", `PATCH `+path, `PATCH `+path+` {"message":""}`, `POST /chat/send {"recipient":"1"}`)
	s.refused(422, "emoji", `POST `+path+`/reaction`, `POST `+path+`/reaction {"emoji":7}`)
	s.refused(422, "media_type", `POST /chat/send-media {"recipient":"1","media_url":"https://a.example.com","media_type":"x"}`,
		`POST /chat/send-media {"recipient":"1","media_url":"https://a.example.com"}`)
	s.refused(422, "media_url", `POST /chat/send-media {"recipient":"1","media_url":"AAAA","media_type":"image"}`)
}

func TestZapiniQueue(t *testing.T) {
	t.Parallel()
	to := receive(t)
	cfg := config()
	cfg.AutoCallbacks, cfg.CallbackURL = true, to.url
	s, g := zapiniSession(t, cfg)
	later := s.do(200, "POST /messages/send", `{"recipient":"5511900000001","message":"oi","schedule_at":"2999-01-02T03:04:05-03:00"}`)
	equal(t, "scheduled", text(t, later, "data", "scheduled_at"), "2999-01-02T06:04:05Z")
	now := s.do(200, "POST /messages/send", `{"recipient":"5511900000001","message":"`+strings.Repeat("é", 4096)+`"}`)
	wantKeys(t, dig(t, now, "data"), "uuid status scheduled_at delay_seconds remaining_quota")
	equal(t, "quota", text(t, now, "data", "remaining_quota"), "498")
	equal(t, "the first callback is of the one not scheduled", text(t, object(t, to.take(t).body), "data", "message_id"), text(t, now, "data", "uuid"))
	if err := g.Wait(soon(t)); err != nil {
		t.Fatal(err)
	}
	pending := s.do(200, "GET /messages?status=pending", "")
	equal(t, "pending", column(t, list(t, pending, "data"), "unique_id"), text(t, later, "data", "uuid"))

	login := session{t, s.base, ""}.do(200, "POST /auth/login", `{"email":"ana@example.com","password":"pw"}`)
	user := session{t, s.base, "Authorization: Bearer " + text(t, login, "data", "token")}
	user.refused(422, "instance_id", `POST /messages/send {"recipient":"1","message":"x"}`, `POST /chat/send {"recipient":"1","message":"x"}`,
		`POST /contacts {"phone_number":"1"}`, `POST /contacts/import {"contacts":[{"phone_number":"1"}]}`,
		`POST /messages/send {"instance_id":"nobody","recipient":"1","message":"x"}`)
	user.refused(403, "FORBIDDEN", `POST /chat/send {"instance_id":"00000000-0000-4000-8009-000000000002","recipient":"1","message":"x"}`)
	user.do(200, "POST /messages/send", `{"instance_id":"inst-1","recipient":"1","message":"x"}`)
	s.refused(422, "message", `POST /messages/send {"recipient":"1","message":"`+strings.Repeat("é", 4097)+`"}`, `POST /messages/send {"recipient":"1"}`)
	s.refused(422, "recipient", `POST /messages/send {"message":"x"}`, `POST /messages/send-media {"media_type":"image"}`)
	s.refused(422, "schedule_at", `POST /messages/send {"recipient":"1","message":"x","schedule_at":"tomorrow"}`)
	s.refused(422, "media_id", `POST /messages/send-media {"recipient":"1","media_type":"image","media_id":"media_x"}`)
	s.refused(422, "media_url", `POST /messages/send-media {"recipient":"1","media_type":"image"}`)
	s.do(200, "POST /messages/send-media", `{"recipient":"1","media_type":"image","media_url":"https://a.example.com"}`)
}

func TestZapiniDirectReaction(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	direct := session{t, g.URL(), bearer}
	sent := direct.do(200, "POST /send-message", `{"to":"5511900000001","message":"oi"}`)
	body := `{"to":"5511900000001@s.whatsapp.net","messageId":"` + text(t, sent, "message_id") + `","emoji":"🙂"}`
	wantKeys(t, direct.do(200, "POST /send-reaction", body), "success message message_id timestamp")
	direct.do(200, "POST /send-reaction", `{"to":"1","messageId":"unknown","emoji":"🙂"}`)
	last := s.do(200, "GET /chat/conversations/"+ana+"/messages?limit=1", "")
	equal(t, "reacted", text(t, last, "data", "messages", 0, "grouped_reactions", 0, "emoji"), "🙂")
	direct.refused(422, "messageId", `POST /send-reaction {"to":"1","message_id":"x","emoji":"🙂"}`)
	direct.refused(422, "emoji", `POST /send-reaction {"to":"1","messageId":"x","emoji":""}`)
}
