package zapini

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"strconv"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var opConversationMessages = transport.Op{Method: "GET", Path: "/conversations/{uuid}/messages", Retry: transport.Safe}

// Direction says who sent a message.
type Direction string

// The directions of a message.
const (
	DirectionIncoming Direction = "incoming" // to the instance
	DirectionOutgoing Direction = "outgoing" // by it
)

// Message is a message that Zapini has stored. Only its shape in [FormatChat] is documented: of any other, what fits is in
// the fields, and all of it in Raw.
type Message struct {
	ID               ID                `json:"id"`                  // an integer, by which pages are asked for
	UniqueID         string            `json:"unique_id,omitempty"` // a text, by which paths name it
	Direction        Direction         `json:"direction,omitempty"`
	IsFromMe         zapgate.Bool      `json:"is_from_me"`               // the instance sent it
	MessageBody      string            `json:"message_body"`             // the text, with mentions as @number
	FormattedBody    string            `json:"formatted_body,omitempty"` // HTML with mentions as names; sanitize it before it is shown
	MentionedJIDs    []string          `json:"mentioned_jids,omitempty"` // …@s.whatsapp.net
	SenderName       string            `json:"sender_name,omitempty"`
	Status           MessageStatus     `json:"status,omitempty"`
	GroupedReactions []GroupedReaction `json:"grouped_reactions,omitempty"`
	CreatedAt        zapgate.Time      `json:"created_at,omitzero"` // ISO 8601

	Raw json.RawMessage `json:"-"` // the message as it came
}

// UnmarshalJSON reads what fits and keeps all.
func (m *Message) UnmarshalJSON(b []byte) error {
	*m = Message{Raw: bytes.Clone(b)}
	return readLoosely(b, m)
}

// GroupedReaction is an emoji that a message was answered with, and by whom.
type GroupedReaction struct {
	Emoji         string       `json:"emoji"`
	Count         zapgate.Int  `json:"count"`
	HasMyReaction zapgate.Bool `json:"has_my_reaction"`         // the instance is among them
	Reactors      []string     `json:"reactors,omitempty"`      // digits with country code
	ReactorNames  []string     `json:"reactor_names,omitempty"` // in the same order
}

// ListConversationMessagesParams chooses messages of a conversation. All fields are optional.
type ListConversationMessagesParams struct {
	From     time.Time `url:"from,omitempty"`      // only those from then on
	To       time.Time `url:"to,omitempty"`        // only those until then
	BeforeID ID        `url:"before_id,omitempty"` // only those before this [Message].ID
	AfterID  ID        `url:"after_id,omitempty"`  // only those after this [Message].ID
	Limit    int       `url:"limit,omitempty"`     // messages a page: at most 100; Zapini's default is 50
	Format   Format    `url:"format,omitempty"`
}

// MessageHistory is one page of a conversation's messages.
type MessageHistory struct {
	Messages []Message `json:"messages"`
	HasMore  bool      `json:"has_more"`            // there are more beyond this page
	OldestID ID        `json:"oldest_id,omitempty"` // of this page: BeforeID of the page with older ones
	NewestID ID        `json:"newest_id,omitempty"` // of this page: AfterID of the page with newer ones

	told bool // Zapini said whether there are more
}

// UnmarshalJSON reads the documented page, and a list of messages alone.
func (h *MessageHistory) UnmarshalJSON(b []byte) error {
	var page struct {
		Messages json.RawMessage `json:"messages"`
		Data     json.RawMessage `json:"data"`
		HasMore  *zapgate.Bool   `json:"has_more"`
		OldestID ID              `json:"oldest_id"`
		NewestID ID              `json:"newest_id"`
	}
	if bytes.HasPrefix(b, []byte("[")) {
		page.Messages = b
	} else if err := json.Unmarshal(b, &page); err != nil {
		return err
	}
	*h = MessageHistory{OldestID: page.OldestID, NewestID: page.NewestID}
	if page.HasMore != nil {
		h.HasMore, h.told = bool(*page.HasMore), true
	}
	list := page.Messages
	if len(list) == 0 {
		list = page.Data
	}
	if len(list) == 0 {
		return errors.New("messages are missing")
	}
	return json.Unmarshal(list, &h.Messages)
}

// next returns the id that leads to the page with older or newer messages, or "" if this is the last one.
func (h *MessageHistory) next(newer bool, limit int) (ID, error) {
	switch more := h.HasMore || !h.told && len(h.Messages) >= limit; {
	case !more:
		return "", nil
	case newer && h.NewestID != "":
		return h.NewestID, nil
	case !newer && h.OldestID != "":
		return h.OldestID, nil
	}
	var end ID
	for _, m := range h.Messages {
		if _, err := strconv.ParseUint(string(m.ID), 10, 64); err != nil {
			continue
		}
		if end == "" || laterID(m.ID, end) == newer {
			end = m.ID
		}
	}
	if end == "" {
		return "", errors.New("answer: there are more messages, and no id that leads to them")
	}
	return end, nil
}

// laterID compares integers of any length.
func laterID(a, b ID) bool {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) > 0
}

// Messages returns one page of a conversation's messages.
//
// GET /conversations/{uuid}/messages (https://zapini.app/en/documentacion/conversations/download)
func (s *ConversationsService) Messages(ctx context.Context, uuid string, p ListConversationMessagesParams, opts ...zapgate.CallOption) (*MessageHistory, error) {
	return unwrap[MessageHistory](ctx, s.t, transport.Request{Op: opConversationMessages, Path: []string{uuid}, Query: p, Options: opts})
}

// AllMessages walks a conversation's messages, 100 a page unless p says otherwise, and ends on the first error. With
// AfterID it goes from there to newer ones ("0": from the first one on); without, from BeforeID or the newest to older
// ones. Pages come in that order; the order within a page is Zapini's.
func (s *ConversationsService) AllMessages(ctx context.Context, uuid string, p ListConversationMessagesParams, opts ...zapgate.CallOption) iter.Seq2[Message, error] {
	if p.Limit == 0 {
		p.Limit = most
	}
	return walkMessages(opConversationMessages, p.BeforeID, p.AfterID, p.Limit, func(before, after ID) (*MessageHistory, error) {
		q := p
		q.BeforeID, q.AfterID = before, after
		return s.Messages(ctx, uuid, q, opts...)
	})
}

// walkMessages follows the pages by the ids at their ends: to newer ones if after is given, else to older ones. A page
// that leads to itself is not given.
func walkMessages(op transport.Op, before, after ID, limit int, page func(before, after ID) (*MessageHistory, error)) iter.Seq2[Message, error] {
	return func(yield func(Message, error) bool) {
		b, a, newer := before, after, after != ""
		at := &b
		if newer {
			at = &a
		}
		seen := map[ID]bool{}
		for {
			h, err := page(b, a)
			if err != nil {
				yield(Message{}, err)
				return
			}
			next, missing := h.next(newer, limit)
			if next != "" && (next == *at || seen[next]) {
				yield(Message{}, repeated())
				return
			}
			for _, m := range h.Messages {
				if !yield(m, nil) {
					return
				}
			}
			if missing != nil {
				yield(Message{}, &zapgate.Error{Provider: provider, Op: op.Name(), Err: missing})
			}
			if next == "" {
				return
			}
			*at, seen[next] = next, true
		}
	}
}
