package zapy_test

import (
	"path/filepath"
	"testing"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapy"
)

func TestNoLoss(t *testing.T) {
	t.Parallel()
	contract.NoLoss(t, filepath.Join("..", "testdata", "zapy"), map[string]any{
		"callback.contact-created.json":      zapy.ContactCallback{},
		"callback.contact-deduplicated.json": zapy.ContactDeduplicatedCallback{},
		"callback.contact-updated.json":      zapy.ContactCallback{},
		"callback.instance-status.json":      zapy.InstanceStatusCallback{},
		"callback.message-status.json":       zapy.MessageStatusCallback{},
		"callback.message.json":              zapy.MessageCallback{},
		"callback.qr-code.json":              zapy.QRCodeCallback{},
		"checked-numbers.json":               zapy.CheckedNumbers{},
		"created-instance.json":              zapy.CreatedInstance{},
		"error.json":                         nil, // an error's envelope
		"group.json":                         zapy.GroupMetadata{},
		"instances-*.json":                   zapy.InstancePage{},
		"profile-picture.json":               zapy.ProfilePicture{},
		"qr.json":                            zapy.QRCode{},
		"sent.json":                          zapy.SentMessage{},
		"webhook-config.json":                zapy.WebhookConfig{},
	})
}

func TestNoLossOfVendorFixtures(t *testing.T) {
	t.Parallel()
	vendor, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	contract.NoLoss(t, filepath.Join(vendor, "zapy"), map[string]any{
		"get-api-instances-instanceid-contacts-phone-profile-picture.response.*.json": zapy.ProfilePicture{},
		"get-api-instances-instanceid-groups-groupid.response.*.json":                 zapy.GroupMetadata{},
		"get-api-instances-instanceid-qr.response.*.json":                             zapy.QRCode{},
		"get-api-instances-instanceid-webhook-config.response.*.json":                 zapy.WebhookConfig{},
		"get-api-instances.response.*.json":                                           zapy.InstancePage{},
		"post-api-instances-instanceid-check-numbers.request.*.json":                  zapy.CheckNumbersRequest{},
		"post-api-instances-instanceid-check-numbers.response.*.json":                 zapy.CheckedNumbers{},
		"post-api-instances-instanceid-presence.request.*.json":                       zapy.SendPresenceRequest{},
		"post-api-instances-instanceid-webhook-config.request.*.json":                 zapy.SetWebhookConfigRequest{},
		"post-api-instances-instanceid-webhook-config.response.*.json":                zapy.WebhookConfig{},
		"post-api-instances-my-instance-presence.curl.*.json":                         zapy.SendPresenceRequest{},
	})
}
