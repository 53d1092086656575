package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opCommunityParticipants       = transport.Op{Method: "GET", Path: "/communities/{id}/participants", Retry: transport.Safe}
	opUpdateCommunityParticipants = transport.Op{Method: "PUT", Path: "/communities/{id}/participants"}
	opCommunitySubGroups          = transport.Op{Method: "GET", Path: "/communities/{id}/groups", Retry: transport.Safe}
	opCreateCommunityGroup        = transport.Op{Method: "POST", Path: "/communities/{id}/groups"}
	opLinkCommunityGroup          = transport.Op{Method: "POST", Path: "/communities/{id}/groups/link"}
	opUnlinkCommunityGroup        = transport.Op{Method: "DELETE", Path: "/communities/{id}/groups/{groupId}"}
)

// Participants returns all members of a community. Who is an administrator is told by [CommunitiesService.Get].
//
// GET /communities/{id}/participants (getCommunityParticipants in wsapi-api.yml)
func (s *CommunitiesService) Participants(ctx context.Context, communityID string, opts ...zapgate.CallOption) ([]Identity, error) {
	return transport.List[Identity](ctx, s.t, onJID(opCommunityParticipants, communityID, nil, opts))
}

// UpdateParticipants adds, removes, promotes or demotes members of a community. Only administrators can. The answer does
// not tell of whom it succeeded.
//
// PUT /communities/{id}/participants (updateCommunityParticipants in wsapi-api.yml)
func (s *CommunitiesService) UpdateParticipants(ctx context.Context, communityID string, in UpdateParticipantsRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opUpdateCommunityParticipants, communityID, in, opts))
}

// SubGroup is a group of a community.
type SubGroup struct {
	GroupID             string       `json:"groupId"` // JID
	Name                string       `json:"name"`
	NameSetAt           zapgate.Time `json:"nameSetAt"`           // RFC 3339
	IsAnnouncementGroup bool         `json:"isAnnouncementGroup"` // the one that reaches all members
}

// SubGroups returns the groups of a community.
//
// GET /communities/{id}/groups (getCommunitySubGroups in wsapi-api.yml)
func (s *CommunitiesService) SubGroups(ctx context.Context, communityID string, opts ...zapgate.CallOption) ([]SubGroup, error) {
	return transport.List[SubGroup](ctx, s.t, onJID(opCommunitySubGroups, communityID, nil, opts))
}

// CreateCommunityGroupRequest describes a new group of a community. Only the name is required.
type CreateCommunityGroupRequest struct {
	Name         string   `json:"name" check:"required"`
	Participants []string `json:"participants,omitempty" check:"chat,omitempty"` // JIDs
}

// CreateGroup makes a group in a community. Only administrators can.
//
// POST /communities/{id}/groups (createCommunityGroup in wsapi-api.yml)
func (s *CommunitiesService) CreateGroup(ctx context.Context, communityID string, in CreateCommunityGroupRequest, opts ...zapgate.CallOption) (*Created, error) {
	return transport.Do[Created](ctx, s.t, onJID(opCreateCommunityGroup, communityID, in, opts))
}

// LinkGroupRequest names a group that exists.
type LinkGroupRequest struct {
	GroupID string `json:"groupId" check:"chat"` // JID
}

// LinkGroup takes an existing group into a community. Only who is an administrator of both can.
//
// POST /communities/{id}/groups/link (linkGroupToCommunity in wsapi-api.yml)
func (s *CommunitiesService) LinkGroup(ctx context.Context, communityID string, in LinkGroupRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opLinkCommunityGroup, communityID, in, opts))
}

// subGroupPath is [idPath] for a group of a community.
type subGroupPath struct {
	idPath
	GroupID string `json:"groupId" url:"-" check:"chat"`
}

// UnlinkGroup takes a group out of a community; the group itself stays. Only administrators can.
//
// DELETE /communities/{id}/groups/{groupId} (unlinkCommunityGroup in wsapi-api.yml)
func (s *CommunitiesService) UnlinkGroup(ctx context.Context, communityID, groupID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{
		Op: opUnlinkCommunityGroup, Path: []string{communityID, groupID}, Query: subGroupPath{idPath{communityID}, groupID}, Options: opts,
	})
}
