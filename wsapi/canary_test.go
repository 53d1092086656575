package wsapi_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

// Requests and answers that carry secrets print without them; JSON, which is the wire, has them.
func TestCanary(t *testing.T) {
	t.Parallel()
	var detail wsapi.InstanceDetail
	require.NoError(t, json.Unmarshal([]byte(fixture(t, "instance.json")), &detail))
	require.Contains(t, string(detail.Config.APIKey), "canary")
	for _, v := range []any{detail, &detail, wsapi.CreateInstanceRequest{APIKey: "canary-instance-key", SigningSecret: "canary-signing-secret"}} {
		contract.NotIn(t, "canary", "secrets", contract.Formatted(v))
	}
}
