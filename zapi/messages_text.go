package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// One path with five purposes: what makes each is a field of its request.
var opSendText = transport.Op{Method: "POST", Path: "/send-text"}

// SendTextRequest is a plain text.
type SendTextRequest struct {
	Phone        string `json:"phone" check:"chat"`       // recipient or group, see the package comment
	Message      string `json:"message" check:"required"` // WhatsApp's formatting (*bold*, _italic_) and line breaks are kept
	DelayMessage int    `json:"delayMessage,omitempty"`
	DelayTyping  int    `json:"delayTyping,omitempty"`
}

// SendText sends a text to a person, group or newsletter.
//
// POST /send-text (https://developer.z-api.io/en/message/send-message-text)
func (s *MessagesService) SendText(ctx context.Context, in SendTextRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendText, in, opts)
}

// ReplyRequest is a text that quotes another message.
type ReplyRequest struct {
	Phone     string `json:"phone" check:"chat"`
	Message   string `json:"message" check:"required"`
	MessageID string `json:"messageId" check:"required"` // WhatsApp's id of the quoted message, received or sent
	// PrivateAnswer sends the reply to a group message to its author alone. It is ignored for messages of your own.
	PrivateAnswer bool `json:"privateAnswer,omitempty"`
	DelayMessage  int  `json:"delayMessage,omitempty"`
}

// Reply answers a message with a text that quotes it.
//
// POST /send-text (https://developer.z-api.io/en/message/reply-message)
func (s *MessagesService) Reply(ctx context.Context, in ReplyRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendText, in, opts)
}

// EditTextRequest replaces the text of a message of your own.
type EditTextRequest struct {
	Phone         string `json:"phone" check:"chat"`
	Message       string `json:"message" check:"required"`       // the new text
	EditMessageID string `json:"editMessageId" check:"required"` // WhatsApp's id of the message to edit
	DelayMessage  int    `json:"delayMessage,omitempty"`
	DelayTyping   int    `json:"delayTyping,omitempty"`
}

// EditText replaces the text of a message that was sent before. The callback of an edit has the id of the original
// message. Z-API asks to configure the callbacks before messages are edited.
//
// POST /send-text (https://developer.z-api.io/en/message/send-message-text)
func (s *MessagesService) EditText(ctx context.Context, in EditTextRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendText, in, opts)
}

// MentionRequest is a text that mentions members of a group.
type MentionRequest struct {
	Phone   string `json:"phone" check:"chat"`       // the group
	Message string `json:"message" check:"required"` // with @ and the number where a mention shows; without, members are notified unseen
	// Mentioned are the members' phones, digits with country code.
	Mentioned    []string `json:"mentioned" check:"chat"`
	DelayMessage int      `json:"delayMessage,omitempty"`
}

// Mention sends a text to a group that mentions some of its members, or all of them at once.
//
// POST /send-text (https://developer.z-api.io/en/group/mention-participant)
func (s *MessagesService) Mention(ctx context.Context, in MentionRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendText, in, opts)
}

// MentionGroupsRequest is a text that mentions groups of the same community.
type MentionGroupsRequest struct {
	Phone          string         `json:"phone" check:"chat"`                         // the group it is sent to, part of a community
	Message        string         `json:"message" check:"required"`                   // with @ and the group id where a mention shows
	GroupMentioned []GroupMention `json:"groupMentioned" check:"required"`            // groups of the same community
	Mentioned      []string       `json:"mentioned,omitempty" check:"chat,omitempty"` // members to mention as well
	DelayMessage   int            `json:"delayMessage,omitempty"`
}

// GroupMention names a group in a text.
type GroupMention struct {
	Phone   string `json:"phone" check:"chat"`       // the group's id
	Subject string `json:"subject" check:"required"` // the group's name
}

// MentionGroups sends a text to a group of a community that mentions other groups of the same community.
//
// POST /send-text (https://developer.z-api.io/en/group/mention-group)
func (s *MessagesService) MentionGroups(ctx context.Context, in MentionGroupsRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendText, in, opts)
}

// MetaAI is the phone of Meta's assistant: SendText talks to it, and in a group Mention calls it.
const MetaAI = "13135550002"
