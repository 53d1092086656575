package fakegateway

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

var zapiniDirectRoutes = []route{
	{op: "POST /send-message", need: []string{"recipient|number|to", "message"},
		may: []string{"reply_to|quoted_message_id"}, serve: zapini(zapiniSendMessage)},
	{op: "POST /send-media", need: []string{"recipient|number|to", "media_url|url", "media_type|type"},
		may: []string{"caption", "filename"}, serve: zapini(zapiniSendMedia)},
	{op: "POST /send-reaction", need: []string{"to", "messageId", "emoji"}, serve: zapini(zapiniSendReaction)},
	{op: "GET /status", serve: zapiniStatus},
	{op: "GET /qr", serve: zapiniDirectQR},
}

var zapiniMessageRoutes = []route{
	{op: "GET /messages", serve: zapini(zapiniMessages)},
	{op: "POST /messages/send", need: []string{"recipient", "message"}, may: []string{"instance_id", "schedule_at", "reply_to"},
		serve: zapini(zapiniQueue)},
	{op: "POST /messages/send-media", need: []string{"recipient", "media_type"},
		may: []string{"instance_id", "media_url", "media_id", "caption", "filename"}, serve: zapini(zapiniQueueMedia)},
	{op: "GET /messages/{uuid}/media", serve: zapiniAt(zapiniDownload)},
}

// send takes a message on, unless an automation is active in its conversation; then it returns what is answered. It
// gives m its ids, by which the callbacks name it.
func (w *zapiniWorld) send(m *message) (*zapiniText, answer) {
	v := w.with(m.peer)
	if v.active {
		return nil, zapiniBlocked(v.number)
	}
	m.local, m.id = w.g.uuid(), w.g.messageID()
	sent := &zapiniText{
		id: m.local, whatsapp: m.id, in: v, body: m.text, sender: "Loja Exemplo", mediaType: m.mediaType, url: m.image, status: "sent",
	}
	if m.image != "" {
		sent.body = m.caption
	}
	return w.add(sent), answer{}
}

var zapiniMediaTypes = []string{"image", "video", "audio", "document"}

// zapiniLinked checks a file given by link.
func zapiniLinked(c *call) (refused answer, ok bool) {
	if !isLink(c.text("media_url", "url")) {
		return c.invalid("media_url", "must be a URL"), false
	}
	if !slices.Contains(zapiniMediaTypes, c.text("media_type", "type")) {
		return c.invalid("media_type", "must be image, video, audio or document"), false
	}
	return answer{}, true
}

func zapiniSendMessage(c *call, w *zapiniWorld) answer {
	return w.directSent(message{peer: c.text("recipient", "number", "to"), text: c.text("message")}, "message sent")
}

func zapiniSendMedia(c *call, w *zapiniWorld) answer {
	if refused, good := zapiniLinked(c); !good {
		return refused
	}
	return w.directSent(message{
		peer: c.text("recipient", "number", "to"), image: c.text("media_url", "url"), caption: c.text("caption"),
		mediaType: c.text("media_type", "type"),
	}, "media sent")
}

func (w *zapiniWorld) directSent(m message, text string) answer {
	if sent, refused := w.send(&m); sent == nil {
		return refused
	}
	a := ok(map[string]any{"success": true, "message": text, "message_id": m.id, "timestamp": isoMillis(time.Now())})
	a.accepted = &m
	return a
}

// zapiniSendReaction reacts to a message that it knows, and believes in one that it does not.
func zapiniSendReaction(c *call, w *zapiniWorld) answer {
	if m := w.message(c.text("messageId")); m != nil {
		m.react(c.text("emoji"), ownPhone, "Loja Exemplo")
	}
	return ok(map[string]any{
		"success": true, "message": "reaction sent", "message_id": w.g.messageID(), "timestamp": isoMillis(time.Now()),
	})
}

func zapiniQueue(c *call, w *zapiniWorld) answer {
	if utf8.RuneCountInString(c.text("message")) > 4096 {
		return c.invalid("message", "must have at most 4096 characters")
	}
	return w.queued(c, message{peer: c.text("recipient"), text: c.text("message")})
}

// zapiniQueueMedia takes a link or the id of an upload.
func zapiniQueueMedia(c *call, w *zapiniWorld) answer {
	if id := c.text("media_id"); id != "" {
		if w.media[id] == nil {
			return c.invalid("media_id", "is not the id of an upload")
		}
		c.fields["media_url"] = w.media[id]["url"]
	}
	if refused, good := zapiniLinked(c); !good {
		return refused
	}
	return w.queued(c, message{
		peer: c.text("recipient"), image: c.text("media_url"), caption: c.text("caption"), mediaType: c.text("media_type"),
	})
}

// queued takes a message on for later. One that is due at a given time has no callbacks: here, that time never comes.
func (w *zapiniWorld) queued(c *call, m message) answer {
	if refused, good := zapiniNamed(c, w); !good {
		return refused
	}
	at, scheduled := c.text("schedule_at"), any(nil)
	if at != "" {
		due, good := moment(at)
		if !good {
			return c.invalid("schedule_at", "must be a date in ISO 8601")
		}
		scheduled = iso(due)
	}
	sent, refused := w.send(&m)
	if sent == nil {
		return refused
	}
	sent.status = "pending"
	today, _ := w.sent()
	a := zapiniSays("message queued", map[string]any{
		"uuid": sent.id, "status": "pending", "scheduled_at": scheduled, "delay_seconds": 5, "remaining_quota": zapiniDaily - today,
	})
	if scheduled == nil {
		a.accepted = &m
	}
	return a
}

// zapiniMessages lists the messages of all conversations, the newest first.
func zapiniMessages(c *call, w *zapiniWorld) answer {
	q := c.r.URL.Query()
	from, to, complaint := period(q)
	if complaint != "" {
		return c.invalid(complaint, "must be a date in ISO 8601")
	}
	var found []any
	for _, m := range slices.Backward(w.messages) {
		t := w.told(m, false)
		differs := func(key string, value any) bool { return q.Get(key) != "" && q.Get(key) != value }
		switch {
		case differs("instance_id", w.g.instanceID()), differs("conversation_id", decimal(m.in.number)),
			differs("direction", t["direction"]), differs("status", m.status), m.at.Before(from), !to.IsZero() && m.at.After(to),
			!strings.Contains(strings.ToLower(m.body), strings.ToLower(q.Get("search"))):
			continue
		}
		found = append(found, t)
	}
	return zapiniPage(c, found, 20)
}
