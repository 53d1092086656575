package zapi

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
)

// Z-API's own examples lose nothing in the types of their operations.
func TestNoLossChats(t *testing.T) {
	t.Parallel()
	vendor, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	for folder, types := range map[string]map[string]any{
		"status": {
			"send-text-status.request.*.json":     SendTextStatusRequest{},
			"send-image-status.request.*.json":    SendImageStatusRequest{},
			"send-video-status.request.*.json":    SendVideoStatusRequest{},
			"reply-status-text.request.*.json":    ReplyStatusTextRequest{},
			"reply-status-gif.request.*.json":     ReplyStatusGIFRequest{},
			"reply-status-sticker.request.*.json": ReplyStatusStickerRequest{},
			"*.response.*.json":                   SentMessage{},
		},
		"chats": {
			"*.request.*.json":                  modification{},
			"*.response.*.json":                 Result{},
			"chat-expiration.request.*.json":    SendChatExpirationRequest{},
			"get-chats.response.*.json":         []Chat{},
			"get-metadata-chat.response.*.json": ChatMetadata{},
			"get-message-chats.response.*.json": []ChatMessage{},
		},
		"contacts": {
			"add-contacts.request.*.json":          []NewContact{},
			"add-contacts.response.*.json":         ContactsResult{},
			"block-contact.request.*.json":         modification{},
			"block-contact.response.*.json":        Result{},
			"get-contacts.response.*.json":         []Contact{},
			"get-iswhatsapp-batch.request.*.json":  PhoneExistsBatchRequest{},
			"get-iswhatsapp-batch.response.*.json": []PhoneExistsBatchResult{},
			"get-iswhatsapp.response.*.json":       []PhoneExists{},
			"get-metadata-contact.response.*.json": Contact{},
			"get-profile-picture.response.*.json":  []ProfilePicture{},
			"remove-contacts.request.*.json":       []string{},
			"remove-contacts.response.*.json":      ContactsResult{},
			"report-contact.response.1.json":       Result{},
			"report-contact.response.2.json":       nil, // a failure: it becomes a zapgate.Error
		},
		"business": {
			"*.response.*.json":                        Result{},
			"set-address.request.*.json":               SetCompanyRequest{},
			"set-description.request.*.json":           SetCompanyRequest{},
			"set-email.request.*.json":                 SetCompanyRequest{},
			"set-websites.request.*.json":              SetWebsitesRequest{},
			"set-business-hours.request.*.json":        BusinessHours{},
			"set-categories.request.*.json":            SetCategoriesRequest{},
			"available-categories.response.*.json":     []BusinessCategory{},
			"profile.response.*.json":                  BusinessProfile{},
			"save-chats-notes.request.*.json":          SetChatNotesRequest{},
			"tags.response.*.json":                     []Tag{},
			"get-tags-colors.response.*.json":          TagColors{},
			"create-tag.request.*.json":                SaveTagRequest{},
			"create-tag.response.*.json":               CreatedTag{},
			"edit-tag.request.*.json":                  SaveTagRequest{},
			"edit-product.request.*.json":              SaveProductRequest{},
			"edit-product.response.*.json":             SavedProduct{},
			"get-product-id.response.*.json":           ProductDetails{},
			"get-products*.request.*.json":             CursorParams{},
			"get-products*.response.*.json":            ProductsPage{},
			"list-collection-products.response.*.json": ProductsPage{},
			"list-collections.response.*.json":         CollectionsPage{},
			"save-catalog-config.request.*.json":       SaveCatalogConfigRequest{},
			"create-collection.request.*.json":         CreateCollectionRequest{},
			"create-collection.response.*.json":        SavedCollection{},
			"edit-collection.request.*.json":           EditCollectionRequest{},
			"edit-collection.response.*.json":          SavedCollection{},
			"*-product-*-collection.request.*.json":    CollectionProductsRequest{},
			"*-product-*-collection.response.*.json":   SavedCollection{},
		},
	} {
		t.Run(folder, func(t *testing.T) { contract.NoLoss(t, filepath.Join(vendor, "zapi", folder), types) })
	}
}

// The same for what this project's own fixtures have beyond these examples.
func TestNoLossChatsFixtures(t *testing.T) {
	t.Parallel()
	for name, like := range map[string]any{
		"crm-chat.json":                ChatMetadata{},
		"crm-chat-messages.json":       []ChatMessage{},
		"crm-contacts.json":            []Contact{},
		"crm-contact.json":             Contact{},
		"crm-phone-exists.json":        []PhoneExists{},
		"crm-phone-exists-batch.json":  []PhoneExistsBatchResult{},
		"crm-tags.json":                []Tag{},
		"crm-business-profile.json":    BusinessProfile{},
		"crm-products.json":            ProductsPage{},
		"crm-product.json":             ProductDetails{},
		"crm-collections.json":         CollectionsPage{},
		"crm-collection-products.json": ProductsPage{},
	} {
		doc, err := os.ReadFile(filepath.Join("..", "testdata", "zapi", name))
		require.NoError(t, err)
		assert.Empty(t, contract.Reencode(t, doc, like), name)
	}
}
