package zapini

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opChatMarkRead         = transport.Op{Method: "POST", Path: "/chat/conversations/{uuid}/mark-read"}
	opChatArchive          = transport.Op{Method: "POST", Path: "/chat/conversations/{uuid}/archive"}
	opChatRestore          = transport.Op{Method: "DELETE", Path: "/chat/conversations/{uuid}/archive"}
	opChatPauseAutomation  = transport.Op{Method: "POST", Path: "/chat/conversations/{uuid}/pause-automation"}
	opChatResumeAutomation = transport.Op{Method: "POST", Path: "/chat/conversations/{uuid}/resume-automation"}
)

// MarkRead marks a conversation as read.
//
// POST /chat/conversations/{uuid}/mark-read (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) MarkRead(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opChatMarkRead, Path: []string{uuid}, Options: opts})
}

// Archive archives a conversation. The automation of a conversation that was paused can only be resumed after that.
//
// POST /chat/conversations/{uuid}/archive (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) Archive(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*ArchivedConversation, error) {
	return unwrap[ArchivedConversation](ctx, s.t, transport.Request{Op: opChatArchive, Path: []string{uuid}, Options: opts})
}

// Restore makes an archived conversation active again. archivedID is its UUID among the archived ones: see
// [ArchivedConversation] and [ConversationsService.ListArchived].
//
// DELETE /chat/conversations/{uuid}/archive (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) Restore(ctx context.Context, archivedID string, opts ...zapgate.CallOption) (*RestoredConversation, error) {
	return unwrap[RestoredConversation](ctx, s.t, transport.Request{Op: opChatRestore, Path: []string{archivedID}, Options: opts})
}

// ChatAutomation is what pausing or resuming a conversation's automation answered. [AutomationService] has the same
// operations with other answers.
type ChatAutomation struct {
	ConversationID   ID           `json:"conversation_id"` // a UUID
	AutomationPaused zapgate.Bool `json:"automation_paused"`
	PausedAt         zapgate.Time `json:"paused_at,omitzero"`
	PausedBy         string       `json:"paused_by,omitempty"` // a user's name
	Reason           string       `json:"reason,omitempty"`
	ResumedAt        zapgate.Time `json:"resumed_at,omitzero"`
}

// PauseAutomation takes a conversation over: its automation stops, and messages can be sent by hand.
//
// POST /chat/conversations/{uuid}/pause-automation (https://zapini.app/en/documentacion/automations/download)
func (s *ChatService) PauseAutomation(ctx context.Context, uuid string, in PauseAutomationRequest, opts ...zapgate.CallOption) (*ChatAutomation, error) {
	return unwrap[ChatAutomation](ctx, s.t, transport.Request{Op: opChatPauseAutomation, Path: []string{uuid}, Body: in, Options: opts})
}

// ResumeAutomation gives a conversation back to its automation. Zapini wants the conversation archived before, and takes it
// out of the archive by resuming.
//
// POST /chat/conversations/{uuid}/resume-automation (https://zapini.app/en/documentacion/automations/download)
func (s *ChatService) ResumeAutomation(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*ChatAutomation, error) {
	return unwrap[ChatAutomation](ctx, s.t, transport.Request{Op: opChatResumeAutomation, Path: []string{uuid}, Options: opts})
}
