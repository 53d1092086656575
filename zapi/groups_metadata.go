package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opGroupMetadata           = transport.Op{Method: "GET", Path: "/group-metadata/{groupId}", Retry: transport.Safe}
	opLightGroupMetadata      = transport.Op{Method: "GET", Path: "/light-group-metadata/{groupId}", Retry: transport.Safe}
	opGroupInvitationMetadata = transport.Op{Method: "GET", Path: "/group-invitation-metadata", Retry: transport.Safe}
	opAcceptInviteGroup       = transport.Op{Method: "GET", Path: "/accept-invite-group"} // a GET that joins
	// A POST that only reads. The live prose says GET; its examples say POST.
	opGroupInvitationLink    = transport.Op{Method: "POST", Path: "/group-invitation-link/{groupId}", Retry: transport.Safe}
	opRedefineInvitationLink = transport.Op{Method: "POST", Path: "/redefine-invitation-link/{groupId}"} // of a community too
)

// GroupInfo is what is told of a group to members and to whom its invitation link invites.
type GroupInfo struct {
	Phone          string             `json:"phone"` // the group's id
	Owner          string             `json:"owner"` // who made it
	Subject        string             `json:"subject"`
	Description    string             `json:"description"`
	Creation       zapgate.Time       `json:"creation"` // milliseconds
	InvitationLink string             `json:"invitationLink"`
	Participants   []GroupParticipant `json:"participants"`
	SubjectTime    zapgate.Time       `json:"subjectTime"`  // when the subject was set; milliseconds
	SubjectOwner   string             `json:"subjectOwner"` // who set it
}

// GroupParticipant is a member of a group.
type GroupParticipant struct {
	Phone        string       `json:"phone"`
	IsAdmin      zapgate.Bool `json:"isAdmin"`         // strings in the table, booleans in the examples
	IsSuperAdmin zapgate.Bool `json:"isSuperAdmin"`    // who made the group; IsAdmin may be false then
	Short        string       `json:"short,omitempty"` // the contact's short name, where it is one
	Name         string       `json:"name,omitempty"`  // the contact's name
}

// GroupMetadata is a group as its members see it.
type GroupMetadata struct {
	GroupInfo                   // InvitationLink is told to administrators only
	InvitationLinkError  string `json:"invitationLinkError"` // why there is no link: forbidden, not-authorized or too many requests
	CommunityID          string `json:"communityId"`         // "" of a group that is in none
	AdminOnlyMessage     bool   `json:"adminOnlyMessage"`    // only administrators may write
	AdminOnlySettings    bool   `json:"adminOnlySettings"`   // only administrators may edit the group
	RequireAdminApproval bool   `json:"requireAdminApproval"`
	IsGroupAnnouncement  bool   `json:"isGroupAnnouncement"` // the announcement group of a community
}

// Metadata returns all about a group. The invitation link makes it slow and is rationed by WhatsApp: where it is not
// needed, LightMetadata is the better one.
//
// GET /group-metadata/{groupId} (https://developer.z-api.io/en/group/metadata-group)
func (s *GroupsService) Metadata(ctx context.Context, groupID string, opts ...zapgate.CallOption) (*GroupMetadata, error) {
	return transport.Do[GroupMetadata](ctx, s.t, transport.Request{Op: opGroupMetadata, Path: []string{groupID}, Options: opts})
}

// LightMetadata returns all about a group but its invitation link.
//
// GET /light-group-metadata/{groupId} (https://developer.z-api.io/en/group/light-group-metadata)
func (s *GroupsService) LightMetadata(ctx context.Context, groupID string, opts ...zapgate.CallOption) (*GroupMetadata, error) {
	return transport.Do[GroupMetadata](ctx, s.t, transport.Request{Op: opLightGroupMetadata, Path: []string{groupID}, Options: opts})
}

// GroupInviteParams names a group by its invitation link.
type GroupInviteParams struct {
	URL string `url:"url" check:"required"` // https://chat.whatsapp.com/…
}

// GroupInvitationMetadata is a group as its invitation link shows it.
type GroupInvitationMetadata struct {
	GroupInfo
	ContactsCount     int `json:"contactsCount"`     // participants who are contacts of the connected number
	ParticipantsCount int `json:"participantsCount"` // the documented example counts fewer than it lists
}

// InvitationMetadata returns what a group's invitation link shows, without joining.
//
// GET /group-invitation-metadata (https://developer.z-api.io/en/group/group-invitation-metadata)
func (s *GroupsService) InvitationMetadata(ctx context.Context, p GroupInviteParams, opts ...zapgate.CallOption) (*GroupInvitationMetadata, error) {
	return transport.Do[GroupInvitationMetadata](ctx, s.t, transport.Request{Op: opGroupInvitationMetadata, Query: p, Options: opts})
}

// AcceptInvite joins a group by its invitation link, as it came in a message.
//
// GET /accept-invite-group (https://developer.z-api.io/en/group/accept-group-invite)
func (s *GroupsService) AcceptInvite(ctx context.Context, p GroupInviteParams, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opAcceptInviteGroup, Query: p, Options: opts})
}

// InvitationLink lets whoever has it join a group or community.
type InvitationLink struct {
	Phone          string `json:"phone,omitempty"` // the group's id; not told of a link that was redefined
	InvitationLink string `json:"invitationLink"`
}

// InvitationLink returns a group's invitation link.
//
// POST /group-invitation-link/{groupId} (https://developer.z-api.io/en/group/get-invitation-link)
func (s *GroupsService) InvitationLink(ctx context.Context, groupID string, opts ...zapgate.CallOption) (*InvitationLink, error) {
	return transport.Do[InvitationLink](ctx, s.t, transport.Request{Op: opGroupInvitationLink, Path: []string{groupID}, Options: opts})
}

// RedefineInvitationLink gives a group a new invitation link. The one before is void.
//
// POST /redefine-invitation-link/{groupId} (https://developer.z-api.io/en/group/redefine-invitation-link)
func (s *GroupsService) RedefineInvitationLink(ctx context.Context, groupID string, opts ...zapgate.CallOption) (*InvitationLink, error) {
	return transport.Do[InvitationLink](ctx, s.t, transport.Request{Op: opRedefineInvitationLink, Path: []string{groupID}, Options: opts})
}
