package zapy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapy"
)

func TestStanding(t *testing.T) {
	t.Parallel()
	contract.Suite{
		Provider: "zapy",
		Clients: func(t testing.TB, base string, opts ...zapgate.Option) []any {
			c, err := zapy.New(zapy.Credentials{InstanceID: "inst/1", APIKey: contract.Canary}, append(opts, zapgate.WithBaseURL(base))...)
			require.NoError(t, err)
			return []any{c}
		},
		Complete: true,
		Chat:     "5511900000001",
		Reads:    []string{"POST /api/instances/{instanceId}/check-numbers"},
		Samples:  []any{zapy.SetWebhookConfigRequest{WebhookURL: "https://example.com/hook", Secret: contract.Canary + "-s"}},
		Values: []any{
			zapy.Credentials{InstanceID: contract.Canary, APIKey: contract.Canary},
			&zapy.Credentials{InstanceID: contract.Canary, APIKey: contract.Canary},
		},
	}.Run(t)
}
