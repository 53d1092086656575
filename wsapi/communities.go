package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// CommunitiesService lists, makes and runs communities, which hold groups together. A community is named by its JID
// ("120363…@g.us"). Messages go to one of its groups: the announcement group reaches all members.
type CommunitiesService struct{ service }

var (
	opListCommunities          = transport.Op{Method: "GET", Path: "/communities", Retry: transport.Safe}
	opCreateCommunity          = transport.Op{Method: "POST", Path: "/communities"}
	opGetCommunity             = transport.Op{Method: "GET", Path: "/communities/{id}", Retry: transport.Safe}
	opLeaveCommunity           = transport.Op{Method: "POST", Path: "/communities/{id}/leave"}
	opSetCommunityName         = transport.Op{Method: "PUT", Path: "/communities/{id}/name"}
	opSetCommunityDescription  = transport.Op{Method: "PUT", Path: "/communities/{id}/description"}
	opSetCommunityPicture      = transport.Op{Method: "POST", Path: "/communities/{id}/picture"}
	opSetCommunityLocked       = transport.Op{Method: "PUT", Path: "/communities/{id}/settings/locked"}
	opCommunityInviteLink      = transport.Op{Method: "GET", Path: "/communities/{id}/invite-link", Retry: transport.Safe}
	opResetCommunityInviteLink = transport.Op{Method: "POST", Path: "/communities/{id}/invite-link/reset"}
)

// Community is a community as its members see it.
type Community struct {
	CommunityID           string             `json:"communityId"` // JID
	Owner                 Identity           `json:"owner"`
	Name                  string             `json:"name"`
	Created               zapgate.Time       `json:"created"` // RFC 3339
	Description           string             `json:"description"`
	IsLocked              bool               `json:"isLocked"`              // only administrators may edit what the community is
	CommunityApprovalMode string             `json:"communityApprovalMode"` // WhatsApp's word for how people join; none is documented
	Participants          []GroupParticipant `json:"participants"`          // administrators are marked here only
}

// List returns all communities that the connected number is a member of. There are no pages.
//
// GET /communities (listCommunities in wsapi-api.yml)
func (s *CommunitiesService) List(ctx context.Context, opts ...zapgate.CallOption) ([]Community, error) {
	return transport.List[Community](ctx, s.t, transport.Request{Op: opListCommunities, Options: opts})
}

// CreateCommunityRequest describes a new community. Only the name is required.
type CreateCommunityRequest struct {
	Name         string   `json:"name" check:"required"`
	Participants []string `json:"participants,omitempty" check:"chat,omitempty"` // JIDs
	ApprovalMode string   `json:"approvalMode,omitempty"`                        // how people join; no value is documented
}

// Create makes a community.
//
// POST /communities (createCommunity in wsapi-api.yml)
func (s *CommunitiesService) Create(ctx context.Context, in CreateCommunityRequest, opts ...zapgate.CallOption) (*Created, error) {
	return transport.Do[Created](ctx, s.t, transport.Request{Op: opCreateCommunity, Body: in, Options: opts})
}

// Get returns what a community is. A group that is none is [zapgate.ErrNotFound].
//
// GET /communities/{id} (getCommunity in wsapi-api.yml)
func (s *CommunitiesService) Get(ctx context.Context, communityID string, opts ...zapgate.CallOption) (*Community, error) {
	return transport.Do[Community](ctx, s.t, onJID(opGetCommunity, communityID, nil, opts))
}

// Leave takes the connected number out of a community.
//
// POST /communities/{id}/leave (leaveCommunity in wsapi-api.yml)
func (s *CommunitiesService) Leave(ctx context.Context, communityID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opLeaveCommunity, communityID, nil, opts))
}

// SetName renames a community. Only administrators can.
//
// PUT /communities/{id}/name (setCommunityName in wsapi-api.yml)
func (s *CommunitiesService) SetName(ctx context.Context, communityID string, in SetNameRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetCommunityName, communityID, in, opts))
}

// SetDescription replaces a community's description. Only administrators can.
//
// PUT /communities/{id}/description (setCommunityDescription in wsapi-api.yml)
func (s *CommunitiesService) SetDescription(ctx context.Context, communityID string, in SetDescriptionRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetCommunityDescription, communityID, in, opts))
}

// SetPicture replaces a community's picture. Only administrators can.
//
// POST /communities/{id}/picture (setCommunityPicture in wsapi-api.yml)
func (s *CommunitiesService) SetPicture(ctx context.Context, communityID string, in SetPictureRequest, opts ...zapgate.CallOption) (*UpdatedPicture, error) {
	return transport.Do[UpdatedPicture](ctx, s.t, onJID(opSetCommunityPicture, communityID, in, opts))
}

// SetLocked sets whether only administrators may edit a community's name, picture and description.
//
// PUT /communities/{id}/settings/locked (setCommunityLocked in wsapi-api.yml)
func (s *CommunitiesService) SetLocked(ctx context.Context, communityID string, in SetBoolRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetCommunityLocked, communityID, in, opts))
}

// InviteLink returns a community's invite link. Only administrators can.
//
// GET /communities/{id}/invite-link (getCommunityInviteLink in wsapi-api.yml)
func (s *CommunitiesService) InviteLink(ctx context.Context, communityID string, opts ...zapgate.CallOption) (*InviteLink, error) {
	return transport.Do[InviteLink](ctx, s.t, onJID(opCommunityInviteLink, communityID, nil, opts))
}

// ResetInviteLink makes a new invite link for a community; the one before works no longer. Only administrators can.
//
// POST /communities/{id}/invite-link/reset (resetCommunityInviteLink in wsapi-api.yml)
func (s *CommunitiesService) ResetInviteLink(ctx context.Context, communityID string, opts ...zapgate.CallOption) (*InviteLink, error) {
	return transport.Do[InviteLink](ctx, s.t, onJID(opResetCommunityInviteLink, communityID, nil, opts))
}
