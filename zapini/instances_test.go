package zapini_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapini"
)

var instanceOperations = []operation{
	{
		name: "Instances.List",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Instances.List(ctx, zapini.ListInstancesParams{})
		},
		method: "GET", url: platform + "/instances", repeatable: true,
		answer: "instances.json",
		check: func(t *testing.T, got any) {
			list := got.([]zapini.Instance)
			require.Len(t, list, 2)
			first := list[0]
			assert.Equal(t, at("2026-03-04T12:00:00Z"), first.LastActivityAt.UTC())
			assert.Equal(t, at("2026-01-02T08:00:00Z"), first.CreatedAt.UTC())
			first.LastActivityAt, first.CreatedAt = zapgate.Time{}, zapgate.Time{}
			assert.Equal(t, zapini.Instance{
				UUID: instanceID, PhoneNumber: "5511900000009", Status: zapini.InstanceConnected, Connected: true,
				MessagesSentToday: 12, RemainingQuota: 88, CanSendMessages: true,
			}, first)
			assert.Equal(t, zapgate.Int(100), list[1].RemainingQuota)
			assert.Empty(t, list[1].PhoneNumber)
			assert.True(t, list[1].LastActivityAt.IsZero())
		},
	},
	{
		name: "Instances.List of a status",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Instances.List(ctx, zapini.ListInstancesParams{Status: zapini.InstanceQRReady})
		},
		method: "GET", url: platform + "/instances?status=qr_ready", repeatable: true,
		answer: "instances.json",
		check:  func(t *testing.T, got any) { assert.Len(t, got, 2) },
	},
	{
		name:   "Instances.Get",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Instances.Get(ctx, "18") },
		method: "GET", url: platform + "/instances/18", repeatable: true,
		answer: "instance.json",
		check:  checkInstance,
	},
	{
		name: "Instances.Status, as stored, of the client's own instance",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Instances.Status(ctx, "", zapini.InstanceStatusParams{})
		},
		method: "GET", url: platform + "/instances/" + instanceID + "/status", repeatable: true,
		answer: "instance.json",
		check:  checkInstance,
	},
	{
		name: "Instances.Status in real time, in the shape of the instance's host",
		call: func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Instances.Status(ctx, "18", zapini.InstanceStatusParams{Realtime: true})
		},
		method: "GET", url: platform + "/instances/18/status?realtime=true", repeatable: true,
		answer: "status.json",
		check: func(t *testing.T, got any) {
			d := got.(*zapini.InstanceDetails)
			assert.Equal(t, zapini.InstanceConnected, d.Status)
			assert.Contains(t, string(d.Raw), "Loja Exemplo")
		},
	},
	{
		name:   "Instances.QR",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Instances.QR(ctx, "18") },
		method: "GET", url: platform + "/instances/18/qr", repeatable: true,
		answer: "instance-qr.json",
		check: func(t *testing.T, got any) {
			q := *got.(*zapini.InstanceQR)
			assert.Equal(t, at("2026-03-04T12:33:00Z"), q.QRGeneratedAt.UTC())
			q.QRGeneratedAt = zapgate.Time{}
			assert.Equal(t, zapini.InstanceQR{
				Status: zapini.InstanceQRReady, QRCode: "data:image/png;base64,iVBORw0KGgo=", QRCodeText: "2@exemplo,exemplo==",
				QRExpired: true, Message: "scan it",
			}, q)
		},
	},
	{
		name:   "Instances.Stats",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Instances.Stats(ctx, "") },
		method: "GET", url: platform + "/instances/" + instanceID + "/stats", repeatable: true,
		answer: "instance-stats.json",
		check: func(t *testing.T, got any) {
			assert.Equal(t, &zapini.InstanceStats{
				MessagesSentToday: 12, RemainingQuota: 88, DailyLimit: 100, MessagesThisWeek: 64, MessagesThisMonth: 256,
				MessagesReceivedToday: 9, ConversationsCount: 31, ContactsCount: 77,
			}, got)
		},
	},
	{
		name:   "Instances.Disconnect",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Instances.Disconnect(ctx, "18") },
		method: "POST", url: platform + "/instances/18/disconnect", undocumentedBody: true,
		answer: "result.json", check: checkDone,
	},
	{
		name:   "Instances.Reconnect",
		call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Instances.Reconnect(ctx, "") },
		method: "POST", url: platform + "/instances/" + instanceID + "/reconnect", undocumentedBody: true,
		answer: "result.json", check: checkDone,
	},
}

// checkInstance is the check of instance.json: what does not fit is left out of the fields, and is in Raw.
func checkInstance(t *testing.T, got any) {
	t.Helper()
	d := got.(*zapini.InstanceDetails)
	assert.Equal(t, zapini.Instance{
		UUID: instanceID, PhoneNumber: "5511900000009", Status: zapini.InstanceConnected, Connected: true, RemainingQuota: 88,
	}, d.Instance)
	assert.JSONEq(t, `{"uuid":"`+instanceID+`","phone_number":"5511900000009","status":"connected","connected":1,
		"remaining_quota":88,"last_activity_at":{"of":"no documented type"},"server":"s7"}`, string(d.Raw))
}

// What no page shows is read wherever it is, and is never taken for something that it is not.
func TestDetails(t *testing.T) {
	t.Parallel()
	get := func(ctx context.Context, c *zapini.Client) (string, error) {
		d, err := c.Instances.Get(ctx, "18")
		if err != nil {
			return "", err
		}
		return d.UUID + " " + string(d.Raw), nil
	}
	for body, want := range map[string]string{
		`{"success":true,"data":{"uuid":"u"}}`:                                                         `u {"uuid":"u"}`,
		`{"success":true,"data":{"instance":{"uuid":"u","x":[]}}}`:                                     `u {"uuid":"u","x":[]}`,
		`{"success":true,"instance":{"uuid":"u"}}`:                                                     `u {"uuid":"u"}`,
		`{"success":true,"uuid":"u"}`:                                                                  `u {"success":true,"uuid":"u"}`,
		`{"data":{"uuid":"u","instance":"not one","Raw":1,"-":2,"":"e"}}`:                              `u {"uuid":"u","instance":"not one","Raw":1,"-":2,"":"e"}`,
		`{"data":{"uuid":"u","status":null,"connected":"oops","remaining_quota":1.5,"created_at":[]}}`: `u {"uuid":"u","status":null,"connected":"oops","remaining_quota":1.5,"created_at":[]}`,
	} {
		got, err := get(t.Context(), newClient(t, contract.Record(ok(body))))
		require.NoError(t, err, body)
		assert.Equal(t, want, got)
	}
	for body, want := range map[string]string{
		``: "not JSON", `null`: "not about an object", `[]`: "not about an object", `"secret words"`: "not about an object",
		`{"success":true,"data":null}`:             "not about an object",
		`{"success":true,"data":[{"uuid":"u"}]}`:   "not about an object",
		`{"success":true,"message":"all is well"}`: "has no instance",
		`{"data":{"uuid":18}}`:                     "has no instance",
		`{"success":false,"data":{"uuid":"u"}}`:    "GET /instances/{uuid}",
	} {
		_, err := get(t.Context(), newClient(t, contract.Record(ok(body))))
		require.ErrorContains(t, err, want, body)
		assert.NotContains(t, err.Error(), "secret words")
	}
	for name, call := range map[string]func(context.Context, *zapini.Client) error{
		"user":         func(ctx context.Context, c *zapini.Client) error { _, err := c.Auth.Me(ctx); return err },
		"conversation": func(ctx context.Context, c *zapini.Client) error { _, err := c.Conversations.Get(ctx, "c"); return err },
	} {
		require.ErrorContains(t, call(t.Context(), newClient(t, contract.Record(ok(`{"data":{"name":"x"}}`)))), "has no "+name)
		require.NoError(t, call(t.Context(), newClient(t, contract.Record(ok(`{"data":{"`+name+`":{"id":1}}}`)))))
	}
}

func TestInstancesThatAreNone(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"success":true,"data":{}}`, `{"success":true,"data":{"instances":null}}`} {
		_, err := newClient(t, contract.Record(ok(body))).Instances.List(t.Context(), zapini.ListInstancesParams{})
		require.ErrorContains(t, err, "instances are missing", body)
	}
	list, err := newClient(t, contract.Record(ok(`{"success":true,"data":{"instances":[]}}`))).Instances.List(t.Context(), zapini.ListInstancesParams{})
	require.NoError(t, err)
	assert.Empty(t, list)
}
