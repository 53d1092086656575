package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ContactsService reads and changes the address book of the connected account, and blocks people.
type ContactsService struct{ service }

var (
	opListContacts   = transport.Op{Method: "GET", Path: "/contacts", Retry: transport.Safe}
	opGetContact     = transport.Op{Method: "GET", Path: "/contacts/{id}", Retry: transport.Safe}
	opCreateContact  = transport.Op{Method: "POST", Path: "/contacts"}
	opSyncContacts   = transport.Op{Method: "POST", Path: "/contacts/sync"}
	opGetBlocklist   = transport.Op{Method: "GET", Path: "/contacts/blocklist", Retry: transport.Safe}
	opBlockContact   = transport.Op{Method: "PUT", Path: "/contacts/{id}/block"}
	opUnblockContact = transport.Op{Method: "PUT", Path: "/contacts/{id}/unblock"}
)

// Identity is a person with every name that WhatsApp has for them. What is not known is "".
type Identity struct {
	ID     string `json:"id"`               // JID by phone number, or by LID where the number is not known
	LID    string `json:"lid,omitempty"`    // JID by LID
	Phone  string `json:"phone,omitempty"`  // digits with country code
	Device int    `json:"device,omitempty"` // 0 is the phone itself
}

// ContactInfo is a person that the connected account knows. What is not known is "".
type ContactInfo struct {
	Identity
	FullName           string `json:"fullName,omitempty"` // in the phone's contacts
	FirstName          string `json:"firstName,omitempty"`
	PushName           string `json:"pushName,omitempty"` // the name that the person chose
	BusinessName       string `json:"businessName,omitempty"`
	InPhoneAddressBook bool   `json:"inPhoneAddressBook"`
}

// List returns all contacts. There are no pages.
//
// GET /contacts (listContacts in wsapi-api.yml)
func (s *ContactsService) List(ctx context.Context, opts ...zapgate.CallOption) ([]ContactInfo, error) {
	return transport.List[ContactInfo](ctx, s.t, transport.Request{Op: opListContacts, Options: opts})
}

// Get returns one contact by its JID.
//
// GET /contacts/{id} (getContact in wsapi-api.yml)
func (s *ContactsService) Get(ctx context.Context, id string, opts ...zapgate.CallOption) (*ContactInfo, error) {
	return transport.Do[ContactInfo](ctx, s.t, onJID(opGetContact, id, nil, opts))
}

// CreateContactRequest is a contact for the address book.
type CreateContactRequest struct {
	ID        string `json:"id" check:"chat"` // JID, or digits with country code
	FullName  string `json:"fullName" check:"required"`
	FirstName string `json:"firstName,omitempty"`
}

// Create adds a contact to the account's address book, or changes the one that is there. It reaches the phone by
// WhatsApp's synchronization between devices.
//
// POST /contacts (createContact in wsapi-api.yml)
func (s *ContactsService) Create(ctx context.Context, in CreateContactRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opCreateContact, Body: in, Options: opts})
}

// Sync makes the instance fetch the whole address book from WhatsApp in place of the one that it keeps.
//
// POST /contacts/sync (syncContacts in wsapi-api.yml)
func (s *ContactsService) Sync(ctx context.Context, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opSyncContacts, Options: opts})
}

// Blocklist returns all who are blocked. There are no pages.
//
// GET /contacts/blocklist (getBlocklist in wsapi-api.yml)
func (s *ContactsService) Blocklist(ctx context.Context, opts ...zapgate.CallOption) ([]Identity, error) {
	return transport.List[Identity](ctx, s.t, transport.Request{Op: opGetBlocklist, Options: opts})
}

// Block keeps a person, named by JID, from sending messages to the account.
//
// PUT /contacts/{id}/block (blockContact in wsapi-api.yml)
func (s *ContactsService) Block(ctx context.Context, id string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opBlockContact, id, nil, opts))
}

// Unblock lets a person, named by JID, send messages again.
//
// PUT /contacts/{id}/unblock (unblockContact in wsapi-api.yml)
func (s *ContactsService) Unblock(ctx context.Context, id string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opUnblockContact, id, nil, opts))
}
