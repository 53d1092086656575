package zapi

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReceivedCallback_Contents(t *testing.T) {
	t.Parallel()
	for name, check := range map[string]func(t *testing.T, c *ReceivedCallback){
		"text": func(t *testing.T, c *ReceivedCallback) {
			at(t, callbackEpoch.Add(time.Second), c.Moment)
			assert.Equal(t, MessageStatusReceived, c.Status)
			assert.Equal(t, "5511900000001", c.Phone)
			assert.Equal(t, "100000000000001@lid", c.SenderLID)
			assert.Equal(t, "Bom dia", c.Text.Message)
			assert.Empty(t, c.ParticipantPhone)
			assert.Nil(t, c.Image)
		},
		"text-preview": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "Tudo para a obra", c.Text.DescriptionSic)
			assert.Empty(t, c.Text.Description)
			assert.True(t, c.Forwarded)
		},
		"text-from-ad": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "Cimento em oferta", c.Text.Description)
			assert.Equal(t, "Aff-example", c.ExternalAdReply.CTWAClickID)
			assert.Equal(t, 1, c.ExternalAdReply.MediaType)
			assert.True(t, c.ExternalAdReply.ShowAdAttribution)
		},
		"text-edit": func(t *testing.T, c *ReceivedCallback) { assert.True(t, c.IsEdit) },
		"text-reply": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "3EB0FFFF", c.ReferenceMessageID)
			assert.Equal(t, 7776000, c.MessageExpirationSeconds)
			at(t, time.UnixMilli(1775001600000), c.ExpiresAt)
		},
		"text-from-api": func(t *testing.T, c *ReceivedCallback) {
			assert.True(t, c.FromMe && c.FromAPI)
			assert.Equal(t, MessageStatusSent, c.Status)
			assert.JSONEq(t, `{"traceparent":"00-01-02-01"}`, string(c.TraceContext))
		},
		"text-group": func(t *testing.T, c *ReceivedCallback) {
			assert.True(t, c.IsGroup)
			assert.Equal(t, "120363000000000001-group", c.Phone)
			assert.Equal(t, "5511900000002", c.ParticipantPhone)
			assert.Equal(t, "100000000000002@lid", c.ParticipantLID)
		},
		"text-newsletter": func(t *testing.T, c *ReceivedCallback) {
			assert.True(t, c.IsNewsletter)
			at(t, callbackEpoch.Add(900*time.Millisecond), c.Moment)
		},
		"text-broadcast": func(t *testing.T, c *ReceivedCallback) {
			assert.True(t, c.Broadcast)
			assert.Equal(t, []string{"100000000000001", "100000000000003"}, c.BroadcastRecipients)
		},
		"status-reply": func(t *testing.T, c *ReceivedCallback) {
			assert.True(t, c.IsStatusReply)
			assert.Equal(t, "image/jpeg", c.StatusImage.MimeType)
			assert.Equal(t, 1920, c.StatusImage.Height)
		},
		"waiting-message": func(t *testing.T, c *ReceivedCallback) {
			assert.True(t, c.WaitingMessage && c.ViewOnce)
			assert.Nil(t, c.Text)
		},
		"image": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, ImageContent{ImageURL: "https://files.example/p.jpg", ThumbnailURL: "https://files.example/p-s.jpg",
				MimeType: "image/jpeg", Caption: "Planta", Width: 640, Height: 480, ViewOnce: true}, *c.Image)
		},
		"image-download-error": func(t *testing.T, c *ReceivedCallback) { assert.Equal(t, "media expired", c.Image.DownloadError) },
		"audio": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, AudioContent{AudioURL: "https://files.example/a.ogg", MimeType: "audio/ogg; codecs=opus", PTT: true,
				Seconds: 7, ViewOnce: true}, *c.Audio)
		},
		"video": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, 13, c.Video.Seconds)
			assert.True(t, c.Video.ViewOnce)
		},
		"ptv": func(t *testing.T, c *ReceivedCallback) { assert.Equal(t, "video/mp4", c.Video.MimeType) },
		"gif": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "https://files.example/v.mp4", c.Video.VideoURL)
		},
		"document": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "orcamento.pdf", c.Document.FileName)
			assert.EqualValues(t, 3, c.Document.PageCount)
		},
		"document-page-count-text": func(t *testing.T, c *ReceivedCallback) { assert.EqualValues(t, 12, c.Document.PageCount) },
		"sticker":                  func(t *testing.T, c *ReceivedCallback) { assert.Equal(t, "image/webp", c.Sticker.MimeType) },
		"location": func(t *testing.T, c *ReceivedCallback) {
			assert.EqualValues(t, -23.5505, c.Location.Latitude)
			assert.Equal(t, "Praça", c.Location.Name)
		},
		"location-text":     func(t *testing.T, c *ReceivedCallback) { assert.EqualValues(t, -46.6333, c.Location.Longitude) },
		"contact":           func(t *testing.T, c *ReceivedCallback) { assert.Equal(t, []string{"5511900000003"}, c.Contact.Phones) },
		"contact-no-phones": func(t *testing.T, c *ReceivedCallback) { assert.Empty(t, c.Contact.Phones) },
		"reaction": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "👍", c.Reaction.Value)
			at(t, callbackEpoch.Add(500*time.Millisecond), c.Reaction.Time)
			assert.Equal(t, &ReferencedMessage{MessageID: "3EB0FFFF", FromMe: true, Phone: "5511900000001"}, c.Reaction.ReferencedMessage)
		},
		"reaction-removed": func(t *testing.T, c *ReceivedCallback) {
			require.NotNil(t, c.Reaction)
			assert.Empty(t, c.Reaction.Value)
			assert.Equal(t, "5511900000000", c.Reaction.ReferencedMessage.Participant)
		},
		"reaction-bare": func(t *testing.T, c *ReceivedCallback) { assert.Equal(t, "🎉", c.Reaction.Value) },
		"pin-message": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "pin", c.PinMessage.Action)
			assert.Equal(t, 86400, c.PinMessage.PinDurationInSecs)
		},
		"buttons-message-image": func(t *testing.T, c *ReceivedCallback) {
			require.Len(t, c.ButtonsMessage.Buttons, 2)
			assert.Equal(t, "Não", c.ButtonsMessage.Buttons[1].ButtonText.DisplayText)
			assert.Empty(t, c.ButtonsMessage.VideoURL)
		},
		"buttons-message-video": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "https://files.example/b.mp4", c.ButtonsMessage.VideoURL)
		},
		"buttons-response": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, ButtonsResponseMessageContent{ButtonID: "sim", Message: "Sim"}, *c.ButtonsResponseMessage)
		},
		"buttons-response-selected": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "nao", c.ButtonsResponseMessage.SelectedButtonID)
		},
		"list-response": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, ListResponseMessageContent{Message: "Segunda a sexta", Title: "Manhã", SelectedRowID: "m1"}, *c.ListResponseMessage)
		},
		"template-text": func(t *testing.T, c *ReceivedCallback) {
			require.Len(t, c.HydratedTemplate.HydratedButtons, 2)
			assert.Equal(t, "https://shop.example/p?id=1&x=2", c.HydratedTemplate.HydratedButtons[0].URLButton.URL)
			assert.Equal(t, "talk", c.HydratedTemplate.HydratedButtons[1].QuickReplyButton.ID)
			assert.Equal(t, &TemplateHeader{}, c.HydratedTemplate.Header)
		},
		"template-image": func(t *testing.T, c *ReceivedCallback) { assert.Equal(t, 640, c.HydratedTemplate.Header.Image.Width) },
		"template-video": func(t *testing.T, c *ReceivedCallback) { assert.Equal(t, 9, c.HydratedTemplate.Header.Video.Seconds) },
		"template-document": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "nf.pdf", c.HydratedTemplate.Header.Document.FileName)
		},
		"template-location": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "Loja", c.HydratedTemplate.Header.Location.Name)
		},
		"carousel-message": func(t *testing.T, c *ReceivedCallback) {
			require.Len(t, c.CarouselMessage.Cards, 2)
			assert.Equal(t, "Tijolo", c.CarouselMessage.Cards[0].Message)
			assert.Len(t, c.CarouselMessage.Cards[0].HydratedButtons, 2)
		},
		"poll": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, 1, c.Poll.PollMaxOptions)
			assert.Equal(t, []PollContentOption{{Name: "Sábado"}, {Name: "Domingo"}}, c.Poll.Options)
		},
		"poll-vote": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, MessageStatusReceived, c.Status)
			assert.Equal(t, "3EB0FFFB", c.PollVote.PollMessageID)
			assert.Equal(t, []PollContentOption{{Name: "Domingo"}}, c.PollVote.Options)
		},
		"event": func(t *testing.T, c *ReceivedCallback) {
			at(t, time.Date(2026, 1, 9, 10, 0, 0, 0, time.UTC), c.Event.ScheduleTime)
			assert.True(t, c.Event.Canceled)
			assert.Equal(t, "Canteiro", c.Event.Location.Name)
		},
		"event-no-location": func(t *testing.T, c *ReceivedCallback) { assert.Equal(t, &LocationContent{}, c.Event.Location) },
		"event-response": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "GOING", c.EventResponse.Response)
			at(t, callbackEpoch.Add(700*time.Millisecond), c.EventResponse.Time)
		},
		"newsletter-admin-invite": func(t *testing.T, c *ReceivedCallback) {
			at(t, time.Date(2026, 1, 8, 0, 0, 0, 0, time.UTC), c.NewsletterAdminInvite.InviteExpiration)
			assert.Equal(t, "Canal", c.NewsletterAdminInvite.NewsletterName)
		},
		"pix-key-message": func(t *testing.T, c *ReceivedCallback) { assert.Equal(t, "EMAIL", c.PixKeyMessage.KeyType) },
		"request-payment": func(t *testing.T, c *ReceivedCallback) {
			at(t, time.Date(2026, 1, 8, 0, 0, 0, 0, time.UTC), c.RequestPayment.Expiration)
			assert.EqualValues(t, 12.5, c.RequestPayment.Value)
			assert.Equal(t, "WAITING", c.RequestPayment.PaymentInfo.Status)
		},
		"send-payment": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "COMPLETE", c.SendPayment.PaymentInfo.Status)
		},
		"product": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "50000000000000000001", c.Product.ProductID)
			assert.EqualValues(t, 1.9, c.Product.Price)
		},
		"order": func(t *testing.T, c *ReceivedCallback) {
			assert.EqualValues(t, 3800, c.Order.Total)
			require.Len(t, c.Order.Products, 1)
			assert.Equal(t, 2, c.Order.Products[0].Quantity)
		},
		"review-and-pay": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "physical-goods", c.ReviewAndPay.Type)
			assert.EqualValues(t, 104.5, c.ReviewAndPay.Total)
			require.Len(t, c.ReviewAndPay.Products, 2)
			assert.True(t, c.ReviewAndPay.Products[0].IsCustomItem)
		},
		"review-order": func(t *testing.T, c *ReceivedCallback) {
			assert.Equal(t, "shipped", c.ReviewOrder.OrderStatus)
			assert.Equal(t, "paid", c.ReviewOrder.PaymentStatus)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, readCallback[ReceivedCallback](t, name))
		})
	}
}
