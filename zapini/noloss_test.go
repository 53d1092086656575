package zapini

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
)

// Every documented field survives: each file is decoded into its type and encoded again, and nothing may be lost.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]any{
		"login.json":                          envelope[LoginResult]{},
		"send-message.json":                   SentMessage{},
		"send-media.json":                     SentMessage{},
		"status.json":                         Status{},
		"health.json":                         Health{},
		"conversations.json":                  listing[Conversation]{},
		"message-received.callback.json":      MessageReceivedCallback{},
		"message-sent.callback.json":          MessageSentCallback{},
		"message-status.callback.json":        MessageStatusCallback{},
		"instance-connected.callback.json":    InstanceCallback{},
		"instance-disconnected.callback.json": InstanceCallback{},
		"instance-qr.callback.json":           InstanceCallback{},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assertNoLoss(t, filepath.Join("..", "testdata", "zapini", name), v)
		})
	}
}

// The same for the provider's own examples, where VENDOR_FIXTURES says where they are: absolute, or from the
// repository's root.
func TestNothingOfTheVendorIsLost(t *testing.T) {
	t.Parallel()
	dir, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	for name, v := range map[string]any{
		"post-auth-login.curl.1":                   LoginRequest{},
		"post-auth-login.response.1":               envelope[LoginResult]{},
		"post-send-message.response.1":             SentMessage{},
		"post-send-media.curl.1":                   SendMediaRequest{},
		"post-send-media.response.1":               SentMessage{},
		"get-status.response.1":                    Status{},
		"get-health.response.1":                    Health{},
		"get-conversations.response.1":             listing[Conversation]{},
		"get-api-v1-chat-conversations.response.1": listing[Conversation]{}, // format=chat
		"put-instances-uuid-webhook.curl.1":        ConfigureWebhookRequest{},
		"message-received.callback.1":              MessageReceivedCallback{},
		"message-sent.callback.1":                  MessageSentCallback{},
		"message-status.callback.1":                MessageStatusCallback{},
		"instance-connected.callback.1":            InstanceCallback{},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assertNoLoss(t, filepath.Join(dir, "zapini", name+".json"), v)
		})
	}
}

func assertNoLoss(t *testing.T, file string, like any) {
	t.Helper()
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Empty(t, contract.Reencode(t, b, like), "lost")
}
