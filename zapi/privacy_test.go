package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/zapi"
)

func TestWirePrivacy(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Success: true}
	changes := []zapi.BlacklistChange{
		{Action: zapi.BlacklistAdd, Phone: "5511900000001"}, {Action: zapi.BlacklistRemove, Phone: "5511900000002"},
	}
	const changesJSON = `"contactsBlacklist":[{"action":"add","phone":"5511900000001"},{"action":"remove","phone":"5511900000002"}]`
	runWire(t, []wireTest{
		{
			name: "DisallowedContacts",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Privacy.DisallowedContacts(ctx, zapi.DisallowedContactsParams{Type: zapi.BlacklistLastSeen})
			},
			method: "GET", path: "/privacy/disallowed-contacts?type=lastSeen",
			answer: `{"disallowedContacts":["5511900000001","5511900000002"]}`,
			want:   &zapi.DisallowedContacts{DisallowedContacts: []string{"5511900000001", "5511900000002"}},
		},
		{
			name: "SetLastSeen",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Privacy.SetLastSeen(ctx, zapi.SetVisibilityRequest{VisualizationType: zapi.VisibilityNone})
			},
			method: "POST", path: "/privacy/last-seen", body: `{"visualizationType":"NONE"}`,
			answer: `{"success":true}`, want: done,
		},
		{
			name: "SetPhoto with a blacklist",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Privacy.SetPhoto(ctx, zapi.SetVisibilityRequest{VisualizationType: zapi.VisibilityContactBlacklist, ContactsBlacklist: changes})
			},
			method: "POST", path: "/privacy/photo", body: `{"visualizationType":"CONTACT_BLACKLIST",` + changesJSON + `}`,
			answer: `{"success":true}`, want: done,
		},
		{
			name: "SetDescription",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Privacy.SetDescription(ctx, zapi.SetVisibilityRequest{VisualizationType: zapi.VisibilityContacts})
			},
			method: "POST", path: "/privacy/description", body: `{"visualizationType":"CONTACTS"}`,
			answer: `{"success":true}`, want: done,
		},
		{
			name: "SetGroupAdd with a blacklist",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Privacy.SetGroupAdd(ctx, zapi.SetGroupAddRequest{Type: zapi.VisibilityContactBlacklist, ContactsBlacklist: changes})
			},
			method: "POST", path: "/privacy/group-add", body: `{"type":"CONTACT_BLACKLIST",` + changesJSON + `}`,
			answer: `{"success":true}`, want: done,
		},
		{
			name: "SetOnline",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Privacy.SetOnline(ctx, zapi.SetOnlineRequest{VisualizationType: zapi.VisibilitySameLastSeen})
			},
			method: "POST", path: "/privacy/online", body: `{"visualizationType":"SAME_LAST_SEEN"}`,
			answer: `{"success":true}`, want: done,
		},
		{
			name: "SetReadReceipts",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Privacy.SetReadReceipts(ctx, zapi.SetReadReceiptsRequest{Value: zapi.ReadReceiptsDisable})
			},
			method: "POST", path: "/privacy/read-receipts?value=disable",
			answer: `{"success":true}`, want: done,
		},
		{
			name: "SetMessagesDuration",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Privacy.SetMessagesDuration(ctx, zapi.SetMessagesDurationRequest{Value: zapi.Messages90Days})
			},
			method: "POST", path: "/privacy/messages-duration?value=days90",
			answer: `{"success":true}`, want: done,
		},
	})
}
