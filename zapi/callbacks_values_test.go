package zapi

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
)

func TestReceivedCallback_Notifications(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		want       Notification
		parameters []string
	}{
		{"notification-call-voice", NotificationCallVoice, nil},
		{"notification-call-missed", NotificationCallMissedVoice, nil},
		{"notification-membership-request", NotificationMembershipApprovalRequest, []string{"5511900000004"}},
		{"notification-membership-added", NotificationMembershipApprovalRequest, []string{"5511900000004", "5511900000002"}},
		{"notification-membership-revoked", NotificationRevokedMembershipRequests, []string{"5511900000004"}},
		{"notification-link-mode", NotificationGroupMemberLinkProperty, nil},
		{"notification-newsletter-promote", NotificationNewsletterAdminPromote, []string{"5511900000000", "ADMIN"}},
		{"notification-payment-declined", NotificationPaymentActionRequestDeclined, []string{"5511900000001", "BRL", "12500"}},
		{"notification-profile-name", NotificationProfileNameUpdated, nil},
		{"notification-profile-picture", NotificationProfilePictureUpdated, nil},
		{"notification-revoke", NotificationRevoke, nil},
	} {
		got := readCallback[ReceivedCallback](t, c.name)
		assert.Equal(t, c.want, got.Notification)
		var parameters []string
		for _, p := range got.NotificationParameters {
			text, ok := p.Text()
			assert.True(t, ok)
			_, ok = p.LabelAssociation()
			assert.False(t, ok)
			parameters = append(parameters, text)
		}
		assert.Equal(t, c.parameters, parameters, c.name)
	}
	assert.Equal(t, "CALL0001", readCallback[ReceivedCallback](t, "notification-call-voice").CallID)
	assert.Equal(t, RequestMethodNonAdminAdd, readCallback[ReceivedCallback](t, "notification-membership-added").RequestMethod)
	assert.Equal(t, LinkModeAdmin, readCallback[ReceivedCallback](t, "notification-link-mode").LinkMode)
	assert.Equal(t, MessageStatusMessageReceived, readCallback[ReceivedCallback](t, "notification-payment-declined").Status)
	assert.Equal(t, "Loja Nova", readCallback[ReceivedCallback](t, "notification-profile-name").ProfileName)
	assert.Equal(t, "https://files.example/new.jpg", readCallback[ReceivedCallback](t, "notification-profile-picture").UpdatedPhoto)
}

func TestNotificationParameter(t *testing.T) {
	t.Parallel()
	labels := readCallback[ReceivedCallback](t, "notification-labels")
	require.Len(t, labels.NotificationParameters, 2)
	label, ok := labels.NotificationParameters[0].LabelAssociation()
	assert.True(t, ok)
	assert.Equal(t, LabelAssociation{Phone: "5511900000001", Label: "1", Assigned: true}, label)
	_, ok = labels.NotificationParameters[0].Text()
	assert.False(t, ok)

	// Whatever an element is, it survives.
	const mixed = `["a",{"phone":"1","new":[1,{"b":null}]},7,null,["x"]]`
	var all []NotificationParameter
	require.NoError(t, json.Unmarshal([]byte(mixed), &all))
	again, err := json.Marshal(all)
	require.NoError(t, err)
	assert.Equal(t, mixed, string(again))
	var n int
	require.NoError(t, all[2].Decode(&n))
	assert.Equal(t, 7, n)
	for _, i := range []int{2, 3, 4} {
		_, ok := all[i].Text()
		assert.False(t, ok, i)
		_, ok = all[i].LabelAssociation()
		assert.False(t, ok, i)
	}
	none, err := json.Marshal(NotificationParameter(nil))
	require.NoError(t, err)
	assert.Equal(t, "null", string(none))
}

func TestReactionContent_BareString(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`"👍"`, `""`} {
		var r ReactionContent
		require.NoError(t, json.Unmarshal([]byte(text), &r))
		again, err := json.Marshal(r)
		require.NoError(t, err)
		assert.Equal(t, text, string(again))
	}
	// One that was completed does not fit into a string any more.
	var r ReactionContent
	require.NoError(t, json.Unmarshal([]byte(`"👍"`), &r))
	r.ReactionBy = "5511900000001"
	again, err := json.Marshal(r)
	require.NoError(t, err)
	assert.JSONEq(t, `{"value":"👍","reactionBy":"5511900000001"}`, string(again))
	// A removal keeps its value, and a reaction without one is no error.
	again, err = json.Marshal(ReactionContent{})
	require.NoError(t, err)
	assert.JSONEq(t, `{"value":""}`, string(again))
}

func TestCallbacks_Envelopes(t *testing.T) {
	t.Parallel()
	delivery := readCallback[DeliveryCallback](t, "delivery")
	assert.Equal(t, DeliveryCallback{Type: CallbackTypeDelivery, InstanceID: "INSTANCE01", Phone: "5511900000001",
		ZaapID: "ZAAP0001", MessageID: "3EB0AAAA"}, *delivery)

	failed := readCallback[DeliveryCallback](t, "delivery-error")
	assert.Equal(t, "Message delivery failed", failed.Error)
	assert.Equal(t, "SHADOW_BAN", failed.ErrorCode)
	assert.Empty(t, failed.Phone)
	at(t, callbackEpoch, failed.Moment)

	read := readCallback[MessageStatusCallback](t, "message-status-read")
	assert.Equal(t, MessageStatusRead, read.Status)
	assert.Equal(t, []string{"3EB0AAAA", "3EB0AAAB"}, read.MessageIDs())
	at(t, callbackEpoch.Add(3*time.Second), read.Moment)

	played := readCallback[MessageStatusCallback](t, "message-status-played")
	assert.Equal(t, MessageStatusPlayed, played.Status)
	assert.Equal(t, 1, played.PhoneDevice)
	assert.True(t, played.IsGroup)

	one := readCallback[MessageStatusCallback](t, "message-status-one-id")
	assert.Equal(t, MessageStatusDelivered, one.Status)
	assert.Equal(t, []string{"3EB0AAAC", "3EB0AAAD"}, one.MessageIDs())
	assert.Equal(t, []string{"a"}, (&MessageStatusCallback{IDs: []string{"a", "", "a"}, MessageID: "a"}).MessageIDs())

	presence := readCallback[PresenceChatCallback](t, "presence-composing")
	assert.Equal(t, ChatPresenceComposing, presence.Status)
	assert.True(t, presence.LastSeen.IsZero())
	gone := readCallback[PresenceChatCallback](t, "presence-unavailable")
	assert.Equal(t, ChatPresenceUnavailable, gone.Status)
	at(t, callbackEpoch, gone.LastSeen)

	connected := readCallback[ConnectedCallback](t, "connected")
	assert.True(t, connected.Connected)
	assert.Equal(t, "5511900000000", connected.Phone)
	at(t, callbackEpoch, connected.Moment)

	disconnected := readCallback[DisconnectedCallback](t, "disconnected")
	assert.True(t, disconnected.Disconnected)
	assert.Equal(t, "Phone logged out", disconnected.Error)
	at(t, callbackEpoch, disconnected.Moment)
}

// A value that is not known yet is kept, a key that is not known yet is no error.
func TestCallbacks_Open(t *testing.T) {
	t.Parallel()
	var c ReceivedCallback
	require.NoError(t, json.Unmarshal([]byte(`{"type":"ReceivedCallBack","status":"NEW","notification":"NEW_ONE","hologram":{"url":"x"}}`), &c))
	again, err := json.Marshal(c)
	require.NoError(t, err)
	assert.Empty(t, contract.Lost(t, []byte(`{"type":"ReceivedCallBack","status":"NEW","notification":"NEW_ONE"}`), again))
}
