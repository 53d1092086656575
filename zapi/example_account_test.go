package zapi_test

import (
	"context"
	"fmt"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func ExampleInstanceService_PhoneCode() {
	client := telling(`{"value": "ABCD1234"}`)
	code, err := client.Instance.PhoneCode(context.Background(), "5511900000001")
	fmt.Println(code.Value, string(code.Value), err) // only a conversion shows it
	// Output:
	// GET /phone-code/5511900000001
	// [redacted] ABCD1234 <nil>
}

func ExampleProfileService_UpdateName() {
	client := telling(`{"value": true}`)
	result, err := client.Profile.UpdateName(context.Background(), zapi.UpdateTextRequest{Value: "Ana Prado"})
	fmt.Println(result.Done(), err)
	// Output:
	// PUT /profile-name
	// true <nil>
}

func ExampleMobileService_RequestCode() {
	client := telling(`{"success": true, "retryAfter": "90", "method": "sms"}`)
	code, err := client.Mobile.RequestCode(context.Background(), zapi.RequestCodeRequest{DDI: "55", Phone: "11900000001", Method: zapi.CodeBySMS})
	fmt.Println(code.Success, code.RetryAfter, err)
	// Output:
	// POST /mobile/request-registration-code
	// true 90 <nil>
}

func ExampleSecurityService_SetPINCode() {
	client := telling(`{"success": true}`)
	result, err := client.Security.SetPINCode(context.Background(), zapi.CodeRequest{Code: "040506"})
	fmt.Println(result.Done(), err)
	// Output:
	// POST /security/two-fa-code
	// true <nil>
}

func ExamplePrivacyService_SetLastSeen() {
	client := telling(`{"success": true}`)
	result, err := client.Privacy.SetLastSeen(context.Background(), zapi.SetVisibilityRequest{
		VisualizationType: zapi.VisibilityContactBlacklist,
		ContactsBlacklist: []zapi.BlacklistChange{{Action: zapi.BlacklistAdd, Phone: "5511900000001"}},
	})
	fmt.Println(result.Done(), err)
	// Output:
	// POST /privacy/last-seen
	// true <nil>
}

func ExampleCallsService_Send() {
	client := telling(`{"zaapId": "01A2", "messageId": "3EB0", "id": "3EB0"}`)
	sent, err := client.Calls.Send(context.Background(), zapi.SendCallRequest{Phone: "5511900000001", CallDuration: 10})
	fmt.Println(sent.MessageID, err)
	// Output:
	// POST /send-call
	// 3EB0 <nil>
}

func ExampleQueueService_All() {
	client := telling(`{"messages": [{"ZaapId": "01A2", "Phone": "5511900000001", "Message": "Olá"}], "hasMore": false}`)
	for m, err := range client.Queue.All(context.Background(), zapi.ListQueueRequest{}) {
		fmt.Println(m.ZaapID, m.Message, err)
	}
	// Output:
	// POST /queue
	// 01A2 Olá <nil>
}

func ExampleWebhooksService_UpdateEvery() {
	client := telling(`{"value": true}`)
	result, err := client.Webhooks.UpdateEvery(context.Background(), zapi.UpdateEveryWebhookRequest{
		Value: "https://example.com/hooks/zapi?token=your-secret", NotifySentByMe: new(true),
	})
	fmt.Println(result.Done(), err)
	// Output:
	// PUT /update-every-webhooks
	// true <nil>
}

func ExamplePartnerClient_AllInstances() {
	partner, err := zapi.NewPartner("partner-token", zapgate.WithHTTPClient(exampleHTTP(gateway(
		`{"total": 1, "totalPage": 1, "content": [{"id": "INST1", "token": "TOK1", "name": "Front desk"}]}`))))
	if err != nil {
		panic(err)
	}
	for i, err := range partner.AllInstances(context.Background(), zapi.ListInstancesParams{}) {
		client, newErr := zapi.New(zapi.Credentials{InstanceID: i.ID, Token: string(i.Token)})
		fmt.Println(i.Name, i.Token, client != nil, err, newErr)
	}
	// Output:
	// GET /instances?page=1&pageSize=100
	// Front desk [redacted] true <nil> <nil>
}
