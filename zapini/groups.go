package zapini

import (
	"context"
	"errors"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// GroupsService manages the WhatsApp groups of an instance. In all its methods instanceID is the instance's UUID or
// number, "" for the InstanceID of the credentials, and jid the group's JID, "…@g.us".
type GroupsService struct{ service }

var (
	opGroups      = transport.Op{Method: "GET", Path: "/instances/{uuid}/groups", Retry: transport.Safe}
	opCreateGroup = transport.Op{Method: "POST", Path: "/instances/{uuid}/groups"}
	opGroup       = transport.Op{Method: "GET", Path: "/instances/{uuid}/groups/{jid}", Retry: transport.Safe}
	opUpdateGroup = transport.Op{Method: "PATCH", Path: "/instances/{uuid}/groups/{jid}"}
	opLeaveGroup  = transport.Op{Method: "POST", Path: "/instances/{uuid}/groups/{jid}/leave"}
)

// Group is a WhatsApp group.
type Group struct {
	JID          string             `json:"jid"`                    // "…@g.us"
	Subject      string             `json:"subject"`                // its name
	Description  string             `json:"description,omitempty"`  // not in the answer of Create
	Owner        string             `json:"owner,omitempty"`        // JID; not in the answer of Create
	Size         zapgate.Int        `json:"size,omitempty"`         // participants; not in the answer of Create
	Participants []GroupParticipant `json:"participants,omitempty"` // in the answer of Get
}

func (g *Group) valid() error {
	if g.JID == "" {
		return errors.New("answer: data.jid is missing")
	}
	return nil
}

// GroupParticipant is a member of a group.
type GroupParticipant struct {
	JID   string    `json:"jid"`
	Admin GroupRole `json:"admin"`
}

// GroupRole is what a member may do in a group.
type GroupRole string

// The roles in a group.
const (
	GroupMember     GroupRole = ""           // null
	GroupAdmin      GroupRole = "admin"      // may change the group
	GroupSuperAdmin GroupRole = "superadmin" // made the group
)

// GroupList is all groups of an instance.
type GroupList struct {
	Groups []Group     `json:"groups"`
	Total  zapgate.Int `json:"total"`
}

func (l *GroupList) valid() error {
	if l.Groups == nil {
		return errors.New("answer: data.groups is missing")
	}
	return nil
}

// List returns all groups of an instance, without their participants.
//
// GET /instances/{uuid}/groups (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) List(ctx context.Context, instanceID string, opts ...zapgate.CallOption) (*GroupList, error) {
	return unwrap[GroupList](ctx, s.t, transport.Request{Op: opGroups, Path: []string{s.instance(instanceID)}, Options: opts})
}

// CreateGroupRequest is a new group.
type CreateGroupRequest struct {
	Subject      string   `json:"subject" check:"required"`  // its name
	Participants []string `json:"participants" check:"chat"` // digits with country code, without the instance's own number
}

// CreatedGroup is a group that was made.
type CreatedGroup struct {
	Group   Group  `json:"group"`   // JID and Subject
	Message string `json:"message"` // Zapini's words about it
}

func (g *CreatedGroup) valid() error { return g.Group.valid() }

// Create makes a group with the instance's number in it.
//
// POST /instances/{uuid}/groups (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) Create(ctx context.Context, instanceID string, in CreateGroupRequest, opts ...zapgate.CallOption) (*CreatedGroup, error) {
	return unwrap[CreatedGroup](ctx, s.t, transport.Request{Op: opCreateGroup, Path: []string{s.instance(instanceID)}, Body: in, Options: opts})
}

// Get returns a group with its participants.
//
// GET /instances/{uuid}/groups/{jid} (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) Get(ctx context.Context, instanceID, jid string, opts ...zapgate.CallOption) (*Group, error) {
	return unwrap[Group](ctx, s.t, transport.Request{Op: opGroup, Path: []string{s.instance(instanceID), jid}, Options: opts})
}

// UpdateGroupRequest is what changes of a group; what is nil or "" stays as it is.
type UpdateGroupRequest struct {
	Subject     string  `json:"subject,omitempty"`     // its name
	Description *string `json:"description,omitempty"` // "" takes it away
}

// Update changes a group's name, its description or both.
//
// PATCH /instances/{uuid}/groups/{jid} (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) Update(ctx context.Context, instanceID, jid string, in UpdateGroupRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateGroup, Path: []string{s.instance(instanceID), jid}, Body: in, Options: opts})
}

// Leave takes the instance's number out of a group.
//
// POST /instances/{uuid}/groups/{jid}/leave (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) Leave(ctx context.Context, instanceID, jid string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opLeaveGroup, Path: []string{s.instance(instanceID), jid}, Options: opts})
}
