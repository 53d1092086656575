package zapini

import (
	"context"
	"errors"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// MediaService keeps files for messages to come.
type MediaService struct{ service }

var (
	opUploadMedia = transport.Op{Method: "POST", Path: "/media/upload"}
	opMedia       = transport.Op{Method: "GET", Path: "/media/{id}", Retry: transport.Safe}
	opDeleteMedia = transport.Op{Method: "DELETE", Path: "/media/{id}"}
)

// UploadMediaRequest is a file to keep.
type UploadMediaRequest struct {
	// File has the bytes: [zapgate.MediaBytes], [zapgate.MediaFile] or [zapgate.MediaReader], and
	// [zapgate.MediaProgress] around it to follow them. A link has none and is refused.
	File     zapgate.Media
	Filename string    // required, with its extension: it shows the format
	Type     MediaType // ""; Zapini finds out
}

// mediaLimits are the largest sizes that Zapini documents.
var mediaLimits = map[MediaType]string{MediaImage: "16MB", MediaVideo: "64MB", MediaAudio: "16MB", MediaDocument: "100MB"}

// limit is that of the kind which was given, or which Zapini finds out.
func (t MediaType) limit(mimeType string) string {
	if t == "" {
		kind, _, _ := strings.Cut(mimeType, "/")
		if t = MediaType(kind); mediaLimits[t] == "" {
			t = MediaDocument
		}
	}
	return mediaLimits[t]
}

// StoredMedia is a file that Zapini keeps.
type StoredMedia struct {
	ID        string       `json:"id"` // for the media_id of a message
	URL       string       `json:"url"`
	Type      MediaType    `json:"type"`
	MIMEType  string       `json:"mime_type"`
	Size      zapgate.Int  `json:"size"` // bytes
	Filename  string       `json:"filename"`
	CreatedAt zapgate.Time `json:"created_at,omitzero"` // not in the answer of Upload
	ExpiresAt zapgate.Time `json:"expires_at"`          // when Zapini deletes it
}

func (m *StoredMedia) valid() error {
	if m.ID == "" {
		return errors.New("answer: data.id is missing")
	}
	return nil
}

// Upload stores a file. Sizes and formats are limited, see [MediaType]; a file that is too large is refused before it is
// sent. It is read while it is sent: memory does not grow with it, and a further attempt reads it again from its beginning.
//
// POST /media/upload (https://zapini.app/en/documentation, Media)
func (s *MediaService) Upload(ctx context.Context, in UploadMediaRequest, opts ...zapgate.CallOption) (*StoredMedia, error) {
	return unwrap[StoredMedia](ctx, s.t, transport.Request{Op: opUploadMedia, Upload: in.upload(), Options: opts})
}

func (in UploadMediaRequest) upload() *transport.Upload {
	u := &transport.Upload{File: "file", Filename: in.Filename, Media: in.File, Limit: in.Type.limit}
	if in.Type != "" {
		u.Fields = [][2]string{{"type", string(in.Type)}}
	}
	return u
}

// Get tells about a stored file.
//
// GET /media/{id} (https://zapini.app/en/documentation, Media)
func (s *MediaService) Get(ctx context.Context, id string, opts ...zapgate.CallOption) (*StoredMedia, error) {
	return unwrap[StoredMedia](ctx, s.t, transport.Request{Op: opMedia, Path: []string{id}, Options: opts})
}

// Delete deletes a stored file.
//
// DELETE /media/{id} (https://zapini.app/en/documentation, Media)
func (s *MediaService) Delete(ctx context.Context, id string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDeleteMedia, Path: []string{id}, Options: opts})
}
