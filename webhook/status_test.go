package webhook_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go/webhook"
)

// The whole table: a row is what is known, a column what comes; + is news.
func TestSupersedes(t *testing.T) {
	t.Parallel()
	words := []webhook.Status{"", "pending", "sent", "failed", "delivered", "read", "played", "read_by_me", "teleported"}
	for row, line := range strings.Split(`
		- + + + + + + + +
		+ - + + + + + + +
		+ - - + + + + + +
		+ - - - + + + + +
		+ - - - - + + + +
		+ - - - - - + + +
		+ - - - - - - + +
		+ + + + + + + - +
		+ + + + + + + + -`, "\n")[1:] {
		for column, cell := range strings.Fields(line) {
			before, s := words[row], words[column]
			assert.Equal(t, cell == "+", s.Supersedes(before), "%q after %q", s, before)
		}
	}
}

// Each gateway's words for the steps; what none of them stands for is kept in lower case.
func TestStatusWords(t *testing.T) {
	t.Parallel()
	for p, words := range map[webhook.Provider]map[string]webhook.Status{
		webhook.ZAPI: {
			"PENDING": "pending", "SENT": "sent", "RECEIVED": "delivered", "DELIVERED": "delivered", "READ": "read", "PLAYED": "played",
			"FAILED": "failed", "READ_BY_ME": "read_by_me", "PLAYED_BY_ME": "played_by_me", "": "",
		},
		webhook.Zapini: {
			"pending": "pending", "sent": "sent", "delivered": "delivered", "read": "read", "played": "played", "failed": "failed",
			"new_word": "new_word",
		},
		webhook.Zapy: {
			"PENDING": "pending", "SENT": "sent", "RECEIVED": "delivered", "READ": "read", "PLAYED": "played", "ERROR": "failed",
			"UNKNOWN": "unknown",
		},
		webhook.WSAPI: {
			"delivered": "delivered", "read": "read", "played": "played", "readSelf": webhook.StatusReadByMe, "serverError": "servererror",
		},
	} {
		for native, want := range words {
			s := parseOne[*webhook.MessageStatus](t, p, edit(t, statuses[p].body, statuses[p].status, native))
			assert.Equal(t, want, s.Status, "%s: %s", p, native)
			assert.Equal(t, native, s.Native, p)
		}
	}
}

// ZapyAPI's and Zapini's words for an instance; a new word is kept.
func TestConnectionWords(t *testing.T) {
	t.Parallel()
	zapy := `{"event":"instance-status","instanceId":"I1","data":{"status":"x"}}`
	zapini := `{"event":"instance.disconnected","instance_uuid":"I1","data":{"new_status":"x"}}`
	for native, want := range map[string]webhook.ConnectionState{
		"created": webhook.Disconnected, "connecting": webhook.Connecting, "pending_qr_code_scan": webhook.WaitingForQR,
		"connected": webhook.Connected, "qr_timeout": webhook.Disconnected, "stopped": webhook.Disconnected,
		"manually_stopped": webhook.Disconnected, "error": webhook.Failed, "payment_pending": webhook.Disconnected, "asleep": "asleep",
	} {
		c := parseOne[*webhook.ConnectionChanged](t, webhook.Zapy, edit(t, zapy, "data.status", native))
		assert.Equal(t, want, c.State, native)
		assert.Equal(t, native, c.Native)
	}
	for native, want := range map[string]webhook.ConnectionState{
		"connected": webhook.Connected, "disconnected": webhook.Disconnected, "offline": webhook.Disconnected,
		"qr_ready": webhook.WaitingForQR, "pending": webhook.Connecting, "asleep": "asleep", "": webhook.Disconnected,
	} {
		c := parseOne[*webhook.ConnectionChanged](t, webhook.Zapini, edit(t, zapini, "data.new_status", native))
		assert.Equal(t, want, c.State, native)
	}
	assert.Equal(t, webhook.Connected, parseOne[*webhook.ConnectionChanged](t, webhook.Zapini, `{"event":"instance.connected"}`).State)
}
