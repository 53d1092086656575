package wsapi_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

const customerKey = "canary-customer-key"

func newAccount(t *testing.T, rt http.RoundTripper, opts ...zapgate.Option) *wsapi.AccountClient {
	t.Helper()
	c, err := wsapi.NewAccount(customerKey, contract.Through(rt, opts...)...)
	require.NoError(t, err)
	return c
}

func TestNewAccount(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		names, key string
		opts       []zapgate.Option
	}{
		{"customerKey is empty", "", nil},
		{"customerKey has a space", "canary key", nil},
		{"customerKey has a space", "canary\r\nX-Instance-Id: a", nil},
		{"option is nil", customerKey, []zapgate.Option{nil}},
		{"WithBaseURL", customerKey, []zapgate.Option{zapgate.WithBaseURL("wsapi.chat")}},
	} {
		_, err := wsapi.NewAccount(tt.key, tt.opts...)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
		assert.ErrorContains(t, err, "NewAccount")
		assert.ErrorContains(t, err, tt.names)
		assert.NotContains(t, err.Error(), "canary")
	}
	c := newAccount(t, httpmock.NewMockTransport())
	contract.Hidden(t, "canary", c, *c)
	assert.Contains(t, contract.Printed(c), "[redacted]")

	r := contract.Record(contract.OK(fixture(t, "w2-getAccountInstance.json")))
	_, err := newAccount(t, r, zapgate.WithBaseURL("https://proxy.example.com/wsapi/")).GetInstance(t.Context(), "ins_loja_a")
	require.NoError(t, err)
	assert.Equal(t, "https://proxy.example.com/wsapi/account/instances/ins_loja_a", r.Only(t).URL)
}

func account1() wsapi.AccountInstance {
	return wsapi.AccountInstance{
		ID: "ins_loja_a", Created: contract.Time(`"2026-01-02T03:04:05Z"`), Name: "Loja A", UseCustomDefaults: true, Status: "works",
		DeviceID: "5511900000009:12@s.whatsapp.net", ExpiredAt: contract.Time(`"2027-01-02T03:04:05Z"`),
		TrialEndsAt: contract.Time(`"2026-01-09T03:04:05Z"`), IsInTrial: true, HasAPIKey: true,
	}
}

func account2() wsapi.AccountInstance {
	return wsapi.AccountInstance{
		ID: "ins_loja_b", Created: contract.Time(`"2026-01-03T03:04:05Z"`), Name: "Loja B", Status: "new",
		ExpiredAt: contract.Time(`null`), TrialEndsAt: contract.Time(`null`),
	}
}

func TestAccount(t *testing.T) {
	t.Parallel()
	brasilia := time.FixedZone("", -3*60*60)
	settings := wsapi.AccountInstanceSettings{
		UseCustomDefaults: true, PullMode: true, WebhookURL: new("https://crm.example.com/hooks/canary-path"),
		EventSigningSecret: new(zapgate.Secret("canary-signing-secret")), HistorySync: true,
		EventFilters: []wsapi.EventType{wsapi.EventMessage, wsapi.EventMessageRead},
	}
	defaults := wsapi.AccountInstanceDefaults{
		DefaultWebhookURL: new("https://crm.example.com/hooks/canary-path"), DefaultSigningSecret: new(zapgate.Secret("canary-signing-secret")),
		DefaultEventFilters: []wsapi.EventType{wsapi.EventMessage}, DefaultHistorySync: true, DefaultPullMode: true,
	}
	for _, tt := range []struct {
		name         string
		call         func(context.Context, *wsapi.AccountClient) (any, error)
		method, path string
		body         string // "": none
		answer       string // a file; "": 204
		want         any
	}{
		{
			name: "ListInstances",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.ListInstances(ctx, wsapi.ListAccountInstancesParams{})
			},
			method: "GET", path: "/account/instances?pageNumber=1&pageSize=20", answer: "w2-listAccountInstances.json",
			want: &wsapi.Page[wsapi.AccountInstance]{Items: []wsapi.AccountInstance{account1(), account2()}, TotalCount: 3, PageNumber: 1, PageSize: 2},
		},
		{
			name: "ListInstances with everything",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.ListInstances(ctx, wsapi.ListAccountInstancesParams{
					PageParams: wsapi.PageParams{PageNumber: 2, PageSize: 2}, Status: "a b&c",
					CreatedFrom: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), CreatedTo: time.Date(2026, 1, 3, 0, 0, 0, 0, brasilia),
				})
			},
			method: "GET", path: "/account/instances?createdFrom=2026-01-02T03%3A04%3A05Z&createdTo=2026-01-03T00%3A00%3A00-03%3A00&pageNumber=2&pageSize=2&status=a+b%26c",
			answer: "w2-listAccountInstances.json",
			want:   &wsapi.Page[wsapi.AccountInstance]{Items: []wsapi.AccountInstance{account1(), account2()}, TotalCount: 3, PageNumber: 1, PageSize: 2},
		},
		{
			name: "GetInstance escapes the id",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.GetInstance(ctx, "ins/loja?a")
			},
			method: "GET", path: "/account/instances/ins%2Floja%3Fa", answer: "w2-getAccountInstance.json",
			want: &wsapi.AccountInstanceDetail{
				Name: "Loja A", HasAPIKey: true, Settings: settings, Status: "works", DeviceID: "5511900000009:12@s.whatsapp.net",
				Created: contract.Time(`"2026-01-02T03:04:05Z"`),
			},
		},
		{
			name: "UpdateInstanceName",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return only(c.UpdateInstanceName(ctx, "ins_loja_a", wsapi.UpdateInstanceNameRequest{Name: strings.Repeat("ã", 256)}))
			},
			method: "PUT", path: "/account/instances/ins_loja_a/name", body: `{"name":"` + strings.Repeat("ã", 256) + `"}`,
		},
		{
			name: "UpdateInstanceSettings",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return only(c.UpdateInstanceSettings(ctx, "ins_loja_a", settings))
			},
			method: "PUT", path: "/account/instances/ins_loja_a/settings",
			body: `{"useCustomDefaults":true,"pullMode":true,"webhookUrl":"https://crm.example.com/hooks/canary-path",
				"eventSigningSecret":"canary-signing-secret","historySync":true,"eventFilters":["message","message_read"]}`,
		},
		{
			name: "UpdateInstanceSettings sends all that is not set too",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return only(c.UpdateInstanceSettings(ctx, "ins_loja_a", wsapi.AccountInstanceSettings{}))
			},
			method: "PUT", path: "/account/instances/ins_loja_a/settings",
			body: `{"useCustomDefaults":false,"pullMode":false,"webhookUrl":null,"eventSigningSecret":null,"historySync":false,"eventFilters":null}`,
		},
		{
			name: "RegenerateInstanceAPIKey",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.RegenerateInstanceAPIKey(ctx, "ins_loja_a")
			},
			method: "PUT", path: "/account/instances/ins_loja_a/apikey", answer: "w2-regenerateAccountInstanceApiKey.json",
			want: zapgate.Secret("canary-new-key/+="),
		},
		{
			name: "RestartInstance",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return only(c.RestartInstance(ctx, "ins_loja_a"))
			},
			method: "PUT", path: "/account/instances/ins_loja_a/restart",
		},
		{
			name:   "GetInstanceDefaults",
			call:   func(ctx context.Context, c *wsapi.AccountClient) (any, error) { return c.GetInstanceDefaults(ctx) },
			method: "GET", path: "/account/instances/defaults", answer: "w2-getAccountInstanceDefaults.json", want: &defaults,
		},
		{
			name: "UpdateInstanceDefaults",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return only(c.UpdateInstanceDefaults(ctx, defaults))
			},
			method: "PUT", path: "/account/instances/defaults",
			body: `{"defaultWebhookUrl":"https://crm.example.com/hooks/canary-path","defaultSigningSecret":"canary-signing-secret",
				"defaultEventFilters":["message"],"defaultHistorySync":true,"defaultPullMode":true}`,
		},
		{
			name: "UpdateInstanceDefaults sends all that is not set too",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return only(c.UpdateInstanceDefaults(ctx, wsapi.AccountInstanceDefaults{}))
			},
			method: "PUT", path: "/account/instances/defaults",
			body: `{"defaultWebhookUrl":null,"defaultSigningSecret":null,"defaultEventFilters":null,"defaultHistorySync":false,"defaultPullMode":false}`,
		},
		{
			name: "ListSubscriptions",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.ListSubscriptions(ctx, wsapi.ListSubscriptionsParams{})
			},
			method: "GET", path: "/account/subscriptions?pageNumber=1&pageSize=20", answer: "w2-listAccountSubscriptions.json",
			want: &wsapi.Page[wsapi.AccountSubscription]{TotalCount: 2, PageNumber: 1, PageSize: 20, Items: []wsapi.AccountSubscription{
				{
					ID: "sub_0001", Created: contract.Time(`"2025-12-01T00:00:00Z"`), CurPeriodStart: contract.Time(`"2026-02-01T00:00:00Z"`),
					CurPeriodEnd: contract.Time(`"2026-03-01T00:00:00Z"`), Quantity: 3, Plan: "monthly", Price: "12.50", Status: "paid",
					CancelAtPeriodEnd: true, InstanceIDs: []string{"ins_loja_a", "ins_loja_b"},
				},
				{
					ID: "sub_0002", Created: contract.Time(`"2025-12-02T00:00:00Z"`), CurPeriodStart: contract.Time(`"2026-02-02T00:00:00Z"`),
					CurPeriodEnd: contract.Time(`"2026-03-02T00:00:00Z"`), Plan: "yearly", Price: "100", Status: "ended",
				},
			}},
		},
		{
			name: "ListSubscriptionInstances",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.ListSubscriptionInstances(ctx, "sub/1", wsapi.ListAccountInstancesParams{PageParams: wsapi.PageParams{PageNumber: 2, PageSize: 2}, Status: "new"})
			},
			method: "GET", path: "/account/subscriptions/sub%2F1/instances?pageNumber=2&pageSize=2&status=new",
			answer: "w2-listAccountSubscriptionInstances.json",
			want:   &wsapi.Page[wsapi.AccountInstance]{Items: []wsapi.AccountInstance{account2()}, TotalCount: 3, PageNumber: 2, PageSize: 2},
		},
		{
			name: "CreateSubscriptionInstance",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.CreateSubscriptionInstance(ctx, "sub_0001", wsapi.CreateSubscriptionInstanceParams{})
			},
			method: "POST", path: "/account/subscriptions/sub_0001/instances", answer: "w2-createAccountSubscriptionInstance.json", want: "ins_loja_c",
		},
		{
			name: "CreateSubscriptionInstance with a name",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.CreateSubscriptionInstance(ctx, "sub_0001", wsapi.CreateSubscriptionInstanceParams{Name: "Loja & C"})
			},
			method: "POST", path: "/account/subscriptions/sub_0001/instances?name=Loja+%26+C", answer: "w2-createAccountSubscriptionInstance.json", want: "ins_loja_c",
		},
		{
			name: "DeleteSubscriptionInstance",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return only(c.DeleteSubscriptionInstance(ctx, "sub_0001", "ins/loja c"))
			},
			method: "DELETE", path: "/account/subscriptions/sub_0001/instances/ins%2Floja%20c",
		},
		{
			name: "ListSubscriptionChanges",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.ListSubscriptionChanges(ctx, "sub_0001", wsapi.ListSubscriptionChangesParams{})
			},
			method: "GET", path: "/account/subscriptions/sub_0001/changes?pageNumber=1&pageSize=20", answer: "w2-listAccountSubscriptionChanges.json",
			want: &wsapi.Page[wsapi.AccountSubscriptionChange]{TotalCount: 2, PageNumber: 1, PageSize: 20, Items: []wsapi.AccountSubscriptionChange{
				{
					ID: "chg_0001", Timestamp: contract.Time(`"2026-02-03T04:05:06Z"`), SubscriptionID: "sub_0001", ChangeType: "more",
					PreviousQuantity: new(0), NewQuantity: new(3), InstanceID: "ins_loja_b", ProratedAmount: "10.10", Notes: "a third shop",
				},
				{ID: "chg_0002", Timestamp: contract.Time(`"2026-02-04T04:05:06Z"`), SubscriptionID: "sub_0001", ChangeType: "same"},
			}},
		},
		{
			name: "ListSubscriptionChanges with everything",
			call: func(ctx context.Context, c *wsapi.AccountClient) (any, error) {
				return c.ListSubscriptionChanges(ctx, "sub_0001", wsapi.ListSubscriptionChangesParams{
					PageParams:    wsapi.PageParams{PageNumber: 3, PageSize: 50},
					TimestampFrom: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), TimestampTo: time.Date(2026, 3, 1, 0, 0, 0, 999, time.UTC),
					ChangeType: "more", InstanceID: "ins_loja_b",
				})
			},
			method: "GET", answer: "w2-listAccountSubscriptions.json",
			path: "/account/subscriptions/sub_0001/changes?changeType=more&instanceId=ins_loja_b&pageNumber=3&pageSize=50" +
				"&timestampFrom=2026-02-01T00%3A00%3A00Z&timestampTo=2026-03-01T00%3A00%3A00Z",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := contract.Answer{Status: http.StatusNoContent}
			if tt.answer != "" {
				a = contract.OK(fixture(t, tt.answer))
			}
			r := contract.Record(a)
			got, err := tt.call(t.Context(), newAccount(t, r))
			require.NoError(t, err)
			if tt.want != nil || tt.answer == "" {
				assert.Equal(t, tt.want, got)
			}
			sent := r.Only(t)
			sent.Assert(t, tt.method, base+tt.path, tt.body)
			assert.Equal(t, []string{customerKey}, sent.Header["X-Api-Key"])
			assert.NotContains(t, sent.Header, "X-Instance-Id")
		})
	}
}

func TestAccountRefusesBadArguments(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		why  string
		call func(context.Context, *wsapi.AccountClient) error
	}{
		{"PUT /account/instances/{id}/name: name is empty", func(ctx context.Context, c *wsapi.AccountClient) error {
			return c.UpdateInstanceName(ctx, "ins_loja_a", wsapi.UpdateInstanceNameRequest{})
		}},
		{"PUT /account/instances/{id}/name: name is longer than 256 characters", func(ctx context.Context, c *wsapi.AccountClient) error {
			return c.UpdateInstanceName(ctx, "ins_loja_a", wsapi.UpdateInstanceNameRequest{Name: strings.Repeat("ã", 257)})
		}},
		{"GET /account/instances/{id}: id is empty", func(ctx context.Context, c *wsapi.AccountClient) error {
			_, err := c.GetInstance(ctx, "")
			return err
		}},
		{"GET /account/instances/{id}: id names no instance", func(ctx context.Context, c *wsapi.AccountClient) error {
			_, err := c.GetInstance(ctx, "defaults")
			return err
		}},
		{"PUT /account/instances/{id}/apikey: id is a dot segment", func(ctx context.Context, c *wsapi.AccountClient) error {
			_, err := c.RegenerateInstanceAPIKey(ctx, "..")
			return err
		}},
		{"DELETE /account/subscriptions/{id}/instances/{instanceId}: instanceId is empty", func(ctx context.Context, c *wsapi.AccountClient) error {
			return c.DeleteSubscriptionInstance(ctx, "sub_0001", "")
		}},
		{"GET /account/subscriptions/{id}/changes: id is empty", func(ctx context.Context, c *wsapi.AccountClient) error {
			for _, err := range c.AllSubscriptionChanges(ctx, "", wsapi.ListSubscriptionChangesParams{}) {
				return err
			}
			return nil
		}},
	} {
		mt := httpmock.NewMockTransport()
		err := tt.call(t.Context(), newAccount(t, mt))
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, tt.why)
		assert.ErrorContains(t, err, tt.why)
		assert.Zero(t, mt.GetTotalCallCount(), tt.why)
	}
}
