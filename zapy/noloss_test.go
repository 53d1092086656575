package zapy_test

import (
	"path/filepath"
	"testing"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapy"
)

var fixtures = filepath.Join("..", "testdata", "zapy")

func TestNoLoss(t *testing.T) {
	t.Parallel()
	contract.NoLoss(t, fixtures, map[string]any{
		"instances-*.json":    zapy.InstancePage{},
		"qr.json":             zapy.QRCode{},
		"sent.json":           zapy.SentMessage{},
		"webhook-config.json": zapy.WebhookConfig{},
		"callback.*.json":     nil, // see below
		"error.json":          nil,
	})
}

func TestCallbacks_NoLoss(t *testing.T) {
	t.Parallel()
	types := map[string]any{
		"callback.message.json":              zapy.MessageCallback{},
		"callback.message-status.json":       zapy.MessageStatusCallback{},
		"callback.qr-code.json":              zapy.QRCodeCallback{},
		"callback.instance-status.json":      zapy.InstanceStatusCallback{},
		"callback.contact-created.json":      zapy.ContactCallback{},
		"callback.contact-updated.json":      zapy.ContactCallback{},
		"callback.contact-deduplicated.json": zapy.ContactDeduplicatedCallback{},
		"*.json":                             nil, // answers
	}
	contract.Callbacks(t, fixtures, types)
	contract.EveryFieldSet(t, fixtures, types, "zapy.Message.FromMe", "zapy.Message.ViewOnce")
}

// The provider's own examples, which are not part of this repository. None is of a callback.
func TestNoLossOfVendorFixtures(t *testing.T) {
	t.Parallel()
	dir, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	contract.NoLoss(t, filepath.Join(dir, "zapy"), map[string]any{
		"get-api-instances.response.*":                            zapy.InstancePage{},
		"get-api-instances-instanceid-qr.response.*":              zapy.QRCode{},
		"get-api-instances-instanceid-webhook-config.response.*":  zapy.WebhookConfig{},
		"post-api-instances-instanceid-webhook-config.request.*":  zapy.SetWebhookConfigRequest{},
		"post-api-instances-instanceid-webhook-config.response.*": zapy.WebhookConfig{},
		"*.json": nil, // types that do not exist yet
	})
}
