package zapini

import (
	"context"
	"encoding/json"
	"errors"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ChatService is the part of Zapini that is made for showing chats: conversations come with tags and instance, messages
// with resolved mentions and grouped reactions.
type ChatService struct{ service }

var (
	opChatConversations = transport.Op{Method: "GET", Path: "/chat/conversations", Retry: transport.Safe}
	opChatConversation  = transport.Op{Method: "GET", Path: "/chat/conversations/{uuid}", Retry: transport.Safe}
	opChatMessages      = transport.Op{Method: "GET", Path: "/chat/conversations/{uuid}/messages", Retry: transport.Safe}
)

// ListChatConversationsParams chooses conversations. All fields are optional.
type ListChatConversationsParams struct {
	InstanceID string `url:"instance_id,omitempty"` // UUID or number; "": all that the token may see
	Search     string `url:"search,omitempty"`      // in names and numbers
	Unread     bool   `url:"unread,omitempty"`      // only those with unread messages
	PerPage    int    `url:"per_page,omitempty"`    // at most 100; Zapini's default is not documented
	// Page counts from 1. The documentation has no parameter for it: this is the one that its pagination implies.
	Page int `url:"page,omitempty"`
}

// List returns one page of the conversations, with Tags and Instance.
//
// GET /chat/conversations (https://zapini.app/en/documentacion/chat/download)
func (s *ChatService) List(ctx context.Context, p ListChatConversationsParams, opts ...zapgate.CallOption) (*ConversationPage, error) {
	l, err := transport.Do[listing[Conversation]](ctx, s.t, transport.Request{Op: opChatConversations, Query: p, Options: opts})
	if err != nil {
		return nil, err
	}
	return &ConversationPage{l.Data, l.Meta.Pagination}, nil
}

// All walks every conversation from p's page on, 100 at a time unless p says otherwise, and ends on the first error. The
// list moves while it is walked: a conversation may come twice or be missed.
func (s *ChatService) All(ctx context.Context, p ListChatConversationsParams, opts ...zapgate.CallOption) iter.Seq2[Conversation, error] {
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

// ChatConversation is a conversation, and who answers in it. Only the fields about the automation are documented: what
// fits of the others is in the fields, all of it in Raw.
type ChatConversation struct {
	Conversation
	AutomationStatus     AutomationStatus `json:"automation_status"`
	CanSendManualMessage zapgate.Bool     `json:"can_send_manual_message"` // whether a send would go through now
	AutomationPausedAt   zapgate.Time     `json:"automation_paused_at"`    // zero while it is active

	Raw json.RawMessage `json:"-"` // the conversation as it came
}

// DecodeAnswer reads what fits, and refuses an answer that is about something else.
func (c *ChatConversation) DecodeAnswer(_ string, body []byte) (err error) {
	if c.Raw, err = readDetails(body, "conversation", c); err == nil && c.AutomationStatus == "" && c.ID == "" {
		err = errors.New("answer: has no conversation")
	}
	return err
}

// Get returns a conversation with the state of its automation: before a send, whether it would be refused.
//
// GET /chat/conversations/{uuid} (https://zapini.app/en/documentation, Automations)
func (s *ChatService) Get(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*ChatConversation, error) {
	return transport.Do[ChatConversation](ctx, s.t, transport.Request{Op: opChatConversation, Path: []string{uuid}, Options: opts})
}

// ListChatMessagesParams chooses messages of a conversation. All fields are optional.
type ListChatMessagesParams struct {
	BeforeID ID  `url:"before_id,omitempty"` // only those before this [Message].ID
	AfterID  ID  `url:"after_id,omitempty"`  // only those after this [Message].ID
	Limit    int `url:"limit,omitempty"`     // messages a page: at most 100; Zapini's default is not documented
}

// Messages returns one page of a conversation's messages, with FormattedBody and GroupedReactions.
//
// GET /chat/conversations/{uuid}/messages (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) Messages(ctx context.Context, uuid string, p ListChatMessagesParams, opts ...zapgate.CallOption) (*MessageHistory, error) {
	return unwrap[MessageHistory](ctx, s.t, transport.Request{Op: opChatMessages, Path: []string{uuid}, Query: p, Options: opts})
}

// AllMessages walks a conversation's messages, 100 a page unless p says otherwise, and ends on the first error. With
// AfterID it goes from there to newer ones; without, from BeforeID or the newest to older ones. Pages come in that order;
// the order within a page is Zapini's.
func (s *ChatService) AllMessages(ctx context.Context, uuid string, p ListChatMessagesParams, opts ...zapgate.CallOption) iter.Seq2[Message, error] {
	if p.Limit == 0 {
		p.Limit = most
	}
	return walkMessages(opChatMessages, p.BeforeID, p.AfterID, p.Limit, func(before, after ID) (*MessageHistory, error) {
		q := p
		q.BeforeID, q.AfterID = before, after
		return s.Messages(ctx, uuid, q, opts...)
	})
}
