package zapi

import (
	"context"
	"errors"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// QueueService looks after the messages that wait to be sent.
type QueueService struct{ service }

var opQueue = transport.Op{Method: "POST", Path: "/queue", Retry: transport.Safe} // a POST that only reads

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
