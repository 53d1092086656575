package contract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// NoLoss decodes every file of folder into the type that types names for it, encodes it again and asserts that all of it
// is still there. The keys are patterns of path.Match; a file that none matches is an error, and so is a pattern that
// matches nothing. A nil type leaves files out.
func NoLoss(t *testing.T, folder string, types map[string]any) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files, "no fixtures in %s", folder)
	used := map[string]bool{}
	for _, file := range files {
		pattern := patternOf(types, filepath.Base(file))
		if !assert.NotEmpty(t, pattern, "no type for %s", filepath.Base(file)) {
			continue
		}
		used[pattern] = true
		if types[pattern] == nil {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			b, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Empty(t, Reencode(t, b, types[pattern]), "lost")
		})
	}
	for pattern := range types {
		assert.True(t, used[pattern], "no file is called %s", pattern)
	}
}

func patternOf(types map[string]any, name string) string {
	var found []string
	for p := range types {
		if ok, _ := filepath.Match(p, name); ok {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) }) // the more exact one
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// Reencode decodes doc into a new value of like's type, encodes it again, and returns what is lost.
func Reencode(t testing.TB, doc []byte, like any) []string {
	t.Helper()
	v := reflect.New(reflect.TypeOf(like))
	require.NoError(t, json.Unmarshal(doc, v.Interface()))
	again, err := json.Marshal(v.Interface())
	require.NoError(t, err)
	return Lost(t, doc, again)
}

// Lost lists what of a JSON document is not in another one. Nothing is lost where null became the zero value or went
// away, where an optional zero value went away, or where a scalar changed between its value and its text ("1", 1, true).
func Lost(t testing.TB, before, after []byte) []string {
	t.Helper()
	return lost("$", generic(t, before), generic(t, after))
}

func generic(t testing.TB, doc []byte) (v any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber() // a number is compared as it was written
	require.NoError(t, d.Decode(&v))
	return v
}

func lost(path string, a, b any) []string {
	if zero(a) && (b == nil || zero(b)) {
		return nil
	}
	switch a := a.(type) {
	case map[string]any:
		m, ok := b.(map[string]any)
		if !ok {
			return []string{path}
		}
		var out []string
		for k, v := range a {
			out = append(out, lost(path+"."+k, v, m[k])...)
		}
		slices.Sort(out)
		return out
	case []any:
		l, ok := b.([]any)
		if !ok || len(l) != len(a) {
			return []string{path}
		}
		var out []string
		for i, v := range a {
			out = append(out, lost(path+"["+strconv.Itoa(i)+"]", v, l[i])...)
		}
		return out
	}
	if text(a) != text(b) {
		return []string{path}
	}
	return nil
}

// zero reports what an optional field leaves out: null, false, 0, "", and lists and objects of nothing.
func zero(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	s := text(v)
	return s == "" || s == "0"
}

func text(v any) string {
	switch s := strings.TrimSpace(fmt.Sprint(v)); {
	case s == "true":
		return "1"
	case s == "false":
		return "0"
	default:
		return s
	}
}
