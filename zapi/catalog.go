package zapi

// CatalogService looks after the products and collections of a WhatsApp Business account.
type CatalogService struct{ service }
