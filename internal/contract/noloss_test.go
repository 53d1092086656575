package contract

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The comparer is what proves the no-loss tests: it must see each kind of loss.
func TestLost(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before, after string
		want          []string
	}{
		"equal":               {`{"a":1,"b":[{"c":"x"}]}`, `{"b":[{"c":"x"}],"a":1}`, nil},
		"more is no loss":     {`{"a":1}`, `{"a":1,"b":2}`, nil},
		"key gone":            {`{"a":1,"b":{"c":2}}`, `{"a":1,"b":{}}`, []string{"$.b.c"}},
		"value changed":       {`{"a":"x"}`, `{"a":"y"}`, []string{"$.a"}},
		"null gone":           {`{"a":null}`, `{}`, nil},
		"null became zero":    {`{"a":null}`, `{"a":""}`, nil},
		"false gone":          {`{"a":false,"b":0}`, `{}`, nil},
		"zero became one":     {`{"a":0}`, `{"a":1}`, []string{"$.a"}},
		"text became boolean": {`{"a":"true","b":"0"}`, `{"a":true,"b":false}`, nil},
		"text became another": {`{"a":"true"}`, `{"a":false}`, []string{"$.a"}},
		"number as text":      {`{"a":"1622991687"}`, `{"a":1622991687}`, nil},
		"element gone":        {`{"a":[1,2]}`, `{"a":[1]}`, []string{"$.a"}},
		"element changed":     {`[{"a":1},{"a":2}]`, `[{"a":1},{"a":3}]`, []string{"$[1].a"}},
		"object became text":  {`{"a":{"b":1}}`, `{"a":"b"}`, []string{"$.a"}},
	} {
		assert.Equal(t, c.want, Lost(t, []byte(c.before), []byte(c.after)), name)
	}
}
