package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opGroupInviteLink      = transport.Op{Method: "GET", Path: "/groups/{id}/invite-link", Retry: transport.Safe}
	opResetGroupInviteLink = transport.Op{Method: "POST", Path: "/groups/{id}/invite-link/reset"}
	opGroupByInviteCode    = transport.Op{Method: "GET", Path: "/groups/invite/{code}", Retry: transport.Safe}
	opJoinGroupWithLink    = transport.Op{Method: "POST", Path: "/groups/join/link"}
	opJoinGroupWithInvite  = transport.Op{Method: "POST", Path: "/groups/join/invite"}
)

// InviteLink lets whoever has it into a group or community.
type InviteLink struct {
	Link string `json:"link"` // https://chat.whatsapp.com/ and the invite code
}

// InviteLink returns a group's invite link. Only administrators can.
//
// GET /groups/{id}/invite-link (getGroupInviteLink in wsapi-api.yml)
func (s *GroupsService) InviteLink(ctx context.Context, groupID string, opts ...zapgate.CallOption) (*InviteLink, error) {
	return transport.Do[InviteLink](ctx, s.t, onJID(opGroupInviteLink, groupID, nil, opts))
}

// ResetInviteLink makes a new invite link for a group; the one before works no longer. Only administrators can.
//
// POST /groups/{id}/invite-link/reset (resetGroupInviteLink in wsapi-api.yml)
func (s *GroupsService) ResetInviteLink(ctx context.Context, groupID string, opts ...zapgate.CallOption) (*InviteLink, error) {
	return transport.Do[InviteLink](ctx, s.t, onJID(opResetGroupInviteLink, groupID, nil, opts))
}

// GetByInviteCode returns what a group is without joining it. The code is what follows https://chat.whatsapp.com/ in its
// invite link.
//
// GET /groups/invite/{code} (getGroupInfoFromLink in wsapi-api.yml)
func (s *GroupsService) GetByInviteCode(ctx context.Context, code string, opts ...zapgate.CallOption) (*Group, error) {
	return transport.Do[Group](ctx, s.t, transport.Request{Op: opGroupByInviteCode, Path: []string{code}, Options: opts})
}

// JoinWithLinkRequest names a group by its invite link.
type JoinWithLinkRequest struct {
	Code string `json:"code" check:"required"` // what follows https://chat.whatsapp.com/ in the link
}

// JoinWithLink makes the connected number a member of a group.
//
// POST /groups/join/link (joinGroupWithLink in wsapi-api.yml)
func (s *GroupsService) JoinWithLink(ctx context.Context, in JoinWithLinkRequest, opts ...zapgate.CallOption) (*Created, error) {
	return transport.Do[Created](ctx, s.t, transport.Request{Op: opJoinGroupWithLink, Body: in, Options: opts})
}

// JoinWithInviteRequest is an invitation that came as a message.
type JoinWithInviteRequest struct {
	GroupID    string `json:"groupId" check:"chat"`   // JID
	InviterID  string `json:"inviterId" check:"chat"` // JID of who sent the invitation
	Code       string `json:"code" check:"required"`
	Expiration int64  `json:"expiration,omitempty"` // seconds since 1970, as in the invitation
}

// JoinWithInvite accepts an invitation to a group that came as a message.
//
// POST /groups/join/invite (joinGroupWithInvite in wsapi-api.yml)
func (s *GroupsService) JoinWithInvite(ctx context.Context, in JoinWithInviteRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opJoinGroupWithInvite, Body: in, Options: opts})
}
