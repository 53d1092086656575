package wsapi_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

// pagesOf answers the pages by number, and counts.
type pagesOf struct {
	t     *testing.T
	pages map[string]string
	asked []string
}

func (p *pagesOf) RoundTrip(r *http.Request) (*http.Response, error) {
	n := r.URL.Query().Get("pageNumber")
	p.asked = append(p.asked, n)
	body, ok := p.pages[n]
	require.True(p.t, ok, "page %s is asked for", n)
	status := http.StatusOK
	if strings.HasPrefix(body, `{"status"`) {
		status = http.StatusNotFound
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

func TestAccountPages(t *testing.T) {
	t.Parallel()
	page := func(total, size int, ids ...string) string {
		var items []string
		for _, id := range ids {
			items = append(items, fmt.Sprintf(`{"id":%q}`, id))
		}
		return fmt.Sprintf(`{"items":[%s],"totalCount":%d,"pageSize":%d}`, strings.Join(items, ","), total, size)
	}
	for _, tt := range []struct {
		name  string
		first wsapi.PageParams
		pages map[string]string
		stop  string
		ids   []string
		asked []string
		fails error
		why   string
	}{
		{
			name: "as many as are counted", first: wsapi.PageParams{PageSize: 2},
			pages: map[string]string{"1": page(3, 2, "a", "b"), "2": page(3, 2, "c")},
			ids:   []string{"a", "b", "c"}, asked: []string{"1", "2"},
		},
		{
			name: "the last page is full", first: wsapi.PageParams{PageSize: 2},
			pages: map[string]string{"1": page(4, 2, "a", "b"), "2": page(4, 2, "c", "d")},
			ids:   []string{"a", "b", "c", "d"}, asked: []string{"1", "2"},
		},
		{
			name: "the gateway's pages are smaller than asked", first: wsapi.PageParams{PageSize: 500},
			pages: map[string]string{"1": page(3, 1, "a"), "2": page(3, 1, "b"), "3": page(3, 1, "c")},
			ids:   []string{"a", "b", "c"}, asked: []string{"1", "2", "3"},
		},
		{
			name: "from the second page on", first: wsapi.PageParams{PageNumber: 2, PageSize: 2},
			pages: map[string]string{"2": page(5, 2, "c", "d"), "3": page(5, 2, "e")},
			ids:   []string{"c", "d", "e"}, asked: []string{"2", "3"},
		},
		{
			name: "from the second page on, of smaller ones", first: wsapi.PageParams{PageNumber: 2, PageSize: 500},
			pages: map[string]string{"2": page(3, 1, "b"), "3": page(3, 1, "c")},
			ids:   []string{"b", "c"}, asked: []string{"2", "3"},
		},
		{
			name: "nothing is counted", pages: map[string]string{"1": page(0, 0, "a"), "2": page(0, 0, "b"), "3": `{"items":null}`},
			ids: []string{"a", "b"}, asked: []string{"1", "2", "3"},
		},
		{
			name: "too much is counted", pages: map[string]string{"1": page(9, 20, "a"), "2": page(9, 20)},
			ids: []string{"a"}, asked: []string{"1", "2"},
		},
		{name: "none", pages: map[string]string{"1": page(0, 20)}, asked: []string{"1"}},
		{
			name: "who stops asks no further", stop: "b",
			pages: map[string]string{"1": page(4, 2, "a", "b")},
			ids:   []string{"a", "b"}, asked: []string{"1"},
		},
		{
			name:  "an error in the middle",
			pages: map[string]string{"1": page(4, 2, "a", "b"), "2": `{"status":404,"detail":"gone"}`},
			ids:   []string{"a", "b"}, asked: []string{"1", "2"}, fails: zapgate.ErrNotFound, why: "gone",
		},
		{
			name:  "the same page again",
			pages: map[string]string{"1": page(9, 2, "a", "b"), "2": page(9, 2, "a", "b")},
			ids:   []string{"a", "b"}, asked: []string{"1", "2"}, why: "the same page twice",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := &pagesOf{t: t, pages: tt.pages}
			c := newAccount(t, p)
			sequence := c.AllInstances(t.Context(), wsapi.ListAccountInstancesParams{PageParams: tt.first})
			for range 2 { // a sequence can be ranged over again
				p.asked = nil
				var ids []string
				var err error
				for item, itemErr := range sequence {
					if err = itemErr; err != nil {
						continue // the sequence has to end by itself
					}
					if ids = append(ids, item.ID); item.ID == tt.stop {
						break
					}
				}
				assert.Equal(t, tt.ids, ids)
				assert.Equal(t, tt.asked, p.asked)
				if tt.why == "" {
					require.NoError(t, err)
				} else {
					assert.ErrorContains(t, err, tt.why)
				}
				if tt.fails != nil {
					assert.ErrorIs(t, err, tt.fails)
				}
			}
		})
	}
}

// The filters go with every page, and so does the subscription.
func TestAccountAll(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	size := wsapi.PageParams{PageSize: 1}
	for query, walk := range map[string]func(*wsapi.AccountClient) (ids []string, err error){
		"/account/instances?createdFrom=2026-02-01T00%3A00%3A00Z&pageNumber=%d&pageSize=1&status=new": func(c *wsapi.AccountClient) (ids []string, err error) {
			for i, err := range c.AllInstances(t.Context(), wsapi.ListAccountInstancesParams{PageParams: size, CreatedFrom: from, Status: "new"}) {
				if err != nil {
					return nil, err
				}
				ids = append(ids, i.ID)
			}
			return ids, nil
		},
		"/account/subscriptions?pageNumber=%d&pageSize=1": func(c *wsapi.AccountClient) (ids []string, err error) {
			for i, err := range c.AllSubscriptions(t.Context(), wsapi.ListSubscriptionsParams{PageParams: size}) {
				if err != nil {
					return nil, err
				}
				ids = append(ids, i.ID)
			}
			return ids, nil
		},
		"/account/subscriptions/sub_0001/instances?pageNumber=%d&pageSize=1&status=new": func(c *wsapi.AccountClient) (ids []string, err error) {
			for i, err := range c.AllSubscriptionInstances(t.Context(), "sub_0001", wsapi.ListAccountInstancesParams{PageParams: size, Status: "new"}) {
				if err != nil {
					return nil, err
				}
				ids = append(ids, i.ID)
			}
			return ids, nil
		},
		"/account/subscriptions/sub_0001/changes?changeType=more&instanceId=ins_loja_b&pageNumber=%d&pageSize=1&timestampFrom=2026-02-01T00%3A00%3A00Z": func(c *wsapi.AccountClient) (ids []string, err error) {
			for i, err := range c.AllSubscriptionChanges(t.Context(), "sub_0001", wsapi.ListSubscriptionChangesParams{
				PageParams: size, TimestampFrom: from, ChangeType: "more", InstanceID: "ins_loja_b",
			}) {
				if err != nil {
					return nil, err
				}
				ids = append(ids, i.ID)
			}
			return ids, nil
		},
	} {
		r := contract.Record(contract.OK(`{"items":[{"id":"a"}],"totalCount":2,"pageSize":1}`), contract.OK(`{"items":[{"id":"b"}],"totalCount":2,"pageSize":1}`))
		ids, err := walk(newAccount(t, r))
		require.NoError(t, err, query)
		assert.Equal(t, []string{"a", "b"}, ids, query)
		require.Len(t, r.Sent, 2, query)
		for i, sent := range r.Sent {
			assert.Equal(t, base+strings.Replace(query, "%d", fmt.Sprint(i+1), 1), sent.URL)
			assert.Equal(t, []string{customerKey}, sent.Header["X-Api-Key"])
		}
	}
}
