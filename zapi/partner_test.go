package zapi_test

import (
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWirePartner(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		call               func(*zapi.PartnerClient) error
		method, path, body string
	}{
		{
			func(c *zapi.PartnerClient) error {
				return c.SubscribeInstance(t.Context(), "INST/1", "SECRET/TOK", zapi.SubscribeInstanceRequest{})
			},
			"POST", "/integrator/on-demand/subscription", `{}`,
		},
		{
			func(c *zapi.PartnerClient) error {
				return c.SubscribeInstance(t.Context(), "INST/1", "SECRET/TOK", zapi.SubscribeInstanceRequest{WithCalls: true})
			},
			"POST", "/integrator/on-demand/subscription", `{"withCalls":true}`,
		},
		{
			func(c *zapi.PartnerClient) error {
				return c.UpdateInstance(t.Context(), "INST/1", "SECRET/TOK", zapi.UpdateInstanceRequest{WithCalls: true})
			},
			"PUT", "/integrator/on-demand/subscription/update", `{"withCalls":true}`,
		},
		{
			func(c *zapi.PartnerClient) error { return c.CancelInstance(t.Context(), "INST/1", "SECRET/TOK") },
			"POST", "/integrator/on-demand/cancel", "",
		},
	} {
		mt := httpmock.NewMockTransport()
		status, answer := 201, "OK"
		mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
			assert.Equal(t, tt.method, r.Method)
			assert.Equal(t, "https://api.z-api.io/instances/INST%2F1/token/SECRET%2FTOK"+tt.path, r.URL.String())
			assert.Equal(t, "Bearer PTOK", r.Header.Get("Authorization"))
			assert.Empty(t, r.Header.Get("Client-Token"))
			var body []byte
			if r.Body != nil {
				body, _ = io.ReadAll(r.Body)
			}
			assert.Equal(t, tt.body, string(body))
			return httpmock.NewStringResponse(status, answer), nil
		})
		c := newPartner(t, mt)
		require.NoError(t, tt.call(c), "the answer is no JSON")

		// The template names the call, and neither token is shown.
		status, answer = 400, `{"error":"no INST with SECRET/TOK, SECRET%2FTOK, PTOK"}`
		err := tt.call(c)
		var zerr *zapgate.Error
		require.ErrorAs(t, err, &zerr)
		assert.Equal(t, tt.method+" "+tt.path, zerr.Op)
		assert.ErrorIs(t, err, zapgate.ErrBadRequest)
		assert.NotContains(t, contract.Printed(err), "TOK")
		assert.Equal(t, 2, mt.GetTotalCallCount())
	}
}

func TestPartnerBadArguments(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport() // answers nothing
	c := newPartner(t, mt)
	for field, err := range map[string]error{
		"instanceID": c.CancelInstance(t.Context(), "..", "TOK"),
		"token":      c.CancelInstance(t.Context(), "INST", "SECRET TOK"),
	} {
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
		assert.ErrorContains(t, err, field)
		assert.ErrorContains(t, err, "POST /integrator/on-demand/cancel")
		assert.NotContains(t, contract.Printed(err), "SECRET")
	}
	assert.Zero(t, mt.GetTotalCallCount(), "nothing is sent")
}

func TestPartnerListInstances(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		assert.Equal(t, "https://api.z-api.io/instances?middleware=web&page=1&pageSize=100&query=front+desk", r.URL.String())
		assert.Equal(t, "Bearer PTOK", r.Header.Get("Authorization"))
		return httpmock.NewStringResponse(201, fixture(t, "account-instances.json")), nil
	})
	page, err := newPartner(t, mt).ListInstances(t.Context(), zapi.ListInstancesParams{Query: "front desk", Middleware: zapi.MiddlewareWeb})
	require.NoError(t, err)
	assert.Equal(t, []int{3, 2, 2, 1, 2}, []int{page.Total, page.TotalPage, page.PageSize, page.Page, len(page.Content)})
	assert.Equal(t, zapi.PartnerInstance{
		ID: "INST1", Token: "SECRETTOK1", Name: "Front desk", Tenant: "TENANT", Middleware: zapi.MiddlewareWeb,
		Created: timeOf(t, `"2025-10-09T08:00:00.000Z"`), Due: timeOf(t, `1790000000000`), PaymentStatus: "PAID",
		PhoneConnected: true, WhatsAppConnected: true,
		ConnectedCallbackURL: "https://example.com/connected", DeliveryCallbackURL: "https://example.com/delivery",
		DisconnectedCallbackURL: "https://example.com/disconnected", MessageStatusCallbackURL: "https://example.com/status",
		PresenceChatCallbackURL: "https://example.com/presence", ReceivedCallbackURL: "https://example.com/received",
		ReceivedAndDeliveryCallbackURL: "https://example.com/both", ReceivedStatusCallbackURL: "https://example.com/received-status",
	}, page.Content[0])
	assert.True(t, page.Content[1].Created.IsZero())
}

func TestPartnerAllInstances(t *testing.T) {
	t.Parallel()
	var asked []string
	walk := func(last, broken int, stop string) (ids []string, err error) {
		asked = nil
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
			n := r.URL.Query().Get("page")
			asked = append(asked, n)
			assert.Equal(t, "50", r.URL.Query().Get("pageSize"))
			if n == fmt.Sprint(broken) {
				return httpmock.NewStringResponse(404, `{"error":"gone"}`), nil
			}
			return httpmock.NewStringResponse(200, fmt.Sprintf(`{"totalPage":%d,"page":%s,"pageSize":1,"content":[{"id":"INST%s"}]}`, last, n, n)), nil
		})
		for i, err := range newPartner(t, mt).AllInstances(t.Context(), zapi.ListInstancesParams{PageSize: 50}) {
			if err != nil {
				return ids, err
			}
			if ids = append(ids, i.ID); i.ID == stop {
				break
			}
		}
		return ids, nil
	}
	ids, err := walk(3, 0, "")
	require.NoError(t, err)
	assert.Equal(t, []string{"INST1", "INST2", "INST3"}, ids, "also where the gateway's pages are smaller than asked")
	assert.Equal(t, []string{"1", "2", "3"}, asked)

	ids, err = walk(3, 2, "")
	assert.ErrorIs(t, err, zapgate.ErrNotFound)
	assert.Equal(t, []string{"INST1"}, ids)

	ids, err = walk(3, 0, "INST2")
	require.NoError(t, err)
	assert.Equal(t, []string{"INST1", "INST2"}, ids)
	assert.Equal(t, []string{"1", "2"}, asked)

	ids, err = walk(0, 0, "")
	require.NoError(t, err)
	assert.Equal(t, []string{"INST1"}, ids)
}
