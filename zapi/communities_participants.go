package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// AddCommunityParticipantsRequest names whom to add to a community.
type AddCommunityParticipantsRequest struct {
	// AutoInvite sends a private invitation to those whom WhatsApp does not let the number add.
	AutoInvite  bool     `json:"autoInvite"`
	CommunityID string   `json:"communityId" check:"required"`
	Phones      []string `json:"phones" check:"chat"`
}

// AddParticipants adds people to a community. The answer does not say who was only invited.
//
// POST /add-participant (https://developer.z-api.io/en/communities/add-community-participant)
func (s *CommunitiesService) AddParticipants(ctx context.Context, in AddCommunityParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opAddParticipant, Body: in, Options: opts})
}

// CommunityParticipantsRequest names people in a community.
type CommunityParticipantsRequest struct {
	CommunityID string   `json:"communityId" check:"required"`
	Phones      []string `json:"phones" check:"chat"`
}

// RemoveParticipants takes people out of a community.
//
// POST /remove-participant (https://developer.z-api.io/en/communities/remove-community-participant)
func (s *CommunitiesService) RemoveParticipants(ctx context.Context, in CommunityParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRemoveParticipant, Body: in, Options: opts})
}

// AddAdmins makes participants of a community its administrators.
//
// POST /add-admin (https://developer.z-api.io/en/communities/add-community-admin)
func (s *CommunitiesService) AddAdmins(ctx context.Context, in CommunityParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opAddAdmin, Body: in, Options: opts})
}

// RemoveAdmins makes administrators of a community plain participants.
//
// POST /remove-admin (https://developer.z-api.io/en/communities/remove-community-admin)
func (s *CommunitiesService) RemoveAdmins(ctx context.Context, in CommunityParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRemoveAdmin, Body: in, Options: opts})
}

// RedefineInvitationLink gives a community a new invitation link. The one before is void.
//
// POST /redefine-invitation-link/{groupId} (https://developer.z-api.io/en/communities/redefine-invitation-link)
func (s *CommunitiesService) RedefineInvitationLink(ctx context.Context, communityID string, opts ...zapgate.CallOption) (*InvitationLink, error) {
	return transport.Do[InvitationLink](ctx, s.t, transport.Request{Op: opRedefineInvitationLink, Path: []string{communityID}, Options: opts})
}
