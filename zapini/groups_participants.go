package zapini

import (
	"context"
	"errors"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opAddParticipants    = transport.Op{Method: "POST", Path: "/instances/{uuid}/groups/{jid}/participants"}
	opRemoveParticipants = transport.Op{Method: "DELETE", Path: "/instances/{uuid}/groups/{jid}/participants"} // with a body
	opPromote            = transport.Op{Method: "POST", Path: "/instances/{uuid}/groups/{jid}/admins"}
	opDemote             = transport.Op{Method: "DELETE", Path: "/instances/{uuid}/groups/{jid}/admins"} // with a body
	opInvite             = transport.Op{Method: "GET", Path: "/instances/{uuid}/groups/{jid}/invite", Retry: transport.Safe}
	opRevokeInvite       = transport.Op{Method: "DELETE", Path: "/instances/{uuid}/groups/{jid}/invite"}
)

// GroupParticipantsRequest names members of a group.
type GroupParticipantsRequest struct {
	Participants []string `json:"participants" check:"chat"` // digits with country code
}

// AddParticipants adds people to a group. The answer is not documented: who could not be added, because of their privacy
// settings for instance, may be in [Result].Data.
//
// POST /instances/{uuid}/groups/{jid}/participants (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) AddParticipants(ctx context.Context, instanceID, jid string, in GroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opAddParticipants, Path: []string{s.instance(instanceID), jid}, Body: in, Options: opts})
}

// RemoveParticipants takes people out of a group.
//
// DELETE /instances/{uuid}/groups/{jid}/participants (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) RemoveParticipants(ctx context.Context, instanceID, jid string, in GroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRemoveParticipants, Path: []string{s.instance(instanceID), jid}, Body: in, Options: opts})
}

// Promote makes members administrators.
//
// POST /instances/{uuid}/groups/{jid}/admins (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) Promote(ctx context.Context, instanceID, jid string, in GroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opPromote, Path: []string{s.instance(instanceID), jid}, Body: in, Options: opts})
}

// Demote makes administrators plain members.
//
// DELETE /instances/{uuid}/groups/{jid}/admins (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) Demote(ctx context.Context, instanceID, jid string, in GroupParticipantsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDemote, Path: []string{s.instance(instanceID), jid}, Body: in, Options: opts})
}

// GroupInvite is the link by which anyone can join a group.
type GroupInvite struct {
	Code       string `json:"code"`        // the end of the link
	InviteLink string `json:"invite_link"` // https://chat.whatsapp.com/…
}

func (i *GroupInvite) valid() error { return validInvite(i.Code, i.InviteLink) }

// validInvite refuses an answer that leads nowhere.
func validInvite(code, link string) error {
	if code == "" && link == "" {
		return errors.New("answer: the invite is missing")
	}
	return nil
}

// Invite returns a group's link.
//
// GET /instances/{uuid}/groups/{jid}/invite (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) Invite(ctx context.Context, instanceID, jid string, opts ...zapgate.CallOption) (*GroupInvite, error) {
	return unwrap[GroupInvite](ctx, s.t, transport.Request{Op: opInvite, Path: []string{s.instance(instanceID), jid}, Options: opts})
}

// revokedInvite is the new link under other names.
type revokedInvite struct {
	Code       string `json:"new_code"`
	InviteLink string `json:"new_invite_link"`
}

func (i *revokedInvite) valid() error { return validInvite(i.Code, i.InviteLink) }

// RevokeInvite makes a group's link useless and returns the new one.
//
// DELETE /instances/{uuid}/groups/{jid}/invite (https://zapini.app/en/documentation, Groups)
func (s *GroupsService) RevokeInvite(ctx context.Context, instanceID, jid string, opts ...zapgate.CallOption) (*GroupInvite, error) {
	i, err := unwrap[revokedInvite](ctx, s.t, transport.Request{Op: opRevokeInvite, Path: []string{s.instance(instanceID), jid}, Options: opts})
	if err != nil {
		return nil, err
	}
	return &GroupInvite{Code: i.Code, InviteLink: i.InviteLink}, nil
}
