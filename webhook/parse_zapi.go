package webhook

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

var zapiFields = fields{kind: "type", instance: "instanceId", fold: true}

// zapiParsers are by lower case: the attribute tables and the examples spell the types differently.
var zapiParsers = map[string]parser{
	strings.ToLower(string(zapi.CallbackTypeReceived)):      as(zapiFields, zapiReceived),
	strings.ToLower(string(zapi.CallbackTypeDelivery)):      as(zapiFields, zapiDelivery),
	strings.ToLower(string(zapi.CallbackTypeMessageStatus)): as(zapiFields, zapiStatus),
	strings.ToLower(string(zapi.CallbackTypePresenceChat)):  as(zapiFields, zapiPresence),
	strings.ToLower(string(zapi.CallbackTypeConnected)):     as(zapiFields, zapiConnected),
	strings.ToLower(string(zapi.CallbackTypeDisconnected)):  as(zapiFields, zapiDisconnected),
}

// parseZAPI reads Z-API's callbacks.
func parseZAPI(raw json.RawMessage) []Event {
	if events := scanned(zapiFields, zapiParsers, raw); events != nil {
		return events
	}
	var peek struct {
		Type       string `json:"type"`
		InstanceID string `json:"instanceId"`
	}
	_ = json.Unmarshal(raw, &peek) // a type that is no string is a type not known
	return parse(zapiParsers, strings.ToLower(peek.Type), Header{Type: peek.Type, Instance: peek.InstanceID}, raw)
}

// zapiReceived classifies by content key: the status is RECEIVED for a vote and a reaction too. A notification that the
// union has an event for is that event. Any other is a message if there is content, and else Unknown.
func zapiReceived(h Header, c *zapi.ReceivedCallback) []Event {
	switch h.Time = c.Moment.Time; {
	case !h.Time.IsZero():
	case c.Reaction != nil:
		h.Time = c.Reaction.Time.Time
	case c.EventResponse != nil:
		h.Time = c.EventResponse.Time.Time
	}
	m := zapiMessage(c)
	switch {
	case c.Reaction != nil:
		return zapiReaction(h, c, m)
	case c.PollVote != nil:
		v := &PollVote{Header: h, MessageID: c.PollVote.PollMessageID, Chat: m.Chat, From: m.From, FromMe: c.FromMe}
		for _, o := range c.PollVote.Options {
			v.Options = append(v.Options, o.Name)
		}
		v.ID = also(m.id("vote"), moment(h.Time), fingerprint(v.Options)) // a changed vote may keep the id of the message
		return []Event{v}
	case c.RequestPayment != nil || c.SendPayment != nil:
		return zapiPayment(h, c, m)
	case c.ReviewOrder != nil:
		o := &OrderChanged{
			Header: h, MessageID: c.MessageID, Chat: m.Chat, From: m.From, FromMe: c.FromMe, Order: *zapiReviewOrder(c.ReviewOrder),
		}
		o.ID = also(m.id("order"), moment(h.Time), fingerprint(o.Order))
		return []Event{o}
	}
	if c.Notification != "" {
		events := zapiNotification(h, c, m)
		if len(events) > 0 {
			return events
		}
	}
	if m.Content == nil && (c.Notification != "" || c.MessageID == "") {
		return unknown(h)
	}
	return zapiWritten(h, c, m)
}

// zapiWritten is a message that was sent, received or edited.
func zapiWritten(h Header, c *zapi.ReceivedCallback, m Message) []Event {
	kind := "message"
	switch {
	case m.Content != nil:
	case c.WaitingMessage:
		kind = "waiting" // what it waits for comes later, with the same id
		m.Content = &Unsupported{Kind: "waitingMessage"}
	default:
		m.Content = &Unsupported{Kind: newKey[zapi.ReceivedCallback](h.Raw)}
	}
	switch {
	case c.IsEdit:
		h.ID = m.changedID("edit", &h) // an edit keeps the id of the original
		return []Event{&MessageEdited{Header: h, Message: m, FromMe: c.FromMe}}
	case c.FromMe:
		h.ID = m.contentID("sent-"+kind, &h)
		return []Event{&MessageSent{Header: h, Message: m, ViaAPI: c.FromAPI}}
	}
	h.ID = m.contentID(kind, &h)
	return []Event{&MessageReceived{Header: h, Message: m}}
}

func zapiReaction(h Header, c *zapi.ReceivedCallback, m Message) []Event {
	r := &Reaction{
		Header: h, MessageID: c.ReferenceMessageID, Chat: m.Chat, From: zapiActor(c.Reaction.ReactionBy, m.From), FromMe: c.FromMe,
		Emoji: c.Reaction.Value,
	}
	if ref := c.Reaction.ReferencedMessage; ref != nil {
		r.MessageID = ref.MessageID
	}
	// A changed reaction may reuse the id of the message, but has a time of its own.
	r.ID = also(m.id("reaction"), moment(firstTime(c.Reaction.Time, c.Moment)), fingerprint(r.Emoji))
	return []Event{r}
}

// zapiActor is whom the content names as who acted, with the LID of the sender, who is the same.
func zapiActor(phone string, sender zapgate.Address) zapgate.Address {
	actor := address(phone)
	switch {
	case actor.IsZero() || actor.Same(sender):
		return sender
	case sender.Phone() == "":
		return actor.WithLID(sender)
	}
	return actor
}

func zapiMessage(c *zapi.ReceivedCallback) Message {
	m := Message{
		MessageID: c.MessageID, FromName: c.SenderName, ChatName: c.ChatName, Chat: person(c.Phone, c.ChatLID),
		ReplyTo: c.ReferenceMessageID, ToStatus: c.IsStatusReply, Forwarded: c.Forwarded, Content: zapiContent(c),
	}
	m.From = zapiFrom(c, m.Chat)
	if c.EventResponse != nil {
		m.From = zapiActor(c.EventResponse.ResponseFrom, m.From)
	}
	m.Chat = joined(m.Chat, m.From)
	if ad := c.ExternalAdReply; ad != nil {
		m.Ad = &Ad{ID: ad.SourceID, ClickID: ad.CTWAClickID, Title: ad.Title, Body: ad.Body, URL: ad.SourceURL, ThumbnailURL: ad.ThumbnailURL}
	}
	return m
}

// zapiFrom is who wrote: the own number, the participant or, where only two talk, the chat.
func zapiFrom(c *zapi.ReceivedCallback, chat zapgate.Address) zapgate.Address {
	if c.FromMe {
		return person(firstOf(c.ConnectedPhone, c.ParticipantPhone), c.ParticipantLID)
	}
	p := person(c.ParticipantPhone, firstOf(c.ParticipantLID, c.SenderLID))
	switch kind := chat.Kind(); {
	case c.IsGroup:
	case p.Phone() == "" && (kind == zapgate.AddressPhone || kind == zapgate.AddressLID):
		return joined(chat, p).WithLID(p)
	case p.IsZero() && kind == zapgate.AddressNewsletter:
		return chat
	}
	return p
}

// zapiDelivery is the end of sending: WhatsApp took the message, or it did not.
func zapiDelivery(h Header, c *zapi.DeliveryCallback) []Event {
	h.Time = c.Moment.Time
	to := address(c.Phone)
	switch {
	case c.Error != "" || c.ErrorCode != "":
		s := &MessageStatus{
			Header: h, GatewayID: c.ZaapID, Chat: to, Participant: to,
			Status: StatusFailed, Native: firstOf(c.ErrorCode, c.Error), Reason: c.Error,
		}
		return s.each([]string{c.MessageID}, nil)
	case c.MessageID == "" && c.ZaapID == "":
		return unknown(h)
	}
	m := Message{MessageID: c.MessageID, GatewayID: c.ZaapID, Chat: to}
	h.ID = m.id("delivery")
	return []Event{&MessageSent{Header: h, ViaAPI: true, Message: m}}
}

func zapiStatus(h Header, c *zapi.MessageStatusCallback) []Event {
	h.Time = c.Moment.Time
	chat := address(c.Phone)
	all := &MessageStatus{Header: h, Chat: chat, Status: statusOf(string(c.Status)), Native: string(c.Status)}
	// Z-API names neither the own number nor the member of a group.
	if !c.IsGroup && chat.Kind() != zapgate.AddressGroup && !strings.HasSuffix(strings.ToUpper(all.Native), "_BY_ME") {
		all.Participant = chat
	}
	// The device and the time tell two members of a group apart.
	var space [64]byte
	apart := strconv.AppendInt(append(space[:0], ':'), int64(c.PhoneDevice), 10)
	apart = strconv.AppendInt(append(apart, ':'), h.Time.UnixMilli(), 10)
	return all.each(c.MessageIDs(), apart)
}

var zapiPresences = map[zapi.ChatPresence]PresenceState{
	zapi.ChatPresenceUnavailable: Unavailable, zapi.ChatPresenceAvailable: Available, zapi.ChatPresenceComposing: Composing,
	zapi.ChatPresencePaused: Paused, zapi.ChatPresenceRecording: Recording,
}

// zapiPresence has no id and no time: see [Presence].
func zapiPresence(h Header, c *zapi.PresenceChatCallback) []Event {
	if c.Status == "" {
		return unknown(h)
	}
	state, known := zapiPresences[c.Status]
	if !known {
		state = PresenceState(strings.ToLower(string(c.Status)))
	}
	from := address(c.Phone)
	return []Event{&Presence{Header: h, Chat: from, From: from, State: state, LastSeen: c.LastSeen.Time}}
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
