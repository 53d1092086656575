package fakegateway

import (
	"strings"
	"time"
)

// wsapiSent tells of a send: delivered, read, and an answer from the recipient.
func wsapiSent(g *Gateway, m message) []map[string]any {
	var callbacks []map[string]any
	for _, receipt := range []string{"delivered", "read"} {
		callbacks = append(callbacks, wsapiEnvelope(g, "message_read", map[string]any{
			"chatId": jid(m.peer), "sender": wsapiPeer(m.peer), "isGroup": isGroupJID(m.peer), "messageIds": []string{m.id},
			"messageSender": map[string]any{"id": jid(ownPhone), "lid": ownLID, "phone": ownPhone, "isMe": true},
			"time":          isoMillis(time.Now()), "receiptType": receipt,
		}))
	}
	reply := echo(m)
	reply.viewOnce = m.viewOnce
	return append(callbacks, wsapiMessage(g, reply))
}

// wsapiMessage is a message from m.peer. Media is named by an id and not by a URL.
func wsapiMessage(g *Gateway, m message) map[string]any {
	data := map[string]any{
		"id": g.messageID(), "time": isoMillis(time.Now()), "chatId": jid(m.peer), "sender": wsapiPeer(m.peer),
		"isGroup": isGroupJID(m.peer), "isStatus": false, "type": "text",
	}
	if m.image == "" {
		data["text"] = m.text
		return wsapiEnvelope(g, "message", data)
	}
	data["type"], data["viewOnce"] = "media", m.viewOnce
	data["media"] = map[string]any{
		"mediaType": "image", "mimeType": "image/png", "id": g.hexID(), "fileLength": 70, "caption": m.caption,
		"height": 1, "width": 1, "jpegThumbnail": pixel,
	}
	return wsapiEnvelope(g, "message", data)
}

func isGroupJID(address string) bool { return strings.HasSuffix(address, "@g.us") }

// wsapiPeer is the other side as a sender; in a group it is one of the members.
func wsapiPeer(peer string) map[string]any {
	if isGroupJID(peer) {
		peer = "5511900000001"
	}
	return map[string]any{"id": jid(peer), "lid": "900000000000001@lid", "phone": digits(peer), "isMe": false}
}

func wsapiConnection(g *Gateway, connected bool) map[string]any {
	if connected {
		return wsapiEnvelope(g, "logged_in", map[string]any{"deviceId": ownPhone + ":12@s.whatsapp.net"})
	}
	return wsapiEnvelope(g, "logged_out", map[string]any{"reason": "api_logout"})
}

func wsapiEnvelope(g *Gateway, event string, data map[string]any) map[string]any {
	return map[string]any{
		"eventId": g.eventID(), "instanceId": g.instanceID(), "receivedAt": isoMillis(time.Now()), "eventType": event, "eventData": data,
	}
}
