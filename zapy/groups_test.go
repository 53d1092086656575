package zapy_test

import (
	"context"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/zapy"
)

func TestGroupsWire(t *testing.T) {
	t.Parallel()
	metadata := func(groupID string) func(context.Context, *zapy.Client) (any, error) {
		return func(ctx context.Context, c *zapy.Client) (any, error) { return c.Groups.Metadata(ctx, groupID) }
	}
	runWire(t, []wireTest{
		{
			name: "Metadata", call: metadata("120360000000000001@g.us"),
			method: "GET", path: "/api/instances/loja-a/groups/120360000000000001@g.us",
			status: 200, answer: "group.json",
			want: &zapy.GroupMetadata{
				ID: "120360000000000001@g.us", Subject: "Grupo Exemplo", Description: "Avisos da loja", Owner: "5511900000001@s.whatsapp.net",
				Creation: when(`1767225600`),
				Participants: []zapy.GroupParticipant{
					{ID: "5511900000001@s.whatsapp.net", Admin: zapy.GroupSuperadmin},
					{ID: "900000000000002@lid", Admin: zapy.GroupAdmin},
					{ID: "5511900000003@c.us"},
				},
			},
		},
		{
			name: "Metadata of what little is known", call: metadata("5511900000001-1600000000@g.us"),
			method: "GET", path: "/api/instances/loja-a/groups/5511900000001-1600000000@g.us",
			status: 200, answer: `{"id":"5511900000001-1600000000@g.us","subject":"G","description":null,"owner":null,"creation":0,"participants":[]}`,
			want: &zapy.GroupMetadata{
				ID: "5511900000001-1600000000@g.us", Subject: "G", Creation: when(`0`), Participants: []zapy.GroupParticipant{},
			},
		},
		{
			name: "Metadata of an odd id", call: metadata("a/b ?#%2F"),
			method: "GET", path: "/api/instances/loja-a/groups/a%2Fb%20%3F%23%252F",
			status: 200, answer: `{"id":"a/b ?#%2F","participants":[{"id":"1@lid","admin":"emperor"}]}`,
			want: &zapy.GroupMetadata{ID: "a/b ?#%2F", Participants: []zapy.GroupParticipant{{ID: "1@lid", Admin: "emperor"}}},
		},
	})
}

func TestGroupCreationIsInSeconds(t *testing.T) {
	t.Parallel()
	c, mt := newClient(t)
	mt.RegisterNoResponder(httpmock.NewStringResponder(200, fixture(t, "group.json")))
	group, err := c.Groups.Metadata(t.Context(), "120360000000000001@g.us")
	require.NoError(t, err)
	assert.True(t, group.Creation.Equal(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)))
}
