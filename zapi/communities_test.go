package zapi_test

import (
	"context"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

const community = "120363000000000000009" // longer than a phone

func TestWireCommunities(t *testing.T) {
	t.Parallel()
	done, success := &zapi.Result{Value: true}, &zapi.Result{Success: true}
	people := zapi.CommunityParticipantsRequest{CommunityID: community, Phones: []string{"5511900000002", "5511900000003"}}
	const peopleBody = `{"communityId":"120363000000000000009","phones":["5511900000002","5511900000003"]}`

	runWire(t, []wireTest{
		{
			name: "List",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.List(ctx, zapi.ListParams{})
			},
			method: "GET", path: "/communities?page=1&pageSize=100",
			answer: `[{"name":"Neighbours","id":"120363000000000000009"}]`,
			want:   []zapi.Community{{ID: community, Name: "Neighbours"}},
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.Create(ctx, zapi.CreateCommunityRequest{Name: "Neighbours", Description: "All streets"})
			},
			method: "POST", path: "/communities", body: `{"name":"Neighbours","description":"All streets"}`,
			answer: `{"id":"120363000000000000009","subGroups":[{"name":"Neighbours","phone":"120363000000000002-group","isGroupAnnouncement":true}]}`,
			want: &zapi.CommunityMetadata{ID: community, SubGroups: []zapi.CommunityGroup{
				{Name: "Neighbours", Phone: "120363000000000002-group", IsGroupAnnouncement: true},
			}},
		},
		{
			name: "Create without description",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.Create(ctx, zapi.CreateCommunityRequest{Name: "Neighbours"})
			},
			method: "POST", path: "/communities", body: `{"name":"Neighbours"}`,
			answer: `{"id":"120363000000000000009"}`, want: &zapi.CommunityMetadata{ID: community},
		},
		{
			name: "Metadata",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.Metadata(ctx, community)
			},
			method: "GET", path: "/communities-metadata/120363000000000000009",
			answer: "community-metadata.json",
			want: &zapi.CommunityMetadata{ID: community, Name: "Neighbours", Description: "All streets", SubGroups: []zapi.CommunityGroup{
				{Name: "Neighbours", Phone: "120363000000000002-group", IsGroupAnnouncement: true},
				{Name: "Garden", Phone: "120363000000000003-group"},
			}},
		},
		{
			name: "Deactivate",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return nil, c.Communities.Deactivate(ctx, "a/b")
			},
			method: "DELETE", path: "/communities/a%2Fb",
		},
		{
			name: "Link",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.Link(ctx, zapi.CommunityGroupsRequest{CommunityID: community, GroupsPhones: []string{salesGroup, oldGroup}})
			},
			method: "POST", path: "/communities/link",
			body:   `{"communityId":"120363000000000000009","groupsPhones":["120363000000000001-group","5511900000001-1623281429"]}`,
			answer: `{"success":true}`, want: success,
		},
		{
			name: "Unlink",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.Unlink(ctx, zapi.CommunityGroupsRequest{CommunityID: community, GroupsPhones: []string{salesGroup}})
			},
			method: "POST", path: "/communities/unlink",
			body:   `{"communityId":"120363000000000000009","groupsPhones":["120363000000000001-group"]}`,
			answer: `{"success":true}`, want: success,
		},
		{
			name: "UpdateSettings",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.UpdateSettings(ctx, zapi.CommunitySettingsRequest{CommunityID: community, WhoCanAddNewGroups: zapi.CommunityAdmins})
			},
			method: "POST", path: "/communities/settings", body: `{"communityId":"120363000000000000009","whoCanAddNewGroups":"admins"}`,
			answer: `{"success":true}`, want: success,
		},
		{
			name: "UpdateDescription",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.UpdateDescription(ctx, zapi.UpdateCommunityDescriptionRequest{CommunityID: community, CommunityDescription: "Every street"})
			},
			method: "POST", path: "/update-community-description",
			body:   `{"communityId":"120363000000000000009","communityDescription":"Every street"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdatePhoto",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.UpdatePhoto(ctx, zapi.UpdateCommunityPhotoRequest{CommunityID: community, CommunityPhoto: zapgate.MediaURL("https://example.com/a.png")})
			},
			method: "POST", path: "/update-community-photo",
			body:   `{"communityId":"120363000000000000009","communityPhoto":"https://example.com/a.png"}`,
			answer: "result.json", want: done,
		},
		{
			name: "AddParticipants",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.AddParticipants(ctx, zapi.AddCommunityParticipantsRequest{CommunityID: community, Phones: []string{"5511900000002"}})
			},
			method: "POST", path: "/add-participant", body: `{"autoInvite":false,"communityId":"120363000000000000009","phones":["5511900000002"]}`,
			answer: "result.json", want: done,
		},
		{
			name: "RemoveParticipants",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.RemoveParticipants(ctx, people)
			},
			method: "POST", path: "/remove-participant", body: peopleBody, answer: "result.json", want: done,
		},
		{
			name: "AddAdmins",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.AddAdmins(ctx, people)
			},
			method: "POST", path: "/add-admin", body: peopleBody, answer: "result.json", want: done,
		},
		{
			name: "RemoveAdmins",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.RemoveAdmins(ctx, people)
			},
			method: "POST", path: "/remove-admin", body: peopleBody, answer: "result.json", want: done,
		},
		{
			name: "RedefineInvitationLink",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Communities.RedefineInvitationLink(ctx, community)
			},
			method: "POST", path: "/redefine-invitation-link/120363000000000000009",
			answer: `{"invitationLink":"https://chat.whatsapp.com/AbCdEfGhIjK3"}`,
			want:   &zapi.InvitationLink{InvitationLink: "https://chat.whatsapp.com/AbCdEfGhIjK3"},
		},
	})
}

func TestCommunitiesAll(t *testing.T) {
	t.Parallel()
	all := func(c *zapi.Client, p zapi.ListParams) iter.Seq2[zapi.Community, error] {
		return c.Communities.All(t.Context(), p)
	}
	const full = `[{"id":"1"},{"id":"2"}]`

	got, asked, err := walkPages(t, "/communities", full, `[{"id":"3"}]`, all, 0)
	require.NoError(t, err)
	assert.Equal(t, []zapi.Community{{ID: "1"}, {ID: "2"}, {ID: "3"}}, got)
	assert.Equal(t, 2, asked)

	got, asked, err = walkPages(t, "/communities", full, "", all, 1)
	require.NoError(t, err)
	assert.Len(t, got, 1)
	assert.Equal(t, 1, asked)

	got, _, err = walkPages(t, "/communities", full, `{"error":"Instance not found"}`, all, 0)
	assert.ErrorContains(t, err, "Instance not found")
	assert.Len(t, got, 2)

	_, asked, err = walkPages(t, "/communities", full, full, all, 0)
	assert.ErrorContains(t, err, "same page twice", "a gateway that ignores the page does not make a loop")
	assert.Equal(t, 2, asked)
}

func TestCommunitiesBadArguments(t *testing.T) {
	t.Parallel()
	runBad(t, map[string]badCall{
		"no community": {"communityId", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Communities.Link(ctx, zapi.CommunityGroupsRequest{GroupsPhones: []string{salesGroup}})
			return err
		}},
		"no groups": {"groupsPhones", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Communities.Unlink(ctx, zapi.CommunityGroupsRequest{CommunityID: community})
			return err
		}},
		"nobody": {"phones", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Communities.AddAdmins(ctx, zapi.CommunityParticipantsRequest{CommunityID: community, Phones: []string{""}})
			return err
		}},
		"no setting": {"whoCanAddNewGroups", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Communities.UpdateSettings(ctx, zapi.CommunitySettingsRequest{CommunityID: community})
			return err
		}},
		"another path": {"communityId", func(ctx context.Context, c *zapi.Client) error {
			return c.Communities.Deactivate(ctx, "..")
		}},
	})
}
