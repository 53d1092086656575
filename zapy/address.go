package zapy

import (
	"errors"
	"fmt"
	"strings"

	"github.com/zapgate/zapgate-go"
)

// Spell writes an address as ZapyAPI wants it: digits, "…@lid" or "…@g.us". A phone number of eleven digits becomes
// "…@s.whatsapp.net", because ZapyAPI takes eleven bare digits for a Brazilian number without its country code. The zero
// Address matches [zapgate.ErrInvalidArgument]; a newsletter, a broadcast list and the status feed, which the
// documentation does not name, match [zapgate.ErrUnsupported].
func Spell(a zapgate.Address) (string, error) {
	switch a.Kind() {
	case zapgate.AddressPhone:
		if len(a.Phone()) == 11 {
			return a.JID(), nil
		}
		return a.Phone(), nil
	case zapgate.AddressLID, zapgate.AddressGroup:
		return a.JID(), nil
	case zapgate.AddressNone:
		return "", fmt.Errorf("zapy: address names nobody: %w", zapgate.ErrInvalidArgument)
	}
	return "", fmt.Errorf("zapy: no spelling for a %s: %w", a.Kind(), zapgate.ErrUnsupported)
}

// checkAddress refuses what ZapyAPI would not read as a recipient. It takes digits without formatting and the four JIDs
// that the documentation names.
func checkAddress(s string) error {
	if strings.HasPrefix(s, "+") {
		return errors.New("must not begin with +")
	}
	_, server, isJID := strings.Cut(s, "@")
	known := !isJID && !strings.Contains(s, "-")
	switch server {
	case "c.us", "s.whatsapp.net", "g.us", "lid":
		known = true
	}
	if _, err := zapgate.ParseAddress(s); err != nil || !known || strings.ContainsAny(s, " \u00a0\t\r\n") {
		return errors.New("is not a phone number with country code, a JID of a person or group, or a LID")
	}
	return nil
}
