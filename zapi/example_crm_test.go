package zapi_test

import (
	"context"
	"fmt"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func ExampleStatusService() {
	client := answering(200, `{"zaapId":"01A2","messageId":"3EB0"}`)
	sent, err := client.Status.SendImage(context.Background(), zapi.SendImageStatusRequest{
		Image: zapgate.MediaURL("https://example.com/bread.png"), Caption: "Fresh today",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sent.MessageID)
	// Output: 3EB0
}

func ExampleChatsService() {
	client := answering(200, `[{"messageId":"3EB0A1","fromMe":false,"senderName":"Ana","text":{"message":"Bom dia"}}]`)
	for message, err := range client.Chats.AllMessages(context.Background(), "5511900000001", zapi.ListChatMessagesParams{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if message.Text != nil {
			fmt.Println(message.SenderName, message.Text.Message)
		}
	}
	// Output: Ana Bom dia
}

func ExampleContactsService() {
	client := answering(200, `[{"exists":"true","phone":"551190000001","lid":"81896600000001@lid"}]`)
	found, err := client.Contacts.PhoneExists(context.Background(), "5511900000001")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(found.Exists, found.Phone) // without the ninth digit: that is how WhatsApp knows it
	// Output: true 551190000001
}

func ExampleTagsService() {
	client := answering(200, `[{"id":"7","name":"Lead","color":2}]`)
	tags, err := client.Tags.List(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range tags {
		fmt.Println(tag.ID, tag.Name)
	}
	// Output: 7 Lead
}

func ExampleBusinessService() {
	client := answering(200, `{"success":true}`)
	done, err := client.Business.SetHours(context.Background(), zapi.BusinessHours{
		Timezone: "America/Bahia", Mode: zapi.HoursSpecific,
		Days: []zapi.BusinessDay{{DayOfWeek: zapi.Monday, OpenTime: "08:00", CloseTime: "18:00"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(done.Done())
	// Output: true
}

func ExampleCatalogService() {
	client := answering(200, `{"success":true,"collectionId":"703"}`)
	saved, err := client.Catalog.AddProducts(context.Background(), zapi.CollectionProductsRequest{
		CollectionID: "701", ProductIDs: []string{"501"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(saved.CollectionID) // the collection's id from now on
	// Output: 703
}
