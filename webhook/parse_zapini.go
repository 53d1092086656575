package webhook

import (
	"encoding/json"

	"github.com/zapgate/zapgate-go/zapini"
)

// parseZapini reads Zapini's callbacks. Its dashboard and its API name the same events differently; only the
// dashboard's have documented payloads, so the other names are taken for theirs where the payload has a message.
func parseZapini(raw json.RawMessage) []Event {
	var peek struct {
		Event        zapini.Event `json:"event"`
		InstanceUUID string       `json:"instance_uuid"`
	}
	_ = json.Unmarshal(raw, &peek)
	h := Header{Type: string(peek.Event), Instance: peek.InstanceUUID}
	switch h.Type {
	case "message.received", "message.incoming":
		return decode(h, raw, zapiniReceived)
	case "message.sent", "message.outgoing":
		return decode(h, raw, zapiniSent)
	case "message.status":
		return decode(h, raw, zapiniStatus)
	case "instance.connected", "instance.disconnected":
		return decode(h, raw, zapiniConnection)
	}
	return unknown(h, raw)
}

func zapiniReceived(h Header, c *zapini.MessageReceivedCallback) []Event {
	d := c.Data
	if d.MessageID == "" && d.WhatsAppMessageID == "" {
		return []Event{&Unknown{Header: h}}
	}
	from := address(d.SenderNumber)
	m := Message{
		MessageID: d.WhatsAppMessageID, GatewayID: d.MessageID, Chat: from, From: from, FromName: d.SenderName,
		Content: zapiniContent(string(d.MediaType), d.MediaURL, d.Content),
	}
	h.Time, h.ID = d.Timestamp.Time, m.id("message")
	return []Event{&MessageReceived{Header: h, Message: m}}
}

func zapiniSent(h Header, c *zapini.MessageSentCallback) []Event {
	d := c.Data
	if d.MessageID == "" && d.WhatsAppMessageID == "" {
		return []Event{&Unknown{Header: h}}
	}
	m := Message{
		MessageID: d.WhatsAppMessageID, GatewayID: d.MessageID, Chat: address(d.RecipientNumber),
		Content: zapiniContent(string(d.MediaType), d.MediaURL, d.Content),
	}
	h.Time, h.ID = d.Timestamp.Time, m.id("sent")
	return []Event{&MessageSent{Header: h, Message: m}}
}

func zapiniContent(mediaType, url, content string) Content {
	switch mediaType {
	case "", "text":
		return &Text{Body: content}
	case "image":
		return &Image{File: File{URL: url}, Caption: content}
	case "audio":
		return &Audio{File: File{URL: url}}
	}
	return &Unsupported{Kind: mediaType}
}

func zapiniStatus(h Header, c *zapini.MessageStatusCallback) []Event {
	d := c.Data
	if d.MessageID == "" && d.WhatsAppMessageID == "" {
		return []Event{&Unknown{Header: h}}
	}
	s := &MessageStatus{
		Header: h, MessageID: d.WhatsAppMessageID, GatewayID: d.MessageID, Chat: address(d.RecipientNumber),
		Status: statusOf(string(d.NewStatus)), Native: string(d.NewStatus),
	}
	s.Participant = s.Chat
	s.Time, s.ID = d.Timestamp.Time, id("status", firstOf(d.WhatsAppMessageID, d.MessageID), string(s.Status), who(s.Chat))
	return []Event{s}
}

var zapiniStates = map[zapini.InstanceStatus]ConnectionState{
	"connected": Connected, "disconnected": Disconnected, "offline": Disconnected, "qr_ready": WaitingForQR, "pending": Connecting,
}

func zapiniConnection(h Header, c *zapini.InstanceCallback) []Event {
	native := c.Data.NewStatus
	if native == "" {
		native = c.Data.Status
	}
	state, known := zapiniStates[native]
	switch {
	case known:
	case native != "":
		state = ConnectionState(native)
	case h.Type == "instance.connected":
		state = Connected
	default:
		state = Disconnected
	}
	h.Time = c.Timestamp.Time
	return []Event{&ConnectionChanged{
		Header: h, State: state, Native: string(native), Previous: string(c.Data.PreviousStatus), Phone: address(c.Data.PhoneNumber),
	}}
}
