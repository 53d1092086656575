package wsapi_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/zapgate/zapgate-go/wsapi"
)

func TestWireContacts(t *testing.T) {
	t.Parallel()
	runWire(t, []wireTest{
		{
			name: "List", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Contacts.List(ctx) },
			method: "GET", path: "/contacts", answer: "contacts.json", want: []wsapi.ContactInfo{
				{
					Identity: wsapi.Identity{ID: ana, LID: "900000000000001@lid", Phone: "5511900000001", Device: 3},
					FullName: "Ana Exemplo", FirstName: "Ana", PushName: "Aninha", BusinessName: "Ana Doces", InPhoneAddressBook: true,
				},
				{Identity: wsapi.Identity{ID: bia, LID: bia}},
			},
		},
		{
			name: "Get", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Contacts.Get(ctx, ana) },
			method: "GET", path: "/contacts/5511900000001@s.whatsapp.net", answer: "contact.json", want: &wsapi.ContactInfo{
				Identity: wsapi.Identity{ID: ana, LID: "900000000000001@lid", Phone: "5511900000001"}, FullName: "Ana Exemplo", InPhoneAddressBook: true,
			},
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Contacts.Create(ctx, wsapi.CreateContactRequest{ID: "5511900000001", FullName: "Ana Exemplo"}))
			},
			method: "POST", path: "/contacts", body: `{"id":"5511900000001","fullName":"Ana Exemplo"}`,
		},
		{
			name: "Create with everything",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return only(c.Contacts.Create(ctx, wsapi.CreateContactRequest{ID: ana, FullName: "Ana Exemplo", FirstName: "Ana"}))
			},
			method: "POST", path: "/contacts", body: `{"id":"5511900000001@s.whatsapp.net","fullName":"Ana Exemplo","firstName":"Ana"}`,
		},
		{
			name: "Sync", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return only(c.Contacts.Sync(ctx)) },
			method: "POST", path: "/contacts/sync",
		},
		{
			name: "Blocklist", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Contacts.Blocklist(ctx) },
			method: "GET", path: "/contacts/blocklist", answer: "blocklist.json",
			want: []wsapi.Identity{{ID: ana, LID: "900000000000001@lid", Phone: "5511900000001", Device: 2}, {ID: bia}},
		},
		{
			name: "Block", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return only(c.Contacts.Block(ctx, bia)) },
			method: "PUT", path: "/contacts/900000000000002@lid/block",
		},
		{
			name: "Unblock", call: func(ctx context.Context, c *wsapi.Client) (any, error) { return only(c.Contacts.Unblock(ctx, bia)) },
			method: "PUT", path: "/contacts/900000000000002@lid/unblock",
		},
	})
}

func TestContactsArguments(t *testing.T) {
	t.Parallel()
	create := func(in wsapi.CreateContactRequest) func(context.Context, *wsapi.Client) error {
		return func(ctx context.Context, c *wsapi.Client) error { return c.Contacts.Create(ctx, in) }
	}
	runRefused(t, []refused{
		{"GET /contacts/{id}", "id is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Contacts.Get(ctx, "")
			return err
		}},
		{"GET /contacts/{id}", "id is not a JID", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Contacts.Get(ctx, "blocklist") // it would be another operation
			return err
		}},
		{"PUT /contacts/{id}/block", "id must not begin with +", func(ctx context.Context, c *wsapi.Client) error {
			return c.Contacts.Block(ctx, "+"+ana)
		}},
		{"PUT /contacts/{id}/unblock", "id is not a JID", func(ctx context.Context, c *wsapi.Client) error {
			return c.Contacts.Unblock(ctx, "..")
		}},
		{"POST /contacts", "id is empty", create(wsapi.CreateContactRequest{FullName: "Ana"})},
		{"POST /contacts", "id must not begin with +", create(wsapi.CreateContactRequest{ID: "+5511900000001", FullName: "Ana"})},
		{"POST /contacts", "fullName is empty", create(wsapi.CreateContactRequest{ID: ana})},
	})
}

func ExampleContactsService_Get() {
	client, err := wsapi.New(wsapi.Credentials{APIKey: "your-key", InstanceID: "your-instance"},
		answering(200, `{"id": "5511900000001@s.whatsapp.net", "phone": "5511900000001", "pushName": "Ana", "inPhoneAddressBook": true}`))
	if err != nil {
		panic(err)
	}
	contact, err := client.Contacts.Get(context.Background(), "5511900000001@s.whatsapp.net")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(contact.Phone, contact.PushName)
	// Output: 5511900000001 Ana
}
