package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// TagsService makes labels and puts them on chats. It needs WhatsApp Business, and a device connected to its multi-device
// version.
type TagsService struct{ service }

var (
	opTags          = transport.Op{Method: "GET", Path: "/tags", Retry: transport.Safe}
	opTagColors     = transport.Op{Method: "GET", Path: "/business/tags/colors", Retry: transport.Safe}
	opCreateTag     = transport.Op{Method: "POST", Path: "/business/create-tag"}
	opEditTag       = transport.Op{Method: "POST", Path: "/business/edit-tag/{tagId}"}
	opDeleteTag     = transport.Op{Method: "DELETE", Path: "/business/tag/{tagId}"}
	opAddChatTag    = transport.Op{Method: "PUT", Path: "/chats/{phone}/tags/{tag}/add"}
	opRemoveChatTag = transport.Op{Method: "PUT", Path: "/chats/{phone}/tags/{tag}/remove"}
)

// Tag is a label for chats.
type Tag struct {
	ID    string      `json:"id"`
	Name  string      `json:"name"`
	Color zapgate.Int `json:"color"` // an index of [TagColors]; a string in the table, a number in the example
}

// List returns all tags of the account.
//
// GET /tags (https://developer.z-api.io/en/business/tags)
func (s *TagsService) List(ctx context.Context, opts ...zapgate.CallOption) ([]Tag, error) {
	return transport.List[Tag](ctx, s.t, transport.Request{Op: opTags, Options: opts})
}

// TagColors are the colors that tags can have, as "#RRGGBB", by their index: "0", "1" and so on.
type TagColors map[string]string

// Colors returns the colors that tags can have. They differ between Android and iPhone.
//
// GET /business/tags/colors (https://developer.z-api.io/en/business/get-tags-colors)
func (s *TagsService) Colors(ctx context.Context, opts ...zapgate.CallOption) (TagColors, error) {
	colors, err := transport.Do[TagColors](ctx, s.t, transport.Request{Op: opTagColors, Options: opts})
	if err != nil {
		return nil, err
	}
	return *colors, nil
}

// SaveTagRequest is a tag as it is to be.
type SaveTagRequest struct {
	Name  string `json:"name" check:"required"`
	Color *int   `json:"color,omitempty"` // an index of [TagColors], from 0; nil leaves it to Z-API
}

// CreatedTag names a new tag.
type CreatedTag struct {
	ID string `json:"id"`
}

// Create makes a tag. It can be put on chats at once.
//
// POST /business/create-tag (https://developer.z-api.io/en/business/create-tag)
func (s *TagsService) Create(ctx context.Context, in SaveTagRequest, opts ...zapgate.CallOption) (*CreatedTag, error) {
	return transport.Do[CreatedTag](ctx, s.t, transport.Request{Op: opCreateTag, Body: in, Options: opts})
}

// Edit gives a tag another name, and another color if there is one in the request.
//
// POST /business/edit-tag/{tagId} (https://developer.z-api.io/en/business/edit-tag)
func (s *TagsService) Edit(ctx context.Context, tagID string, in SaveTagRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opEditTag, Path: []string{tagID}, Body: in, Options: opts})
}

// Delete deletes a tag. It cannot be undone.
//
// DELETE /business/tag/{tagId} (https://developer.z-api.io/en/business/delete-tag)
func (s *TagsService) Delete(ctx context.Context, tagID string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDeleteTag, Path: []string{tagID}, Options: opts})
}

// AddToChat puts a tag on a chat. The tag is named by its id, as in the answers: the documentation does not say so.
//
// PUT /chats/{phone}/tags/{tag}/add (https://developer.z-api.io/en/business/tags-add)
func (s *TagsService) AddToChat(ctx context.Context, phone, tagID string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opAddChatTag, Path: []string{phone, tagID}, Options: opts})
}

// RemoveFromChat takes a tag off a chat. The tag is named as in AddToChat.
//
// PUT /chats/{phone}/tags/{tag}/remove (https://developer.z-api.io/en/business/tags-remove)
func (s *TagsService) RemoveFromChat(ctx context.Context, phone, tagID string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opRemoveChatTag, Path: []string{phone, tagID}, Options: opts})
}
