package webhook

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBatchIsBounded(t *testing.T) {
	t.Parallel()
	batch := func(n int) []byte { return []byte("[" + strings.TrimSuffix(strings.Repeat("0,", n), ",") + "]") }
	events, err := Parse(ZAPI, batch(maxBatch))
	require.NoError(t, err)
	assert.Len(t, events, maxBatch)
	events, err = Parse(ZAPI, batch(maxBatch+1))
	require.NoError(t, err)
	require.Len(t, events, 1, "one event with all of it")
	assert.Len(t, events[0].Head().Raw, 2*maxBatch+3)
}
