package fakegateway

import (
	"slices"
)

// zapiniInboundRoutes lie outside the platform's path. Instances call them to tell Zapini what happened, and no
// credential is documented for them.
var zapiniInboundRoutes = []route{
	{op: "POST /webhooks/instance/{uuid}/incoming", need: []string{"remoteJid", "message:object", "key:object"},
		may:   []string{"messageTimestamp:number", "pushName", "participant", "isGroup:bool"},
		serve: zapini(zapiniInboundMessage)},
	{op: "POST /webhooks/instance/{uuid}/status", need: []string{"key:object", "status:number"},
		may: []string{"messageTimestamp:number"}, serve: zapini(zapiniInboundStatus)},
	{op: "POST /webhooks/instance/{uuid}/qr", need: []string{"qr"}, may: []string{"qr_image", "generated_at"},
		serve: func(c *call) answer {
			c.link(false, true)
			return zapiniSays("", nil)
		}},
	{op: "POST /webhooks/instance/{uuid}/connection", need: []string{"status"}, may: []string{"phone_number", "timestamp"},
		serve: zapiniInboundConnection},
	{op: "POST /webhooks/instance/{uuid}/reaction", need: []string{"key:object", "reaction:object", "senderJid"},
		serve: zapini(zapiniInboundReaction)},
}

func zapiniInbound(c *call) (answer, bool) {
	if !slices.Contains([]string{c.g.instanceID(), zapiniOther}, c.params["uuid"]) {
		return zapiniUnknown(c, "instance"), false
	}
	return answer{}, true
}

// at reads a string deep in a JSON object; "" if there is none.
func at(v any, keys ...string) string {
	for _, key := range keys {
		object, _ := v.(map[string]any)
		v = object[key]
	}
	s, _ := v.(string)
	return s
}

func zapiniInboundMessage(c *call, w *zapiniWorld) answer {
	m := c.fields["message"]
	kept := &zapiniText{
		id: w.g.uuid(), whatsapp: at(c.fields["key"], "id"), in: w.with(c.text("remoteJid")), incoming: true, status: "delivered",
		body: at(m, "conversation") + at(m, "extendedTextMessage", "text"), sender: c.text("pushName"),
	}
	for _, kind := range zapiniMediaTypes {
		if file, isFile := m.(map[string]any)[kind+"Message"].(map[string]any); isFile {
			kept.mediaType, kept.url, kept.body = kind, "https://media.example.com/"+kept.id, at(file, "caption")
		}
	}
	w.add(kept)
	return zapiniSays("", nil)
}

func zapiniInboundStatus(c *call, w *zapiniWorld) answer {
	names := []string{"pending", "sent", "delivered", "read", "played"} // 1 to 5
	status, _ := c.fields["status"].(float64)
	if status < 1 || int(status) > len(names) {
		return c.invalid("status", "must be between 1 and 5")
	}
	if m := w.message(at(c.fields["key"], "id")); m != nil {
		m.status = names[int(status)-1]
	}
	return zapiniSays("", nil)
}

func zapiniInboundConnection(c *call) answer {
	status := c.text("status")
	if !slices.Contains([]string{"connected", "qr_ready", "disconnected", "offline"}, status) {
		return c.invalid("status", "must be connected, qr_ready, disconnected or offline")
	}
	c.link(status == "connected", status == "qr_ready")
	return zapiniSays("", nil)
}

// zapiniInboundReaction takes a reaction back if its text is empty, as WhatsApp does.
func zapiniInboundReaction(c *call, w *zapiniWorld) answer {
	if m := w.message(at(c.fields["reaction"], "key", "id")); m != nil {
		number := digits(c.text("senderJid"))
		m.react(at(c.fields["reaction"], "text"), number, w.nameOf(number))
	}
	return zapiniSays("", nil)
}

// nameOf is what a number is called, and the number if it is nobody's.
func (w *zapiniWorld) nameOf(number string) string {
	for _, v := range w.conversations {
		if v.peer == number {
			return v.name
		}
	}
	return number
}
