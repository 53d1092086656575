package wsapi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestStanding(t *testing.T) {
	t.Parallel()
	const jid = "5511900000001@s.whatsapp.net"
	contract.Suite{
		Provider: "wsapi",
		Clients: func(t testing.TB, base string, opts ...zapgate.Option) []any {
			opts = append(opts, zapgate.WithBaseURL(base))
			c, err := wsapi.New(wsapi.Credentials{InstanceID: "ins_1", APIKey: contract.Canary}, opts...)
			require.NoError(t, err)
			admin, err := wsapi.NewAdmin(contract.Canary+"-admin", opts...)
			require.NoError(t, err)
			return []any{c, admin}
		},
		Chat: jid,
		Samples: []any{
			wsapi.SendImageRequest{To: jid, URL: "https://example.com/a.png"},
			wsapi.CreateInstanceRequest{ID: "crm", APIKey: contract.Canary + "-k", SigningSecret: contract.Canary + "-s"},
		},
		Values: []any{
			wsapi.Credentials{InstanceID: contract.Canary, APIKey: contract.Canary},
			&wsapi.Credentials{InstanceID: contract.Canary, APIKey: contract.Canary},
		},
	}.Run(t)
}
