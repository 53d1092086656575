package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSetGroupAnnounce      = transport.Op{Method: "PUT", Path: "/groups/{id}/settings/announce"}
	opSetGroupLocked        = transport.Op{Method: "PUT", Path: "/groups/{id}/settings/locked"}
	opSetGroupJoinApproval  = transport.Op{Method: "PUT", Path: "/groups/{id}/settings/join-approval"}
	opSetGroupMemberAddMode = transport.Op{Method: "PUT", Path: "/groups/{id}/settings/member-add-mode"}
)

// SetBoolRequest switches a setting of a group or community.
type SetBoolRequest struct {
	Enabled bool `json:"enabled"`
}

// SetAnnounce sets whether only administrators may write to a group.
//
// PUT /groups/{id}/settings/announce (setGroupAnnounce in wsapi-api.yml)
func (s *GroupsService) SetAnnounce(ctx context.Context, groupID string, in SetBoolRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetGroupAnnounce, groupID, in, opts))
}

// SetLocked sets whether only administrators may edit a group's name, picture and description.
//
// PUT /groups/{id}/settings/locked (setGroupLocked in wsapi-api.yml)
func (s *GroupsService) SetLocked(ctx context.Context, groupID string, in SetBoolRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetGroupLocked, groupID, in, opts))
}

// SetJoinApproval sets whether an administrator has to approve who joins a group: see [GroupsService.JoinRequests].
//
// PUT /groups/{id}/settings/join-approval (setGroupJoinApproval in wsapi-api.yml)
func (s *GroupsService) SetJoinApproval(ctx context.Context, groupID string, in SetBoolRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetGroupJoinApproval, groupID, in, opts))
}

// SetMemberAddModeRequest says who may add members.
type SetMemberAddModeRequest struct {
	OnlyAdminAdd bool `json:"onlyAdminAdd"` // false: every member
}

// SetMemberAddMode sets whether only administrators may add members to a group.
//
// PUT /groups/{id}/settings/member-add-mode (setGroupMemberAddMode in wsapi-api.yml)
func (s *GroupsService) SetMemberAddMode(ctx context.Context, groupID string, in SetMemberAddModeRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetGroupMemberAddMode, groupID, in, opts))
}
