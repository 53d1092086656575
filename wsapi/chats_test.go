package wsapi_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestWireChats(t *testing.T) {
	t.Parallel()
	const chat = "/chats/120360000000000001@g.us"
	group := wsapi.Chat{ID: family, IsGroup: true, IsArchived: true, IsMuted: true, MuteEndTime: contract.Time(`"2026-02-07T09:30:00Z"`)}
	tests := []wireTest{
		{
			name: "List", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Chats.List(ctx) },
			method: "GET", path: "/chats", answer: "chats.json", want: []wsapi.Chat{
				{
					ID: ana, LID: "900000000000001@lid", IsPinned: true, PushName: "Ana", BusinessName: "Ana Doces", FullName: "Ana Exemplo",
					LastActivity: contract.Time(`"2026-02-06T09:30:00Z"`),
				},
				group,
			},
		},
		{
			name: "Get", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Chats.Get(ctx, family) },
			method: "GET", path: chat, answer: "chat.json", want: &group,
		},
		{
			name: "Picture", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Chats.Picture(ctx, family) },
			method: "GET", path: chat + "/picture", answer: "chat-picture.json",
			want: &wsapi.ProfilePicture{PictureID: "1700000001", PictureURL: "https://media.example.com/ana.jpg?oe=1&oh=2"},
		},
		{
			name: "BusinessProfile", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Chats.BusinessProfile(ctx, ana) },
			method: "GET", path: "/chats/5511900000001@s.whatsapp.net/business", answer: "chat-business.json",
			want: &wsapi.BusinessProfile{
				ID: ana, Address: "Rua das Flores, 1", Email: "ana@example.com", Description: "Doces", Website: "https://loja.example.com",
				Latitude: new(0.0), Longitude: new(-46.63), MemberSince: "2020",
				Categories: []wsapi.BusinessCategory{{ID: "7", Name: "Padaria"}},
				BusinessHours: []wsapi.BusinessHours{
					{DayOfWeek: "mon", Mode: "specific_hours", OpenTime: "480", CloseTime: "1080"}, {DayOfWeek: "sun", Mode: "closed"},
				},
				BusinessHoursTimeZone: "America/Bahia", ProfileOptions: map[string]string{"cart_enabled": "true"},
			},
		},
		{
			name:   "BusinessProfile without a place",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Chats.BusinessProfile(ctx, bia) },
			method: "GET", path: "/chats/900000000000002@lid/business", answer: `{"id":"900000000000002@lid"}`, want: &wsapi.BusinessProfile{ID: bia},
		},
		{
			name: "RequestMessages",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Chats.RequestMessages(ctx, family, wsapi.RequestMessagesRequest{LastMessageID: sentID, LastMessageSenderID: "5511900000001"})
			},
			method: "POST", path: chat + "/messages", body: `{"lastMessageId":"3EB0AABBCCDDEEFF0011","lastMessageSenderId":"5511900000001"}`,
			status: 202, answer: "accepted.json", want: &wsapi.Accepted{Status: "ok"},
		},
		{
			name: "RequestMessages with everything",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Chats.RequestMessages(ctx, family, wsapi.RequestMessagesRequest{LastMessageID: sentID, LastMessageSenderID: device, Count: 500})
			},
			method: "POST", path: chat + "/messages",
			body:   `{"lastMessageId":"3EB0AABBCCDDEEFF0011","lastMessageSenderId":"5511900000001:12@s.whatsapp.net","count":500}`,
			status: 202, answer: "accepted.json", want: &wsapi.Accepted{Status: "ok"},
		},
	}
	for _, a := range chatChanges() {
		tests = append(tests, wireTest{
			name:   a.path + " " + a.body,
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return only(a.call(c.Chats, ctx, family)) },
			method: a.method, path: chat + a.path, body: a.body,
		})
	}
	runWire(t, tests)
}

type changeChat struct {
	method, path, body string // path below the chat's own
	call               func(*wsapi.ChatsService, context.Context, string, ...zapgate.CallOption) error
}

// chatChanges are the operations that answer nothing.
func chatChanges() []changeChat {
	return []changeChat{
		{"DELETE", "", "", (*wsapi.ChatsService).Delete},
		{"POST", "/clear", "", (*wsapi.ChatsService).Clear},
		{"PUT", "/presence/subscribe", "", (*wsapi.ChatsService).SubscribePresence},
		{"PUT", "/pin", `{"pinned":true}`, (*wsapi.ChatsService).Pin},
		{"PUT", "/pin", `{"pinned":false}`, (*wsapi.ChatsService).Unpin},
		{"PUT", "/archive", `{"archived":true}`, (*wsapi.ChatsService).Archive},
		{"PUT", "/archive", `{"archived":false}`, (*wsapi.ChatsService).Unarchive},
		{"PUT", "/read", `{"read":true}`, (*wsapi.ChatsService).MarkAsRead},
		{"PUT", "/read", `{"read":false}`, (*wsapi.ChatsService).MarkAsUnread},
		{"PUT", "/presence", `{"state":"recording"}`, func(s *wsapi.ChatsService, ctx context.Context, id string, opts ...zapgate.CallOption) error {
			return s.SetPresence(ctx, id, wsapi.SetChatPresenceRequest{State: wsapi.ChatRecording}, opts...)
		}},
		{"PUT", "/ephemeral", `{"expiration":"off"}`, func(s *wsapi.ChatsService, ctx context.Context, id string, opts ...zapgate.CallOption) error {
			return s.SetEphemeral(ctx, id, wsapi.SetChatEphemeralRequest{Expiration: wsapi.EphemeralOff}, opts...)
		}},
		{"PUT", "/mute", `{"duration":"1w"}`, func(s *wsapi.ChatsService, ctx context.Context, id string, opts ...zapgate.CallOption) error {
			return s.Mute(ctx, id, wsapi.MuteChatRequest{Duration: wsapi.Mute1w}, opts...)
		}},
	}
}

func TestChatsArguments(t *testing.T) {
	t.Parallel()
	var tests []refused
	for _, a := range chatChanges() {
		for chat, why := range map[string]string{
			"": "chatId is empty", "..": "chatId is not a JID", "+" + ana: "chatId must not begin with +", "ana": "chatId is not a JID",
			"5511900000001@c.us": "chatId must end in @s.whatsapp.net",
		} {
			tests = append(tests, refused{a.method + " /chats/{chatId}" + a.path, why, func(ctx context.Context, c *wsapi.Client) error {
				return a.call(c.Chats, ctx, chat)
			}})
		}
	}
	request := func(in wsapi.RequestMessagesRequest) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Chats.RequestMessages(ctx, family, in)
			return err
		}
	}
	const op = "POST /chats/{chatId}/messages"
	runRefused(t, append(tests,
		refused{op, "lastMessageId is empty", request(wsapi.RequestMessagesRequest{LastMessageSenderID: ana})},
		refused{op, "lastMessageSenderId is empty", request(wsapi.RequestMessagesRequest{LastMessageID: sentID})},
		refused{op, "lastMessageSenderId must not begin with +", request(wsapi.RequestMessagesRequest{LastMessageID: sentID, LastMessageSenderID: "+5511900000001"})},
		refused{"GET /chats/{chatId}", "chatId is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Chats.Get(ctx, "")
			return err
		}},
		refused{"GET /chats/{chatId}/picture", "chatId is not a JID", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Chats.Picture(ctx, "a/../b")
			return err
		}},
		refused{"PUT /chats/{chatId}/mute", "duration is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Chats.Mute(ctx, ana, wsapi.MuteChatRequest{})
		}},
		refused{"PUT /chats/{chatId}/presence", "state is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Chats.SetPresence(ctx, ana, wsapi.SetChatPresenceRequest{})
		}},
		refused{"PUT /chats/{chatId}/ephemeral", "expiration is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Chats.SetEphemeral(ctx, ana, wsapi.SetChatEphemeralRequest{})
		}},
	))
}

func ExampleChatsService_Mute() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"}, answering(204, ""))
	if err != nil {
		panic(err)
	}
	err = client.Chats.Mute(context.Background(), "120360000000000001@g.us", wsapi.MuteChatRequest{Duration: wsapi.Mute8h})
	fmt.Println(err)
	// Output: <nil>
}
