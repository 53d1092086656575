package webhook

import (
	"strconv"

	"github.com/zapgate/zapgate-go/wsapi"
)

// wsapiGroup is an event for each thing that one callback says of a group: it may say several.
func wsapiGroup(h Header, c *wsapi.Event[wsapi.GroupChange]) []Event {
	d := &c.EventData
	h.Time = firstTime(d.Timestamp, c.ReceivedAt)
	var events []Event
	add := func(change GroupChange, native, text string, people []wsapi.Identity) {
		g := &GroupChanged{Header: h, Group: address(d.ID), Change: change, Native: native, Text: text, Participants: wsapiPeople(people)}
		if d.Sender != nil {
			g.From = wsapiPerson(*d.Sender)
		}
		g.ID = also(h.ID, native)
		events = append(events, g)
	}
	if d.GroupType == "new" {
		add(GroupCreated, "new", "", nil)
	}
	for _, x := range []struct {
		native string
		change GroupChange
		text   string
		people []wsapi.Identity
	}{
		{"join", GroupJoined, d.JoinReason, d.Join}, {"leave", wsapiLeave(d), "", d.Leave},
		{"promote", GroupPromoted, "", d.Promote}, {"demote", GroupDemoted, "", d.Demote},
	} {
		if len(x.people) > 0 {
			add(x.change, x.native, x.text, x.people)
		}
	}
	if d.Name != nil {
		add(GroupNamed, "name", d.Name.Name, nil)
	}
	if d.Description != nil {
		add(GroupDescribed, "description", d.Description.Topic, nil)
	}
	if d.Locked != nil {
		add(GroupSettings, "locked", strconv.FormatBool(d.Locked.IsLocked), nil)
	}
	if d.Announce != nil {
		add(GroupSettings, "announce", strconv.FormatBool(d.Announce.IsAnnounce), nil)
	}
	if d.MembershipApproval != nil {
		add(GroupSettings, "membershipApproval", strconv.FormatBool(d.MembershipApproval.IsRequired), nil)
	}
	if d.Suspended != nil {
		add(GroupSettings, "suspended", strconv.FormatBool(*d.Suspended), nil)
	}
	if d.Link != nil {
		add(GroupLinked, "link", d.Link.GroupID, nil)
	}
	if d.Unlink != nil {
		add(GroupUnlinked, "unlink", d.Unlink.GroupID, nil)
	}
	if d.Delete != nil {
		add(GroupDeleted, "delete", d.Delete.Reason, nil)
	}
	if len(events) == 0 {
		return unknown(h)
	}
	return events
}

// wsapiLeave tells those who left from those who were put out: WSAPI has one word for both, and the sender is who did it.
func wsapiLeave(d *wsapi.GroupChange) GroupChange {
	if d.Sender == nil {
		return GroupLeft
	}
	by := wsapiPerson(*d.Sender)
	for _, p := range wsapiPeople(d.Leave) {
		if by.Phone() == "" || p.Phone() == "" || p.Same(by) { // a LID may be anybody
			return GroupLeft
		}
	}
	return GroupRemoved
}
