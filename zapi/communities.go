package zapi

import (
	"context"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// CommunitiesService lists, makes and runs communities, which are groups of groups: up to 50. Each has an announcement
// group, to which only administrators write and which reaches up to 5,000 people; a message to the community is a
// message to that group.
//
// A community's id is digits without "-group", and more of them than a phone may have.
type CommunitiesService struct{ service }

var (
	opCommunities                = transport.Op{Method: "GET", Path: "/communities", Retry: transport.Safe}
	opCreateCommunity            = transport.Op{Method: "POST", Path: "/communities"}
	opCommunityMetadata          = transport.Op{Method: "GET", Path: "/communities-metadata/{communityId}", Retry: transport.Safe}
	opDeactivateCommunity        = transport.Op{Method: "DELETE", Path: "/communities/{communityId}"}
	opLinkGroups                 = transport.Op{Method: "POST", Path: "/communities/link"}
	opUnlinkGroups               = transport.Op{Method: "POST", Path: "/communities/unlink"}
	opCommunitySettings          = transport.Op{Method: "POST", Path: "/communities/settings"}
	opUpdateCommunityDescription = transport.Op{Method: "POST", Path: "/update-community-description"}
	opUpdateCommunityPhoto       = transport.Op{Method: "POST", Path: "/update-community-photo"}
)

// Community is a community of the list.
type Community struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// List returns one page of the communities that the connected number is part of. The next one is Page + 1, until a page
// has fewer than PageSize.
//
// GET /communities (https://developer.z-api.io/en/communities/list-communities)
func (s *CommunitiesService) List(ctx context.Context, p ListParams, opts ...zapgate.CallOption) ([]Community, error) {
	return transport.List[Community](ctx, s.t, transport.Request{Op: opCommunities, Query: p.orDefault(), Options: opts})
}

// All walks every community from p's page on, a page at a time, and ends on the first error.
func (s *CommunitiesService) All(ctx context.Context, p ListParams, opts ...zapgate.CallOption) iter.Seq2[Community, error] {
	p = p.orDefault()
	return pages.Numbered(p.Page, p.PageSize, func(n int) ([]Community, error) {
		return s.List(ctx, ListParams{Page: n, PageSize: p.PageSize}, opts...)
	})
}

// CreateCommunityRequest describes a new community.
type CreateCommunityRequest struct {
	Name        string `json:"name" check:"required"`
	Description string `json:"description,omitempty"`
}

// CommunityMetadata is a community and its groups.
type CommunityMetadata struct {
	ID          string           `json:"id"`
	Name        string           `json:"name,omitempty"`        // not told of a new community,
	Description string           `json:"description,omitempty"` // and neither is this
	SubGroups   []CommunityGroup `json:"subGroups"`
}

// CommunityGroup is a group of a community.
type CommunityGroup struct {
	Name                string `json:"name"` // one example of the metadata puts it into a second "phone"; the table is right
	Phone               string `json:"phone"`
	IsGroupAnnouncement bool   `json:"isGroupAnnouncement"` // the group that stands for the whole community
}

// Create makes a community, and with it its announcement group, which is the one of SubGroups. It needs a WhatsApp that
// has communities.
//
// POST /communities (https://developer.z-api.io/en/communities/create-community)
func (s *CommunitiesService) Create(ctx context.Context, in CreateCommunityRequest, opts ...zapgate.CallOption) (*CommunityMetadata, error) {
	return transport.Do[CommunityMetadata](ctx, s.t, transport.Request{Op: opCreateCommunity, Body: in, Options: opts})
}

// Metadata returns a community's name, description and groups.
//
// GET /communities-metadata/{communityId} (https://developer.z-api.io/en/communities/community-metadata)
func (s *CommunitiesService) Metadata(ctx context.Context, communityID string, opts ...zapgate.CallOption) (*CommunityMetadata, error) {
	return transport.Do[CommunityMetadata](ctx, s.t, transport.Request{Op: opCommunityMetadata, Path: []string{communityID}, Options: opts})
}

// Deactivate ends a community. Its groups live on outside of it.
//
// DELETE /communities/{communityId} (https://developer.z-api.io/en/communities/deactivate-community)
func (s *CommunitiesService) Deactivate(ctx context.Context, communityID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opDeactivateCommunity, Path: []string{communityID}, Options: opts})
}

// CommunityGroupsRequest names groups to link to a community or to unlink from it.
type CommunityGroupsRequest struct {
	CommunityID  string   `json:"communityId" check:"required"`
	GroupsPhones []string `json:"groupsPhones" check:"chat"` // the groups' ids
}

// Link adds groups to a community; their members join its announcement group. A group can be in one community only: one
// that is in another is passed over while the rest is linked, so look at Metadata afterwards.
//
// POST /communities/link (https://developer.z-api.io/en/communities/link-groups)
func (s *CommunitiesService) Link(ctx context.Context, in CommunityGroupsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opLinkGroups, Body: in, Options: opts})
}

// Unlink takes groups out of a community, and their members out of its announcement group. The last group beside that
// one cannot be taken out.
//
// POST /communities/unlink (https://developer.z-api.io/en/communities/unlink-groups)
func (s *CommunitiesService) Unlink(ctx context.Context, in CommunityGroupsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUnlinkGroups, Body: in, Options: opts})
}

// CommunityMembers says which members of a community may do something.
type CommunityMembers string

// Who may add groups to a community.
const (
	CommunityAdmins CommunityMembers = "admins"
	CommunityAll    CommunityMembers = "all"
)

// CommunitySettingsRequest is a community's settings.
type CommunitySettingsRequest struct {
	CommunityID        string           `json:"communityId" check:"required"`
	WhoCanAddNewGroups CommunityMembers `json:"whoCanAddNewGroups" check:"required"`
}

// UpdateSettings says who may add groups to a community.
//
// POST /communities/settings (https://developer.z-api.io/en/communities/community-settings)
func (s *CommunitiesService) UpdateSettings(ctx context.Context, in CommunitySettingsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opCommunitySettings, Body: in, Options: opts})
}

// UpdateCommunityDescriptionRequest replaces a community's description.
type UpdateCommunityDescriptionRequest struct {
	CommunityID          string `json:"communityId" check:"required"`
	CommunityDescription string `json:"communityDescription" check:"required"`
}

// UpdateDescription replaces a community's description. Only administrators can.
//
// POST /update-community-description (https://developer.z-api.io/en/communities/update-community-description)
func (s *CommunitiesService) UpdateDescription(ctx context.Context, in UpdateCommunityDescriptionRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateCommunityDescription, Body: in, Options: opts})
}

// UpdateCommunityPhotoRequest replaces a community's picture.
type UpdateCommunityPhotoRequest struct {
	CommunityID    string        `json:"communityId" check:"required"`
	CommunityPhoto zapgate.Media `json:"communityPhoto" check:"required"` // a link or bytes
}

// UpdatePhoto replaces a community's picture.
//
// POST /update-community-photo (https://developer.z-api.io/en/communities/update-community-photo)
func (s *CommunitiesService) UpdatePhoto(ctx context.Context, in UpdateCommunityPhotoRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateCommunityPhoto, Body: in, Options: opts})
}
