package wsapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

const neighbours = "120360000000000009@g.us"

func TestCommunities(t *testing.T) {
	t.Parallel()
	community := wsapi.Community{
		CommunityID: neighbours, Owner: owner, Name: "Bairro", Created: contract.Time(`"2025-11-02T08:00:00Z"`),
		Description: "Todos os grupos do bairro", IsLocked: true, CommunityApprovalMode: "somebody-approves", Participants: members,
	}
	const path = "/communities/120360000000000009@g.us"
	runWire(t, []wireTest{
		{
			name:   "List",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Communities.List(ctx) },
			method: "GET", path: "/communities", answer: "w2-listCommunities.json", want: []wsapi.Community{community},
		},
		{
			name: "Create with a name only",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Communities.Create(ctx, wsapi.CreateCommunityRequest{Name: "Bairro"})
			},
			method: "POST", path: "/communities", body: `{"name":"Bairro"}`,
			status: 201, answer: "w2-createCommunity.json", want: &wsapi.Created{ID: neighbours},
		},
		{
			name: "Create with everything",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Communities.Create(ctx, wsapi.CreateCommunityRequest{Name: "Bairro", Participants: []string{ana}, ApprovalMode: "somebody-approves"})
			},
			method: "POST", path: "/communities",
			body:   `{"name":"Bairro","participants":["5511900000001@s.whatsapp.net"],"approvalMode":"somebody-approves"}`,
			status: 201, answer: "w2-createCommunity.json", want: &wsapi.Created{ID: neighbours},
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Communities.Get(ctx, neighbours) },
			method: "GET", path: path, answer: "w2-getCommunity.json", want: &community,
		},
		{
			name: "Leave",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Communities.Leave(ctx, neighbours))
			},
			method: "POST", path: path + "/leave",
		},
		{
			name: "SetName",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Communities.SetName(ctx, neighbours, wsapi.SetNameRequest{Name: "Vizinhos"}))
			},
			method: "PUT", path: path + "/name", body: `{"name":"Vizinhos"}`,
		},
		{
			name: "SetDescription to nothing",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Communities.SetDescription(ctx, neighbours, wsapi.SetDescriptionRequest{}))
			},
			method: "PUT", path: path + "/description", body: `{"description":""}`,
		},
		{
			name: "SetPicture",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Communities.SetPicture(ctx, neighbours, wsapi.SetPictureRequest{Data: jpeg()})
			},
			method: "POST", path: path + "/picture", body: `{"data":"anBlZw=="}`,
			answer: "w2-setCommunityPicture.json", want: &wsapi.UpdatedPicture{PictureID: "1700000002"},
		},
		{
			name: "SetLocked",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Communities.SetLocked(ctx, neighbours, wsapi.SetBoolRequest{Enabled: true}))
			},
			method: "PUT", path: path + "/settings/locked", body: `{"enabled":true}`,
		},
		{
			name: "SetLocked off",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Communities.SetLocked(ctx, neighbours, wsapi.SetBoolRequest{}))
			},
			method: "PUT", path: path + "/settings/locked", body: `{"enabled":false}`,
		},
		{
			name: "InviteLink",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Communities.InviteLink(ctx, neighbours)
			},
			method: "GET", path: path + "/invite-link", answer: "w2-getCommunityInviteLink.json",
			want: &wsapi.InviteLink{Link: "https://chat.whatsapp.com/BairroFicticio1"},
		},
		{
			name: "ResetInviteLink",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Communities.ResetInviteLink(ctx, neighbours)
			},
			method: "POST", path: path + "/invite-link/reset", answer: "w2-resetCommunityInviteLink.json",
			want: &wsapi.InviteLink{Link: "https://chat.whatsapp.com/BairroFicticio2"},
		},
		{
			name: "Participants",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Communities.Participants(ctx, neighbours)
			},
			method: "GET", path: path + "/participants", answer: "w2-getCommunityParticipants.json",
			want: []wsapi.Identity{owner, {ID: bia, Device: 3}},
		},
		{
			name: "UpdateParticipants",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Communities.UpdateParticipants(ctx, neighbours,
					wsapi.UpdateParticipantsRequest{Participants: []string{ana, bia}, Action: wsapi.ParticipantDemote}))
			},
			method: "PUT", path: path + "/participants",
			body: `{"participants":["5511900000001@s.whatsapp.net","900000000000002@lid"],"action":"demote"}`,
		},
		{
			name: "SubGroups",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Communities.SubGroups(ctx, neighbours)
			},
			method: "GET", path: path + "/groups", answer: "w2-getCommunitySubGroups.json",
			want: []wsapi.SubGroup{
				{GroupID: "120360000000000010@g.us", Name: "Bairro", NameSetAt: contract.Time(`"2025-11-02T08:00:01Z"`), IsAnnouncementGroup: true},
				{GroupID: family, Name: "Família", NameSetAt: contract.Time(`"2025-11-03T12:30:00Z"`)},
			},
		},
		{
			name: "CreateGroup",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Communities.CreateGroup(ctx, neighbours, wsapi.CreateCommunityGroupRequest{Name: "Horta", Participants: []string{ana}})
			},
			method: "POST", path: path + "/groups", body: `{"name":"Horta","participants":["5511900000001@s.whatsapp.net"]}`,
			status: 201, answer: "w2-createCommunityGroup.json", want: &wsapi.Created{ID: "120360000000000011@g.us"},
		},
		{
			name: "CreateGroup with a name only",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Communities.CreateGroup(ctx, neighbours, wsapi.CreateCommunityGroupRequest{Name: "Horta"})
			},
			method: "POST", path: path + "/groups", body: `{"name":"Horta"}`,
			status: 201, answer: "w2-createCommunityGroup.json", want: &wsapi.Created{ID: "120360000000000011@g.us"},
		},
		{
			name: "LinkGroup",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Communities.LinkGroup(ctx, neighbours, wsapi.LinkGroupRequest{GroupID: family}))
			},
			method: "POST", path: path + "/groups/link", body: `{"groupId":"120360000000000001@g.us"}`,
		},
		{
			name: "UnlinkGroup",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Communities.UnlinkGroup(ctx, neighbours, family))
			},
			method: "DELETE", path: path + "/groups/120360000000000001@g.us",
		},
	})
}

func TestCommunitiesRefuseBadArguments(t *testing.T) {
	t.Parallel()
	unlink := func(community, group string) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			return c.Communities.UnlinkGroup(ctx, community, group)
		}
	}
	runRefused(t, []refused{
		{"GET /communities/{id}", "id must not begin with +", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Communities.Get(ctx, "+"+neighbours)
			return err
		}},
		{"POST /communities", "name is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Communities.Create(ctx, wsapi.CreateCommunityRequest{})
			return err
		}},
		{"POST /communities", "participants must not begin with +", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Communities.Create(ctx, wsapi.CreateCommunityRequest{Name: "Bairro", Participants: []string{"+5511900000001"}})
			return err
		}},
		{"POST /communities/{id}/groups", "name is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Communities.CreateGroup(ctx, neighbours, wsapi.CreateCommunityGroupRequest{})
			return err
		}},
		{"POST /communities/{id}/groups/link", "groupId is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Communities.LinkGroup(ctx, neighbours, wsapi.LinkGroupRequest{})
		}},
		{"PUT /communities/{id}/participants", "participants is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Communities.UpdateParticipants(ctx, neighbours, wsapi.UpdateParticipantsRequest{Action: wsapi.ParticipantRemove})
		}},
		{"POST /communities/{id}/picture", "data is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Communities.SetPicture(ctx, neighbours, wsapi.SetPictureRequest{})
			return err
		}},
		{"DELETE /communities/{id}/groups/{groupId}", "id is empty", unlink("", family)},
		{"DELETE /communities/{id}/groups/{groupId}", "id is not a JID", unlink("..", family)},
		{"DELETE /communities/{id}/groups/{groupId}", "groupId is empty", unlink(neighbours, "")},
		{"DELETE /communities/{id}/groups/{groupId}", "groupId must not begin with +", unlink(neighbours, "+"+family)},
	})
}
