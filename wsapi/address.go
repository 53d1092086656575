package wsapi

import (
	"errors"
	"fmt"
	"strings"

	"github.com/zapgate/zapgate-go"
)

// Spell writes an address as WSAPI wants it: "…@s.whatsapp.net", "…@lid", "…@g.us" or "…@newsletter". The zero Address
// matches [zapgate.ErrInvalidArgument]; a broadcast list and the status feed, which have operations of their own or
// none, match [zapgate.ErrUnsupported].
func Spell(a zapgate.Address) (string, error) {
	switch a.Kind() {
	case zapgate.AddressNone:
		return "", fmt.Errorf("wsapi: address names nobody: %w", zapgate.ErrInvalidArgument)
	case zapgate.AddressBroadcast, zapgate.AddressStatus:
		return "", fmt.Errorf("wsapi: no recipient: %s: %w", a.Kind(), zapgate.ErrUnsupported)
	}
	return a.JID(), nil
}

// checkAddress refuses what WSAPI would not read as a recipient or chat. The schemas want a JID; bare digits are let
// through, because the guide says to use raw digits and the server's own pages send to them. status@broadcast is the
// chat of status events. A device's JID names a sender, never a recipient.
func checkAddress(s string) error {
	if strings.HasPrefix(s, "+") {
		return errors.New("must not begin with +")
	}
	_, err := zapgate.ParseAddress(s)
	user, server, isJID := strings.Cut(s, "@")
	switch {
	case server == "c.us":
		return errors.New("must end in @s.whatsapp.net instead of @c.us")
	case isJID && err == nil && strings.Contains(user, ":"):
		return errors.New("must name no device: leave out the colon and what follows up to the @")
	case err != nil || !isJID && strings.Contains(s, "-") || strings.ContainsAny(s, " \u00a0\t\r\n"):
		return errors.New("is not a JID, such as …@s.whatsapp.net, …@g.us, …@newsletter or …@lid")
	}
	return nil
}
