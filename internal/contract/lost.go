package contract

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// Lost lists what of a JSON document is not in another one. What the other has more is no loss, and nothing is lost where
//   - null became a zero value, or one of false, 0 and "" became another, null or nothing,
//   - an empty object or array became null or nothing,
//   - a text became the number or the boolean that it spells, or 1 became true, which is what [zapgate.Bool],
//     [zapgate.Int] and [zapgate.Float] do.
func Lost(t testing.TB, before, after []byte) []string {
	t.Helper()
	return comparer{}.lost("$", generic(t, before), generic(t, after))
}

// comparer compares two documents as [generic] returns them.
type comparer struct {
	keepEmpty bool // an empty object or array is not the same as an absent one
}

func (c comparer) lost(path string, a, b any) []string {
	switch a := a.(type) {
	case map[string]any:
		if m, ok := b.(map[string]any); ok {
			var out []string
			for _, k := range slices.Sorted(maps.Keys(a)) {
				out = append(out, c.lost(path+"."+k, a[k], m[k])...)
			}
			return out
		}
		if len(a) == 0 && b == nil && !c.keepEmpty {
			return nil
		}
	case []any:
		if l, ok := b.([]any); ok && len(l) == len(a) {
			var out []string
			for i, v := range a {
				out = append(out, c.lost(path+"["+strconv.Itoa(i)+"]", v, l[i])...)
			}
			return out
		}
		if len(a) == 0 && b == nil && !c.keepEmpty {
			return nil
		}
	case nil:
		if empty(b) || zero(b) {
			return nil
		}
	default:
		if zero(a) && (b == nil || zero(b)) || same(a, b) {
			return nil
		}
	}
	return []string{path}
}

func generic(t testing.TB, doc []byte) (v any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber() // without it large ids would lose digits on both sides
	require.NoError(t, d.Decode(&v))
	return v
}

func empty(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return v == nil
}

// zero reports whether v is what an optional scalar field leaves out.
func zero(v any) bool {
	n, ok := v.(json.Number)
	return v == false || v == "" || ok && number(n).Sign() == 0
}

// same reports whether the scalar b says what a says.
func same(a, b any) bool {
	switch b := b.(type) {
	case bool:
		one, other := "1", "true"
		if !b {
			one, other = "0", "false"
		}
		return a == b || a == json.Number(one) || a == one || a == other
	case json.Number:
		switch a := a.(type) {
		case json.Number:
			return number(a).Cmp(number(b)) == 0 // 1.50 is 1.5
		case string: // "01" is no number: it may be an id, which needs its zero
			n := number(json.Number(a))
			return n != nil && json.Valid([]byte(a)) && n.Cmp(number(b)) == 0
		}
	}
	return a == b
}

// number returns nil for what is none.
func number(n json.Number) *big.Rat {
	r, ok := new(big.Rat).SetString(n.String())
	if !ok {
		return nil
	}
	return r
}
