package fakegateway

import (
	"strings"
)

// zapiSent tells of a send: delivered to WhatsApp, its three states, and an answer from the recipient.
func zapiSent(g *Gateway, m message) []map[string]any {
	group := strings.HasSuffix(m.peer, "-group")
	callbacks := []map[string]any{{
		"type": "DeliveryCallback", "phone": m.peer, "zaapId": m.local, "messageId": m.id, "instanceId": g.instanceID(),
	}}
	for _, status := range []string{"SENT", "RECEIVED", "READ"} {
		callbacks = append(callbacks, map[string]any{
			"type": "MessageStatusCallback", "status": status, "ids": []string{m.id}, "momment": millis(), "phoneDevice": 0,
			"phone": m.peer, "isGroup": group, "instanceId": g.instanceID(),
		})
	}
	return append(callbacks, zapiReceived(g, echo(m)))
}

// echo is what the recipient of a message says to it.
func echo(m message) message {
	if m.image != "" {
		return message{peer: m.peer, image: m.image, caption: m.caption}
	}
	return message{peer: m.peer, text: "echo: " + m.text}
}

func zapiReceived(g *Gateway, m message) map[string]any {
	group := strings.HasSuffix(m.peer, "-group")
	callback := map[string]any{
		"type": "ReceivedCallback", "instanceId": g.instanceID(), "messageId": g.messageID(), "phone": m.peer,
		"connectedPhone": ownPhone, "chatName": "Ana Exemplo", "senderName": "Ana Exemplo", "senderLid": "900000000000001@lid",
		"senderPhoto": "https://media.example.com/ana.jpg", "photo": "https://media.example.com/ana.jpg",
		"participantPhone": nil, "participantLid": nil, "fromMe": false, "momment": millis(), "status": "RECEIVED",
		"isGroup": group, "isNewsletter": strings.HasSuffix(m.peer, "@newsletter"), "isStatusReply": false, "isEdit": false,
		"waitingMessage": false, "broadcast": false,
	}
	if group {
		callback["participantPhone"], callback["participantLid"] = "5511900000001", "900000000000001@lid"
	}
	if m.image == "" {
		callback["text"] = map[string]any{"message": m.text}
		return callback
	}
	url := m.image
	if !isLink(url) { // what was sent as a data URI comes back as a file of the gateway's
		url = "https://media.example.com/image.png"
	}
	callback["image"] = map[string]any{
		"mimeType": "image/png", "imageUrl": url, "thumbnailUrl": url, "downloadError": nil, "caption": m.caption,
		"width": 1, "height": 1, "viewOnce": false,
	}
	return callback
}

// zapiConnection counts momment in milliseconds when connected and in seconds when disconnected, as documented.
func zapiConnection(g *Gateway, connected bool) map[string]any {
	if connected {
		return map[string]any{
			"type": "ConnectedCallback", "connected": true, "momment": millis(), "instanceId": g.instanceID(), "phone": ownPhone,
		}
	}
	return map[string]any{
		"type": "DisconnectedCallback", "disconnected": true, "momment": seconds(), "instanceId": g.instanceID(),
		"error": "the device was disconnected",
	}
}
