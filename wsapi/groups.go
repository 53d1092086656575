package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// GroupsService lists, makes and runs groups. A group is named by its JID ("120363…@g.us"), which is also where messages
// to it are sent. What changes a group can only be done by its administrators, where the method says so.
type GroupsService struct{ service }

var (
	opListGroups          = transport.Op{Method: "GET", Path: "/groups", Retry: transport.Safe}
	opCreateGroup         = transport.Op{Method: "POST", Path: "/groups"}
	opGetGroup            = transport.Op{Method: "GET", Path: "/groups/{id}", Retry: transport.Safe}
	opLeaveGroup          = transport.Op{Method: "POST", Path: "/groups/{id}/leave"}
	opSetGroupName        = transport.Op{Method: "PUT", Path: "/groups/{id}/name"}
	opSetGroupDescription = transport.Op{Method: "PUT", Path: "/groups/{id}/description"}
	opSetGroupPicture     = transport.Op{Method: "POST", Path: "/groups/{id}/picture"}
)

// onJID is a call of an operation whose path holds one JID: of a group, a community or a newsletter.
func onJID(op transport.Op, jid string, body any, opts []zapgate.CallOption) transport.Request {
	return transport.Request{Op: op, Path: []string{jid}, Query: idPath{jid}, Body: body, Options: opts}
}

// Group is a group as its members see it.
type Group struct {
	GroupID                string             `json:"groupId"` // JID
	Owner                  Identity           `json:"owner"`
	Name                   string             `json:"name"`
	CreatedAt              zapgate.Time       `json:"createdAt"` // RFC 3339
	Description            string             `json:"description"`
	IsAnnounce             bool               `json:"isAnnounce"`          // only administrators may write
	IsLocked               bool               `json:"isLocked"`            // only administrators may edit what the group is
	IsEphemeral            bool               `json:"isEphemeral"`         // messages disappear
	EphemeralExpiration    int64              `json:"ephemeralExpiration"` // after so many seconds; a word elsewhere, such as [Ephemeral24h]
	Participants           []GroupParticipant `json:"participants"`
	CommunityID            string             `json:"communityId,omitempty"`         // JID; "" outside a community
	IsAnnouncementGroup    bool               `json:"isAnnouncementGroup,omitempty"` // of its community
	IsJoinApprovalRequired bool               `json:"isJoinApprovalRequired"`
	MemberAddMode          string             `json:"memberAddMode"` // WhatsApp's word for who may add members; none is documented
}

// List returns all groups that the connected number is a member of. There are no pages.
//
// GET /groups (listGroups in wsapi-api.yml)
func (s *GroupsService) List(ctx context.Context, opts ...zapgate.CallOption) ([]Group, error) {
	return transport.List[Group](ctx, s.t, transport.Request{Op: opListGroups, Options: opts})
}

// CreateGroupRequest describes a new group.
type CreateGroupRequest struct {
	Name         string   `json:"name" check:"required"`
	Participants []string `json:"participants" check:"chat"` // JIDs, one at least
}

// Created names what was made, or joined.
type Created struct {
	ID string `json:"id"` // JID
}

// Create makes a group of the connected number and some others. Who could not be added is seen in
// [GroupsService.Participants].
//
// POST /groups (createGroup in wsapi-api.yml)
func (s *GroupsService) Create(ctx context.Context, in CreateGroupRequest, opts ...zapgate.CallOption) (*Created, error) {
	return transport.Do[Created](ctx, s.t, transport.Request{Op: opCreateGroup, Body: in, Options: opts})
}

// Get returns what a group is, with its members and settings.
//
// GET /groups/{id} (getGroup in wsapi-api.yml)
func (s *GroupsService) Get(ctx context.Context, groupID string, opts ...zapgate.CallOption) (*Group, error) {
	return transport.Do[Group](ctx, s.t, onJID(opGetGroup, groupID, nil, opts))
}

// Leave takes the connected number out of a group. No message of the group arrives from then on.
//
// POST /groups/{id}/leave (leaveGroup in wsapi-api.yml)
func (s *GroupsService) Leave(ctx context.Context, groupID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opLeaveGroup, groupID, nil, opts))
}

// SetNameRequest is the new name of a group or community.
type SetNameRequest struct {
	Name string `json:"name" check:"required"`
}

// SetName renames a group. Only administrators can.
//
// PUT /groups/{id}/name (setGroupName in wsapi-api.yml)
func (s *GroupsService) SetName(ctx context.Context, groupID string, in SetNameRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetGroupName, groupID, in, opts))
}

// SetDescriptionRequest is the new description of a group or community.
type SetDescriptionRequest struct {
	Description string `json:"description"` // "" takes it away
}

// SetDescription replaces a group's description. Only administrators can.
//
// PUT /groups/{id}/description (setGroupDescription in wsapi-api.yml)
func (s *GroupsService) SetDescription(ctx context.Context, groupID string, in SetDescriptionRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetGroupDescription, groupID, in, opts))
}

// SetPictureRequest is the new picture of a group or community.
type SetPictureRequest struct {
	Data zapgate.Base64 `json:"data" check:"required"` // a JPEG: zapgate.Base64(zapgate.MediaFile(…)); a link does not marshal
}

// UpdatedPicture names a picture that was set.
type UpdatedPicture struct {
	PictureID string `json:"pictureId"`
}

// SetPicture replaces a group's picture. Only administrators can.
//
// POST /groups/{id}/picture (setGroupPicture in wsapi-api.yml)
func (s *GroupsService) SetPicture(ctx context.Context, groupID string, in SetPictureRequest, opts ...zapgate.CallOption) (*UpdatedPicture, error) {
	return transport.Do[UpdatedPicture](ctx, s.t, onJID(opSetGroupPicture, groupID, in, opts))
}
