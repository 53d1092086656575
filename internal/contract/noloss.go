package contract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// NoLoss decodes every file of folder into the type that types names for it, encodes it again and asserts that all of it
// is still there, as [Lost] understands it. The keys are patterns of path.Match, of which the longest that matches a file
// counts; a file that none matches is an error, and so is a pattern that matches nothing. The values are of the type, or
// a func([]byte) any that finds it in the document. Nil leaves files out.
func NoLoss(t *testing.T, folder string, types map[string]any) {
	t.Helper()
	for _, d := range documents(t, folder, types) {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			assert.Empty(t, Reencode(t, d.body, d.like), "lost")
		})
	}
}

// document is a file, and a value of its type.
type document struct {
	name string
	body []byte
	like any
}

func documents(t testing.TB, folder string, types map[string]any) []document {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files, "no fixtures in %s", folder)
	used := map[string]bool{}
	var out []document
	for _, file := range files {
		d := document{name: filepath.Base(file)}
		pattern := patternOf(types, d.name)
		if !assert.NotEmpty(t, pattern, "no type for %s", d.name) {
			continue
		}
		used[pattern] = true
		if d.like = types[pattern]; d.like == nil {
			continue
		}
		d.body, err = os.ReadFile(file)
		require.NoError(t, err)
		if find, ok := d.like.(func([]byte) any); ok {
			d.like = find(d.body)
			require.NotNil(t, d.like, "no type for what is in %s", d.name)
		}
		out = append(out, d)
	}
	for pattern := range types {
		assert.True(t, used[pattern], "no file is called %s", pattern)
	}
	return out
}

func patternOf(types map[string]any, name string) string {
	var found []string
	for p := range types {
		if ok, _ := filepath.Match(p, name); ok {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b string) int { return exact(b) - exact(a) }) // the more exact one
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// exact counts what a pattern says to the letter.
func exact(pattern string) int { return len(pattern) - strings.Count(pattern, "*") }

// Reencode decodes doc into a new value of like's type, encodes it again, and returns what is lost.
func Reencode(t testing.TB, doc []byte, like any) []string {
	t.Helper()
	v := reflect.New(reflect.TypeOf(like)).Interface()
	require.NoError(t, json.Unmarshal(doc, v))
	again, err := json.Marshal(v)
	require.NoError(t, err)
	return Lost(t, doc, again)
}
