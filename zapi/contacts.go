package zapi

import (
	"context"
	"encoding/json"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ContactsService lists, saves and checks contacts.
type ContactsService struct{ service }

var (
	opContacts       = transport.Op{Method: "GET", Path: "/contacts", Retry: transport.Safe}
	opGetContact     = transport.Op{Method: "GET", Path: "/contacts/{phone}", Retry: transport.Safe}
	opContactPicture = transport.Op{Method: "GET", Path: "/profile-picture", Retry: transport.Safe}
	opAddContacts    = transport.Op{Method: "POST", Path: "/contacts/add"}
	opRemoveContacts = transport.Op{Method: "DELETE", Path: "/contacts/remove"}
	opModifyBlocked  = transport.Op{Method: "POST", Path: "/contacts/modify-blocked"} // one path with two purposes: its action
	opReportContact  = transport.Op{Method: "POST", Path: "/contacts/{phone}/report"}
)

// ListContactsParams is a page of contacts.
type ListContactsParams = ListParams

// Contact is a person the connected number knows of.
type Contact struct {
	Phone    string `json:"phone"`
	Name     string `json:"name"`             // first and last name; only of a number in the address book
	Short    string `json:"short"`            // the name by which it is called; only of a number in the address book
	VName    string `json:"vname"`            // the name in its vCard
	Notify   string `json:"notify"`           // the name the person chose in WhatsApp
	ImageURL string `json:"imgUrl,omitempty"` // link to the picture, of Get; WhatsApp deletes it after 48 hours
	About    string `json:"about,omitempty"`  // the person's own words in the profile, of Get
}

// List returns one page of contacts. These are also the members of the groups the number is in, so more than its address
// book has. The next one is Page + 1, until a page has fewer than PageSize.
//
// GET /contacts (https://developer.z-api.io/en/contacts/get-contacts)
func (s *ContactsService) List(ctx context.Context, p ListContactsParams, opts ...zapgate.CallOption) ([]Contact, error) {
	return transport.List[Contact](ctx, s.t, transport.Request{Op: opContacts, Query: p.orDefault(), Options: opts})
}

// All walks every contact from p's page on, a page at a time, and ends on the first error.
func (s *ContactsService) All(ctx context.Context, p ListContactsParams, opts ...zapgate.CallOption) iter.Seq2[Contact, error] {
	p = p.orDefault()
	return pages.Numbered(p.Page, p.PageSize, func(n int) ([]Contact, error) {
		return s.List(ctx, ListContactsParams{Page: n, PageSize: p.PageSize}, opts...)
	})
}

// Get returns what is known of one contact, with its picture and what it says of itself.
//
// GET /contacts/{phone} (https://developer.z-api.io/en/contacts/get-metadata-contact)
func (s *ContactsService) Get(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Contact, error) {
	return transport.Do[Contact](ctx, s.t, transport.Request{Op: opGetContact, Path: []string{phone}, Options: opts})
}

// ofPhone is a query for one person.
type ofPhone struct {
	Phone string `url:"phone" check:"chat"`
}

// ProfilePicture is a contact's picture.
type ProfilePicture struct {
	Link string `json:"link"` // WhatsApp deletes it after 48 hours
}

// ProfilePicture returns a fresh link to a contact's picture.
//
// GET /profile-picture (https://developer.z-api.io/en/contacts/get-profile-picture)
func (s *ContactsService) ProfilePicture(ctx context.Context, phone string, opts ...zapgate.CallOption) (*ProfilePicture, error) {
	return doOne[ProfilePicture](ctx, s.t, transport.Request{Op: opContactPicture, Query: ofPhone{phone}, Options: opts})
}

// AddContactsRequest is what to put into the address book. It is sent as a list.
type AddContactsRequest struct {
	Contacts []NewContact `check:"required"`
}

// NewContact is an entry of the address book.
type NewContact struct {
	FirstName string `json:"firstName" check:"required"`
	LastName  string `json:"lastName,omitempty"`
	Phone     string `json:"phone" check:"chat"`
}

// MarshalJSON writes the list.
func (r AddContactsRequest) MarshalJSON() ([]byte, error) { return json.Marshal(r.Contacts) }

// RemoveContactsRequest is whom to take out of the address book. It is sent as a list.
type RemoveContactsRequest struct {
	Phones []string `check:"chat"`
}

// MarshalJSON writes the list.
func (r RemoveContactsRequest) MarshalJSON() ([]byte, error) { return json.Marshal(r.Phones) }

// ContactsResult tells how a change of the address book went.
type ContactsResult struct {
	Success bool              `json:"success"`
	Errors  []json.RawMessage `json:"errors,omitempty"` // empty in the examples, so their form is not known
}

// Add saves contacts in the phone's address book. It only works for accounts that WhatsApp has given the feature, and
// after WhatsApp was allowed to change the address book in the app's privacy settings.
//
// POST /contacts/add (https://developer.z-api.io/en/contacts/add-contacts)
func (s *ContactsService) Add(ctx context.Context, in AddContactsRequest, opts ...zapgate.CallOption) (*ContactsResult, error) {
	return transport.Do[ContactsResult](ctx, s.t, transport.Request{Op: opAddContacts, Body: in, Options: opts})
}

// Remove deletes contacts from the phone's address book. It only works for accounts that WhatsApp has given the feature.
//
// DELETE /contacts/remove (https://developer.z-api.io/en/contacts/remove-contacts)
func (s *ContactsService) Remove(ctx context.Context, in RemoveContactsRequest, opts ...zapgate.CallOption) (*ContactsResult, error) {
	return transport.Do[ContactsResult](ctx, s.t, transport.Request{Op: opRemoveContacts, Body: in, Options: opts})
}

func (s *ContactsService) modifyBlocked(ctx context.Context, phone, action string, opts []zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opModifyBlocked, Body: modification{phone, action}, Options: opts})
}

// Block keeps a contact from writing to and calling the connected number.
//
// POST /contacts/modify-blocked (https://developer.z-api.io/en/contacts/block-contact)
func (s *ContactsService) Block(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modifyBlocked(ctx, phone, "block", opts)
}

// Unblock lets a blocked contact write and call again.
//
// POST /contacts/modify-blocked (https://developer.z-api.io/en/contacts/block-contact)
func (s *ContactsService) Unblock(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return s.modifyBlocked(ctx, phone, "unblock", opts)
}

// Report reports a contact to WhatsApp. It cannot be taken back.
//
// POST /contacts/{phone}/report (https://developer.z-api.io/en/contacts/report-contact)
func (s *ContactsService) Report(ctx context.Context, phone string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opReportContact, Path: []string{phone}, Options: opts})
}
