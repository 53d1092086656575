package zapi

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const callbackFixtures = "../testdata/zapi/callbacks"

// callbackFor returns a pointer to the type that a callback's field type names.
func callbackFor(t *testing.T, body []byte) any {
	t.Helper()
	var head struct{ Type CallbackType }
	require.NoError(t, json.Unmarshal(body, &head))
	switch head.Type {
	case CallbackTypeReceived:
		return new(ReceivedCallback)
	case CallbackTypeDelivery:
		return new(DeliveryCallback)
	case CallbackTypeMessageStatus:
		return new(MessageStatusCallback)
	case CallbackTypePresenceChat:
		return new(PresenceChatCallback)
	case CallbackTypeConnected:
		return new(ConnectedCallback)
	case CallbackTypeDisconnected:
		return new(DisconnectedCallback)
	}
	require.Failf(t, "no type for the callback", "%q", head.Type)
	return nil
}

func callbackFiles(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, names, dir)
	files := map[string][]byte{}
	for _, name := range names {
		body, err := os.ReadFile(name)
		require.NoError(t, err)
		files[filepath.Base(name)] = body
	}
	return files
}

// readCallback decodes one of our fixtures.
func readCallback[T any](t *testing.T, name string) *T {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(callbackFixtures, name+".json"))
	require.NoError(t, err)
	v, ok := callbackFor(t, body).(*T)
	require.True(t, ok, "another type")
	require.NoError(t, json.Unmarshal(body, v))
	return v
}

// testNoLoss decodes each file into its type and encodes it again.
func testNoLoss(t *testing.T, dir string) {
	for name, body := range callbackFiles(t, dir) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := callbackFor(t, body)
			d := json.NewDecoder(bytes.NewReader(body))
			d.DisallowUnknownFields() // finds the unknown keys whose loss a null or false would hide
			require.NoError(t, d.Decode(v))
			encoded, err := json.Marshal(v)
			require.NoError(t, err)

			original, err := generic(body)
			require.NoError(t, err)
			again, err := generic(encoded)
			require.NoError(t, err)
			assert.Empty(t, lost(original, again, ""))
		})
	}
}

func TestCallbacks_NoLoss(t *testing.T) {
	t.Parallel()
	testNoLoss(t, callbackFixtures)
}

// The documentation's own examples, which are not part of this repository.
func TestCallbacks_NoLossVendor(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("VENDOR_FIXTURES")
	if dir == "" {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join("..", dir) // it is relative to the repository's root
	}
	testNoLoss(t, filepath.Join(dir, "zapi", "callbacks"))
}

// Each value of each fixture is taken out or changed, and must be missed.
func TestCallbacks_LostFindsALoss(t *testing.T) {
	t.Parallel()
	count := 0
	for name, body := range callbackFiles(t, callbackFixtures) {
		original, err := generic(body)
		require.NoError(t, err)
		require.Empty(t, lost(original, original, ""))
		paths, copies := edits(original, "")
		for i, path := range paths {
			assert.Equal(t, []string{path}, lost(original, copies[i], ""), name)
		}
		count += len(paths)
	}
	assert.Greater(t, count, 1000)
}

func TestCallbacks_LostEquivalences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		original, again string
		lost            bool
	}{
		{`{"a":null}`, `{}`, false},
		{`{"a":null}`, `{"a":0}`, false},
		{`{"a":false}`, `{}`, false},
		{`{"a":""}`, `{"a":0}`, false},
		{`{"a":"1"}`, `{"a":1}`, false},
		{`{"a":"1"}`, `{"a":true}`, false},
		{`{"a":"0"}`, `{"a":false}`, false},
		{`{"a":1.50}`, `{"a":1.5}`, false},
		{`{}`, `{"a":1}`, false},
		{`{"a":"01"}`, `{"a":"1"}`, true},
		{`{"a":1}`, `{"a":2}`, true},
		{`{"a":99999999999999999}`, `{"a":99999999999999998}`, true},
		{`{"a":"x"}`, `{"A":"x"}`, true},
		{`{"a":{}}`, `{}`, true},
		{`{"a":[]}`, `{}`, true},
		{`{"a":[1]}`, `{"a":[1,2]}`, true},
		{`{"a":[{"b":1}]}`, `{"a":[{}]}`, true},
		{`{"a":{"b":1}}`, `{"a":"b"}`, true},
	} {
		original, err := generic([]byte(c.original))
		require.NoError(t, err)
		again, err := generic([]byte(c.again))
		require.NoError(t, err)
		assert.Equal(t, c.lost, len(lost(original, again, "")) > 0, "%s %s", c.original, c.again)
	}
}

// A field that no fixture sets is one whose tag nobody checked.
func TestCallbacks_FixturesSetEveryField(t *testing.T) {
	t.Parallel()
	set := map[string]bool{}
	want := map[string]bool{}
	for _, body := range callbackFiles(t, callbackFixtures) {
		v := callbackFor(t, body)
		require.NoError(t, json.Unmarshal(body, v))
		markFields(reflect.ValueOf(v), set)
		listFields(reflect.TypeOf(v), want)
	}
	require.Greater(t, len(want), 200)
	for field := range want {
		assert.True(t, set[field], "no fixture sets %s", field)
	}
}

func ours(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && strings.HasSuffix(t.PkgPath(), "/zapi")
}

func listFields(t reflect.Type, fields map[string]bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if !ours(t) {
		return
	}
	for f := range t.Fields() {
		if name := t.Name() + "." + f.Name; f.IsExported() && !fields[name] {
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
				fields[v.Type().Name()+"."+f.Name] = true
				markFields(v.Field(i), fields)
			}
		}
	}
}

// Every key may be null, whatever its type.
func TestCallbacks_NullNeverFails(t *testing.T) {
	t.Parallel()
	for name, body := range callbackFiles(t, callbackFixtures) {
		original, err := generic(body)
		require.NoError(t, err)
		for path, changed := range nulls(original, "") {
			if path == ".type" {
				continue
			}
			b, err := json.Marshal(changed)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(b, callbackFor(t, body)), "%s %s", name, path)
		}
	}
}

// nulls returns a copy of v for each key in its objects, with null as its value.
func nulls(v any, path string) map[string]any {
	copies := map[string]any{}
	object, ok := v.(map[string]any)
	if !ok {
		return copies
	}
	for key, value := range object {
		with := func(x any) any {
			c := map[string]any{}
			for k, y := range object {
				c[k] = y
			}
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

// callbackEpoch is the instant the fixtures' other times are counted from.
var callbackEpoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
