package webhook

import (
	"strings"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

// These events have an id of their own, and most have no other.

func wsapiSomebody(i wsapi.Identity) zapgate.Address { return wsapiIdentity(i.ID, i.LID, i.Phone) }

func wsapiPeople(in []wsapi.Identity) (out []zapgate.Address) {
	for _, i := range in {
		if a := wsapiSomebody(i); !a.IsZero() {
			out = append(out, a)
		}
	}
	return out
}

func wsapiDeleted(h Header, c *wsapi.Event[wsapi.MessageDelete]) []Event {
	d := &c.EventData
	h.Time = d.Time.Time
	if d.ID == "" {
		return unknown(h)
	}
	from := wsapiPerson(d.Sender)
	return []Event{&MessageDeleted{
		Header: h, MessageID: d.ID, Chat: joined(address(d.ChatID), from), From: from, FromMe: d.Sender.IsMe,
		ForMe: d.IsDeletedForMe && !d.IsDeletedForAll,
	}}
}

func wsapiStarred(h Header, c *wsapi.Event[wsapi.MessageStar]) []Event {
	d := &c.EventData
	h.Time = d.Time.Time
	return []Event{&ChatChanged{Header: h, Chat: joined(address(d.ChatID), wsapiPerson(d.Sender)), Setting: MessageStar, On: d.IsStarred, Text: d.ID}}
}

// wsapiHistory is the past: what is in it is no news, so that none of it is an event of its own.
func wsapiHistory(h Header, c *wsapi.Event[wsapi.MessageHistorySync]) []Event {
	h.Time = c.ReceivedAt.Time
	s := &HistorySync{Header: h, Chat: address(c.EventData.ChatID)}
	for i := range c.EventData.Messages {
		m := wsapiMessageOf(&c.EventData.Messages[i])
		s.Chat = joined(s.Chat, m.Chat)
		s.Messages = append(s.Messages, m)
	}
	return []Event{s}
}

func wsapiOffer(h Header, c *wsapi.Event[wsapi.CallOffer]) []Event {
	d := &c.EventData
	h.Time = d.Time.Time
	from := wsapiSomebody(d.Caller)
	return []Event{&Call{
		Header: h, CallID: d.ID, Chat: joined(address(d.ChatID), from), From: from, State: CallOffered, Video: d.IsVideo, Group: d.IsGroup,
	}}
}

func wsapiAccept(h Header, c *wsapi.Event[wsapi.CallAccept]) []Event {
	d := &c.EventData
	h.Time = d.Time.Time
	return []Event{&Call{Header: h, CallID: d.ID, From: wsapiSomebody(d.Caller), State: CallAccepted}}
}

func wsapiTerminate(h Header, c *wsapi.Event[wsapi.CallTerminate]) []Event {
	d := &c.EventData
	h.Time = d.Time.Time
	return []Event{&Call{Header: h, CallID: d.ID, From: wsapiSomebody(d.Caller), State: CallEnded, Reason: string(d.Reason)}}
}

func wsapiSetting(h Header, c *wsapi.Event[wsapi.ChatSettingChange]) []Event {
	d := &c.EventData
	h.Time = c.ReceivedAt.Time
	e := &ChatChanged{Header: h, Chat: address(d.ID), Setting: ChatSetting(d.SettingType)}
	switch t := d.SettingType; {
	case t == wsapi.ChatSettingMute && d.Mute != nil:
		e.On, e.Until = d.Mute.IsMuted, d.Mute.MuteEndTime.Time
	case t == wsapi.ChatSettingPin && d.Pin != nil:
		e.On = d.Pin.IsPinned
	case t == wsapi.ChatSettingRead && d.Read != nil:
		e.On = d.Read.IsRead
	case t == wsapi.ChatSettingArchive && d.Archive != nil:
		e.On = d.Archive.IsArchived
	case t == wsapi.ChatSettingEphemeral && d.Ephemeral != nil:
		e.On, e.Text = d.Ephemeral.Expiration != wsapi.EphemeralOff, string(d.Ephemeral.Expiration)
		if d.Ephemeral.Sender != nil {
			e.Chat = joined(e.Chat, wsapiPerson(*d.Ephemeral.Sender))
		}
	default:
		return unknown(h) // whether it is on cannot be told
	}
	return []Event{e}
}

var wsapiActivities = map[wsapi.ChatActivity]PresenceState{
	wsapi.ActivityTyping: Composing, wsapi.ActivityRecording: Recording, wsapi.ActivityPaused: Paused,
}

func wsapiTyping(h Header, c *wsapi.Event[wsapi.ChatPresenceChange]) []Event {
	d := &c.EventData
	h.Time = c.ReceivedAt.Time
	state, known := wsapiActivities[d.State]
	if !known {
		state = PresenceState(strings.ToLower(string(d.State)))
	}
	from := wsapiPerson(d.Sender)
	return []Event{&Presence{Header: h, Chat: joined(address(d.ID), from), From: from, State: state}}
}

func wsapiPresence(h Header, c *wsapi.Event[wsapi.UserPresenceChange]) []Event {
	d := &c.EventData
	h.Time = c.ReceivedAt.Time
	return []Event{&Presence{
		Header: h, From: wsapiSomebody(d.User), State: PresenceState(strings.ToLower(string(d.Status))), LastSeen: d.LastSeen.Time,
	}}
}

func wsapiPushName(h Header, c *wsapi.Event[wsapi.ChatPushNameChange]) []Event {
	return wsapiContactChanged(h, c.ReceivedAt.Time, &ContactChanged{
		Contact: wsapiSomebody(c.EventData.User), Change: ContactNamed, Name: c.EventData.PushName,
	})
}

func wsapiAbout(h Header, c *wsapi.Event[wsapi.ChatStatusChange]) []Event {
	return wsapiContactChanged(h, c.ReceivedAt.Time, &ContactChanged{
		Contact: wsapiSomebody(c.EventData.User), Change: ContactAbout, Text: c.EventData.Status,
	})
}

func wsapiContact(h Header, c *wsapi.Event[wsapi.ContactChange]) []Event {
	return wsapiContactChanged(h, c.ReceivedAt.Time, &ContactChanged{
		Contact: wsapiSomebody(c.EventData.Contact), Change: ContactUpdated, Name: c.EventData.FullName,
	})
}

func wsapiContactChanged(h Header, at time.Time, e *ContactChanged) []Event {
	h.Time = at
	e.Header = h
	return []Event{e}
}

// wsapiPicture has the picture of a person or of a group.
func wsapiPicture(h Header, c *wsapi.Event[wsapi.ChatPictureChange]) []Event {
	d := &c.EventData
	h.Time = c.ReceivedAt.Time
	chat := address(d.ID)
	if chat.Kind() == zapgate.AddressGroup {
		return []Event{&GroupChanged{Header: h, Group: chat, From: wsapiPerson(d.Sender), Change: GroupPictured, Native: h.Type, Text: d.PictureID}}
	}
	return []Event{&ContactChanged{Header: h, Contact: joined(chat, wsapiPerson(d.Sender)), Change: ContactPictured}}
}

var wsapiNewsletterChanges = map[string]NewsletterChange{
	string(wsapi.NewsletterJoin): NewsletterJoined, string(wsapi.NewsletterLeave): NewsletterLeft, "MUTED": NewsletterMuted, "UNMUTED": NewsletterUnmuted,
}

func wsapiNewsletter(h Header, c *wsapi.Event[wsapi.NewsletterChange]) []Event {
	d := &c.EventData
	h.Time = c.ReceivedAt.Time
	native := string(d.Action)
	if d.Action == wsapi.NewsletterMute {
		native = firstOf(d.Mute, native) // which way it goes is in mute alone
	}
	change, known := wsapiNewsletterChanges[native]
	if !known {
		change = NewsletterChange(strings.ToLower(native))
	}
	return []Event{&NewsletterChanged{Header: h, Newsletter: address(d.ID), Change: change, Name: d.Name, Role: d.Role}}
}
