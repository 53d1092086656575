package webhook

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go/zapi"
)

// parseZAPI reads Z-API's callbacks. The attribute tables and the examples spell the types with different case.
func parseZAPI(raw json.RawMessage) []Event {
	var peek struct {
		Type       zapi.CallbackType `json:"type"`
		InstanceID string            `json:"instanceId"`
	}
	_ = json.Unmarshal(raw, &peek) // a type that is no string is a type not known
	h := Header{Type: string(peek.Type), Instance: peek.InstanceID}
	for _, p := range zapiParsers {
		if strings.EqualFold(string(p.name), h.Type) {
			return p.parse(h, raw)
		}
	}
	return unknown(h, raw)
}

var zapiParsers = []struct {
	name  zapi.CallbackType
	parse func(Header, json.RawMessage) []Event
}{
	{zapi.CallbackTypeReceived, func(h Header, raw json.RawMessage) []Event { return decode(h, raw, zapiReceived) }},
	{zapi.CallbackTypeDelivery, func(h Header, raw json.RawMessage) []Event { return decode(h, raw, zapiDelivery) }},
	{zapi.CallbackTypeMessageStatus, func(h Header, raw json.RawMessage) []Event { return decode(h, raw, zapiStatus) }},
	{zapi.CallbackTypeConnected, func(h Header, raw json.RawMessage) []Event { return decode(h, raw, zapiConnected) }},
	{zapi.CallbackTypeDisconnected, func(h Header, raw json.RawMessage) []Event { return decode(h, raw, zapiDisconnected) }},
}

// zapiReceived classifies by content key: the status is RECEIVED for a vote and a reaction too.
func zapiReceived(h Header, c *zapi.ReceivedCallback) []Event {
	h.Time = c.Moment.Time
	if c.Notification != "" || c.Reaction != nil || c.PollVote != nil || c.IsEdit {
		return []Event{&Unknown{Header: h}} // events of their own, which the union does not have yet
	}
	m := Message{
		MessageID: c.MessageID, FromName: c.SenderName, ChatName: c.ChatName,
		ReplyTo: c.ReferenceMessageID, Forwarded: c.Forwarded, Content: zapiContent(c),
	}
	m.Chat = address(c.Phone)
	switch {
	case c.FromMe:
		m.From = person(firstOf(c.ConnectedPhone, c.ParticipantPhone), c.ParticipantLID)
		m.Chat = person(c.Phone, c.ChatLID)
	case c.ParticipantPhone != "" || c.ParticipantLID != "":
		m.From = person(c.ParticipantPhone, c.ParticipantLID)
	case c.IsGroup:
		m.From = lid(c.SenderLID)
	default:
		m.Chat = person(c.Phone, firstOf(c.ChatLID, c.SenderLID))
		m.From = m.Chat
	}
	kind := "message"
	if c.WaitingMessage {
		kind = "waiting" // what it waits for comes later, with the same id
	}
	if c.FromMe {
		h.ID = m.id("sent-" + kind)
		return []Event{&MessageSent{Header: h, Message: m}}
	}
	h.ID = m.id(kind)
	return []Event{&MessageReceived{Header: h, Message: m}}
}

func zapiContent(c *zapi.ReceivedCallback) Content {
	switch {
	case c.Text != nil:
		return &Text{
			Body: c.Text.Message, Title: c.Text.Title, Description: firstOf(c.Text.Description, c.Text.DescriptionSic),
			URL: c.Text.URL, ThumbnailURL: c.Text.ThumbnailURL,
		}
	case c.Image != nil:
		return &Image{
			File:    File{URL: c.Image.ImageURL, MIMEType: c.Image.MimeType, ThumbnailURL: c.Image.ThumbnailURL, ViewOnce: c.Image.ViewOnce},
			Caption: c.Image.Caption, Width: c.Image.Width, Height: c.Image.Height,
		}
	case c.Audio != nil:
		return &Audio{
			File:  File{URL: c.Audio.AudioURL, MIMEType: c.Audio.MimeType, ViewOnce: c.Audio.ViewOnce},
			Voice: c.Audio.PTT, Duration: time.Duration(c.Audio.Seconds) * time.Second,
		}
	case c.WaitingMessage:
		return &Unsupported{Kind: "waitingMessage"}
	}
	return &Unsupported{Kind: zapiContentKey(c)}
}

// zapiContentKey finds the content key that is set; "" where the callback has none that zapi knows.
func zapiContentKey(c *zapi.ReceivedCallback) string {
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Type.Kind() == reflect.Pointer && !v.Field(i).IsNil() && key != "externalAdReply" && key != "statusImage" {
			return key
		}
	}
	return ""
}

// zapiDelivery is the end of sending: WhatsApp took the message, or it did not.
func zapiDelivery(h Header, c *zapi.DeliveryCallback) []Event {
	h.Time = c.Moment.Time
	if c.Error != "" {
		h.ID = id("status", firstOf(c.MessageID, c.ZaapID), "failed", "-")
		return []Event{&MessageStatus{
			Header: h, MessageID: c.MessageID, GatewayID: c.ZaapID, Chat: address(c.Phone),
			Status: StatusFailed, Native: firstOf(c.ErrorCode, c.Error), Reason: c.Error,
		}}
	}
	h.ID = id("delivery", firstOf(c.MessageID, c.ZaapID))
	return []Event{&MessageSent{Header: h, Message: Message{MessageID: c.MessageID, GatewayID: c.ZaapID, Chat: address(c.Phone)}}}
}

func zapiStatus(h Header, c *zapi.MessageStatusCallback) []Event {
	h.Time = c.Moment.Time
	var events []Event
	for _, native := range c.MessageIDs() {
		s := &MessageStatus{
			Header: h, MessageID: native, Chat: address(c.Phone),
			Status: statusOf(string(c.Status)), Native: string(c.Status),
		}
		if !c.IsGroup {
			s.Participant = s.Chat
		}
		// Z-API does not say which member of a group has read: the device and the time tell two of them apart.
		s.ID = id("status", native, strings.ToLower(string(c.Status)), who(s.Chat), strconv.Itoa(c.PhoneDevice), moment(h.Time))
		events = append(events, s)
	}
	if len(events) == 0 {
		return []Event{&Unknown{Header: h}}
	}
	return events
}

// moment is an instant as part of an id.
func moment(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return strconv.FormatInt(t.UnixMilli(), 10)
}

func zapiConnected(h Header, c *zapi.ConnectedCallback) []Event {
	h.Time = c.Moment.Time
	state := Disconnected
	if c.Connected {
		state = Connected
	}
	return []Event{&ConnectionChanged{Header: h, State: state, Native: string(c.Type), Phone: address(c.Phone)}}
}

func zapiDisconnected(h Header, c *zapi.DisconnectedCallback) []Event {
	h.Time = c.Moment.Time
	return []Event{&ConnectionChanged{Header: h, State: Disconnected, Native: string(c.Type), Reason: c.Error}}
}
