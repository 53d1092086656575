package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSendProduct        = transport.Op{Method: "POST", Path: "/send-product"}
	opSendCatalog        = transport.Op{Method: "POST", Path: "/send-catalog"}
	opSendOrder          = transport.Op{Method: "POST", Path: "/send-order"}
	opOrderStatusUpdate  = transport.Op{Method: "POST", Path: "/order-status-update"}
	opOrderPaymentUpdate = transport.Op{Method: "POST", Path: "/order-payment-update"}
)

// SendProductRequest is a product of a catalog.
type SendProductRequest struct {
	Phone        string `json:"phone" check:"chat"`
	CatalogPhone string `json:"catalogPhone" check:"chat"`  // the business account that has the product
	ProductID    string `json:"productId" check:"required"` // as the catalog lists it
}

// SendProduct sends a product of a catalog. WhatsApp Business only.
//
// POST /send-product (https://developer.z-api.io/en/message/send-message-product)
func (s *MessagesService) SendProduct(ctx context.Context, in SendProductRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendProduct, in, opts)
}

// CatalogTranslation is the language of a catalog card's own words.
type CatalogTranslation string

// The languages.
const (
	CatalogEnglish    CatalogTranslation = "EN"
	CatalogPortuguese CatalogTranslation = "PT"
)

// SendCatalogRequest is a card that leads to a catalog.
type SendCatalogRequest struct {
	Phone              string             `json:"phone" check:"chat"`
	CatalogPhone       string             `json:"catalogPhone" check:"chat"` // the business account that has the catalog
	Translation        CatalogTranslation `json:"translation,omitempty"`
	Message            string             `json:"message,omitempty"` // beside the card
	Title              string             `json:"title,omitempty"`   // of the card
	CatalogDescription string             `json:"catalogDescription,omitempty"`
}

// SendCatalog sends a link to a catalog that has products. WhatsApp Business only.
//
// POST /send-catalog (https://developer.z-api.io/en/message/send-message-catalog)
func (s *MessagesService) SendCatalog(ctx context.Context, in SendCatalogRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendCatalog, in, opts)
}

// SendOrderRequest is an order to be reviewed and paid.
type SendOrderRequest struct {
	Phone           string          `json:"phone" check:"chat"` // a person, not a group
	Order           Order           `json:"order"`
	PaymentSettings PaymentSettings `json:"paymentSettings,omitzero"` // mandatory in the table, left out in the example of what is
}

// Order is what is sold, and for how much. The unit of its amounts is not documented.
type Order struct {
	Currency string         `json:"currency" check:"required"` // ISO 4217, "BRL"
	Discount float64        `json:"discount,omitempty"`
	Tax      float64        `json:"tax,omitempty"`
	Shipping float64        `json:"shipping,omitempty"`
	Products []OrderProduct `json:"products" check:"required"`
}

// OrderProduct is a line of an [Order].
type OrderProduct struct {
	ProductID string  `json:"productId,omitempty"` // of the catalog; without, it is a custom item, and the callback tells its id
	Name      string  `json:"name"`
	Value     float64 `json:"value"` // of one piece
	Quantity  int     `json:"quantity"`
}

// PaymentSettings is how an [Order] can be paid.
type PaymentSettings struct {
	Pix  *OrderPix  `json:"pix,omitempty"`
	Card *OrderCard `json:"card,omitempty"`
}

// OrderPix is the Pix key that an [Order] is paid to.
type OrderPix struct {
	Key     string          `json:"key"`
	KeyType OrderPixKeyType `json:"keyType"`
	Name    string          `json:"name"`
}

// OrderPixKeyType is what a Pix key is, where an order is paid to it. A button has [PixKeyType].
type OrderPixKeyType string

// The types of Pix key, as the example spells them: the table has CPF and CNPJ.
const (
	OrderPixKeyCPF    OrderPixKeyType = "cpf"
	OrderPixKeyCNPJ   OrderPixKeyType = "cnpj"
	OrderPixKeyPhone  OrderPixKeyType = "phone"
	OrderPixKeyEmail  OrderPixKeyType = "email"
	OrderPixKeyRandom OrderPixKeyType = "randomKey"
)

// OrderCard is whether an [Order] can be paid by card, which has to be set up in the phone's WhatsApp first.
type OrderCard struct {
	Enabled bool `json:"enabled"`
}

// SendOrder sends an order, with products of the catalog or made up for it, to be reviewed and paid. The callback of the
// sent message has what [UpdateOrderRequest] asks for: see [ReviewAndPayContent]. WhatsApp Business only.
//
// POST /send-order (https://developer.z-api.io/en/message/send-order)
func (s *MessagesService) SendOrder(ctx context.Context, in SendOrderRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendOrder, in, opts)
}

// OrderStatus is how far an order is.
type OrderStatus string

// The states of an order.
const (
	OrderPending    OrderStatus = "pending"
	OrderProcessing OrderStatus = "processing"
	OrderShipped    OrderStatus = "shipped"
	OrderCompleted  OrderStatus = "completed"
	OrderCanceled   OrderStatus = "canceled"
)

// PaymentStatus is whether an order is paid.
type PaymentStatus string

// The states of a payment.
const (
	PaymentPending PaymentStatus = "pending"
	PaymentPaid    PaymentStatus = "paid"
)

// UpdateOrderRequest is an order with its new state. All that it was sent with has to be sent again.
type UpdateOrderRequest struct {
	Phone          string        `json:"phone" check:"chat"`              // a person, not a group
	MessageID      string        `json:"messageId" check:"required"`      // WhatsApp's id of the order's message
	ReferenceID    string        `json:"referenceId" check:"required"`    // from the order's callback
	OrderRequestID string        `json:"orderRequestId" check:"required"` // from the order's callback
	OrderStatus    OrderStatus   `json:"orderStatus" check:"required"`    // the new one, or for UpdateOrderPayment the present one
	PaymentStatus  PaymentStatus `json:"paymentStatus" check:"required"`  // the new one, or for UpdateOrderStatus the present one
	UpdatedOrder   UpdatedOrder  `json:"order"`
	Message        string        `json:"message,omitempty"` // a text about the update
}

// UpdatedOrder is an [Order] after it was sent.
type UpdatedOrder struct {
	Currency string           `json:"currency" check:"required"` // ISO 4217, "BRL"
	Discount float64          `json:"discount,omitempty"`
	Tax      float64          `json:"tax,omitempty"`
	Shipping float64          `json:"shipping,omitempty"`
	Products []UpdatedProduct `json:"products" check:"required"`
}

// UpdatedProduct is a line of an [UpdatedOrder], as the order's callback has it: see [ReviewProduct].
type UpdatedProduct struct {
	ProductID    string  `json:"productId"` // "custom-item-…" if it is not from the catalog
	Name         string  `json:"name"`
	Value        float64 `json:"value"` // of one piece
	Quantity     int     `json:"quantity"`
	IsCustomItem bool    `json:"isCustomItem"` // made up for this order, not from the catalog
}

// UpdateOrderStatus sends the new state of an order, as a message that refers to it. WhatsApp Business only.
//
// POST /order-status-update (https://developer.z-api.io/en/message/update-order-status)
func (s *MessagesService) UpdateOrderStatus(ctx context.Context, in UpdateOrderRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opOrderStatusUpdate, in, opts)
}

// UpdateOrderPayment tells that an order was paid, or is not yet, as a message that refers to it. WhatsApp Business only.
//
// POST /order-payment-update (https://developer.z-api.io/en/message/update-order-payment)
func (s *MessagesService) UpdateOrderPayment(ctx context.Context, in UpdateOrderRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opOrderPaymentUpdate, in, opts)
}
