package zapi

import (
	"context"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ChatsService lists and changes chats.
type ChatsService struct{ service }

var (
	opChats    = transport.Op{Method: "GET", Path: "/chats", Retry: transport.Safe}
	opGetChat  = transport.Op{Method: "GET", Path: "/chats/{phone}", Retry: transport.Safe} // a heading and a code sample say /chat/{phone}
	opSetNotes = transport.Op{Method: "POST", Path: "/chats/{phone}/notes"}
)

const defaultPageSize = 100

// ListParams is a page of a list that is counted from 1. Z-API requires both; zero values stand for 1 and 100.
type ListParams struct {
	Page     int `url:"page"`
	PageSize int `url:"pageSize"`
}

func (p ListParams) orDefault() ListParams {
	if p.Page == 0 {
		p.Page = 1
	}
	if p.PageSize == 0 {
		p.PageSize = defaultPageSize
	}
	return p
}

// ListChatsParams is a page of chats.
type ListChatsParams = ListParams

// Chat is a conversation with a person, group or newsletter.
type Chat struct {
	Phone               string       `json:"phone"` // the person's digits, or the id of the group
	Name                string       `json:"name"`
	Unread              zapgate.Int  `json:"unread"`         // unread messages; documented as a string
	MessagesUnread      zapgate.Int  `json:"messagesUnread"` // discontinued by Z-API: use Unread
	LastMessageTime     zapgate.Time `json:"lastMessageTime"`
	Archived            zapgate.Bool `json:"archived"` // a boolean in the table, a string in the example, like the other flags
	Pinned              zapgate.Bool `json:"pinned"`
	IsMuted             zapgate.Bool `json:"isMuted"`
	MuteEndTime         zapgate.Time `json:"muteEndTime,omitzero"` // until when it is muted; -1 seconds (1969) means forever
	IsMarkedSpam        zapgate.Bool `json:"isMarkedSpam"`         // the table spells isMarketSpam; the example is right
	IsGroup             zapgate.Bool `json:"isGroup"`
	IsGroupAnnouncement zapgate.Bool `json:"isGroupAnnouncement"` // only administrators may write
	Notes               *ChatNotes   `json:"notes,omitempty"`     // absent if there are none
}

// ChatNotes is what the account wrote about a chat.
type ChatNotes struct {
	ID           string       `json:"id"`
	Content      string       `json:"content"`
	CreatedAt    zapgate.Time `json:"createdAt"`
	LastUpdateAt zapgate.Time `json:"lastUpdateAt"`
}

// List returns one page of chats. The next one is Page + 1, until a page has fewer than PageSize.
//
// GET /chats (https://developer.z-api.io/en/chats/get-chats)
func (s *ChatsService) List(ctx context.Context, p ListChatsParams, opts ...zapgate.CallOption) ([]Chat, error) {
	return transport.List[Chat](ctx, s.t, transport.Request{Op: opChats, Query: p.orDefault(), Options: opts})
}

// All walks every chat from p's page on, a page at a time, and ends on the first error.
func (s *ChatsService) All(ctx context.Context, p ListChatsParams, opts ...zapgate.CallOption) iter.Seq2[Chat, error] {
	p = p.orDefault()
	return pages.Numbered(p.Page, p.PageSize, func(n int) ([]Chat, error) {
		return s.List(ctx, ListChatsParams{Page: n, PageSize: p.PageSize}, opts...)
	})
}

// ChatMetadata is what [ChatsService.Get] tells about a chat: other fields than a list of chats.
type ChatMetadata struct {
	Phone               string       `json:"phone"`          // the person's digits, or the id of the group
	Unread              zapgate.Int  `json:"unread"`         // unread messages; documented as a string
	MessagesUnread      zapgate.Int  `json:"messagesUnread"` // discontinued by Z-API: use Unread
	LastMessageTime     zapgate.Time `json:"lastMessageTime"`
	IsMuted             zapgate.Bool `json:"isMuted"`          // "0" or "1"
	IsMarkedSpam        zapgate.Bool `json:"isMarkedSpam"`     // the table spells isMarketSpam; the example is right
	ProfileThumbnail    string       `json:"profileThumbnail"` // link to the picture; WhatsApp deletes it after 48 hours
	About               string       `json:"about"`            // the person's own words in the profile
	IsGroup             zapgate.Bool `json:"isGroup"`
	IsGroupAnnouncement zapgate.Bool `json:"isGroupAnnouncement"` // only administrators may write
	Notes               *ChatNotes   `json:"notes,omitempty"`     // absent if there are none; of WhatsApp Business only
}

// Get returns what is known of one chat.
//
// GET /chats/{phone} (https://developer.z-api.io/en/chats/get-metadata-chat)
func (s *ChatsService) Get(ctx context.Context, phone string, opts ...zapgate.CallOption) (*ChatMetadata, error) {
	return transport.Do[ChatMetadata](ctx, s.t, transport.Request{Op: opGetChat, Path: []string{phone}, Options: opts})
}

// SetChatNotesRequest is what the account writes about a chat.
type SetChatNotesRequest struct {
	Notes string `json:"notes" check:"required"`
}

// SetNotes writes a note about a chat, as [Chat] has it. The other side does not see it. It needs WhatsApp Business, and a
// device connected to its multi-device version.
//
// POST /chats/{phone}/notes (https://developer.z-api.io/en/business/save-chats-notes)
func (s *ChatsService) SetNotes(ctx context.Context, phone string, in SetChatNotesRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opSetNotes, Path: []string{phone}, Body: in, Options: opts})
}
