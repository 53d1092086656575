package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSendPoll          = transport.Op{Method: "POST", Path: "/send-poll"}
	opSendPollVote      = transport.Op{Method: "POST", Path: "/send-poll-vote"}
	opSendEvent         = transport.Op{Method: "POST", Path: "/send-event"}
	opSendEditEvent     = transport.Op{Method: "POST", Path: "/send-edit-event"}
	opSendEventResponse = transport.Op{Method: "POST", Path: "/send-event-response"}
)

// PollOption is an option of a poll. Its name is all that identifies it.
type PollOption struct {
	Name string `json:"name"`
}

// SendPollRequest is a question with options to vote on.
type SendPollRequest struct {
	Phone          string       `json:"phone" check:"chat"`
	Message        string       `json:"message" check:"required"` // the question
	Poll           []PollOption `json:"poll" check:"required"`
	PollMaxOptions int          `json:"pollMaxOptions,omitempty"` // how many options one may choose; any number by default
	DelayMessage   int          `json:"delayMessage,omitempty"`
}

// SendPoll sends a poll. Votes come as received messages with a [PollVoteContent].
//
// POST /send-poll (https://developer.z-api.io/en/message/send-poll)
func (s *MessagesService) SendPoll(ctx context.Context, in SendPollRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendPoll, in, opts)
}

// SendPollVoteRequest is a vote in a poll.
type SendPollVoteRequest struct {
	Phone         string       `json:"phone" check:"chat"`             // the chat of the poll
	PollMessageID string       `json:"pollMessageId" check:"required"` // WhatsApp's id of the poll, sent or received
	PollVote      []PollOption `json:"pollVote" check:"required"`      // one or more
}

// SendPollVote votes in a poll.
//
// POST /send-poll-vote (https://developer.z-api.io/en/message/send-poll-vote)
func (s *MessagesService) SendPollVote(ctx context.Context, in SendPollVoteRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendPollVote, in, opts)
}

// CallLinkType is the kind of call that an [Event] is held in.
type CallLinkType string

// The kinds of call.
const (
	CallLinkVoice CallLinkType = "voice"
	CallLinkVideo CallLinkType = "video"
)

// Event is an appointment in a group.
type Event struct {
	Name        string `json:"name" check:"required"`
	Description string `json:"description,omitempty"`
	// DateTime is spelled "2026-03-04T18:00:00.000Z". The table says that it has no time zone, so what the Z is worth
	// beside TimeZone is not documented.
	DateTime     string        `json:"dateTime" check:"required"`
	TimeZone     string        `json:"timeZone,omitempty"` // "UTC-3"; documented for SendEvent only
	Location     EventLocation `json:"location,omitzero"`
	CallLinkType CallLinkType  `json:"callLinkType,omitempty"` // none by default
	Canceled     bool          `json:"canceled"`
}

// EventLocation is where an [Event] is held.
type EventLocation struct {
	Name string `json:"name"`
}

// SendEventRequest is a new event for a group.
type SendEventRequest struct {
	Phone string `json:"phone" check:"chat"` // a group
	Event Event  `json:"event"`
}

// SendEvent sends an event to a group: to nobody else.
//
// POST /send-event (https://developer.z-api.io/en/message/send-event)
func (s *MessagesService) SendEvent(ctx context.Context, in SendEventRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendEvent, in, opts)
}

// EditEventRequest is an event as it shall be from now on.
type EditEventRequest struct {
	Phone          string `json:"phone" check:"chat"`              // the group
	EventMessageID string `json:"eventMessageId" check:"required"` // WhatsApp's id of the event's message
	Event          Event  `json:"event"`
}

// EditEvent replaces an event that was sent, or cancels it. What is left out may be gone from the event: send all of it.
//
// POST /send-edit-event (https://developer.z-api.io/en/message/send-edit-event)
func (s *MessagesService) EditEvent(ctx context.Context, in EditEventRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendEditEvent, in, opts)
}

// EventResponse is an answer to an event.
type EventResponse string

// The answers.
const (
	EventGoing    EventResponse = "GOING"
	EventNotGoing EventResponse = "NOT_GOING"
)

// SendEventResponseRequest is an answer to an event.
type SendEventResponseRequest struct {
	Phone          string        `json:"phone" check:"chat"`              // the group
	EventMessageID string        `json:"eventMessageId" check:"required"` // WhatsApp's id of the event's message
	EventResponse  EventResponse `json:"eventResponse" check:"required"`
}

// SendEventResponse tells whether the connected number takes part in an event. To one of its own it always does.
//
// POST /send-event-response (https://developer.z-api.io/en/message/send-event-response)
func (s *MessagesService) SendEventResponse(ctx context.Context, in SendEventResponseRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendEventResponse, in, opts)
}
