package zapi

import (
	"context"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// GroupsService lists, makes and runs groups. A group is named by its id: "120363…-group", or "5511…-1623281429" where
// it was made before November 2021. Messages to it are sent with that id as the phone.
type GroupsService struct{ service }

var (
	opGroups                 = transport.Op{Method: "GET", Path: "/groups", Retry: transport.Safe}
	opCreateGroup            = transport.Op{Method: "POST", Path: "/create-group"}
	opLeaveGroup             = transport.Op{Method: "POST", Path: "/leave-group"}
	opUpdateGroupName        = transport.Op{Method: "POST", Path: "/update-group-name"}
	opUpdateGroupDescription = transport.Op{Method: "POST", Path: "/update-group-description"}
	opUpdateGroupPhoto       = transport.Op{Method: "POST", Path: "/update-group-photo"}
	opUpdateGroupSettings    = transport.Op{Method: "POST", Path: "/update-group-settings"}
)

// List returns one page of groups. The next one is Page + 1, until a page has fewer than PageSize. IsGroupAnnouncement
// and Notes are not part of this list: [GroupsService.LightMetadata] tells the former.
//
// GET /groups (https://developer.z-api.io/en/group/get-groups)
func (s *GroupsService) List(ctx context.Context, p ListParams, opts ...zapgate.CallOption) ([]Chat, error) {
	return transport.List[Chat](ctx, s.t, transport.Request{Op: opGroups, Query: p.orDefault(), Options: opts})
}

// All walks every group from p's page on, a page at a time, and ends on the first error.
func (s *GroupsService) All(ctx context.Context, p ListParams, opts ...zapgate.CallOption) iter.Seq2[Chat, error] {
	p = p.orDefault()
	return pages.Numbered(p.Page, p.PageSize, func(n int) ([]Chat, error) {
		return s.List(ctx, ListParams{Page: n, PageSize: p.PageSize}, opts...)
	})
}

// CreateGroupRequest describes a new group.
type CreateGroupRequest struct {
	// AutoInvite sends a private invitation to those whom WhatsApp does not let the number add, because they do not
	// have it among their contacts. Without, they are left out.
	AutoInvite bool     `json:"autoInvite"`
	GroupName  string   `json:"groupName" check:"required"`
	Phones     []string `json:"phones" check:"chat"` // one at least, without the connected number; digits: a LID is left out
}

// CreatedGroup names a new group.
type CreatedGroup struct {
	Phone          string   `json:"phone"`
	InvitationLink string   `json:"invitationLink"`
	PhonesNotAdded []string `json:"phonesNotAdded,omitempty"` // LIDs, and those who were invited and have not accepted yet
}

// Create makes a group of the connected number and some others. A picture is set afterwards with UpdatePhoto. Look at
// PhonesNotAdded: a group with missing members is a success.
//
// POST /create-group (https://developer.z-api.io/en/group/create-group)
func (s *GroupsService) Create(ctx context.Context, in CreateGroupRequest, opts ...zapgate.CallOption) (*CreatedGroup, error) {
	return transport.Do[CreatedGroup](ctx, s.t, transport.Request{Op: opCreateGroup, Body: in, Options: opts})
}

// LeaveGroupRequest names the group to leave.
type LeaveGroupRequest struct {
	GroupID string `json:"groupId" check:"chat"`
}

// Leave takes the connected number out of a group. To come back it must be added or invited.
//
// POST /leave-group (https://developer.z-api.io/en/group/leave-group)
func (s *GroupsService) Leave(ctx context.Context, in LeaveGroupRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opLeaveGroup, Body: in, Options: opts})
}

// UpdateGroupNameRequest renames a group.
type UpdateGroupNameRequest struct {
	GroupID   string `json:"groupId" check:"chat"`
	GroupName string `json:"groupName" check:"required"`
}

// UpdateName renames a group.
//
// POST /update-group-name (https://developer.z-api.io/en/group/update-group-name)
func (s *GroupsService) UpdateName(ctx context.Context, in UpdateGroupNameRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateGroupName, Body: in, Options: opts})
}

// UpdateGroupDescriptionRequest replaces a group's description.
type UpdateGroupDescriptionRequest struct {
	GroupID          string `json:"groupId" check:"chat"`
	GroupDescription string `json:"groupDescription" check:"required"`
}

// UpdateDescription replaces a group's description. Only administrators can.
//
// POST /update-group-description (https://developer.z-api.io/en/group/update-group-description)
func (s *GroupsService) UpdateDescription(ctx context.Context, in UpdateGroupDescriptionRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateGroupDescription, Body: in, Options: opts})
}

// UpdateGroupPhotoRequest replaces a group's picture.
type UpdateGroupPhotoRequest struct {
	GroupID    string        `json:"groupId" check:"chat"`
	GroupPhoto zapgate.Media `json:"groupPhoto" check:"required"` // a link or bytes
}

// UpdatePhoto replaces a group's picture.
//
// POST /update-group-photo (https://developer.z-api.io/en/group/update-group-photo)
func (s *GroupsService) UpdatePhoto(ctx context.Context, in UpdateGroupPhotoRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateGroupPhoto, Body: in, Options: opts})
}

// UpdateGroupSettingsRequest is all of a group's settings: Z-API requires each of them, so what is left out is set to
// false.
type UpdateGroupSettingsRequest struct {
	Phone                string `json:"phone" check:"chat"`   // the group's id; elsewhere it is called groupId
	AdminOnlyMessage     bool   `json:"adminOnlyMessage"`     // only administrators may write
	AdminOnlySettings    bool   `json:"adminOnlySettings"`    // only administrators may edit the group
	RequireAdminApproval bool   `json:"requireAdminApproval"` // an administrator approves who joins
	AdminOnlyAddMember   bool   `json:"adminOnlyAddMember"`   // only administrators may add members; no metadata tells its value
}

// UpdateSettings replaces a group's settings, all four at once. Only administrators can.
//
// POST /update-group-settings (https://developer.z-api.io/en/group/update-group-settings)
func (s *GroupsService) UpdateSettings(ctx context.Context, in UpdateGroupSettingsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateGroupSettings, Body: in, Options: opts})
}
