package webhook

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

// parseWSAPI reads WSAPI's events, posted or streamed.
func parseWSAPI(raw json.RawMessage) []Event {
	var peek struct {
		EventType  wsapi.EventType `json:"eventType"`
		InstanceID string          `json:"instanceId"`
	}
	_ = json.Unmarshal(raw, &peek)
	h := Header{Type: string(peek.EventType), Instance: peek.InstanceID}
	switch peek.EventType {
	case wsapi.EventMessage:
		return decode(h, raw, wsapiMessage)
	case wsapi.EventMessageRead:
		return decode(h, raw, wsapiRead)
	case wsapi.EventLoggedIn:
		return decode(h, raw, wsapiLoggedIn)
	case wsapi.EventLoggedOut:
		return decode(h, raw, wsapiLoggedOut)
	case wsapi.EventLoginError, wsapi.EventLoggedError:
		return decode(h, raw, wsapiLoginError)
	}
	return unknown(h, raw)
}

func wsapiMessage(h Header, c *wsapi.MessageEvent) []Event {
	d := &c.EventData
	h.Time = d.Time.Time
	if d.IsEdit || d.Reaction != nil || d.ID == "" {
		return []Event{&Unknown{Header: h}} // events of their own, which the union does not have yet; or nothing at all
	}
	m := Message{
		MessageID: d.ID, Chat: address(d.ChatID), From: wsapiPerson(d.Sender), Forwarded: d.IsForwarded,
		Content: wsapiContent(d),
	}
	if m.Chat.Same(m.From) {
		m.Chat = m.From // with the LID beside the number
	}
	if d.ReplyTo != nil {
		m.ReplyTo = d.ReplyTo.ID
	}
	if d.Sender.IsMe {
		h.ID = m.id("sent")
		return []Event{&MessageSent{Header: h, Message: m}}
	}
	h.ID = m.id("message")
	return []Event{&MessageReceived{Header: h, Message: m}}
}

func wsapiContent(d *wsapi.Message) Content {
	switch {
	case d.Type == wsapi.MessageText:
		t := &Text{Body: d.Text}
		if x := d.ExtendedText; x != nil {
			t.Title, t.Description, t.URL = x.Title, x.Description, x.MatchedText
		}
		return t
	case d.Media == nil:
		return &Unsupported{Kind: string(d.Type)}
	}
	file := File{MediaID: d.Media.ID, MIMEType: d.Media.MIMEType, Size: d.Media.FileLength, ViewOnce: d.ViewOnce}
	switch d.Media.MediaType {
	case wsapi.MediaImage:
		return &Image{File: file, Caption: d.Media.Caption, Width: d.Media.Width, Height: d.Media.Height}
	case wsapi.MediaAudio, wsapi.MediaVoice:
		return &Audio{
			File: file, Voice: d.Media.MediaType == wsapi.MediaVoice, Duration: time.Duration(d.Media.Duration) * time.Second,
		}
	}
	return &Unsupported{Kind: string(d.Media.MediaType)}
}

func wsapiRead(h Header, c *wsapi.MessageReadEvent) []Event {
	d := &c.EventData
	h.Time = d.Time.Time
	var events []Event
	for _, native := range d.MessageIDs {
		s := &MessageStatus{
			Header: h, MessageID: native, Chat: address(d.ChatID), Participant: wsapiPerson(d.Sender),
			Status: statusOf(string(d.ReceiptType)), Native: string(d.ReceiptType),
		}
		s.ID = id("status", native, strings.ToLower(string(d.ReceiptType)), who(s.Chat), who(s.Participant))
		events = append(events, s)
	}
	if len(events) == 0 {
		return []Event{&Unknown{Header: h}}
	}
	return events
}

func wsapiLoggedIn(h Header, c *wsapi.LoggedInEvent) []Event {
	return wsapiConnection(h, c.EventID, c.ReceivedAt.Time, &ConnectionChanged{State: Connected, Phone: address(c.EventData.DeviceID)})
}

func wsapiLoggedOut(h Header, c *wsapi.LoggedOutEvent) []Event {
	return wsapiConnection(h, c.EventID, c.ReceivedAt.Time, &ConnectionChanged{State: Disconnected, Reason: c.EventData.Reason})
}

func wsapiLoginError(h Header, c *wsapi.LoginErrorEvent) []Event {
	return wsapiConnection(h, c.EventID, c.ReceivedAt.Time, &ConnectionChanged{
		State: Failed, Reason: c.EventData.Error, Phone: address(c.EventData.ID),
	})
}

func wsapiConnection(h Header, eventID string, at time.Time, e *ConnectionChanged) []Event {
	h.Time, h.ID = at, id("event", eventID)
	e.Header, e.Native = h, h.Type
	return []Event{e}
}

// wsapiPerson reads a sender: id is the number or, where it is not known, the LID.
func wsapiPerson(s wsapi.Sender) zapgate.Address {
	return person(firstOf(s.Phone, s.ID), firstOf(s.LID, s.ID))
}
