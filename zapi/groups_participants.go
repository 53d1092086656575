package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// The first four serve groups (groupId) and communities (communityId).
var (
	opAddParticipant     = transport.Op{Method: "POST", Path: "/add-participant"}
	opRemoveParticipant  = transport.Op{Method: "POST", Path: "/remove-participant"}
	opAddAdmin           = transport.Op{Method: "POST", Path: "/add-admin"}
	opRemoveAdmin        = transport.Op{Method: "POST", Path: "/remove-admin"}
	opApproveParticipant = transport.Op{Method: "POST", Path: "/approve-participant"}
	opRejectParticipant  = transport.Op{Method: "POST", Path: "/reject-participant"}
)

// AddGroupParticipantsRequest names whom to add to a group.
type AddGroupParticipantsRequest struct {
	// AutoInvite sends a private invitation to those whom WhatsApp does not let the number add.
	AutoInvite bool     `json:"autoInvite"`
	GroupID    string   `json:"groupId" check:"chat"`
	Phones     []string `json:"phones" check:"chat"` // digits: a LID is not added
}

// AddParticipants adds people to a group. The answer does not say who was only invited.
//
// POST /add-participant (https://developer.z-api.io/en/group/add-participant)
func (s *GroupsService) AddParticipants(ctx context.Context, in AddGroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opAddParticipant, Body: in, Options: opts})
}

// GroupParticipantsRequest names people in a group, or before its door.
type GroupParticipantsRequest struct {
	GroupID string   `json:"groupId" check:"chat"`
	Phones  []string `json:"phones" check:"chat"`
}

// RemoveParticipants takes people out of a group.
//
// POST /remove-participant (https://developer.z-api.io/en/group/remove-participant)
func (s *GroupsService) RemoveParticipants(ctx context.Context, in GroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRemoveParticipant, Body: in, Options: opts})
}

// ApproveParticipants lets people into a group who asked to join. Such requests come as callbacks with the notification
// MEMBERSHIP_APPROVAL_REQUEST.
//
// POST /approve-participant (https://developer.z-api.io/en/group/approve-participant)
func (s *GroupsService) ApproveParticipants(ctx context.Context, in GroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opApproveParticipant, Body: in, Options: opts})
}

// RejectParticipants turns down people who asked to join a group.
//
// POST /reject-participant (https://developer.z-api.io/en/group/reject-participant)
func (s *GroupsService) RejectParticipants(ctx context.Context, in GroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRejectParticipant, Body: in, Options: opts})
}

// AddAdmins makes participants of a group its administrators.
//
// POST /add-admin (https://developer.z-api.io/en/group/add-admin)
func (s *GroupsService) AddAdmins(ctx context.Context, in GroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opAddAdmin, Body: in, Options: opts})
}

// RemoveAdmins makes administrators of a group plain participants.
//
// POST /remove-admin (https://developer.z-api.io/en/group/remove-admin)
func (s *GroupsService) RemoveAdmins(ctx context.Context, in GroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRemoveAdmin, Body: in, Options: opts})
}
