package fakegateway

import (
	"strings"
	"time"
)

// zapiniSent tells of a send: sent, its two changes of state, and an answer from the recipient.
func zapiniSent(g *Gateway, m message) []map[string]any {
	w, peer := g.zapini, strings.TrimPrefix(digits(m.peer), "+")
	sent := zapiniMessage(m)
	sent["message_id"], sent["whatsapp_message_id"], sent["recipient_number"] = m.local, m.id, peer
	w.mu.Lock()
	sent["conversation_id"] = w.with(m.peer).number
	if known := w.message(m.local); known != nil {
		known.status = "read" // as the callbacks tell
	}
	w.mu.Unlock()
	callbacks := []map[string]any{zapiniEnvelope(g, "message.sent", sent)}
	for _, step := range [][2]string{{"sent", "delivered"}, {"delivered", "read"}} {
		callbacks = append(callbacks, zapiniEnvelope(g, "message.status", map[string]any{
			"message_id": m.local, "whatsapp_message_id": m.id, "previous_status": step[0], "new_status": step[1],
			"recipient_number": peer, "timestamp": isoOffset(time.Now()),
		}))
	}
	reply := echo(m)
	reply.mediaType = m.mediaType
	return append(callbacks, zapiniReceived(g, reply))
}

// zapiniReceived also keeps the message: it is in its conversation from now on.
func zapiniReceived(g *Gateway, m message) map[string]any {
	data, w := zapiniMessage(m), g.zapini
	w.mu.Lock()
	defer w.mu.Unlock()
	kept := w.add(&zapiniText{
		id: g.uuid(), whatsapp: g.messageID(), in: w.with(m.peer), incoming: true, body: data["content"].(string),
		sender: "Ana Exemplo", url: m.image, status: "delivered",
	})
	kept.mediaType, _ = data["media_type"].(string)
	data["message_id"], data["whatsapp_message_id"], data["conversation_id"] = kept.id, kept.whatsapp, kept.in.number
	data["sender_number"], data["sender_name"] = strings.TrimPrefix(digits(m.peer), "+"), kept.sender
	return zapiniEnvelope(g, "message.received", data)
}

// zapiniMessage is what the callbacks of sent and received messages share.
func zapiniMessage(m message) map[string]any {
	data := map[string]any{
		"content": m.text, "media_type": nil, "media_url": nil, "timestamp": isoOffset(time.Now()),
	}
	if m.image != "" {
		data["content"], data["media_type"], data["media_url"] = m.caption, "image", m.image
		if m.mediaType != "" {
			data["media_type"] = m.mediaType
		}
	}
	return data
}

// zapiniConnection documents the connected form only; the disconnected one is taken to have the same shape.
func zapiniConnection(g *Gateway, connected bool) map[string]any {
	event, before, after := "instance.connected", "qr_ready", "connected"
	if !connected {
		event, before, after = "instance.disconnected", "connected", "disconnected"
	}
	return zapiniEnvelope(g, event, map[string]any{
		"previous_status": before, "new_status": after, "phone_number": ownPhone,
	})
}

func zapiniEnvelope(g *Gateway, event string, data map[string]any) map[string]any {
	return map[string]any{
		"event": event, "instance_uuid": g.instanceID(), "timestamp": isoOffset(time.Now()), "data": data,
	}
}
