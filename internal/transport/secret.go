package transport

import (
	"reflect"
	"sync"

	"github.com/zapgate/zapgate-go"
)

// A request may carry secrets of its own, and an answer may bring new ones: a webhook's secret, a password, the token of
// an instance that was just made. Both are known by their type, so that no operation has to say so.

var secretType = reflect.TypeFor[zapgate.Secret]()

// secretsIn collects the secrets of a request's body, at any depth.
func secretsIn(v reflect.Value) (found []string) {
	if !v.IsValid() || !holdsSecret(v.Type()) {
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
		for _, value := range v.Seq2() {
			found = append(found, secretsIn(value)...)
		}
	}
	return found
}

var holders sync.Map // reflect.Type to bool

// holdsSecret reports whether a value of type t can hold a [zapgate.Secret].
func holdsSecret(t reflect.Type) bool {
	if known, ok := holders.Load(t); ok {
		return known.(bool)
	}
	holds := findSecret(t, map[reflect.Type]bool{})
	holders.Store(t, holds)
	return holds
}

func findSecret(t reflect.Type, seen map[reflect.Type]bool) bool {
	if t == secretType || seen[t] { // a type may hold itself
		return t == secretType
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return findSecret(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if findSecret(t.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}
