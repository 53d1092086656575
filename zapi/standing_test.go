package zapi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestStanding(t *testing.T) {
	t.Parallel()
	contract.Suite{
		Provider: "zapi",
		Clients: func(t testing.TB, base string, opts ...zapgate.Option) []any {
			opts = append(opts, zapgate.WithBaseURL(base))
			c, err := zapi.New(zapi.Credentials{InstanceID: "INST", Token: contract.Canary + "/t", ClientToken: contract.Canary + "-ct"}, opts...)
			require.NoError(t, err)
			p, err := zapi.NewPartner(contract.Canary+"+p", opts...)
			require.NoError(t, err)
			return []any{c, p}
		},
		Prefixes: []string{"/instances/INST/token/" + contract.Canary + "%2Ft", "/instances/5511900000001/token/5511900000001"},
		Complete: true,
		Chat:     "5511900000001",
		Values:   []any{zapi.Credentials{InstanceID: "INST", Token: contract.Canary, ClientToken: contract.Canary}},
		Reads: []string{
			"POST /queue",
			"POST /group-invitation-link/{groupId}",
			"POST /search-newsletter",
			"POST /phone-exists-batch",
			"POST /catalogs",
			"POST /catalogs/{phone}",
		},
		Effects: []string{
			"GET /accept-invite-group",
			"GET /call-token",
			"GET /disconnect",
			"GET /phone-code/{phone}",
			"GET /restart",
			"GET /restore-session",
		},
		Samples: []any{
			zapi.SendCarouselRequest{
				Phone: "5511900000001", Message: "x", Carousel: []zapi.CarouselCard{{Text: "x", Image: zapgate.MediaURL("https://example.com/x.png")}},
			},
		},
	}.Run(t)
}
