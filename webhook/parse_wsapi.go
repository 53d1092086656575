package webhook

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

var wsapiFields = fields{kind: "eventType", instance: "instanceId", event: "eventId"}

var wsapiParsers = map[string]parser{
	string(wsapi.EventMessage):     as(wsapiFields, wsapiMessage),
	string(wsapi.EventMessageRead): as(wsapiFields, wsapiRead),
	string(wsapi.EventLoggedIn):    as(wsapiFields, wsapiLoggedIn),
	string(wsapi.EventLoggedOut):   as(wsapiFields, wsapiLoggedOut),
	string(wsapi.EventLoginError):  as(wsapiFields, wsapiLoginError),
	string(wsapi.EventLoggedError): as(wsapiFields, wsapiLoginError),

	string(wsapi.EventInitialSyncFinished): as(wsapiFields, wsapiSynced),

	string(wsapi.EventMessageDelete):      as(wsapiFields, wsapiDeleted),
	string(wsapi.EventMessageStar):        as(wsapiFields, wsapiStarred),
	string(wsapi.EventMessageHistorySync): as(wsapiFields, wsapiHistory),
	string(wsapi.EventCallOffer):          as(wsapiFields, wsapiOffer),
	string(wsapi.EventCallAccept):         as(wsapiFields, wsapiAccept),
	string(wsapi.EventCallTerminate):      as(wsapiFields, wsapiTerminate),
	string(wsapi.EventChatSetting):        as(wsapiFields, wsapiSetting),
	string(wsapi.EventChatPresence):       as(wsapiFields, wsapiTyping),
	string(wsapi.EventUserPresence):       as(wsapiFields, wsapiPresence),
	string(wsapi.EventChatPushName):       as(wsapiFields, wsapiPushName),
	string(wsapi.EventChatStatus):         as(wsapiFields, wsapiAbout),
	string(wsapi.EventChatPicture):        as(wsapiFields, wsapiPicture),
	string(wsapi.EventContact):            as(wsapiFields, wsapiContact),
	string(wsapi.EventGroup):              as(wsapiFields, wsapiGroup),
	string(wsapi.EventNewsletter):         as(wsapiFields, wsapiNewsletter),
}

// parseWSAPI reads WSAPI's events, posted or streamed. Each has an id of its own; what has one of WhatsApp's takes that.
func parseWSAPI(raw json.RawMessage) []Event {
	if events := scanned(wsapiFields, wsapiParsers, raw); events != nil {
		return events
	}
	var peek struct {
		EventType  string `json:"eventType"`
		InstanceID string `json:"instanceId"`
		EventID    string `json:"eventId"`
	}
	_ = json.Unmarshal(raw, &peek) // a type that is no string is a type not known
	h := Header{Type: peek.EventType, Instance: peek.InstanceID}
	h.ID = id("event", peek.EventID, h.Type)
	return parse(wsapiParsers, h.Type, h, raw)
}

func wsapiMessage(h Header, c *wsapi.MessageEvent) []Event {
	d := &c.EventData
	h.Time = d.Time.Time
	if d.ID == "" {
		return unknown(h) // a message without an id is none
	}
	m := wsapiMessageOf(d)
	switch {
	case d.Reaction != nil:
		// A changed reaction may reuse the id of the message.
		h.ID = also(m.id("reaction"), moment(h.Time), fingerprint(d.Reaction))
		return []Event{&Reaction{
			Header: h, MessageID: d.Reaction.MessageID, Chat: m.Chat, From: m.From, FromMe: d.Sender.IsMe, Emoji: d.Reaction.Emoji,
		}}
	case d.IsEdit:
		h.ID = m.changedID("edit", &h)
		if d.Edit != nil && d.Edit.OriginalMessageID != "" {
			m.MessageID = d.Edit.OriginalMessageID
		}
		return []Event{&MessageEdited{Header: h, Message: m, FromMe: d.Sender.IsMe}}
	case d.Sender.IsMe:
		h.ID = m.contentID("sent", &h)
		return []Event{&MessageSent{Header: h, Message: m}}
	}
	h.ID = m.contentID("message", &h)
	return []Event{&MessageReceived{Header: h, Message: m}}
}

func wsapiMessageOf(d *wsapi.Message) Message {
	m := Message{
		MessageID: d.ID, From: wsapiPerson(d.Sender), Forwarded: d.IsForwarded, Mentions: addresses(d.Mentions), Content: wsapiContent(d),
	}
	m.Chat = joined(address(d.ChatID), m.From)
	if d.ReplyTo != nil {
		m.ReplyTo = d.ReplyTo.ID
	}
	if ad := d.AdReferral; ad != nil {
		m.Ad = &Ad{ID: ad.SourceID, ClickID: ad.CtwaClid, Title: ad.Title, Body: ad.Body, URL: ad.SourceURL, ThumbnailURL: ad.ThumbnailURL}
	}
	return m
}

func wsapiContent(d *wsapi.Message) Content {
	switch {
	case d.Type == wsapi.MessageText:
		t := &Text{Body: d.Text}
		if x := d.ExtendedText; x != nil {
			t.Title, t.Description, t.URL, t.ThumbnailURL = x.Title, x.Description, x.MatchedText, wsapiThumbnail(x.JPEGThumbnail)
		}
		return t
	case d.Contact != "" || len(d.ContactArray) > 0:
		return wsapiContacts(d)
	case d.Pin != nil:
		return &PinnedMessage{MessageID: d.Pin.MessageID, Pinned: d.Pin.Pinned, For: wsapiPinTimes[d.Pin.Expiration]}
	case d.Media != nil:
		return wsapiFile(d)
	}
	return &Unsupported{Kind: string(d.Type)}
}

func wsapiContacts(d *wsapi.Message) *Contacts {
	c := &Contacts{}
	if d.Contact != "" {
		c.Cards = append(c.Cards, contactCard(d.Contact))
	}
	for _, card := range d.ContactArray {
		c.Cards = append(c.Cards, contactCard(card))
	}
	return c
}

var wsapiPinTimes = map[wsapi.PinExpiration]time.Duration{
	wsapi.Pin24h: 24 * time.Hour, wsapi.Pin7d: 7 * 24 * time.Hour, wsapi.Pin30d: 30 * 24 * time.Hour,
}

func wsapiFile(d *wsapi.Message) Content {
	x := d.Media
	file := File{
		MediaID: x.ID, MIMEType: x.MIMEType, Size: x.FileLength, ThumbnailURL: wsapiThumbnail(x.JPEGThumbnail), ViewOnce: d.ViewOnce,
	}
	switch x.MediaType {
	case wsapi.MediaImage:
		return &Image{File: file, Caption: x.Caption, Width: x.Width, Height: x.Height}
	case wsapi.MediaVideo:
		return &Video{File: file, Caption: x.Caption, Width: x.Width, Height: x.Height, Duration: seconds(x.Duration)}
	case wsapi.MediaAudio, wsapi.MediaVoice:
		return &Audio{File: file, Voice: x.MediaType == wsapi.MediaVoice, Duration: seconds(x.Duration)}
	case wsapi.MediaDocument:
		return &Document{File: file, Name: x.Filename, Title: x.Title, Caption: x.Caption, Pages: x.PageCount}
	case wsapi.MediaSticker:
		return &Sticker{file}
	}
	return &Unsupported{Kind: string(x.MediaType)}
}

// wsapiThumbnail makes a link of the picture that WSAPI delivers in the event.
func wsapiThumbnail(jpeg string) string {
	if jpeg == "" {
		return ""
	}
	return "data:image/jpeg;base64," + jpeg
}

func wsapiRead(h Header, c *wsapi.MessageReadEvent) []Event {
	d := &c.EventData
	h.Time = d.Time.Time
	reader := wsapiPerson(d.Sender)
	all := &MessageStatus{
		Header: h, Chat: joined(address(d.ChatID), reader), Participant: reader,
		Status: statusOf(string(d.ReceiptType)), Native: string(d.ReceiptType),
	}
	return all.each(d.MessageIDs, nil)
}

func wsapiLoggedIn(h Header, c *wsapi.LoggedInEvent) []Event {
	return wsapiConnection(h, c.ReceivedAt.Time, Connected, "", c.EventData.DeviceID)
}

func wsapiLoggedOut(h Header, c *wsapi.LoggedOutEvent) []Event {
	return wsapiConnection(h, c.ReceivedAt.Time, Disconnected, c.EventData.Reason, "")
}

func wsapiLoginError(h Header, c *wsapi.LoginErrorEvent) []Event {
	return wsapiConnection(h, c.ReceivedAt.Time, Failed, c.EventData.Error, c.EventData.ID)
}

func wsapiConnection(h Header, at time.Time, state ConnectionState, reason, device string) []Event {
	h.Time = at
	return []Event{&ConnectionChanged{Header: h, State: state, Native: h.Type, Reason: reason, Phone: address(device)}}
}

// wsapiSynced is a moment that the union has no event for.
func wsapiSynced(h Header, c *wsapi.InitialSyncFinishedEvent) []Event {
	h.Time = c.ReceivedAt.Time
	return unknown(h)
}

// wsapiPerson reads a sender.
func wsapiPerson(s wsapi.Sender) zapgate.Address { return wsapiIdentity(s.ID, s.LID, s.Phone) }

// wsapiIdentity reads a person: id is the number or, where it is not known, the LID.
func wsapiIdentity(id, lid, phone string) zapgate.Address {
	if strings.HasSuffix(id, "@lid") {
		return person(phone, firstOf(lid, id))
	}
	return person(firstOf(phone, id), lid)
}
