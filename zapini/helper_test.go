package zapini_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

const (
	token      = "sk_CANARY-token"
	instanceID = "33333333-0000-4000-8000-000000000001"
	platform   = "https://zapini.app/api/v1"
	direct     = "https://instance-" + instanceID + ".zapini.app"
)

type answer = contract.Answer

var ok = contract.OK

func newClient(t *testing.T, r *contract.Recorder, more ...zapgate.Option) *zapini.Client {
	t.Helper()
	c, err := zapini.New(zapini.Credentials{Token: token, InstanceID: instanceID}, contract.Through(r, more...)...)
	require.NoError(t, err)
	return c
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	return contract.Fixture(t, "zapini", name)
}

func at(s string) time.Time {
	v, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return v.UTC()
}
