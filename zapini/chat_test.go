package zapini_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/zapini"
)

const chat = "/chat/conversations/" + conversation

func TestChatReads(t *testing.T) {
	t.Parallel()
	entrega := zapini.Tag{ID: "22222222-0000-4000-8000-000000000001", Name: "Entrega", Color: "#00aa55"}
	runExchanges(t, []exchange{
		{
			name: "List",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.List(ctx, zapini.ListChatConversationsParams{InstanceID: "18", Search: "Bru & Cia", Unread: true, PerPage: 1, Page: 2})
			},
			method: "GET", url: "/chat/conversations?instance_id=18&page=2&per_page=1&search=Bru+%26+Cia&unread=true", repeatable: true,
			answer: "p2-chat-conversations.json",
			check: func(t *testing.T, got any) {
				p := got.(*zapini.ConversationPage)
				assert.Equal(t, zapini.Pagination{Total: 3, PerPage: 1, CurrentPage: 2, LastPage: 3}, p.Pagination)
				require.Len(t, p.Conversations, 1)
				c := p.Conversations[0]
				assert.Equal(t, []zapini.Tag{entrega}, c.Tags)
				assert.Equal(t, &zapini.ConversedVia{UUID: instanceID, PhoneNumber: "5511900000009", Status: zapini.InstanceConnected}, c.Instance)
				assert.Equal(t, zapgate.Int(4), c.UnreadCount)
				assert.Equal(t, at("2026-03-04T11:00:00Z"), c.LastMessageAt.UTC())
			},
		},
		{
			name: "List, nested, without parameters",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.List(ctx, zapini.ListChatConversationsParams{})
			},
			method: "GET", url: "/chat/conversations", repeatable: true, answer: "p2-chat-conversations-nested.json",
			check: func(t *testing.T, got any) {
				p := got.(*zapini.ConversationPage)
				assert.Zero(t, p.Pagination)
				require.Len(t, p.Conversations, 1)
				assert.Equal(t, "Carla Exemplo", p.Conversations[0].DisplayName)
				assert.Equal(t, zapini.InstanceDisconnected, p.Conversations[0].Instance.Status)
			},
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.Get(ctx, conversation) },
			method: "GET", url: chat, repeatable: true, answer: "p2-chat-conversation.json",
			check: func(t *testing.T, got any) {
				c := got.(*zapini.ChatConversation)
				assert.Equal(t, zapini.AutomationActive, c.AutomationStatus)
				assert.False(t, bool(c.CanSendManualMessage))
				assert.True(t, c.AutomationPausedAt.IsZero())
				assert.Equal(t, "Bruno Exemplo", c.DisplayName)
				assert.Empty(t, c.LastMessage, "of another type than in the list")
				assert.Contains(t, string(c.Raw), `"assigned_to": 5`)
			},
		},
		{
			name:   "Get, named",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.Get(ctx, conversation) },
			method: "GET", url: chat, repeatable: true, answer: "p2-chat-conversation-named.json",
			check: func(t *testing.T, got any) {
				c := got.(*zapini.ChatConversation)
				assert.Equal(t, zapini.AutomationPaused, c.AutomationStatus)
				assert.True(t, bool(c.CanSendManualMessage))
				assert.Equal(t, at("2026-03-04T12:00:00Z"), c.AutomationPausedAt.UTC())
			},
		},
		{
			name: "Messages",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.Messages(ctx, conversation, zapini.ListChatMessagesParams{BeforeID: "920", AfterID: "900", Limit: 2})
			},
			method: "GET", url: chat + "/messages?after_id=900&before_id=920&limit=2", repeatable: true, answer: "p2-chat-messages.json",
			check: func(t *testing.T, got any) {
				h := got.(*zapini.MessageHistory)
				assert.True(t, h.HasMore)
				assert.Equal(t, []zapini.ID{"911", "912"}, []zapini.ID{h.OldestID, h.NewestID})
				require.Len(t, h.Messages, 2)
				m := h.Messages[0]
				assert.Equal(t, at("2026-03-04T10:59:00Z"), m.CreatedAt.UTC())
				m.CreatedAt, m.Raw = zapgate.Time{}, nil
				assert.Equal(t, zapini.Message{
					ID: "912", UniqueID: "zap-0912", Direction: zapini.DirectionIncoming, MessageBody: "fala @5511900000002",
					FormattedBody: `fala <span class="mention">@Carla</span>`, MentionedJIDs: []string{"5511900000002@s.whatsapp.net"},
					SenderName: "Bruno", Status: zapini.MessageRead,
					GroupedReactions: []zapini.GroupedReaction{{
						Emoji: "🎉", Count: 3, HasMyReaction: true,
						Reactors: []string{"5511900000009", "5511900000002", "5511900000003"}, ReactorNames: []string{"Loja", "Carla", "Davi"},
					}},
				}, m)
				assert.True(t, bool(h.Messages[1].IsFromMe))
			},
		},
	})
}

func TestChatEffects(t *testing.T) {
	t.Parallel()
	const message = "/chat/messages/zap-0913"
	result := func(t *testing.T, got any) {
		t.Helper()
		assert.Equal(t, "done", got.(*zapini.Result).Message)
		assert.JSONEq(t, `{"kept":"as it came"}`, string(got.(*zapini.Result).Data))
	}
	runExchanges(t, []exchange{
		{
			name: "Send",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.Send(ctx, zapini.ChatSendRequest{InstanceID: "18", Recipient: "5511900000001", Message: "a < b", ReplyTo: "zap-0912"})
			},
			method: "POST", url: "/chat/send", body: `{"instance_id":"18","recipient":"5511900000001","message":"a < b","reply_to":"zap-0912"}`,
			answer: "p2-chat-send.json", anyAnswer: true,
			check: func(t *testing.T, got any) {
				a := got.(*zapini.Answer[zapini.Message])
				assert.Equal(t, "queued", a.Message)
				require.NotNil(t, a.Item)
				assert.Equal(t, "zap-0913", a.Item.UniqueID)
				assert.Equal(t, zapini.MessagePending, a.Item.Status)
				assert.Equal(t, at("2026-03-04T11:01:00Z"), a.Item.CreatedAt.UTC())
				assert.Contains(t, string(a.Item.Raw), "zap-0913")
				assert.NotContains(t, string(a.Item.Raw), "queued")
			},
		},
		{
			name: "Send by the client's own instance",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.Send(ctx, zapini.ChatSendRequest{Recipient: "5511900000001", Message: "oi"})
			},
			method: "POST", url: "/chat/send", body: `{"instance_id":"` + instanceID + `","recipient":"5511900000001","message":"oi"}`,
			answer: "p2-result.json", anyAnswer: true,
			check: func(t *testing.T, got any) {
				a := got.(*zapini.Answer[zapini.Message])
				assert.Nil(t, a.Item, "another thing is no message")
				assert.JSONEq(t, `{"kept":"as it came"}`, string(a.Data))
			},
		},
		{
			name: "SendMedia",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.SendMedia(ctx, zapini.ChatSendMediaRequest{
					InstanceID: "18", Recipient: "5511900000001", MediaURL: "https://media.example.com/a.jpg", MediaType: zapini.MediaImage, Caption: "veja",
				})
			},
			method: "POST", url: "/chat/send-media",
			body: `{"instance_id":"18","recipient":"5511900000001","media_url":"https://media.example.com/a.jpg","media_type":"image",
				"caption":"veja"}`,
			answer: "p2-chat-send-bare.json", anyAnswer: true,
			check: func(t *testing.T, got any) {
				a := got.(*zapini.Answer[zapini.Message])
				require.NotNil(t, a.Item)
				assert.Equal(t, "zap-0914 foto", a.Item.UniqueID+" "+a.Item.MessageBody, "message is text there, not a thing")
			},
		},
		{
			name: "EditMessage",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.EditMessage(ctx, "zap-0913", zapini.EditChatMessageRequest{Message: "a <= b"})
			},
			method: "PATCH", url: message, body: `{"message":"a <= b"}`, answer: "p2-chat-send.json", anyAnswer: true,
			check: func(t *testing.T, got any) {
				assert.Equal(t, "zap-0913", got.(*zapini.Answer[zapini.Message]).Item.UniqueID)
			},
		},
		{
			name:   "DeleteMessage",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.DeleteMessage(ctx, "zap-0913") },
			method: "DELETE", url: message, answer: "p2-result.json", anyAnswer: true, check: result,
		},
		{
			name: "AddReaction",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.AddReaction(ctx, "zap-0913", zapini.ChatReactionRequest{Emoji: "🎉"})
			},
			method: "POST", url: message + "/reaction", body: `{"emoji":"🎉"}`, answer: "p2-result.json", anyAnswer: true, check: result,
		},
		{
			name: "RemoveReaction",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.RemoveReaction(ctx, "zap-0913")
			},
			method: "DELETE", url: message + "/reaction", answer: "p2-result.json", anyAnswer: true, check: result,
		},
		{
			name:   "MarkRead",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.MarkRead(ctx, conversation) },
			method: "POST", url: chat + "/mark-read", answer: "p2-result.json", anyAnswer: true, check: result,
		},
		{
			name:   "Archive",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.Archive(ctx, conversation) },
			method: "POST", url: chat + "/archive", answer: "p2-chat-archive.json",
			check: func(t *testing.T, got any) {
				a := got.(*zapini.ArchivedConversation)
				assert.Equal(t, zapini.ID("44444444-0000-4000-8000-000000000001"), a.ArchivedID)
				assert.Equal(t, at("2026-03-04T13:00:00.000123Z"), a.ArchivedAt.UTC())
			},
		},
		{
			name:   "Restore",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.Restore(ctx, conversation) },
			method: "DELETE", url: chat + "/archive", answer: "p2-chat-restore.json",
			want: &zapini.RestoredConversation{ConversationID: conversation, Restored: true},
		},
		{
			name: "PauseAutomation",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.PauseAutomation(ctx, conversation, zapini.PauseAutomationRequest{Reason: "troca de endereço"})
			},
			method: "POST", url: chat + "/pause-automation", body: `{"reason":"troca de endereço"}`, answer: "p2-chat-pause.json",
			check: func(t *testing.T, got any) {
				a := got.(*zapini.ChatAutomation)
				assert.Equal(t, at("2026-03-04T12:05:00Z"), a.PausedAt.UTC())
				a.PausedAt = zapgate.Time{}
				assert.Equal(t, &zapini.ChatAutomation{ConversationID: conversation, AutomationPaused: true, PausedBy: "Ana Exemplo", Reason: "troca de endereço"}, a)
			},
		},
		{
			name: "ResumeAutomation",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Chat.ResumeAutomation(ctx, conversation)
			},
			method: "POST", url: chat + "/resume-automation", answer: "p2-chat-resume.json",
			check: func(t *testing.T, got any) {
				a := got.(*zapini.ChatAutomation)
				assert.Equal(t, at("2026-03-04T14:05:00Z"), a.ResumedAt.UTC())
				assert.False(t, bool(a.AutomationPaused))
			},
		},
	})
}

func TestChatRefusesBeforeSending(t *testing.T) {
	t.Parallel()
	send := func(in zapini.ChatSendRequest) func(context.Context, *zapini.Client) (any, error) {
		return func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.Send(ctx, in) }
	}
	media := func(in zapini.ChatSendMediaRequest) func(context.Context, *zapini.Client) (any, error) {
		return func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.SendMedia(ctx, in) }
	}
	runRefusals(t, []refusal{
		{"recipient is empty", send(zapini.ChatSendRequest{Message: "oi"})},
		{"recipient is not a phone", send(zapini.ChatSendRequest{Recipient: "11 90000-0001", Message: "oi"})},
		{"message is empty", send(zapini.ChatSendRequest{Recipient: "5511900000001"})},
		{"recipient is empty", media(zapini.ChatSendMediaRequest{MediaURL: "https://a.example.com", MediaType: zapini.MediaImage})},
		{"media_url is empty", media(zapini.ChatSendMediaRequest{Recipient: "5511900000001", MediaType: zapini.MediaImage})},
		{"media_type is empty", media(zapini.ChatSendMediaRequest{Recipient: "5511900000001", MediaURL: "https://a.example.com"})},
		{"message is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Chat.EditMessage(ctx, "m", zapini.EditChatMessageRequest{})
		}},
		{"emoji is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Chat.AddReaction(ctx, "m", zapini.ChatReactionRequest{})
		}},
		{"uuid is empty", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.DeleteMessage(ctx, "") }},
		{"uuid is a dot segment", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Chat.Archive(ctx, "..") }},
	})
}

// A send that an automation blocks says so here too, and is not made again.
func TestChatSendIsBlocked(t *testing.T) {
	t.Parallel()
	w := contract.Record(answer{Status: http.StatusForbidden, Body: fixture(t, "error-automation.json")})
	_, err := newClient(t, w).Chat.Send(t.Context(), zapini.ChatSendRequest{Recipient: "5511900000001", Message: "oi"})
	require.ErrorIs(t, err, zapini.ErrAutomationActive)
	require.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	assert.Len(t, w.Sent, 1)
}

func TestChatConversationsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"success":true}`, `{"success":true,"data":{}}`, `{"success":true,"data":[]}`, `{"data":{"conversation":{}}}`, `[]`, ``} {
		_, err := newClient(t, contract.Record(ok(body))).Chat.Get(t.Context(), conversation)
		require.Error(t, err, body)
	}
}

func TestAllChats(t *testing.T) {
	t.Parallel()
	w := contract.Record(ok(pageOf(1, 2, 1, 2)), ok(`{"success":true,"data":{"data":`+items(3, 3)+`,"current_page":2,"last_page":2}}`))
	var ids []string
	for c, err := range newClient(t, w).Chat.All(t.Context(), zapini.ListChatConversationsParams{Unread: true}) {
		require.NoError(t, err)
		ids = append(ids, string(c.ID))
	}
	assert.Equal(t, []string{"c1", "c2", "c3"}, ids)
	require.Len(t, w.Sent, 2)
	assert.Equal(t, platform+"/chat/conversations?page=2&per_page=100&unread=true", w.Sent[1].URL)

	w = contract.Record(ok(pageOf(1, 2, 1, 2)), answer{Status: 500})
	var failed error
	n := 0
	for _, err := range newClient(t, w).Chat.All(t.Context(), zapini.ListChatConversationsParams{}) {
		n, failed = n+1, err
	}
	require.ErrorIs(t, failed, zapgate.ErrServer)
	assert.Equal(t, 3, n)

	failed = nil
	for _, err := range newClient(t, contract.Record(ok(pageOf(1, 2, 1, 2)))).Chat.All(t.Context(), zapini.ListChatConversationsParams{}) {
		failed = err
	}
	require.ErrorIs(t, failed, pages.ErrRepeated)
}

// chatPage is a page of messages with the ids from newest to oldest.
func chatPage(newest, oldest int, more bool) answer {
	var list []string
	for id := newest; id >= oldest; id-- {
		list = append(list, fmt.Sprintf(`{"id":%d}`, id))
	}
	return ok(fmt.Sprintf(`{"success":true,"data":{"messages":[%s],"has_more":%t,"oldest_id":%d,"newest_id":%d}}`, strings.Join(list, ","), more, oldest, newest))
}

func TestAllChatMessages(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		params  zapini.ListChatMessagesParams
		answers []answer
		queries string
		ids     string
		err     error
	}{
		{
			name: "from the newest to the oldest", answers: []answer{chatPage(9, 8, true), chatPage(7, 6, true), chatPage(5, 5, false)},
			queries: "limit=100 before_id=8&limit=100 before_id=6&limit=100", ids: "9 8 7 6 5",
		},
		{
			name: "before an id", params: zapini.ListChatMessagesParams{BeforeID: "8", Limit: 2}, answers: []answer{chatPage(7, 6, false)},
			queries: "before_id=8&limit=2", ids: "7 6",
		},
		{
			name: "after an id, to the newest", params: zapini.ListChatMessagesParams{AfterID: "3", Limit: 2},
			answers: []answer{chatPage(5, 4, true), chatPage(6, 6, false)}, queries: "after_id=3&limit=2 after_id=5&limit=2", ids: "5 4 6",
		},
		{
			name: "none", answers: []answer{ok(`{"success":true,"data":{"messages":[],"has_more":false,"oldest_id":null,"newest_id":null}}`)},
			queries: "limit=100",
		},
		{
			name: "error in the middle", answers: []answer{chatPage(9, 8, true), {Status: 500, Body: fixture(t, "error.json")}},
			queries: "limit=100 before_id=8&limit=100", ids: "9 8", err: zapgate.ErrServer,
		},
		{
			name: "before_id is ignored", answers: []answer{chatPage(9, 8, true)},
			queries: "limit=100 before_id=8&limit=100", ids: "9 8", err: pages.ErrRepeated,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(tt.answers...)
			var ids, queries []string
			var failed error
			for m, err := range newClient(t, w, zapgate.WithRetries(0)).Chat.AllMessages(t.Context(), conversation, tt.params) {
				require.NoError(t, failed, "a step after the error")
				if failed = err; err == nil {
					ids = append(ids, string(m.ID))
				}
			}
			require.ErrorIs(t, failed, tt.err)
			assert.Equal(t, tt.ids, strings.Join(ids, " "))
			for _, s := range w.Sent {
				u, err := url.Parse(s.URL)
				require.NoError(t, err)
				assert.Equal(t, "/api/v1"+chat+"/messages", u.Path)
				queries = append(queries, u.RawQuery)
			}
			assert.Equal(t, tt.queries, strings.Join(queries, " "))
		})
	}
	w := contract.Record(chatPage(9, 8, true))
	for range newClient(t, w).Chat.AllMessages(t.Context(), conversation, zapini.ListChatMessagesParams{}) {
		break
	}
	assert.Len(t, w.Sent, 1, "no further page than was read")
}

func TestAnswerKeepsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]zapini.Answer[zapini.Contact]{
		``:                                    {},
		`[{"id":1}]`:                          {Data: json.RawMessage(`[{"id":1}]`)},
		`{"success":true,"data":{"id":null}}`: {Data: json.RawMessage(`{"id":null}`)},
		`{"success":true,"data":{"id":5,"name":{"odd":1}}}`: {
			Data: json.RawMessage(`{"id":5,"name":{"odd":1}}`), Item: &zapini.Contact{ID: "5"},
		},
	} {
		got, err := newClient(t, contract.Record(ok(body))).Contacts.Create(t.Context(), zapini.CreateContactRequest{PhoneNumber: "5511900000001"})
		require.NoError(t, err, body)
		assert.Equal(t, &want, got, body)
	}
	_, err := newClient(t, contract.Record(ok(`<html>`))).Contacts.Create(t.Context(), zapini.CreateContactRequest{PhoneNumber: "5511900000001"})
	require.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
	_, err = newClient(t, contract.Record(ok(fixture(t, "error.json")))).Contacts.Create(t.Context(), zapini.CreateContactRequest{PhoneNumber: "5511900000001"})
	require.ErrorContains(t, err, "the values were refused", "inside a 200")
	require.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
}
