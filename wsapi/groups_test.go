package wsapi_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

var (
	owner   = wsapi.Identity{ID: "5511900000009@s.whatsapp.net", LID: "900000000000009@lid", Phone: "5511900000009"}
	members = []wsapi.GroupParticipant{
		{Identity: owner, IsAdmin: true, IsSuperAdmin: true},
		{Identity: wsapi.Identity{ID: bia, Device: 3}, DisplayName: "Bia"},
	}
	familyGroup = wsapi.Group{
		GroupID: family, Owner: owner, Name: "Família", CreatedAt: contract.Time(`"2025-11-03T12:30:00Z"`), Description: "Aniversários & churrascos",
		IsAnnounce: true, IsLocked: true, IsEphemeral: true, EphemeralExpiration: 604800, Participants: members,
		CommunityID: "120360000000000009@g.us", IsAnnouncementGroup: true, IsJoinApprovalRequired: true, MemberAddMode: "only-some",
	}
)

func jpeg() zapgate.Base64 { return zapgate.Base64(zapgate.MediaBytes("image/jpeg", []byte("jpeg"))) }

func TestGroups(t *testing.T) {
	t.Parallel()
	runWire(t, []wireTest{
		{
			name:   "List",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Groups.List(ctx) },
			method: "GET", path: "/groups", answer: "w2-listGroups.json",
			want: []wsapi.Group{familyGroup, {
				GroupID: "5511900000009-1600000000@g.us", Name: "Antigo", CreatedAt: contract.Time(`"2020-09-13T12:26:40Z"`), Participants: []wsapi.GroupParticipant{},
			}},
		},
		{
			name:   "List of nothing",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Groups.List(ctx) },
			method: "GET", path: "/groups", answer: "[]", want: []wsapi.Group{},
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Groups.Create(ctx, wsapi.CreateGroupRequest{Name: "Família <3 & cia", Participants: []string{ana, bia}})
			},
			method: "POST", path: "/groups",
			body:   `{"name":"Família <3 & cia","participants":["5511900000001@s.whatsapp.net","900000000000002@lid"]}`,
			status: 201, answer: "w2-createGroup.json", want: &wsapi.Created{ID: family},
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Groups.Get(ctx, family) },
			method: "GET", path: "/groups/120360000000000001@g.us", answer: "w2-getGroup.json", want: &familyGroup,
		},
		{
			name:   "Leave",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return only(c.Groups.Leave(ctx, family)) },
			method: "POST", path: "/groups/120360000000000001@g.us/leave",
		},
		{
			name: "SetName",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Groups.SetName(ctx, family, wsapi.SetNameRequest{Name: "Primos"}))
			},
			method: "PUT", path: "/groups/120360000000000001@g.us/name", body: `{"name":"Primos"}`,
		},
		{
			name: "SetDescription",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Groups.SetDescription(ctx, family, wsapi.SetDescriptionRequest{Description: "Só primos"}))
			},
			method: "PUT", path: "/groups/120360000000000001@g.us/description", body: `{"description":"Só primos"}`,
		},
		{
			name: "SetDescription to nothing",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Groups.SetDescription(ctx, family, wsapi.SetDescriptionRequest{}))
			},
			method: "PUT", path: "/groups/120360000000000001@g.us/description", body: `{"description":""}`,
		},
		{
			name: "SetPicture",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Groups.SetPicture(ctx, family, wsapi.SetPictureRequest{Data: jpeg()})
			},
			method: "POST", path: "/groups/120360000000000001@g.us/picture", body: `{"data":"anBlZw=="}`,
			answer: "w2-setGroupPicture.json", want: &wsapi.UpdatedPicture{PictureID: "1700000001"},
		},
		{
			name:   "Participants",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Groups.Participants(ctx, family) },
			method: "GET", path: "/groups/120360000000000001@g.us/participants", answer: "w2-getGroupParticipants.json", want: members,
		},
		{
			name: "UpdateParticipants",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Groups.UpdateParticipants(ctx, family, wsapi.UpdateParticipantsRequest{Participants: []string{ana}, Action: wsapi.ParticipantPromote}))
			},
			method: "PUT", path: "/groups/120360000000000001@g.us/participants",
			body: `{"participants":["5511900000001@s.whatsapp.net"],"action":"promote"}`,
		},
		{
			name:   "JoinRequests",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Groups.JoinRequests(ctx, family) },
			method: "GET", path: "/groups/120360000000000001@g.us/requests", answer: "w2-getGroupRequests.json",
			want: []wsapi.JoinRequest{{
				User:        wsapi.Identity{ID: ana, LID: "900000000000001@lid", Phone: "5511900000001", Device: 1},
				RequestedAt: contract.Time(`"2026-02-06T09:30:00Z"`),
			}},
		},
		{
			name: "UpdateJoinRequests",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Groups.UpdateJoinRequests(ctx, family, wsapi.UpdateJoinRequestsRequest{Participants: []string{ana, bia}, Action: wsapi.JoinRequestReject}))
			},
			method: "PUT", path: "/groups/120360000000000001@g.us/requests",
			body: `{"participants":["5511900000001@s.whatsapp.net","900000000000002@lid"],"action":"reject"}`,
		},
		{
			name:   "InviteLink",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Groups.InviteLink(ctx, family) },
			method: "GET", path: "/groups/120360000000000001@g.us/invite-link", answer: "w2-getGroupInviteLink.json",
			want: &wsapi.InviteLink{Link: "https://chat.whatsapp.com/FamiliaFicticia1"},
		},
		{
			name:   "ResetInviteLink",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Groups.ResetInviteLink(ctx, family) },
			method: "POST", path: "/groups/120360000000000001@g.us/invite-link/reset", answer: "w2-resetGroupInviteLink.json",
			want: &wsapi.InviteLink{Link: "https://chat.whatsapp.com/FamiliaFicticia2"},
		},
		{
			name: "GetByInviteCode escapes the code",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Groups.GetByInviteCode(ctx, "Familia/Ficticia?1")
			},
			method: "GET", path: "/groups/invite/Familia%2FFicticia%3F1", answer: "w2-getGroupInfoFromLink.json", want: &familyGroup,
		},
		{
			name: "JoinWithLink",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Groups.JoinWithLink(ctx, wsapi.JoinWithLinkRequest{Code: "FamiliaFicticia1"})
			},
			method: "POST", path: "/groups/join/link", body: `{"code":"FamiliaFicticia1"}`,
			status: 201, answer: "w2-joinGroupWithLink.json", want: &wsapi.Created{ID: "120360000000000005@g.us"},
		},
		{
			name: "JoinWithInvite",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Groups.JoinWithInvite(ctx, wsapi.JoinWithInviteRequest{GroupID: family, InviterID: ana, Code: "Convite1", Expiration: 1770000000}))
			},
			method: "POST", path: "/groups/join/invite",
			body: `{"groupId":"120360000000000001@g.us","inviterId":"5511900000001@s.whatsapp.net","code":"Convite1","expiration":1770000000}`,
		},
		{
			name: "JoinWithInvite without end",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Groups.JoinWithInvite(ctx, wsapi.JoinWithInviteRequest{GroupID: family, InviterID: bia, Code: "Convite1"}))
			},
			method: "POST", path: "/groups/join/invite",
			body: `{"groupId":"120360000000000001@g.us","inviterId":"900000000000002@lid","code":"Convite1"}`,
		},
		{
			name: "SetMemberAddMode off",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Groups.SetMemberAddMode(ctx, family, wsapi.SetMemberAddModeRequest{}))
			},
			method: "PUT", path: "/groups/120360000000000001@g.us/settings/member-add-mode", body: `{"onlyAdminAdd":false}`,
		},
		{
			name: "SetMemberAddMode on",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Groups.SetMemberAddMode(ctx, family, wsapi.SetMemberAddModeRequest{OnlyAdminAdd: true}))
			},
			method: "PUT", path: "/groups/120360000000000001@g.us/settings/member-add-mode", body: `{"onlyAdminAdd":true}`,
		},
	})
}

// Three operations switch something.
func TestGroupSettings(t *testing.T) {
	t.Parallel()
	type set = func(*wsapi.GroupsService, context.Context, string, wsapi.SetBoolRequest, ...zapgate.CallOption) error
	var tests []wireTest
	for name, set := range map[string]set{
		"announce":      (*wsapi.GroupsService).SetAnnounce,
		"locked":        (*wsapi.GroupsService).SetLocked,
		"join-approval": (*wsapi.GroupsService).SetJoinApproval,
	} {
		for body, enabled := range map[string]bool{`{"enabled":true}`: true, `{"enabled":false}`: false} {
			tests = append(tests, wireTest{
				name: name + " " + body,
				call: func(ctx context.Context, c *wsapi.Client) (any, error) {
					return only(set(c.Groups, ctx, family, wsapi.SetBoolRequest{Enabled: enabled}))
				},
				method: "PUT", path: "/groups/120360000000000001@g.us/settings/" + name, body: body,
			})
		}
	}
	runWire(t, tests)
}

func TestGroupsRefuseBadArguments(t *testing.T) {
	t.Parallel()
	get := func(id string) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Groups.Get(ctx, id)
			return err
		}
	}
	create := func(in wsapi.CreateGroupRequest) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Groups.Create(ctx, in)
			return err
		}
	}
	update := func(in wsapi.UpdateParticipantsRequest) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error { return c.Groups.UpdateParticipants(ctx, family, in) }
	}
	join := func(in wsapi.JoinWithInviteRequest) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error { return c.Groups.JoinWithInvite(ctx, in) }
	}
	picture := func(data zapgate.Base64) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Groups.SetPicture(ctx, family, wsapi.SetPictureRequest{Data: data})
			return err
		}
	}
	runRefused(t, []refused{
		{"GET /groups/{id}", "id is empty", get("")},
		{"GET /groups/{id}", "id must not begin with +", get("+120360000000000001@g.us")},
		{"GET /groups/{id}", "id is not a JID", get("..")},
		{"GET /groups/{id}", "id is not a JID", get("120360000000000001@g.us/leave")},
		{"GET /groups/{id}", "id is not a JID", get("120360000000000001-group")},
		{"POST /groups", "name is empty", create(wsapi.CreateGroupRequest{Participants: []string{ana}})},
		{"POST /groups", "participants is empty", create(wsapi.CreateGroupRequest{Name: "Família"})},
		{"POST /groups", "participants is empty", create(wsapi.CreateGroupRequest{Name: "Família", Participants: []string{}})},
		{"POST /groups", "participants is empty", create(wsapi.CreateGroupRequest{Name: "Família", Participants: []string{ana, ""}})},
		{"POST /groups", "participants must not begin with +", create(wsapi.CreateGroupRequest{Name: "Família", Participants: []string{ana, "+" + ana}})},
		{"PUT /groups/{id}/participants", "participants is empty", update(wsapi.UpdateParticipantsRequest{Action: wsapi.ParticipantAdd})},
		{"PUT /groups/{id}/participants", "action is empty", update(wsapi.UpdateParticipantsRequest{Participants: []string{ana}})},
		{"PUT /groups/{id}/requests", "action is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Groups.UpdateJoinRequests(ctx, family, wsapi.UpdateJoinRequestsRequest{Participants: []string{ana}})
		}},
		{"PUT /groups/{id}/requests", "participants must not begin with +", func(ctx context.Context, c *wsapi.Client) error {
			return c.Groups.UpdateJoinRequests(ctx, family, wsapi.UpdateJoinRequestsRequest{Participants: []string{"+5511900000001"}, Action: wsapi.JoinRequestApprove})
		}},
		{"PUT /groups/{id}/name", "name is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Groups.SetName(ctx, family, wsapi.SetNameRequest{})
		}},
		{"POST /groups/{id}/leave", "id must not begin with +", func(ctx context.Context, c *wsapi.Client) error { return c.Groups.Leave(ctx, "+"+family) }},
		{"POST /groups/{id}/picture", "data is empty", picture(zapgate.Base64{})},
		{"POST /groups/{id}/picture", "media: this field takes bytes", picture(zapgate.Base64(zapgate.MediaURL("https://media.example.com/a.jpg")))},
		{"GET /groups/invite/{code}", "code is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Groups.GetByInviteCode(ctx, "")
			return err
		}},
		{"POST /groups/join/link", "code is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Groups.JoinWithLink(ctx, wsapi.JoinWithLinkRequest{})
			return err
		}},
		{"POST /groups/join/invite", "groupId is empty", join(wsapi.JoinWithInviteRequest{InviterID: ana, Code: "Convite1"})},
		{"POST /groups/join/invite", "inviterId must not begin with +", join(wsapi.JoinWithInviteRequest{GroupID: family, InviterID: "+" + ana, Code: "Convite1"})},
		{"POST /groups/join/invite", "code is empty", join(wsapi.JoinWithInviteRequest{GroupID: family, InviterID: ana})},
		{"PUT /groups/{id}/settings/member-add-mode", "id is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Groups.SetMemberAddMode(ctx, "", wsapi.SetMemberAddModeRequest{})
		}},
	})
}

// What a gateway may leave out, send as null, or add one day.
func TestGroupDecode(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]wsapi.Group{
		`{}`: {},
		`{"groupId":null,"owner":null,"createdAt":null,"participants":null,"communityId":null,"isAnnounce":null}`: {CreatedAt: contract.Time(`null`)},
		`{"groupId":"120360000000000001@g.us","owner":{"id":"900000000000002@lid","later":1},"later":{"a":[1]}}`:  {GroupID: family, Owner: wsapi.Identity{ID: bia}},
	} {
		var got wsapi.Group
		require.NoError(t, json.Unmarshal([]byte(doc), &got), doc)
		assert.Equal(t, want, got, doc)
	}
	// WSAPI's server writes a time that it does not know as the year 1.
	for doc, like := range map[string]any{
		`{"createdAt":"0001-01-01T00:00:00Z","owner":{"id":""}}`:  wsapi.Group{},
		`{"created":"0001-01-01T00:00:00Z","owner":{"id":""}}`:    wsapi.Community{},
		`{"nameSetAt":"0001-01-01T00:00:00Z"}`:                    wsapi.SubGroup{},
		`{"requestedAt":"0001-01-01T00:00:00Z","user":{"id":""}}`: wsapi.JoinRequest{},
		`{"createdAt":"0001-01-01T00:00:00Z"}`:                    wsapi.Newsletter{},
	} {
		assert.Empty(t, contract.Reencode(t, []byte(doc), like), doc)
	}
}

var sectionTypes = map[string]any{
	"w2-listGroups.json":                        []wsapi.Group{},
	"w2-getGroup.json":                          wsapi.Group{},
	"w2-getGroupInfoFromLink.json":              wsapi.Group{},
	"w2-getGroupParticipants.json":              []wsapi.GroupParticipant{},
	"w2-getGroupRequests.json":                  []wsapi.JoinRequest{},
	"w2-create*.json":                           wsapi.Created{},
	"w2-joinGroupWithLink.json":                 wsapi.Created{},
	"w2-set*Picture.json":                       wsapi.UpdatedPicture{},
	"w2-*InviteLink.json":                       wsapi.InviteLink{},
	"w2-listCommunities.json":                   []wsapi.Community{},
	"w2-getCommunity.json":                      wsapi.Community{},
	"w2-getCommunityParticipants.json":          []wsapi.Identity{},
	"w2-getCommunitySubGroups.json":             []wsapi.SubGroup{},
	"w2-listNewsletters.json":                   []wsapi.Newsletter{},
	"w2-getNewsletter*.json":                    wsapi.Newsletter{},
	"w2-listAccountInstances.json":              wsapi.Page[wsapi.AccountInstance]{},
	"w2-listAccountSubscriptionInstances.json":  wsapi.Page[wsapi.AccountInstance]{},
	"w2-getAccountInstance.json":                wsapi.AccountInstanceDetail{},
	"w2-getAccountInstanceDefaults.json":        wsapi.AccountInstanceDefaults{},
	"w2-listAccountSubscriptions.json":          wsapi.Page[wsapi.AccountSubscription]{},
	"w2-listAccountSubscriptionChanges.json":    wsapi.Page[wsapi.AccountSubscriptionChange]{},
	"w2-regenerateAccountInstanceApiKey.json":   zapgate.Secret(""),
	"w2-createAccountSubscriptionInstance.json": "",
	"w2-listInstances.json":                     []wsapi.Instance{},
	"w2-getInstance.json":                       wsapi.Instance{},
	"*.json":                                    nil, // of other sections
}

func TestSections_NoLoss(t *testing.T) {
	t.Parallel()
	contract.NoLoss(t, fixtures, sectionTypes)
	assert.Greater(t, contract.EveryFieldSet(t, fixtures, sectionTypes), 80)
}
