package wsapi

import "github.com/zapgate/zapgate-go"

// GroupChange tells what happened to a group or community. What did not change is nil or empty.
type GroupChange struct {
	ID        string       `json:"id"`                 // JID of the group or community
	Sender    *Sender      `json:"sender,omitempty"`   // who did it, if that is told
	Timestamp zapgate.Time `json:"timestamp,omitzero"` // when, RFC 3339

	// These come only where somebody joined.
	IsCommunity         bool   `json:"isCommunity,omitempty"`         // it is a community, not one of its groups
	CommunityID         string `json:"communityId,omitempty"`         // JID of the community that the group belongs to
	IsAnnouncementGroup bool   `json:"isAnnouncementGroup,omitempty"` // it is the announcement group of its community
	JoinReason          string `json:"joinReason,omitempty"`          // "invite" is documented, WhatsApp has others
	GroupType           string `json:"groupType,omitempty"`           // "new" is documented: the group was just made

	Name        *GroupNameChange        `json:"name,omitempty"`
	Description *GroupDescriptionChange `json:"description,omitempty"`
	Locked      *GroupLockedChange      `json:"locked,omitempty"`
	Announce    *GroupAnnounceChange    `json:"announce,omitempty"`

	Join    []Identity `json:"join,omitzero"`
	Leave   []Identity `json:"leave,omitzero"`
	Promote []Identity `json:"promote,omitzero"` // became administrators
	Demote  []Identity `json:"demote,omitzero"`  // are no administrators any more

	Link               *GroupLinkChange               `json:"link,omitempty"`
	Unlink             *GroupUnlinkChange             `json:"unlink,omitempty"`
	MembershipApproval *GroupMembershipApprovalChange `json:"membershipApproval,omitempty"`
	Delete             *GroupDeletion                 `json:"delete,omitempty"`    // the group is no more
	Suspended          *bool                          `json:"suspended,omitempty"` // WhatsApp suspended the group, or false: no longer does
}

// GroupNameChange is the new name of a group.
type GroupNameChange struct {
	Name string `json:"name"`
}

// GroupDescriptionChange is the new description of a group.
type GroupDescriptionChange struct {
	Topic string `json:"topic"` // "": there is none any more
}

// GroupLockedChange is whether only administrators change the group's name, picture and description.
type GroupLockedChange struct {
	IsLocked bool `json:"isLocked"`
}

// GroupAnnounceChange is whether only administrators write to the group.
type GroupAnnounceChange struct {
	IsAnnounce bool `json:"isAnnounce"`
}

// GroupMembershipApprovalChange is whether an administrator has to let newcomers in.
type GroupMembershipApprovalChange struct {
	IsRequired bool `json:"isRequired"`
}

// GroupDeletion is why a group was deleted.
type GroupDeletion struct {
	Reason string `json:"reason,omitempty"`
}

// GroupLinkType is what a linked group is to the one that the event is about.
type GroupLinkType string

// The documented relations.
const (
	LinkParentGroup  GroupLinkType = "parent_group" // its community
	LinkSubGroup     GroupLinkType = "sub_group"
	LinkSiblingGroup GroupLinkType = "sibling_group"
)

// GroupLinkChange is a group that became part of a community.
type GroupLinkChange struct {
	Type                GroupLinkType `json:"type"`
	GroupID             string        `json:"groupId"` // JID of the linked group
	GroupName           string        `json:"groupName"`
	IsAnnouncementGroup bool          `json:"isAnnouncementGroup"`
}

// GroupUnlinkReason is why a group is no longer part of a community.
type GroupUnlinkReason string

// The documented reasons.
const (
	UnlinkGroup        GroupUnlinkReason = "unlink_group"
	UnlinkDeleteParent GroupUnlinkReason = "delete_parent" // the community was deleted
)

// GroupUnlinkChange is a group that is no longer part of a community.
type GroupUnlinkChange struct {
	Type    GroupLinkType     `json:"type"` // its values are not documented; those of a link fit
	Reason  GroupUnlinkReason `json:"reason"`
	GroupID string            `json:"groupId"` // JID of the group
}

// NewsletterAction is what happened between the connected account and a newsletter.
type NewsletterAction string

// The documented actions.
const (
	NewsletterJoin  NewsletterAction = "join"
	NewsletterLeave NewsletterAction = "leave"
	NewsletterMute  NewsletterAction = "mute" // muted or no longer muted, see [NewsletterChange]
)

// NewsletterChange tells that the connected account joined or left a newsletter, or that it was muted.
type NewsletterChange struct {
	ID     string           `json:"id"` // JID, "…@newsletter"
	Action NewsletterAction `json:"action"`
	Name   string           `json:"name,omitempty"` // of a join
	Role   string           `json:"role,omitempty"` // of a join or leave; "SUBSCRIBER", "ADMIN" and "OWNER" are documented
	Mute   string           `json:"mute,omitempty"` // of a mute; "MUTED" and "UNMUTED" are documented
}
