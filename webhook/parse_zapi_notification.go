package webhook

import (
	"strconv"

	"github.com/zapgate/zapgate-go/zapi"
)

var zapiGroupChanges = map[zapi.Notification]GroupChange{
	zapi.NotificationGroupCreate:               GroupCreated,
	zapi.NotificationGroupDelete:               GroupDeleted,
	zapi.NotificationGroupParticipantAdd:       GroupJoined,
	zapi.NotificationGroupParticipantLeave:     GroupLeft,
	zapi.NotificationGroupParticipantRemove:    GroupRemoved,
	zapi.NotificationGroupParticipantPromote:   GroupPromoted,
	zapi.NotificationGroupParticipantDemote:    GroupDemoted,
	zapi.NotificationGroupParticipantInvite:    GroupInvited,
	zapi.NotificationMembershipApprovalRequest: GroupJoinRequested,
	zapi.NotificationRevokedMembershipRequests: GroupRequestRevoked,
	zapi.NotificationGroupChangeSubject:        GroupNamed,
	zapi.NotificationGroupChangeDescription:    GroupDescribed,
	zapi.NotificationGroupPictureUpdated:       GroupPictured,
	zapi.NotificationGroupChangeAnnounce:       GroupSettings,
	zapi.NotificationGroupChangeRestrict:       GroupSettings,
	zapi.NotificationGroupChangeInviteLink:     GroupSettings,
	zapi.NotificationGroupMemberLinkProperty:   GroupSettings,
	zapi.NotificationCommunityLink:             GroupLinked,
	zapi.NotificationCommunityUnlink:           GroupUnlinked,
}

var zapiNewsletterChanges = map[zapi.Notification]NewsletterChange{
	zapi.NotificationNewsletterAdminPromote: NewsletterPromoted,
	zapi.NotificationNewsletterAdminDemote:  NewsletterDemoted,
}

var zapiContactChanges = map[zapi.Notification]ContactChange{
	zapi.NotificationProfileNameUpdated:    ContactNamed,
	zapi.NotificationProfilePictureUpdated: ContactPictured,
	zapi.NotificationProfileStatusUpdated:  ContactAbout,
}

var zapiCalls = map[zapi.Notification]Call{
	zapi.NotificationCallVoice:       {State: CallOffered},
	zapi.NotificationCallMissedVoice: {State: CallMissed},
	zapi.NotificationCallMissedVideo: {State: CallMissed, Video: true},
}

// zapiNotification reads what Z-API delivers as a message without content. It has no event for a code of no table.
func zapiNotification(h Header, c *zapi.ReceivedCallback, m Message) []Event {
	h.ID = also(m.id("notification"), string(c.Notification), moment(h.Time), fingerprint([]any{c.NotificationParameters, c.LinkMode, c.CallID}))
	var texts []string
	for _, p := range c.NotificationParameters {
		if text, ok := p.Text(); ok {
			texts = append(texts, text)
		}
	}
	if change, ok := zapiGroupChanges[c.Notification]; ok {
		return zapiGroup(h, c, m, change, texts)
	}
	if change, ok := zapiNewsletterChanges[c.Notification]; ok {
		n := &NewsletterChanged{Header: h, Newsletter: m.Chat, Change: change, Name: c.ChatName}
		if len(texts) > 0 {
			n.Participants = addresses(texts[:1])
			n.Role = firstOf(texts[1:]...)
		}
		return []Event{n}
	}
	if change, ok := zapiContactChanges[c.Notification]; ok {
		e := &ContactChanged{Header: h, Change: change, Name: c.ProfileName, Picture: c.UpdatedPhoto}
		if !c.FromMe {
			e.Contact = m.Chat
		}
		if change == ContactAbout {
			e.Text = firstOf(texts...)
		}
		return []Event{e}
	}
	if call, ok := zapiCalls[c.Notification]; ok {
		call.Header, call.CallID, call.Chat, call.From, call.Group = h, c.CallID, m.Chat, m.From, c.IsGroup
		return []Event{&call}
	}
	switch c.Notification {
	case zapi.NotificationRevoke:
		return []Event{&MessageDeleted{
			Header: h, MessageID: firstOf(c.ReferenceMessageID, c.MessageID), Chat: m.Chat, From: m.From, FromMe: c.FromMe,
		}}
	case zapi.NotificationChangeEphemeralSetting:
		after := firstOf(firstOf(texts...), strconv.Itoa(c.MessageExpirationSeconds))
		return []Event{&ChatChanged{Header: h, Chat: m.Chat, Setting: ChatEphemeral, On: after != "0", Text: after}}
	case zapi.NotificationChatLabelAssociation:
		return zapiLabels(h, c)
	case zapi.NotificationPaymentActionRequestDeclined:
		return zapiDeclined(h, c, m, texts)
	}
	return nil
}

// zapiNamed are the changes whose parameters are not people.
var zapiNamed = map[GroupChange]bool{
	GroupCreated: true, GroupNamed: true, GroupDescribed: true, GroupPictured: true, GroupSettings: true, GroupLinked: true, GroupUnlinked: true,
}

func zapiGroup(h Header, c *zapi.ReceivedCallback, m Message, change GroupChange, texts []string) []Event {
	g := &GroupChanged{Header: h, Group: m.Chat, From: m.From, Change: change, Native: string(c.Notification)}
	switch {
	case zapiNamed[change]:
		g.Text = firstOf(firstOf(texts...), string(c.LinkMode))
	case change == GroupJoinRequested && len(texts) == 2: // who asks, and the member who added them
		g.Participants, g.From, g.Text = addresses(texts[:1]), joined(address(texts[1]), m.From), string(c.RequestMethod)
	default:
		g.Participants, g.Text = addresses(texts), string(c.RequestMethod)
	}
	return []Event{g}
}

// zapiLabels is an event for each label that was put on a chat or taken off.
func zapiLabels(h Header, c *zapi.ReceivedCallback) []Event {
	var events []Event
	for _, p := range c.NotificationParameters {
		if a, ok := p.LabelAssociation(); ok {
			e := &LabelChanged{Header: h, Chat: address(a.Phone), Label: a.Label, Assigned: a.Assigned}
			e.ID = also(h.ID, fingerprint(a))
			events = append(events, e)
		}
	}
	return events
}
