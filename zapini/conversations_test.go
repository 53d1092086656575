package zapini_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/zapini"
)

// items are conversations with the ids from first to last.
func items(first, last int) string {
	var out []string
	for i := first; i <= last; i++ {
		out = append(out, fmt.Sprintf(`{"id":"c%d"}`, i))
	}
	return "[" + strings.Join(out, ",") + "]"
}

func pageOf(first, last, current, lastPage int) string {
	return fmt.Sprintf(`{"success":true,"data":%s,"meta":{"pagination":{"total":5,"per_page":"2","current_page":%d,"last_page":%d}}}`,
		items(first, last), current, lastPage)
}

func TestAll(t *testing.T) {
	t.Parallel()
	broken := answer{Status: 500, Body: fixture(t, "error.json")}
	for _, tt := range []struct {
		name    string
		params  zapini.ListConversationsParams
		answers []answer
		queries []string
		ids     string
		err     error
	}{
		{
			name:    "to the last page",
			answers: []answer{ok(pageOf(1, 2, 1, 3)), ok(pageOf(3, 4, 2, 3)), ok(pageOf(5, 5, 3, 3))},
			queries: []string{"page=1&per_page=100", "page=2&per_page=100", "page=3&per_page=100"}, ids: "c1 c2 c3 c4 c5",
		},
		{
			name: "from a page on", params: zapini.ListConversationsParams{Page: 3, PerPage: 2, Unread: true},
			answers: []answer{ok(pageOf(5, 5, 3, 3))}, queries: []string{"page=3&per_page=2&unread=true"}, ids: "c5",
		},
		{
			name: "nothing", answers: []answer{ok(`{"success":true,"data":[],"meta":{"pagination":{"total":0,"current_page":1,"last_page":1}}}`)},
			queries: []string{"page=1&per_page=100"},
		},
		{name: "null", answers: []answer{ok(`{"success":true,"data":null}`)}, queries: []string{"page=1&per_page=100"}},
		{
			name: "error in the middle", answers: []answer{ok(pageOf(1, 2, 1, 3)), broken},
			queries: []string{"page=1&per_page=100", "page=2&per_page=100"}, ids: "c1 c2", err: zapgate.ErrServer,
		},
		{
			name: "the page is ignored", answers: []answer{ok(pageOf(1, 2, 1, 3))},
			queries: []string{"page=1&per_page=100", "page=2&per_page=100"}, ids: "c1 c2", err: pages.ErrRepeated,
		},
		{
			name: "no pagination, until a page is not full", params: zapini.ListConversationsParams{PerPage: 2},
			answers: []answer{ok(`{"data":` + items(1, 2) + `}`), ok(`{"data":{"data":` + items(3, 3) + `}}`)},
			queries: []string{"page=1&per_page=2", "page=2&per_page=2"}, ids: "c1 c2 c3",
		},
		{
			name: "no pagination, and the page is ignored", params: zapini.ListConversationsParams{PerPage: 2},
			answers: []answer{ok(`{"data":` + items(1, 2) + `}`)},
			queries: []string{"page=1&per_page=2", "page=2&per_page=2"}, ids: "c1 c2", err: pages.ErrRepeated,
		},
		{
			name: "nested with pagination", params: zapini.ListConversationsParams{PerPage: 2},
			answers: []answer{
				ok(`{"success":true,"data":{"data":` + items(1, 1) + `,"current_page":1,"last_page":3}}`),
				ok(`{"success":true,"data":{"data":` + items(2, 2) + `,"meta":{"current_page":2,"last_page":3}}}`),
				ok(`{"success":true,"data":{"data":` + items(3, 3) + `},"meta":{"pagination":{"current_page":3,"last_page":3}}}`),
			},
			queries: []string{"page=1&per_page=2", "page=2&per_page=2", "page=3&per_page=2"}, ids: "c1 c2 c3",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(tt.answers...)
			var ids []string
			var failed error
			for c, err := range newClient(t, w, zapgate.WithRetries(0)).Conversations.All(t.Context(), tt.params) {
				require.NoError(t, failed, "a step after the error")
				if failed = err; err == nil {
					ids = append(ids, string(c.ID))
				}
			}
			require.ErrorIs(t, failed, tt.err)
			assert.Equal(t, tt.ids, strings.Join(ids, " "))
			var queries []string
			for _, s := range w.Sent {
				u, err := url.Parse(s.URL)
				require.NoError(t, err)
				queries = append(queries, u.RawQuery)
			}
			assert.Equal(t, tt.queries, queries)
		})
	}
}

func TestAllStopsWithItsReaderAndStartsAnew(t *testing.T) {
	t.Parallel()
	w := contract.Record(ok(pageOf(1, 2, 1, 3)))
	all := newClient(t, w).Conversations.All(t.Context(), zapini.ListConversationsParams{})
	for range 2 {
		for c, err := range all {
			require.NoError(t, err)
			assert.Equal(t, zapini.ID("c1"), c.ID)
			break
		}
	}
	assert.Len(t, w.Sent, 2)
}

func TestListsThatAreNone(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"success":true}`:                              "data is missing",
		`{"success":true,"data":{}}`:                    "data is missing",
		`{"success":true,"data":"secret words"}`:        "not of its documented type",
		`{"success":true,"data":[{"is_group":"oops"}]}`: "is_group",
		`[]`: "not of its documented type",
	} {
		_, err := newClient(t, contract.Record(ok(body))).Conversations.List(t.Context(), zapini.ListConversationsParams{})
		require.ErrorContains(t, err, want, body)
		assert.NotContains(t, err.Error(), "secret words")
		assert.NotContains(t, err.Error(), "oops")
	}
}

func TestPaginationNext(t *testing.T) {
	t.Parallel()
	for p, want := range map[zapini.Pagination]int{
		{}: 0, {CurrentPage: 1, LastPage: 2}: 2, {CurrentPage: 2, LastPage: 2}: 0, {CurrentPage: 9, LastPage: 2}: 0, {LastPage: 4}: 0,
	} {
		assert.Equal(t, want, p.Next(), "%+v", p)
	}
}
