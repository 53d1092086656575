package zapi

import (
	"context"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opPhoneExists      = transport.Op{Method: "GET", Path: "/phone-exists/{phone}", Retry: transport.Safe}
	opPhoneExistsBatch = transport.Op{Method: "POST", Path: "/phone-exists-batch", Retry: transport.Safe} // a POST that only reads
)

// maxPhoneExists is how many phones Z-API checks in one request.
const maxPhoneExists = 50_000

// PhoneExists is whether a phone has WhatsApp.
type PhoneExists struct {
	Exists zapgate.Bool `json:"exists"` // a string in the example, a boolean in the table
	Phone  string       `json:"phone"`  // as WhatsApp has it registered: with or without the Brazilian ninth digit
	LID    string       `json:"lid"`    // WhatsApp's private id of the person, "…@lid"; "" if it does not exist
}

// PhoneExists asks whether a phone has WhatsApp, and which spelling of it is the registered one. It is meant for forms:
// before a send it is not needed, since Z-API checks each message itself.
//
// GET /phone-exists/{phone} (https://developer.z-api.io/en/contacts/get-iswhatsapp)
func (s *ContactsService) PhoneExists(ctx context.Context, phone string, opts ...zapgate.CallOption) (*PhoneExists, error) {
	return doOne[PhoneExists](ctx, s.t, transport.Request{Op: opPhoneExists, Path: []string{phone}, Options: opts})
}

// PhoneExistsBatchRequest asks about many phones.
type PhoneExistsBatchRequest struct {
	Phones []string `json:"phones" check:"chat"` // digits with country code; at most 50,000
}

// PhoneExistsBatchResult is whether one phone of many has WhatsApp.
type PhoneExistsBatchResult struct {
	Exists      zapgate.Bool `json:"exists"`
	InputPhone  string       `json:"inputPhone"`  // as it was asked for
	OutputPhone string       `json:"outputPhone"` // as WhatsApp has it registered: with or without the Brazilian ninth digit
	LID         string       `json:"lid"`         // WhatsApp's private id of the person, "…@lid"; "" if it does not exist
}

// PhoneExistsBatch asks about up to 50,000 phones at once. For more there is PhoneExistsAll.
//
// POST /phone-exists-batch (https://developer.z-api.io/en/contacts/get-iswhatsapp-batch)
func (s *ContactsService) PhoneExistsBatch(ctx context.Context, in PhoneExistsBatchRequest, opts ...zapgate.CallOption) ([]PhoneExistsBatchResult, error) {
	return transport.List[PhoneExistsBatchResult](ctx, s.t, transport.Request{Op: opPhoneExistsBatch, Body: in, Options: opts})
}

// PhoneExistsAll asks about any number of phones, 50,000 in a request, and ends on the first error. It takes the phones
// as it goes: no further ones while the results are not read. One that is not digits fails the request it would be in.
func (s *ContactsService) PhoneExistsAll(ctx context.Context, phones iter.Seq[string], opts ...zapgate.CallOption) iter.Seq2[PhoneExistsBatchResult, error] {
	return func(yield func(PhoneExistsBatchResult, error) bool) {
		var batch []string
		ask := func() bool {
			results, err := s.PhoneExistsBatch(ctx, PhoneExistsBatchRequest{Phones: batch}, opts...)
			batch = batch[:0]
			if err != nil {
				yield(PhoneExistsBatchResult{}, err)
				return false
			}
			for _, r := range results {
				if !yield(r, nil) {
					return false
				}
			}
			return true
		}
		for phone := range phones {
			batch = append(batch, phone)
			if len(batch) == maxPhoneExists && !ask() {
				return
			}
		}
		if len(batch) > 0 {
			ask()
		}
	}
}
