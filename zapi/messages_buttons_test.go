package zapi_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireMessagesButtons(t *testing.T) {
	t.Parallel()
	const phone = "5511900000001"
	buttons := []zapi.Button{{ID: "yes", Label: "Sim"}, {Label: "Não"}}
	actions := []zapi.ButtonAction{
		{ID: "1", Type: zapi.ButtonCall, Phone: "5511900000002", Label: "Call"},
		{Type: zapi.ButtonURL, URL: "https://example.com", Label: "Open"},
		{Type: zapi.ButtonReply, Label: "Answer"},
	}
	const wantActions = `[{"id":"1","type":"CALL","phone":"5511900000002","label":"Call"},
		{"type":"URL","url":"https://example.com","label":"Open"},{"type":"REPLY","label":"Answer"}]`
	runWire(t, []wireTest{
		sends("/send-button-list",
			`{"phone":"5511900000001","message":"ok?","buttonList":{"buttons":[{"id":"yes","label":"Sim"},{"label":"Não"}]},"delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendButtonList(ctx, zapi.SendButtonListRequest{
					Phone: phone, Message: "ok?", ButtonList: zapi.ButtonList{Buttons: buttons}, DelayMessage: 1,
				})
			}).named("SendButtonList"),
		sends("/send-button-list",
			`{"phone":"5511900000001","message":"ok?","buttonList":{"image":"https://example.com/a.png","buttons":[{"id":"yes","label":"Sim"},{"label":"Não"}]},
				"delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendButtonListImage(ctx, zapi.SendButtonListImageRequest{
					Phone: phone, Message: "ok?", DelayMessage: 1,
					ButtonListImage: zapi.ButtonListImage{Image: zapgate.MediaURL("https://example.com/a.png"), Buttons: buttons},
				})
			}).named("SendButtonListImage"),
		sends("/send-button-list",
			`{"phone":"5511900000001","message":"ok?","buttonList":{"video":"data:video/mp4;base64,bXA0","buttons":[{"id":"yes","label":"Sim"},{"label":"Não"}]},
				"delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendButtonListVideo(ctx, zapi.SendButtonListVideoRequest{
					Phone: phone, Message: "ok?", DelayMessage: 1,
					ButtonListVideo: zapi.ButtonListVideo{Video: zapgate.MediaBytes("video/mp4", []byte("mp4")), Buttons: buttons},
				})
			}).named("SendButtonListVideo"),
		sends("/send-button-actions",
			`{"phone":"5511900000001","message":"ok?","buttonActions":`+wantActions+`,"title":"T","footer":"F","delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendButtonActions(ctx, zapi.SendButtonActionsRequest{
					Phone: phone, Message: "ok?", ButtonActions: actions, Title: "T", Footer: "F", DelayMessage: 1,
				})
			}).named("SendButtonActions"),
		sends("/send-option-list",
			`{"phone":"5511900000001","message":"which?","optionList":{"title":"Sizes","buttonLabel":"Open","options":[
				{"id":"s","title":"Small","description":"to 30 cm"},{"title":"Large","description":""}]},"delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendOptionList(ctx, zapi.SendOptionListRequest{
					Phone: phone, Message: "which?", DelayMessage: 1, OptionList: zapi.OptionList{
						Title: "Sizes", ButtonLabel: "Open",
						Options: []zapi.ListOption{{ID: "s", Title: "Small", Description: "to 30 cm"}, {Title: "Large"}},
					},
				})
			}).named("SendOptionList"),
		sends("/send-button-otp",
			`{"phone":"5511900000001","message":"your code","code":"918273","image":"https://example.com/a.png","buttonText":"Copy"}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendButtonOTP(ctx, zapi.SendButtonOTPRequest{
					Phone: phone, Message: "your code", Code: "918273", Image: zapgate.MediaURL("https://example.com/a.png"), ButtonText: "Copy",
				})
			}).named("SendButtonOTP"),
		sends("/send-button-otp", `{"phone":"5511900000001","message":"your code","code":"918273"}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendButtonOTP(ctx, zapi.SendButtonOTPRequest{Phone: phone, Message: "your code", Code: "918273"})
			}).named("SendButtonOTP without a picture"),
		sends("/send-button-pix", `{"phone":"5511900000001","pixKey":"ana@example.com","type":"EMAIL","merchantName":"Loja"}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendButtonPix(ctx, zapi.SendButtonPixRequest{Phone: phone, PixKey: "ana@example.com", Type: zapi.PixKeyEmail, MerchantName: "Loja"})
			}).named("SendButtonPix"),
		sends("/send-carousel",
			`{"phone":"5511900000001","message":"new","carousel":[{"text":"one","image":"https://example.com/1.png","buttons":`+wantActions+`},
				{"text":"two","image":"data:image/png;base64,cG5n"}],"delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendCarousel(ctx, zapi.SendCarouselRequest{
					Phone: phone, Message: "new", DelayMessage: 1, Carousel: []zapi.CarouselCard{
						{Text: "one", Image: zapgate.MediaURL("https://example.com/1.png"), Buttons: actions},
						{Text: "two", Image: zapgate.MediaBytes("image/png", []byte("png"))},
					},
				})
			}).named("SendCarousel"),
	})
	assert.NotContains(t, contract.Shown(zapi.SendButtonOTPRequest{Code: "918273"}), "918273", "a one-time password is nobody else's")
}
