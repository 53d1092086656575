package webhook

import (
	"encoding/json"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

var zapyFields = fields{kind: "event", instance: "instanceId"}

var zapyParsers = map[string]parser{
	string(zapy.EventMessage):             as(zapyFields, zapyMessage),
	string(zapy.EventMessageStatus):       as(zapyFields, zapyStatus),
	string(zapy.EventQRCode):              as(zapyFields, zapyQR),
	string(zapy.EventInstanceStatus):      as(zapyFields, zapyInstanceStatus),
	string(zapy.EventContactCreated):      as(zapyFields, zapyContact),
	string(zapy.EventContactUpdated):      as(zapyFields, zapyContact),
	string(zapy.EventContactDeduplicated): as(zapyFields, zapyMerged),
}

// parseZapy reads ZapyAPI's callbacks.
func parseZapy(raw json.RawMessage) []Event {
	if events := scanned(zapyFields, zapyParsers, raw); events != nil {
		return events
	}
	var peek struct {
		Event      string `json:"event"`
		InstanceID string `json:"instanceId"`
	}
	_ = json.Unmarshal(raw, &peek) // a type that is no string is a type not known
	return parse(zapyParsers, peek.Event, Header{Type: peek.Event, Instance: peek.InstanceID}, raw)
}

// zapyMessage has no text and no media: no page shows where they are, and Raw has them. The same holds for reactions and
// whatever else comes as a message.
func zapyMessage(h Header, c *zapy.MessageCallback) []Event {
	d := &c.Data
	if d.MessageID == "" && d.ID == "" {
		return unknown(h)
	}
	h.Time = d.Timestamp.Time
	m := Message{
		MessageID: d.MessageID, GatewayID: d.ID, ChatName: d.Chat.Name, FromName: d.Sender.Name,
		From: zapyFrom(d), Content: &Unsupported{Kind: string(d.MessageType)},
	}
	m.Chat = joined(person(d.Chat.JID, d.Chat.LID), m.From)
	kind := "message"
	if d.FromMe {
		kind = "sent"
	}
	// An edit or a reaction may come with the id of its message, and where it says so is not documented.
	h.ID = also(m.id(kind), fingerprint(h.Raw))
	if d.FromMe {
		return []Event{&MessageSent{Header: h, Message: m}}
	}
	return []Event{&MessageReceived{Header: h, Message: m}}
}

// zapyFrom is the sender or, where that is empty, who it can only be.
func zapyFrom(d *zapy.Message) zapgate.Address {
	from := person(d.Sender.JID, d.Sender.LID)
	switch {
	case !from.IsZero():
	case d.FromMe:
		from = address(d.ConnectedNumber)
	case !d.Chat.IsGroup:
		from = person(d.Chat.JID, d.Chat.LID)
	}
	return from
}

func zapyStatus(h Header, c *zapy.MessageStatusCallback) []Event {
	d := &c.Data
	if d.MessageID == "" {
		return unknown(h)
	}
	h.Time = d.Timestamp.Time
	s := &MessageStatus{
		Header: h, Participant: person(d.Sender.JID, d.Sender.LID),
		Status: statusOf(string(d.Status)), Native: string(d.Status),
	}
	s.Chat = joined(person(d.Chat.JID, d.Chat.LID), s.Participant)
	return s.each([]string{d.MessageID}, nil)
}

var zapyStates = map[zapy.InstanceStatus]ConnectionState{
	"connected": Connected, "connecting": Connecting, "created": Disconnected, "pending_qr_code_scan": WaitingForQR,
	"qr_timeout": Disconnected, "stopped": Disconnected, "manually_stopped": Disconnected, "error": Failed, "payment_pending": Disconnected,
}

func zapyInstanceStatus(h Header, c *zapy.InstanceStatusCallback) []Event {
	d := &c.Data
	if d.Status == "" {
		return unknown(h)
	}
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

func zapyQR(h Header, c *zapy.QRCodeCallback) []Event {
	d := &c.Data
	if d.QR == "" {
		return unknown(h)
	}
	h.Time = d.Timestamp.Time
	return []Event{&QRCode{Header: h, Code: d.QR, ExpiresAt: d.ExpiresAt.Time, Attempt: d.Attempt}}
}

var zapyContactChanges = map[zapy.Event]ContactChange{
	zapy.EventContactCreated: ContactCreated, zapy.EventContactUpdated: ContactUpdated,
}

func zapyContact(h Header, c *zapy.ContactCallback) []Event {
	d := &c.Data
	if d.Contact == (zapy.Contact{}) {
		return unknown(h)
	}
	h.Time = d.Timestamp.Time
	return []Event{&ContactChanged{
		Header: h, Change: zapyContactChanges[c.Event], Contact: person(d.Contact.JID, d.Contact.LID), Name: d.Contact.Name,
		Picture: d.Contact.ProfilePictureURL, Business: d.Contact.IsBusiness,
	}}
}

func zapyMerged(h Header, c *zapy.ContactDeduplicatedCallback) []Event {
	d := &c.Data
	if d.KeptContactID == "" && d.PN == "" && d.LID == "" {
		return unknown(h)
	}
	h.Time = d.Timestamp.Time
	return []Event{&ContactChanged{Header: h, Change: ContactMerged, Contact: person(d.PN, d.LID)}}
}
