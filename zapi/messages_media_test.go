package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

// sends is the wire of an operation that puts a message into the queue.
func sends(path, body string, call func(context.Context, *zapi.MessagesService) (*zapi.SentMessage, error)) wireTest {
	return wireTest{
		method: "POST", path: path, body: body, answer: "sent.json",
		want: &zapi.SentMessage{ZaapID: "01A2B3C4D5E6F70819", MessageID: "3EB0A1B2C3D4E5F60718", ID: "3EB0A1B2C3D4E5F60718"},
		call: func(ctx context.Context, c *zapi.Client) (any, error) { return call(ctx, c.Messages) },
	}
}

// named gives a test its name, which keeps the tables readable.
func (tt wireTest) named(name string) wireTest {
	tt.name = name
	return tt
}

func TestWireMessagesMedia(t *testing.T) {
	t.Parallel()
	const phone = "5511900000001"
	link := zapgate.MediaURL("https://example.com/a?b=1&c=2")
	data := zapgate.MediaBytes("video/mp4", []byte("mp4"))
	runWire(t, []wireTest{
		sends("/send-sticker",
			`{"phone":"5511900000001","sticker":"https://example.com/a?b=1&c=2","stickerAuthor":"Loja","messageId":"3EB0","delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendSticker(ctx, zapi.SendStickerRequest{Phone: phone, Sticker: link, StickerAuthor: "Loja", MessageID: "3EB0", DelayMessage: 1})
			}).named("SendSticker"),
		sends("/send-gif",
			`{"phone":"5511900000001","gif":"data:video/mp4;base64,bXA0","caption":"ha","messageId":"3EB0","delayMessage":2}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendGIF(ctx, zapi.SendGIFRequest{Phone: phone, GIF: data, Caption: "ha", MessageID: "3EB0", DelayMessage: 2})
			}).named("SendGIF"),
		sends("/send-audio",
			`{"phone":"5511900000001","audio":"https://example.com/a?b=1&c=2","messageId":"3EB0","viewOnce":true,"waveform":false,
				"async":true,"delayMessage":3,"delayTyping":4}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendAudio(ctx, zapi.SendAudioRequest{
					Phone: phone, Audio: link, MessageID: "3EB0", ViewOnce: true, Waveform: new(false), Async: true, DelayMessage: 3, DelayTyping: 4,
				})
			}).named("SendAudio"),
		sends("/send-audio", `{"phone":"5511900000001","audio":"https://example.com/a?b=1&c=2"}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendAudio(ctx, zapi.SendAudioRequest{Phone: phone, Audio: link})
			}).named("SendAudio with no more than it needs"),
		sends("/send-video",
			`{"phone":"5511900000001","video":"data:video/mp4;base64,bXA0","caption":"see","messageId":"3EB0","viewOnce":true,"async":true,"delayMessage":5}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendVideo(ctx, zapi.SendVideoRequest{
					Phone: phone, Video: data, Caption: "see", MessageID: "3EB0", ViewOnce: true, Async: true, DelayMessage: 5,
				})
			}).named("SendVideo"),
		sends("/send-ptv", `{"phone":"5511900000001","ptv":"https://example.com/a?b=1&c=2","messageId":"3EB0","delayMessage":6}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendPTV(ctx, zapi.SendPTVRequest{Phone: phone, PTV: link, MessageID: "3EB0", DelayMessage: 6})
			}).named("SendPTV"),
		sends("/send-document/tar%20gz%2Fx",
			`{"phone":"120363000000000001-group","document":"https://example.com/a?b=1&c=2","fileName":"Fatura","caption":"March","messageId":"3EB0","delayMessage":7}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendDocument(ctx, "tar gz/x", zapi.SendDocumentRequest{
					Phone: "120363000000000001-group", Document: link, FileName: "Fatura", Caption: "March", MessageID: "3EB0", DelayMessage: 7,
				})
			}).named("SendDocument"),
	})
}
