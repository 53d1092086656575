package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go"
)

// Formatted is v in every format of fmt.
func Formatted(v any) string {
	var b strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&b, verb+"\n", v)
	}
	return b.String()
}

// Shown is [Formatted], and how v shows itself in slog.
func Shown(v any) string {
	b := bytes.NewBufferString(Formatted(v))
	slog.New(slog.NewJSONHandler(b, nil)).Info("", "v", v)
	slog.New(slog.NewTextHandler(b, nil)).Info("", "v", v)
	return b.String()
}

// Printed is everything that can be got to show of a value: [Shown], its JSON, and of an error its causes and the body.
func Printed(v any) string {
	j, _ := json.Marshal(v)
	out := Shown(v) + string(j)
	err, _ := v.(error)
	if e, ok := err.(*zapgate.Error); ok {
		out += string(e.Body) + Printed(*e)
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, cause := range many.Unwrap() {
			out += Printed(cause)
		}
	}
	if cause := errors.Unwrap(err); cause != nil {
		out += Printed(cause)
	}
	return out
}

// Hidden asserts that secret is not in what is [Printed] of the values, and that all of them have JSON.
func Hidden(t testing.TB, secret string, values ...any) {
	t.Helper()
	for _, v := range values {
		_, err := json.Marshal(v)
		assert.NoError(t, err)
		NotIn(t, secret, fmt.Sprintf("%T", v), Printed(v))
	}
}

// NotIn asserts that a secret is not in text, not in hexadecimal either: %x knows no String method.
func NotIn(t testing.TB, secret, name, text string) {
	t.Helper()
	for _, s := range []string{secret, fmt.Sprintf("%x", secret)} {
		if i := strings.Index(text, s); i >= 0 {
			assert.Fail(t, "a credential shows", "%s: %.200s", name, text[max(0, i-100):])
		}
	}
}
