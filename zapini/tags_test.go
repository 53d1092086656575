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

const tag = "22222222-0000-4000-8000-000000000003"

func TestTags(t *testing.T) {
	t.Parallel()
	setTags := func(in zapini.SetConversationTagsRequest) func(context.Context, *zapini.Client) (any, error) {
		return func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Tags.SetConversationTags(ctx, conversation, in)
		}
	}
	runExchanges(t, []exchange{
		{
			name:   "List",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Tags.List(ctx) },
			method: "GET", url: "/tags", repeatable: true, answer: "p2-tags.json",
			check: func(t *testing.T, got any) {
				tags := got.([]zapini.TagDetails)
				require.Len(t, tags, 2)
				assert.Equal(t, zapini.Tag{ID: "22222222-0000-4000-8000-000000000001", Name: "Entrega", Color: "#00aa55"}, tags[0].Tag)
				assert.Equal(t, zapgate.Int(8), tags[0].ConversationsCount)
				assert.Equal(t, at("2026-02-01T08:00:00Z"), tags[0].CreatedAt.UTC())
				assert.Equal(t, at("2026-02-02T09:00:00Z"), tags[0].UpdatedAt.UTC())
				assert.Zero(t, tags[1].ConversationsCount)
				assert.True(t, tags[1].UpdatedAt.IsZero())
			},
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Tags.Create(ctx, zapini.CreateTagRequest{Name: "Retirada", Color: "#123abc"})
			},
			method: "POST", url: "/tags", body: `{"name":"Retirada","color":"#123abc"}`, answer: "p2-tag.json",
			check: func(t *testing.T, got any) {
				assert.Equal(t, zapini.Tag{ID: tag, Name: "Retirada", Color: "#123abc"}, got.(*zapini.TagDetails).Tag)
			},
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Tags.Get(ctx, tag) },
			method: "GET", url: "/tags/" + tag, repeatable: true, answer: "p2-tag.json",
			check: func(t *testing.T, got any) { assert.Equal(t, zapini.ID(tag), got.(*zapini.TagDetails).ID) },
		},
		{
			name:   "Get, bare",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Tags.Get(ctx, tag) },
			method: "GET", url: "/tags/" + tag, repeatable: true, answer: "p2-tag-bare.json",
			check: func(t *testing.T, got any) {
				assert.Equal(t, zapgate.Int(9), got.(*zapini.TagDetails).ConversationsCount)
			},
		},
		{
			name: "Update",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Tags.Update(ctx, tag, zapini.UpdateTagRequest{Color: "#123abc"})
			},
			method: "PATCH", url: "/tags/" + tag, body: `{"color":"#123abc"}`, answer: "p2-tag.json", anyAnswer: true,
			check: func(t *testing.T, got any) {
				a := got.(*zapini.Answer[zapini.TagDetails])
				assert.Equal(t, "made", a.Message)
				require.NotNil(t, a.Item)
				assert.Equal(t, "Retirada", a.Item.Name)
			},
		},
		{
			name: "Update the name",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Tags.Update(ctx, tag, zapini.UpdateTagRequest{Name: "Balcão", Color: "#000001"})
			},
			method: "PATCH", url: "/tags/" + tag, body: `{"name":"Balcão","color":"#000001"}`, answer: "p2-tag-bare.json", anyAnswer: true,
			check: func(t *testing.T, got any) { assert.NotNil(t, got.(*zapini.Answer[zapini.TagDetails]).Item) },
		},
		{
			name:   "Delete",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Tags.Delete(ctx, tag) },
			method: "DELETE", url: "/tags/" + tag, answer: "p2-automation-bulk-words.json", anyAnswer: true,
			want: &zapini.Result{Message: "2 of them done"},
		},
		{
			name:   "SetConversationTags",
			call:   setTags(zapini.SetConversationTagsRequest{TagIDs: []string{"t1", "t2"}}),
			method: "PUT", url: "/conversations/" + conversation + "/tags", body: `{"tag_ids":["t1","t2"]}`, answer: "p2-conversation-tags.json",
			want: []zapini.Tag{{ID: "22222222-0000-4000-8000-000000000001", Name: "Entrega", Color: "#00aa55"}},
		},
		{
			name:   "SetConversationTags to none",
			call:   setTags(zapini.SetConversationTagsRequest{TagIDs: []string{}}),
			method: "PUT", url: "/conversations/" + conversation + "/tags", body: `{"tag_ids":[]}`, answer: "p2-conversation-tags-none.json",
			want: []zapini.Tag{},
		},
		{
			name:   "SetConversationTags, nil is none",
			call:   setTags(zapini.SetConversationTagsRequest{}),
			method: "PUT", url: "/conversations/" + conversation + "/tags", body: `{"tag_ids":[]}`, answer: "p2-conversation-tags-none.json",
			want: []zapini.Tag{},
		},
	})
}

func TestTagsRefuseBeforeSending(t *testing.T) {
	t.Parallel()
	runRefusals(t, []refusal{
		{"name is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Tags.Create(ctx, zapini.CreateTagRequest{Color: "#123abc"})
		}},
		{"color is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Tags.Create(ctx, zapini.CreateTagRequest{Name: "x"})
		}},
		{"uuid is empty", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Tags.Delete(ctx, "") }},
		{"uuid is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Tags.SetConversationTags(ctx, "", zapini.SetConversationTagsRequest{})
		}},
	})
}

func TestTagsThatAreNone(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"success":true}`:                         "data is missing",
		`{"success":true,"data":{}}`:               "data.tags is missing",
		`{"success":true,"data":{"tags":null}}`:    "data.tags is missing",
		`{"success":true,"data":{"tags":"words"}}`: "not of its documented type",
	} {
		_, err := newClient(t, contract.Record(ok(body))).Tags.List(t.Context())
		require.ErrorContains(t, err, want, body)
		require.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
		_, err = newClient(t, contract.Record(ok(body))).Tags.SetConversationTags(t.Context(), conversation, zapini.SetConversationTagsRequest{})
		require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown, body)
		_, err = newClient(t, contract.Record(ok(body))).Tags.Create(t.Context(), zapini.CreateTagRequest{Name: "x", Color: "#000000"})
		require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown, body)
	}
}
