package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opModifyChat         = transport.Op{Method: "POST", Path: "/modify-chat"} // one path with ten purposes: its action
	opSendChatExpiration = transport.Op{Method: "POST", Path: "/send-chat-expiration"}
)

// modification is what is done to a chat or contact. The tables call the phone an integer; the examples are right.
type modification struct {
	Phone  string `json:"phone" check:"chat"`
	Action string `json:"action"`
}

func (s *ChatsService) modify(ctx context.Context, phone, action string, opts []zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opModifyChat, Body: modification{phone, action}, Options: opts})
}

// Read marks a whole chat as read.
//
// POST /modify-chat (https://developer.z-api.io/en/chats/read-chat)
func (s *ChatsService) Read(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "read", opts)
}

// Unread marks a chat as unread.
//
// POST /modify-chat (https://developer.z-api.io/en/chats/read-chat)
func (s *ChatsService) Unread(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "unread", opts)
}

// Archive puts a chat into the archive.
//
// POST /modify-chat (https://developer.z-api.io/en/chats/archive-chat)
func (s *ChatsService) Archive(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "archive", opts)
}

// Unarchive takes a chat out of the archive.
//
// POST /modify-chat (https://developer.z-api.io/en/chats/archive-chat)
func (s *ChatsService) Unarchive(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "unarchive", opts)
}

// Pin keeps a chat on top of the list.
//
// POST /modify-chat (https://developer.z-api.io/en/chats/pin-chat)
func (s *ChatsService) Pin(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "pin", opts)
}

// Unpin lets a chat take its place in the list again.
//
// POST /modify-chat (https://developer.z-api.io/en/chats/pin-chat)
func (s *ChatsService) Unpin(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "unpin", opts)
}

// Mute silences a chat. For how long is not documented: see MuteEndTime of [Chat].
//
// POST /modify-chat (https://developer.z-api.io/en/chats/mute-chat)
func (s *ChatsService) Mute(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "mute", opts)
}

// Unmute ends the silence of a chat.
//
// POST /modify-chat (https://developer.z-api.io/en/chats/mute-chat)
func (s *ChatsService) Unmute(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "unmute", opts)
}

// Clear deletes the messages of a chat and keeps the chat. It cannot be undone; the other side keeps its messages.
//
// POST /modify-chat (https://developer.z-api.io/en/chats/clear-chat)
func (s *ChatsService) Clear(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "clear", opts)
}

// Delete deletes a chat with its messages. It cannot be undone; the other side keeps its chat.
//
// POST /modify-chat (https://developer.z-api.io/en/chats/delete-chat)
func (s *ChatsService) Delete(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modify(ctx, phone, "delete", opts)
}

// ChatExpiration is how long the messages of a chat last.
type ChatExpiration string

// The documented lifetimes.
const (
	Expire24Hours ChatExpiration = "24_HOURS"
	Expire7Days   ChatExpiration = "7_DAYS"
	Expire90Days  ChatExpiration = "90_DAYS"
	ExpireOff     ChatExpiration = "OFF" // messages stay
)

// SendChatExpirationRequest sets how long the messages of a chat last.
type SendChatExpirationRequest struct {
	Phone          string         `json:"phone" check:"chat"` // the table calls it an integer; the example is right
	ChatExpiration ChatExpiration `json:"chatExpiration" check:"required"`
}

// SendExpiration makes the messages that are sent in a chat from now on disappear after a time, or stay.
//
// POST /send-chat-expiration (https://developer.z-api.io/en/chats/chat-expiration)
func (s *ChatsService) SendExpiration(ctx context.Context, in SendChatExpirationRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opSendChatExpiration, Body: in, Options: opts})
}
