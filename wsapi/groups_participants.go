package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opGroupParticipants       = transport.Op{Method: "GET", Path: "/groups/{id}/participants", Retry: transport.Safe}
	opUpdateGroupParticipants = transport.Op{Method: "PUT", Path: "/groups/{id}/participants"}
	opGroupRequests           = transport.Op{Method: "GET", Path: "/groups/{id}/requests", Retry: transport.Safe}
	opUpdateGroupRequests     = transport.Op{Method: "PUT", Path: "/groups/{id}/requests"}
)

// GroupParticipant is a member of a group or community.
type GroupParticipant struct {
	Identity
	IsAdmin      bool   `json:"isAdmin"`
	IsSuperAdmin bool   `json:"isSuperAdmin"` // made the group
	DisplayName  string `json:"displayName"`
}

// Participants returns the members of a group.
//
// GET /groups/{id}/participants (getGroupParticipants in wsapi-api.yml)
func (s *GroupsService) Participants(ctx context.Context, groupID string, opts ...zapgate.CallOption) ([]GroupParticipant, error) {
	return transport.List[GroupParticipant](ctx, s.t, onJID(opGroupParticipants, groupID, nil, opts))
}

// ParticipantAction is what to do with members.
type ParticipantAction string

// The documented actions.
const (
	ParticipantAdd     ParticipantAction = "add"
	ParticipantRemove  ParticipantAction = "remove"
	ParticipantPromote ParticipantAction = "promote" // to administrators
	ParticipantDemote  ParticipantAction = "demote"  // from administrators
)

// UpdateParticipantsRequest changes members of a group or community.
type UpdateParticipantsRequest struct {
	Participants []string          `json:"participants" check:"chat"` // JIDs, one at least
	Action       ParticipantAction `json:"action" check:"required"`
}

// UpdateParticipants adds, removes, promotes or demotes members of a group. Only administrators can. The answer does not
// tell of whom it succeeded: [GroupsService.Participants] does.
//
// PUT /groups/{id}/participants (updateGroupParticipants in wsapi-api.yml)
func (s *GroupsService) UpdateParticipants(ctx context.Context, groupID string, in UpdateParticipantsRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opUpdateGroupParticipants, groupID, in, opts))
}

// JoinRequest is somebody who waits to be let into a group.
type JoinRequest struct {
	User        Identity     `json:"user"`
	RequestedAt zapgate.Time `json:"requestedAt"` // RFC 3339
}

// JoinRequests returns who waits to be let into a group. There are such requests only where joining needs an approval:
// see [GroupsService.SetJoinApproval].
//
// GET /groups/{id}/requests (getGroupRequests in wsapi-api.yml)
func (s *GroupsService) JoinRequests(ctx context.Context, groupID string, opts ...zapgate.CallOption) ([]JoinRequest, error) {
	return transport.List[JoinRequest](ctx, s.t, onJID(opGroupRequests, groupID, nil, opts))
}

// JoinRequestAction is what to do with those who wait.
type JoinRequestAction string

// The documented actions.
const (
	JoinRequestApprove JoinRequestAction = "approve"
	JoinRequestReject  JoinRequestAction = "reject"
)

// UpdateJoinRequestsRequest answers some of those who wait.
type UpdateJoinRequestsRequest struct {
	Participants []string          `json:"participants" check:"chat"` // JIDs, one at least
	Action       JoinRequestAction `json:"action" check:"required"`
}

// UpdateJoinRequests lets people who wait into a group, or turns them away. Only administrators can, and only where
// joining needs an approval.
//
// PUT /groups/{id}/requests (updateGroupRequests in wsapi-api.yml)
func (s *GroupsService) UpdateJoinRequests(ctx context.Context, groupID string, in UpdateJoinRequestsRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opUpdateGroupRequests, groupID, in, opts))
}
