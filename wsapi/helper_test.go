package wsapi_test

import (
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

const (
	apiKey   = "canary-api-key"
	instance = "loja-a"
)

// newClient returns a client of the instance whose requests end in the returned transport.
func newClient(t *testing.T, opts ...zapgate.Option) (*wsapi.Client, *httpmock.MockTransport) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	c, err := wsapi.New(wsapi.Credentials{APIKey: apiKey, InstanceID: instance}, contract.Through(mt, opts...)...)
	require.NoError(t, err)
	return c, mt
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	return contract.Fixture(t, "wsapi", name)
}
