package zapi

import (
	"context"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// CatalogService looks after the products and collections of a WhatsApp Business account, connected to its multi-device
// version.
type CatalogService struct{ service }

var (
	opProducts        = transport.Op{Method: "GET", Path: "/catalogs", Retry: transport.Safe}
	opProductsV2      = transport.Op{Method: "POST", Path: "/catalogs", Retry: transport.Safe} // a POST that only reads
	opProductsPhone   = transport.Op{Method: "GET", Path: "/catalogs/{phone}", Retry: transport.Safe}
	opProductsPhoneV2 = transport.Op{Method: "POST", Path: "/catalogs/{phone}", Retry: transport.Safe} // a POST that only reads
	opGetProduct      = transport.Op{Method: "GET", Path: "/products/{productId}", Retry: transport.Safe}
	opSaveProduct     = transport.Op{Method: "POST", Path: "/products"}
	opDeleteProduct   = transport.Op{Method: "DELETE", Path: "/products/{productId}"} // a code sample says /product/{productId}
	opSaveCatalog     = transport.Op{Method: "POST", Path: "/catalogs/config"}
)

// CursorParams is a page of a list that is followed by its cursor.
type CursorParams struct {
	NextCursor string `json:"nextCursor,omitempty" url:"nextCursor,omitempty"` // of the page before; "" for the first
}

// ProductsPage is one page of products.
type ProductsPage struct {
	Products    []Product `json:"products"`
	CartEnabled bool      `json:"cartEnabled"`          // customers can put them into a cart; not told of a collection
	NextCursor  string    `json:"nextCursor,omitempty"` // for the next page; "" if there is none
}

// Product is what is sold.
type Product struct {
	ID           string `json:"id"`
	RetailerID   string `json:"retailerId"` // the seller's own id; a boolean in some tables, null or a string in the examples
	Name         string `json:"name"`
	Description  string `json:"description"`
	URL          string `json:"url,omitempty"` // told of a collection's products only
	Availability string `json:"availability"`  // "in stock"; no other value is documented
	Currency     string `json:"currency"`      // ISO 4217: "BRL"
	// Price and SalePrice are numbers as text. No unit is documented; by the examples they are thousandths of the currency,
	// not the units of [SaveProductRequest].
	Price     zapgate.Float `json:"price"`
	SalePrice zapgate.Float `json:"salePrice,omitempty"` // 0 if there is none
	Quantity  *zapgate.Int  `json:"quantity,omitempty"`  // nil if it is not counted; a boolean in some tables, null or a string in the examples
	IsHidden  bool          `json:"isHidden,omitempty"`  // customers do not see it; told of a collection's products only
	Images    []string      `json:"images"`              // links
}

// List returns one page of the account's own products. A long cursor can fail with 414, which ListV2 does not.
//
// GET /catalogs (https://developer.z-api.io/en/business/get-products)
func (s *CatalogService) List(ctx context.Context, p CursorParams, opts ...zapgate.CallOption) (*ProductsPage, error) {
	return transport.Do[ProductsPage](ctx, s.t, transport.Request{Op: opProducts, Query: p, Options: opts})
}

// ListV2 is List with the cursor in the body, where it may be of any length.
//
// POST /catalogs (https://developer.z-api.io/en/business/get-products-v2)
func (s *CatalogService) ListV2(ctx context.Context, p CursorParams, opts ...zapgate.CallOption) (*ProductsPage, error) {
	return transport.Do[ProductsPage](ctx, s.t, transport.Request{Op: opProductsV2, Body: p, Options: opts})
}

// All walks the account's own products from p's page on, by ListV2, and ends on the first error.
func (s *CatalogService) All(ctx context.Context, p CursorParams, opts ...zapgate.CallOption) iter.Seq2[Product, error] {
	return products(p, func(p CursorParams) (*ProductsPage, error) { return s.ListV2(ctx, p, opts...) })
}

// ListOf returns one page of the products of any phone's catalog. A long cursor can fail with 414, which ListOfV2 does
// not.
//
// GET /catalogs/{phone} (https://developer.z-api.io/en/business/get-products-phone)
func (s *CatalogService) ListOf(ctx context.Context, phone string, p CursorParams, opts ...zapgate.CallOption) (*ProductsPage, error) {
	return transport.Do[ProductsPage](ctx, s.t, transport.Request{Op: opProductsPhone, Path: []string{phone}, Query: p, Options: opts})
}

// ListOfV2 is ListOf with the cursor in the body, where it may be of any length.
//
// POST /catalogs/{phone} (https://developer.z-api.io/en/business/get-products-phone-v2)
func (s *CatalogService) ListOfV2(ctx context.Context, phone string, p CursorParams, opts ...zapgate.CallOption) (*ProductsPage, error) {
	return transport.Do[ProductsPage](ctx, s.t, transport.Request{Op: opProductsPhoneV2, Path: []string{phone}, Body: p, Options: opts})
}

// AllOf walks the products of any phone's catalog from p's page on, by ListOfV2, and ends on the first error.
func (s *CatalogService) AllOf(ctx context.Context, phone string, p CursorParams, opts ...zapgate.CallOption) iter.Seq2[Product, error] {
	return products(p, func(p CursorParams) (*ProductsPage, error) { return s.ListOfV2(ctx, phone, p, opts...) })
}

// products walks pages of products.
func products(p CursorParams, list func(CursorParams) (*ProductsPage, error)) iter.Seq2[Product, error] {
	return pages.Linked(p.NextCursor, func(cursor string) ([]Product, string, error) {
		page, err := list(CursorParams{cursor})
		if err != nil {
			return nil, "", err
		}
		return page.Products, page.NextCursor, nil
	})
}

// ProductDetails is one product and the catalog it is in.
type ProductDetails struct {
	Product     Product `json:"product"`
	CatalogID   string  `json:"catalogId"`
	CartEnabled bool    `json:"cartEnabled"` // customers can put it into a cart
}

// Get returns one product.
//
// GET /products/{productId} (https://developer.z-api.io/en/business/get-product-id)
func (s *CatalogService) Get(ctx context.Context, productID string, opts ...zapgate.CallOption) (*ProductDetails, error) {
	return transport.Do[ProductDetails](ctx, s.t, transport.Request{Op: opGetProduct, Path: []string{productID}, Options: opts})
}

// SaveProductRequest is a product as it is to be. Z-API's table requires all of it.
type SaveProductRequest struct {
	Name        string          `json:"name" check:"required"`
	Description string          `json:"description" check:"required"`
	RetailerID  string          `json:"retailerId" check:"required"` // the seller's own id; a code sample calls it integrationId
	URL         string          `json:"url" check:"required"`        // a page about it
	Images      []zapgate.Media `json:"images" check:"required"`     // only links are documented; one text in the table, a list in the example
	Currency    string          `json:"currency" check:"required"`   // ISO 4217: "BRL"
	Price       float64         `json:"price"`                       // in units of the currency by the example; documented as an integer
	SalePrice   float64         `json:"salePrice,omitempty"`         // likewise; not sent if 0, which would give it away
	IsHidden    bool            `json:"isHidden"`                    // customers do not see it
}

// SavedProduct names a product.
type SavedProduct struct {
	ID string `json:"id"`
}

// Save adds a product to the catalog, or changes one. RetailerID is all it has to name an existing one by.
//
// POST /products (https://developer.z-api.io/en/business/edit-product)
func (s *CatalogService) Save(ctx context.Context, in SaveProductRequest, opts ...zapgate.CallOption) (*SavedProduct, error) {
	return transport.Do[SavedProduct](ctx, s.t, transport.Request{Op: opSaveProduct, Body: in, Options: opts})
}

// Delete deletes a product. It cannot be undone.
//
// DELETE /products/{productId} (https://developer.z-api.io/en/business/delete-product)
func (s *CatalogService) Delete(ctx context.Context, productID string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDeleteProduct, Path: []string{productID}, Options: opts})
}

// SaveCatalogConfigRequest is how the catalog behaves.
type SaveCatalogConfigRequest struct {
	CartEnabled bool `json:"cartEnabled"` // customers can put products into a cart; a string in the table, a boolean in the example
}

// SaveConfig changes how the catalog behaves.
//
// POST /catalogs/config (https://developer.z-api.io/en/business/save-catalog-config)
func (s *CatalogService) SaveConfig(ctx context.Context, in SaveCatalogConfigRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opSaveCatalog, Body: in, Options: opts})
}
