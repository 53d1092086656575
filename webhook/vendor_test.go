package webhook_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/webhook"
)

// vendorEvents are the events of every callback that the gateways document and, of messages, the content. The union has no
// event for WSAPI's initial_sync_finished.
var vendorEvents = map[webhook.Provider]map[string]string{
	webhook.ZAPI: {
		"chat-presence.01":                   "Presence",
		"chat-presence.02":                   "Presence",
		"chat-presence.03":                   "Presence",
		"chat-presence.04":                   "Presence",
		"chat-presence.05":                   "Presence",
		"connected.01":                       "ConnectionChanged",
		"message-received-notify-fromme.01":  "MessageReceived Text",
		"message-received-notify-fromme.02":  "Reaction",
		"message-received-notify-fromme.03":  "MessageReceived ButtonReply",
		"message-received-notify-fromme.04":  "MessageReceived ListReply",
		"message-received-notify-fromme.05":  "MessageReceived Text",
		"message-received-notify-fromme.06":  "MessageReceived Image",
		"message-received-notify-fromme.07":  "MessageReceived Audio",
		"message-received-notify-fromme.08":  "MessageReceived Video",
		"message-received-notify-fromme.09":  "MessageReceived Contacts",
		"message-received-notify-fromme.10":  "MessageReceived Document",
		"message-received-notify-fromme.11":  "MessageReceived Location",
		"message-received-notify-fromme.12":  "MessageReceived Sticker",
		"message-received-notify-fromme.13":  "MessageReceived Video",
		"message-received-notify-fromme.14":  "PaymentChanged",
		"message-received-notify-fromme.15":  "PaymentChanged",
		"message-received-notify-fromme.16":  "PaymentChanged",
		"message-received-notify-fromme.17":  "MessageReceived Product",
		"message-received-notify-fromme.18":  "MessageReceived Order",
		"message-received.01":                "MessageReceived Text",
		"message-received.02":                "MessageReceived Template",
		"message-received.03":                "Reaction",
		"message-received.04":                "MessageReceived ButtonReply",
		"message-received.05":                "MessageReceived Template",
		"message-received.06":                "MessageReceived Pix",
		"message-received.07":                "MessageReceived Buttons",
		"message-received.08":                "MessageReceived Buttons",
		"message-received.09":                "MessageReceived ListReply",
		"message-received.10":                "MessageSent Carousel",
		"message-received.11":                "MessageReceived Text",
		"message-received.12":                "MessageReceived Image",
		"message-received.13":                "MessageReceived Template",
		"message-received.14":                "MessageReceived Audio",
		"message-received.15":                "MessageReceived Video",
		"message-received.16":                "MessageReceived Template",
		"message-received.17":                "MessageSent Video",
		"message-received.18":                "MessageReceived Contacts",
		"message-received.19":                "MessageReceived Document",
		"message-received.20":                "MessageReceived Template",
		"message-received.21":                "MessageReceived Location",
		"message-received.22":                "MessageReceived Template",
		"message-received.23":                "MessageReceived Sticker",
		"message-received.24":                "MessageReceived Video",
		"message-received.25":                "PaymentChanged",
		"message-received.26":                "PaymentChanged",
		"message-received.27":                "PaymentChanged",
		"message-received.28":                "Call",
		"message-received.29":                "Call",
		"message-received.30":                "GroupChanged",
		"message-received.31":                "GroupChanged",
		"message-received.32":                "GroupChanged",
		"message-received.33":                "NewsletterChanged",
		"message-received.34":                "NewsletterChanged",
		"message-received.35":                "MessageReceived Product",
		"message-received.36":                "MessageReceived Order",
		"message-received.37":                "MessageReceived Poll",
		"message-received.38":                "PollVote",
		"message-received.39":                "MessageReceived Order",
		"message-received.40":                "OrderChanged",
		"message-received.41":                "MessageReceived NewsletterInvite",
		"message-received.42":                "MessageSent PinnedMessage",
		"message-received.43":                "MessageReceived CalendarEvent",
		"message-received.44":                "MessageReceived CalendarResponse",
		"message-received.45":                "MessageSent Unsupported",
		"message-received.46":                "ContactChanged",
		"message-received.47":                "ContactChanged",
		"message-received.48":                "LabelChanged, LabelChanged",
		"message-received.49":                "MessageReceived Text",
		"message-received.50":                "MessageSent Text",
		"message-received.51":                "GroupChanged",
		"message-received.52":                "GroupChanged",
		"message-send.01":                    "MessageSent",
		"whatsapp-disconnected.01":           "ConnectionChanged",
		"whatsapp-message-status-changes.01": "MessageStatus",
		"whatsapp-message-status-changes.02": "MessageStatus",
		"whatsapp-message-status-changes.03": "MessageStatus",
		"whatsapp-message-status-changes.04": "MessageStatus",
		"whatsapp-message-status-changes.05": "MessageStatus",
	},
	webhook.Zapini: {
		"instance-connected": "ConnectionChanged",
		"message-received":   "MessageReceived Text",
		"message-sent":       "MessageSent Text",
		"message-status":     "MessageStatus",
	},
	webhook.WSAPI: {
		"call_accept":                     "Call",
		"call_offer":                      "Call",
		"call_terminate":                  "Call",
		"chat_picture":                    "ContactChanged",
		"chat_presence":                   "Presence",
		"chat_push_name":                  "ContactChanged",
		"chat_setting.archive":            "ChatChanged",
		"chat_setting.ephemeral":          "ChatChanged",
		"chat_setting.mute":               "ChatChanged",
		"chat_setting.pin":                "ChatChanged",
		"chat_setting.read":               "ChatChanged",
		"chat_status":                     "ContactChanged",
		"contact":                         "ContactChanged",
		"group.admin_promote":             "GroupChanged",
		"group.group_linked_to_community": "GroupChanged",
		"group.joined_community":          "GroupChanged",
		"group.joined_community_group":    "GroupChanged",
		"group.member_join":               "GroupChanged",
		"group.member_leave":              "GroupChanged",
		"group.name_change":               "GroupChanged",
		"group.topic_change":              "GroupChanged",
		"initial_sync_finished":           "Unknown",
		"logged_in":                       "ConnectionChanged",
		"logged_out":                      "ConnectionChanged",
		"login_error":                     "ConnectionChanged",
		"message.contact":                 "MessageReceived Contacts",
		"message.media_audio":             "MessageReceived Audio",
		"message.media_image":             "MessageReceived Image",
		"message.pinInChat":               "MessageReceived PinnedMessage",
		"message.reaction":                "Reaction",
		"message.text":                    "MessageReceived Text",
		"message_delete":                  "MessageDeleted",
		"message_history_sync":            "HistorySync",
		"message_read":                    "MessageStatus",
		"message_star":                    "ChatChanged",
		"newsletter.join":                 "NewsletterChanged",
		"newsletter.leave":                "NewsletterChanged",
		"newsletter.mute_change":          "NewsletterChanged",
		"user_presence":                   "Presence",
	},
}

// Every callback that the gateways document becomes the events that the table says, of the same bytes. ZapyAPI's are
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
		got := map[string]string{}
		for _, file := range files {
			body, err := os.ReadFile(file)
			require.NoError(t, err)
			name := filepath.Base(file)
			events := checkEvents(t, p, name, body)
			for _, e := range events {
				checkVendorMessage(t, name, e)
			}
			got[vendorName(p, name)] = shapes(events)
		}
		assert.Equal(t, vendorEvents[p], got, p)
	}
}

// vendorName is a file's name without what its page is called.
func vendorName(p webhook.Provider, file string) string {
	parts := strings.Split(file, ".")
	if p == webhook.ZAPI {
		return strings.Join(parts[:2], ".")
	}
	return strings.TrimSuffix(strings.TrimSuffix(file, ".json"), ".callback.1")
}

// shapes names each event and, of a message, its content: "MessageReceived Text".
func shapes(events []webhook.Event) string {
	names := make([]string, len(events))
	for i, e := range events {
		names[i] = kind(e)
		if c := contentOf(e); c != nil {
			names[i] += " " + reflect.TypeOf(c).Elem().Name()
		}
	}
	return strings.Join(names, ", ")
}

func contentOf(e webhook.Event) webhook.Content {
	if m := messageOf(e); m != nil {
		return m.Content
	}
	return nil
}

// messageOf is the message of an event that is one, or nil.
func messageOf(e webhook.Event) *webhook.Message {
	switch e := e.(type) {
	case *webhook.MessageReceived:
		return &e.Message
	case *webhook.MessageSent:
		return &e.Message
	case *webhook.MessageEdited:
		return &e.Message
	}
	return nil
}

func checkVendorMessage(t *testing.T, name string, e webhook.Event) {
	t.Helper()
	m := messageOf(e)
	if m == nil {
		return
	}
	if _, sent := e.(*webhook.MessageSent); !sent {
		assert.False(t, m.From.IsZero(), "%s: From", name)
	}
	if u, ok := m.Content.(*webhook.Unsupported); ok {
		assert.NotEmpty(t, u.Kind, "%s: its kind", name)
	}
	assert.NotEmpty(t, m.MessageID, name)
	assert.False(t, m.Chat.IsZero(), "%s: Chat", name)
}
