package wsapi_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

const (
	eventChat   = "5511900000001@s.whatsapp.net"
	eventGroup  = "120360000000000001@g.us"
	eventParent = "120360000000000009@g.us"
)

var (
	eventAna    = wsapi.Identity{ID: eventChat, LID: "900000000000001@lid", Phone: "5511900000001", Device: 2}
	eventLID    = wsapi.Identity{ID: "900000000000002@lid", LID: "900000000000002@lid"}
	eventSender = wsapi.Sender{ID: eventChat, LID: "900000000000001@lid", Phone: "5511900000001", Device: 3}
	eventMe     = wsapi.Sender{ID: "5511900000009@s.whatsapp.net", Phone: "5511900000009", IsMe: true}
	eventTime   = contract.Time(`"2026-01-01T00:00:00Z"`)
)

// changed decodes a fixture and checks its envelope.
func changed[T any](t *testing.T, name string, typ wsapi.EventType) T {
	t.Helper()
	var e wsapi.Event[T]
	require.NoError(t, json.Unmarshal([]byte(fixture(t, "event."+name+".json")), &e))
	assert.Equal(t, typ, e.EventType)
	assert.NotEmpty(t, e.EventID)
	assert.Equal(t, "loja-a", e.InstanceID)
	assert.Equal(t, contract.Time(`"2026-01-01T00:00:01.5Z"`), e.ReceivedAt)
	return e.EventData
}

func TestChanges(t *testing.T) {
	t.Parallel()
	changeGroup := func(c wsapi.GroupChange) wsapi.GroupChange {
		c.ID, c.Sender, c.Timestamp = eventGroup, &eventSender, eventTime
		return c
	}
	checks := map[string]func(*testing.T, string){}
	setting := func(name string, want wsapi.ChatSettingChange) {
		if want.ID == "" {
			want.ID = eventChat
		}
		checks["chat_setting-"+name] = func(t *testing.T, file string) {
			assert.Equal(t, want, changed[wsapi.ChatSettingChange](t, file, wsapi.EventChatSetting))
		}
	}
	setting("mute", wsapi.ChatSettingChange{
		SettingType: wsapi.ChatSettingMute,
		Mute:        &wsapi.MuteChange{IsMuted: true, MuteEndTime: contract.Time(`"2026-01-01T08:00:00-03:00"`)},
	})
	setting("unmute", wsapi.ChatSettingChange{ID: eventGroup, SettingType: wsapi.ChatSettingMute, Mute: &wsapi.MuteChange{}})
	setting("pin", wsapi.ChatSettingChange{SettingType: wsapi.ChatSettingPin, Pin: &wsapi.PinChange{IsPinned: true}})
	setting("read", wsapi.ChatSettingChange{SettingType: wsapi.ChatSettingRead, Read: &wsapi.ReadChange{IsRead: true}})
	setting("archive", wsapi.ChatSettingChange{SettingType: wsapi.ChatSettingArchive, Archive: &wsapi.ArchiveChange{IsArchived: true}})
	setting("ephemeral", wsapi.ChatSettingChange{
		SettingType: wsapi.ChatSettingEphemeral, Ephemeral: &wsapi.EphemeralChange{Expiration: wsapi.Ephemeral90d, Sender: &eventMe},
	})
	groups := map[string]wsapi.GroupChange{
		"leave":          {Leave: []wsapi.Identity{eventLID}},
		"promote":        {Promote: []wsapi.Identity{eventAna}},
		"demote":         {Demote: []wsapi.Identity{eventAna, eventLID}},
		"name":           {Name: &wsapi.GroupNameChange{Name: "Obras 2026"}},
		"description":    {Description: &wsapi.GroupDescriptionChange{Topic: "Tudo sobre a obra"}},
		"no-description": {Description: &wsapi.GroupDescriptionChange{}},
		"locked":         {Locked: &wsapi.GroupLockedChange{IsLocked: true}},
		"announce":       {Announce: &wsapi.GroupAnnounceChange{IsAnnounce: true}},
		"link": {Link: &wsapi.GroupLinkChange{
			Type: wsapi.LinkParentGroup, GroupID: eventParent, GroupName: "Condomínio", IsAnnouncementGroup: true,
		}},
		"unlink":      {Unlink: &wsapi.GroupUnlinkChange{Type: wsapi.LinkSubGroup, Reason: wsapi.UnlinkDeleteParent, GroupID: eventParent}},
		"approval":    {MembershipApproval: &wsapi.GroupMembershipApprovalChange{IsRequired: true}},
		"delete":      {Delete: &wsapi.GroupDeletion{Reason: "empty"}},
		"suspended":   {Suspended: new(true)},
		"unsuspended": {Suspended: new(false)},
	}
	for name, c := range groups {
		checks["group-"+name] = func(t *testing.T, file string) {
			assert.Equal(t, changeGroup(c), changed[wsapi.GroupChange](t, file, wsapi.EventGroup))
		}
	}
	checks["group-join"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.GroupChange{
			ID: eventGroup, Sender: &eventSender, CommunityID: eventParent, IsAnnouncementGroup: true, JoinReason: "invite", GroupType: "new",
			Join: []wsapi.Identity{eventAna, eventLID},
		}, changed[wsapi.GroupChange](t, file, wsapi.EventGroup))
	}
	checks["group-join-community"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.GroupChange{ID: eventParent, IsCommunity: true, JoinReason: "invite", Join: []wsapi.Identity{eventAna}},
			changed[wsapi.GroupChange](t, file, wsapi.EventGroup))
	}
	for name, want := range map[string]wsapi.NewsletterChange{
		"join":  {Action: wsapi.NewsletterJoin, Name: "Ofertas", Role: "SUBSCRIBER"},
		"leave": {Action: wsapi.NewsletterLeave, Role: "ADMIN"},
		"mute":  {Action: wsapi.NewsletterMute, Mute: "UNMUTED"},
	} {
		want.ID = "120360000000000007@newsletter"
		checks["newsletter-"+name] = func(t *testing.T, file string) {
			assert.Equal(t, want, changed[wsapi.NewsletterChange](t, file, wsapi.EventNewsletter))
		}
	}
	checks["chat_presence"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.ChatPresenceChange{ID: eventGroup, Sender: eventSender, State: wsapi.ActivityRecording},
			changed[wsapi.ChatPresenceChange](t, file, wsapi.EventChatPresence))
	}
	checks["chat_push_name"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.ChatPushNameChange{User: eventAna, PushName: "Ana da Loja"},
			changed[wsapi.ChatPushNameChange](t, file, wsapi.EventChatPushName))
	}
	checks["chat_status"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.ChatStatusChange{User: eventLID, Status: "Só à tarde"},
			changed[wsapi.ChatStatusChange](t, file, wsapi.EventChatStatus))
	}
	checks["chat_picture"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.ChatPictureChange{ID: eventGroup, Sender: eventMe, PictureID: "1767225600"},
			changed[wsapi.ChatPictureChange](t, file, wsapi.EventChatPicture))
	}
	checks["contact"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.ContactChange{Contact: eventAna, FullName: "Ana Exemplo", InPhoneAddressBook: true},
			changed[wsapi.ContactChange](t, file, wsapi.EventContact))
	}
	checks["user_presence"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.UserPresenceChange{User: eventAna, Status: wsapi.UserUnavailable, LastSeen: eventTime},
			changed[wsapi.UserPresenceChange](t, file, wsapi.EventUserPresence))
	}
	checks["user_presence-hidden"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.UserPresenceChange{User: eventLID, Status: wsapi.UserAvailable},
			changed[wsapi.UserPresenceChange](t, file, wsapi.EventUserPresence))
	}
	checks["call_offer"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.CallOffer{ID: "CALL01", Caller: eventAna, ChatID: eventGroup, IsGroup: true, Time: eventTime, IsVideo: true},
			changed[wsapi.CallOffer](t, file, wsapi.EventCallOffer))
	}
	checks["call_accept"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.CallAccept{ID: "CALL01", Caller: eventAna, Time: eventTime}, changed[wsapi.CallAccept](t, file, wsapi.EventCallAccept))
	}
	checks["call_terminate"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.CallTerminate{ID: "CALL01", Caller: eventAna, Time: eventTime, Reason: wsapi.CallRejected},
			changed[wsapi.CallTerminate](t, file, wsapi.EventCallTerminate))
	}
	checks["message_delete"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.MessageDelete{
			ID: "3EB0AABBCCDDEEFF0022", ChatID: eventGroup, Sender: eventSender, Time: eventTime, IsDeletedForAll: true, IsDeletedForMe: true, IsStatus: true,
		}, changed[wsapi.MessageDelete](t, file, wsapi.EventMessageDelete))
	}
	checks["message_star"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.MessageStar{ID: "3EB0AABBCCDDEEFF0022", ChatID: eventGroup, Sender: eventSender, Time: eventTime, IsStarred: true},
			changed[wsapi.MessageStar](t, file, wsapi.EventMessageStar))
	}
	checks["message_history_sync"] = func(t *testing.T, file string) {
		h := changed[wsapi.MessageHistorySync](t, file, wsapi.EventMessageHistorySync)
		assert.Equal(t, eventChat, h.ChatID)
		require.Len(t, h.Messages, 2)
		assert.Equal(t, "Oi", h.Messages[0].Text)
		assert.Equal(t, eventMe, h.Messages[1].Sender)
		assert.Equal(t, wsapi.MediaVoice, h.Messages[1].Media.MediaType)
	}
	checks["message_history_sync-empty"] = func(t *testing.T, file string) {
		assert.Equal(t, wsapi.MessageHistorySync{Messages: []wsapi.Message{}},
			changed[wsapi.MessageHistorySync](t, file, wsapi.EventMessageHistorySync))
	}
	checks["message_read-group"] = func(t *testing.T, file string) {
		r := changed[wsapi.MessageRead](t, file, wsapi.EventMessageRead)
		assert.Equal(t, wsapi.ReceiptHistorySync, r.ReceiptType)
		assert.True(t, r.IsGroup)
		assert.Nil(t, r.MessageSender)
	}
	for name, check := range checks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, name)
		})
	}
}

// What the documentation does not know is kept: other enum values, an unlink of another kind, an alias of the event.
func TestChangesKeepUnknownValues(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, before, after string
		like                any
	}{
		{"chat_setting-pin", `"settingType": "pin"`, `"settingType": "colour"`, wsapi.ChatSettingEvent{}},
		{"chat_presence", `"recording"`, `"dancing"`, wsapi.ChatPresenceEvent{}},
		{"user_presence", `"unavailable"`, `"asleep"`, wsapi.UserPresenceEvent{}},
		{"call_terminate", `"rejected"`, `"lost"`, wsapi.CallTerminateEvent{}},
		{"newsletter-join", `"join"`, `"promote"`, wsapi.NewsletterEvent{}},
		{"group-link", `"parent_group"`, `"cousin_group"`, wsapi.GroupEvent{}},
		{"group-unlink", `"delete_parent"`, `"because"`, wsapi.GroupEvent{}},
		{"login_error", `"login_error"`, `"logged_error"`, wsapi.LoginErrorEvent{}},
	} {
		body := fixture(t, "event."+tt.name+".json")
		other := strings.Replace(body, tt.before, tt.after, 1)
		require.NotEqual(t, body, other, tt.name)
		assert.Empty(t, contract.Reencode(t, []byte(other), tt.like), "%s: lost", tt.name)
	}
}

// Each of the lists that make a group event what it is survives empty.
func TestGroupChangeKeepsEmptyLists(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"join", "leave", "promote", "demote"} {
		var c wsapi.GroupChange
		body := fmt.Sprintf(`{"id":%q,%q:[]}`, eventGroup, key)
		require.NoError(t, json.Unmarshal([]byte(body), &c))
		again, err := json.Marshal(c)
		require.NoError(t, err)
		assert.JSONEq(t, body, string(again))
	}
}
