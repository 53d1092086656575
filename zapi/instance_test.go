package zapi_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

// timeOf is the Time that a JSON value becomes.
func timeOf(t testing.TB, raw string) (out zapgate.Time) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(raw), &out))
	return out
}

// assertHidden: v shows no value that begins with SECRET, and loses nothing of the fixture when it is encoded.
func assertHidden(t *testing.T, v any, name string) {
	t.Helper()
	assert.NotContains(t, contract.Shown(v), "SECRET")
	again, err := json.Marshal(v)
	require.NoError(t, err)
	assert.Empty(t, contract.Lost(t, []byte(fixture(t, name)), again))
}

func TestWireInstance(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Value: true}
	runWire(t, []wireTest{
		{
			name: "PhoneCode",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Instance.PhoneCode(ctx, "5511900000001")
			},
			method: "GET", path: "/phone-code/5511900000001",
			answer: `{"value":"ABCD1234"}`, want: &zapi.PhoneCode{Value: "ABCD1234"},
		},
		{
			name:   "Disconnect",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Instance.Disconnect(ctx) },
			method: "GET", path: "/disconnect",
			answer: "result.json", want: done,
		},
		{
			name:   "Restart",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Instance.Restart(ctx) },
			method: "GET", path: "/restart",
			answer: "result.json", want: done,
		},
		{
			name:   "RestoreSession",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Instance.RestoreSession(ctx) },
			method: "GET", path: "/restore-session",
			answer: "result.json", want: done,
		},
		{
			name:   "Me",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Instance.Me(ctx) },
			method: "GET", path: "/me",
			answer: "account-me.json",
			want: &zapi.InstanceData{
				ID: "INST", Token: "SECRETTOK", Name: "Front desk", Due: timeOf(t, `1790000000000`), Created: timeOf(t, `"2025-10-09T08:00:00.000Z"`),
				Connected: true, PaymentStatus: "PAID",
				ConnectedCallbackURL: "https://example.com/connected", DeliveryCallbackURL: "https://example.com/delivery",
				DisconnectedCallbackURL: "https://example.com/disconnected", InitialDataCallbackURL: "https://example.com/initial",
				MessageStatusCallbackURL: "https://example.com/status", ReceivedCallbackURL: "https://example.com/received?key=x",
				ReceiveCallbackSentByMe: true, AutoReadMessage: true, CallRejectAuto: true, CallRejectMessage: "please write",
			},
		},
		{
			name:   "Device",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Instance.Device(ctx) },
			method: "GET", path: "/device",
			answer: "account-device.json",
			want: &zapi.ConnectedDevice{
				Phone: "5511900000001", Name: "Front desk", ImageURL: "https://example.com/me.jpg", About: "open from 9 to 5",
				Device:         zapi.DeviceSession{SessionName: "CRM", DeviceModel: "Chrome"},
				OriginalDevice: zapi.OriginalDeviceAndroidBusiness, SessionID: 42, IsBusiness: true,
			},
		},
		{
			name: "UpdateName",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Instance.UpdateName(ctx, zapi.UpdateTextRequest{Value: "Front <desk>"})
			},
			method: "PUT", path: "/update-name", body: `{"value":"Front <desk>"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateAutoReadMessage",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Instance.UpdateAutoReadMessage(ctx, zapi.UpdateSwitchRequest{Value: true})
			},
			method: "PUT", path: "/update-auto-read-message", body: `{"value":true}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateAutoReadStatus off",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Instance.UpdateAutoReadStatus(ctx, zapi.UpdateSwitchRequest{})
			},
			method: "PUT", path: "/update-auto-read-status", body: `{"value":false}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateCallRejectAuto",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Instance.UpdateCallRejectAuto(ctx, zapi.UpdateSwitchRequest{Value: true})
			},
			method: "PUT", path: "/update-call-reject-auto", body: `{"value":true}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateCallRejectMessage",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Instance.UpdateCallRejectMessage(ctx, zapi.UpdateTextRequest{Value: "please write"})
			},
			method: "PUT", path: "/update-call-reject-message", body: `{"value":"please write"}`,
			answer: "result.json", want: done,
		},
	})
}

// What opens something is shown by its own value alone.
func TestAccountSecretsAreHidden(t *testing.T) {
	t.Parallel()
	for name, into := range map[string]any{
		"account-me.json":                   &zapi.InstanceData{},
		"account-registration-blocked.json": &zapi.RegistrationAvailability{},
		"account-sip.json":                  &zapi.SIPAccount{},
		"account-instances.json":            &zapi.InstancePage{},
	} {
		require.NoError(t, json.Unmarshal([]byte(fixture(t, name)), into), name)
		assertHidden(t, into, name)
	}
	for _, v := range []any{
		zapi.PhoneCode{Value: "SECRET"}, zapi.CallToken{Token: "SECRET"}, zapi.CodeRequest{Code: "SECRET"}, zapi.PartnerInstance{Token: "SECRET"},
		zapi.VerifyEmailRequest{VerificationCode: "SECRET"}, zapi.RequestUnbanningRequest{AppealToken: "SECRET"},
	} {
		assert.NotContains(t, contract.Shown(v), "SECRET", "%T", v)
	}
}

// A GET with an effect is sent once, whatever happens.
func TestInstanceEffects(t *testing.T) {
	t.Parallel()
	for path, call := range map[string]func(context.Context, *zapi.Client) error{
		"/phone-code/5511900000001": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Instance.PhoneCode(ctx, "5511900000001")
			return err
		},
		"/disconnect": func(ctx context.Context, c *zapi.Client) error { _, err := c.Instance.Disconnect(ctx); return err },
		"/restart":    func(ctx context.Context, c *zapi.Client) error { _, err := c.Instance.Restart(ctx); return err },
		"/restore-session": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Instance.RestoreSession(ctx)
			return err
		},
		"/call-token": func(ctx context.Context, c *zapi.Client) error { _, err := c.Calls.GenerateCallToken(ctx); return err },
	} {
		mt := httpmock.NewMockTransport()
		mt.RegisterResponder("GET", instance+path, httpmock.NewStringResponder(503, ""))
		c, err := zapi.New(zapi.Credentials{InstanceID: "INST", Token: "TOK"}, zapgate.WithHTTPClient(&http.Client{Transport: mt}))
		require.NoError(t, err)
		assert.ErrorIs(t, call(t.Context(), c), zapgate.ErrOutcomeUnknown, path)
		assert.Equal(t, 1, mt.GetTotalCallCount(), path)
	}
}

func TestAccountBadArguments(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport() // answers nothing
	c := newClient(t, mt)
	ctx := t.Context()
	for field, call := range map[string]func() error{
		"phone": func() error { _, err := c.Instance.PhoneCode(ctx, "+55 11 90000-0001"); return err },
		"value": func() error { _, err := c.Instance.UpdateName(ctx, zapi.UpdateTextRequest{}); return err },
		"media": func() error { return pictureOf(ctx, c, zapgate.MediaURL("me.jpg")) },
		"ddi": func() error {
			return askCode(ctx, c, zapi.RequestCodeRequest{Phone: "11900000001", Method: zapi.CodeBySMS})
		},
		"method":  func() error { return askCode(ctx, c, zapi.RequestCodeRequest{DDI: "55", Phone: "11900000001"}) },
		"captcha": func() error { _, err := c.Mobile.RespondCaptcha(ctx, zapi.RespondCaptchaRequest{}); return err },
		"code":    func() error { _, err := c.Security.SetPINCode(ctx, zapi.CodeRequest{}); return err },
		"appealToken": func() error {
			_, err := c.Mobile.RequestUnbanning(ctx, zapi.RequestUnbanningRequest{Description: "x"})
			return err
		},
		"email":             func() error { _, err := c.Security.SetEmail(ctx, zapi.SetAccountEmailRequest{}); return err },
		"verificationCode":  func() error { _, err := c.Security.VerifyEmail(ctx, zapi.VerifyEmailRequest{}); return err },
		"type":              func() error { _, err := c.Privacy.DisallowedContacts(ctx, zapi.DisallowedContactsParams{}); return err },
		"visualizationType": func() error { _, err := c.Privacy.SetLastSeen(ctx, zapi.SetVisibilityRequest{}); return err },
		"phone is":          func() error { _, err := c.Calls.Send(ctx, zapi.SendCallRequest{Phone: "me"}); return err },
		"zaapId":            func() error { return c.Queue.Delete(ctx, "..") },
	} {
		err := call()
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument, field)
		assert.ErrorContains(t, err, field)
	}
	assert.Zero(t, mt.GetTotalCallCount(), "nothing is sent")
}

func pictureOf(ctx context.Context, c *zapi.Client, m zapgate.Media) error {
	_, err := c.Profile.UpdatePicture(ctx, zapi.UpdateProfilePictureRequest{Value: m})
	return err
}

func askCode(ctx context.Context, c *zapi.Client, in zapi.RequestCodeRequest) error {
	_, err := c.Mobile.RequestCode(ctx, in)
	return err
}
