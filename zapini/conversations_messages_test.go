package zapini_test

import (
	"fmt"
	"iter"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/zapini"
)

// collect walks a sequence to its end and returns the items' ids and the error it ended with. A step after the error
// shows as an item.
func collect[T any](all iter.Seq2[T, error]) (ids string, failed error) {
	var out []string
	for item, err := range all {
		if err != nil && failed == nil {
			failed = err
			continue
		}
		out = append(out, reflect.ValueOf(item).FieldByName("ID").String())
	}
	return strings.Join(out, " "), failed
}

// queries are those of all requests.
func queries(w *contract.Recorder) string {
	var out []string
	for _, s := range w.Sent {
		u, err := url.Parse(s.URL)
		if err != nil {
			panic(err)
		}
		out = append(out, u.RawQuery)
	}
	return strings.Join(out, " ")
}

// historyOf has the messages from newest down to oldest.
func historyOf(newest, oldest int, more bool) answer {
	var list []string
	for i := newest; i >= oldest; i-- {
		list = append(list, fmt.Sprintf(`{"id":%d}`, i))
	}
	return ok(fmt.Sprintf(`{"success":true,"data":{"messages":[%s],"has_more":%t,"oldest_id":%d,"newest_id":"%d"}}`,
		strings.Join(list, ","), more, oldest, newest))
}

func TestAllMessagesOfAConversation(t *testing.T) {
	t.Parallel()
	type params = zapini.ListConversationMessagesParams
	for _, tt := range []struct {
		name    string
		params  params
		answers []answer
		queries string
		ids     string
		err     error
		text    string
	}{
		{
			name: "to older ones", params: params{Format: zapini.FormatChat},
			answers: []answer{historyOf(9, 7, true), historyOf(6, 4, true), historyOf(3, 3, false)},
			queries: "format=chat&limit=100 before_id=7&format=chat&limit=100 before_id=4&format=chat&limit=100", ids: "9 8 7 6 5 4 3",
		},
		{
			name: "from one on", params: params{BeforeID: "7", Limit: 3}, answers: []answer{historyOf(6, 4, true), historyOf(3, 3, false)},
			queries: "before_id=7&limit=3 before_id=4&limit=3", ids: "6 5 4 3",
		},
		{
			name: "to newer ones", params: params{AfterID: "0", Limit: 2}, answers: []answer{historyOf(2, 1, true), historyOf(4, 3, true), historyOf(5, 5, false)},
			queries: "after_id=0&limit=2 after_id=2&limit=2 after_id=4&limit=2", ids: "2 1 4 3 5",
		},
		{
			name: "to newer ones, until one", params: params{AfterID: "1", BeforeID: "5", Limit: 2}, answers: []answer{historyOf(3, 2, true), historyOf(4, 4, false)},
			queries: "after_id=1&before_id=5&limit=2 after_id=3&before_id=5&limit=2", ids: "3 2 4",
		},
		{name: "none", answers: []answer{ok(`{"data":{"messages":[],"has_more":false,"oldest_id":null,"newest_id":null}}`)}, queries: "limit=100"},
		{
			name: "error in the middle", answers: []answer{historyOf(9, 7, true), {Status: 500, Body: `{}`}},
			queries: "limit=100 before_id=7&limit=100", ids: "9 8 7", err: zapgate.ErrServer,
		},
		{
			name: "before_id is ignored", answers: []answer{historyOf(9, 7, true)},
			queries: "limit=100 before_id=7&limit=100", ids: "9 8 7", err: pages.ErrRepeated,
		},
		{
			name: "in a circle", answers: []answer{historyOf(9, 7, true), historyOf(6, 4, true), historyOf(9, 7, true)},
			queries: "limit=100 before_id=7&limit=100 before_id=4&limit=100", ids: "9 8 7 6 5 4", err: pages.ErrRepeated,
		},
		{
			name: "not told which ids, nor whether there are more", params: params{Limit: 2},
			answers: []answer{ok(`{"data":[{"id":1000},{"id":"999"}]}`), ok(`{"data":{"data":[{"id":99}]}}`)},
			queries: "limit=2 before_id=999&limit=2", ids: "1000 999 99",
		},
		{
			name: "not told which ids, to newer ones", params: params{Limit: 2, AfterID: "998"},
			answers: []answer{ok(`{"data":[{"id":1000},{"id":"999"}]}`), ok(`{"data":[]}`)},
			queries: "after_id=998&limit=2 after_id=1000&limit=2", ids: "1000 999",
		},
		{
			name: "more, and no way there", answers: []answer{ok(`{"data":{"messages":[{"id":"m-1"},{"unique_id":"x"}],"has_more":1}}`)},
			queries: "limit=100", ids: "m-1 ", text: "no id that leads to them",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(tt.answers...)
			ids, err := collect(newClient(t, w, zapgate.WithRetries(0)).Conversations.AllMessages(t.Context(), conversationID, tt.params))
			if tt.text != "" {
				require.ErrorContains(t, err, tt.text)
			} else {
				require.ErrorIs(t, err, tt.err)
			}
			if err != nil {
				var zerr *zapgate.Error
				require.ErrorAs(t, err, &zerr)
			}
			assert.Equal(t, tt.ids, ids)
			assert.Equal(t, tt.queries, queries(w))
		})
	}
}

func TestAllMessagesStopsWithItsReaderAndStartsAnew(t *testing.T) {
	t.Parallel()
	w := contract.Record(historyOf(9, 7, true), historyOf(6, 4, true), historyOf(9, 7, false))
	all := newClient(t, w).Conversations.AllMessages(t.Context(), conversationID, zapini.ListConversationMessagesParams{})
	for m, err := range all {
		require.NoError(t, err)
		if m.ID == "6" {
			break
		}
	}
	ids, err := collect(all)
	require.NoError(t, err)
	assert.Equal(t, "9 8 7", ids)
	assert.Equal(t, "limit=100 before_id=7&limit=100 limit=100", queries(w))
}

func TestHistoriesThatAreNone(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"success":true,"data":{}}`:                                        "messages are missing",
		`{"success":true,"data":{"messages":["secret words"]}}`:             "not an object",
		`{"success":true,"data":{"messages":{},"has_more":false}}`:          "not of its documented type",
		`{"success":true,"data":{"messages":[],"has_more":"secret words"}}`: "not a boolean",
		`{"success":true}`: "data is missing",
	} {
		_, err := newClient(t, contract.Record(ok(body))).Conversations.Messages(t.Context(), "c", zapini.ListConversationMessagesParams{})
		require.ErrorContains(t, err, want, body)
		assert.NotContains(t, err.Error(), "secret words")
	}
}

func TestAllArchived(t *testing.T) {
	t.Parallel()
	w := contract.Record(ok(pageOf(1, 2, 1, 2)), ok(pageOf(3, 3, 2, 2)))
	ids, err := collect(newClient(t, w).Conversations.AllArchived(t.Context(), zapini.ListArchivedParams{}))
	require.NoError(t, err)
	assert.Equal(t, "c1 c2 c3", ids)
	assert.Equal(t, " page=2", queries(w), "the first request is the documented one")

	w = contract.Record(ok(`{"data":` + items(1, 500) + `}`))
	_, err = collect(newClient(t, w).Conversations.AllArchived(t.Context(), zapini.ListArchivedParams{}))
	require.NoError(t, err)
	assert.Len(t, w.Sent, 1, "no pages, no parameter that is not documented")

	w = contract.Record(ok(pageOf(1, 2, 1, 3)))
	ids, err = collect(newClient(t, w).Conversations.AllArchived(t.Context(), zapini.ListArchivedParams{}))
	require.ErrorIs(t, err, pages.ErrRepeated)
	assert.Equal(t, "c1 c2", ids)
	var zerr *zapgate.Error
	require.ErrorAs(t, err, &zerr)

	w = contract.Record(ok(pageOf(3, 3, 2, 2)))
	ids, err = collect(newClient(t, w).Conversations.AllArchived(t.Context(), zapini.ListArchivedParams{Page: 2}))
	require.NoError(t, err)
	assert.Equal(t, "c3", ids)
	assert.Equal(t, "page=2", queries(w))
}
