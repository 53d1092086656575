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

var opChats = transport.Op{Method: "GET", Path: "/chats", Retry: transport.Safe}

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
