package webhook_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/webhook"
)

// vendorEvents are the events of every callback that the gateways document, by the beginning of its file's name. The
// longest one that fits counts. "Unknown" alone is a type that the union has no event for yet; "Unknown+Source" one that
// zapi or wsapi has a type for, which stays within reach.
var vendorEvents = map[webhook.Provider]map[string]string{
	webhook.ZAPI: {
		"chat-presence.":                     "Unknown",
		"connected.":                         "ConnectionChanged",
		"whatsapp-disconnected.":             "ConnectionChanged",
		"message-send.":                      "MessageSent",
		"whatsapp-message-status-changes.":   "MessageStatus",
		"message-received-notify-fromme.":    "MessageReceived",
		"message-received-notify-fromme.02.": "Unknown+Source", // reaction
		"message-received-notify-fromme.15.": "Unknown+Source", // payment declined
		"message-received.":                  "MessageReceived",
		"message-received.03.":               "Unknown+Source", // reaction
		"message-received.10.":               "MessageSent",    // carousel
		"message-received.17.":               "MessageSent",    // PTV
		"message-received.26.":               "Unknown+Source", // payment declined
		"message-received.28.":               "Unknown+Source", // call
		"message-received.29.":               "Unknown+Source", // missed call
		"message-received.30.":               "Unknown+Source", // membership request
		"message-received.31.":               "Unknown+Source", // revoked
		"message-received.32.":               "Unknown+Source", // added
		"message-received.33.":               "Unknown+Source", // newsletter admin promoted
		"message-received.34.":               "Unknown+Source", // demoted
		"message-received.38.":               "Unknown+Source", // poll vote
		"message-received.42.":               "MessageSent",    // pin
		"message-received.45.":               "MessageSent",    // waiting
		"message-received.46.":               "Unknown+Source", // profile name
		"message-received.47.":               "Unknown+Source", // profile picture
		"message-received.48.":               "Unknown+Source", // label
		"message-received.50.":               "MessageSent",    // broadcast list
		"message-received.51.":               "Unknown+Source", // link mode
		"message-received.52.":               "Unknown+Source",
	},
	webhook.Zapini: {
		"message-received.":   "MessageReceived",
		"message-sent.":       "MessageSent",
		"message-status.":     "MessageStatus",
		"instance-connected.": "ConnectionChanged",
	},
	webhook.WSAPI: {
		"message.":              "MessageReceived",
		"message.reaction.":     "Unknown+Source",
		"message_read.":         "MessageStatus",
		"message_delete.":       "Unknown",
		"message_history_sync.": "Unknown",
		"message_star.":         "Unknown",
		"logged_in.":            "ConnectionChanged",
		"logged_out.":           "ConnectionChanged",
		"login_error.":          "ConnectionChanged",
		"initial_sync_finished": "Unknown",
		"call_":                 "Unknown",
		"chat_":                 "Unknown",
		"contact.":              "Unknown",
		"group.":                "Unknown",
		"newsletter.":           "Unknown",
		"user_presence.":        "Unknown",
	},
}

// vendorContents are the contents of the documented messages that the union has a type for.
var vendorContents = map[webhook.Provider]map[string]webhook.Content{
	webhook.ZAPI: {
		"message-received.":                  &webhook.Unsupported{},
		"message-received.01.":               &webhook.Text{},
		"message-received.11.":               &webhook.Text{},
		"message-received.12.":               &webhook.Image{},
		"message-received.14.":               &webhook.Audio{},
		"message-received.49.":               &webhook.Text{},
		"message-received.50.":               &webhook.Text{},
		"message-received-notify-fromme.":    &webhook.Unsupported{},
		"message-received-notify-fromme.01.": &webhook.Text{},
		"message-received-notify-fromme.05.": &webhook.Text{},
		"message-received-notify-fromme.06.": &webhook.Image{},
		"message-received-notify-fromme.07.": &webhook.Audio{},
		"message-send.":                      nil,
	},
	webhook.Zapini: {"message-": &webhook.Text{}},
	webhook.WSAPI: {
		"message.":             &webhook.Unsupported{},
		"message.text.":        &webhook.Text{},
		"message.media_image.": &webhook.Image{},
		"message.media_audio.": &webhook.Audio{},
	},
}

// longest finds the entry of the longest beginning of name.
func longest[V any](m map[string]V, name string) (found V, key string) {
	for k, v := range m {
		if len(k) <= len(name) && name[:len(k)] == k && len(k) > len(key) {
			found, key = v, k
		}
	}
	return found, key
}

// Every callback that the gateways document becomes the event that the table says, of the same bytes. ZapyAPI's are
// documented in prose only.
func TestEveryVendorCallback(t *testing.T) {
	t.Parallel()
	vendor, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	for p, pattern := range map[webhook.Provider]string{
		webhook.ZAPI: "zapi/callbacks/*.json", webhook.Zapini: "zapini/*.callback.*.json", webhook.WSAPI: "wsapi/events/*.json",
	} {
		files, err := filepath.Glob(filepath.Join(vendor, pattern))
		require.NoError(t, err)
		require.NotEmpty(t, files, pattern)
		used := map[string]bool{}
		for _, file := range files {
			name := filepath.Base(file)
			want, key := longest(vendorEvents[p], name)
			if !assert.NotEmpty(t, key, "no event for %s", name) {
				continue
			}
			used[key] = true
			body, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, e := range checkEvents(t, p, name, body) {
				got := kind(e)
				if got == "Unknown" && e.Head().Source != nil {
					got = "Unknown+Source"
				}
				assert.Equal(t, want, got, name)
				checkVendorContent(t, p, name, e)
			}
		}
		for key := range vendorEvents[p] {
			assert.True(t, used[key], "no file begins with %s", key)
		}
	}
}

func checkVendorContent(t *testing.T, p webhook.Provider, name string, e webhook.Event) {
	t.Helper()
	var m webhook.Message
	switch e := e.(type) {
	case *webhook.MessageReceived:
		m = e.Message
		assert.False(t, m.From.IsZero(), "%s: From", name)
	case *webhook.MessageSent:
		m = e.Message
	default:
		return
	}
	want, key := longest(vendorContents[p], name)
	assert.NotEmpty(t, key, "no content for %s", name)
	assert.IsType(t, want, m.Content, name)
	if u, ok := m.Content.(*webhook.Unsupported); ok {
		assert.NotEmpty(t, u.Kind, "%s: its kind", name)
	}
	assert.NotEmpty(t, m.MessageID, name)
	assert.False(t, m.Chat.IsZero(), "%s: Chat", name)
}
