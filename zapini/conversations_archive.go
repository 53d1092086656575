package zapini

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"math"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opConversation        = transport.Op{Method: "GET", Path: "/conversations/{uuid}", Retry: transport.Safe}
	opDeleteConversation  = transport.Op{Method: "DELETE", Path: "/conversations/{uuid}"}
	opMarkRead            = transport.Op{Method: "POST", Path: "/conversations/{uuid}/mark-read"}
	opArchived            = transport.Op{Method: "GET", Path: "/conversations/archived", Retry: transport.Safe}
	opArchiveConversation = transport.Op{Method: "POST", Path: "/conversations/{uuid}/archive"}
	opRestoreConversation = transport.Op{Method: "DELETE", Path: "/conversations/{uuid}/archive"}
	opUnarchive           = transport.Op{Method: "POST", Path: "/conversations/{uuid}/unarchive"}
)

// ConversationDetails is one conversation. No page shows this answer: what of it fits is in the fields, all of it in Raw.
type ConversationDetails struct {
	Conversation
	Raw json.RawMessage `json:"-"` // the conversation as it came
}

// DecodeAnswer reads what fits, and refuses an answer that is about something else.
func (d *ConversationDetails) DecodeAnswer(_ string, body []byte) (err error) {
	if d.Raw, err = readDetails(body, "conversation", d); err == nil && d.ID == "" && d.ContactNumber == "" {
		err = errors.New("answer: has no conversation")
	}
	return err
}

// Get returns one conversation.
//
// GET /conversations/{uuid} (https://zapini.app/en/documentacion/conversations/download)
func (s *ConversationsService) Get(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*ConversationDetails, error) {
	return transport.Do[ConversationDetails](ctx, s.t, transport.Request{Op: opConversation, Path: []string{uuid}, Options: opts})
}

// Delete deletes a conversation and all its messages from Zapini. It cannot be undone.
//
// DELETE /conversations/{uuid} (https://zapini.app/en/documentacion/conversations/download)
func (s *ConversationsService) Delete(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDeleteConversation, Path: []string{uuid}, Options: opts})
}

// MarkRead marks a conversation as read.
//
// POST /conversations/{uuid}/mark-read (https://zapini.app/en/documentacion/conversations/download)
func (s *ConversationsService) MarkRead(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opMarkRead, Path: []string{uuid}, Options: opts})
}

// ArchivedConversation is what archiving a conversation answered.
type ArchivedConversation struct {
	ArchivedID ID           `json:"archived_id"` // the UUID that [ConversationsService.Restore] takes
	ArchivedAt zapgate.Time `json:"archived_at"` // ISO 8601 with microseconds
}

// Archive archives a conversation. The automation of a conversation that was paused can only be resumed after that.
//
// POST /conversations/{uuid}/archive (https://zapini.app/en/documentation, Conversations)
func (s *ConversationsService) Archive(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*ArchivedConversation, error) {
	return unwrap[ArchivedConversation](ctx, s.t, transport.Request{Op: opArchiveConversation, Path: []string{uuid}, Options: opts})
}

// RestoredConversation is what restoring a conversation answered.
type RestoredConversation struct {
	ConversationID ID           `json:"conversation_id"` // the UUID of the active conversation
	Restored       zapgate.Bool `json:"restored"`
}

// Restore makes an archived conversation active again. archivedID is its UUID among the archived ones: see
// [ArchivedConversation] and [ConversationsService.ListArchived].
//
// DELETE /conversations/{uuid}/archive (https://zapini.app/en/documentation, Conversations)
func (s *ConversationsService) Restore(ctx context.Context, archivedID string, opts ...zapgate.CallOption) (*RestoredConversation, error) {
	return unwrap[RestoredConversation](ctx, s.t, transport.Request{Op: opRestoreConversation, Path: []string{archivedID}, Options: opts})
}

// Unarchive makes an archived conversation active again. It is what the newer pages have for
// [ConversationsService.Restore], without showing its answer.
//
// POST /conversations/{uuid}/unarchive (https://zapini.app/en/documentacion/conversations/download)
func (s *ConversationsService) Unarchive(ctx context.Context, archivedID string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUnarchive, Path: []string{archivedID}, Options: opts})
}

// ListArchivedParams chooses a page of the archived conversations. The documentation has no parameter for this list.
type ListArchivedParams struct {
	// Page counts from 1. Give it only where the answer tells of pages: see [Pagination.Next].
	Page int `url:"page,omitempty"`
}

// ListArchived returns one page of the archived conversations. No page of the documentation shows this answer: it is read
// like that of [ConversationsService.List].
//
// GET /conversations/archived (https://zapini.app/en/documentacion/conversations/download)
func (s *ConversationsService) ListArchived(ctx context.Context, p ListArchivedParams, opts ...zapgate.CallOption) (*ConversationPage, error) {
	l, err := transport.Do[listing[Conversation]](ctx, s.t, transport.Request{Op: opArchived, Query: p, Options: opts})
	if err != nil {
		return nil, err
	}
	return &ConversationPage{l.Data, l.Meta.Pagination}, nil
}

// AllArchived walks the archived conversations from p's page on and ends on the first error. If Zapini does not tell of
// pages, the first answer is all there is.
func (s *ConversationsService) AllArchived(ctx context.Context, p ListArchivedParams, opts ...zapgate.CallOption) iter.Seq2[Conversation, error] {
	return walk(p.Page, math.MaxInt, func(n int) ([]Conversation, Pagination, error) {
		if n == 1 {
			n = 0 // the documented request
		}
		page, err := s.ListArchived(ctx, ListArchivedParams{Page: n}, opts...)
		if err != nil {
			return nil, Pagination{}, err
		}
		return page.Conversations, page.Pagination, nil
	})
}
