package zapi_test

import (
	"path/filepath"
	"testing"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestNoLossAccount(t *testing.T) {
	t.Parallel()
	vendor, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	for folder, types := range map[string]map[string]any{
		"instance": {
			"auto-read*.request.*.json":          zapi.UpdateSwitchRequest{},
			"call-reject.request.*.json":         zapi.UpdateSwitchRequest{},
			"call-reject-message.request.*.json": zapi.UpdateTextRequest{},
			"rename-instance.request.*.json":     zapi.UpdateTextRequest{},
			"profile-*.request.*.json":           zapi.UpdateTextRequest{},
			"profile-picture.request.*.json":     zapi.UpdateTextRequest{}, // its value is words for a link, which Media refuses
			"device.response.*.json":             zapi.DeviceSession{},     // only this part of the answer is valid JSON there
			"*.response.*.json":                  zapi.Result{},
		},
		"mobile": {
			"registration-available.request.*.json":  zapi.RegistrationAvailableRequest{},
			"registration-available.response.*.json": zapi.RegistrationAvailability{},
			"request-code.request.*.json":            zapi.RequestCodeRequest{},
			"request-code.response.*.json":           zapi.RequestedCode{},
			"captcha-confirm.request.*.json":         zapi.RespondCaptchaRequest{},
			"confirm-code.request.*.json":            zapi.CodeRequest{},
			"confirm-code.response.*.json":           zapi.ConfirmedCode{},
			"confirm-security-code.request.*.json":   zapi.CodeRequest{},
			"request-unbanning.request.*.json":       zapi.RequestUnbanningRequest{},
			"request-unbanning.response.*.json":      zapi.RequestedUnbanning{},
			"get-account-email.response.*.json":      zapi.AccountEmail{},
			"set-account-email.request.*.json":       zapi.SetAccountEmailRequest{},
			"set-account-email.response.*.json":      zapi.AccountResult{},
			"remove-account-email.response.*.json":   zapi.AccountResult{},
			"verify-email.request.*.json":            zapi.VerifyEmailRequest{},
			"get-has-security-code.response.*.json":  zapi.AccountPINCode{},
			"set-security-code.request.*.json":       zapi.CodeRequest{},
			"remove-security-code.response.*.json":   zapi.AccountResult{},
			"*.response.*.json":                      zapi.Result{},
		},
		"security": {
			"client-token.request.*.json": nil, // the error of any call without the header: see TestErrors
			"ip-block.request.*.json":     nil, // the error of any call from a blocked address: see TestErrors
		},
		"privacy": {
			"get-disallowed-contacts.response.*.json": zapi.DisallowedContacts{},
			"set-group-add.request.*.json":            zapi.SetGroupAddRequest{},
			"set-last-seen.request.*.json":            zapi.SetVisibilityRequest{},
			"set-photo-visualization.request.*.json":  zapi.SetVisibilityRequest{},
			"set-privacy-description.request.*.json":  zapi.SetVisibilityRequest{},
			"set-privacy-online.request.*.json":       zapi.SetOnlineRequest{},
			"*.response.*.json":                       zapi.Result{},
		},
		"calls": {
			"call-token.response.*.json": zapi.CallToken{},
			"send-call.request.*.json":   zapi.SendCallRequest{},
			"send-call.response.*.json":  zapi.SentMessage{},
			"sip-*.response.*.json":      zapi.SIPAccount{},
		},
		"queue": {
			"get-queue.response.*.json":  []zapi.QueuedMessage{},
			"post-queue.response.1.json": zapi.ListQueueRequest{}, // a request, whatever its name says
			"post-queue.response.*.json": zapi.QueuePage{},
		},
		"webhooks": {
			"on-*.request.*.json":                     zapi.UpdateWebhookRequest{},
			"update-webhook-*.request.*.json":         zapi.UpdateWebhookRequest{},
			"update-every-webhooks.request.*.json":    zapi.UpdateEveryWebhookRequest{},
			"update-notify-sent-by-me.request.*.json": zapi.UpdateNotifySentByMeRequest{},
			"*.response.*.json":                       zapi.Result{},
		},
		"partner": {
			"create-instance.request.*.json":  zapi.CreateInstanceRequest{},
			"create-instance.response.*.json": zapi.CreatedInstance{},
			"list-instances.response.*.json":  zapi.InstancePage{},
			"sign-instance.request.*.json":    zapi.SubscribeInstanceRequest{},
			"update-instance.request.*.json":  zapi.UpdateInstanceRequest{},
		},
	} {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			contract.NoLoss(t, filepath.Join(vendor, "zapi", folder), types)
		})
	}
}
