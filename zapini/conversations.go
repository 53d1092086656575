package zapini

import (
	"context"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ConversationsService lists conversations and their messages, and archives them.
type ConversationsService struct{ service }

var opConversations = transport.Op{Method: "GET", Path: "/conversations", Retry: transport.Safe}

// Format is the shape of conversations and messages in an answer.
type Format string

// FormatChat asks for conversations and messages as the section Chat of the documentation gives them: conversations with
// Tags and Instance, messages with FormattedBody and GroupedReactions.
const FormatChat Format = "chat"

// ListConversationsParams chooses conversations. All fields are optional.
type ListConversationsParams struct {
	InstanceID  string   `url:"instance_id,omitempty"` // UUID or number; "": all that the token may see
	Unread      bool     `url:"unread,omitempty"`      // only those with unread messages
	Search      string   `url:"search,omitempty"`      // in names and numbers
	IsGroup     *bool    `url:"is_group,omitempty"`    // only groups, or only persons
	IncludeTags bool     `url:"include_tags,omitempty"`
	TagID       string   `url:"tag_id,omitempty"`        // only those with this tag; UUID
	TagIDs      []string `url:"tag_ids,comma,omitempty"` // by several tags; UUIDs
	Untagged    bool     `url:"untagged,omitempty"`      // only those without tags
	Format      Format   `url:"format,omitempty"`
	PerPage     int      `url:"per_page,omitempty"` // at most 100; Zapini's default is not documented
	// Page counts from 1. The documentation has no parameter for it: this is the one that its pagination implies.
	Page int `url:"page,omitempty"`
}

// ConversationPage is one page of conversations.
type ConversationPage struct {
	Conversations []Conversation
	Pagination    Pagination // see [Pagination.Next]
}

// Conversation is a chat with a person or a group.
type Conversation struct {
	ID                ID            `json:"id"`                     // a UUID, which paths name
	ContactNumber     string        `json:"contact_number"`         // digits with country code
	ContactName       string        `json:"contact_name,omitempty"` // not in [FormatChat]
	DisplayName       string        `json:"display_name"`
	IsGroup           bool          `json:"is_group"`
	ProfilePictureURL string        `json:"profile_picture_url"`
	LastMessage       string        `json:"last_message"` // its text
	LastMessageAt     zapgate.Time  `json:"last_message_at"`
	UnreadCount       zapgate.Int   `json:"unread_count"` // unread messages
	IsArchived        bool          `json:"is_archived,omitempty"`
	Tags              []Tag         `json:"tags,omitempty"`     // with IncludeTags or [FormatChat]
	Instance          *ConversedVia `json:"instance,omitempty"` // with [FormatChat]
}

// Tag marks conversations.
type Tag struct {
	ID    ID     `json:"id"` // a UUID
	Name  string `json:"name"`
	Color string `json:"color"` // #RRGGBB
}

// ConversedVia is the instance that a conversation belongs to.
type ConversedVia struct {
	UUID        string         `json:"uuid"`
	PhoneNumber string         `json:"phone_number,omitempty"` // digits with country code
	Status      InstanceStatus `json:"status"`
}

// List returns one page of the conversations that are not archived.
//
// GET /conversations (https://zapini.app/en/documentacion/conversations/download)
func (s *ConversationsService) List(ctx context.Context, p ListConversationsParams, opts ...zapgate.CallOption) (*ConversationPage, error) {
	l, err := transport.Do[listing[Conversation]](ctx, s.t, transport.Request{Op: opConversations, Query: p, Options: opts})
	if err != nil {
		return nil, err
	}
	return &ConversationPage{l.Data, l.Meta.Pagination}, nil
}

// All walks every conversation from p's page on, 100 at a time unless p says otherwise, and ends on the first error. The
// list moves while it is walked: a conversation may come twice or be missed.
func (s *ConversationsService) All(ctx context.Context, p ListConversationsParams, opts ...zapgate.CallOption) iter.Seq2[Conversation, error] {
	if p.PerPage == 0 {
		p.PerPage = most
	}
	return walk(p.Page, p.PerPage, func(n int) ([]Conversation, Pagination, error) {
		q := p
		q.Page = n
		page, err := s.List(ctx, q, opts...)
		if err != nil {
			return nil, Pagination{}, err
		}
		return page.Conversations, page.Pagination, nil
	})
}
