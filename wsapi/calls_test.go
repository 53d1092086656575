package wsapi_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/zapgate/zapgate-go/wsapi"
)

func TestWireCalls(t *testing.T) {
	t.Parallel()
	runWire(t, []wireTest{{
		name: "Reject",
		call: func(ctx context.Context, c *wsapi.Client) (any, error) {
			return only(c.Calls.Reject(ctx, "call/1", wsapi.RejectCallRequest{CallerID: device}))
		},
		method: "POST", path: "/calls/call%2F1/reject", body: `{"callerId":"5511900000001:12@s.whatsapp.net"}`,
	}})
}

func TestCallsArguments(t *testing.T) {
	t.Parallel()
	reject := func(id, caller string) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error {
			return c.Calls.Reject(ctx, id, wsapi.RejectCallRequest{CallerID: caller})
		}
	}
	const op = "POST /calls/{callId}/reject"
	runRefused(t, []refused{
		{op, "callId is empty", reject("", ana)},
		{op, "callId is a dot segment", reject(".", ana)},
		{op, "callerId is empty", reject("call-1", "")},
		{op, "callerId must not begin with +", reject("call-1", "+"+ana)},
		{op, "callerId must end in @s.whatsapp.net", reject("call-1", "5511900000001@c.us")},
	})
}

func ExampleCallsService_Reject() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"}, answering(204, ""))
	if err != nil {
		panic(err)
	}
	// Both are in the data of the event call_offer.
	err = client.Calls.Reject(context.Background(), "call-1", wsapi.RejectCallRequest{CallerID: "5511900000001@s.whatsapp.net"})
	fmt.Println(err)
	// Output: <nil>
}
