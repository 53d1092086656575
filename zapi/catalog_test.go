package zapi_test

import (
	"context"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireCatalog(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Success: true}
	bread := zapi.Product{
		ID: "501", Name: "Bread", Description: "with seeds", Availability: "in stock", Currency: "BRL", Price: 12500, SalePrice: 9900,
		Images: []string{"https://example.com/bread.png"},
	}
	page := &zapi.ProductsPage{CartEnabled: true, NextCursor: "c2Vjb25k", Products: []zapi.Product{bread}}
	plain := bread
	plain.RetailerID, plain.SalePrice = "R1", 0
	ofCollection := plain
	ofCollection.URL, ofCollection.IsHidden, ofCollection.Quantity = "https://example.com/bread", true, new(zapgate.Int(0))
	cursor := zapi.CursorParams{NextCursor: "Zmly/3Q="}
	runWire(t, []wireTest{
		{
			name:   "List",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Catalog.List(ctx, cursor) },
			method: "GET", path: "/catalogs?nextCursor=Zmly%2F3Q%3D", answer: "crm-products.json", want: page,
		},
		{
			name: "List the first",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.List(ctx, zapi.CursorParams{})
			},
			method: "GET", path: "/catalogs", answer: "crm-products.json", want: page,
		},
		{
			name:   "ListV2",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Catalog.ListV2(ctx, cursor) },
			method: "POST", path: "/catalogs", body: `{"nextCursor":"Zmly/3Q="}`, answer: "crm-products.json", want: page,
		},
		{
			name: "ListOf",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.ListOf(ctx, "5511900000001", cursor)
			},
			method: "GET", path: "/catalogs/5511900000001?nextCursor=Zmly%2F3Q%3D", answer: "crm-products.json", want: page,
		},
		{
			name: "ListOfV2",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.ListOfV2(ctx, "5511900000001", cursor)
			},
			method: "POST", path: "/catalogs/5511900000001", body: `{"nextCursor":"Zmly/3Q="}`, answer: "crm-products.json", want: page,
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Catalog.Get(ctx, "501/2") },
			method: "GET", path: "/products/501%2F2", answer: "crm-product.json",
			want: &zapi.ProductDetails{CartEnabled: true, CatalogID: "900", Product: plain},
		},
		{
			name: "Save",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.Save(ctx, zapi.SaveProductRequest{
					Name: "Bread", Description: "with seeds", RetailerID: "R1", URL: "https://example.com/bread", Currency: "BRL",
					Images: []zapgate.Media{zapgate.MediaURL("https://example.com/bread.png")}, Price: 12.5,
				})
			},
			method: "POST", path: "/products",
			body: `{"name":"Bread","description":"with seeds","retailerId":"R1","url":"https://example.com/bread","currency":"BRL",
				"images":["https://example.com/bread.png"],"price":12.5,"isHidden":false}`,
			answer: `{"id":"501"}`, want: &zapi.SavedProduct{ID: "501"},
		},
		{
			name:   "Delete",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Catalog.Delete(ctx, "501") },
			method: "DELETE", path: "/products/501", answer: `{"success":true}`, want: done,
		},
		{
			name: "SaveConfig",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.SaveConfig(ctx, zapi.SaveCatalogConfigRequest{CartEnabled: false})
			},
			method: "POST", path: "/catalogs/config", body: `{"cartEnabled":false}`, answer: `{"success":true}`, want: done,
		},
		{
			name: "ListCollections",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.ListCollections(ctx, cursor)
			},
			method: "GET", path: "/catalogs/collection?nextCursor=Zmly%2F3Q%3D", answer: "crm-collections.json",
			want: &zapi.CollectionsPage{NextCursor: "c2Vjb25k", Collections: []zapi.Collection{
				{ID: "701", Name: "Breads", Status: zapi.CollectionPending}, {ID: "702", Name: "Cakes", Status: zapi.CollectionApproved},
			}},
		},
		{
			name: "ListCollectionProducts",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.ListCollectionProducts(ctx, "5511900000001", zapi.ListCollectionProductsParams{CollectionID: "701", NextCursor: "A"})
			},
			method: "GET", path: "/catalogs/collection-products/5511900000001?collectionId=701&nextCursor=A", answer: "crm-collection-products.json",
			want: &zapi.ProductsPage{Products: []zapi.Product{ofCollection}},
		},
		{
			name: "CreateCollection",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.CreateCollection(ctx, zapi.CreateCollectionRequest{Name: "Breads", ProductIDs: []string{"501", "502"}})
			},
			method: "POST", path: "/catalogs/collection", body: `{"name":"Breads","productIds":["501","502"]}`,
			answer: `{"collectionId":"701"}`, want: &zapi.SavedCollection{CollectionID: "701"},
		},
		{
			name: "EditCollection",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.EditCollection(ctx, "701", zapi.EditCollectionRequest{Name: "Rolls"})
			},
			method: "POST", path: "/catalogs/collection-edit/701", body: `{"name":"Rolls"}`,
			answer: `{"success":true,"collectionId":"701"}`, want: &zapi.SavedCollection{Success: true, CollectionID: "701"},
		},
		{
			name:   "DeleteCollection",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Catalog.DeleteCollection(ctx, "701") },
			method: "DELETE", path: "/catalogs/collection/701", answer: `{"success":true}`, want: done,
		},
		{
			name: "AddProducts",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.AddProducts(ctx, zapi.CollectionProductsRequest{CollectionID: "701", ProductIDs: []string{"503"}})
			},
			method: "POST", path: "/catalogs/collection/add-product", body: `{"collectionId":"701","productIds":["503"]}`,
			answer: `{"success":true,"collectionId":"703"}`, want: &zapi.SavedCollection{Success: true, CollectionID: "703"},
		},
		{
			name: "RemoveProducts",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Catalog.RemoveProducts(ctx, zapi.CollectionProductsRequest{CollectionID: "703", ProductIDs: []string{"503"}})
			},
			method: "POST", path: "/catalogs/collection/remove-product", body: `{"collectionId":"703","productIds":["503"]}`,
			answer: `{"success":true,"collectionId":"704"}`, want: &zapi.SavedCollection{Success: true, CollectionID: "704"},
		},
	})
}

func TestAllProducts(t *testing.T) {
	t.Parallel()
	pages := map[string]string{
		`{}`:                  `{"products":[{"id":"1"},{"id":"2"}],"nextCursor":"A"}`,
		`{"nextCursor":"A"}`:  `{"products":[],"nextCursor":"B="}`, // an empty page is not the end
		`{"nextCursor":"B="}`: `{"products":[{"id":"3"}],"nextCursor":null}`,
	}
	id := func(p zapi.Product) string { return p.ID }
	all := func(c *zapi.Client) iter.Seq2[zapi.Product, error] {
		return c.Catalog.All(t.Context(), zapi.CursorParams{})
	}
	testPages(t, "POST", "/catalogs", pages, all, id, "123", `{"nextCursor":"B="}`)
	testPages(t, "POST", "/catalogs/5511900000001", pages, func(c *zapi.Client) iter.Seq2[zapi.Product, error] {
		return c.Catalog.AllOf(t.Context(), "5511900000001", zapi.CursorParams{})
	}, id, "123", `{"nextCursor":"A"}`)

	got, err := keysOf(pageClient(t, "POST", "/catalogs", pages).Catalog.All(t.Context(), zapi.CursorParams{NextCursor: "B="}), id, 99)
	assert.NoError(t, err)
	assert.Equal(t, "3", got, "from a later page on")

	pages[`{"nextCursor":"B="}`] = `{"products":[{"id":"3"}],"nextCursor":"A"}`
	_, err = keysOf(all(pageClient(t, "POST", "/catalogs", pages)), id, 99)
	assert.ErrorContains(t, err, "same page twice", "a cursor that comes back is an error, not a loop")
}

func TestAllCollections(t *testing.T) {
	t.Parallel()
	testPages(t, "GET", "/catalogs/collection", map[string]string{
		"":             `{"collections":[{"id":"1"},{"id":"2"}],"nextCursor":"A"}`,
		"nextCursor=A": `{"collections":[{"id":"3"}],"nextCursor":null}`,
	}, func(c *zapi.Client) iter.Seq2[zapi.Collection, error] {
		return c.Catalog.AllCollections(t.Context(), zapi.CursorParams{})
	}, func(c zapi.Collection) string { return c.ID }, "123", "nextCursor=A")
	testPages(t, "GET", "/catalogs/collection-products/5511900000001", map[string]string{
		"collectionId=701":              `{"products":[{"id":"1"},{"id":"2"}],"nextCursor":"A"}`,
		"collectionId=701&nextCursor=A": `{"products":[{"id":"3"}]}`,
	}, func(c *zapi.Client) iter.Seq2[zapi.Product, error] {
		return c.Catalog.AllCollectionProducts(t.Context(), "5511900000001", zapi.ListCollectionProductsParams{CollectionID: "701"})
	}, func(p zapi.Product) string { return p.ID }, "123", "collectionId=701&nextCursor=A")
}

func TestCatalogBadArguments(t *testing.T) {
	t.Parallel()
	product := zapi.SaveProductRequest{
		Name: "Bread", Description: "with seeds", RetailerID: "R1", URL: "https://example.com/bread", Currency: "BRL",
		Images: []zapgate.Media{zapgate.MediaURL("https://example.com/bread.png")}, Price: 12,
	}
	save := func(change func(*zapi.SaveProductRequest)) func(context.Context, *zapi.Client) error {
		in := product
		change(&in)
		return func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Catalog.Save(ctx, in)
			return err
		}
	}
	assertRefused(t, map[string]func(context.Context, *zapi.Client) error{
		"retailerId": save(func(in *zapi.SaveProductRequest) { in.RetailerID = "" }),
		"images":     save(func(in *zapi.SaveProductRequest) { in.Images = nil }),
		"media":      save(func(in *zapi.SaveProductRequest) { in.Images = []zapgate.Media{zapgate.MediaURL("/home/ana/a.png")} }),
		"collectionId": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Catalog.ListCollectionProducts(ctx, "5511900000001", zapi.ListCollectionProductsParams{})
			return err
		},
		"productIds": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Catalog.AddProducts(ctx, zapi.CollectionProductsRequest{CollectionID: "701"})
			return err
		},
		"phone": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Catalog.ListOf(ctx, "config", zapi.CursorParams{})
			return err
		},
		"productId": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Catalog.Delete(ctx, "")
			return err
		},
	})
}
