package webhook

import (
	"encoding/json"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

// parseZapy reads ZapyAPI's callbacks.
func parseZapy(raw json.RawMessage) []Event {
	var peek struct {
		Event      zapy.Event `json:"event"`
		InstanceID string     `json:"instanceId"`
	}
	_ = json.Unmarshal(raw, &peek)
	h := Header{Type: string(peek.Event), Instance: peek.InstanceID}
	switch peek.Event {
	case zapy.EventMessage:
		return decode(h, raw, zapyMessage)
	case zapy.EventMessageStatus:
		return decode(h, raw, zapyStatus)
	case zapy.EventInstanceStatus:
		return decode(h, raw, zapyInstanceStatus)
	}
	return unknown(h, raw)
}

// zapyMessage has no text and no media: no page shows where they are, and Raw has them.
func zapyMessage(h Header, c *zapy.MessageCallback) []Event {
	d := c.Data
	h.Time = d.Timestamp.Time
	m := Message{
		MessageID: d.MessageID, GatewayID: d.ID, ChatName: d.Chat.Name, FromName: d.Sender.Name,
		Chat: zapyChat(d.Chat), From: person(d.Sender.JID, d.Sender.LID),
		Content: &Unsupported{Kind: string(d.MessageType)},
	}
	if m.MessageID == "" && m.GatewayID == "" {
		return []Event{&Unknown{Header: h}}
	}
	if m.Chat.Same(m.From) {
		m.Chat = m.From // with the number beside the LID
	}
	if d.FromMe {
		h.ID = m.id("sent")
		return []Event{&MessageSent{Header: h, Message: m}}
	}
	h.ID = m.id("message")
	return []Event{&MessageReceived{Header: h, Message: m}}
}

func zapyChat(c zapy.Chat) zapgate.Address { return person(c.JID, c.LID) }

func zapyStatus(h Header, c *zapy.MessageStatusCallback) []Event {
	d := c.Data
	if d.MessageID == "" {
		return []Event{&Unknown{Header: h}}
	}
	s := &MessageStatus{
		Header: h, MessageID: d.MessageID, Chat: zapyChat(d.Chat), Participant: person(d.Sender.JID, d.Sender.LID),
		Status: statusOf(string(d.Status)), Native: string(d.Status),
	}
	s.Time, s.ID = d.Timestamp.Time, id("status", d.MessageID, strings.ToLower(string(d.Status)), who(s.Chat), who(s.Participant))
	return []Event{s}
}

var zapyStates = map[zapy.InstanceStatus]ConnectionState{
	"connected": Connected, "connecting": Connecting, "created": Disconnected, "pending_qr_code_scan": WaitingForQR,
	"qr_timeout": Disconnected, "stopped": Disconnected, "manually_stopped": Disconnected, "error": Failed, "payment_pending": Disconnected,
}

func zapyInstanceStatus(h Header, c *zapy.InstanceStatusCallback) []Event {
	d := c.Data
	state, known := zapyStates[d.Status]
	if !known {
		state = ConnectionState(d.Status)
	}
	h.Time = d.Timestamp.Time
	return []Event{&ConnectionChanged{
		Header: h, State: state, Native: string(d.Status), Previous: string(d.PreviousStatus), Reason: d.Reason,
		Phone: address(d.ConnectedNumber),
	}}
}
