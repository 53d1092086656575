package zapgate

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSecretDoesNotPrint(t *testing.T) {
	t.Parallel()
	const s = Secret("CANARY")
	type holder struct{ Token Secret }
	for _, v := range []any{s, new(s), []Secret{s}, map[string]Secret{"k": s}} {
		got := printed(v)
		assert.Contains(t, got, redacted)
	}
	for _, v := range []any{s, new(s)} {
		got := printed(v)
		assert.NotContains(t, got, "CANARY")
		assert.NotContains(t, got, "43414e415259") // %x
	}
	assert.Equal(t, "{[redacted]} zapgate.holder{Token:[redacted]}", fmt.Sprintf("%v %#v", holder{s}, holder{s}))
	assert.Equal(t, redacted, s.String())
	assert.Equal(t, "CANARY", string(s))
}

func TestSecretTravelsInJSON(t *testing.T) {
	t.Parallel()
	got, out := reencode[Secret](t, `"CANARY"`)
	assert.Equal(t, Secret("CANARY"), got)
	assert.Equal(t, `"CANARY"`, out)
	b, err := json.Marshal(map[string]Secret{"token": "x"})
	require.NoError(t, err)
	assert.Equal(t, `{"token":"x"}`, string(b))
}
