package zapini_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

// What gateways post to Zapini is served beside the platform's /api/v1, and carries no token.
func TestInboundURL(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]string{
		"":                                       "https://zapini.app",
		"https://zapini.app/api/v1":              "https://zapini.app",
		"https://zapini.app/api/v1/":             "https://zapini.app",
		"https://proxy.example.com/z/api/v1":     "https://proxy.example.com/z",
		"https://proxy.example.com/z%2Fy/api/v1": "https://proxy.example.com/z%2Fy",
		"https://proxy.example.com/z":            "https://proxy.example.com/z",
		"https://proxy.example.com":              "https://proxy.example.com",
		"https://proxy.example.com/api/v1/x/":    "https://proxy.example.com/api/v1/x",
	} {
		w := contract.Record(ok(`{}`))
		var opts []zapgate.Option
		if base != "" {
			opts = append(opts, zapgate.WithBaseURL(base))
		}
		c := newClient(t, w, opts...)
		err := c.Inbound.PostConnection(t.Context(), "18", zapini.InboundConnectionRequest{Status: zapini.InstanceConnected})
		require.NoError(t, err, base)
		_, err = c.Auth.Me(t.Context())
		require.Error(t, err, "the base URL stays as it is")
		require.Len(t, w.Sent, 2)
		assert.Equal(t, want+"/webhooks/instance/18/connection", w.Sent[0].URL, base)
		assert.NotContains(t, w.Sent[0].Header, "Authorization")
		if base == "" {
			base = platform
		}
		assert.Contains(t, w.Sent[1].URL, base[:len(base)-1])
		assert.Equal(t, "Bearer "+token, w.Sent[1].Header.Get("Authorization"))
	}
}

// Each service of a client is there.
func TestServices(t *testing.T) {
	t.Parallel()
	c, err := zapini.New(zapini.Credentials{Token: token})
	require.NoError(t, err)
	for _, service := range []any{
		c.Auth, c.Instances, c.Direct, c.Messages, c.Conversations, c.Automation, c.Contacts, c.Webhooks, c.Inbound, c.Media,
		c.Groups, c.Tags, c.Chat,
	} {
		assert.NotNil(t, service)
		contract.Hidden(t, "CANARY", service)
	}
}
