package zapini

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ContactsService keeps the contacts that are saved with an instance.
type ContactsService struct{ service }

var (
	opContacts      = transport.Op{Method: "GET", Path: "/contacts", Retry: transport.Safe}
	opCreateContact = transport.Op{Method: "POST", Path: "/contacts"}
	opContact       = transport.Op{Method: "GET", Path: "/contacts/{id}", Retry: transport.Safe}
	opUpdateContact = transport.Op{Method: "PUT", Path: "/contacts/{id}"}
	opDeleteContact = transport.Op{Method: "DELETE", Path: "/contacts/{id}"}
)

// SortDirection is the order of a list.
type SortDirection string

// The orders of a list.
const (
	SortAscending  SortDirection = "asc"
	SortDescending SortDirection = "desc"
)

// ListContactsParams chooses contacts. All fields are optional.
type ListContactsParams struct {
	InstanceID string        `url:"instance_id,omitempty"` // UUID or number; "": all that the token may see
	Search     string        `url:"search,omitempty"`      // in names, numbers, email addresses and companies
	IsGroup    *bool         `url:"is_group,omitempty"`    // only groups, or only persons
	Sort       string        `url:"sort,omitempty"`        // by which field; their names are not documented
	Dir        SortDirection `url:"dir,omitempty"`
	PerPage    int           `url:"per_page,omitempty"` // at most 100; Zapini's default is not documented
	// Page counts from 1. The documentation has no parameter for it: this is the one that its pagination implies.
	Page int `url:"page,omitempty"`
}

// ContactPage is one page of contacts.
type ContactPage struct {
	Contacts   []Contact
	Pagination Pagination // see [Pagination.Next]
}

// Contact is a saved contact. The documentation has two vocabularies for a contact's name, Name in the older one and
// FirstName with LastName in the newer one, and does not say which answers have which.
type Contact struct {
	ID                ID           `json:"id"`           // a number, which paths name
	PhoneNumber       string       `json:"phone_number"` // digits with country code
	Name              string       `json:"name,omitempty"`
	FirstName         string       `json:"first_name,omitempty"`
	LastName          string       `json:"last_name,omitempty"`
	DisplayName       string       `json:"display_name"`
	Email             string       `json:"email"`
	Company           string       `json:"company"`
	JobTitle          string       `json:"job_title,omitempty"`
	Notes             string       `json:"notes"`
	CustomFields      CustomFields `json:"custom_fields,omitempty"`
	ProfilePictureURL string       `json:"profile_picture_url"`
	IsBusiness        zapgate.Bool `json:"is_business"` // a WhatsApp Business account
	CreatedAt         zapgate.Time `json:"created_at"`
}

func (c *Contact) itself() (string, bool) { return "contact", c.ID != "" }

// CustomFields are a contact's fields of the account's own making. A number decodes as a json.Number.
type CustomFields map[string]any

// UnmarshalJSON reads an object. PHP writes an empty one as [].
func (f *CustomFields) UnmarshalJSON(b []byte) error {
	*f = nil
	if t := bytes.TrimSpace(b); len(t) > 1 && t[0] == '[' && len(bytes.TrimSpace(t[1:len(t)-1])) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if d.Decode((*map[string]any)(f)) != nil {
		return errors.New("not an object") // what it was may be personal data
	}
	return nil
}

// List returns one page of the saved contacts.
//
// GET /contacts (https://zapini.app/en/documentacion/contacts/download)
func (s *ContactsService) List(ctx context.Context, p ListContactsParams, opts ...zapgate.CallOption) (*ContactPage, error) {
	l, err := transport.Do[listing[Contact]](ctx, s.t, transport.Request{Op: opContacts, Query: p, Options: opts})
	if err != nil {
		return nil, err
	}
	return &ContactPage{l.Data, l.Meta.Pagination}, nil
}

// All walks every contact from p's page on, 100 at a time unless p says otherwise, and ends on the first error. Each page
// is one of the few requests that Zapini allows: [ContactsService.Export] takes all contacts in one.
func (s *ContactsService) All(ctx context.Context, p ListContactsParams, opts ...zapgate.CallOption) iter.Seq2[Contact, error] {
	if p.PerPage == 0 {
		p.PerPage = most
	}
	return walk(p.Page, p.PerPage, func(n int) ([]Contact, Pagination, error) {
		q := p
		q.Page = n
		page, err := s.List(ctx, q, opts...)
		if err != nil {
			return nil, Pagination{}, err
		}
		return page.Contacts, page.Pagination, nil
	})
}

// CreateContactRequest is a new contact. Zapini documents InstanceID as required, except with an instance's own token
// ("sk_…"), which tells it. Which of Name and FirstName with LastName the server keeps is not documented;
// both may be given.
type CreateContactRequest struct {
	InstanceID   string       `json:"instance_id,omitempty"` // UUID or number; "": that of the credentials
	PhoneNumber  string       `json:"phone_number" check:"required"`
	Name         string       `json:"name,omitempty"`
	FirstName    string       `json:"first_name,omitempty"`
	LastName     string       `json:"last_name,omitempty"`
	DisplayName  string       `json:"display_name,omitempty"`
	Email        string       `json:"email,omitempty"`
	Company      string       `json:"company,omitempty"`
	JobTitle     string       `json:"job_title,omitempty"`
	Notes        string       `json:"notes,omitempty"`
	CustomFields CustomFields `json:"custom_fields,omitempty"`
}

// Create saves a contact. The answer is not documented: [Answer].Item is the contact if the answer shows it.
//
// POST /contacts (https://zapini.app/en/documentacion/contacts/download)
func (s *ContactsService) Create(ctx context.Context, in CreateContactRequest, opts ...zapgate.CallOption) (*Answer[Contact], error) {
	in.InstanceID = s.instance(in.InstanceID)
	return transport.Do[Answer[Contact]](ctx, s.t, transport.Request{Op: opCreateContact, Body: in, Options: opts})
}

// Get returns a contact.
//
// GET /contacts/{id} (https://zapini.app/en/documentation, Contacts)
func (s *ContactsService) Get(ctx context.Context, id string, opts ...zapgate.CallOption) (*Contact, error) {
	return readItem[Contact](ctx, s.t, transport.Request{Op: opContact, Path: []string{id}, Options: opts})
}

// UpdateContactRequest is what changes of a contact. What is nil is not sent; whether Zapini keeps or clears it then is
// not documented.
type UpdateContactRequest struct {
	Name    *string `json:"name,omitempty"`
	Email   *string `json:"email,omitempty"`
	Company *string `json:"company,omitempty"`
	Notes   *string `json:"notes,omitempty"`
}

// Update changes a contact. Only the older vocabulary of a contact is documented here. The answer is not:
// [Answer].Item is the contact if the answer shows it.
//
// PUT /contacts/{id} (https://zapini.app/en/documentation, Contacts)
func (s *ContactsService) Update(ctx context.Context, id string, in UpdateContactRequest, opts ...zapgate.CallOption) (*Answer[Contact], error) {
	return transport.Do[Answer[Contact]](ctx, s.t, transport.Request{Op: opUpdateContact, Path: []string{id}, Body: in, Options: opts})
}

// Delete deletes a contact.
//
// DELETE /contacts/{id} (https://zapini.app/en/documentation, Contacts)
func (s *ContactsService) Delete(ctx context.Context, id string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDeleteContact, Path: []string{id}, Options: opts})
}
