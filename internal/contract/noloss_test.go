package contract

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The comparer is what proves the no-loss tests: it must see each kind of loss.
func TestLost(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before, after string
		want          []string
	}{
		"equal":                      {`{"a":1,"b":[{"c":"x"}]}`, `{"b":[{"c":"x"}],"a":1}`, nil},
		"more is no loss":            {`{"a":1}`, `{"a":1,"b":2}`, nil},
		"more than nothing":          {`{}`, `{"a":1}`, nil},
		"key gone":                   {`{"a":1,"b":{"c":2}}`, `{"a":1,"b":{}}`, []string{"$.b.c"}},
		"key in another case":        {`{"a":"x"}`, `{"A":"x"}`, []string{"$.a"}},
		"value changed":              {`{"a":"x"}`, `{"a":"y"}`, []string{"$.a"}},
		"null gone":                  {`{"a":null}`, `{}`, nil},
		"null became empty":          {`{"a":null,"b":null,"c":null}`, `{"a":"","b":[],"c":{}}`, nil},
		"null became zero":           {`{"a":null,"b":null}`, `{"a":0,"b":false}`, nil},
		"null became something":      {`{"a":null,"b":null}`, `{"a":1,"b":[1]}`, []string{"$.a", "$.b"}},
		"false gone":                 {`{"a":false,"b":0,"c":"","d":0.0}`, `{}`, nil},
		"a zero became another":      {`{"a":"","b":false}`, `{"a":0,"b":""}`, nil},
		"zero became one":            {`{"a":0}`, `{"a":1}`, []string{"$.a"}},
		"zero became empty":          {`{"a":"","b":0}`, `{"a":{},"b":[]}`, []string{"$.a", "$.b"}},
		"text of zero gone":          {`{"a":"0","b":"false"}`, `{}`, []string{"$.a", "$.b"}},
		"text became boolean":        {`{"a":"true","b":"0","c":"1","d":"false"}`, `{"a":true,"b":false,"c":true,"d":false}`, nil},
		"text became another":        {`{"a":"true"}`, `{"a":false}`, []string{"$.a"}},
		"space gone":                 {`{"a":" x"}`, `{"a":"x"}`, []string{"$.a"}},
		"number became boolean":      {`{"a":1,"b":0}`, `{"a":true,"b":false}`, nil},
		"count became boolean":       {`{"a":2}`, `{"a":true}`, []string{"$.a"}},
		"boolean became number":      {`{"a":true}`, `{"a":1}`, []string{"$.a"}},
		"number as text":             {`{"a":"1622991687"}`, `{"a":1622991687}`, nil},
		"number became text":         {`{"a":1}`, `{"a":"1"}`, []string{"$.a"}},
		"number written otherwise":   {`{"a":1.50,"b":"1.50"}`, `{"a":1.5,"b":1.5}`, nil},
		"number changed":             {`{"a":1}`, `{"a":2}`, []string{"$.a"}},
		"large number rounded":       {`{"a":99999999999999999}`, `{"a":99999999999999998}`, []string{"$.a"}},
		"leading zero gone":          {`{"a":"01"}`, `{"a":"1"}`, []string{"$.a"}},
		"leading zero gone, as text": {`{"a":"01"}`, `{"a":1}`, []string{"$.a"}},
		"element gone":               {`{"a":[1,2]}`, `{"a":[1]}`, []string{"$.a"}},
		"element added":              {`{"a":[1]}`, `{"a":[1,2]}`, []string{"$.a"}},
		"element changed":            {`[{"a":1},{"a":2}]`, `[{"a":1},{"a":3}]`, []string{"$[1].a"}},
		"element emptied":            {`{"a":[{"b":1}]}`, `{"a":[{}]}`, []string{"$.a[0].b"}},
		"object became text":         {`{"a":{"b":1}}`, `{"a":"b"}`, []string{"$.a"}},
		"object became list":         {`{"a":{}}`, `{"a":[]}`, []string{"$.a"}},
		"zeros gone with the object": {`{"a":{"b":0}}`, `{}`, []string{"$.a"}},
	} {
		for _, keepEmpty := range []bool{false, true} {
			got := comparer{keepEmpty}.lost("$", generic(t, []byte(c.before)), generic(t, []byte(c.after)))
			assert.Equal(t, c.want, got, name)
		}
	}
	for _, before := range []string{`{"a":{}}`, `{"a":[]}`} {
		assert.Empty(t, Lost(t, []byte(before), []byte(`{}`)))
		assert.Equal(t, []string{"$.a"}, comparer{keepEmpty: true}.lost("$", generic(t, []byte(before)), generic(t, []byte(`{}`))))
	}
}

// Each value of each of our fixtures is taken out or changed, and must be missed.
func TestLostFindsALoss(t *testing.T) {
	t.Parallel()
	count := 0
	require.NoError(t, filepath.WalkDir(filepath.Join(Root(t), "testdata"), func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".json") {
			return err
		}
		body, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		original, c := generic(t, body), comparer{keepEmpty: true}
		require.Empty(t, c.lost("$", original, original))
		paths, copies := edits(original, "$")
		for i, path := range paths {
			assert.Equal(t, []string{path}, c.lost("$", original, copies[i]), file)
		}
		count += len(paths)
		return nil
	}))
	assert.Greater(t, count, 1000)
}

// edits returns a copy of v for each value in it that is not zero, without that value, and for each such scalar with
// another in its place, by the value's path. An element of an array is only replaced.
func edits(v any, path string) (paths []string, copies []any) {
	add := func(ps []string, vs []any, wrap func(any) any) {
		for i := range ps {
			paths, copies = append(paths, ps[i]), append(copies, wrap(vs[i]))
		}
	}
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if value != nil && !zero(value) {
				without := maps.Clone(v)
				delete(without, key)
				paths, copies = append(paths, path+"."+key), append(copies, without)
			}
			ps, vs := edits(value, path+"."+key)
			add(ps, vs, func(x any) any {
				c := maps.Clone(v)
				c[key] = x
				return c
			})
		}
	case []any:
		for i, value := range v {
			ps, vs := edits(value, fmt.Sprintf("%s[%d]", path, i))
			add(ps, vs, func(x any) any {
				c := append([]any(nil), v...)
				c[i] = x
				return c
			})
		}
	default:
		if v != nil && !zero(v) {
			return []string{path}, []any{"something else"}
		}
	}
	return paths, copies
}
