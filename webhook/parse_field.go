package webhook

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
)

// fieldError names the field because of which raw could not be decoded into source, and repeats nothing of the body.
// The errors of encoding/json do not name it where a type reads itself.
func fieldError(source any, raw json.RawMessage) error {
	path := wrongField(reflect.TypeOf(source), raw)
	if path == "" {
		path = "a field"
	}
	return errors.New(path + " is not of its documented type")
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// wrongField is the path of the first field of t that its value in raw does not fit, or "".
func wrongField(t reflect.Type, raw json.RawMessage) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Slice {
		var all []json.RawMessage
		_ = json.Unmarshal(raw, &all)
		for _, one := range all {
			if path := wrongField(t.Elem(), one); path != "" {
				return path
			}
		}
		return ""
	}
	var all map[string]json.RawMessage
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(unmarshaler) || json.Unmarshal(raw, &all) != nil {
		return ""
	}
	for f := range t.Fields() {
		if f.Anonymous {
			if path := wrongField(f.Type, raw); path != "" {
				return path
			}
			continue
		}
		name := jsonName(f)
		value, ok := all[name]
		if !ok || json.Unmarshal(value, reflect.New(f.Type).Interface()) == nil {
			continue
		}
		if inner := wrongField(f.Type, value); inner != "" {
			name += "." + inner
		}
		return name
	}
	return ""
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// newKey is the name of an object in raw that T has no field for, such as a kind of content that came after this
// package; the first by name, or "".
func newKey[T any](raw json.RawMessage) string {
	var all map[string]json.RawMessage
	_ = json.Unmarshal(raw, &all)
	for f := range reflect.TypeFor[T]().Fields() {
		delete(all, jsonName(f))
	}
	found := ""
	for name, value := range all {
		if value[0] == '{' && (found == "" || name < found) {
			found = name
		}
	}
	return found
}
