package wsapi

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// AccountClient manages the instances and subscriptions of a customer of the hosted API. It prints as [redacted].
type AccountClient struct {
	redacted
	healthCheck
	t *transport.Client
}

// NewAccount returns a client for a customer's account with the hosted API, which is [HostedURL] unless
// [zapgate.WithBaseURL] names another. It does no I/O. The customer's key opens everything here; an instance's key does
// not. A missing or malformed key matches [zapgate.ErrInvalidArgument].
func NewAccount(customerKey string, opts ...zapgate.Option) (*AccountClient, error) {
	if err := transport.CheckCredential(customerKey); err != nil {
		return nil, transport.Invalid(provider, "NewAccount", "customerKey", err.Error())
	}
	s, err := transport.Collect(provider, "NewAccount", opts)
	if err != nil {
		return nil, err
	}
	if s.BaseURL == nil {
		s.BaseURL, _ = url.Parse(HostedURL)
	}
	return &AccountClient{healthCheck: newHealthCheck(s), t: newTransport(s, customerKey, http.Header{})}, nil
}

// Page is one page of a list, and how long the whole list is.
type Page[T any] struct {
	Items      []T `json:"items"`
	TotalCount int `json:"totalCount"` // of all pages
	PageNumber int `json:"pageNumber"` // from 1
	PageSize   int `json:"pageSize"`
}

// PageParams asks for one page of a list. Zero values stand for 1 and 20, the gateway's defaults.
type PageParams struct {
	PageNumber int `url:"pageNumber"` // from 1
	PageSize   int `url:"pageSize"`
}

func (p PageParams) orDefault() PageParams {
	if p.PageNumber == 0 {
		p.PageNumber = 1
	}
	if p.PageSize == 0 {
		p.PageSize = 20
	}
	return p
}

// all walks the pages from first on until it has seen as many items as the answers count, or a page is empty. That a page
// has fewer items than were asked for tells nothing: the gateway may have a limit of its own, which its answer names.
func all[T any](first PageParams, list func(PageParams) (*Page[T], error)) iter.Seq2[T, error] {
	first = first.orDefault()
	return func(yield func(T, error) bool) {
		seen, total := 0, 0
		pages.Numbered(first.PageNumber, 1, func(n int) ([]T, error) {
			if total > 0 && seen >= total {
				return nil, nil
			}
			page, err := list(PageParams{PageNumber: n, PageSize: first.PageSize})
			if err != nil {
				return nil, err
			}
			if n == first.PageNumber {
				seen = (n - 1) * cmp.Or(page.PageSize, first.PageSize) // those before the first page
			}
			seen, total = seen+len(page.Items), page.TotalCount
			return page.Items, nil
		})(yield)
	}
}

// bareString is an answer that is nothing but a JSON string. The text alone is taken too, where it says that it is text:
// a new key is answered once, and the one before is dead by then.
type bareString[T ~string] struct{ value T }

// DecodeAnswer implements [transport.Decoder].
func (s *bareString[T]) DecodeAnswer(contentType string, body []byte) error {
	if len(body) > 0 && body[0] != '"' && strings.HasPrefix(contentType, "text/plain") {
		s.value = T(body)
		return nil
	}
	if err := transport.Decode(body, &s.value); err != nil {
		return err
	}
	if s.value == "" {
		return errors.New("answer: empty")
	}
	return nil
}

func doString[T ~string](ctx context.Context, t *transport.Client, r transport.Request) (T, error) {
	out, err := transport.Do[bareString[T]](ctx, t, r)
	if err != nil {
		return "", err
	}
	return out.value, nil
}
