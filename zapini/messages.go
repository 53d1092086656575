package zapini

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// MessagesService sends messages by the platform's queue and finds those that were sent and received. What is sent here
// waits its turn, and may be planned; [DirectService] sends at once.
type MessagesService struct{ service }

var (
	opMessages     = transport.Op{Method: "GET", Path: "/messages", Retry: transport.Safe}
	opQueueMessage = transport.Op{Method: "POST", Path: "/messages/send"}
	opQueueMedia   = transport.Op{Method: "POST", Path: "/messages/send-media"}
	opMessageMedia = transport.Op{Method: "GET", Path: "/messages/{uuid}/media", Retry: transport.Safe}
)

// ListMessagesParams chooses messages. All fields are optional.
type ListMessagesParams struct {
	InstanceID     string        `url:"instance_id,omitempty"`     // UUID or number; "": all that the token may see
	ConversationID ID            `url:"conversation_id,omitempty"` // its number, as callbacks have it, not its UUID
	Direction      Direction     `url:"direction,omitempty"`
	Status         MessageStatus `url:"status,omitempty"`   // pending, sent, delivered, read or failed
	From           time.Time     `url:"from,omitempty"`     // only those from then on
	To             time.Time     `url:"to,omitempty"`       // only those until then
	Search         string        `url:"search,omitempty"`   // in the text
	PerPage        int           `url:"per_page,omitempty"` // Zapini's default is 20
	// Page counts from 1. The documentation has no parameter for it: this is the one that its other lists imply.
	Page int `url:"page,omitempty"`
}

// MessagePage is one page of messages.
type MessagePage struct {
	Messages   []Message
	Pagination Pagination // see [Pagination.Next]
}

// List returns one page of messages. No page of the documentation shows this answer: see [Message].
//
// GET /messages (https://zapini.app/en/documentacion/messages/download)
func (s *MessagesService) List(ctx context.Context, p ListMessagesParams, opts ...zapgate.CallOption) (*MessagePage, error) {
	l, err := transport.Do[listing[Message]](ctx, s.t, transport.Request{Op: opMessages, Query: p, Options: opts})
	if err != nil {
		return nil, err
	}
	return &MessagePage{l.Data, l.Meta.Pagination}, nil
}

// All walks every message from p's page on and ends on the first error. It asks for 20 at a time unless p says otherwise:
// no larger page is documented, and one that came smaller than asked for would look like the last. The list moves while it
// is walked: a message may come twice or be missed.
func (s *MessagesService) All(ctx context.Context, p ListMessagesParams, opts ...zapgate.CallOption) iter.Seq2[Message, error] {
	if p.PerPage == 0 {
		p.PerPage = 20
	}
	return walk(p.Page, p.PerPage, func(n int) ([]Message, Pagination, error) {
		q := p
		q.Page = n
		page, err := s.List(ctx, q, opts...)
		if err != nil {
			return nil, Pagination{}, err
		}
		return page.Messages, page.Pagination, nil
	})
}

// QueueMessageRequest is a text.
type QueueMessageRequest struct {
	// InstanceID is the UUID or number of the instance that sends it; "" stands for the InstanceID of the credentials. An
	// instance's own token needs neither.
	InstanceID string    `json:"instance_id,omitempty"`
	Recipient  string    `json:"recipient" check:"chat"`   // see the package comment
	Message    string    `json:"message" check:"required"` // at most 4096 characters
	ScheduleAt time.Time `json:"schedule_at,omitzero"`     // when it is sent; zero: as soon as the queue allows
	ReplyTo    string    `json:"reply_to,omitempty"`       // the UUID or id of the message it quotes
}

// QueuedMessage is a message that waits to be sent.
type QueuedMessage struct {
	UUID           string        `json:"uuid"`                  // Zapini's id: message_id of the callbacks, and what paths name
	Status         MessageStatus `json:"status"`                // pending
	ScheduledAt    zapgate.Time  `json:"scheduled_at,omitzero"` // zero (null): as soon as the queue allows
	DelaySeconds   zapgate.Int   `json:"delay_seconds"`         // until it is sent, in seconds
	RemainingQuota zapgate.Int   `json:"remaining_quota"`       // messages that the instance may still send today

	Raw json.RawMessage `json:"-"` // the answer's data as it came; nil if there is none
}

// DecodeAnswer reads what fits: a message that was accepted is no error, whatever is said about it.
func (m *QueuedMessage) DecodeAnswer(contentType string, body []byte) error {
	var r Result
	if err := r.DecodeAnswer(contentType, body); err != nil {
		return err
	}
	m.Raw = r.Data
	if isObject(r.Data) {
		return readLoosely(r.Data, m)
	}
	return nil
}

// Send queues a text. That it was sent is seen in the callbacks message.sent and message.status. While an automation
// answers in the conversation it is refused, see [ErrAutomationActive].
//
// POST /messages/send (https://zapini.app/en/documentacion/messages/download)
func (s *MessagesService) Send(ctx context.Context, in QueueMessageRequest, opts ...zapgate.CallOption) (*QueuedMessage, error) {
	in.InstanceID = s.instance(in.InstanceID)
	return transport.Do[QueuedMessage](ctx, s.t, transport.Request{Op: opQueueMessage, Body: in, Options: opts})
}

// QueueMediaRequest is a file: one that Zapini fetches, or one that was uploaded before.
type QueueMediaRequest struct {
	InstanceID string    `json:"instance_id,omitempty"`       // as in [QueueMessageRequest]
	Recipient  string    `json:"recipient" check:"chat"`      // see the package comment
	MediaURL   string    `json:"media_url,omitempty"`         // a public link; or
	MediaID    string    `json:"media_id,omitempty"`          // the id of an uploaded file, see [MediaService]
	MediaType  MediaType `json:"media_type" check:"required"` // with its limits
	Caption    string    `json:"caption,omitempty"`           // for images, videos and documents
	Filename   string    `json:"filename,omitempty"`          // for documents
}

// SendMedia queues an image, a video, an audio or a document, by link or by the id of an uploaded file. What Zapini answers
// is not documented: it is read like the answer to [MessagesService.Send]. While an automation answers in the conversation
// it is refused, see [ErrAutomationActive].
//
// POST /messages/send-media (https://zapini.app/en/documentation, Media)
func (s *MessagesService) SendMedia(ctx context.Context, in QueueMediaRequest, opts ...zapgate.CallOption) (*QueuedMessage, error) {
	switch {
	case in.MediaURL == "" && in.MediaID == "":
		return nil, transport.Invalid(provider, opQueueMedia.Name(), "media_url", "is empty, and so is media_id")
	case in.MediaURL != "" && in.MediaID != "":
		return nil, transport.Invalid(provider, opQueueMedia.Name(), "media_id", "is given beside media_url")
	}
	in.InstanceID = s.instance(in.InstanceID)
	return transport.Do[QueuedMessage](ctx, s.t, transport.Request{Op: opQueueMedia, Body: in, Options: opts})
}

// MessageMedia says what was downloaded.
type MessageMedia struct {
	ContentType string // as Zapini sent it, such as "image/jpeg"
	Size        int64  // in bytes
}

// DownloadMedia writes the file that a received message carries to w, as it arrives: w may have a part of it when it fails.
// uuid is Zapini's id of the message: message_id of the callbacks.
//
// GET /messages/{uuid}/media (https://zapini.app/en/documentation, Media)
func (s *MessagesService) DownloadMedia(ctx context.Context, uuid string, w io.Writer, opts ...zapgate.CallOption) (*MessageMedia, error) {
	contentType, size, err := transport.Stream(ctx, s.t, transport.Request{Op: opMessageMedia, Path: []string{uuid}, Options: opts}, w)
	if err != nil {
		return nil, err
	}
	return &MessageMedia{contentType, size}, nil
}
