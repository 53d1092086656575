package wsapi_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

func TestWireUsers(t *testing.T) {
	t.Parallel()
	const phone = "5511900000001"
	privacy := &wsapi.PrivacySettings{
		GroupAdd: wsapi.PrivacyContacts, LastSeen: wsapi.PrivacyContactBlacklist, Status: wsapi.PrivacyAll, Profile: wsapi.PrivacyNone,
		ReadReceipts: wsapi.PrivacyAll, Online: wsapi.PrivacyMatchLastSeen, CallAdd: wsapi.PrivacyKnown,
	}
	update := func(name, body string, in wsapi.UpdateProfileRequest) wireTest {
		return wireTest{
			name:   "UpdateMyProfile " + name,
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return only(c.Users.UpdateMyProfile(ctx, in)) },
			method: "PUT", path: "/users/me/profile", body: body,
		}
	}
	runWire(t, []wireTest{
		{
			name: "Check", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Users.Check(ctx, phone) },
			method: "GET", path: "/users/5511900000001/check", answer: "user-check.json", want: &wsapi.UserCheck{IsInWhatsApp: true},
		},
		{
			name: "BulkCheck",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Users.BulkCheck(ctx, wsapi.BulkCheckRequest{Phones: []string{phone, "5511900000002"}})
			},
			method: "POST", path: "/users/check", body: `{"phones":["5511900000001","5511900000002"]}`, answer: "users-check.json",
			want: []wsapi.BulkCheckResult{
				{Query: phone, IsInWhatsApp: true, JID: "551190000001@s.whatsapp.net"}, {Query: "5511900000002"},
			},
		},
		{
			name: "Profile", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Users.Profile(ctx, phone) },
			method: "GET", path: "/users/5511900000001/profile", answer: "user.json", want: &wsapi.UserInfo{
				Identity:     wsapi.Identity{ID: ana, LID: "900000000000001@lid", Phone: phone, Device: 2},
				IsInWhatsApp: true, Status: "No trabalho", PictureID: "1700000001", PictureURL: "https://media.example.com/ana.jpg", IsVerified: true,
			},
		},
		{
			name: "MyProfile", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Users.MyProfile(ctx) },
			method: "GET", path: "/users/me/profile", answer: "user-me.json", want: &wsapi.UserMeInfo{
				Identity: wsapi.Identity{ID: "5511900000009@s.whatsapp.net", LID: "900000000000009@lid", Phone: "5511900000009", Device: 12},
				DeviceID: 12, PushName: "Loja A", BusinessName: "Loja A Ltda", Status: "Aberto", PictureID: "1700000009", IsVerified: true,
			},
		},
		update("name", `{"name":"Loja B"}`, wsapi.UpdateProfileRequest{Name: "Loja B"}),
		update("with an empty status", `{"status":""}`, wsapi.UpdateProfileRequest{Status: new("")}),
		update("with everything", `{"name":"Loja B","status":"Fechado","picture":"iVBORw=="}`,
			wsapi.UpdateProfileRequest{Name: "Loja B", Status: new("Fechado"), Picture: png()}),
		{
			name: "SetPresence",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Users.SetPresence(ctx, wsapi.SetMyPresenceRequest{Presence: wsapi.PresenceUnavailable}))
			},
			method: "PUT", path: "/users/me/presence", body: `{"presence":"unavailable"}`,
		},
		{
			name: "PrivacySettings", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Users.PrivacySettings(ctx) },
			method: "GET", path: "/users/me/privacy", answer: "privacy.json", want: privacy,
		},
		{
			name: "SetPrivacySetting",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Users.SetPrivacySetting(ctx, wsapi.SetPrivacyRequest{Setting: wsapi.PrivacyLastSeen, Value: wsapi.PrivacyContactBlacklist})
			},
			method: "PUT", path: "/users/me/privacy", body: `{"setting":"last","value":"contact_blacklist"}`, answer: "privacy.json", want: privacy,
		},
	})
}

func TestUsersArguments(t *testing.T) {
	t.Parallel()
	bulk := func(phones ...string) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Users.BulkCheck(ctx, wsapi.BulkCheckRequest{Phones: phones})
			return err
		}
	}
	set := func(in wsapi.SetPrivacyRequest) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Users.SetPrivacySetting(ctx, in)
			return err
		}
	}
	tests := []refused{
		{"POST /users/check", "phones is empty", bulk()},
		{"POST /users/check", "phones is empty", bulk("5511900000002", "")},
		{"POST /users/check", "phones must not begin with +", bulk("5511900000002", "+5511900000001")},
		{"PUT /users/me/presence", "presence is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Users.SetPresence(ctx, wsapi.SetMyPresenceRequest{})
		}},
		{"PUT /users/me/profile", "media: this field takes bytes, not a link", func(ctx context.Context, c *wsapi.Client) error {
			return c.Users.UpdateMyProfile(ctx, wsapi.UpdateProfileRequest{Picture: zapgate.Base64(zapgate.MediaURL(picture))})
		}},
		{"PUT /users/me/privacy", "setting is empty", set(wsapi.SetPrivacyRequest{Value: wsapi.PrivacyAll})},
		{"PUT /users/me/privacy", "value is empty", set(wsapi.SetPrivacyRequest{Setting: wsapi.PrivacyOnline})},
	}
	for _, phone := range []string{"", "me", "..", "+5511900000001", "5511900000001@s.whatsapp.net", "123456", "1234567890123456", "55 11 90000-0001", "5511900000001\n"} {
		tests = append(tests,
			refused{"GET /users/{phone}/check", "phone must be 7 to 15 digits", func(ctx context.Context, c *wsapi.Client) error {
				_, err := c.Users.Check(ctx, phone)
				return err
			}},
			refused{"GET /users/{phone}/profile", "phone must be 7 to 15 digits", func(ctx context.Context, c *wsapi.Client) error {
				_, err := c.Users.Profile(ctx, phone) // "me" would be another operation
				return err
			}},
			refused{"GET /session/pair-code/{phone}", "phone must be 7 to 15 digits", func(ctx context.Context, c *wsapi.Client) error {
				_, err := c.Session.PairCode(ctx, phone)
				return err
			}})
	}
	runRefused(t, tests)
}

func ExampleUsersService_BulkCheck() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"},
		answering(200, `[{"query": "5511900000001", "isInWhatsApp": true, "jid": "551190000001@s.whatsapp.net"}, {"query": "5511900000002"}]`))
	if err != nil {
		panic(err)
	}
	found, err := client.Users.BulkCheck(context.Background(), wsapi.BulkCheckRequest{Phones: []string{"5511900000001", "5511900000002"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, user := range found {
		fmt.Println(user.Query, user.IsInWhatsApp, user.JID) // the JID lacks the ninth digit: that is how WhatsApp knows the number
	}
	// Output:
	// 5511900000001 true 551190000001@s.whatsapp.net
	// 5511900000002 false
}
