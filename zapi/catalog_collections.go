package zapi

import (
	"context"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opCollections        = transport.Op{Method: "GET", Path: "/catalogs/collection", Retry: transport.Safe}
	opCollectionProducts = transport.Op{Method: "GET", Path: "/catalogs/collection-products/{phone}", Retry: transport.Safe}
	opCreateCollection   = transport.Op{Method: "POST", Path: "/catalogs/collection"}
	opEditCollection     = transport.Op{Method: "POST", Path: "/catalogs/collection-edit/{collectionId}"}
	opDeleteCollection   = transport.Op{Method: "DELETE", Path: "/catalogs/collection/{collectionId}"}
	opAddProducts        = transport.Op{Method: "POST", Path: "/catalogs/collection/add-product"}
	opRemoveProducts     = transport.Op{Method: "POST", Path: "/catalogs/collection/remove-product"}
)

// CollectionsPage is one page of collections.
type CollectionsPage struct {
	Collections []Collection `json:"collections"`
	NextCursor  string       `json:"nextCursor"` // for the next page; "" if there is none
}

// Collection is a group of products in the catalog.
type Collection struct {
	ID     string           `json:"id"` // WhatsApp changes it: see [SavedCollection]
	Name   string           `json:"name"`
	Status CollectionStatus `json:"status"`
}

// CollectionStatus is whether WhatsApp shows a collection.
type CollectionStatus string

// The documented statuses.
const (
	CollectionPending  CollectionStatus = "PENDING"
	CollectionApproved CollectionStatus = "APPROVED"
)

// ListCollections returns one page of the collections of the account's own catalog.
//
// GET /catalogs/collection (https://developer.z-api.io/en/business/list-collections)
func (s *CatalogService) ListCollections(ctx context.Context, p CursorParams, opts ...zapgate.CallOption) (*CollectionsPage, error) {
	return transport.Do[CollectionsPage](ctx, s.t, transport.Request{Op: opCollections, Query: p, Options: opts})
}

// AllCollections walks the collections from p's page on and ends on the first error.
func (s *CatalogService) AllCollections(ctx context.Context, p CursorParams, opts ...zapgate.CallOption) iter.Seq2[Collection, error] {
	return pages.Linked(p.NextCursor, func(cursor string) ([]Collection, string, error) {
		page, err := s.ListCollections(ctx, CursorParams{cursor}, opts...)
		if err != nil {
			return nil, "", err
		}
		return page.Collections, page.NextCursor, nil
	})
}

// ListCollectionProductsParams is a page of a collection's products.
type ListCollectionProductsParams struct {
	CollectionID string `url:"collectionId" check:"required"`
	NextCursor   string `url:"nextCursor,omitempty"` // of the page before; "" for the first
}

// ListCollectionProducts returns one page of a collection's products. The phone is the catalog's owner.
//
// GET /catalogs/collection-products/{phone} (https://developer.z-api.io/en/business/list-collection-products)
func (s *CatalogService) ListCollectionProducts(ctx context.Context, phone string, p ListCollectionProductsParams, opts ...zapgate.CallOption) (*ProductsPage, error) {
	return transport.Do[ProductsPage](ctx, s.t, transport.Request{Op: opCollectionProducts, Path: []string{phone}, Query: p, Options: opts})
}

// AllCollectionProducts walks a collection's products from p's page on and ends on the first error.
func (s *CatalogService) AllCollectionProducts(ctx context.Context, phone string, p ListCollectionProductsParams, opts ...zapgate.CallOption) iter.Seq2[Product, error] {
	return products(CursorParams{p.NextCursor}, func(c CursorParams) (*ProductsPage, error) {
		return s.ListCollectionProducts(ctx, phone, ListCollectionProductsParams{p.CollectionID, c.NextCursor}, opts...)
	})
}

// CreateCollectionRequest is a new group of products.
type CreateCollectionRequest struct {
	Name       string   `json:"name" check:"required"`
	ProductIDs []string `json:"productIds" check:"required"`
}

// SavedCollection names a collection after it was made or changed.
//
// WhatsApp gives a collection another id whenever products are added to it or removed from it, and from then on knows the
// old one no more: keep CollectionID of the last answer and use it for whatever comes next.
type SavedCollection struct {
	CollectionID string `json:"collectionId"`
	Success      bool   `json:"success,omitempty"` // of a change; a new collection's answer has only the id
}

// CreateCollection makes a group of products. It is PENDING until WhatsApp approves it.
//
// POST /catalogs/collection (https://developer.z-api.io/en/business/create-collection)
func (s *CatalogService) CreateCollection(ctx context.Context, in CreateCollectionRequest, opts ...zapgate.CallOption) (*SavedCollection, error) {
	return transport.Do[SavedCollection](ctx, s.t, transport.Request{Op: opCreateCollection, Body: in, Options: opts})
}

// EditCollectionRequest is a collection as it is to be.
type EditCollectionRequest struct {
	Name string `json:"name" check:"required"`
}

// EditCollection gives a collection another name. Use the id it returns from then on.
//
// POST /catalogs/collection-edit/{collectionId} (https://developer.z-api.io/en/business/edit-collection)
func (s *CatalogService) EditCollection(ctx context.Context, collectionID string, in EditCollectionRequest, opts ...zapgate.CallOption) (*SavedCollection, error) {
	return transport.Do[SavedCollection](ctx, s.t, transport.Request{Op: opEditCollection, Path: []string{collectionID}, Body: in, Options: opts})
}

// DeleteCollection deletes a collection. It cannot be undone.
//
// DELETE /catalogs/collection/{collectionId} (https://developer.z-api.io/en/business/delete-collection)
func (s *CatalogService) DeleteCollection(ctx context.Context, collectionID string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDeleteCollection, Path: []string{collectionID}, Options: opts})
}

// CollectionProductsRequest is which products a collection gets or loses.
type CollectionProductsRequest struct {
	CollectionID string   `json:"collectionId" check:"required"` // of the last answer
	ProductIDs   []string `json:"productIds" check:"required"`
}

// AddProducts adds products to a collection, whose id changes by it: from then on only the one it returns is known.
//
// POST /catalogs/collection/add-product (https://developer.z-api.io/en/business/add-product-to-collection)
func (s *CatalogService) AddProducts(ctx context.Context, in CollectionProductsRequest, opts ...zapgate.CallOption) (*SavedCollection, error) {
	return transport.Do[SavedCollection](ctx, s.t, transport.Request{Op: opAddProducts, Body: in, Options: opts})
}

// RemoveProducts takes products out of a collection, whose id changes by it: from then on only the one it returns is
// known. The products stay in the catalog.
//
// POST /catalogs/collection/remove-product (https://developer.z-api.io/en/business/remove-product-from-collection)
func (s *CatalogService) RemoveProducts(ctx context.Context, in CollectionProductsRequest, opts ...zapgate.CallOption) (*SavedCollection, error) {
	return transport.Do[SavedCollection](ctx, s.t, transport.Request{Op: opRemoveProducts, Body: in, Options: opts})
}
