package pages

import (
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
)

var errDown = errors.New("down")

// walk ranges over seq to its end.
func walk[T any](seq iter.Seq2[T, error]) (items []T, errs []error) {
	for item, err := range seq {
		if err != nil {
			errs = append(errs, err)
			continue // a sequence has to end by itself after its error
		}
		items = append(items, item)
	}
	return items, errs
}

func TestNumbered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		size   int
		pages  [][]string // from page 1 on; nil: the page fails
		want   []string
		err    error
		called int
	}{
		{"a shorter page is the last", 2, [][]string{{"a", "b"}, {"c"}, {"never"}}, []string{"a", "b", "c"}, nil, 2},
		{"an empty page is the last", 2, [][]string{{"a", "b"}, {}, {"never"}}, []string{"a", "b"}, nil, 2},
		{"nothing", 2, [][]string{{}, {"never"}}, nil, nil, 1},
		{"longer than asked", 2, [][]string{{"a", "b", "c"}, {}}, []string{"a", "b", "c"}, nil, 2},
		{"size not known", 0, [][]string{{"a"}, {"b"}, {}, {"never"}}, []string{"a", "b"}, nil, 3},
		{"first page fails", 2, [][]string{nil}, nil, errDown, 1},
		{"error in the middle", 2, [][]string{{"a", "b"}, nil, {"never"}}, []string{"a", "b"}, errDown, 2},
		{"repeated", 2, [][]string{{"a", "b"}, {"a", "b"}, {"never"}}, []string{"a", "b"}, repeated(), 2},
		{"half repeated", 2, [][]string{{"a", "b"}, {"b", "c"}, {}}, []string{"a", "b", "b", "c"}, nil, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var asked []int
			seq := Numbered(1, c.size, func(n int) ([]string, error) {
				asked = append(asked, n)
				if c.pages[n-1] == nil {
					return []string{"with the error"}, errDown
				}
				return c.pages[n-1], nil
			})
			assert.Empty(t, asked, "nothing is fetched before it is ranged over")
			for range 2 { // ranging again starts over
				asked = nil
				items, errs := walk(seq)
				assert.Equal(t, c.want, items)
				assert.Len(t, asked, c.called)
				assert.Equal(t, 1, asked[0])
				if c.err == nil {
					assert.Empty(t, errs)
				} else {
					assert.Equal(t, []error{c.err}, errs)
				}
			}
		})
	}
}

func TestLinked(t *testing.T) {
	t.Parallel()
	type page struct {
		items []string
		next  string
		err   error
	}
	for _, c := range []struct {
		name  string
		pages map[string]page
		want  []string
		err   error
		asked []string
	}{
		{"to the end", map[string]page{"": {[]string{"a"}, "2", nil}, "2": {[]string{"b"}, "3", nil}, "3": {[]string{"c"}, "", nil}}, []string{"a", "b", "c"}, nil, []string{"", "2", "3"}},
		{"an empty page is not the end", map[string]page{"": {nil, "2", nil}, "2": {[]string{"b"}, "", nil}}, []string{"b"}, nil, []string{"", "2"}},
		{"nothing", map[string]page{"": {}}, nil, nil, []string{""}},
		{"error in the middle", map[string]page{"": {[]string{"a"}, "2", nil}, "2": {[]string{"with the error"}, "3", errDown}}, []string{"a"}, errDown, []string{"", "2"}},
		{"the same cursor", map[string]page{"": {[]string{"a"}, "2", nil}, "2": {[]string{"b"}, "2", nil}}, []string{"a", "b"}, repeated(), []string{"", "2"}},
		{"a circle", map[string]page{"": {[]string{"a"}, "2", nil}, "2": {[]string{"b"}, "3", nil}, "3": {[]string{"c"}, "2", nil}}, []string{"a", "b", "c"}, repeated(), []string{"", "2", "3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var asked []string
			seq := Linked("", func(cursor string) ([]string, string, error) {
				asked = append(asked, cursor)
				p := c.pages[cursor]
				return p.items, p.next, p.err
			})
			for range 2 {
				asked = nil
				items, errs := walk(seq)
				assert.Equal(t, c.want, items)
				assert.Equal(t, c.asked, asked)
				if c.err == nil {
					assert.Empty(t, errs)
				} else {
					assert.Equal(t, []error{c.err}, errs)
				}
			}
		})
	}
}

func TestLinkedBackToTheFirst(t *testing.T) {
	t.Parallel()
	items, errs := walk(Linked(1, func(cursor int) ([]int, int, error) { return []int{cursor}, 3 - cursor, nil }))
	assert.Equal(t, []int{1, 2}, items)
	assert.Equal(t, []error{repeated()}, errs)
}

func TestBreakFetchesNoMore(t *testing.T) {
	t.Parallel()
	var asked int
	for name, seq := range map[string]iter.Seq2[int, error]{
		"numbered": Numbered(1, 3, func(n int) ([]int, error) { asked++; return []int{n, n, n}, nil }),
		"linked":   Linked(0, func(n int) ([]int, int, error) { asked++; return []int{n, n, n}, n + 1, nil }),
	} {
		for _, after := range []int{1, 2, 3, 4} { // 3 is the end of the first page
			asked = 0
			n := 0
			for _, err := range seq {
				assert.NoError(t, err)
				if n++; n == after {
					break
				}
			}
			assert.Equal(t, (after+2)/3, asked, "%s: break after %d", name, after)
		}
	}
}

func TestBreakOnTheError(t *testing.T) {
	t.Parallel()
	for _, seq := range []iter.Seq2[int, error]{
		Numbered(1, 1, func(n int) ([]int, error) { return []int{7}, nil }),
		Linked(1, func(n int) ([]int, int, error) { return []int{7}, 1, nil }),
	} {
		var got error
		for _, err := range seq {
			if got = err; err != nil {
				break
			}
		}
		assert.ErrorIs(t, got, ErrRepeated)
	}
}
