package zapi_test

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireChats(t *testing.T) {
	t.Parallel()
	const notesJSON = `{"notes":"asks for \"invoices\" & <receipts>"}`
	runWire(t, append(modifyTests(), []wireTest{
		{
			name: "Get",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				m, err := c.Chats.Get(ctx, "120363000000000001-group")
				if err != nil {
					return nil, err
				}
				return []any{m.Phone, m.Unread, m.LastMessageTime.Unix(), bool(m.IsMuted), bool(m.IsMarkedSpam), m.ProfileThumbnail, m.About,
					m.Notes.ID, m.Notes.Content, m.Notes.LastUpdateAt.UTC()}, nil
			},
			method: "GET", path: "/chats/120363000000000001-group", answer: "crm-chat.json",
			want: []any{"5511900000001", zapgate.Int(4), int64(1760000001), true, false, "https://example.com/ana.jpg", "at work",
				"bm90ZS0x", "asks for invoices", time.UnixMilli(1760000004000).UTC()},
		},
		{
			name: "SetNotes",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Chats.SetNotes(ctx, "5511900000001", zapi.SetChatNotesRequest{Notes: `asks for "invoices" & <receipts>`})
			},
			method: "POST", path: "/chats/5511900000001/notes",
			body: notesJSON, answer: `{"success":true}`, want: &zapi.Result{Success: true},
		},
		{
			name: "SendExpiration",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Chats.SendExpiration(ctx, zapi.SendChatExpirationRequest{Phone: "5511900000001", ChatExpiration: zapi.Expire90Days})
			},
			method: "POST", path: "/send-chat-expiration",
			body: `{"phone":"5511900000001","chatExpiration":"90_DAYS"}`, answer: "result.json", want: &zapi.Result{Value: true},
		},
		{
			name: "Messages",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				m, err := c.Chats.Messages(ctx, "5511900000001", zapi.ListChatMessagesParams{Amount: 2, LastMessageID: "3EB0/9"})
				if err != nil {
					return nil, err
				}
				return []any{len(m), m[0].MessageID, m[0].Text.Message, m[0].ReceivedCallback.Text.URL, m[0].Text.URLTitle, m[0].Moment.Unix(), m[1].FromMe, m[1].Document.FileName}, nil
			},
			method: "GET", path: "/chat-messages/5511900000001?amount=2&lastMessageId=3EB0%2F9", answer: "crm-chat-messages.json",
			want: []any{2, "3EB0A1", "see https://example.com", "https://example.com", "Example", int64(1760000001), true, "a.pdf"},
		},
		{
			name: "Messages by default",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Chats.Messages(ctx, "81896600000001@lid", zapi.ListChatMessagesParams{})
			},
			method: "GET", path: "/chat-messages/81896600000001@lid?amount=10", answer: `[]`, want: []zapi.ChatMessage{},
		},
	}...))
}

// modifyTests are the ten purposes of one path.
func modifyTests() (tests []wireTest) {
	for action, call := range map[string]func(*zapi.ChatsService, context.Context, string, ...zapgate.CallOption) (*zapi.Result, error){
		"read": (*zapi.ChatsService).Read, "unread": (*zapi.ChatsService).Unread,
		"archive": (*zapi.ChatsService).Archive, "unarchive": (*zapi.ChatsService).Unarchive,
		"pin": (*zapi.ChatsService).Pin, "unpin": (*zapi.ChatsService).Unpin,
		"mute": (*zapi.ChatsService).Mute, "unmute": (*zapi.ChatsService).Unmute,
		"clear": (*zapi.ChatsService).Clear, "delete": (*zapi.ChatsService).Delete,
	} {
		tests = append(tests, wireTest{
			name:   action,
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return call(c.Chats, ctx, "5511900000001") },
			method: "POST", path: "/modify-chat",
			body: fmt.Sprintf(`{"phone":"5511900000001","action":%q}`, action), answer: "result.json", want: &zapi.Result{Value: true},
		})
	}
	return tests
}

func TestAllChatMessages(t *testing.T) {
	t.Parallel()
	pages := map[string]string{
		"amount=2":                 `[{"messageId":"1"},{"messageId":"2"}]`,
		"amount=2&lastMessageId=2": `[{"messageId":"3"},{"messageId":"4"}]`,
		"amount=2&lastMessageId=4": `[{"messageId":"5"}]`,
	}
	all := func(c *zapi.Client) iter.Seq2[zapi.ChatMessage, error] {
		return c.Chats.AllMessages(t.Context(), "5511900000001", zapi.ListChatMessagesParams{Amount: 2})
	}
	id := func(m zapi.ChatMessage) string { return m.MessageID }
	testPages(t, "GET", "/chat-messages/5511900000001", pages, all, id, "12345", "amount=2&lastMessageId=2")

	pages["amount=2&lastMessageId=4"] = `[{"messageId":"3"},{"messageId":"2"}]`
	got, err := keysOf(all(pageClient(t, "GET", "/chat-messages/5511900000001", pages)), id, 99)
	assert.ErrorContains(t, err, "same page twice", "an id that comes back is an error, not a loop")
	assert.Equal(t, "123432", got)
}

// pageClient answers each query, or else each body, with its page.
func pageClient(t *testing.T, method, path string, pages map[string]string) *zapi.Client {
	mt := httpmock.NewMockTransport()
	mt.RegisterResponder(method, instance+path, func(r *http.Request) (*http.Response, error) {
		key := r.URL.RawQuery
		if r.Body != nil {
			b, err := io.ReadAll(r.Body)
			require.NoError(t, err)
			key += string(b)
		}
		page, ok := pages[key]
		if !ok {
			return httpmock.NewStringResponse(400, `{"error":"no such page"}`), nil
		}
		return httpmock.NewStringResponse(200, page), nil
	})
	return newClient(t, mt)
}

// keysOf walks a sequence until it ends, fails or has given stop items, and joins their keys.
func keysOf[T any](seq iter.Seq2[T, error], key func(T) string, stop int) (keys string, err error) {
	n := 0
	for item, err := range seq {
		if err != nil {
			return keys, err
		}
		if keys, n = keys+key(item), n+1; n == stop {
			break
		}
	}
	return keys, nil
}

// testPages walks pages to their end, twice; stops after the first item; and meets an error instead of the page at gone.
func testPages[T any](t *testing.T, method, path string, pages map[string]string, all func(*zapi.Client) iter.Seq2[T, error],
	key func(T) string, want, gone string,
) {
	t.Helper()
	seq := all(pageClient(t, method, path, pages))
	for range 2 {
		got, err := keysOf(seq, key, 99)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	page := pages[gone]
	delete(pages, gone)
	seq = all(pageClient(t, method, path, pages))
	got, err := keysOf(seq, key, 1)
	require.NoError(t, err, "who stops asks for no more")
	assert.Equal(t, want[:1], got)
	got, err = keysOf(seq, key, 99)
	assert.ErrorIs(t, err, zapgate.ErrBadRequest)
	assert.True(t, got != "" && strings.HasPrefix(want, got) && got != want, "what came before the error is given: %s", got)
	pages[gone] = page
}

func TestChatsBadArguments(t *testing.T) {
	t.Parallel()
	assertRefused(t, map[string]func(context.Context, *zapi.Client) error{
		"phone": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Chats.Delete(ctx, "")
			return err
		},
		"phone is not": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Chats.Get(ctx, "+55 11 90000-0001")
			return err
		},
		"notes": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Chats.SetNotes(ctx, "5511900000001", zapi.SetChatNotesRequest{})
			return err
		},
		"chatExpiration": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Chats.SendExpiration(ctx, zapi.SendChatExpirationRequest{Phone: "5511900000001"})
			return err
		},
	})
}
