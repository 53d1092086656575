package wsapi

import (
	"context"
	"io"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// MediaService fetches the files of received messages.
type MediaService struct{ service }

var opDownloadMedia = transport.Op{Method: "GET", Path: "/media/download", Retry: transport.Safe}

// Binary tells what was written of an answer that is a file.
type Binary struct {
	ContentType string // as the gateway says it
	Size        int64  // bytes that were written
}

// DownloadMediaParams names a file.
type DownloadMediaParams struct {
	ID string `url:"id" check:"required"` // [Media].ID of a received message
}

// Download writes a received file to w as it arrives: memory does not grow with it. If the connection is lost on the
// way, w has the beginning of the file and the call is not repeated. The timeout is the time without any new bytes.
//
// GET /media/download (downloadMedia in wsapi-api.yml)
func (s *MediaService) Download(ctx context.Context, in DownloadMediaParams, w io.Writer, opts ...zapgate.CallOption) (*Binary, error) {
	return s.stream(ctx, transport.Request{Op: opDownloadMedia, Query: in, Options: opts}, w)
}

// stream writes the answer to w.
func (s service) stream(ctx context.Context, r transport.Request, w io.Writer) (*Binary, error) {
	contentType, n, err := transport.Stream(ctx, s.t, r, w)
	if err != nil {
		return nil, err
	}
	return &Binary{ContentType: contentType, Size: n}, nil
}
