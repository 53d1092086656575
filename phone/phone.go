// Package phone reads phone numbers as people type them. It is a module of its own because of the numbering plans of all
// countries that it links, about 8 MB of program: github.com/nyaruka/phonenumbers, a port of Google's libphonenumber. A
// number range that is newer than the linked release counts as not valid.
//
// Nothing in zapgate calls it by itself. For what gateways and WhatsApp write, [zapgate.ParseAddress] is the parser.
package phone

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"

	"github.com/zapgate/zapgate-go"
)

// Option changes how a text is read.
type Option func(*reading) error

type reading struct{ country string }

// Country is where a number without country code is dialed, as ISO 3166-1 alpha-2: "BR", in upper or lower case.
func Country(code string) Option {
	return func(r *reading) error {
		r.country = strings.ToUpper(code)
		if !phonenumbers.GetSupportedRegions()[r.country] {
			return refused("the country is no ISO 3166-1 alpha-2 code of a numbering plan")
		}
		return nil
	}
}

// maxLength is generous: four bytes for each of 15 digits, and as much for what stands between them.
const maxLength = 128

// ParsePhone reads what people type or paste: digits with spaces, dashes, dots and brackets between them, also as a link
// (tel:+55-11-…), also with the invisible marks that WhatsApp and others copy along. Full-width and Arabic digits count as
// digits.
//
//	+55 (11) 90000-0001  0055 11 90000-0001     international: the country does not matter
//	(11) 90000-0001  0 15 11 90000-0001         national: with Country("BR"), the trunk zero and the carrier's code are dropped
//
// Without [Country], the text must begin with + or 00. The number must be valid by its country's numbering plan, and none
// of premium rate: that is what a Brazilian number without its area code may look like. Refused are letters, extensions,
// slashes, which also stand between two numbers, and a text that begins with 00 and can be read in two ways. WhatsApp may
// spell a number otherwise than its numbering plan, with a 1 after Mexico's 52 for one: those are read by
// [zapgate.ParseAddress].
//
// The Brazilian ninth digit is neither added nor removed: a mobile number is read with and without it, so that one whose
// last digit is missing may pass as one of the old ones. [zapgate.Resolve] asks a gateway which form WhatsApp knows.
//
// The error matches [zapgate.ErrInvalidArgument] and does not repeat the text. No number is checked for existence.
func ParsePhone(text string, opts ...Option) (zapgate.Address, error) {
	var r reading
	for _, o := range opts {
		if o == nil {
			return zapgate.Address{}, refused("an option is nil")
		}
		if err := o(&r); err != nil {
			return zapgate.Address{}, err
		}
	}
	if len(text) > maxLength {
		return zapgate.Address{}, refused("the text is too long")
	}
	digits, why := clean(text)
	if why != "" {
		return zapgate.Address{}, refused(why)
	}
	abroad, prefixed := strings.CutPrefix(digits, "00")
	var found []zapgate.Address
	switch {
	case digits[0] == '+':
		found = read(digits, "")
	case r.country == "" && !prefixed:
		return zapgate.Address{}, refused("without a country, the number must begin with + or 00")
	case prefixed:
		found = read("+"+abroad, "")
	}
	if digits[0] != '+' && r.country != "" { // 00 may also be followed by a carrier's code, or belong to the number
		found = append(found, read(digits, r.country)...)
	}
	switch found = slices.Compact(found); len(found) {
	case 0:
		return zapgate.Address{}, refused("not a valid number")
	case 1:
		return found[0], nil
	}
	return zapgate.Address{}, refused("the number can be read in two ways: begin with +")
}

// clean leaves the digits, after a + where the text has one before them.
func clean(text string) (digits, why string) {
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) { // U+202A, U+200B and their like
			return -1
		}
		return r
	}, text))
	if scheme, number, ok := strings.Cut(text, ":"); ok && strings.EqualFold(scheme, "tel") {
		text = number
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case (r == '+' || r == '＋') && b.Len() == 0:
			b.WriteByte('+')
		case unicode.Is(unicode.Zs, r), unicode.Is(unicode.Pd, r), strings.ContainsRune("\t.()[]（）−", r):
		default:
			d, ok := digit(r)
			if !ok {
				return "", "the text has a letter or sign that no phone number has"
			}
			b.WriteByte(d)
		}
	}
	if strings.Trim(b.String(), "+") == "" {
		return "", "the text has no digits"
	}
	return b.String(), ""
}

// digit knows the digits that phones and keyboards write: ASCII, full-width, Arabic-Indic and its Persian form.
func digit(r rune) (byte, bool) {
	for _, zero := range "0０٠۰" {
		if r >= zero && r <= zero+9 {
			return byte('0' + r - zero), true
		}
	}
	return 0, false
}

// read returns the one valid number that digits are when dialed in country, or none.
func read(digits, country string) []zapgate.Address {
	n, err := phonenumbers.Parse(digits, country)
	if err != nil {
		return nil
	}
	a, err := zapgate.ParseAddress(phonenumbers.Format(n, phonenumbers.E164))
	if err != nil || !slices.ContainsFunc(a.Variants(), valid) { // the plan knows Brazilian mobile numbers with the ninth digit only
		return nil
	}
	return []zapgate.Address{a}
}

func valid(a zapgate.Address) bool {
	e164 := "+" + a.Phone()
	n, err := phonenumbers.Parse(e164, "")
	return err == nil && phonenumbers.Format(n, phonenumbers.E164) == e164 && // else a second prefix was dropped
		phonenumbers.IsValidNumber(n) && phonenumbers.GetNumberType(n) != phonenumbers.PREMIUM_RATE
}

// The number is personal data: no error repeats it.
func refused(why string) error { return fmt.Errorf("phone: %s: %w", why, zapgate.ErrInvalidArgument) }
