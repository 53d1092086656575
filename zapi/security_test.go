package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireSecurity(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Success: true}
	runWire(t, []wireTest{
		{
			name:   "Email",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Security.Email(ctx) },
			method: "GET", path: "/security/email",
			answer: "account-email.json",
			want:   &zapi.AccountEmail{Success: true, HasEmail: true, Email: "ana@example.com", Verified: true},
		},
		{
			name: "SetEmail",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Security.SetEmail(ctx, zapi.SetAccountEmailRequest{Email: "ana@example.com"})
			},
			method: "POST", path: "/security/email", body: `{"email":"ana@example.com"}`,
			answer: `{"success":true,"message":"VERIFY_EMAIL"}`,
			want:   &zapi.AccountResult{Success: true, Message: zapi.MessageVerifyEmail},
		},
		{
			name: "VerifyEmail",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Security.VerifyEmail(ctx, zapi.VerifyEmailRequest{VerificationCode: "010203"})
			},
			method: "POST", path: "/security/verify-email", body: `{"verificationCode":"010203"}`,
			answer: `{"success":true}`, want: done,
		},
		{
			name:   "RemoveEmail",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Security.RemoveEmail(ctx) },
			method: "POST", path: "/security/email/remove",
			answer: `{"success":true,"message":"REMOVED"}`,
			want:   &zapi.AccountResult{Success: true, Message: zapi.MessageRemoved},
		},
		{
			name:   "HasPINCode",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Security.HasPINCode(ctx) },
			method: "GET", path: "/security/two-fa-code",
			answer: `{"success":true,"hasCode":true}`, want: &zapi.AccountPINCode{Success: true, HasCode: true},
		},
		{
			name: "SetPINCode",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Security.SetPINCode(ctx, zapi.CodeRequest{Code: "040506"})
			},
			method: "POST", path: "/security/two-fa-code", body: `{"code":"040506"}`,
			answer: `{"success":true}`, want: done,
		},
		{
			name:   "RemovePINCode",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Security.RemovePINCode(ctx) },
			method: "POST", path: "/security/two-fa-code/remove",
			answer: `{"success":false,"message":"no PIN"}`,
			want:   &zapi.AccountResult{Message: "no PIN"},
		},
	})
}
