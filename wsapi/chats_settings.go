package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSetChatPresence       = transport.Op{Method: "PUT", Path: "/chats/{chatId}/presence"}
	opSubscribeChatPresence = transport.Op{Method: "PUT", Path: "/chats/{chatId}/presence/subscribe"}
	opSetChatEphemeral      = transport.Op{Method: "PUT", Path: "/chats/{chatId}/ephemeral"}
	opMuteChat              = transport.Op{Method: "PUT", Path: "/chats/{chatId}/mute"}

	// The body of these says which way.
	opPinChat        = transport.Op{Method: "PUT", Path: "/chats/{chatId}/pin"}
	opArchiveChat    = transport.Op{Method: "PUT", Path: "/chats/{chatId}/archive"}
	opMarkChatAsRead = transport.Op{Method: "PUT", Path: "/chats/{chatId}/read"}
)

// ChatState is what the account is seen doing in a chat.
type ChatState string

// The documented states.
const (
	ChatTyping    ChatState = "typing"
	ChatPaused    ChatState = "paused" // no longer typing or recording
	ChatRecording ChatState = "recording"
)

// SetChatPresenceRequest says what the account is seen doing.
type SetChatPresenceRequest struct {
	State ChatState `json:"state" check:"required"`
}

// SetPresence shows the others in a chat that the account is typing or recording, or has stopped.
//
// PUT /chats/{chatId}/presence (setChatPresence in wsapi-api.yml)
func (s *ChatsService) SetPresence(ctx context.Context, chatID string, in SetChatPresenceRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opSetChatPresence, chatID, in, opts))
}

// SubscribePresence asks WhatsApp to tell when the person of a chat is online or typing, by the events user_presence and
// chat_presence.
//
// PUT /chats/{chatId}/presence/subscribe (subscribeChatPresence in wsapi-api.yml)
func (s *ChatsService) SubscribePresence(ctx context.Context, chatID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opSubscribeChatPresence, chatID, nil, opts))
}

// SetChatEphemeralRequest says after what time messages disappear.
type SetChatEphemeralRequest struct {
	Expiration EphemeralExpiration `json:"expiration" check:"required"`
}

// SetEphemeral makes the messages that are sent in a chat from now on disappear after a time, or stay.
//
// PUT /chats/{chatId}/ephemeral (setChatEphemeral in wsapi-api.yml)
func (s *ChatsService) SetEphemeral(ctx context.Context, chatID string, in SetChatEphemeralRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opSetChatEphemeral, chatID, in, opts))
}

// MuteDuration is how long a chat is muted.
type MuteDuration string

// The documented times.
const (
	Mute8h     MuteDuration = "8h"
	Mute1w     MuteDuration = "1w"
	MuteAlways MuteDuration = "always"
	MuteOff    MuteDuration = "off" // no longer
)

// MuteChatRequest says how long a chat is muted.
type MuteChatRequest struct {
	Duration MuteDuration `json:"duration" check:"required"`
}

// Mute keeps the account's devices from announcing the messages of a chat, or lets them with [MuteOff].
//
// PUT /chats/{chatId}/mute (muteChat in wsapi-api.yml)
func (s *ChatsService) Mute(ctx context.Context, chatID string, in MuteChatRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opMuteChat, chatID, in, opts))
}

// The bodies that say which way.
type (
	pinChat struct {
		Pinned bool `json:"pinned"`
	}
	archiveChat struct {
		Archived bool `json:"archived"`
	}
	markChatAsRead struct {
		Read bool `json:"read"`
	}
)

// Pin pins a chat to the top of the list.
//
// PUT /chats/{chatId}/pin (pinChat in wsapi-api.yml)
func (s *ChatsService) Pin(ctx context.Context, chatID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opPinChat, chatID, pinChat{true}, opts))
}

// Unpin takes a chat off the top of the list.
//
// PUT /chats/{chatId}/pin (pinChat in wsapi-api.yml)
func (s *ChatsService) Unpin(ctx context.Context, chatID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opPinChat, chatID, pinChat{false}, opts))
}

// Archive puts a chat away.
//
// PUT /chats/{chatId}/archive (archiveChat in wsapi-api.yml)
func (s *ChatsService) Archive(ctx context.Context, chatID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opArchiveChat, chatID, archiveChat{true}, opts))
}

// Unarchive takes a chat out of the archive.
//
// PUT /chats/{chatId}/archive (archiveChat in wsapi-api.yml)
func (s *ChatsService) Unarchive(ctx context.Context, chatID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opArchiveChat, chatID, archiveChat{false}, opts))
}

// MarkAsRead marks a chat as read. Single messages are marked with [MessagesService.MarkAsRead].
//
// PUT /chats/{chatId}/read (markChatAsRead in wsapi-api.yml)
func (s *ChatsService) MarkAsRead(ctx context.Context, chatID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opMarkChatAsRead, chatID, markChatAsRead{true}, opts))
}

// MarkAsUnread marks a chat as unread.
//
// PUT /chats/{chatId}/read (markChatAsRead in wsapi-api.yml)
func (s *ChatsService) MarkAsUnread(ctx context.Context, chatID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opMarkChatAsRead, chatID, markChatAsRead{false}, opts))
}
