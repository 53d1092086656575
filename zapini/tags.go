package zapini

import (
	"context"
	"errors"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// TagsService keeps the account's tags and puts them on conversations.
type TagsService struct{ service }

var (
	opTags             = transport.Op{Method: "GET", Path: "/tags", Retry: transport.Safe}
	opCreateTag        = transport.Op{Method: "POST", Path: "/tags"}
	opTag              = transport.Op{Method: "GET", Path: "/tags/{uuid}", Retry: transport.Safe}
	opUpdateTag        = transport.Op{Method: "PATCH", Path: "/tags/{uuid}"}
	opDeleteTag        = transport.Op{Method: "DELETE", Path: "/tags/{uuid}"}
	opConversationTags = transport.Op{Method: "PUT", Path: "/conversations/{uuid}/tags"}
)

// TagDetails is a tag with what the account's list tells of it.
type TagDetails struct {
	Tag
	ConversationsCount zapgate.Int  `json:"conversations_count"` // conversations that have it
	CreatedAt          zapgate.Time `json:"created_at"`
	UpdatedAt          zapgate.Time `json:"updated_at"`
}

func (t *TagDetails) itself() (string, bool) { return "tag", t.ID != "" }

type tagsAnswer[T any] struct {
	Tags []T `json:"tags"`
}

func (a *tagsAnswer[T]) valid() error {
	if a.Tags == nil {
		return errors.New("answer: data.tags is missing")
	}
	return nil
}

// List returns all tags of the account.
//
// GET /tags (https://zapini.app/en/documentacion/tags/download)
func (s *TagsService) List(ctx context.Context, opts ...zapgate.CallOption) ([]TagDetails, error) {
	a, err := unwrap[tagsAnswer[TagDetails]](ctx, s.t, transport.Request{Op: opTags, Options: opts})
	if err != nil {
		return nil, err
	}
	return a.Tags, nil
}

// CreateTagRequest is a new tag.
type CreateTagRequest struct {
	Name  string `json:"name" check:"required"`  // at most 50 characters; no other tag of the account has it
	Color string `json:"color" check:"required"` // #RRGGBB
}

// Create makes a tag.
//
// POST /tags (https://zapini.app/en/documentacion/tags/download)
func (s *TagsService) Create(ctx context.Context, in CreateTagRequest, opts ...zapgate.CallOption) (*TagDetails, error) {
	return readItem[TagDetails](ctx, s.t, transport.Request{Op: opCreateTag, Body: in, Options: opts})
}

// Get returns a tag.
//
// GET /tags/{uuid} (https://zapini.app/en/documentacion/tags/download)
func (s *TagsService) Get(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*TagDetails, error) {
	return readItem[TagDetails](ctx, s.t, transport.Request{Op: opTag, Path: []string{uuid}, Options: opts})
}

// UpdateTagRequest is what changes of a tag; what is empty stays as it is.
type UpdateTagRequest struct {
	Name  string `json:"name,omitempty"`  // at most 50 characters; no other tag of the account has it
	Color string `json:"color,omitempty"` // #RRGGBB
}

// Update changes a tag. The answer is not documented: [Answer].Item is the tag if the answer shows it.
//
// PATCH /tags/{uuid} (https://zapini.app/en/documentacion/tags/download)
func (s *TagsService) Update(ctx context.Context, uuid string, in UpdateTagRequest, opts ...zapgate.CallOption) (*Answer[TagDetails], error) {
	return transport.Do[Answer[TagDetails]](ctx, s.t, transport.Request{Op: opUpdateTag, Path: []string{uuid}, Body: in, Options: opts})
}

// Delete deletes a tag and takes it off all conversations.
//
// DELETE /tags/{uuid} (https://zapini.app/en/documentation, Tags)
func (s *TagsService) Delete(ctx context.Context, uuid string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDeleteTag, Path: []string{uuid}, Options: opts})
}

// SetConversationTagsRequest is all the tags that a conversation is to have. None takes all off.
type SetConversationTagsRequest struct {
	TagIDs []string `json:"tag_ids"` // UUIDs
}

// SetConversationTags replaces the tags of a conversation and returns those that it has then.
//
// PUT /conversations/{uuid}/tags (https://zapini.app/en/documentation, Tags)
func (s *TagsService) SetConversationTags(ctx context.Context, uuid string, in SetConversationTagsRequest, opts ...zapgate.CallOption) ([]Tag, error) {
	if in.TagIDs == nil {
		in.TagIDs = []string{} // null is no list
	}
	a, err := unwrap[tagsAnswer[Tag]](ctx, s.t, transport.Request{
		Op: opConversationTags, Path: []string{uuid}, Body: in, Options: opts,
	})
	if err != nil {
		return nil, err
	}
	return a.Tags, nil
}
