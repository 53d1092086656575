package wsapi

import (
	"context"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSendReaction       = transport.Op{Method: "POST", Path: "/messages/{messageId}/reaction"} // an empty one takes it back
	opEditMessage        = transport.Op{Method: "POST", Path: "/messages/{messageId}/edit"}
	opMarkAsRead         = transport.Op{Method: "POST", Path: "/messages/{messageId}/read"}
	opStarMessage        = transport.Op{Method: "POST", Path: "/messages/{messageId}/star"} // its starred says which way
	opPinMessage         = transport.Op{Method: "POST", Path: "/messages/{messageId}/pin"}  // its pinned says which way
	opDeleteMessage      = transport.Op{Method: "POST", Path: "/messages/{messageId}/delete"}
	opDeleteMessageForMe = transport.Op{Method: "POST", Path: "/messages/{messageId}/delete-for-me"}
)

// act changes a message. Its sender's JID may name a device, which no check tag lets through.
func (s *MessagesService) act(ctx context.Context, op transport.Op, messageID, senderID string, body any, opts []zapgate.CallOption) error {
	if err := checkSender(op, "senderId", senderID); err != nil {
		return err
	}
	return transport.Exec(ctx, s.t, transport.Request{Op: op, Path: []string{messageID}, Body: body, Options: opts})
}

func (s *MessagesService) react(ctx context.Context, messageID, senderID string, body any, opts []zapgate.CallOption) (*SentMessage, error) {
	if err := checkSender(opSendReaction, "senderId", senderID); err != nil {
		return nil, err
	}
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: opSendReaction, Path: []string{messageID}, Body: body, Options: opts})
}

// SendReactionRequest is an emoji on a message.
type SendReactionRequest struct {
	To       string `json:"to" check:"chat"`           // the chat that the message is in
	SenderID string `json:"senderId,omitempty"`        // JID of who sent the message, for one in a group
	Reaction string `json:"reaction" check:"required"` // one emoji
}

// SendReaction puts an emoji on a message, in place of the one put there before.
//
// POST /messages/{messageId}/reaction (sendReaction in wsapi-api.yml)
func (s *MessagesService) SendReaction(ctx context.Context, messageID string, in SendReactionRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.react(ctx, messageID, in.SenderID, in, opts)
}

// RemoveReactionRequest says where the message is.
type RemoveReactionRequest struct {
	To       string `json:"to" check:"chat"`    // the chat that the message is in
	SenderID string `json:"senderId,omitempty"` // JID of who sent the message, for one in a group
}

// reaction is a RemoveReactionRequest with the empty emoji that takes one's own off.
type reaction struct {
	RemoveReactionRequest
	Reaction string `json:"reaction"`
}

// RemoveReaction takes one's own emoji off a message.
//
// POST /messages/{messageId}/reaction (sendReaction in wsapi-api.yml)
func (s *MessagesService) RemoveReaction(ctx context.Context, messageID string, in RemoveReactionRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.react(ctx, messageID, in.SenderID, reaction{RemoveReactionRequest: in}, opts)
}

// EditMessageRequest is the new text of a message.
type EditMessageRequest struct {
	To                  string              `json:"to" check:"chat"` // the chat that the message is in
	Text                string              `json:"text" check:"required"`
	Mentions            []string            `json:"mentions,omitempty" check:"chat,omitempty"`
	EphemeralExpiration EphemeralExpiration `json:"ephemeralExpiration,omitempty"`
}

// Edit replaces the text of a message that the account sent itself.
//
// POST /messages/{messageId}/edit (editMessage in wsapi-api.yml)
func (s *MessagesService) Edit(ctx context.Context, messageID string, in EditMessageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: opEditMessage, Path: []string{messageID}, Body: in, Options: opts})
}

// MarkAsReadRequest says what became of a received message.
type MarkAsReadRequest struct {
	ChatID      string      `json:"chatId" check:"chat"`
	SenderID    string      `json:"senderId" check:"required"`    // JID of who sent the message
	ReceiptType ReceiptType `json:"receiptType" check:"required"` // ReceiptRead, ReceiptPlayed, ReceiptDelivered or ReceiptSender
}

// MarkAsRead marks a received message as read, played or delivered; its sender may see that.
//
// POST /messages/{messageId}/read (markAsRead in wsapi-api.yml)
func (s *MessagesService) MarkAsRead(ctx context.Context, messageID string, in MarkAsReadRequest, opts ...zapgate.CallOption) error {
	return s.act(ctx, opMarkAsRead, messageID, in.SenderID, in, opts)
}

// MessageRequest says where a message is and who sent it.
type MessageRequest struct {
	ChatID   string `json:"chatId" check:"chat"`
	SenderID string `json:"senderId" check:"required"` // JID
}

// starMessage is a MessageRequest and which way it goes.
type starMessage struct {
	MessageRequest
	Starred bool `json:"starred"`
}

// Star marks a message with a star, which only the account itself sees.
//
// POST /messages/{messageId}/star (starMessage in wsapi-api.yml)
func (s *MessagesService) Star(ctx context.Context, messageID string, in MessageRequest, opts ...zapgate.CallOption) error {
	return s.act(ctx, opStarMessage, messageID, in.SenderID, starMessage{in, true}, opts)
}

// Unstar takes the star off a message.
//
// POST /messages/{messageId}/star (starMessage in wsapi-api.yml)
func (s *MessagesService) Unstar(ctx context.Context, messageID string, in MessageRequest, opts ...zapgate.CallOption) error {
	return s.act(ctx, opStarMessage, messageID, in.SenderID, starMessage{in, false}, opts)
}

// PinMessageRequest is a message to pin.
type PinMessageRequest struct {
	ChatID        string        `json:"chatId" check:"chat"`
	SenderID      string        `json:"senderId" check:"required"` // JID of who sent the message
	PinExpiration PinExpiration `json:"pinExpiration,omitempty"`   // Pin24h, Pin7d or Pin30d; "": the gateway's default
}

// pinMessage is a PinMessageRequest and which way it goes.
type pinMessage struct {
	PinMessageRequest
	Pinned bool `json:"pinned"`
}

// Pin pins a message to the top of its chat, for everyone in it.
//
// POST /messages/{messageId}/pin (pinMessage in wsapi-api.yml)
func (s *MessagesService) Pin(ctx context.Context, messageID string, in PinMessageRequest, opts ...zapgate.CallOption) error {
	return s.act(ctx, opPinMessage, messageID, in.SenderID, pinMessage{in, true}, opts)
}

// Unpin takes a pinned message off the top of its chat.
//
// POST /messages/{messageId}/pin (pinMessage in wsapi-api.yml)
func (s *MessagesService) Unpin(ctx context.Context, messageID string, in MessageRequest, opts ...zapgate.CallOption) error {
	return s.act(ctx, opPinMessage, messageID, in.SenderID,
		pinMessage{PinMessageRequest{ChatID: in.ChatID, SenderID: in.SenderID}, false}, opts)
}

// Delete deletes a message that the account sent itself, for everyone. It cannot be undone.
//
// POST /messages/{messageId}/delete (deleteMessage in wsapi-api.yml)
func (s *MessagesService) Delete(ctx context.Context, messageID string, in MessageRequest, opts ...zapgate.CallOption) error {
	return s.act(ctx, opDeleteMessage, messageID, in.SenderID, in, opts)
}

// DeleteMessageForMeRequest says where a message is, who sent it and when.
type DeleteMessageForMeRequest struct {
	ChatID    string    `json:"chatId" check:"chat"`
	SenderID  string    `json:"senderId,omitempty"` // JID
	IsFromMe  bool      `json:"isFromMe"`           // the account sent it itself
	Timestamp time.Time `json:"timestamp,omitzero"` // when it was sent: [Message].Time.Time
}

// DeleteForMe deletes a message on the account's own devices. The others in the chat keep it.
//
// POST /messages/{messageId}/delete-for-me (deleteMessageForMe in wsapi-api.yml)
func (s *MessagesService) DeleteForMe(ctx context.Context, messageID string, in DeleteMessageForMeRequest, opts ...zapgate.CallOption) error {
	return s.act(ctx, opDeleteMessageForMe, messageID, in.SenderID, in, opts)
}
