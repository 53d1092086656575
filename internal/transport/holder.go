package transport

import (
	"reflect"
	"slices"
	"sync"
)

// holder knows which types can hold a value of one of its own, at any depth. What is behind an interface it does not see.
type holder struct {
	of    []reflect.Type
	known sync.Map // reflect.Type to bool
}

func (h *holder) in(t reflect.Type) bool {
	if known, ok := h.known.Load(t); ok {
		return known.(bool)
	}
	holds := h.find(t, map[reflect.Type]bool{})
	h.known.Store(t, holds)
	return holds
}

func (h *holder) find(t reflect.Type, seen map[reflect.Type]bool) bool {
	own := slices.Contains(h.of, t)
	if own || seen[t] { // a type may hold itself
		return own
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return h.find(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if h.find(t.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}
