package fakegateway

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// zapiniHistory is a stretch of a conversation's messages, the oldest first. before_id walks back from the end, after_id
// on from the beginning. The shape is documented for chats; the plain one is taken to be the same, without what the
// documentation says is added for chats.
func zapiniHistory(chat bool) func(*call, *zapiniWorld, *zapiniConversation) answer {
	return func(c *call, w *zapiniWorld, v *zapiniConversation) answer {
		q := c.r.URL.Query()
		numbers := map[string]int{"before_id": 0, "after_id": 0, "limit": 50}
		for name := range numbers {
			if text := q.Get(name); text != "" {
				n, err := strconv.Atoi(text)
				if err != nil || n < 1 || name == "limit" && n > 100 {
					return c.invalid(name, "must be a positive number, limit at most 100")
				}
				numbers[name] = n
			}
		}
		from, to, complaint := period(q)
		if complaint != "" {
			return c.invalid(complaint, "must be a date in ISO 8601")
		}
		before, after, limit := numbers["before_id"], numbers["after_id"], numbers["limit"]
		found := slices.DeleteFunc(w.of(v), func(m *zapiniText) bool {
			return before > 0 && m.number >= before || m.number <= after || m.at.Before(from) || !to.IsZero() && m.at.After(to)
		})
		more := len(found) > limit
		switch {
		case more && after > 0:
			found = found[:limit]
		case more:
			found = found[len(found)-limit:]
		}
		data := map[string]any{"messages": []any{}, "has_more": more, "oldest_id": nil, "newest_id": nil}
		shown := []any{}
		for _, m := range found {
			shown = append(shown, w.told(m, chat || q.Get("format") == "chat"))
		}
		if len(found) > 0 {
			data["messages"], data["oldest_id"], data["newest_id"] = shown, found[0].number, found[len(found)-1].number
		}
		return zapiniSays("", data)
	}
}

// period reads the query's from and to; complaint names the one that is no date.
func period(q url.Values) (from, to time.Time, complaint string) {
	for name, at := range map[string]*time.Time{"from": &from, "to": &to} {
		if text := q.Get(name); text != "" {
			t, good := moment(text)
			if !good {
				return from, to, name
			}
			*at = t
		}
	}
	return from, to, ""
}

// moment reads a date with or without a time and a zone.
func moment(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

var zapiniMention = regexp.MustCompile(`@(\d{8,15})`)

// told is a message as lists have it.
func (w *zapiniWorld) told(m *zapiniText, chat bool) map[string]any {
	direction := "outgoing"
	if m.incoming {
		direction = "incoming"
	}
	t := map[string]any{
		"id": m.number, "unique_id": m.id, "direction": direction, "message_body": m.body, "sender_name": m.sender,
		"status": m.status, "created_at": iso(m.at),
	}
	if chat {
		mentioned := []any{}
		for _, found := range zapiniMention.FindAllStringSubmatch(m.body, -1) {
			mentioned = append(mentioned, jid(found[1]))
		}
		t["is_from_me"], t["mentioned_jids"], t["formatted_body"] = !m.incoming, mentioned, w.formatted(m.body)
		t["grouped_reactions"] = m.grouped()
	}
	return t
}

// formatted is a text as HTML, its mentions with the names of who is mentioned.
func (w *zapiniWorld) formatted(body string) string {
	return zapiniMention.ReplaceAllStringFunc(html.EscapeString(body), func(mention string) string {
		number := strings.TrimPrefix(mention, "@")
		return `<span class="mention" data-phone="` + number + `">@` + html.EscapeString(w.nameOf(number)) + `</span>`
	})
}

// grouped are the reactions to a message, each emoji once.
func (m *zapiniText) grouped() []any {
	groups := []any{}
	var seen []string
	for _, first := range m.reactions {
		if slices.Contains(seen, first.emoji) {
			continue
		}
		seen = append(seen, first.emoji)
		numbers, names, mine := []any{}, []any{}, false
		for _, r := range m.reactions {
			if r.emoji == first.emoji {
				numbers, names, mine = append(numbers, r.number), append(names, r.name), mine || r.number == ownPhone
			}
		}
		groups = append(groups, map[string]any{
			"emoji": first.emoji, "count": len(numbers), "has_my_reaction": mine, "reactors": numbers, "reactor_names": names,
		})
	}
	return groups
}

// react gives a person's one reaction to a message; "" takes it back.
func (m *zapiniText) react(emoji, number, name string) {
	m.reactions = slices.DeleteFunc(m.reactions, func(r zapiniReaction) bool { return r.number == number })
	if emoji != "" {
		m.reactions = append(m.reactions, zapiniReaction{emoji, number, name})
	}
}
