package zapini_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapini"
)

const conversationID = "11111111-0000-4000-8000-000000000001"

var conversationOperations = []operation{
	{
		name: "Conversations.List",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Conversations.List(ctx, zapini.ListConversationsParams{
				InstanceID: "18", Unread: true, Search: "Bru & Cia", IsGroup: new(false), IncludeTags: true, TagID: "t1",
				TagIDs: []string{"t2", "t3"}, Untagged: true, Format: zapini.FormatChat, PerPage: 2, Page: 2,
			})
		},
		method: "GET", repeatable: true,
		url: platform + "/conversations?format=chat&include_tags=true&instance_id=18&is_group=false&page=2&per_page=2" +
			"&search=Bru+%26+Cia&tag_id=t1&tag_ids=t2%2Ct3&unread=true&untagged=true",
		answer: "conversations.json",
		check: func(t *testing.T, got any) {
			p := got.(*zapini.ConversationPage)
			assert.Equal(t, zapini.Pagination{Total: 5, PerPage: 2, CurrentPage: 2, LastPage: 3}, p.Pagination)
			assert.Equal(t, 3, p.Pagination.Next())
			require.Len(t, p.Conversations, 2)
			first := p.Conversations[0]
			assert.Equal(t, at("2026-03-04T11:00:00Z"), first.LastMessageAt.UTC())
			first.LastMessageAt = zapgate.Time{}
			assert.Equal(t, zapini.Conversation{
				ID: "11111111-0000-4000-8000-000000000001", ContactNumber: "5511900000001", ContactName: "Bruno",
				DisplayName: "Bruno Exemplo", ProfilePictureURL: "https://media.example.com/bruno.jpg",
				LastMessage: "até amanhã", UnreadCount: 4, IsArchived: true,
			}, first)
			assert.True(t, p.Conversations[1].IsGroup)
			assert.True(t, p.Conversations[1].LastMessageAt.IsZero())
		},
	},
	{
		name: "Conversations.List, nested, without parameters",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Conversations.List(ctx, zapini.ListConversationsParams{})
		},
		method: "GET", url: platform + "/conversations", repeatable: true,
		answer: "conversations-nested.json",
		check: func(t *testing.T, got any) {
			assert.Equal(t, &zapini.ConversationPage{Conversations: []zapini.Conversation{{
				ID: "11111111-0000-4000-8000-000000000003", ContactNumber: "5511900000003", DisplayName: "Carla Exemplo",
				ProfilePictureURL: "https://media.example.com/carla.jpg", LastMessage: "obrigada", UnreadCount: 1,
				Tags:     []zapini.Tag{{ID: "22222222-0000-4000-8000-000000000001", Name: "Entrega", Color: "#00aa55"}},
				Instance: &zapini.ConversedVia{UUID: instanceID, PhoneNumber: "5511900000009", Status: zapini.InstanceQRReady},
			}}}, got)
		},
	},
	{
		name: "Conversations.ListArchived",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Conversations.ListArchived(ctx, zapini.ListArchivedParams{})
		},
		method: "GET", url: platform + "/conversations/archived", repeatable: true,
		answer: "conversations.json",
		check: func(t *testing.T, got any) {
			p := got.(*zapini.ConversationPage)
			assert.Len(t, p.Conversations, 2)
			assert.Equal(t, 3, p.Pagination.Next())
		},
	},
	{
		name: "Conversations.ListArchived, nested, another page",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Conversations.ListArchived(ctx, zapini.ListArchivedParams{Page: 2})
		},
		method: "GET", url: platform + "/conversations/archived?page=2", repeatable: true,
		answer: "conversations-nested.json",
		check:  func(t *testing.T, got any) { assert.Len(t, got.(*zapini.ConversationPage).Conversations, 1) },
	},
	{
		name:   "Conversations.Get",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Conversations.Get(ctx, "a/b ?") },
		method: "GET", url: platform + "/conversations/a%2Fb%20%3F", repeatable: true,
		answer: "conversation.json",
		check: func(t *testing.T, got any) {
			d := got.(*zapini.ConversationDetails)
			assert.Equal(t, zapini.Conversation{
				ID: conversationID, ContactNumber: "5511900000001", DisplayName: "Bruno Exemplo", UnreadCount: 4,
			}, d.Conversation)
			assert.JSONEq(t, `{"id":"`+conversationID+`","contact_number":"5511900000001","display_name":"Bruno Exemplo",
				"is_group":false,"unread_count":"4","last_message":{"of":"no documented type"},"assigned_to":"Ana"}`, string(d.Raw))
		},
	},
	{
		name: "Conversations.Delete",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Conversations.Delete(ctx, conversationID)
		},
		method: "DELETE", url: platform + "/conversations/" + conversationID, undocumentedBody: true,
		answer: "result.json", check: checkDone,
	},
	{
		name: "Conversations.MarkRead",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Conversations.MarkRead(ctx, conversationID)
		},
		method: "POST", url: platform + "/conversations/" + conversationID + "/mark-read", undocumentedBody: true,
		answer: "result.json", check: checkDone,
	},
	{
		name: "Conversations.Archive",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Conversations.Archive(ctx, conversationID)
		},
		method: "POST", url: platform + "/conversations/" + conversationID + "/archive",
		answer: "archive.json",
		check: func(t *testing.T, got any) {
			a := got.(*zapini.ArchivedConversation)
			assert.Equal(t, zapini.ID("44444444-0000-4000-8000-000000000001"), a.ArchivedID)
			assert.Equal(t, at("2026-03-04T12:34:00.123456Z"), a.ArchivedAt.UTC())
		},
	},
	{
		name:   "Conversations.Restore",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Conversations.Restore(ctx, "44") },
		method: "DELETE", url: platform + "/conversations/44/archive",
		answer: "restore.json",
		check: func(t *testing.T, got any) {
			assert.Equal(t, &zapini.RestoredConversation{ConversationID: conversationID, Restored: true}, got)
		},
	},
	{
		name:   "Conversations.Unarchive",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Conversations.Unarchive(ctx, "44") },
		method: "POST", url: platform + "/conversations/44/unarchive", undocumentedBody: true,
		answer: "result.json", check: checkDone,
	},
	{
		name: "Conversations.Messages",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Conversations.Messages(ctx, conversationID, zapini.ListConversationMessagesParams{
				From: time.Date(2026, 3, 1, 0, 0, 0, 0, time.FixedZone("", -3*3600)), To: time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC),
				BeforeID: "950", AfterID: "800", Limit: 2, Format: zapini.FormatChat,
			})
		},
		method: "GET", repeatable: true,
		url: platform + "/conversations/" + conversationID + "/messages?after_id=800&before_id=950&format=chat" +
			"&from=2026-03-01T00%3A00%3A00-03%3A00&limit=2&to=2026-03-05T00%3A00%3A00Z",
		answer: "message-history.json",
		check: func(t *testing.T, got any) {
			h := got.(*zapini.MessageHistory)
			assert.True(t, h.HasMore)
			assert.Equal(t, zapini.ID("901"), h.OldestID)
			assert.Equal(t, zapini.ID("902"), h.NewestID)
			require.Len(t, h.Messages, 2)
			m := h.Messages[0]
			assert.True(t, json.Valid(m.Raw))
			assert.Equal(t, at("2026-03-04T10:00:00Z"), m.CreatedAt.UTC())
			m.Raw, m.CreatedAt = nil, zapgate.Time{}
			assert.Equal(t, zapini.Message{
				ID: "901", UniqueID: "m-exemplo-901", Direction: zapini.DirectionIncoming, MessageBody: "oi @5511900000002",
				FormattedBody: `oi <span data-phone="5511900000002">@Carla</span>`, MentionedJIDs: []string{"5511900000002@s.whatsapp.net"},
				SenderName: "Bruno", Status: zapini.MessageRead, GroupedReactions: []zapini.GroupedReaction{{
					Emoji: "🎉", Count: 2, HasMyReaction: true,
					Reactors: []string{"5511900000003", "5511900000004"}, ReactorNames: []string{"Davi", "Eva"},
				}},
			}, m)
			assert.True(t, bool(h.Messages[1].IsFromMe))
		},
	},
	{
		name: "Conversations.Messages, without parameters",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Conversations.Messages(ctx, conversationID, zapini.ListConversationMessagesParams{})
		},
		method: "GET", url: platform + "/conversations/" + conversationID + "/messages", repeatable: true,
		answer: "messages.json",
		check: func(t *testing.T, got any) {
			h := got.(*zapini.MessageHistory)
			assert.Len(t, h.Messages, 2)
			assert.False(t, h.HasMore)
		},
	},
}
