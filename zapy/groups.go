package zapy

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// GroupsService tells of the groups that the client's instance is in.
type GroupsService struct{ bound }

var opGroupMetadata = transport.Op{Method: "GET", Path: "/api/instances/{instanceId}/groups/{groupId}", Retry: transport.Safe}

// GroupMetadata is a group and who is in it.
type GroupMetadata struct {
	ID           string             `json:"id"` // "…@g.us"
	Subject      string             `json:"subject"`
	Description  string             `json:"description"` // "" if there is none (null)
	Owner        string             `json:"owner"`       // a JID; "" if it is not known (null)
	Creation     zapgate.Time       `json:"creation"`    // seconds
	Participants []GroupParticipant `json:"participants"`
}

// GroupRole is what a participant may do in a group; "" for a plain member (null).
type GroupRole string

// The documented roles.
const (
	GroupSuperadmin GroupRole = "superadmin"
	GroupAdmin      GroupRole = "admin"
)

// GroupParticipant is a member of a group.
type GroupParticipant struct {
	ID    string    `json:"id"` // a JID
	Admin GroupRole `json:"admin"`
}

// Metadata returns a group with its participants. groupID is "…@g.us".
//
// GET /api/instances/{instanceId}/groups/{groupId} (https://docs.zapyapi.com/docs/api/instances)
func (s *GroupsService) Metadata(ctx context.Context, groupID string, opts ...zapgate.CallOption) (*GroupMetadata, error) {
	return do[GroupMetadata](ctx, s.bound, transport.Request{Op: opGroupMetadata, Path: []string{groupID}, Options: opts})
}
