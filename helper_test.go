package zapgate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// reencode decodes in into a T and encodes it again.
func reencode[T any](t testing.TB, in string) (v T, out string) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(in), &v), in)
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return v, string(b)
}

// printed is v in every format and both slog handlers, without JSON.
func printed(v any) string {
	var buf bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&buf, verb+"\n", v)
	}
	slog.New(slog.NewTextHandler(&buf, nil)).Info("x", "v", v)
	slog.New(slog.NewJSONHandler(&buf, nil)).Info("x", "v", v)
	return buf.String()
}

// assertQuiet checks that decoding in into v fails without repeating it.
func assertQuiet(t testing.TB, in string, v any) {
	t.Helper()
	err := json.Unmarshal([]byte(in), v)
	if assert.Error(t, err, in) {
		if core := strings.Trim(in, `"[]{} `); len(core) > 1 {
			assert.NotContains(t, err.Error(), core)
		}
	}
}
