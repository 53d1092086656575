package zapi_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireQueue(t *testing.T) {
	t.Parallel()
	old := []zapi.QueuedMessage{
		{
			ID: "01A2B3C4D5E6F70820", ZaapID: "01A2B3C4D5E6F70820", MessageID: "3EB0A1B2C3D4E5F60719", InstanceID: "INST",
			Phone: "5511900000001", Message: "Olá", DelayMessage: -1, DelayTyping: 5, IsTrial: true, Created: timeOf(t, `1760000005678`),
		},
		{ID: "01A2B3C4D5E6F70821", ZaapID: "01A2B3C4D5E6F70821", Phone: "5511900000002", Message: "Tchau", DelayMessage: 3},
	}
	runWire(t, []wireTest{
		{
			name:   "Count",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Queue.Count(ctx) },
			method: "GET", path: "/queue/count",
			answer: `{"count":12}`, want: &zapi.QueueCount{Count: 12},
		},
		{
			name:   "DeleteAll",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return nil, c.Queue.DeleteAll(ctx) },
			method: "DELETE", path: "/queue",
		},
		{
			name: "Delete",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return nil, c.Queue.Delete(ctx, "01A/B C")
			},
			method: "DELETE", path: "/queue/01A%2FB%20C",
		},
		{
			name: "ListOld",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Queue.ListOld(ctx, zapi.ListParams{Page: 2, PageSize: 30})
			},
			method: "GET", path: "/queue?page=2&pageSize=30",
			answer: "account-queue-old.json", want: old,
		},
		{
			name: "ListOld as an object",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Queue.ListOld(ctx, zapi.ListParams{})
			},
			method: "GET", path: "/queue?page=1&pageSize=100",
			answer: `{"messages":` + fixture(t, "account-queue-old.json") + `}`, want: old,
		},
	})
}

func TestQueueCount(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]zapgate.Int{
		`{"count":"3"}`: 3, `{"count":0}`: 0, `{"size":4,"messages":[]}`: 4, `5`: 5, `"6"`: 6,
	} {
		got, err := countOf(t, answer)
		require.NoError(t, err, answer)
		assert.Equal(t, want, got.Count, answer)
	}
	for _, answer := range []string{``, `null`, `{}`, `{"messages":[]}`, `[]`, `"many"`, `{"count":"many"}`, `<html>`} {
		_, err := countOf(t, answer)
		var zerr *zapgate.Error
		require.ErrorAs(t, err, &zerr, answer)
		assert.Equal(t, 200, zerr.StatusCode, answer)
	}
}

func countOf(t *testing.T, answer string) (*zapi.QueueCount, error) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	mt.RegisterResponder("GET", instance+"/queue/count", httpmock.NewStringResponder(200, answer))
	return newClient(t, mt).Queue.Count(t.Context())
}

func TestQueueAllOld(t *testing.T) {
	t.Parallel()
	walk := func(pages map[string]string) (ids []string, err error) {
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
			body, ok := pages[r.URL.RawQuery]
			if !ok {
				return httpmock.NewStringResponse(500, `{"error":"boom"}`), nil
			}
			return httpmock.NewStringResponse(200, body), nil
		})
		for m, err := range newClient(t, mt).Queue.AllOld(t.Context(), zapi.ListParams{PageSize: 2}) {
			if err != nil {
				return ids, err
			}
			if ids = append(ids, m.ZaapID); m.ZaapID == "stop" {
				break
			}
		}
		return ids, nil
	}
	full := `[{"ZaapId":"1"},{"ZaapId":"2"}]`
	ids, err := walk(map[string]string{"page=1&pageSize=2": full, "page=2&pageSize=2": `[{"ZaapId":"3"}]`})
	require.NoError(t, err)
	assert.Equal(t, []string{"1", "2", "3"}, ids, "a page that is not full is the last")

	ids, err = walk(map[string]string{"page=1&pageSize=2": full})
	assert.ErrorIs(t, err, zapgate.ErrServer)
	assert.Equal(t, []string{"1", "2"}, ids)

	ids, err = walk(map[string]string{"page=1&pageSize=2": `[{"ZaapId":"stop"},{"ZaapId":"2"}]`})
	require.NoError(t, err)
	assert.Equal(t, []string{"stop"}, ids, "nothing is asked for after a break")

	_, err = walk(map[string]string{"page=1&pageSize=2": `"2"`})
	assert.ErrorContains(t, err, "not a list")
}
