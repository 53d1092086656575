package zapini

import (
	"path/filepath"
	"testing"

	"github.com/zapgate/zapgate-go/internal/contract"
)

// Every documented field survives: each file is decoded into its type and encoded again, and nothing may be lost.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	contract.NoLoss(t, filepath.Join("..", "testdata", "zapini"), map[string]any{
		"login.json":                envelope[LoginResult]{},
		"send-*.json":               SentMessage{},
		"status.json":               Status{},
		"health.json":               Health{},
		"conversations.json":        listing[Conversation]{},
		"conversations-nested.json": nil, // is read as the plain form: see TestOverTheWire
		"configure-webhook.json":    nil, // undocumented
		"error*.json":               nil,
		"*.callback.json":           nil, // see below
	})
}

func TestCallbacks(t *testing.T) {
	t.Parallel()
	folder, types := filepath.Join("..", "testdata", "zapini"), map[string]any{
		"message-received.callback.json": MessageReceivedCallback{},
		"message-sent.callback.json":     MessageSentCallback{},
		"message-status.callback.json":   MessageStatusCallback{},
		"instance-*.callback.json":       InstanceCallback{},
		"*.json":                         nil, // answers
	}
	contract.Callbacks(t, folder, types)
	contract.EveryFieldSet(t, folder, types, "zapini.MessageSentData.MediaType", "zapini.MessageSentData.MediaURL", "zapini.InstanceData.Timestamp")
}

// The same for the provider's own examples.
func TestNothingOfTheVendorIsLost(t *testing.T) {
	t.Parallel()
	dir, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	folder := filepath.Join(dir, "zapini")
	contract.NoLoss(t, folder, map[string]any{
		"post-auth-login.curl.1.json":                   LoginRequest{},
		"post-auth-login.response.1.json":               envelope[LoginResult]{},
		"post-send-message.response.1.json":             SentMessage{},
		"post-send-media.curl.1.json":                   SendMediaRequest{},
		"post-send-media.response.1.json":               SentMessage{},
		"get-status.response.1.json":                    Status{},
		"get-health.response.1.json":                    Health{},
		"get-conversations.response.1.json":             listing[Conversation]{},
		"get-api-v1-chat-conversations.response.1.json": listing[Conversation]{}, // format=chat
		"put-instances-uuid-webhook.curl.1.json":        ConfigureWebhookRequest{},
		"*.json":                                        nil, // callbacks, and types that do not exist yet
	})
	contract.Callbacks(t, folder, map[string]any{
		"message-received.callback.1.json":   MessageReceivedCallback{},
		"message-sent.callback.1.json":       MessageSentCallback{},
		"message-status.callback.1.json":     MessageStatusCallback{},
		"instance-connected.callback.1.json": InstanceCallback{},
		"*.json":                             nil, // no callbacks
	})
}
