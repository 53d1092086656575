package fakegateway

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

var zapiniConversationRoutes = []route{
	{op: "GET /conversations", serve: zapini(zapiniConversations)},
	{op: "GET /conversations/archived", serve: zapini(zapiniArchived)},
	{op: "GET /conversations/{uuid}", serve: zapiniIn(func(_ *call, w *zapiniWorld, v *zapiniConversation) answer {
		return zapiniSays("", w.shown(v, false, true))
	})},
	{op: "DELETE /conversations/{uuid}", serve: zapiniIn(zapiniDeleteConversation)},
	{op: "GET /conversations/{uuid}/messages", serve: zapiniIn(zapiniHistory(false))},
	{op: "POST /conversations/{uuid}/mark-read", serve: zapiniIn(zapiniMarkRead)},
	{op: "POST /conversations/{uuid}/archive", serve: zapiniIn(zapiniArchive)},
	{op: "POST /conversations/{uuid}/unarchive", serve: zapiniIn(zapiniRestore)},
	{op: "DELETE /conversations/{uuid}/archive", serve: zapiniIn(zapiniRestore)},
}

// zapiniIn finds the conversation of the path.
func zapiniIn(serve func(c *call, w *zapiniWorld, v *zapiniConversation) answer) func(*call) answer {
	return zapini(func(c *call, w *zapiniWorld) answer {
		v := w.conversation(c.params["uuid"])
		if v == nil {
			return zapiniUnknown(c, "conversation")
		}
		return serve(c, w, v)
	})
}

func zapiniConversations(c *call, w *zapiniWorld) answer {
	q := c.r.URL.Query()
	return zapiniPage(c, w.list(q, false, q.Get("format") == "chat"), 20)
}

func zapiniArchived(c *call, w *zapiniWorld) answer {
	return zapiniPage(c, w.list(c.r.URL.Query(), true, false), 20)
}

// list finds conversations, the last active first.
func (w *zapiniWorld) list(q url.Values, archived, chat bool) []any {
	var found []*zapiniConversation
	for _, v := range w.conversations {
		if v.archived.IsZero() != archived && w.wanted(q, v) {
			found = append(found, v)
		}
	}
	slices.SortStableFunc(found, func(a, b *zapiniConversation) int { return w.active(b).Compare(w.active(a)) })
	var shown []any
	for _, v := range found {
		shown = append(shown, w.shown(v, chat, truth(q, "include_tags")))
	}
	return shown
}

func truth(q url.Values, key string) bool { return q.Get(key) == "true" || q.Get(key) == "1" }

func (w *zapiniWorld) wanted(q url.Values, v *zapiniConversation) bool {
	text := strings.ToLower(q.Get("search"))
	switch {
	case q.Has("instance_id") && q.Get("instance_id") != w.g.instanceID(),
		q.Has("is_group") && truth(q, "is_group") != v.group(),
		truth(q, "unread") && v.unread == 0,
		truth(q, "untagged") && len(v.tags) > 0,
		!strings.Contains(strings.ToLower(v.name), text) && !strings.Contains(v.peer, text):
		return false
	}
	tags := slices.Concat(q["tag_id"], q["tag_ids[]"])
	for _, list := range q["tag_ids"] {
		tags = append(tags, strings.Split(list, ",")...)
	}
	return len(tags) == 0 || slices.ContainsFunc(tags, func(id string) bool { return slices.Contains(v.tags, id) })
}

// active is when the last message of a conversation came or went.
func (w *zapiniWorld) active(v *zapiniConversation) time.Time {
	var last time.Time
	for _, m := range w.of(v) {
		last = m.at
	}
	return last
}

// shown is a conversation as lists have it, in one of the two documented shapes. The one for chats has the tags always.
func (w *zapiniWorld) shown(v *zapiniConversation, chat, tags bool) map[string]any {
	var last any
	for _, m := range w.of(v) {
		last = m.body
	}
	c := map[string]any{
		"id": v.id, "contact_number": v.peer, "display_name": v.name, "is_group": v.group(),
		"profile_picture_url": "https://media.example.com/" + digits(v.peer) + ".jpg", "last_message": last,
		"last_message_at": orNull(w.active(v), iso), "unread_count": v.unread,
	}
	if chat {
		c["instance"] = map[string]any{"uuid": w.g.instanceID(), "phone_number": ownPhone, "status": w.g.linkState()}
	} else {
		c["contact_name"], c["is_archived"] = v.name, !v.archived.IsZero()
	}
	if chat || tags {
		c["tags"] = w.brief(v)
	}
	return c
}

func zapiniMarkRead(_ *call, _ *zapiniWorld, v *zapiniConversation) answer {
	v.unread = 0
	return zapiniSays("conversation marked as read", nil)
}

func zapiniDeleteConversation(_ *call, w *zapiniWorld, v *zapiniConversation) answer {
	w.conversations = slices.DeleteFunc(w.conversations, func(o *zapiniConversation) bool { return o == v })
	w.messages = slices.DeleteFunc(w.messages, func(m *zapiniText) bool { return m.in == v })
	return zapiniSays("conversation deleted", nil)
}

// zapiniArchive keeps the first time of a conversation that is archived again.
func zapiniArchive(_ *call, _ *zapiniWorld, v *zapiniConversation) answer {
	if v.archived.IsZero() {
		v.archived = time.Now()
	}
	return zapiniSays("conversation archived", map[string]any{
		"archived_id": v.id, "archived_at": v.archived.UTC().Format("2006-01-02T15:04:05.000000Z"),
	})
}

func zapiniRestore(c *call, _ *zapiniWorld, v *zapiniConversation) answer {
	if v.archived.IsZero() {
		return zapiniUnknown(c, "archived conversation")
	}
	v.archived = time.Time{}
	return zapiniSays("conversation restored", map[string]any{"conversation_id": v.id, "restored": true})
}
