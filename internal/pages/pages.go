// Package pages follows the pages of a list as one sequence.
package pages

import (
	"errors"
	"iter"
	"reflect"

	"github.com/zapgate/zapgate-go"
)

// ErrRepeated ends a sequence whose next page is the one it already gave: following it would never end.
var ErrRepeated = errors.New("the gateway answered the same page twice")

// repeated is ErrRepeated as the one type that all calls fail with.
func repeated() error { return &zapgate.Error{Provider: "zapgate", Op: "All", Err: ErrRepeated} }

// Numbered walks the pages from first on, each of size items, until one has fewer or none. A sequence can be ranged over again.
func Numbered[T any](first, size int, page func(n int) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var before []T
		for n := first; ; n++ {
			items, err := page(n)
			if err == nil && len(items) > 0 && reflect.DeepEqual(items, before) {
				err = repeated()
			}
			if !give(items, err, yield) || len(items) < max(size, 1) {
				return
			}
			before = items
		}
	}
}

// Linked walks the pages by the cursor that each one gives for the next, until it is the zero value.
func Linked[T any, C comparable](first C, page func(cursor C) (items []T, next C, err error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		seen := map[C]bool{first: true}
		var end C
		for cursor := first; ; {
			items, next, err := page(cursor)
			if !give(items, err, yield) || next == end {
				return
			}
			if seen[next] {
				give(nil, repeated(), yield)
				return
			}
			seen[next], cursor = true, next
		}
	}
}

// give yields the items or the error and reports whether to go on.
func give[T any](items []T, err error, yield func(T, error) bool) bool {
	if err != nil {
		var none T
		yield(none, err)
		return false
	}
	for _, item := range items {
		if !yield(item, nil) {
			return false
		}
	}
	return true
}
