package zapi

import "github.com/zapgate/zapgate-go"

// PixKeyMessageContent is a button that copies a Pix key.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type PixKeyMessageContent struct {
	Currency     string `json:"currency"` // ISO 4217, "BRL"
	ReferenceID  string `json:"referenceId"`
	Key          string `json:"key"`
	KeyType      string `json:"keyType"` // CPF, CNPJ, PHONE, EMAIL or EVP
	MerchantName string `json:"merchantName"`
}

// RequestPaymentContent asks for money through WhatsApp. That it was declined is told by
// [NotificationPaymentActionRequestDeclined].
//
// https://developer.z-api.io/en/webhooks/on-message-received
type RequestPaymentContent struct {
	Value        zapgate.Float   `json:"value"`               // no unit is documented, 1 in the example
	CurrencyCode string          `json:"currencyCode"`        // ISO 4217
	Expiration   zapgate.Time    `json:"expiration,omitzero"` // milliseconds
	RequestPhone string          `json:"requestPhone"`        // digits
	PaymentInfo  *PaymentContent `json:"paymentInfo,omitempty"`
}

// SendPaymentContent is money received through WhatsApp.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type SendPaymentContent struct {
	PaymentInfo *PaymentContent `json:"paymentInfo,omitempty"`
}

// PaymentContent is the payment of a [RequestPaymentContent] or a [SendPaymentContent].
type PaymentContent struct {
	ReceiverPhone     string        `json:"receiverPhone"`     // digits
	Value             zapgate.Float `json:"value"`             // no unit is documented, 1 in the example
	CurrencyCode      string        `json:"currencyCode"`      // ISO 4217
	Status            string        `json:"status"`            // "WAITING" and "COMPLETE" in the examples
	TransactionStatus string        `json:"transactionStatus"` // "COLLECT_SUCCESS" and "SUCCESS" in the examples
}

// ProductContent is a product of a catalog.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ProductContent struct {
	ProductID         string        `json:"productId"`
	Title             string        `json:"title"`
	Description       string        `json:"description,omitempty"`
	Price             zapgate.Float `json:"price"`        // a number here, a string in the catalog's own operations; no unit is documented
	CurrencyCode      string        `json:"currencyCode"` // ISO 4217
	ProductImage      string        `json:"productImage,omitempty"`
	ProductImageCount int           `json:"productImageCount,omitempty"`
	FirstImageID      string        `json:"firstImageId,omitempty"`
	RetailerID        string        `json:"retailerId,omitempty"` // the seller's own id of the product
	URL               string        `json:"url,omitempty"`
	BusinessOwnerJID  string        `json:"businessOwnerJid"` // the seller's phone, digits
}

// OrderContent is a cart that somebody filled from a catalog and sent.
//
// Its amounts have no documented unit. WhatsApp counts carts in thousandths, but the example does not settle it.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type OrderContent struct {
	OrderID      string                `json:"orderId"`
	OrderTitle   string                `json:"orderTitle"`
	Message      string                `json:"message,omitempty"`
	SellerJID    string                `json:"sellerJid"` // the seller's phone, digits
	ThumbnailURL string                `json:"thumbnailUrl,omitempty"`
	Token        string                `json:"token,omitempty"` // WhatsApp's key to this order: keep it out of logs
	ItemCount    int                   `json:"itemCount"`
	Currency     string                `json:"currency"` // ISO 4217
	Total        zapgate.Float         `json:"total"`
	SubTotal     zapgate.Float         `json:"subTotal"`
	Products     []OrderContentProduct `json:"products,omitzero"`
}

// OrderContentProduct is a line of an [OrderContent].
type OrderContentProduct struct {
	ProductID    string        `json:"productId"`
	Name         string        `json:"name"`
	Quantity     int           `json:"quantity"`
	Price        zapgate.Float `json:"price"`
	CurrencyCode string        `json:"currencyCode"`
	RetailerID   string        `json:"retailerId,omitempty"` // the seller's own id of the product
}

// ReviewAndPayContent is an order that the seller sent to be paid. ReferenceID, OrderRequestID and the products' ids are
// what its updates ask for.
//
// Amounts are in the unit they were sent in: Total is SubTotal less Discount, plus Shipping and Tax.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ReviewAndPayContent struct {
	Type           string          `json:"type"`     // "physical-goods" in the example
	Currency       string          `json:"currency"` // ISO 4217
	ReferenceID    string          `json:"referenceId"`
	OrderRequestID string          `json:"orderRequestId"`
	OrderStatus    string          `json:"orderStatus"`   // pending, processing, shipped, completed or canceled
	PaymentStatus  string          `json:"paymentStatus"` // pending or paid
	Total          zapgate.Float   `json:"total"`
	SubTotal       zapgate.Float   `json:"subTotal"`
	Discount       zapgate.Float   `json:"discount,omitempty"`
	Shipping       zapgate.Float   `json:"shipping,omitempty"`
	Tax            zapgate.Float   `json:"tax,omitempty"`
	Products       []ReviewProduct `json:"products,omitzero"`
}

// ReviewOrderContent is the new state of an order that was sent as [ReviewAndPayContent]; its fields are the same, save
// Type.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ReviewOrderContent struct {
	Currency       string          `json:"currency"` // ISO 4217
	ReferenceID    string          `json:"referenceId"`
	OrderRequestID string          `json:"orderRequestId"`
	OrderStatus    string          `json:"orderStatus"`   // pending, processing, shipped, completed or canceled
	PaymentStatus  string          `json:"paymentStatus"` // pending or paid
	Total          zapgate.Float   `json:"total"`
	SubTotal       zapgate.Float   `json:"subTotal"`
	Discount       zapgate.Float   `json:"discount,omitempty"`
	Shipping       zapgate.Float   `json:"shipping,omitempty"`
	Tax            zapgate.Float   `json:"tax,omitempty"`
	Products       []ReviewProduct `json:"products,omitzero"`
}

// ReviewProduct is a line of a [ReviewAndPayContent] or a [ReviewOrderContent].
type ReviewProduct struct {
	ProductID    string        `json:"productId"` // "custom-item-…" if it is not from the catalog
	Name         string        `json:"name"`
	Quantity     int           `json:"quantity"`
	Value        zapgate.Float `json:"value"`        // of one piece
	IsCustomItem bool          `json:"isCustomItem"` // made up for this order, not from the catalog
}
