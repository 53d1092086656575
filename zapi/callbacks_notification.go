package zapi

import "encoding/json"

// Notification is what a [ReceivedCallback] without a message tells: WhatsApp's own code. The set is open, and only some
// of the documented codes have an example.
//
// https://developer.z-api.io/en/webhooks/on-message-received (the examples, and the section "Notification Response")
type Notification string

// Documented codes. Behind each, the parameters: those of the examples, as [NotificationParameter] reads them.
const (
	NotificationMembershipApprovalRequest    Notification = "MEMBERSHIP_APPROVAL_REQUEST" // phone of who asks to join; and of the member who added them
	NotificationRevokedMembershipRequests    Notification = "REVOKED_MEMBERSHIP_REQUESTS" // phone of who no longer asks
	NotificationGroupCreate                  Notification = "GROUP_CREATE"                // name of the group
	NotificationGroupParticipantAdd          Notification = "GROUP_PARTICIPANT_ADD"       // phones
	NotificationGroupParticipantRemove       Notification = "GROUP_PARTICIPANT_REMOVE"    // phones
	NotificationGroupParticipantLeave        Notification = "GROUP_PARTICIPANT_LEAVE"     // phone
	NotificationGroupMemberLinkProperty      Notification = "GROUP_MEMBER_LINK_PROPERTY_UPDATE"
	NotificationE2EEncrypted                 Notification = "E2E_ENCRYPTED"
	NotificationCiphertext                   Notification = "CIPHERTEXT"
	NotificationCallVoice                    Notification = "CALL_VOICE"
	NotificationCallMissedVoice              Notification = "CALL_MISSED_VOICE"
	NotificationCallMissedVideo              Notification = "CALL_MISSED_VIDEO"
	NotificationBlueMsgSelfUnverified        Notification = "BLUE_MSG_SELF_PREMISE_UNVERIFIED" // a business account not verified by WhatsApp
	NotificationBlueMsgSelfVerified          Notification = "BLUE_MSG_SELF_PREMISE_VERIFIED"
	NotificationBizMoveToConsumerApp         Notification = "BIZ_MOVE_TO_CONSUMER_APP" // the business account became a personal one
	NotificationRevoke                       Notification = "REVOKE"                   // a message was deleted
	NotificationProfileNameUpdated           Notification = "PROFILE_NAME_UPDATED"
	NotificationProfilePictureUpdated        Notification = "PROFILE_PICTURE_UPDATED"
	NotificationChatLabelAssociation         Notification = "CHAT_LABEL_ASSOCIATION"          // objects: [LabelAssociation]
	NotificationNewsletterAdminPromote       Notification = "NEWSLETTER_ADMIN_PROMOTE"        // phone, "ADMIN"
	NotificationNewsletterAdminDemote        Notification = "NEWSLETTER_ADMIN_DEMOTE"         // phone, "SUBSCRIBER"
	NotificationPaymentActionRequestDeclined Notification = "PAYMENT_ACTION_REQUEST_DECLINED" // phone, currency, amount ("1000"; no unit is documented)
)

// Codes that were seen, and are not documented.
const (
	NotificationGroupChangeSubject      Notification = "GROUP_CHANGE_SUBJECT"
	NotificationGroupChangeDescription  Notification = "GROUP_CHANGE_DESCRIPTION"
	NotificationGroupChangeAnnounce     Notification = "GROUP_CHANGE_ANNOUNCE"
	NotificationGroupChangeRestrict     Notification = "GROUP_CHANGE_RESTRICT"
	NotificationGroupChangeInviteLink   Notification = "GROUP_CHANGE_INVITE_LINK"
	NotificationGroupParticipantPromote Notification = "GROUP_PARTICIPANT_PROMOTE"
	NotificationGroupParticipantDemote  Notification = "GROUP_PARTICIPANT_DEMOTE"
	NotificationGroupParticipantInvite  Notification = "GROUP_PARTICIPANT_INVITE"
	NotificationGroupPictureUpdated     Notification = "GROUP_PICTURE_UPDATED"
	NotificationGroupDelete             Notification = "GROUP_DELETE"
	NotificationChangeEphemeralSetting  Notification = "CHANGE_EPHEMERAL_SETTING"
	NotificationCommunityLink           Notification = "COMMUNITY_LINK"
	NotificationCommunityUnlink         Notification = "COMMUNITY_UNLINK"
	NotificationProfileStatusUpdated    Notification = "PROFILE_STATUS_UPDATED"
)

// RequestMethod is how somebody came to ask for joining a group.
type RequestMethod string

// How somebody came to ask for joining a group.
const (
	RequestMethodInviteLink  RequestMethod = "invite_link"   // by the invite link
	RequestMethodNonAdminAdd RequestMethod = "non_admin_add" // a member who is no administrator added them
)

// LinkMode is who may see a group's invite link.
type LinkMode string

// Who may see a group's invite link.
const (
	LinkModeAdmin      LinkMode = "ADMIN_LINK"      // administrators
	LinkModeAllMembers LinkMode = "ALL_MEMBER_LINK" // all members
)

// NotificationParameter is one parameter of a notification, as JSON: a string in most, an object in
// [NotificationChatLabelAssociation]. What they mean depends on the code.
type NotificationParameter json.RawMessage

// Text returns the parameter if it is a string.
func (p NotificationParameter) Text() (string, bool) {
	var s *string // a pointer tells null from a string
	if json.Unmarshal(p, &s) != nil || s == nil {
		return "", false
	}
	return *s, true
}

// LabelAssociation returns the parameter if it is an object, as [NotificationChatLabelAssociation] has them.
func (p NotificationParameter) LabelAssociation() (LabelAssociation, bool) {
	var a *LabelAssociation
	if json.Unmarshal(p, &a) != nil || a == nil {
		return LabelAssociation{}, false
	}
	return *a, true
}

// Decode reads the parameter into v, whatever it is.
func (p NotificationParameter) Decode(v any) error { return json.Unmarshal(p, v) }

// UnmarshalJSON keeps the JSON as it is.
func (p *NotificationParameter) UnmarshalJSON(data []byte) error {
	return (*json.RawMessage)(p).UnmarshalJSON(data)
}

// MarshalJSON writes the JSON as it was.
func (p NotificationParameter) MarshalJSON() ([]byte, error) {
	return json.RawMessage(p).MarshalJSON()
}

// LabelAssociation tells that a label was put on a chat or taken off.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type LabelAssociation struct {
	Phone    string `json:"phone"`    // the chat
	Label    string `json:"label"`    // the label's id
	Assigned bool   `json:"assigned"` // put on, else taken off
}
