package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireMessagesCards(t *testing.T) {
	t.Parallel()
	const phone = "5511900000001"
	runWire(t, []wireTest{
		sends("/send-link",
			`{"phone":"5511900000001","message":"look: https://example.com","image":"https://example.com/a.png","linkUrl":"https://example.com",
				"title":"Example","linkDescription":"An example","linkType":"LARGE","delayMessage":1,"delayTyping":2}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendLink(ctx, zapi.SendLinkRequest{
					Phone: phone, Message: "look: https://example.com", Image: "https://example.com/a.png", LinkURL: "https://example.com",
					Title: "Example", LinkDescription: "An example", LinkType: zapi.LinkLarge, DelayMessage: 1, DelayTyping: 2,
				})
			}).named("SendLink"),
		sends("/send-location",
			`{"phone":"5511900000001","title":"Loja","address":"Rua A, 1","latitude":"-23.0512345","longitude":"0","messageId":"3EB0","delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendLocation(ctx, zapi.SendLocationRequest{
					Phone: phone, Title: "Loja", Address: "Rua A, 1", Latitude: -23.0512345, MessageID: "3EB0", DelayMessage: 1,
				})
			}).named("SendLocation"),
		sends("/send-contact",
			`{"phone":"5511900000001","contactName":"Ana","contactPhone":"5511900000002","contactBusinessDescription":"sells","messageId":"3EB0","delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendContact(ctx, zapi.SendContactRequest{
					Phone: phone, ContactName: "Ana", ContactPhone: "5511900000002", ContactBusinessDescription: "sells", MessageID: "3EB0", DelayMessage: 1,
				})
			}).named("SendContact"),
		sends("/send-contacts",
			`{"phone":"5511900000001","contacts":[{"name":"Ana","phones":["5511900000002","5511900000003"]},
				{"name":"Loja","phones":["5511900000004"],"businessDescription":"sells"}],"messageId":"3EB0","delayMessage":1}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendContacts(ctx, zapi.SendContactsRequest{
					Phone: phone, MessageID: "3EB0", DelayMessage: 1, Contacts: []zapi.ContactCard{
						{Name: "Ana", Phones: []string{"5511900000002", "5511900000003"}},
						{Name: "Loja", Phones: []string{"5511900000004"}, BusinessDescription: "sells"},
					},
				})
			}).named("SendContacts"),
		sends("/send-newsletter-admin-invite",
			`{"phone":"5511900000001","adminInviteMessage":{"newsletterId":"120363000000000009@newsletter","caption":"join us"}}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendNewsletterAdminInvite(ctx, zapi.SendNewsletterAdminInviteRequest{
					Phone: phone, AdminInviteMessage: zapi.AdminInviteMessage{NewsletterID: "120363000000000009@newsletter", Caption: "join us"},
				})
			}).named("SendNewsletterAdminInvite"),
	})
}
