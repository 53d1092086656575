package zapini_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

func TestGroups(t *testing.T) {
	t.Parallel()
	const (
		jid  = "120360000000000001@g.us"
		list = "/instances/18/groups"
		one  = list + "/" + jid
	)
	people := zapini.GroupParticipantsRequest{Participants: []string{"5511900000001", "100000000000001@lid"}}
	const peopleBody = `{"participants":["5511900000001","100000000000001@lid"]}`
	done := func(t *testing.T, got any) {
		t.Helper()
		assert.Equal(t, "done", got.(*zapini.Result).Message)
	}
	runExchanges(t, []exchange{
		{
			name:   "List",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Groups.List(ctx, "18") },
			method: "GET", url: list, repeatable: true, answer: "p2-groups.json",
			want: &zapini.GroupList{Total: 9, Groups: []zapini.Group{{
				JID: jid, Subject: "Equipe Exemplo", Description: "avisos da loja", Owner: "5511900000009@s.whatsapp.net", Size: 12,
			}}},
		},
		{
			name:   "List of the client's own instance",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Groups.List(ctx, "") },
			method: "GET", url: "/instances/" + instanceID + "/groups", repeatable: true, answer: "p2-groups.json",
			check: func(t *testing.T, got any) { assert.Len(t, got.(*zapini.GroupList).Groups, 1) },
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Groups.Create(ctx, "18", zapini.CreateGroupRequest{Subject: "Entregas", Participants: people.Participants})
			},
			method: "POST", url: list, body: `{"subject":"Entregas","participants":["5511900000001","100000000000001@lid"]}`,
			answer: "p2-group-create.json",
			want:   &zapini.CreatedGroup{Group: zapini.Group{JID: "120360000000000002@g.us", Subject: "Entregas"}, Message: "made"},
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Groups.Get(ctx, "18", jid) },
			method: "GET", url: one, repeatable: true, answer: "p2-group.json",
			want: &zapini.Group{
				JID: jid, Subject: "Equipe Exemplo", Description: "avisos da loja", Owner: "5511900000009@s.whatsapp.net", Size: 3,
				Participants: []zapini.GroupParticipant{
					{JID: "5511900000009@s.whatsapp.net", Admin: zapini.GroupSuperAdmin},
					{JID: "5511900000001@s.whatsapp.net", Admin: zapini.GroupAdmin},
					{JID: "100000000000001@lid", Admin: zapini.GroupMember},
				},
			},
		},
		{
			name: "Update",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Groups.Update(ctx, "18", jid, zapini.UpdateGroupRequest{Subject: "Equipe", Description: new("só avisos")})
			},
			method: "PATCH", url: one, body: `{"subject":"Equipe","description":"só avisos"}`, answer: "p2-result.json", anyAnswer: true, check: done,
		},
		{
			name: "Update, takes the description away",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Groups.Update(ctx, "18", jid, zapini.UpdateGroupRequest{Description: new("")})
			},
			method: "PATCH", url: one, body: `{"description":""}`, answer: "p2-result.json", anyAnswer: true, check: done,
		},
		{
			name: "AddParticipants",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Groups.AddParticipants(ctx, "18", jid, people)
			},
			method: "POST", url: one + "/participants", body: peopleBody, answer: "p2-result.json", anyAnswer: true, check: done,
		},
		{
			name: "RemoveParticipants",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Groups.RemoveParticipants(ctx, "18", jid, people)
			},
			method: "DELETE", url: one + "/participants", body: peopleBody, answer: "p2-result.json", anyAnswer: true, check: done,
		},
		{
			name: "Promote",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Groups.Promote(ctx, "18", jid, people)
			},
			method: "POST", url: one + "/admins", body: peopleBody, answer: "p2-result.json", anyAnswer: true, check: done,
		},
		{
			name: "Demote",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Groups.Demote(ctx, "18", jid, people)
			},
			method: "DELETE", url: one + "/admins", body: peopleBody, answer: "p2-result.json", anyAnswer: true, check: done,
		},
		{
			name:   "Leave",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Groups.Leave(ctx, "18", jid) },
			method: "POST", url: one + "/leave", answer: "p2-result.json", anyAnswer: true, check: done,
		},
		{
			name:   "Invite",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Groups.Invite(ctx, "18", jid) },
			method: "GET", url: one + "/invite", repeatable: true, answer: "p2-group-invite.json",
			want: &zapini.GroupInvite{Code: "ExEmPlO0001", InviteLink: "https://chat.whatsapp.com/ExEmPlO0001"},
		},
		{
			name:   "RevokeInvite",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Groups.RevokeInvite(ctx, "18", jid) },
			method: "DELETE", url: one + "/invite", answer: "p2-group-invite-revoke.json",
			want: &zapini.GroupInvite{Code: "ExEmPlO0002", InviteLink: "https://chat.whatsapp.com/ExEmPlO0002"},
		},
	})
}

func TestGroupsRefuseBeforeSending(t *testing.T) {
	t.Parallel()
	create := func(in zapini.CreateGroupRequest) func(context.Context, *zapini.Client) (any, error) {
		return func(ctx context.Context, c *zapini.Client) (any, error) { return c.Groups.Create(ctx, "18", in) }
	}
	runRefusals(t, []refusal{
		{"subject is empty", create(zapini.CreateGroupRequest{Participants: []string{"5511900000001"}})},
		{"participants is empty", create(zapini.CreateGroupRequest{Subject: "x"})},
		{"participants is not a phone", create(zapini.CreateGroupRequest{Subject: "x", Participants: []string{"5511900000001", "+55 11 9"}})},
		{"participants is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Groups.RemoveParticipants(ctx, "18", "120360000000000001@g.us", zapini.GroupParticipantsRequest{})
		}},
		{"jid is empty", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Groups.Leave(ctx, "18", "") }},
		{"uuid is a dot segment", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Groups.Get(ctx, "..", "x@g.us") }},
	})
	w := contract.Record(ok(`{}`))
	c, err := zapini.New(zapini.Credentials{Token: token}, contract.Through(w)...)
	require.NoError(t, err)
	_, err = c.Groups.List(t.Context(), "")
	require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	require.ErrorContains(t, err, "uuid is empty")
	assert.Empty(t, w.Sent)
}

func TestGroupsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"success":true}`, `{"success":true,"data":{}}`, `{"success":true,"data":[]}`, `{"success":true,"data":{"groups":null,"group":{}}}`} {
		c := newClient(t, contract.Record(ok(body)))
		_, err := c.Groups.List(t.Context(), "18")
		require.Error(t, err, body)
		_, err = c.Groups.Get(t.Context(), "18", "120360000000000001@g.us")
		require.Error(t, err, body)
		_, err = c.Groups.Invite(t.Context(), "18", "120360000000000001@g.us")
		require.Error(t, err, body)
		_, err = c.Groups.Create(t.Context(), "18", zapini.CreateGroupRequest{Subject: "x", Participants: []string{"5511900000001"}})
		require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown, "a group may be there now")
		_, err = c.Groups.RevokeInvite(t.Context(), "18", "120360000000000001@g.us")
		require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown, body)
	}
	got, err := newClient(t, contract.Record(ok(`{"success":true,"data":{"groups":[],"total":"0"}}`))).Groups.List(t.Context(), "18")
	require.NoError(t, err)
	assert.Empty(t, got.Groups)
}
