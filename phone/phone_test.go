package phone

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

func TestParsePhone(t *testing.T) {
	t.Parallel()
	const (
		nine     = "5511900000001"
		eight    = "551199990001" // a mobile number as before the ninth digit
		landline = "551130000001"
	)
	for _, c := range []struct{ country, text, want string }{
		// international
		{"", "+5511900000001", nine},
		{"", "+55 11 90000-0001", nine},
		{"", "+55 (11) 90000.0001", nine},
		{"", "(+55) 11 90000-0001", nine},
		{"", "[+55] [11] 90000-0001", nine},
		{"", "0055 11 90000-0001", nine},
		{"BR", "+55 11 90000-0001", nine},
		{"BR", "0055 11 90000-0001", nine}, // 55 is a carrier's code in Brazil too
		{"PT", "0055 11 90000-0001", nine},
		{"US", "011 55 11 90000-0001", nine},
		{"US", "0055 11 90000-0001", nine},
		{"BR", "00 15 55 11 90000-0001", nine},
		{"BR", "0015 1 202 555 0101", "12025550101"},
		{"BR", "+1 (202) 555-0101", "12025550101"},
		{"", "+44 (0)20 7946 0001", "442079460001"},
		{"", "+55 (0) 11 90000-0001", nine},
		{"", "+39 06 6982 0001", "390669820001"},
		{"", "+54 9 11 2345-0001", "5491123450001"},
		{"", "+290 22001", "29022001"},
		{"", "+683 4000", "6834000"},
		{"", "+882 16 1234 5678", "8821612345678"},
		// national
		{"BR", "11 90000-0001", nine},
		{"br", "(11) 90000-0001", nine},
		{"BR", "11900000001", nine},
		{"BR", "011 90000-0001", nine},
		{"BR", "0 15 11 90000-0001", nine},
		{"BR", "(015-11) 90000-0001", nine},
		{"BR", "5511900000001", nine},
		{"BR", "55 11 90000-0001", nine},
		{"BR", "(55) 99123-0001", "5555991230001"}, // 55 is an area code too
		{"BR", "0800 000 0001", "558000000001"},
		{"BR", "11 3000-0001", landline},
		{"BR", "4004-0001", "5540040001"},
		{"IT", "06 6982 0001", "390669820001"},
		{"GB", "020 7946 0001", "442079460001"},
		{"US", "(202) 555-0101", "12025550101"},
		{"US", "1-202-555-0101", "12025550101"},
		{"RU", "8 (912) 345-00-01", "79123450001"},
		{"AR", "011 15-2345-0001", "5491123450001"},
		// the ninth digit is left as it is
		{"BR", "11 9999-0001", eight},
		{"", "+55 11 9999-0001", eight},
		{"BR", "11 99999-0001", "5511999990001"},
		{"BR", "55 9123-0001", "555591230001"},
		// as it is pasted
		{"", "\u202a+55 11 90000\u20110001\u202c", nine},
		{"", "\u2066\u200e+55\u00a011\u00a090000\u20130001\u200f\u2069\ufeff", nine},
		{"", " \t+55\u200911\u202f90000\u22120001\r\n", nine},
		{"", "tel:+55-11-90000-0001", nine},
		{"", "TEL: +55-11-90000-0001", nine},
		{"BR", "tel:11-90000-0001", nine},
		{"", "＋５５（１１）９００００－０００１", nine},
		{"", "+٥٥١١٩٠٠٠٠٠٠٠١", nine},
		{"BR", "۱۱۹۰۰۰۰۰۰۰۱", nine},
	} {
		t.Run(c.country+" "+c.text, func(t *testing.T) {
			t.Parallel()
			var opts []Option
			if c.country != "" {
				opts = append(opts, Country(c.country))
			}
			got, err := ParsePhone(c.text, opts...)
			require.NoError(t, err)
			assert.Equal(t, c.want, got.Phone())
			assert.Equal(t, zapgate.AddressPhone, got.Kind())
		})
	}
}

func TestParsePhoneRefusals(t *testing.T) {
	t.Parallel()
	const (
		sign     = "the text has a letter or sign that no phone number has"
		noDigits = "the text has no digits"
		invalid  = "not a valid number"
		country  = "without a country, the number must begin with + or 00"
	)
	for _, c := range []struct{ country, text, why string }{
		{"", "", noDigits},
		{"", " \u202a\u202c ", noDigits},
		{"", "+", noDigits},
		{"BR", "()", noDigits},
		{"", "tel:", noDigits},
		{"", "11 90000-0001", country},
		{"", "5511900000001", country},
		{"", "0", country},
		{"", "00", invalid},
		{"BR", "0", invalid},
		{"BR", "190", invalid},
		{"BR", "3222-0001", invalid},  // no area code
		{"BR", "90000-0001", invalid}, // no area code: it looks like premium rate
		{"BR", "99999-0001", invalid},
		{"BR", "0900 000 0001", invalid},
		{"BR", "11 90000-00011", invalid},
		{"BR", "11 90000-00", invalid},
		{"BR", "11 80000-0001", invalid},
		{"BR", "00 90000-0001", invalid},
		{"BR", "9090 11 90000-0001", invalid}, // a collect call's prefix, of which 90 alone is a trunk prefix
		{"BR", "11 90000-0001 11 90000-0002", invalid},
		{"", "+55 90000-0001", invalid},
		{"", "+00 55 11 90000-0001", invalid},
		{"", "+0 11 90000-0001", invalid},
		{"", "+999 11 90000-0001", invalid},
		{"", "+979 123456789", invalid},
		{"", "+5511900000001" + strings.Repeat("1", 20), invalid},
		{"", "+1 555 0101", invalid},
		{"US", "1-800-FLOWERS", sign},
		{"BR", "0xx11 90000-0001", sign},
		{"", "+55 11 90000-0001 ramal 5", sign},
		{"", "+55 11 90000-0001x5", sign},
		{"", "+55 11 90000-0001,5", sign},
		{"", "+55 11 90000-0001#5", sign},
		{"", "+55 11 90000-0001;ext=5", sign},
		{"", "tel:+55-11-90000-0001;ext=5", sign},
		{"", "tel:90000-0001;phone-context=+5511", sign},
		{"BR", "*31# 11 90000-0001", sign},
		{"BR", "11 3000-0001/2", sign},
		{"", "+55 11 90000-0001\n+55 11 90000-0002", sign},
		{"", "++55 11 90000-0001", sign},
		{"", "55+11 90000-0001", sign},
		{"", "+55 11 90000-0001\x00", sign},
		{"", "+55 11 90000-0001\xff", sign},
		{"", "+55 11 90000-000१", sign},
		{"", "+55 11 90000-000²", sign},
		{"", "sms:+5511900000001", sign},
		{"", "5511900000001@c.us", sign},
		{"", "https://wa.me/5511900000001", sign},
		{"", "+" + strings.Repeat(" ", 1<<20) + "5511900000001", "the text is too long"},
		{"", "+" + strings.Repeat("1", 127), invalid},
		{"XX", "11 90000-0001", "the country is no ISO 3166-1 alpha-2 code of a numbering plan"},
		{"UK", "020 7946 0001", "the country is no ISO 3166-1 alpha-2 code of a numbering plan"},
		{"001", "+5511900000001", "the country is no ISO 3166-1 alpha-2 code of a numbering plan"},
		{"BRA", "11 90000-0001", "the country is no ISO 3166-1 alpha-2 code of a numbering plan"},
	} {
		var opts []Option
		if c.country != "" {
			opts = append(opts, Country(c.country))
		}
		got, err := ParsePhone(c.text, opts...)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument, "%.40q", c.text)
		assert.EqualError(t, err, "phone: "+c.why+": invalid argument", "%.40q", c.text)
		assert.Equal(t, zapgate.Address{}, got)
	}
	for _, o := range []Option{nil, Country("")} {
		_, err := ParsePhone("+5511900000001", o)
		require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	}
}

func FuzzParsePhone(f *testing.F) {
	for _, s := range []string{
		"+55 11 90000-0001", "0055 11 90000-0001", "(11) 90000-0001", "0 15 11 90000-0001", "00 15 55 11 90000 0001", "11 9999-0001", "06 6982 0001", "9090 11 90000-0001",
		"tel:+44-20-7946-0001", "\u202a+1 (202) 555-0101\u202c", "+٥٥١١٩٠٠٠٠٠٠٠١", "+５５", "++", "00", "\xff", "1-800-FLOWERS", "011 15-2345-0001",
	} {
		for _, country := range []string{"", "BR", "AR", "IT", "US"} {
			f.Add(s, country)
		}
	}
	f.Fuzz(func(t *testing.T, text, country string) {
		var opts []Option
		if country != "" {
			opts = append(opts, Country(country))
		}
		a, err := ParsePhone(text, opts...)
		if err != nil {
			require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
			assert.Equal(t, zapgate.Address{}, a)
			return
		}
		assert.Equal(t, zapgate.AddressPhone, a.Kind())
		assert.GreaterOrEqual(t, len(a.Phone()), 7)
		assert.LessOrEqual(t, len(a.Phone()), 15)
		byDigits, err := zapgate.ParseAddress(a.Phone())
		require.NoError(t, err)
		assert.Equal(t, a, byDigits)
		again, err := ParsePhone("+" + a.Phone())
		require.NoError(t, err)
		assert.Equal(t, a, again, "what was read is read again")
	})
}
