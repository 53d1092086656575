package zapy_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/zapy"
)

func TestContactsWire(t *testing.T) {
	t.Parallel()
	picture := func(phone string) func(context.Context, *zapy.Client) (any, error) {
		return func(ctx context.Context, c *zapy.Client) (any, error) { return c.Contacts.ProfilePicture(ctx, phone) }
	}
	runWire(t, []wireTest{
		{
			name: "CheckNumbers",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Contacts.CheckNumbers(ctx, zapy.CheckNumbersRequest{Numbers: []string{"5511900000001", "5511900000002"}})
			},
			method: "POST", path: "/api/instances/loja-a/check-numbers",
			body:   `{"numbers":["5511900000001","5511900000002"]}`,
			status: 200, answer: "checked-numbers.json",
			want: &zapy.CheckedNumbers{Results: []zapy.CheckedNumber{
				{Number: "5511900000001", Exists: true, JID: "551100000001@s.whatsapp.net"},
				{Number: "5511900000002"},
			}},
		},
		{
			name: "CheckNumbers, answered 201",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return c.Contacts.CheckNumbers(ctx, zapy.CheckNumbersRequest{Numbers: []string{"5511900000002"}})
			},
			method: "POST", path: "/api/instances/loja-a/check-numbers",
			body:   `{"numbers":["5511900000002"]}`,
			status: 201, answer: `{"results":[{"number":"5511900000002","exists":false,"jid":null}]}`,
			want: &zapy.CheckedNumbers{Results: []zapy.CheckedNumber{{Number: "5511900000002"}}},
		},
		{
			name: "SendPresence",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return nil, c.Contacts.SendPresence(ctx, zapy.SendPresenceRequest{To: "5511900000001", Presence: zapy.PresenceComposing})
			},
			method: "POST", path: "/api/instances/loja-a/presence",
			body:   `{"to":"5511900000001","presence":"composing"}`,
			status: 204,
		},
		{
			name: "SendPresence to a group",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return nil, c.Contacts.SendPresence(ctx, zapy.SendPresenceRequest{To: "120360000000000001@g.us", Presence: zapy.PresenceRecording})
			},
			method: "POST", path: "/api/instances/loja-a/presence",
			body:   `{"to":"120360000000000001@g.us","presence":"recording"}`,
			status: 204,
		},
		{
			name: "ProfilePicture", call: picture("5511900000001"),
			method: "GET", path: "/api/instances/loja-a/contacts/5511900000001/profile-picture",
			status: 200, answer: "profile-picture.json",
			want: &zapy.ProfilePicture{URL: "https://media.example.com/ana.jpg"},
		},
		{
			name: "ProfilePicture of a LID, none there", call: picture("900000000000001@lid"),
			method: "GET", path: "/api/instances/loja-a/contacts/900000000000001@lid/profile-picture",
			status: 200, answer: `{"url":null}`,
			want: &zapy.ProfilePicture{},
		},
		{
			name: "ProfilePicture of a JID, nothing said", call: picture("5511900000001@s.whatsapp.net"),
			method: "GET", path: "/api/instances/loja-a/contacts/5511900000001@s.whatsapp.net/profile-picture",
			status: 200, answer: `{}`,
			want: &zapy.ProfilePicture{},
		},
		{
			name: "Block",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return nil, c.Contacts.Block(ctx, "5511900000001@c.us")
			},
			method: "POST", path: "/api/instances/loja-a/contacts/5511900000001@c.us/block",
			status: 204,
		},
		{
			name: "Unblock",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return nil, c.Contacts.Unblock(ctx, "5511900000001")
			},
			method: "DELETE", path: "/api/instances/loja-a/contacts/5511900000001/block",
			status: 204,
		},
		{
			name: "Unblock, answered with an empty object",
			call: func(ctx context.Context, c *zapy.Client) (any, error) {
				return nil, c.Contacts.Unblock(ctx, "5511900000001")
			},
			method: "DELETE", path: "/api/instances/loja-a/contacts/5511900000001/block",
			status: 200, answer: `{}`,
		},
	})
}
