package zapini

import (
	"errors"
	"fmt"
	"strings"

	"github.com/zapgate/zapgate-go"
)

// Spell writes an address as Zapini wants it in recipient: digits for a phone, the JID for a LID or a group. Zapini
// documents no other kind of chat: newsletters, broadcast lists and the status feed match [zapgate.ErrUnsupported]. The
// zero Address matches [zapgate.ErrInvalidArgument].
func Spell(a zapgate.Address) (string, error) {
	switch a.Kind() {
	case zapgate.AddressPhone:
		return a.Phone(), nil
	case zapgate.AddressLID, zapgate.AddressGroup:
		return a.JID(), nil
	case zapgate.AddressNone:
		return "", fmt.Errorf("zapini: address names nobody: %w", zapgate.ErrInvalidArgument)
	}
	return "", fmt.Errorf("zapini: address of kind %s: %w", a.Kind(), zapgate.ErrUnsupported)
}

// checkAddress takes digits, digits after a +, and a JID without device.
func checkAddress(s string) error {
	if s == "" {
		return errors.New("is empty")
	}
	a, err := zapgate.ParseAddress(s)
	if err == nil {
		_, err = Spell(a)
	}
	if err != nil || s != a.JID() && strings.TrimPrefix(s, "+") != a.Phone() {
		return errors.New("is not a phone number in digits or the JID of a person or group")
	}
	return nil
}
