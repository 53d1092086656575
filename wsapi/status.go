package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// StatusService posts status updates, also called stories. Who sees them, [StatusService.Privacy] tells.
type StatusService struct{ service }

var (
	opGetStatusPrivacy = transport.Op{Method: "GET", Path: "/status/privacy", Retry: transport.Safe}
	opPostTextStatus   = transport.Op{Method: "POST", Path: "/status/text"}
	opPostImageStatus  = transport.Op{Method: "POST", Path: "/status/image"}
	opPostVideoStatus  = transport.Op{Method: "POST", Path: "/status/video"}
	opDeleteStatus     = transport.Op{Method: "POST", Path: "/status/{messageId}/delete"}
)

// StatusPrivacyType is who sees the status updates.
type StatusPrivacyType string

// The documented types.
const (
	StatusContacts  StatusPrivacyType = "contacts"
	StatusBlacklist StatusPrivacyType = "blacklist" // contacts, without those on the list
	StatusWhitelist StatusPrivacyType = "whitelist" // those on the list
)

// StatusPrivacy is one of the account's rules of who sees its status updates.
type StatusPrivacy struct {
	Type      StatusPrivacyType `json:"type"`
	List      []string          `json:"list"` // JIDs
	IsDefault bool              `json:"isDefault"`
}

// Privacy returns who sees the status updates.
//
// GET /status/privacy (getStatusPrivacy in wsapi-api.yml)
func (s *StatusService) Privacy(ctx context.Context, opts ...zapgate.CallOption) ([]StatusPrivacy, error) {
	return transport.List[StatusPrivacy](ctx, s.t, transport.Request{Op: opGetStatusPrivacy, Options: opts})
}

// PostTextStatusRequest is a text.
type PostTextStatusRequest struct {
	Text string `json:"text" check:"required"`
}

// PostText posts a text. The answer's id is what deletes it again.
//
// POST /status/text (postTextStatus in wsapi-api.yml)
func (s *StatusService) PostText(ctx context.Context, in PostTextStatusRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: opPostTextStatus, Body: in, Options: opts})
}

// PostMediaStatusRequest is a picture or video, by URL or as Data: exactly one of them.
type PostMediaStatusRequest struct {
	URL      string         `json:"url,omitempty"`      // the gateway fetches up to 50 MB
	Data     zapgate.Base64 `json:"data,omitzero"`      // as in SendMediaRequest
	MIMEType string         `json:"mimeType,omitempty"` // "": what Data says
	Caption  string         `json:"caption,omitempty"`
}

func (s *StatusService) postMedia(ctx context.Context, op transport.Op, in PostMediaStatusRequest, opts []zapgate.CallOption) (*SentMessage, error) {
	if err := checkSource(op, in.URL, in.Data); err != nil {
		return nil, err
	}
	in.MIMEType = typeOf(in.MIMEType, in.Data)
	return transport.Do[SentMessage](ctx, s.t, transport.Request{Op: op, Body: in, Options: opts})
}

// PostImage posts a picture by link or as bytes.
//
// POST /status/image (postImageStatus in wsapi-api.yml)
func (s *StatusService) PostImage(ctx context.Context, in PostMediaStatusRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.postMedia(ctx, opPostImageStatus, in, opts)
}

// PostVideo posts a video by link or as bytes.
//
// POST /status/video (postVideoStatus in wsapi-api.yml)
func (s *StatusService) PostVideo(ctx context.Context, in PostMediaStatusRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.postMedia(ctx, opPostVideoStatus, in, opts)
}

// Delete takes a status update back. messageID is the id that posting it answered.
//
// POST /status/{messageId}/delete (deleteStatus in wsapi-api.yml)
func (s *StatusService) Delete(ctx context.Context, messageID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opDeleteStatus, Path: []string{messageID}, Options: opts})
}
