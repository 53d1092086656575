package fakegateway

import (
	"net/http"
	"slices"
)

var zapiniChatRoutes = []route{
	{op: "GET /chat/conversations", serve: zapini(func(c *call, w *zapiniWorld) answer {
		return zapiniPage(c, w.list(c.r.URL.Query(), false, true), 15)
	})},
	{op: "GET /chat/conversations/{uuid}", serve: zapiniIn(zapiniChat)},
	{op: "GET /chat/conversations/{uuid}/messages", serve: zapiniIn(zapiniHistory(true))},
	{op: "POST /chat/conversations/{uuid}/mark-read", serve: zapiniIn(zapiniMarkRead)},
	{op: "POST /chat/conversations/{uuid}/archive", serve: zapiniIn(zapiniArchive)},
	{op: "DELETE /chat/conversations/{uuid}/archive", serve: zapiniIn(zapiniRestore)},
	{op: "POST /chat/conversations/{uuid}/pause-automation", may: []string{"reason"}, serve: zapiniIn(zapiniPause(true))},
	{op: "POST /chat/conversations/{uuid}/resume-automation", serve: zapiniIn(zapiniResume(true))},
	{op: "POST /chat/send", need: []string{"recipient", "message"}, may: []string{"instance_id", "reply_to"},
		serve: zapini(zapiniChatSend)},
	{op: "POST /chat/send-media", need: []string{"recipient", "media_url", "media_type"}, may: []string{"instance_id", "caption"},
		serve: zapini(zapiniChatSendMedia)},
	{op: "PATCH /chat/messages/{uuid}", need: []string{"message"}, serve: zapiniOwnMessage(zapiniEdit)},
	{op: "DELETE /chat/messages/{uuid}", serve: zapiniOwnMessage(zapiniDeleteMessage)},
	{op: "POST /chat/messages/{uuid}/reaction", need: []string{"emoji"}, serve: zapiniAt(zapiniReact)},
	{op: "DELETE /chat/messages/{uuid}/reaction", serve: zapiniAt(zapiniReact)}, // without an emoji
}

// zapiniAt finds the message of the path.
func zapiniAt(serve func(c *call, w *zapiniWorld, m *zapiniText) answer) func(*call) answer {
	return zapini(func(c *call, w *zapiniWorld) answer {
		m := w.message(c.params["uuid"])
		if m == nil {
			return zapiniUnknown(c, "message")
		}
		return serve(c, w, m)
	})
}

// zapiniOwnMessage is for what can be done to sent messages only.
func zapiniOwnMessage(serve func(c *call, w *zapiniWorld, m *zapiniText) answer) func(*call) answer {
	return zapiniAt(func(c *call, w *zapiniWorld, m *zapiniText) answer {
		if m.incoming {
			return c.problem(http.StatusForbidden, "FORBIDDEN", "the message was received, not sent", nil)
		}
		return serve(c, w, m)
	})
}

func zapiniChat(_ *call, w *zapiniWorld, v *zapiniConversation) answer {
	c := w.shown(v, true, true)
	c["automation_status"], c["can_send_manual_message"] = v.automationStatus(), !v.active
	c["automation_paused_at"] = orNull(v.paused, isoOffset)
	return zapiniSays("", c)
}

func zapiniChatSend(c *call, w *zapiniWorld) answer {
	return w.chatSent(c, message{peer: c.text("recipient"), text: c.text("message")})
}

func zapiniChatSendMedia(c *call, w *zapiniWorld) answer {
	if refused, good := zapiniLinked(c); !good {
		return refused
	}
	return w.chatSent(c, message{
		peer: c.text("recipient"), image: c.text("media_url"), caption: c.text("caption"), mediaType: c.text("media_type"),
	})
}

// chatSent answers with the message as a chat shows it.
func (w *zapiniWorld) chatSent(c *call, m message) answer {
	if refused, good := zapiniNamed(c, w); !good {
		return refused
	}
	sent, refused := w.send(&m)
	if sent == nil {
		return refused
	}
	a := zapiniSays("message sent", w.told(sent, true))
	a.accepted = &m
	return a
}

func zapiniEdit(c *call, w *zapiniWorld, m *zapiniText) answer {
	m.body = c.text("message")
	return zapiniSays("message edited", w.told(m, true))
}

func zapiniDeleteMessage(_ *call, w *zapiniWorld, m *zapiniText) answer {
	w.messages = slices.DeleteFunc(w.messages, func(o *zapiniText) bool { return o == m })
	return zapiniSays("message deleted", nil)
}

func zapiniReact(c *call, w *zapiniWorld, m *zapiniText) answer {
	m.react(c.text("emoji"), ownPhone, "Loja Exemplo")
	return zapiniSays("reaction changed", w.told(m, true))
}
