package zapi_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestNoLossMessages(t *testing.T) {
	t.Parallel()
	vendor, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	folder := filepath.Join(vendor, "zapi", "message")
	contract.NoLoss(t, folder, map[string]any{
		"*.response.*.json": zapi.SentMessage{},

		"forward-message.request.*.json":                zapi.ForwardRequest{},
		"read-message.request.*.json":                   zapi.MessageRequest{},
		"reply-message.request.*.json":                  zapi.ReplyRequest{},
		"send-button-actions.request.*.json":            zapi.SendButtonActionsRequest{},
		"send-button-list.request.*.json":               zapi.SendButtonListRequest{},
		"send-button-list-image.request.*.json":         zapi.SendButtonListImageRequest{},
		"send-button-list-video.request.*.json":         nil, // its video is a word, which Media refuses to send: see below
		"send-button-otp.request.1.json":                zapi.SendButtonOTPRequest{},
		"send-button-otp.request.2.json":                nil, // so is its image
		"send-button-pix.request.*.json":                zapi.SendButtonPixRequest{},
		"send-edit-event.request.*.json":                zapi.EditEventRequest{},
		"send-event-response.request.*.json":            zapi.SendEventResponseRequest{},
		"send-event.request.*.json":                     zapi.SendEventRequest{},
		"send-message-audio.request.*.json":             zapi.SendAudioRequest{},
		"send-message-carousel.request.*.json":          zapi.SendCarouselRequest{},
		"send-message-catalog.request.*.json":           zapi.SendCatalogRequest{},
		"send-message-contact.request.*.json":           zapi.SendContactRequest{},
		"send-message-document.request.*.json":          zapi.SendDocumentRequest{},
		"send-message-gif.request.*.json":               zapi.SendGIFRequest{},
		"send-message-image.request.*.json":             zapi.SendImageRequest{},
		"send-message-link.request.*.json":              zapi.SendLinkRequest{},
		"send-message-location.request.*.json":          zapi.SendLocationRequest{},
		"send-message-multiple-contacts.request.*.json": zapi.SendContactsRequest{},
		"send-message-product.request.*.json":           zapi.SendProductRequest{},
		"send-message-ptv.request.*.json":               zapi.SendPTVRequest{},
		"send-message-reaction.request.*.json":          zapi.SendReactionRequest{},
		"send-message-sticker.request.*.json":           zapi.SendStickerRequest{},
		"send-message-text.request.*.json":              zapi.SendTextRequest{},
		"send-message-video.request.*.json":             zapi.SendVideoRequest{},
		"send-newsletter-admin-invite.request.*.json":   zapi.SendNewsletterAdminInviteRequest{},
		"send-option-list.request.*.json":               zapi.SendOptionListRequest{},
		"send-order.request.*.json":                     zapi.SendOrderRequest{},
		"send-pin-message.request.*.json": struct {
			zapi.PinMessageRequest
			MessageAction string `json:"messageAction"` // the method is what says it
		}{},
		"send-poll-vote.request.*.json":       zapi.SendPollVoteRequest{},
		"send-poll.request.*.json":            zapi.SendPollRequest{},
		"send-remove-reaction.request.*.json": zapi.RemoveReactionRequest{},
		"update-order-payment.request.*.json": zapi.UpdateOrderRequest{},
		"update-order-status.request.*.json":  zapi.UpdateOrderRequest{},
	})
	assertNoLossWithLink(t, filepath.Join(folder, "send-button-list-video.request.1.json"), zapi.SendButtonListVideoRequest{}, "buttonList", "video")
	assertNoLossWithLink(t, filepath.Join(folder, "send-button-otp.request.2.json"), zapi.SendButtonOTPRequest{}, "image")
}

// assertNoLossWithLink puts a link where the file has a word that stands for one.
func assertNoLossWithLink(t *testing.T, file string, like any, path ...string) {
	t.Helper()
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	var doc map[string]any
	require.NoError(t, json.Unmarshal(b, &doc))
	at := doc
	for _, key := range path[:len(path)-1] {
		at = at[key].(map[string]any)
	}
	require.Contains(t, at, path[len(path)-1])
	at[path[len(path)-1]] = "https://example.com/a"
	b, err = json.Marshal(doc)
	require.NoError(t, err)
	assert.Empty(t, contract.Reencode(t, b, like), file)
}

func TestNoLossMetaAI(t *testing.T) {
	t.Parallel()
	vendor, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	contract.NoLoss(t, filepath.Join(vendor, "zapi", "metaai"), map[string]any{
		"conversation.request.1.json":  zapi.SendTextRequest{},
		"conversation.request.2.json":  nil, // mentioned has numbers, which the mention's own page documents as strings
		"conversation.response.*.json": zapi.SentMessage{},
	})
}
