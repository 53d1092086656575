package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireMobile(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Success: true}
	number := zapi.RegistrationAvailableRequest{DDI: "55", Phone: "11900000001"}
	runWire(t, []wireTest{
		{
			name: "RegistrationAvailable",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Mobile.RegistrationAvailable(ctx, number)
			},
			method: "POST", path: "/mobile/registration-available", body: `{"ddi":"55","phone":"11900000001"}`,
			answer: "account-registration-available.json",
			want:   &zapi.RegistrationAvailability{Available: true, VoiceWaitSeconds: 30, WAOldWaitSeconds: 60, WAOldEligible: true},
		},
		{
			name: "RegistrationAvailable of a banned number",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Mobile.RegistrationAvailable(ctx, number)
			},
			method: "POST", path: "/mobile/registration-available", body: `{"ddi":"55","phone":"11900000001"}`,
			answer: "account-registration-blocked.json",
			want:   &zapi.RegistrationAvailability{Blocked: true, AppealToken: "SECRETAPPEAL", Reason: "blocked"},
		},
		{
			name: "RequestCode",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Mobile.RequestCode(ctx, zapi.RequestCodeRequest{DDI: "55", Phone: "11900000001", Method: zapi.CodeByVoice})
			},
			method: "POST", path: "/mobile/request-registration-code", body: `{"ddi":"55","phone":"11900000001","method":"voice"}`,
			answer: "account-code-requested.json",
			want: &zapi.RequestedCode{
				Success: true, Captcha: "cG5n", RetryAfter: 90, SMSWaitSeconds: 91, VoiceWaitSeconds: 92, WAOldWaitSeconds: 93, Method: zapi.CodeByVoice,
			},
		},
		{
			name: "RequestCode of a banned number",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Mobile.RequestCode(ctx, zapi.RequestCodeRequest{DDI: "55", Phone: "11900000001", Method: zapi.CodeBySMS})
			},
			method: "POST", path: "/mobile/request-registration-code", body: `{"ddi":"55","phone":"11900000001","method":"sms"}`,
			answer: `{"success":false,"blocked":true,"retryAfter":90}`,
			want:   &zapi.RequestedCode{Blocked: true, RetryAfter: 90},
		},
		{
			name: "RespondCaptcha",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Mobile.RespondCaptcha(ctx, zapi.RespondCaptchaRequest{Captcha: "x7k2"})
			},
			method: "POST", path: "/mobile/respond-captcha", body: `{"captcha":"x7k2"}`,
			answer: `{"success":true}`, want: done,
		},
		{
			name: "ConfirmCode",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Mobile.ConfirmCode(ctx, zapi.CodeRequest{Code: "010203"})
			},
			method: "POST", path: "/mobile/confirm-registration-code", body: `{"code":"010203"}`,
			answer: `{"success":false,"confirmSecurityCode":true}`, want: &zapi.ConfirmedCode{ConfirmSecurityCode: true},
		},
		{
			name: "ConfirmPINCode",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Mobile.ConfirmPINCode(ctx, zapi.CodeRequest{Code: "040506"})
			},
			method: "POST", path: "/mobile/confirm-pin-code", body: `{"code":"040506"}`,
			answer: `{"success":true}`, want: done,
		},
		{
			name:   "RecoverPINCode",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Mobile.RecoverPINCode(ctx) },
			method: "POST", path: "/mobile/recovery-pin-code",
			answer: `{"success":true}`, want: done,
		},
		{
			name: "RequestUnbanning",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Mobile.RequestUnbanning(ctx, zapi.RequestUnbanningRequest{AppealToken: "APPEAL", Description: "we only answer customers"})
			},
			method: "POST", path: "/mobile/request-unbanning", body: `{"appealToken":"APPEAL","description":"we only answer customers"}`,
			answer: `{"success":true,"status":"IN_REVIEW"}`,
			want:   &zapi.RequestedUnbanning{Success: true, Status: zapi.UnbanningInReview},
		},
	})
}
