package zapi_test

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

const (
	salesGroup = "120363000000000001-group"
	oldGroup   = "5511900000001-1623281429"
)

// wireAt is the time that doc decodes to: how it was written is part of it.
func wireAt(doc string) (t zapgate.Time) {
	if err := json.Unmarshal([]byte(doc), &t); err != nil {
		panic(err)
	}
	return t
}

func TestWireGroups(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Value: true}
	info := zapi.GroupInfo{
		Phone: salesGroup, Owner: "5511900000001", Subject: "Sales", Description: "Prices and offers",
		Creation: wireAt("1760000010000"), SubjectTime: wireAt("1760000011000"), SubjectOwner: "5511900000002",
		Participants: []zapi.GroupParticipant{
			{Phone: "5511900000001", IsSuperAdmin: true},
			{Phone: "5511900000002", IsAdmin: true, Short: "Ana", Name: "Ana Prado"},
		},
	}
	metadata := &zapi.GroupMetadata{
		GroupInfo: info, InvitationLinkError: "forbidden", CommunityID: "120363000000000000009",
		AdminOnlyMessage: true, AdminOnlySettings: true, RequireAdminApproval: true, IsGroupAnnouncement: true,
	}
	byLink := &zapi.GroupInvitationMetadata{GroupInfo: info, ContactsCount: 1, ParticipantsCount: 2}
	byLink.InvitationLink = "https://chat.whatsapp.com/AbCdEfGhIjK1"
	byLink.Participants = []zapi.GroupParticipant{{Phone: "5511900000001", IsSuperAdmin: true}, {Phone: "5511900000002", IsAdmin: true}}

	runWire(t, []wireTest{
		{
			name: "List",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.List(ctx, zapi.ListParams{Page: 3, PageSize: 2})
			},
			method: "GET", path: "/groups?page=3&pageSize=2",
			answer: "group-list.json",
			want: []zapi.Chat{
				{Phone: salesGroup, Name: "Sales", IsGroup: true, Unread: 4, LastMessageTime: wireAt(`"1760000007000"`), MuteEndTime: wireAt("null"), Pinned: true},
				{Phone: oldGroup, Name: "Old friends", IsGroup: true, LastMessageTime: wireAt(`"1760000008000"`), MuteEndTime: wireAt(`"-1"`), IsMuted: true, Archived: true},
			},
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.Create(ctx, zapi.CreateGroupRequest{GroupName: "Sales", Phones: []string{"5511900000002", "100000000000001@lid"}})
			},
			method: "POST", path: "/create-group",
			body:   `{"autoInvite":false,"groupName":"Sales","phones":["5511900000002","100000000000001@lid"]}`,
			answer: "group-created.json",
			want: &zapi.CreatedGroup{
				Phone: salesGroup, InvitationLink: "https://chat.whatsapp.com/AbCdEfGhIjK1", PhonesNotAdded: []string{"100000000000001@lid"},
			},
		},
		{
			name: "Leave",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.Leave(ctx, zapi.LeaveGroupRequest{GroupID: oldGroup})
			},
			method: "POST", path: "/leave-group", body: `{"groupId":"5511900000001-1623281429"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateName",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.UpdateName(ctx, zapi.UpdateGroupNameRequest{GroupID: salesGroup, GroupName: "Sales & more"})
			},
			method: "POST", path: "/update-group-name", body: `{"groupId":"120363000000000001-group","groupName":"Sales & more"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateDescription",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.UpdateDescription(ctx, zapi.UpdateGroupDescriptionRequest{GroupID: salesGroup, GroupDescription: "Prices"})
			},
			method: "POST", path: "/update-group-description", body: `{"groupId":"120363000000000001-group","groupDescription":"Prices"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdatePhoto",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.UpdatePhoto(ctx, zapi.UpdateGroupPhotoRequest{GroupID: salesGroup, GroupPhoto: zapgate.MediaBytes("image/png", []byte("png"))})
			},
			method: "POST", path: "/update-group-photo", body: `{"groupId":"120363000000000001-group","groupPhoto":"data:image/png;base64,cG5n"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateSettings sends what is false too",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.UpdateSettings(ctx, zapi.UpdateGroupSettingsRequest{Phone: salesGroup, AdminOnlyMessage: true, AdminOnlyAddMember: true})
			},
			method: "POST", path: "/update-group-settings",
			body: `{"phone":"120363000000000001-group","adminOnlyMessage":true,"adminOnlySettings":false,
				"requireAdminApproval":false,"adminOnlyAddMember":true}`,
			answer: "result.json", want: done,
		},
		{
			name: "AddParticipants",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.AddParticipants(ctx, zapi.AddGroupParticipantsRequest{AutoInvite: true, GroupID: salesGroup, Phones: []string{"5511900000003"}})
			},
			method: "POST", path: "/add-participant", body: `{"autoInvite":true,"groupId":"120363000000000001-group","phones":["5511900000003"]}`,
			answer: "result.json", want: done,
		},
		{
			name: "Metadata",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.Metadata(ctx, salesGroup)
			},
			method: "GET", path: "/group-metadata/120363000000000001-group",
			answer: "group-metadata.json", want: metadata,
		},
		{
			name: "LightMetadata escapes the id",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.LightMetadata(ctx, "a/b?c")
			},
			method: "GET", path: "/light-group-metadata/a%2Fb%3Fc",
			answer: "group-metadata.json", want: metadata,
		},
		{
			name: "InvitationMetadata",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.InvitationMetadata(ctx, zapi.GroupInviteParams{URL: "https://chat.whatsapp.com/AbCdEfGhIjK1?mode=a&b"})
			},
			method: "GET", path: "/group-invitation-metadata?url=https%3A%2F%2Fchat.whatsapp.com%2FAbCdEfGhIjK1%3Fmode%3Da%26b",
			answer: "group-invitation-metadata.json", want: byLink,
		},
		{
			name: "AcceptInvite",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.AcceptInvite(ctx, zapi.GroupInviteParams{URL: "https://chat.whatsapp.com/AbCdEfGhIjK1"})
			},
			method: "GET", path: "/accept-invite-group?url=https%3A%2F%2Fchat.whatsapp.com%2FAbCdEfGhIjK1",
			answer: `{"success":true}`, want: &zapi.Result{Success: true},
		},
		{
			name: "InvitationLink",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.InvitationLink(ctx, salesGroup)
			},
			method: "POST", path: "/group-invitation-link/120363000000000001-group",
			answer: "group-invitation-link.json",
			want:   &zapi.InvitationLink{Phone: salesGroup, InvitationLink: "https://chat.whatsapp.com/AbCdEfGhIjK1"},
		},
		{
			name: "RedefineInvitationLink",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Groups.RedefineInvitationLink(ctx, salesGroup)
			},
			method: "POST", path: "/redefine-invitation-link/120363000000000001-group",
			answer: `{"invitationLink":"https://chat.whatsapp.com/AbCdEfGhIjK2"}`,
			want:   &zapi.InvitationLink{InvitationLink: "https://chat.whatsapp.com/AbCdEfGhIjK2"},
		},
	})
}

// Five operations take the same: a group and some phones.
func TestWireGroupParticipants(t *testing.T) {
	t.Parallel()
	type call = func(*zapi.GroupsService, context.Context, zapi.GroupParticipantsRequest, ...zapgate.CallOption) (*zapi.Result, error)
	var tests []wireTest
	for path, call := range map[string]call{
		"/remove-participant":  (*zapi.GroupsService).RemoveParticipants,
		"/approve-participant": (*zapi.GroupsService).ApproveParticipants,
		"/reject-participant":  (*zapi.GroupsService).RejectParticipants,
		"/add-admin":           (*zapi.GroupsService).AddAdmins,
		"/remove-admin":        (*zapi.GroupsService).RemoveAdmins,
	} {
		tests = append(tests, wireTest{
			name: path,
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return call(c.Groups, ctx, zapi.GroupParticipantsRequest{GroupID: oldGroup, Phones: []string{"5511900000002", "100000000000001@lid"}})
			},
			method: "POST", path: path,
			body:   `{"groupId":"5511900000001-1623281429","phones":["5511900000002","100000000000001@lid"]}`,
			answer: "result.json", want: &zapi.Result{Value: true},
		})
	}
	runWire(t, tests)
}

// walkPages ranges over an All whose pages of two come from path: two full ones and one that is not. It returns the
// items before the first error, and how many pages were asked for.
func walkPages[T any](t *testing.T, path, full, last string, all func(*zapi.Client, zapi.ListParams) iter.Seq2[T, error], stop int) (items []T, asked int, err error) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	mt.RegisterResponderWithQuery("GET", instance+path, "page=1&pageSize=2", httpmock.NewStringResponder(200, full))
	mt.RegisterResponderWithQuery("GET", instance+path, "page=2&pageSize=2", httpmock.NewStringResponder(200, last))
	for item, err := range all(newClient(t, mt), zapi.ListParams{PageSize: 2}) {
		if err != nil {
			return items, mt.GetTotalCallCount(), err
		}
		if items = append(items, item); len(items) == stop {
			break
		}
	}
	return items, mt.GetTotalCallCount(), nil
}

func TestGroupsAll(t *testing.T) {
	t.Parallel()
	all := func(c *zapi.Client, p zapi.ListParams) iter.Seq2[zapi.Chat, error] {
		return c.Groups.All(t.Context(), p)
	}
	full := fixture(t, "group-list.json")

	groups, asked, err := walkPages(t, "/groups", full, `[{"phone":"120363000000000004-group"}]`, all, 0)
	require.NoError(t, err)
	assert.Equal(t, 2, asked, "a page that is not full is the last")
	require.Len(t, groups, 3)
	assert.Equal(t, "120363000000000004-group", groups[2].Phone)

	groups, asked, err = walkPages(t, "/groups", full, "", all, 2)
	require.NoError(t, err)
	assert.Equal(t, 1, asked, "who stops does not ask for the next page")
	assert.Len(t, groups, 2)

	groups, _, err = walkPages(t, "/groups", full, `{"error":"You are not connected."}`, all, 0)
	assert.ErrorIs(t, err, zapgate.ErrNotConnected)
	assert.Len(t, groups, 2, "what came before the error was given")

	mt := httpmock.NewMockTransport()
	mt.RegisterResponderWithQuery("GET", instance+"/groups", "page=1&pageSize=100", httpmock.NewStringResponder(200, `[]`))
	none, err := newClient(t, mt).Groups.List(t.Context(), zapi.ListParams{})
	require.NoError(t, err)
	assert.Empty(t, none, "page and pageSize are required: zero values stand for 1 and 100")
}

func TestGroupDecode(t *testing.T) {
	t.Parallel()
	var old zapi.GroupMetadata // of a group from before 2021, which has no more than this
	require.NoError(t, json.Unmarshal([]byte(`{"phone":"5511900000001-1623281429","creation":"1760000010","participants":[
		{"phone":"5511900000001","isAdmin":"true","isSuperAdmin":1}],"invitationLinkError":null,"communityId":null,"later":{"a":1}}`), &old))
	assert.Equal(t, time.Unix(1760000010, 0).UTC(), old.Creation.UTC())
	assert.Equal(t, []zapi.GroupParticipant{{Phone: "5511900000001", IsAdmin: true, IsSuperAdmin: true}}, old.Participants)
	assert.Empty(t, old.CommunityID)

	for name, like := range map[string]any{
		"group-list.json": []zapi.Chat{}, "group-created.json": zapi.CreatedGroup{}, "group-metadata.json": zapi.GroupMetadata{},
		"group-invitation-metadata.json": zapi.GroupInvitationMetadata{}, "group-invitation-link.json": zapi.InvitationLink{},
		"community-metadata.json": zapi.CommunityMetadata{}, "newsletter-list.json": []zapi.Newsletter{}, "newsletter-search.json": zapi.NewsletterSearch{},
	} {
		assert.Empty(t, contract.Reencode(t, []byte(fixture(t, name)), like), name)
	}
}

// badCall is a call that is refused before anything is sent.
type badCall struct {
	field string
	call  func(context.Context, *zapi.Client) error
}

func runBad(t *testing.T, tests map[string]badCall) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(http.StatusOK, `{}`))
	for name, tt := range tests {
		err := tt.call(t.Context(), newClient(t, mt))
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, name)
		assert.ErrorContains(t, err, tt.field+" ", name)
	}
	assert.Zero(t, mt.GetTotalCallCount())
}

func TestGroupsBadArguments(t *testing.T) {
	t.Parallel()
	one := []string{"5511900000002"}
	runBad(t, map[string]badCall{
		"a group without members": {"phones", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Groups.Create(ctx, zapi.CreateGroupRequest{GroupName: "Sales"})
			return err
		}},
		"a group without a name": {"groupName", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Groups.Create(ctx, zapi.CreateGroupRequest{Phones: one})
			return err
		}},
		"a phone as people write it": {"phones", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Groups.AddParticipants(ctx, zapi.AddGroupParticipantsRequest{GroupID: salesGroup, Phones: append(slices.Clone(one), "+55 11 90000-0003")})
			return err
		}},
		"a group's name as its id": {"groupId", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Groups.Leave(ctx, zapi.LeaveGroupRequest{GroupID: "Sales"})
			return err
		}},
		"settings of no group": {"phone", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Groups.UpdateSettings(ctx, zapi.UpdateGroupSettingsRequest{AdminOnlyMessage: true})
			return err
		}},
		"no picture": {"groupPhoto", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Groups.UpdatePhoto(ctx, zapi.UpdateGroupPhotoRequest{GroupID: salesGroup})
			return err
		}},
		"no link": {"url", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Groups.AcceptInvite(ctx, zapi.GroupInviteParams{})
			return err
		}},
		"no id": {"groupId", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Groups.Metadata(ctx, "")
			return err
		}},
	})
}
