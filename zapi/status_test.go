package zapi_test

import (
	"context"
	"errors"
	"io"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

// A video that is too large is refused by its size alone.
func TestStatusVideoIsLimited(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	c := newClient(t, mt)
	large := zapgate.MediaReader("video/mp4", 10<<20+1, func() (io.ReadCloser, error) { return nil, errors.New("opened for nothing") })
	_, err := c.Status.SendVideo(t.Context(), zapi.SendVideoStatusRequest{Video: large})
	assert.EqualError(t, err, "zapi: POST /send-video-status: video is larger than 10MB: invalid argument")
	assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	assert.Zero(t, mt.GetTotalCallCount())
}

func TestWireStatus(t *testing.T) {
	t.Parallel()
	posted := &zapi.SentMessage{ZaapID: "01A2B3C4D5E6F70819", MessageID: "3EB0A1B2C3D4E5F60718"} // no id
	sent := &zapi.SentMessage{ZaapID: "01A2B3C4D5E6F70819", MessageID: "3EB0A1B2C3D4E5F60718", ID: "3EB0A1B2C3D4E5F60718"}
	const postedJSON = `{"zaapId":"01A2B3C4D5E6F70819","messageId":"3EB0A1B2C3D4E5F60718"}`
	runWire(t, []wireTest{
		{
			name: "SendText",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Status.SendText(ctx, zapi.SendTextStatusRequest{Message: "Open today"})
			},
			method: "POST", path: "/send-text-status",
			body: `{"message":"Open today"}`, answer: postedJSON, want: posted,
		},
		{
			name: "SendImage by link",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Status.SendImage(ctx, zapi.SendImageStatusRequest{Image: zapgate.MediaURL("https://example.com/a.png")})
			},
			method: "POST", path: "/send-image-status",
			body: `{"image":"https://example.com/a.png"}`, answer: postedJSON, want: posted,
		},
		{
			name: "SendImage as bytes",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Status.SendImage(ctx, zapi.SendImageStatusRequest{Image: zapgate.MediaBytes("image/png", []byte("png")), Caption: "A"})
			},
			method: "POST", path: "/send-image-status",
			body: `{"image":"data:image/png;base64,cG5n","caption":"A"}`, answer: postedJSON, want: posted,
		},
		{
			name: "SendVideo",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Status.SendVideo(ctx, zapi.SendVideoStatusRequest{Video: zapgate.MediaURL("https://example.com/a.mp4"), Caption: "A"})
			},
			method: "POST", path: "/send-video-status",
			body: `{"video":"https://example.com/a.mp4","caption":"A"}`, answer: postedJSON, want: posted,
		},
		{
			name: "ReplyText",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Status.ReplyText(ctx, zapi.ReplyStatusTextRequest{Phone: "5511900000001", Message: "nice", StatusMessageID: "3EB0"})
			},
			method: "POST", path: "/reply-status-text",
			body: `{"phone":"5511900000001","message":"nice","statusMessageId":"3EB0"}`, answer: "sent.json", want: sent,
		},
		{
			name: "ReplyGIF",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Status.ReplyGIF(ctx, zapi.ReplyStatusGIFRequest{
					Phone: "5511900000001", GIF: zapgate.MediaURL("https://example.com/a.mp4"), StatusMessageID: "3EB0",
				})
			},
			method: "POST", path: "/reply-status-gif",
			body: `{"phone":"5511900000001","gif":"https://example.com/a.mp4","statusMessageId":"3EB0"}`, answer: "sent.json", want: sent,
		},
		{
			name: "ReplySticker",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Status.ReplySticker(ctx, zapi.ReplyStatusStickerRequest{
					Phone: "5511900000001", Sticker: zapgate.MediaURL("https://example.com/a.webp"), StatusMessageID: "3EB0",
				})
			},
			method: "POST", path: "/reply-status-sticker",
			body: `{"phone":"5511900000001","sticker":"https://example.com/a.webp","statusMessageId":"3EB0"}`, answer: "sent.json", want: sent,
		},
	})
}

func TestStatusBadArguments(t *testing.T) {
	t.Parallel()
	gif := zapgate.MediaURL("https://example.com/a.mp4")
	assertRefused(t, map[string]func(context.Context, *zapi.Client) error{
		"message": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Status.SendText(ctx, zapi.SendTextStatusRequest{})
			return err
		},
		"video": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Status.SendVideo(ctx, zapi.SendVideoStatusRequest{Caption: "A"})
			return err
		},
		"phone": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Status.ReplyGIF(ctx, zapi.ReplyStatusGIFRequest{Phone: "+55 11 90000-0001", GIF: gif, StatusMessageID: "3EB0"})
			return err
		},
		"statusMessageId": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Status.ReplyGIF(ctx, zapi.ReplyStatusGIFRequest{Phone: "5511900000001", GIF: gif})
			return err
		},
	})
}

// assertRefused runs calls that must fail before anything is sent; each key is the field that the error names.
func assertRefused(t *testing.T, calls map[string]func(context.Context, *zapi.Client) error) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	c := newClient(t, mt)
	for field, call := range calls {
		err := call(t.Context(), c)
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument, field)
		assert.ErrorContains(t, err, field)
	}
	assert.Zero(t, mt.GetTotalCallCount(), "nothing is sent")
}
