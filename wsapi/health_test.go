package wsapi_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

// Health is the same on every client, and tells nobody who asks.
func TestHealth(t *testing.T) {
	t.Parallel()
	type healthy interface {
		Health(context.Context, ...zapgate.CallOption) (*wsapi.Health, error)
	}
	for name, client := range map[string]func(...zapgate.Option) (healthy, error){
		"single": func(opts ...zapgate.Option) (healthy, error) {
			return wsapi.New(wsapi.Credentials{APIKey: apiKey}, opts...)
		},
		"multi": func(opts ...zapgate.Option) (healthy, error) {
			return wsapi.New(wsapi.Credentials{APIKey: apiKey, InstanceID: instance}, opts...)
		},
		"admin":   func(opts ...zapgate.Option) (healthy, error) { return wsapi.NewAdmin(adminKey, opts...) },
		"account": func(opts ...zapgate.Option) (healthy, error) { return wsapi.NewAccount(adminKey, opts...) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := contract.Record(contract.Answer{Status: 502}, contract.OK(fixture(t, "health.json")))
			c, err := client(contract.Through(r, zapgate.WithBaseURL("http://wa.internal:8080/v2/"))...)
			require.NoError(t, err)
			health, err := c.Health(t.Context())
			require.NoError(t, err)
			assert.Equal(t, &wsapi.Health{Status: "ok"}, health)
			require.Len(t, r.Sent, 2, "it only reads")
			for _, sent := range r.Sent {
				sent.Assert(t, "GET", "http://wa.internal:8080/v2/health", "")
				assert.NotContains(t, sent.Header, "X-Api-Key")
				assert.NotContains(t, sent.Header, "X-Instance-Id")
			}
		})
	}
}

func ExampleClient_Health() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key"}, zapgate.WithBaseURL("http://localhost:8080"),
		answering(200, `{"status": "ok"}`))
	if err != nil {
		panic(err)
	}
	health, err := client.Health(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(health.Status)
	// Output: ok
}
