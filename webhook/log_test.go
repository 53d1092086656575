package webhook_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

const canary = contract.Canary

// marked are callbacks whose every text, name and number is marked. Numbers are of 7s, as they cannot hold letters.
var marked = map[webhook.Provider][]string{
	webhook.ZAPI: {
		`{"type":"ReceivedCallback","instanceId":"I1","messageId":"M1","phone":"5511777777777","chatLid":"777777777777@lid","senderName":"CANARY7f3a","chatName":"CANARY7f3a","text":{"message":"CANARY7f3a"}}`,
		`{"type":"MessageStatusCallback","instanceId":"I1","ids":["M1"],"status":"READ","phone":"5511777777777"}`,
		`{"type":"DisconnectedCallback","instanceId":"I1","error":"CANARY7f3a"}`,
		`{"type":"DeliveryCallback","instanceId":"I1","messageId":"M1","error":"CANARY7f3a","errorCode":"CANARY7f3a","phone":"5511777777777"}`,
		`{"type":"ReceivedCallback","instanceId":"I1","messageId":"M1","text":"CANARY7f3a"}`,
	},
	webhook.Zapini: {
		`{"event":"message.received","instance_uuid":"I1","data":{"message_id":"M1","sender_number":"5511777777777","sender_name":"CANARY7f3a","content":"CANARY7f3a","media_url":"https://CANARY7f3a"}}`,
		`{"event":"message.status","instance_uuid":"I1","data":{"message_id":"M1","new_status":"read","recipient_number":"5511777777777"}}`,
		`{"event":"message.sent","instance_uuid":"I1","data":"CANARY7f3a"}`,
	},
	webhook.Zapy: {
		`{"event":"message","instanceId":"I1","data":{"messageId":"M1","chat":{"jid":"5511777777777@s.whatsapp.net","name":"CANARY7f3a"},"sender":{"lid":"777777777777@lid","name":"CANARY7f3a"},"text":"CANARY7f3a"}}`,
		`{"event":"message-status","instanceId":"I1","data":{"messageId":"M1","status":"READ","sender":{"jid":"5511777777777@s.whatsapp.net"}}}`,
		`{"event":"instance-status","instanceId":"I1","data":{"status":"error","reason":"CANARY7f3a","connectedNumber":"5511777777777"}}`,
	},
	webhook.WSAPI: {
		`{"eventType":"message","instanceId":"I1","eventData":{"id":"M1","chatId":"5511777777777@s.whatsapp.net","sender":{"id":"5511777777777@s.whatsapp.net"},"type":"text","text":"CANARY7f3a"}}`,
		`{"eventType":"message_read","instanceId":"I1","eventData":{"messageIds":["M1"],"receiptType":"read","sender":{"phone":"5511777777777"}}}`,
		`{"eventType":"login_error","instanceId":"I1","eventData":{"id":"5511777777777@s.whatsapp.net","error":"CANARY7f3a"}}`,
		`{"CANARY7f3a":"CANARY7f3a"}`, `["CANARY7f3a"]`, `"CANARY7f3a"`, `{"CANARY7f3a`,
	},
}

type canaryError struct{ text string }

func (e *canaryError) Error() string { return e.text }

// Nothing of a body, a secret, a signature, an error or a panic is in the log, whatever happens to the callback.
func TestLogTellsNothing(t *testing.T) {
	t.Parallel()
	const key = webhook.Secret(canary + " key")
	outcomes := map[string]struct {
		store *stubStore
		fn    func() error
	}{
		"handled":        {&stubStore{}, func() error { return nil }},
		"error":          {&stubStore{}, func() error { return &canaryError{canary} }},
		"wrapped error":  {&stubStore{}, func() error { return fmt.Errorf(canary+": %w", context.DeadlineExceeded) }},
		"panic":          {&stubStore{}, func() error { panic(canary) }},
		"panic(error)":   {&stubStore{}, func() error { panic(errors.New(canary)) }},
		"exit":           {&stubStore{}, func() error { runtime.Goexit(); return nil }},
		"duplicate":      {&stubStore{claim: webhook.Done}, nil},
		"busy":           {&stubStore{claim: webhook.Busy}, nil},
		"store down":     {&stubStore{claimErr: errors.New(canary)}, nil},
		"commit fails":   {&stubStore{commitErr: errors.New(canary)}, func() error { return nil }},
		"release fails":  {&stubStore{releaseErr: errors.New(canary)}, func() error { return errors.New(canary) }},
		"wrong key":      {&stubStore{}, nil},
		"no key":         {&stubStore{}, nil},
		"lookup fails":   {&stubStore{}, nil},
		"lookup panics":  {&stubStore{}, nil},
		"wrong type":     {&stubStore{}, nil},
		"too large":      {&stubStore{}, nil},
		"not compressed": {&stubStore{}, nil},
	}
	for name, c := range outcomes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for p, bodies := range marked {
				for _, body := range bodies {
					var log bytes.Buffer
					logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
					h, err := webhook.New(p, markedVerifier(p, key, name), webhook.WithDedupe(c.store), webhook.WithLogger(logger))
					require.NoError(t, err)
					if c.fn != nil || c.store.claim != 0 || c.store.claimErr != nil {
						webhook.OnRest(h, func(context.Context, webhook.Event) error { return c.fn() })
					}
					signature := mac(key, body)
					apart(func() { deliverMarked(h, p, key, body, name) })
					assert.NotEmpty(t, log.String())
					for _, secret := range []string{canary, "777777777", signature} {
						assert.NotContains(t, log.String(), secret, body)
					}
				}
			}
		})
	}
}

func markedVerifier(p webhook.Provider, key webhook.Secret, name string) webhook.Verifier {
	switch {
	case p == webhook.ZAPI:
		return webhook.HeaderToken("z-api-token", key)
	case strings.HasPrefix(name, "lookup"):
		return webhook.HMACFunc(func(context.Context, *http.Request) ([]webhook.Secret, error) {
			if name == "lookup panics" {
				panic(canary)
			}
			return nil, errors.New(canary)
		})
	}
	return webhook.HMAC(key)
}

func deliverMarked(h http.Handler, p webhook.Provider, key webhook.Secret, body, name string) {
	var opts []webhooktest.Option
	switch name {
	case "wrong key":
		key = canary + " other"
	case "no key":
		key = ""
	case "wrong type":
		opts = append(opts, webhooktest.Header("Content-Type", canary))
	case "too large":
		opts = append(opts, webhooktest.Tamper(bytes.Repeat([]byte(canary), 200_000)))
	case "not compressed":
		opts = append(opts, webhooktest.Header("Content-Encoding", "gzip"))
	}
	webhooktest.Deliver(h, p, key, []byte(body), opts...)
}

// logLines delivers body and returns what was logged.
func logLines(t *testing.T, body string, fn func(context.Context, webhook.Event) error) []map[string]any {
	t.Helper()
	var log bytes.Buffer
	h := newHandler(t, webhook.WSAPI, webhook.WithLogger(slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	if fn != nil {
		webhook.OnRest(h, fn)
	}
	apart(func() { deliver(h, webhook.WSAPI, body) })
	var lines []map[string]any
	for line := range strings.Lines(log.String()) {
		m := map[string]any{}
		require.NoError(t, json.Unmarshal([]byte(line), &m))
		delete(m, "time")
		lines = append(lines, m)
	}
	return lines
}

// What the log does tell: the type, the ids, the size, the outcome, and where it went wrong.
func TestLogTellsTheOutcome(t *testing.T) {
	t.Parallel()
	body := texts[webhook.WSAPI]
	for name, c := range map[string]struct {
		fn      func(context.Context, webhook.Event) error
		outcome string
		level   string
		cause   string
	}{
		"handled":   {succeed, "handled", "DEBUG", ""},
		"unhandled": {nil, "unhandled", "DEBUG", ""},
		"error":     {func(context.Context, webhook.Event) error { return &canaryError{} }, "failed", "ERROR", "*webhook_test.canaryError"},
		"timeout": {
			func(context.Context, webhook.Event) error { return fmt.Errorf("x: %w", context.DeadlineExceeded) },
			"failed", "ERROR", "context deadline exceeded",
		},
		"panic":   {func(context.Context, webhook.Event) error { panic("x") }, "panicked", "ERROR", "string at github.com/zapgate/zapgate-go/webhook_test.TestLogTellsTheOutcome"},
		"runtime": {func(_ context.Context, e webhook.Event) error { return errors.New(e.Head().Type[99:]) }, "panicked", "ERROR", "webhook_test.TestLogTellsTheOutcome"},
		"exit":    {func(context.Context, webhook.Event) error { runtime.Goexit(); return nil }, "panicked", "ERROR", "runtime.Goexit"},
	} {
		lines := logLines(t, body, c.fn)
		require.Len(t, lines, 1, name)
		l := lines[0]
		assert.Equal(t, c.outcome, l["outcome"], name)
		assert.Equal(t, c.level, l["level"], name)
		assert.Equal(t, "wsapi", l["provider"])
		assert.Equal(t, "message", l["type"])
		assert.Equal(t, "I1", l["instance"])
		assert.Contains(t, l["id"], "M1")
		assert.EqualValues(t, len(body), l["size"])
		cause, _ := l["cause"].(string)
		assert.Contains(t, cause, c.cause, name)
		assert.Equal(t, c.cause == "", cause == "", name)
	}
}

// What a gateway calls a type or an id can neither fill the log nor forge a line of it.
func TestLogIsNotForged(t *testing.T) {
	t.Parallel()
	evil := "x\n\r\x1b[2J\u2028\u202e\u0085" + strings.Repeat("é", 5000)
	body := edit(t, edit(t, texts[webhook.WSAPI], "instanceId", evil), "eventData.id", evil)
	for _, b := range []string{body, edit(t, body, "eventType", evil)} {
		for _, l := range logLines(t, b, succeed) {
			for _, field := range []string{"type", "id", "instance"} {
				s, _ := l[field].(string)
				assert.LessOrEqual(t, len(s), 120, field)
				assert.NotRegexp(t, `[\x00-\x1f\x{80}-\x{9f}\x{2028}\x{202e}]`, s, field)
			}
		}
	}
}

// A refused callback is one line, which says why in our own words.
func TestLogOfARefusal(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h := newHandler(t, webhook.WSAPI, webhook.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	body := []byte(texts[webhook.WSAPI])
	webhooktest.Deliver(h, webhook.WSAPI, "outro", body)
	assert.Equal(t, 1, strings.Count(log.String(), "\n"))
	assert.Contains(t, log.String(), `msg="callback refused" provider=wsapi status=401 size=`+fmt.Sprint(len(body))+` reason="webhook: signature or token does not match"`)
}
