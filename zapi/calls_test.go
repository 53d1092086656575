package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireCalls(t *testing.T) {
	t.Parallel()
	runWire(t, []wireTest{
		{
			name: "Send",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Calls.Send(ctx, zapi.SendCallRequest{Phone: "5511900000001", CallDuration: 15, CallAudioURL: "https://example.com/a.mp3"})
			},
			method: "POST", path: "/send-call",
			body:   `{"phone":"5511900000001","callDuration":15,"callAudioUrl":"https://example.com/a.mp3"}`,
			answer: "sent.json",
			want:   &zapi.SentMessage{ZaapID: "01A2B3C4D5E6F70819", MessageID: "3EB0A1B2C3D4E5F60718", ID: "3EB0A1B2C3D4E5F60718"},
		},
		{
			name:   "GenerateCallToken",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Calls.GenerateCallToken(ctx) },
			method: "GET", path: "/call-token",
			answer: `{"token":"SECRETCALL"}`, want: &zapi.CallToken{Token: "SECRETCALL"},
		},
		{
			name:   "SIPInfo without a token",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Calls.SIPInfo(ctx) },
			method: "GET", path: "/sip-info",
			answer: `{"host":"sip.example.com","user":"INST","active":false}`,
			want:   &zapi.SIPAccount{Host: "sip.example.com", User: "INST"},
		},
		{
			name:   "GenerateSIPToken",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Calls.GenerateSIPToken(ctx) },
			method: "POST", path: "/sip-token",
			answer: "account-sip.json",
			want:   &zapi.SIPAccount{Host: "sip.example.com", User: "INST", Token: "SECRETSIP", Active: true},
		},
	})
}
