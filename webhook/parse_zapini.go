package webhook

import (
	"encoding/json"

	"github.com/zapgate/zapgate-go/zapini"
)

var zapiniFields = fields{kind: "event", instance: "instance_uuid"}

// Zapini's dashboard and its API name the same events differently. Only the dashboard's have documented payloads: the
// other names are taken for theirs where the payload says the same.
var zapiniParsers = map[string]parser{
	string(zapini.EventMessageReceived):      as(zapiniFields, zapiniReceived),
	string(zapini.EventMessageIncoming):      as(zapiniFields, zapiniReceived),
	string(zapini.EventMessageSent):          as(zapiniFields, zapiniSent),
	string(zapini.EventMessageOutgoing):      as(zapiniFields, zapiniSent),
	string(zapini.EventMessageStatus):        as(zapiniFields, zapiniStatus),
	string(zapini.EventInstanceQR):           as(zapiniFields, zapiniQR),
	string(zapini.EventQRUpdate):             as(zapiniFields, zapiniQR),
	string(zapini.EventInstanceConnected):    as(zapiniFields, zapiniConnection),
	string(zapini.EventInstanceDisconnected): as(zapiniFields, zapiniConnection),
	string(zapini.EventConnectionUpdate):     as(zapiniFields, zapiniConnection),
}

// parseZapini reads Zapini's callbacks.
func parseZapini(raw json.RawMessage) []Event {
	if events := scanned(zapiniFields, zapiniParsers, raw); events != nil {
		return events
	}
	var peek struct {
		Event        string `json:"event"`
		InstanceUUID string `json:"instance_uuid"`
	}
	_ = json.Unmarshal(raw, &peek) // a type that is no string is a type not known
	return parse(zapiniParsers, peek.Event, Header{Type: peek.Event, Instance: peek.InstanceUUID}, raw)
}

func zapiniReceived(h Header, c *zapini.MessageReceivedCallback) []Event {
	d := c.Data
	if d.MessageID == "" && d.WhatsAppMessageID == "" {
		return unknown(h)
	}
	from := address(d.SenderNumber)
	m := Message{
		MessageID: d.WhatsAppMessageID, GatewayID: d.MessageID, Chat: from, From: from, FromName: d.SenderName,
		Content: zapiniContent(d.MediaType, d.MediaURL, d.Content),
	}
	h.Time, h.ID = firstTime(d.Timestamp, c.Timestamp), m.id("message")
	return []Event{&MessageReceived{Header: h, Message: m}}
}

func zapiniSent(h Header, c *zapini.MessageSentCallback) []Event {
	d := c.Data
	if d.MessageID == "" && d.WhatsAppMessageID == "" {
		return unknown(h)
	}
	m := Message{
		MessageID: d.WhatsAppMessageID, GatewayID: d.MessageID, Chat: address(d.RecipientNumber),
		Content: zapiniContent(d.MediaType, d.MediaURL, d.Content),
	}
	h.Time, h.ID = firstTime(d.Timestamp, c.Timestamp), m.id("sent")
	return []Event{&MessageSent{Header: h, Message: m}}
}

func zapiniContent(media zapini.MediaType, url, content string) Content {
	file := File{URL: url}
	switch media {
	case "", "text":
		return &Text{Body: content}
	case zapini.MediaImage:
		return &Image{File: file, Caption: content}
	case zapini.MediaAudio:
		return &Audio{File: file}
	case zapini.MediaVideo:
		return &Video{File: file, Caption: content}
	case zapini.MediaDocument:
		return &Document{File: file, Caption: content}
	}
	return &Unsupported{Kind: string(media)}
}

func zapiniStatus(h Header, c *zapini.MessageStatusCallback) []Event {
	d := c.Data
	if d.MessageID == "" && d.WhatsAppMessageID == "" {
		return unknown(h)
	}
	h.Time = firstTime(d.Timestamp, c.Timestamp)
	to := address(d.RecipientNumber)
	s := &MessageStatus{
		Header: h, GatewayID: d.MessageID, Chat: to, Participant: to,
		Status: statusOf(string(d.NewStatus)), Native: string(d.NewStatus),
	}
	return s.each([]string{d.WhatsAppMessageID}, nil)
}

// zapiniQR is documented only by its name: its fields are those of the same news elsewhere.
func zapiniQR(h Header, c *zapini.InstanceCallback) []Event {
	d := c.Data
	if d.QR == "" && d.QRImage == "" {
		return unknown(h)
	}
	h.Time = firstTime(c.Timestamp, d.GeneratedAt, d.Timestamp)
	return []Event{&QRCode{Header: h, Code: d.QR, Image: d.QRImage}}
}

var zapiniStates = map[string]ConnectionState{
	"connected": Connected, "disconnected": Disconnected, "offline": Disconnected, "qr_ready": WaitingForQR, "pending": Connecting,
	// Where no status is given, the event's own name says it.
	string(zapini.EventInstanceConnected): Connected, string(zapini.EventInstanceDisconnected): Disconnected,
}

func zapiniConnection(h Header, c *zapini.InstanceCallback) []Event {
	d := c.Data
	native := firstOf(string(d.NewStatus), string(d.Status))
	state, known := zapiniStates[firstOf(native, h.Type)]
	if !known {
		state = ConnectionState(native)
	}
	if state == "" {
		return unknown(h)
	}
	h.Time = firstTime(c.Timestamp, d.Timestamp)
	return []Event{&ConnectionChanged{
		Header: h, State: state, Native: native, Previous: string(d.PreviousStatus), Phone: address(d.PhoneNumber),
	}}
}
