package zapi

import (
	"context"
	"errors"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// QueueService looks after the messages that wait to be sent. They wait while the phone is away and go out as soon as it
// is back; a disconnected instance keeps up to 1000 and refuses more.
type QueueService struct{ service }

var (
	opQueue         = transport.Op{Method: "POST", Path: "/queue", Retry: transport.Safe} // a POST that only reads
	opQueueOld      = transport.Op{Method: "GET", Path: "/queue", Retry: transport.Safe}
	opQueueCount    = transport.Op{Method: "GET", Path: "/queue/count", Retry: transport.Safe}
	opDeleteQueue   = transport.Op{Method: "DELETE", Path: "/queue"}
	opDeleteQueueID = transport.Op{Method: "DELETE", Path: "/queue/{zaapId}"}
)

// ListQueueRequest asks for one page of the queue.
type ListQueueRequest struct {
	PageSize    int    `json:"pageSize,omitempty"`    // at most 30; Z-API's default is 20
	PagingState string `json:"pagingState,omitempty"` // of the page before; "" for the first
}

// QueuePage is one page of the queue.
type QueuePage struct {
	Messages    []QueuedMessage `json:"messages"`
	PagingState string          `json:"pagingState"` // for the next page
	HasMore     bool            `json:"hasMore"`
}

// QueuedMessage is a message that waits to be sent.
type QueuedMessage struct {
	ID           string       `json:"_id"` // the same as ZaapID
	ZaapID       string       `json:"ZaapId"`
	MessageID    string       `json:"MessageId"` // WhatsApp's id
	InstanceID   string       `json:"InstanceId"`
	Phone        string       `json:"Phone"`
	Message      string       `json:"Message"`
	DelayMessage zapgate.Int  `json:"DelayMessage"` // seconds; -1 is Z-API's default. A string in the table, a number in the example
	DelayTyping  zapgate.Int  `json:"DelayTyping"`  // seconds
	IsTrial      bool         `json:"IsTrial"`
	Beta         bool         `json:"Beta"`
	Created      zapgate.Time `json:"Created"` // milliseconds
	CreatedAt    zapgate.Time `json:"CreatedAt,omitzero"`
}

// List returns one page of the queue: after a send whose outcome is unknown, the place to look for it.
//
// POST /queue (https://developer.z-api.io/en/queue/post-queue)
func (s *QueueService) List(ctx context.Context, in ListQueueRequest, opts ...zapgate.CallOption) (*QueuePage, error) {
	return transport.Do[QueuePage](ctx, s.t, transport.Request{Op: opQueue, Body: in, Options: opts})
}

// All walks the queue from in's page on and ends on the first error. The queue moves while it is walked.
func (s *QueueService) All(ctx context.Context, in ListQueueRequest, opts ...zapgate.CallOption) iter.Seq2[QueuedMessage, error] {
	return pages.Linked(in.PagingState, func(state string) ([]QueuedMessage, string, error) {
		page, err := s.List(ctx, ListQueueRequest{PageSize: in.PageSize, PagingState: state}, opts...)
		switch {
		case err != nil:
			return nil, "", err
		case !page.HasMore:
			return page.Messages, "", nil
		case page.PagingState == "":
			return nil, "", errors.New("zapi: the queue has more but does not say where")
		}
		return page.Messages, page.PagingState, nil
	})
}

// QueueCount is how many messages wait.
type QueueCount struct {
	Count zapgate.Int `json:"count"`
}

// DecodeAnswer reads what the documentation does not show: an object with count, or size as older pages call it, or the
// number itself. What has none of them is an error, because an empty queue would be a guess.
func (q *QueueCount) DecodeAnswer(_ string, body []byte) error {
	if len(body) == 0 || string(body) == "null" {
		return errors.New("answer: empty")
	}
	if body[0] != '{' {
		return transport.Decode(body, &q.Count)
	}
	var in struct {
		Count *zapgate.Int `json:"count"`
		Size  *zapgate.Int `json:"size"`
	}
	if err := transport.Decode(body, &in); err != nil {
		return err
	}
	switch {
	case in.Count != nil:
		q.Count = *in.Count
	case in.Size != nil:
		q.Count = *in.Size
	default:
		return errors.New("answer: no count")
	}
	return nil
}

// Count returns how many messages wait. Z-API documents it beside the deprecated list.
//
// GET /queue/count (https://developer.z-api.io/en/queue/get-queue)
func (s *QueueService) Count(ctx context.Context, opts ...zapgate.CallOption) (*QueueCount, error) {
	return transport.Do[QueueCount](ctx, s.t, transport.Request{Op: opQueueCount, Options: opts})
}

// DeleteAll throws away every message that waits. They cannot be brought back.
//
// DELETE /queue (https://developer.z-api.io/en/queue/delete-queue)
func (s *QueueService) DeleteAll(ctx context.Context, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opDeleteQueue, Options: opts})
}

// Delete throws away one message that waits, by its [SentMessage.ZaapID].
//
// DELETE /queue/{zaapId} (https://developer.z-api.io/en/queue/delete-queue-id)
func (s *QueueService) Delete(ctx context.Context, zaapID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opDeleteQueueID, Path: []string{zaapID}, Options: opts})
}

// oldQueue is a page of the deprecated list: an array in the examples, an object with messages in its table.
type oldQueue struct {
	Messages []QueuedMessage `json:"messages"`
}

func (q *oldQueue) DecodeAnswer(_ string, body []byte) error {
	switch {
	case len(body) > 0 && body[0] == '[':
		return transport.Decode(body, &q.Messages)
	case len(body) > 0 && body[0] == '{':
		type plain oldQueue
		return transport.Decode(body, (*plain)(q))
	}
	return errors.New("answer: not a list")
}

// ListOld returns one page of the queue, counted from 1.
//
// GET /queue (https://developer.z-api.io/en/queue/get-queue)
//
// Deprecated: Z-API has announced to remove it on 30 April 2026. Use [QueueService.List].
func (s *QueueService) ListOld(ctx context.Context, p ListParams, opts ...zapgate.CallOption) ([]QueuedMessage, error) {
	q, err := transport.Do[oldQueue](ctx, s.t, transport.Request{Op: opQueueOld, Query: p.orDefault(), Options: opts})
	if err != nil {
		return nil, err
	}
	return q.Messages, nil
}

// AllOld walks the queue from p's page on and ends on the first error.
//
// Deprecated: as ListOld. Use [QueueService.All].
func (s *QueueService) AllOld(ctx context.Context, p ListParams, opts ...zapgate.CallOption) iter.Seq2[QueuedMessage, error] {
	p = p.orDefault()
	return pages.Numbered(p.Page, p.PageSize, func(n int) ([]QueuedMessage, error) {
		return s.ListOld(ctx, ListParams{Page: n, PageSize: p.PageSize}, opts...)
	})
}
