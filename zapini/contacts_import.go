package zapini

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strconv"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opImportContacts = transport.Op{Method: "POST", Path: "/contacts/import"}
	opExportContacts = transport.Op{Method: "GET", Path: "/contacts/export", Retry: transport.Safe}
)

// mostImported is how many contacts Zapini takes in one request.
const mostImported = 1000

// ImportContactsRequest is any number of new contacts. As to InstanceID, see [CreateContactRequest].
type ImportContactsRequest struct {
	InstanceID string          `json:"instance_id,omitempty"` // UUID or number; "": that of the credentials
	Contacts   []ImportContact `json:"contacts" check:"required"`
}

// ImportContact is one of the contacts of an import. As to the names, see [CreateContactRequest].
type ImportContact struct {
	PhoneNumber string `json:"phone_number" check:"required"`
	Name        string `json:"name,omitempty"`
	FirstName   string `json:"first_name,omitempty"`
	LastName    string `json:"last_name,omitempty"`
	Email       string `json:"email,omitempty"`
}

// ImportedContacts adds up what the requests of one import did.
type ImportedContacts struct {
	Imported zapgate.Int       `json:"imported"`
	Skipped  zapgate.Int       `json:"skipped"`
	Errors   []json.RawMessage `json:"errors"` // as they came: what they say is not documented

	// Answered is how many contacts, from the first on, were in requests that Zapini answered. After an error the others
	// are still to do; of the next 1,000, some may have been imported if it matches [zapgate.ErrOutcomeUnknown].
	Answered int `json:"-"`
}

// importAnswer has the errors in a list whose elements no page shows; anything else is one element.
type importAnswer struct {
	Imported zapgate.Int `json:"imported"`
	Skipped  zapgate.Int `json:"skipped"`
	Errors   rawList     `json:"errors"`
}

type rawList []json.RawMessage

// UnmarshalJSON reads a list, null, or a single value.
func (l *rawList) UnmarshalJSON(b []byte) error {
	*l = nil
	if bytes.HasPrefix(b, []byte("[")) || string(b) == "null" {
		return json.Unmarshal(b, (*[]json.RawMessage)(l))
	}
	*l = rawList{bytes.Clone(b)}
	return nil
}

// Import saves any number of contacts, 1,000 in a request. It ends on the first error, and returns with it what was done
// until then.
//
// POST /contacts/import (https://zapini.app/en/documentacion/contacts/download)
func (s *ContactsService) Import(ctx context.Context, in ImportContactsRequest, opts ...zapgate.CallOption) (*ImportedContacts, error) {
	sum := &ImportedContacts{}
	nameless := func(c ImportContact) bool { return c.PhoneNumber == "" }
	if i := slices.IndexFunc(in.Contacts, nameless); i >= 0 { // in the last part it would be refused after the others were sent
		return sum, transport.Invalid(provider, opImportContacts.Name(), "contacts["+strconv.Itoa(i)+"].phone_number", "is empty")
	}
	err := inParts(in.Contacts, mostImported, func(part []ImportContact) error {
		body := ImportContactsRequest{InstanceID: s.instance(in.InstanceID), Contacts: part}
		a, err := unwrap[importAnswer](ctx, s.t, transport.Request{Op: opImportContacts, Body: body, Options: opts})
		if err != nil {
			return err
		}
		sum.Imported += a.Imported
		sum.Skipped += a.Skipped
		sum.Errors = append(sum.Errors, a.Errors...)
		sum.Answered += len(part)
		return nil
	})
	return sum, err
}

// ExportFormat is the form of exported contacts.
type ExportFormat string

// The forms of exported contacts.
const (
	ExportJSON ExportFormat = "json" // the default
	ExportCSV  ExportFormat = "csv"
)

// ExportContactsParams chooses what is exported. All fields are optional.
type ExportContactsParams struct {
	InstanceID string       `url:"instance_id,omitempty"` // UUID or number; "": all that the token may see
	Format     ExportFormat `url:"format,omitempty"`
}

// ExportedContacts is what an export wrote.
type ExportedContacts struct {
	ContentType string // as Zapini says
	Size        int64  // bytes
}

// Export writes the contacts to w as they arrive, in any number: memory does not grow with them. Neither the columns nor
// the fields are documented. An export that breaks off is an error, with its beginning written; it is not started again.
//
// GET /contacts/export (https://zapini.app/en/documentation, Contacts)
func (s *ContactsService) Export(ctx context.Context, p ExportContactsParams, w io.Writer, opts ...zapgate.CallOption) (*ExportedContacts, error) {
	if w == nil {
		return nil, transport.Invalid(provider, opExportContacts.Name(), "w", "is nil")
	}
	contentType, size, err := transport.Stream(ctx, s.t, transport.Request{Op: opExportContacts, Query: p, Options: opts}, w)
	if err != nil {
		return nil, err
	}
	return &ExportedContacts{ContentType: contentType, Size: size}, nil
}
