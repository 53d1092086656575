package zapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
)

// lost returns the paths of what original has and again has not, both as [generic] returns them. What again has more is
// no loss. Null, an absent key and a zero scalar are the same; so are a scalar's text, its number and its boolean ("1", 1,
// true), which is what the tolerant types read. An empty object or array is not the same as an absent one: an empty
// content key still tells what kind of message it is.
func lost(original, again any, path string) []string {
	switch o := original.(type) {
	case map[string]any:
		a, ok := again.(map[string]any)
		if !ok {
			return []string{path}
		}
		var paths []string
		for key, value := range o {
			paths = append(paths, lost(value, a[key], path+"."+key)...)
		}
		return paths
	case []any:
		a, ok := again.([]any)
		if !ok || len(a) != len(o) {
			return []string{path}
		}
		var paths []string
		for i, value := range o {
			paths = append(paths, lost(value, a[i], fmt.Sprintf("%s[%d]", path, i))...)
		}
		return paths
	}
	if zero(original) && zero(again) || sameScalar(original, again) {
		return nil
	}
	return []string{path}
}

func zero(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == ""
	case json.Number:
		r, ok := new(big.Rat).SetString(v.String())
		return ok && r.Sign() == 0
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

func sameScalar(a, b any) bool {
	x, aText := a.(string)
	y, bText := b.(string)
	if aText && bText {
		return x == y // two texts are not read as numbers: "01" is not "1"
	}
	m, ok := number(a)
	n, ok2 := number(b)
	return ok && ok2 && m.Cmp(n) == 0
}

func number(v any) (*big.Rat, bool) {
	switch v := v.(type) {
	case bool:
		if v {
			return big.NewRat(1, 1), true
		}
		return new(big.Rat), true
	case json.Number:
		return new(big.Rat).SetString(v.String())
	case string:
		switch s := strings.ToLower(strings.TrimSpace(v)); s {
		case "true":
			return number(true)
		case "false":
			return number(false)
		default:
			return new(big.Rat).SetString(s)
		}
	}
	return nil, false
}

// generic reads JSON without losing digits of its numbers.
func generic(data []byte) (v any, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	err = d.Decode(&v)
	return v, err
}

// edits returns a copy of v for each scalar in it that is not zero, without that scalar and with another in its place, by
// the scalar's path. An element of an array is only replaced.
func edits(v any, path string) (paths []string, copies []any) {
	add := func(ps []string, vs []any, wrap func(any) any) {
		for i := range ps {
			paths, copies = append(paths, ps[i]), append(copies, wrap(vs[i]))
		}
	}
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			with := func(replacement any, keep bool) any {
				c := map[string]any{}
				for k, x := range v {
					c[k] = x
				}
				c[key] = replacement
				if !keep {
					delete(c, key)
				}
				return c
			}
			if !zero(value) || isContainer(value) {
				paths, copies = append(paths, path+"."+key), append(copies, with(nil, false))
			}
			ps, vs := edits(value, path+"."+key)
			add(ps, vs, func(x any) any { return with(x, true) })
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
		if !zero(v) {
			return []string{path}, []any{"something else"}
		}
	}
	return paths, copies
}

func isContainer(v any) bool {
	switch v.(type) {
	case map[string]any, []any:
		return true
	}
	return false
}
