package webhook_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
)

// What is scanned is a guess: the decoder decides what a callback is, and whether it is JSON at all.
func TestDecodedTypeDecides(t *testing.T) {
	t.Parallel()
	for p, field := range map[webhook.Provider]string{webhook.ZAPI: "type", webhook.Zapini: "event", webhook.Zapy: "event", webhook.WSAPI: "eventType"} {
		body := texts[p]
		last := strings.TrimSuffix(body, "}")
		escaped := strings.Replace(body, field+`":"`, field+`":"\u00`, 1)
		at := strings.Index(escaped, `\u00`) + len(`\u00`)
		escaped = escaped[:at] + hexOf(escaped[at]) + escaped[at+1:]
		for name, c := range map[string]struct{ body, kind, typ string }{
			"twice":           {last + `,"` + field + `":"teleport"}`, "Unknown", "teleport"},
			"twice, the same": {last + `,"` + field + `":` + strings.SplitN(strings.SplitN(body, `"`+field+`":`, 2)[1], ",", 2)[0] + "}", "MessageReceived", ""},
			"in capitals too": {last + `,"` + strings.ToUpper(field) + `":"teleport"}`, "Unknown", "teleport"},
			"in capitals":     {strings.Replace(body, field, strings.ToUpper(field), 1), "MessageReceived", ""},
			"escaped name":    {strings.Replace(body, `"`+field, `"\u00`+hexOf(field[0])+field[1:], 1), "MessageReceived", ""},
			"escaped value":   {escaped, "MessageReceived", ""},
			"no string":       {last + `,"` + field + `":7}`, "Unknown", ""},
			"spaced":          {" " + strings.Replace(body, `":"`, "\" :\n\t\"", 1), "MessageReceived", ""},
		} {
			events, err := webhook.Parse(p, []byte(c.body))
			require.NoError(t, err, "%s, %s", p, name)
			require.Len(t, events, 1)
			assert.Equal(t, c.kind, kind(events[0]), "%s, %s", p, name)
			if c.typ != "" {
				assert.Equal(t, c.typ, events[0].Head().Type, "%s, %s", p, name)
			}
			assert.Equal(t, "I1", events[0].Head().Instance, "%s, %s", p, name)
			assert.Equal(t, c.body, string(events[0].Head().Raw))
			for n := range c.body[:len(c.body)-1] {
				_, err := webhook.Parse(p, []byte(c.body[:n+1]))
				assert.ErrorIs(t, err, webhook.ErrNotJSON, "%s, %s: %d bytes", p, name, n+1)
			}
			_, err = webhook.Parse(p, []byte(c.body+"x"))
			assert.ErrorIs(t, err, webhook.ErrNotJSON, "%s, %s: and garbage", p, name)
		}
	}
}

func hexOf(c byte) string { return string("0123456789abcdef"[c>>4]) + string("0123456789abcdef"[c&15]) }
