package zapini

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"reflect"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
)

// Pagination says where a page is in its list. It is zero if Zapini does not tell.
type Pagination struct {
	Total       zapgate.Int `json:"total"`        // items in the whole list
	PerPage     zapgate.Int `json:"per_page"`     // items on a full page
	CurrentPage zapgate.Int `json:"current_page"` // from 1
	LastPage    zapgate.Int `json:"last_page"`
}

// Next returns the number of the next page, or 0 if there is none or it is not known.
func (p Pagination) Next() int {
	if p.CurrentPage <= 0 || p.CurrentPage >= p.LastPage {
		return 0
	}
	return int(p.CurrentPage) + 1
}

// most is the largest page that Zapini gives. All asks for it unless told otherwise: requests are few, see the package
// comment.
const most = 100

// listing is the answer of a list. The older pages of the documentation have the items in data and meta.pagination
// beside it; a newer one has them in data.data, and is cut before it shows the pagination: that is then looked for where
// Zapini's framework puts it. Messages, for whose list no page shows an answer, may be in data.messages as they are in
// a conversation.
type listing[T any] struct {
	Success zapgate.Bool `json:"success"`
	Message string       `json:"message,omitempty"`
	Data    []T          `json:"data"`
	Meta    struct {
		Pagination Pagination `json:"pagination"`
	} `json:"meta"`
}

type listingLevel struct {
	Data     json.RawMessage `json:"data"`
	Messages json.RawMessage `json:"messages"`
	Meta     struct {
		Documented Pagination `json:"pagination"`
		Pagination
	} `json:"meta"`
	Pagination
}

func (l listingLevel) pagination() Pagination {
	for _, p := range []Pagination{l.Meta.Documented, l.Meta.Pagination, l.Pagination} {
		if p.CurrentPage > 0 {
			return p
		}
	}
	return Pagination{}
}

// UnmarshalJSON reads both shapes.
func (l *listing[T]) UnmarshalJSON(b []byte) error {
	var head struct {
		Success zapgate.Bool `json:"success"`
		Message string       `json:"message"`
	}
	var outer listingLevel
	if err := errors.Join(json.Unmarshal(b, &head), json.Unmarshal(b, &outer)); err != nil {
		return err
	}
	*l = listing[T]{Success: head.Success, Message: head.Message}
	l.Meta.Pagination = outer.pagination()
	data := outer.Data
	if bytes.HasPrefix(data, []byte("{")) {
		var inner listingLevel
		if err := json.Unmarshal(data, &inner); err != nil {
			return err
		}
		if l.Meta.Pagination == (Pagination{}) {
			l.Meta.Pagination = inner.pagination()
		}
		if data = inner.Data; len(data) == 0 {
			data = inner.Messages
		}
	}
	if len(data) == 0 {
		return errors.New("data is missing")
	}
	return json.Unmarshal(data, &l.Data)
}

// walk follows the pages from first on, each asked for with size items. Where the answer does not say which page it is,
// a full one has another after it. That the number of a page can be asked for at all is not documented: a gateway that
// gives the first page again is an error, not more items.
func walk[T any](first, size int, page func(n int) ([]T, Pagination, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var before []T
		pages.Linked(max(first, 1), func(n int) ([]T, int, error) {
			items, at, err := page(n)
			switch {
			case err != nil:
				return nil, 0, err
			case at.CurrentPage > 0 && int(at.CurrentPage) != n,
				at.CurrentPage == 0 && len(items) > 0 && reflect.DeepEqual(items, before):
				return nil, 0, repeated()
			case at.CurrentPage > 0:
				return items, at.Next(), nil
			case len(items) < size:
				return items, 0, nil
			}
			before = items
			return items, n + 1, nil
		})(yield)
	}
}

// repeated is [pages.ErrRepeated] as the one type that all calls fail with.
func repeated() error {
	return &zapgate.Error{Provider: provider, Op: "All", Err: pages.ErrRepeated}
}
