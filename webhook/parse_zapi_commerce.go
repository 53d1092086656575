package webhook

import (
	"strconv"

	"github.com/zapgate/zapgate-go/zapi"
)

func zapiCommerce(c *zapi.ReceivedCallback) Content {
	switch {
	case c.Product != nil:
		p := c.Product
		return &Product{
			ID: p.ProductID, RetailerID: p.RetailerID, Title: p.Title, Description: p.Description, Price: float64(p.Price),
			Currency: p.CurrencyCode, ImageURL: p.ProductImage, URL: p.URL, Seller: address(p.BusinessOwnerJID),
		}
	case c.Order != nil:
		o := &Order{
			ID: c.Order.OrderID, Seller: address(c.Order.SellerJID), Title: c.Order.OrderTitle, Message: c.Order.Message, Currency: c.Order.Currency,
			Total: float64(c.Order.Total), SubTotal: float64(c.Order.SubTotal), ThumbnailURL: c.Order.ThumbnailURL,
		}
		for _, p := range c.Order.Products {
			o.Items = append(o.Items, OrderItem{
				ProductID: p.ProductID, RetailerID: p.RetailerID, Name: p.Name, Quantity: p.Quantity, Price: float64(p.Price),
			})
		}
		return o
	case c.ReviewAndPay != nil:
		return zapiReviewOrder(reviewAndPay(c.ReviewAndPay))
	case c.PixKeyMessage != nil:
		p := c.PixKeyMessage
		return &Pix{Key: p.Key, KeyType: p.KeyType, MerchantName: p.MerchantName, Currency: p.Currency, ReferenceID: p.ReferenceID}
	}
	return nil
}

// reviewAndPay is the order of a payment request: the same as that of an update, with one field more.
func reviewAndPay(r *zapi.ReviewAndPayContent) *zapi.ReviewOrderContent {
	return &zapi.ReviewOrderContent{
		Currency: r.Currency, ReferenceID: r.ReferenceID, OrderRequestID: r.OrderRequestID, OrderStatus: r.OrderStatus,
		PaymentStatus: r.PaymentStatus, Total: r.Total, SubTotal: r.SubTotal, Discount: r.Discount, Shipping: r.Shipping, Tax: r.Tax,
		Products: r.Products,
	}
}

func zapiReviewOrder(r *zapi.ReviewOrderContent) *Order {
	o := &Order{
		ID: r.OrderRequestID, ReferenceID: r.ReferenceID, Status: r.OrderStatus, PaymentStatus: r.PaymentStatus, Currency: r.Currency,
		Total: float64(r.Total), SubTotal: float64(r.SubTotal), Discount: float64(r.Discount), Shipping: float64(r.Shipping), Tax: float64(r.Tax),
	}
	for _, p := range r.Products {
		o.Items = append(o.Items, OrderItem{
			ProductID: p.ProductID, Name: p.Name, Quantity: p.Quantity, Price: float64(p.Value), Custom: p.IsCustomItem,
		})
	}
	return o
}

// zapiPayment is money asked for or sent.
func zapiPayment(h Header, c *zapi.ReceivedCallback, m Message) []Event {
	p := &PaymentChanged{Header: h, MessageID: c.MessageID, Chat: m.Chat, From: m.From, FromMe: c.FromMe}
	var info *zapi.PaymentContent
	if r := c.RequestPayment; r != nil {
		p.State, p.Value, p.Currency, p.Expires, info = PaymentRequested, float64(r.Value), r.CurrencyCode, r.Expiration.Time, r.PaymentInfo
	} else {
		p.State, info = PaymentSent, c.SendPayment.PaymentInfo
	}
	if info != nil {
		p.Receiver, p.Native = address(info.ReceiverPhone), info.Status
		if p.Currency == "" {
			p.Value, p.Currency = float64(info.Value), info.CurrencyCode
		}
	}
	p.ID = also(m.id("payment"), string(p.State), fingerprint(info)) // its status may change under one id
	return []Event{p}
}

// zapiDeclined is a request for money that was declined: who, the currency, the amount.
func zapiDeclined(h Header, c *zapi.ReceivedCallback, m Message, texts []string) []Event {
	p := &PaymentChanged{
		Header: h, MessageID: c.MessageID, Chat: m.Chat, From: m.From, FromMe: c.FromMe, State: PaymentDeclined, Native: string(c.Notification),
	}
	if len(texts) == 3 {
		p.Receiver, p.Currency = address(texts[0]), texts[1]
		p.Value, _ = strconv.ParseFloat(texts[2], 64)
	}
	return []Event{p}
}
