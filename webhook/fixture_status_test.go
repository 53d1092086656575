package webhook_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

func TestStatuses(t *testing.T) {
	t.Parallel()
	plain := number("5511900000001")
	nobody := zapgate.Address{}
	for _, c := range []struct {
		p                 webhook.Provider
		file              string
		at                time.Time
		messages          []string
		gatewayID         string
		chat, participant zapgate.Address
		status            webhook.Status
		native, reason    string
	}{
		{webhook.ZAPI, "zapi/callbacks/message-status-read.json", at(3), []string{"3EB0AAAA", "3EB0AAAB"}, "", plain, plain, webhook.StatusRead, "READ", ""},
		{webhook.ZAPI, "zapi/callbacks/message-status-one-id.json", at(3), []string{"3EB0AAAC", "3EB0AAAD"}, "", plain, plain, webhook.StatusDelivered, "DELIVERED", ""},
		{webhook.ZAPI, "zapi/callbacks/delivery-error.json", at(0), []string{"3EB0AAAB"}, "ZAAP0002", nobody, nobody, webhook.StatusFailed, "SHADOW_BAN", "Message delivery failed"},
		{webhook.Zapini, "webhook/zapini/status.json", at(1), []string{"3EB00002"}, "msg-2", plain, plain, webhook.StatusDelivered, "delivered", ""},
		{webhook.Zapy, "webhook/zapy/message-status.json", at(1), []string{"3EB0AAAA"}, "", group, ana, webhook.StatusDelivered, "RECEIVED", ""},
		{webhook.Zapy, "webhook/zapy/message-error.json", at(1), []string{"3EB0AAAB"}, "", ana, ana, webhook.StatusFailed, "ERROR", ""},
		{webhook.WSAPI, "webhook/wsapi/message-read.json", at(1), []string{"3EB0AAAA", "3EB0AAAB"}, "", group, ana, webhook.StatusPlayed, "played", ""},
	} {
		t.Run(c.file, func(t *testing.T) {
			t.Parallel()
			body := read(t, c.file)
			events, err := webhook.Parse(c.p, body)
			require.NoError(t, err)
			require.Len(t, events, len(c.messages))
			for i, e := range events {
				require.IsType(t, &webhook.MessageStatus{}, e)
				s := e.(*webhook.MessageStatus)
				assert.Equal(t, c.messages[i], s.MessageID)
				assert.Equal(t, c.gatewayID, s.GatewayID)
				assert.Equal(t, c.status, s.Status)
				assert.Equal(t, c.native, s.Native)
				assert.Equal(t, c.reason, s.Reason)
				assert.True(t, s.Time.Equal(c.at), "%s", s.Time)
				assert.Equal(t, string(body), string(s.Raw))
				same(t, c.chat, s.Chat, "Chat")
				same(t, c.participant, s.Participant, "Participant")
			}
		})
	}
}

func TestConnections(t *testing.T) {
	t.Parallel()
	nobody := zapgate.Address{}
	for _, c := range []struct {
		p                        webhook.Provider
		file                     string
		at                       time.Time
		state                    webhook.ConnectionState
		native, previous, reason string
		phone                    zapgate.Address
	}{
		{webhook.ZAPI, "zapi/callbacks/connected.json", at(0), webhook.Connected, "ConnectedCallback", "", "", me},
		{webhook.ZAPI, "webhook/zapi/connected-false.json", time.Time{}, webhook.Disconnected, "ConnectedCallback", "", "", nobody},
		{webhook.ZAPI, "zapi/callbacks/disconnected.json", at(0), webhook.Disconnected, "DisconnectedCallback", "", "Phone logged out", nobody},
		{webhook.Zapini, "webhook/zapini/connected.json", at(2), webhook.Connected, "connected", "qr_ready", "", me},
		{webhook.Zapini, "webhook/zapini/disconnected-empty.json", at(2), webhook.Disconnected, "", "", "", nobody},
		{webhook.Zapy, "webhook/zapy/instance-connected.json", at(1).Add(123 * time.Millisecond), webhook.Connected, "connected", "pending_qr_code_scan", "Connection established", me},
		{webhook.Zapy, "webhook/zapy/instance-new-status.json", at(1), "hibernating", "hibernating", "", "", nobody},
		{webhook.WSAPI, "webhook/wsapi/logged-in.json", at(2), webhook.Connected, "logged_in", "", "", me},
		{webhook.WSAPI, "webhook/wsapi/logged-out.json", at(2), webhook.Disconnected, "logged_out", "", "api_logout", nobody},
		{webhook.WSAPI, "webhook/wsapi/login-error.json", at(2), webhook.Failed, "login_error", "", "pairing timed out", me},
	} {
		t.Run(c.file, func(t *testing.T) {
			t.Parallel()
			e := parseFixture[*webhook.ConnectionChanged](t, c.p, c.file)
			assert.Equal(t, c.state, e.State)
			assert.Equal(t, c.native, e.Native)
			assert.Equal(t, c.previous, e.Previous)
			assert.Equal(t, c.reason, e.Reason)
			assert.True(t, e.Time.Equal(c.at), "%s", e.Time)
			same(t, c.phone, e.Phone, "Phone")
		})
	}
}

// fixtureFiles are the fixtures of all packages.
var fixtureFiles = map[webhook.Provider][]string{
	webhook.ZAPI:   {"zapi/callbacks/*.json", "webhook/zapi/*.json"},
	webhook.Zapini: {"zapini/*.callback.json", "webhook/zapini/*.json"},
	webhook.Zapy:   {"zapy/callback.*.json", "webhook/zapy/*.json"},
	webhook.WSAPI:  {"wsapi/event.*.json", "webhook/wsapi/*.json"},
}

// Every callback among the fixtures of all packages is read without an error and lost to none.
func TestEveryFixture(t *testing.T) {
	t.Parallel()
	for p, patterns := range fixtureFiles {
		for _, file := range glob(t, patterns...) {
			body, err := os.ReadFile(file)
			require.NoError(t, err)
			checkEvents(t, p, filepath.Base(file), body)
		}
		for _, f := range webhooktest.Fixtures(p) {
			checkEvents(t, p, f.Name, f.Body)
		}
	}
}

// glob finds files under testdata; patterns of folders that are not there find none.
func glob(t testing.TB, patterns ...string) []string {
	t.Helper()
	var all []string
	for _, pattern := range patterns {
		files, err := filepath.Glob(filepath.Join("..", "testdata", pattern))
		require.NoError(t, err)
		all = append(all, files...)
	}
	require.NotEmpty(t, all)
	return all
}

// checkEvents asserts what holds for every documented callback, and returns its events.
func checkEvents(t *testing.T, p webhook.Provider, name string, body []byte) []webhook.Event {
	t.Helper()
	events, err := webhook.Parse(p, body)
	require.NoError(t, err, name)
	require.NotEmpty(t, events, name)
	for _, e := range events {
		h := e.Head()
		assert.Equal(t, string(body), string(h.Raw), name)
		assert.Equal(t, p, h.Provider, name)
		assert.NotEmpty(t, h.Type, name)
		assert.NotEmpty(t, h.ID, name)
		u, unknown := e.(*webhook.Unknown)
		if !unknown {
			assert.NotNil(t, h.Source, name)
		} else {
			assert.NoError(t, u.Err, name)
		}
	}
	return events
}
