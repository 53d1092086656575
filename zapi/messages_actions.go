package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opForwardMessage = transport.Op{Method: "POST", Path: "/forward-message"}
	opSendReaction   = transport.Op{Method: "POST", Path: "/send-reaction"}
	opRemoveReaction = transport.Op{Method: "POST", Path: "/send-remove-reaction"}
	opPinMessage     = transport.Op{Method: "POST", Path: "/pin-message"} // its messageAction says which way
	opReadMessage    = transport.Op{Method: "POST", Path: "/read-message"}
	opDeleteMessage  = transport.Op{Method: "DELETE", Path: "/messages"}
)

// ForwardRequest is a message of one chat for another.
type ForwardRequest struct {
	Phone        string `json:"phone" check:"chat"` // who gets it
	MessageID    string `json:"messageId" check:"required"`
	MessagePhone string `json:"messagePhone" check:"chat"` // the chat that the message is in
	DelayMessage int    `json:"delayMessage,omitempty"`
}

// Forward sends a message on to another chat. The answer has no more than the ZaapID. Without callbacks configured
// beforehand nothing is forwarded.
//
// POST /forward-message (https://developer.z-api.io/en/message/forward-message)
func (s *MessagesService) Forward(ctx context.Context, in ForwardRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opForwardMessage, in, opts)
}

// SendReactionRequest is an emoji on a message.
type SendReactionRequest struct {
	Phone        string `json:"phone" check:"chat"`         // the chat
	MessageID    string `json:"messageId" check:"required"` // sent or received
	Reaction     string `json:"reaction" check:"required"`  // one emoji
	DelayMessage int    `json:"delayMessage,omitempty"`
}

// SendReaction puts an emoji on a message, in place of the one put there before.
//
// POST /send-reaction (https://developer.z-api.io/en/message/send-message-reaction)
func (s *MessagesService) SendReaction(ctx context.Context, in SendReactionRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendReaction, in, opts)
}

// RemoveReactionRequest is a message to take the reaction off.
type RemoveReactionRequest struct {
	Phone        string `json:"phone" check:"chat"` // the chat
	MessageID    string `json:"messageId" check:"required"`
	DelayMessage int    `json:"delayMessage,omitempty"`
}

// RemoveReaction takes one's own reaction off a message. Its callback has an empty reaction.
//
// POST /send-remove-reaction (https://developer.z-api.io/en/message/send-remove-reaction)
func (s *MessagesService) RemoveReaction(ctx context.Context, in RemoveReactionRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opRemoveReaction, in, opts)
}

// PinMessageDuration is how long a message stays pinned.
type PinMessageDuration string

// The durations.
const (
	Pin24Hours PinMessageDuration = "24_hours"
	Pin7Days   PinMessageDuration = "7_days"
	Pin30Days  PinMessageDuration = "30_days"
)

// PinMessageRequest is a message to pin.
type PinMessageRequest struct {
	Phone              string             `json:"phone" check:"chat"` // the chat
	MessageID          string             `json:"messageId" check:"required"`
	PinMessageDuration PinMessageDuration `json:"pinMessageDuration" check:"required"`
}

// pinMessage is a PinMessageRequest and which way it goes.
type pinMessage struct {
	PinMessageRequest
	MessageAction string `json:"messageAction"`
}

// Pin pins a message to the top of its chat.
//
// POST /pin-message (https://developer.z-api.io/en/message/send-pin-message)
func (s *MessagesService) Pin(ctx context.Context, in PinMessageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opPinMessage, pinMessage{in, "pin"}, opts)
}

// MessageRequest names a message of a chat.
type MessageRequest struct {
	Phone     string `json:"phone" check:"chat"`         // the chat
	MessageID string `json:"messageId" check:"required"` // WhatsApp's id
}

// Unpin takes a pinned message off the top of its chat.
//
// POST /pin-message (https://developer.z-api.io/en/message/send-pin-message)
func (s *MessagesService) Unpin(ctx context.Context, in MessageRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	// A duration is mandatory and without effect here.
	return s.send(ctx, opPinMessage, pinMessage{PinMessageRequest{in.Phone, in.MessageID, Pin24Hours}, "unpin"}, opts)
}

// MarkRead marks a received message as read; its sender may see that.
//
// POST /read-message (https://developer.z-api.io/en/message/read-message)
func (s *MessagesService) MarkRead(ctx context.Context, in MessageRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opReadMessage, Body: in, Options: opts})
}

// DeleteMessageParams names a message to delete.
type DeleteMessageParams struct {
	Phone     string `url:"phone" check:"chat"`         // the chat
	MessageID string `url:"messageId" check:"required"` // WhatsApp's id
	Owner     bool   `url:"owner"`                      // the connected number sent it; false: it received it
}

// Delete deletes a message, sent or received. It cannot be undone.
//
// DELETE /messages (https://developer.z-api.io/en/message/delete-message)
func (s *MessagesService) Delete(ctx context.Context, in DeleteMessageParams, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opDeleteMessage, Query: in, Options: opts})
}
