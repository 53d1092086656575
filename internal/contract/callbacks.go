package contract

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Callbacks is [NoLoss] for what a gateway sends by itself, and asks for more: an empty object or array stays, because an
// empty content key still tells what kind of message it is; no key is unknown, whatever its value; and every key may be
// null.
func Callbacks(t *testing.T, folder string, types map[string]any) {
	t.Helper()
	for _, d := range documents(t, folder, types) {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			v := reflect.New(reflect.TypeOf(d.like)).Interface()
			known := json.NewDecoder(bytes.NewReader(d.body))
			known.DisallowUnknownFields() // finds the unknown keys whose loss a null or false would hide
			require.NoError(t, known.Decode(v))
			again, err := json.Marshal(v)
			require.NoError(t, err)
			before := generic(t, d.body)
			assert.Empty(t, comparer{keepEmpty: true}.lost("$", before, generic(t, again)), "lost")

			for path, changed := range nulls(before, "$") {
				b, err := json.Marshal(changed)
				require.NoError(t, err)
				require.NoError(t, json.Unmarshal(b, reflect.New(reflect.TypeOf(d.like)).Interface()), "null in %s", path)
			}
		})
	}
}

// nulls returns a copy of v for each key in its objects, with null as its value, by the key's path.
func nulls(v any, path string) map[string]any {
	copies := map[string]any{}
	object, ok := v.(map[string]any)
	if !ok {
		return copies
	}
	for key, value := range object {
		with := func(x any) any {
			c := maps.Clone(object)
			c[key] = x
			return c
		}
		copies[path+"."+key] = with(nil)
		for p, x := range nulls(value, path+"."+key) {
			copies[p] = with(x)
		}
	}
	return copies
}

// EveryFieldSet asserts that the files of folder set every field of their types and of the gateway's own types therein:
// one that no fixture sets is one whose tag nobody checked. It takes types as [NoLoss] does, and returns how many fields
// there are. Except names those that no file sets yet, such as "zapy.Message.FromMe".
func EveryFieldSet(t *testing.T, folder string, types map[string]any, except ...string) int {
	t.Helper()
	set, want := map[string]bool{}, map[string]bool{}
	for _, d := range documents(t, folder, types) {
		v := reflect.New(reflect.TypeOf(d.like))
		require.NoError(t, json.Unmarshal(d.body, v.Interface()), d.name)
		markFields(v, set)
		listFields(v.Type(), want)
	}
	for field := range want {
		assert.NotEqual(t, set[field], slices.Contains(except, field), "%s: set by a fixture: %t", field, set[field])
	}
	for _, field := range except {
		assert.True(t, want[field], "there is no %s", field)
	}
	return len(want)
}

// ours leaves out the types of the root package, such as zapgate.Time, and of other modules.
func ours(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && strings.HasPrefix(t.PkgPath(), "github.com/zapgate/zapgate-go/")
}

func listFields(t reflect.Type, fields map[string]bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if !ours(t) {
		return
	}
	for f := range t.Fields() {
		nothing := ours(f.Type) && f.Type.NumField() == 0 // can be set to one value only
		if name := t.String() + "." + f.Name; f.IsExported() && !nothing && !fields[name] {
			fields[name] = true
			listFields(f.Type, fields)
		}
	}
}

func markFields(v reflect.Value, fields map[string]bool) {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		markFields(v.Elem(), fields)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			markFields(v.Index(i), fields)
		}
	case ours(v.Type()):
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !v.Field(i).IsZero() {
				fields[v.Type().String()+"."+f.Name] = true
				markFields(v.Field(i), fields)
			}
		}
	}
}
