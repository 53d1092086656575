package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireMessagesCommerce(t *testing.T) {
	t.Parallel()
	const phone = "5511900000001"
	update := zapi.UpdateOrderRequest{
		Phone: phone, MessageID: "3EB0", ReferenceID: "REF1", OrderRequestID: "REQ1", Message: "on its way",
		OrderStatus: zapi.OrderShipped, PaymentStatus: zapi.PaymentPaid,
		UpdatedOrder: zapi.UpdatedOrder{Currency: "BRL", Discount: 1.5, Tax: 2, Shipping: 3, Products: []zapi.UpdatedProduct{
			{ProductID: "custom-item-1", Name: "Bolo", Value: 10.25, Quantity: 2, IsCustomItem: true},
			{ProductID: "7100000000000001", Name: "Pão", Value: 1, Quantity: 1},
		}},
	}
	const wantUpdate = `{"phone":"5511900000001","messageId":"3EB0","referenceId":"REF1","orderRequestId":"REQ1","message":"on its way",
		"orderStatus":"shipped","paymentStatus":"paid","order":{"currency":"BRL","discount":1.5,"tax":2,"shipping":3,"products":[
		{"productId":"custom-item-1","name":"Bolo","value":10.25,"quantity":2,"isCustomItem":true},
		{"productId":"7100000000000001","name":"Pão","value":1,"quantity":1,"isCustomItem":false}]}}`
	runWire(t, []wireTest{
		sends("/send-product", `{"phone":"5511900000001","catalogPhone":"5511900000009","productId":"7100000000000001"}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendProduct(ctx, zapi.SendProductRequest{Phone: phone, CatalogPhone: "5511900000009", ProductID: "7100000000000001"})
			}).named("SendProduct"),
		sends("/send-catalog",
			`{"phone":"5511900000001","catalogPhone":"5511900000009","translation":"PT","message":"all of it","title":"Loja","catalogDescription":"bread"}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendCatalog(ctx, zapi.SendCatalogRequest{
					Phone: phone, CatalogPhone: "5511900000009", Translation: zapi.CatalogPortuguese, Message: "all of it", Title: "Loja", CatalogDescription: "bread",
				})
			}).named("SendCatalog"),
		sends("/send-order",
			`{"phone":"5511900000001","order":{"currency":"BRL","discount":1.5,"tax":2,"shipping":3,"products":[
				{"productId":"7100000000000001","name":"Pão","value":1,"quantity":1},{"name":"Bolo","value":10.25,"quantity":2}]},
				"paymentSettings":{"pix":{"key":"ana@example.com","keyType":"email","name":"Ana"},"card":{"enabled":false}}}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendOrder(ctx, zapi.SendOrderRequest{
					Phone: phone,
					Order: zapi.Order{Currency: "BRL", Discount: 1.5, Tax: 2, Shipping: 3, Products: []zapi.OrderProduct{
						{ProductID: "7100000000000001", Name: "Pão", Value: 1, Quantity: 1}, {Name: "Bolo", Value: 10.25, Quantity: 2},
					}},
					PaymentSettings: zapi.PaymentSettings{
						Pix: &zapi.OrderPix{Key: "ana@example.com", KeyType: zapi.OrderPixKeyEmail, Name: "Ana"}, Card: &zapi.OrderCard{},
					},
				})
			}).named("SendOrder"),
		sends("/send-order", `{"phone":"5511900000001","order":{"currency":"BRL","products":[{"name":"Bolo","value":10,"quantity":1}]}}`,
			func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
				return m.SendOrder(ctx, zapi.SendOrderRequest{
					Phone: phone, Order: zapi.Order{Currency: "BRL", Products: []zapi.OrderProduct{{Name: "Bolo", Value: 10, Quantity: 1}}},
				})
			}).named("SendOrder with no more than it needs"),
		sends("/order-status-update", wantUpdate, func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
			return m.UpdateOrderStatus(ctx, update)
		}).named("UpdateOrderStatus"),
		sends("/order-payment-update", wantUpdate, func(ctx context.Context, m *zapi.MessagesService) (*zapi.SentMessage, error) {
			return m.UpdateOrderPayment(ctx, update)
		}).named("UpdateOrderPayment"),
	})
}
