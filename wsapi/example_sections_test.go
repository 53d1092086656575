package wsapi_test

import (
	"context"
	"fmt"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
)

func ExampleGroupsService_UpdateJoinRequests() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"},
		answering(200, `[{"user": {"id": "5511900000001@s.whatsapp.net", "phone": "5511900000001"}, "requestedAt": "2026-02-06T09:30:00Z"}]`))
	if err != nil {
		panic(err)
	}
	const group = "120360000000000001@g.us"
	waiting, err := client.Groups.JoinRequests(context.Background(), group)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, request := range waiting {
		err := client.Groups.UpdateJoinRequests(context.Background(), group, wsapi.UpdateJoinRequestsRequest{
			Participants: []string{request.User.ID}, Action: wsapi.JoinRequestApprove,
		})
		fmt.Println(request.User.Phone, request.RequestedAt.Day(), err)
	}
	// Output: 5511900000001 6 <nil>
}

func ExampleCommunitiesService_SubGroups() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"}, answering(200, `[
		{"groupId": "120360000000000010@g.us", "name": "Bairro", "isAnnouncementGroup": true},
		{"groupId": "120360000000000011@g.us", "name": "Horta", "isAnnouncementGroup": false}]`))
	if err != nil {
		panic(err)
	}
	groups, err := client.Communities.SubGroups(context.Background(), "120360000000000009@g.us")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, group := range groups {
		if group.IsAnnouncementGroup {
			fmt.Println("who writes to", group.GroupID, "reaches everybody")
		}
	}
	// Output: who writes to 120360000000000010@g.us reaches everybody
}

func ExampleNewslettersService_GetByInviteCode() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"},
		answering(200, `{"id": "120360000000000021@newsletter", "name": "Ofertas", "subscriberCount": 42}`))
	if err != nil {
		panic(err)
	}
	newsletter, err := client.Newsletters.GetByInviteCode(context.Background(), "OfertasFicticias")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(newsletter.ID, newsletter.Name, newsletter.SubscriberCount)
	// Output: 120360000000000021@newsletter Ofertas 42
}

func ExampleAccountClient_AllInstances() {
	account, err := wsapi.NewAccount("your-customer-key", answering(200, `{"totalCount": 2, "pageNumber": 1, "pageSize": 20, "items": [
		{"id": "ins_a", "name": "Loja A", "hasApiKey": true}, {"id": "ins_b", "name": "Loja B", "isInTrial": true}]}`))
	if err != nil {
		panic(err)
	}
	for instance, err := range account.AllInstances(context.Background(), wsapi.ListAccountInstancesParams{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(instance.ID, instance.Name, instance.IsInTrial)
	}
	// Output:
	// ins_a Loja A false
	// ins_b Loja B true
}

func ExampleAccountClient_RegenerateInstanceAPIKey() {
	account, err := wsapi.NewAccount("your-customer-key", answering(200, `"n3w-k3y"`))
	if err != nil {
		panic(err)
	}
	key, err := account.RegenerateInstanceAPIKey(context.Background(), "ins_a")
	if err != nil {
		fmt.Println(err)
		return
	}
	client, err := wsapi.New(wsapi.Credentials{APIKey: string(key), InstanceID: "ins_a"})
	fmt.Println(key, client, err)
	// Output: [redacted] [redacted] <nil>
}

func ExampleAdminClient_UpdateInstanceConfig() {
	admin, err := wsapi.NewAdmin("your-admin-key", zapgate.WithBaseURL("http://localhost:8080"),
		answering(200, `{"id": "loja-a", "config": {"apiKey": "s3cret", "eventFilters": ["message"]}, "isConnected": true}`))
	if err != nil {
		panic(err)
	}
	instance, err := admin.GetInstance(context.Background(), "loja-a")
	if err != nil {
		fmt.Println(err)
		return
	}
	instance.Config.EventFilters = append(instance.Config.EventFilters, wsapi.EventMessageRead)
	err = admin.UpdateInstanceConfig(context.Background(), instance.ID, instance.Config)
	fmt.Println(instance.Config.EventFilters, err)
	// Output: [message message_read] <nil>
}
