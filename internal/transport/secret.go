package transport

import (
	"reflect"

	"github.com/zapgate/zapgate-go"
)

// A request may carry secrets of its own, and an answer may bring new ones: a webhook's secret, a password, the token of
// an instance that was just made. Both are known by their type, so that no operation has to say so.

// holdsSecret tells whether a value of a type can hold a [zapgate.Secret].
var holdsSecret = holder{of: []reflect.Type{reflect.TypeFor[zapgate.Secret]()}}

// secretsIn collects the secrets of a request's body, at any depth.
func secretsIn(v reflect.Value) (found []string) {
	if !v.IsValid() || !holdsSecret.in(v.Type()) {
		return nil
	}
	switch v.Kind() {
	case reflect.String:
		return []string{v.String()}
	case reflect.Pointer:
		return secretsIn(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			found = append(found, secretsIn(v.Field(i))...)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			found = append(found, secretsIn(v.Index(i))...)
		}
	case reflect.Map:
		for values := v.MapRange(); values.Next(); { // a range function would make found cost every call
			found = append(found, secretsIn(values.Value())...)
		}
	}
	return found
}
