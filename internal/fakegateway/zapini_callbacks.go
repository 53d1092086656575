package fakegateway

import (
	"time"
)

// zapiniSent tells of a send: sent, its two changes of state, and an answer from the recipient.
func zapiniSent(g *Gateway, m message) []map[string]any {
	sent := zapiniMessage(m)
	sent["message_id"], sent["whatsapp_message_id"], sent["recipient_number"] = m.local, m.id, digits(m.peer)
	callbacks := []map[string]any{zapiniEnvelope(g, "message.sent", sent)}
	for _, step := range [][2]string{{"sent", "delivered"}, {"delivered", "read"}} {
		callbacks = append(callbacks, zapiniEnvelope(g, "message.status", map[string]any{
			"message_id": m.local, "whatsapp_message_id": m.id, "previous_status": step[0], "new_status": step[1],
			"recipient_number": digits(m.peer), "timestamp": isoOffset(time.Now()),
		}))
	}
	reply := echo(m)
	reply.mediaType = m.mediaType
	return append(callbacks, zapiniReceived(g, reply))
}

func zapiniReceived(g *Gateway, m message) map[string]any {
	data := zapiniMessage(m)
	data["message_id"], data["whatsapp_message_id"] = g.uuid(), g.messageID()
	data["sender_number"], data["sender_name"] = digits(m.peer), "Ana Exemplo"
	return zapiniEnvelope(g, "message.received", data)
}

// zapiniMessage is what the callbacks of sent and received messages share.
func zapiniMessage(m message) map[string]any {
	data := map[string]any{
		"content": m.text, "media_type": nil, "media_url": nil, "timestamp": isoOffset(time.Now()), "conversation_id": 41,
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
