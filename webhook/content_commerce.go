package webhook

import "github.com/zapgate/zapgate-go"

// Order is a cart or an order. No gateway documents the unit of its amounts.
type Order struct {
	ID            string
	Seller        zapgate.Address // if told
	ReferenceID   string          // the seller's own
	Title         string
	Message       string
	Status        string // in the gateway's words
	PaymentStatus string // in the gateway's words
	Currency      string // ISO 4217
	Total         float64
	SubTotal      float64
	Discount      float64
	Shipping      float64
	Tax           float64
	Items         []OrderItem
	ThumbnailURL  string
}

// OrderItem is a line of an [Order].
type OrderItem struct {
	ProductID  string
	RetailerID string // the seller's own id of the product
	Name       string
	Quantity   int
	Price      float64
	Custom     bool // not from the catalog
}

// Product is a product of a catalog.
type Product struct {
	ID          string
	RetailerID  string // the seller's own
	Seller      zapgate.Address
	Title       string
	Description string
	Price       float64 // no gateway documents its unit
	Currency    string  // ISO 4217
	ImageURL    string
	URL         string
}

// Pix is a Brazilian payment key to pay to.
type Pix struct {
	Key          string
	KeyType      string // CPF, CNPJ, PHONE, EMAIL or EVP
	MerchantName string
	Currency     string // ISO 4217
	ReferenceID  string
}

func (*Order) content()   {}
func (*Product) content() {}
func (*Pix) content()     {}
