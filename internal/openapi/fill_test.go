package openapi_test

import (
	"encoding/json"
	"iter"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/zapgate/zapgate-go"
)

const (
	link    = "https://media.example.com/a.png"
	picture = "iVBORw==" // base64
)

// fewest gives requests that a method could take with the least in them: what its tags require, then one field more, of
// those that are texts or files. Where only some values are allowed, which are known to the schema alone, they have another.
func fewest(t reflect.Type) iter.Seq[reflect.Value] {
	return func(yield func(reflect.Value) bool) {
		least := func() reflect.Value {
			v := reflect.New(t).Elem()
			set(v, false)
			return v
		}
		if !yield(least()) {
			return
		}
		for i := range t.NumField() {
			ft := t.Field(i).Type
			if v := least(); ft == reflect.TypeFor[string]() || ft == reflect.TypeFor[zapgate.Base64]() {
				setField(v.Field(i), t.Field(i), true)
				if !yield(v) {
					return
				}
			}
		}
	}
}

// set fills a struct: every field, or those that must be given.
func set(v reflect.Value, every bool) {
	for i := range v.NumField() {
		f, sf := v.Field(i), v.Type().Field(i)
		rule := sf.Tag.Get("check")
		switch {
		case !sf.IsExported():
		case every || rule != "" && !strings.HasSuffix(rule, ",omitempty"):
			setField(f, sf, every)
		case f.Kind() == reflect.Struct:
			set(f, false) // what is required in it
		}
	}
}

func setField(f reflect.Value, sf reflect.StructField, every bool) {
	switch {
	case f.Type() == reflect.TypeFor[zapgate.Base64]():
		f.Set(reflect.ValueOf(zapgate.Base64(zapgate.MediaBytes("image/png", []byte("\x89PNG")))))
	case f.Kind() == reflect.String && strings.Contains(strings.ToLower(sf.Name), "url"):
		f.SetString(link)
	case f.Kind() == reflect.String:
		f.SetString(digits)
	case f.Kind() == reflect.Bool:
		f.SetBool(true)
	case f.CanInt():
		f.SetInt(1)
	case f.CanFloat():
		f.SetFloat(1)
	case f.Kind() == reflect.Slice:
		f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		setField(f.Index(0), sf, every)
	case f.Kind() == reflect.Pointer:
		f.Set(reflect.New(f.Type().Elem()))
		setField(f.Elem(), sf, every)
	case f.Kind() == reflect.Struct:
		set(f, every)
	}
}

// valid is in with the same fields set, to values that the schema allows.
func valid(in reflect.Value, s *openapi3.Schema) (reflect.Value, error) {
	b, err := json.Marshal(in.Interface())
	if err != nil {
		return in, err
	}
	var fields map[string]any
	if err := json.Unmarshal(b, &fields); err != nil {
		return in, err
	}
	props := properties(s)
	for name := range fields {
		if p := props[name]; p != nil {
			fields[name] = example(name, p)
		}
	}
	return decoded(in.Type(), fields)
}

// decoded is a request with these fields.
func decoded(t reflect.Type, fields map[string]any) (reflect.Value, error) {
	v := reflect.New(t)
	b, err := json.Marshal(fields)
	if err == nil {
		err = json.Unmarshal(b, v.Interface())
	}
	return v.Elem(), err
}

// example is a document with every property of a schema.
func example(name string, s *openapi3.Schema) any {
	props := properties(s)
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case len(props) > 0:
		out := map[string]any{}
		for name, p := range props {
			out[name] = example(name, p)
		}
		return out
	case s.Type.Is("array"):
		return []any{example(name, s.Items.Value)}
	case s.Type.Is("boolean"):
		return true
	case s.Type.Is("integer"), s.Type.Is("number"):
		if s.Max != nil {
			return json.Number("1") // each range that is documented has it
		}
		return json.Number("3600")
	case s.Format == "uri":
		return link
	case s.Format == "date-time":
		return "2026-01-01T00:00:00Z"
	case name == "data":
		return picture
	}
	return digits
}
