package webhook_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// Every field that is set in the events of webhooktest's fixtures, and no other, is in testdata/webhook/<provider>.txt, for
// people to read beside the fixture. UPDATE_GOLDEN=1 writes it anew.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, p := range providers {
		var b strings.Builder
		for _, f := range webhooktest.Fixtures(p) {
			fmt.Fprintf(&b, "# %s\n", f.Name)
			for _, e := range parseAll(t, p, f.Body) {
				fmt.Fprintf(&b, "%s\n", kind(e))
				show(&b, "  ", reflect.ValueOf(e).Elem())
			}
			b.WriteString("\n")
		}
		path := filepath.Join("..", "testdata", "webhook", string(p)+".txt")
		if os.Getenv("UPDATE_GOLDEN") != "" {
			require.NoError(t, os.WriteFile(path, []byte(b.String()), 0o600))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, string(want), b.String(), path)
	}
}

func parseAll(t testing.TB, p webhook.Provider, body []byte) []webhook.Event {
	t.Helper()
	events, err := webhook.Parse(p, body)
	require.NoError(t, err)
	require.NotEmpty(t, events)
	return events
}

// show writes a line for each field that is set. Raw and Provider are left out: they are the same for all.
func show(b *strings.Builder, prefix string, v reflect.Value) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() || v.IsZero() {
		return
	}
	switch x := v.Interface().(type) {
	case time.Time:
		fmt.Fprintf(b, "%s %s\n", prefix, x.UTC().Format(time.RFC3339Nano))
		return
	case zapgate.Address:
		line := prefix + " " + x.JID()
		if lid := x.LID(); lid != x.ID() && lid != "" {
			line += " LID " + lid
		}
		fmt.Fprintln(b, line)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		fmt.Fprintf(b, "%s %s\n", prefix, v.Type())
		if strings.Contains(v.Type().String(), "webhook.") {
			show(b, prefix, v.Elem())
		}
	case reflect.Struct:
		for f, value := range v.Fields() {
			switch {
			case f.Name == "Raw" || f.Name == "Provider" && f.Type == reflect.TypeFor[webhook.Provider]():
			case f.Anonymous:
				show(b, prefix, value)
			default:
				show(b, prefix+dot(prefix)+f.Name, value)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			show(b, fmt.Sprintf("%s[%d]", prefix, i), v.Index(i))
		}
	default:
		fmt.Fprintf(b, "%s %q\n", prefix, fmt.Sprint(v.Interface()))
	}
}

func dot(prefix string) string {
	if strings.TrimSpace(prefix) == "" {
		return ""
	}
	return "."
}
