package zapini

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opChatSend           = transport.Op{Method: "POST", Path: "/chat/send"}
	opChatSendMedia      = transport.Op{Method: "POST", Path: "/chat/send-media"}
	opEditChatMessage    = transport.Op{Method: "PATCH", Path: "/chat/messages/{uuid}"}
	opDeleteChatMessage  = transport.Op{Method: "DELETE", Path: "/chat/messages/{uuid}"}
	opAddChatReaction    = transport.Op{Method: "POST", Path: "/chat/messages/{uuid}/reaction"}
	opRemoveChatReaction = transport.Op{Method: "DELETE", Path: "/chat/messages/{uuid}/reaction"}
)

func (m *Message) itself() (string, bool) { return "message", m.ID != "" || m.UniqueID != "" }

// ChatSendRequest is a text.
type ChatSendRequest struct {
	InstanceID string `json:"instance_id,omitempty"`  // UUID or number; "": that of the credentials
	Recipient  string `json:"recipient" check:"chat"` // see the package comment
	Message    string `json:"message" check:"required"`
	ReplyTo    string `json:"reply_to,omitempty"` // id of the message it quotes; which of its ids is not documented
}

// Send sends a text by the platform. [Answer].Item is the message if the answer shows it: that it does is documented, and
// how is not. While an automation answers in the conversation it is refused, see [ErrAutomationActive].
//
// POST /chat/send (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) Send(ctx context.Context, in ChatSendRequest, opts ...zapgate.CallOption) (*Answer[Message], error) {
	in.InstanceID = s.instance(in.InstanceID)
	return transport.Do[Answer[Message]](ctx, s.t, transport.Request{Op: opChatSend, Body: in, Options: opts})
}

// ChatSendMediaRequest is a file that Zapini fetches.
type ChatSendMediaRequest struct {
	InstanceID string    `json:"instance_id,omitempty"`      // UUID or number; "": that of the credentials
	Recipient  string    `json:"recipient" check:"chat"`     // see the package comment
	MediaURL   string    `json:"media_url" check:"required"` // a public link
	MediaType  MediaType `json:"media_type" check:"required"`
	Caption    string    `json:"caption,omitempty"` // for images and videos
}

// SendMedia sends an image, a video, an audio or a document by link. As to the answer and to refusals, see
// [ChatService.Send].
//
// POST /chat/send-media (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) SendMedia(ctx context.Context, in ChatSendMediaRequest, opts ...zapgate.CallOption) (*Answer[Message], error) {
	in.InstanceID = s.instance(in.InstanceID)
	return transport.Do[Answer[Message]](ctx, s.t, transport.Request{Op: opChatSendMedia, Body: in, Options: opts})
}

// EditChatMessageRequest is a message's new text.
type EditChatMessageRequest struct {
	Message string `json:"message" check:"required"`
}

// EditMessage changes the text of a message that was sent. uuid is its [Message].UniqueID. The answer is not documented:
// [Answer].Item is the message if the answer shows it.
//
// PATCH /chat/messages/{uuid} (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) EditMessage(ctx context.Context, uuid string, in EditChatMessageRequest, opts ...zapgate.CallOption) (*Answer[Message], error) {
	return transport.Do[Answer[Message]](ctx, s.t, transport.Request{Op: opEditChatMessage, Path: []string{uuid}, Body: in, Options: opts})
}

// DeleteMessage deletes a message that was sent. uuid is its [Message].UniqueID.
//
// DELETE /chat/messages/{uuid} (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) DeleteMessage(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDeleteChatMessage, Path: []string{uuid}, Options: opts})
}

// ChatReactionRequest is a reaction to a message.
type ChatReactionRequest struct {
	Emoji string `json:"emoji" check:"required"` // one; [ChatService.RemoveReaction] takes it back
}

// AddReaction answers a message with an emoji. uuid is its [Message].UniqueID.
//
// POST /chat/messages/{uuid}/reaction (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) AddReaction(ctx context.Context, uuid string, in ChatReactionRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opAddChatReaction, Path: []string{uuid}, Body: in, Options: opts})
}

// RemoveReaction takes the instance's reaction to a message back. uuid is the message's [Message].UniqueID.
//
// DELETE /chat/messages/{uuid}/reaction (https://zapini.app/en/documentation, Chat API)
func (s *ChatService) RemoveReaction(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRemoveChatReaction, Path: []string{uuid}, Options: opts})
}
