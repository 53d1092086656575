package fakegateway

import (
	"strings"
)

// zapySent tells of a send: the message itself, its three states, and an answer from the recipient.
func zapySent(g *Gateway, m message) []map[string]any {
	callbacks := []map[string]any{zapyMessage(g, m, m.local, m.id, true)}
	for _, status := range []string{"SENT", "RECEIVED", "READ"} {
		chat, sender := zapyParties(m, true)
		callbacks = append(callbacks, zapyEnvelope(g, "message-status", map[string]any{
			"timestamp": seconds(), "messageId": m.id, "status": status, "chat": chat, "sender": sender,
			"instanceId": g.instanceID(), "connectedNumber": ownPhone,
		}))
	}
	return append(callbacks, zapyReceived(g, echo(m)))
}

func zapyReceived(g *Gateway, m message) map[string]any {
	return zapyMessage(g, m, g.uuid(), g.messageID(), false)
}

// zapyMessage has the documented fields and no more: no page shows where the text or the media of a message sits, nor
// what messageType is for anything but a text, so an image is called by the obvious name.
func zapyMessage(g *Gateway, m message, local, id string, fromMe bool) map[string]any {
	kind, status := "text", "RECEIVED"
	if m.image != "" {
		kind = "image"
	}
	if fromMe {
		status = "PENDING"
	}
	chat, sender := zapyParties(m, fromMe)
	return zapyEnvelope(g, "message", map[string]any{
		"id": local, "messageId": id, "messageType": kind, "instanceId": g.instanceID(), "connectedNumber": ownPhone,
		"timestamp": seconds(), "fromMe": fromMe, "viewOnce": m.viewOnce, "status": status, "chat": chat, "sender": sender,
	})
}

func zapyParties(m message, fromMe bool) (chat, sender map[string]any) {
	peer, group := zapyJID(m.peer), strings.HasSuffix(m.peer, "@g.us")
	chat = map[string]any{
		"id": "chat-" + digits(peer), "jid": peer, "lid": nil, "profilePictureUrl": "https://media.example.com/ana.jpg",
		"name": "Ana Exemplo", "isGroup": group, "isLid": strings.HasSuffix(peer, "@lid"),
	}
	who, name := peer, "Ana Exemplo"
	switch {
	case fromMe:
		who, name = jid(ownPhone), "Loja Exemplo"
	case group:
		who = jid("5511900000001")
	}
	sender = map[string]any{
		"id": "sender-" + digits(who), "jid": who, "lid": nil, "name": name,
		"profilePictureUrl": "https://media.example.com/" + digits(who) + ".jpg",
	}
	return chat, sender
}

// zapyJID spells a person as callbacks do, whichever of the two spellings was sent.
func zapyJID(peer string) string { return jid(strings.TrimSuffix(peer, "@c.us")) }

// zapyConnection counts its timestamp in milliseconds, unlike the callbacks of messages.
func zapyConnection(g *Gateway, connected bool) map[string]any {
	data := map[string]any{
		"instanceId": g.instanceID(), "status": "connected", "previousStatus": "pending_qr_code_scan", "timestamp": millis(),
		"reason": "connected", "connectedNumber": ownPhone,
	}
	if !connected { // the documented way down leads back to connecting
		data["status"], data["previousStatus"], data["reason"] = "connecting", "connected", "logged out by the user"
		delete(data, "connectedNumber")
	}
	return zapyEnvelope(g, "instance-status", data)
}

func zapyEnvelope(g *Gateway, event string, data map[string]any) map[string]any {
	return map[string]any{"event": event, "instanceId": g.instanceID(), "data": data}
}
