package zapi

import (
	"context"
	"encoding/json"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var opChatMessages = transport.Op{Method: "GET", Path: "/chat-messages/{phone}", Retry: transport.Safe}

// ListChatMessagesParams is a page of a chat's messages.
type ListChatMessagesParams struct {
	// Amount is how many messages to return. Z-API requires it and recommends 10, for which zero stands: more makes the
	// answer slow.
	Amount int `url:"amount"`
	// LastMessageID is WhatsApp's id of the last message of the page before. The table requires it, the example has none:
	// the first page goes without.
	LastMessageID string `url:"lastMessageId,omitempty"`
}

func (p ListChatMessagesParams) orDefault() ListChatMessagesParams {
	if p.Amount == 0 {
		p.Amount = 10
	}
	return p
}

// ChatMessage is a message of a chat: a callback for received messages, without a Type and with more of a text.
type ChatMessage struct {
	ReceivedCallback
	Text *ChatText `json:"text,omitempty"` // the ReceivedCallback has it too, without the preview of a link
}

// ChatText is a text and what WhatsApp found behind a link in it.
type ChatText struct {
	TextContent
	URLTitle       string `json:"urlTitle,omitempty"`
	URLDescription string `json:"urlDescription,omitempty"`
	IsCatalog      bool   `json:"isCatalog,omitempty"` // the link leads to a catalog
}

// UnmarshalJSON keeps the ReceivedCallback whole, for whoever handles it like one that was posted.
func (m *ChatMessage) UnmarshalJSON(data []byte) error {
	type plain ChatMessage
	if err := json.Unmarshal(data, (*plain)(m)); err != nil {
		return err
	}
	if m.Text != nil {
		m.ReceivedCallback.Text = &m.Text.TextContent
	}
	return nil
}

// Messages returns one page of a chat's messages.
//
// GET /chat-messages/{phone} (https://developer.z-api.io/en/chats/get-message-chats)
func (s *ChatsService) Messages(ctx context.Context, phone string, p ListChatMessagesParams, opts ...zapgate.CallOption) ([]ChatMessage, error) {
	return transport.List[ChatMessage](ctx, s.t, transport.Request{
		Op: opChatMessages, Path: []string{phone}, Query: p.orDefault(), Options: opts,
	})
}

// AllMessages walks a chat's messages from p's page on, a page at a time, and ends on the first error. The page after
// another is asked for with the id of its last message; the documentation does not say whether that leads to older or
// newer ones.
func (s *ChatsService) AllMessages(ctx context.Context, phone string, p ListChatMessagesParams, opts ...zapgate.CallOption) iter.Seq2[ChatMessage, error] {
	p = p.orDefault()
	return pages.Linked(p.LastMessageID, func(last string) ([]ChatMessage, string, error) {
		page, err := s.Messages(ctx, phone, ListChatMessagesParams{Amount: p.Amount, LastMessageID: last}, opts...)
		if err != nil || len(page) == 0 || len(page) < p.Amount {
			return page, "", err
		}
		return page, page[len(page)-1].MessageID, nil
	})
}
