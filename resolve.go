package zapgate

import (
	"context"
	"fmt"
)

// Resolve asks under which number WhatsApp knows a phone, and returns that address: m.CheckNumber for each of
// phone.Variants() in turn, until one exists. That is one request, and a second one only for a Brazilian mobile phone that
// is not known as it was given. Where the gateway does not say how WhatsApp spells the number, the variant that exists is
// returned, and a LID that phone has is kept.
//
// A number without WhatsApp is an *[Error] that matches [ErrNotFound] and has no StatusCode. An error of CheckNumber is
// returned as it is, and no other variant is guessed after one: a gateway's own 404, of an instance that is not there for
// example, matches ErrNotFound too and has its StatusCode. An address that is no phone number is WhatsApp's own already
// and is returned without asking. Nothing in this module calls Resolve by itself.
func Resolve(ctx context.Context, m Messenger, phone Address, opts ...CallOption) (Address, error) {
	switch {
	case m == nil:
		return Address{}, resolveError("the messenger is nil", ErrInvalidArgument)
	case phone.IsZero():
		return Address{}, resolveError("the address names nobody", ErrInvalidArgument)
	case phone.Kind() != AddressPhone:
		return phone, nil
	}
	for _, variant := range phone.Variants() {
		check, err := m.CheckNumber(ctx, variant, opts...)
		if err != nil {
			return Address{}, err
		}
		if !check.Exists {
			continue
		}
		if check.Address.IsZero() {
			return variant, nil
		}
		if check.Address.LID() == "" {
			check.Address.lid = phone.lid
		}
		return check.Address, nil
	}
	return Address{}, resolveError("the number has no WhatsApp", ErrNotFound)
}

// The number is personal data: the error does not repeat it.
func resolveError(why string, err error) error {
	return &Error{Provider: "zapgate", Op: "Resolve", Err: fmt.Errorf("%s: %w", why, err)}
}
