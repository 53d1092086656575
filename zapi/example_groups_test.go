package zapi_test

import (
	"context"
	"fmt"

	"github.com/zapgate/zapgate-go/zapi"
)

func ExampleGroupsService_Create() {
	client := answering(200, `{"phone": "120363000000000001-group", "invitationLink": "https://chat.whatsapp.com/AbCdEfGhIjK1",
		"phonesNotAdded": ["5511900000003"]}`)

	group, err := client.Groups.Create(context.Background(), zapi.CreateGroupRequest{
		AutoInvite: true, GroupName: "Sales", Phones: []string{"5511900000002", "5511900000003"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(group.Phone, "still without", group.PhonesNotAdded)
	// Output: 120363000000000001-group still without [5511900000003]
}

func ExampleCommunitiesService_Metadata() {
	client := answering(200, `{"id": "120363000000000000009", "name": "Neighbours", "subGroups": [
		{"name": "Neighbours", "phone": "120363000000000002-group", "isGroupAnnouncement": true},
		{"name": "Garden", "phone": "120363000000000003-group", "isGroupAnnouncement": false}]}`)

	community, err := client.Communities.Metadata(context.Background(), "120363000000000000009")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, group := range community.SubGroups {
		if group.IsGroupAnnouncement {
			fmt.Println("who writes to", group.Phone, "writes to all of", community.Name)
		}
	}
	// Output: who writes to 120363000000000002-group writes to all of Neighbours
}

func ExampleNewslettersService_SearchAll() {
	client := answering(200, `{"cursor": null, "data": [
		{"id": "120363000000000011@newsletter", "name": "News", "subscribersCount": "42"}]}`)

	for newsletter, err := range client.Newsletters.SearchAll(context.Background(), zapi.SearchNewslettersRequest{
		Limit: 20, Filters: zapi.NewsletterFilters{CountryCodes: []string{"BR"}}, SearchText: "news",
	}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(newsletter.ID, newsletter.Name)
	}
	// Output: 120363000000000011@newsletter News
}
