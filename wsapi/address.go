package wsapi

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
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

// checkSender refuses another gateway's spelling of who sent a message. Unlike a recipient a sender may name a device, as
// in 5511…:12@s.whatsapp.net: it is taken from an event as it is, and the gateway judges it. "" is left to the tags.
func checkSender(op transport.Op, field, jid string) error {
	switch {
	case strings.HasPrefix(jid, "+"):
		return transport.Invalid(provider, op.Name(), field, "must not begin with +")
	case strings.HasSuffix(jid, "@c.us"):
		return transport.Invalid(provider, op.Name(), field, "must end in @s.whatsapp.net instead of @c.us")
	}
	return nil
}

var phoneDigits = regexp.MustCompile(`^[0-9]{7,15}$`)

// checkPhone refuses what is not a phone number of digits alone. The schema would let a + through, which the guide forbids.
func checkPhone(op transport.Op, phone string) error {
	if !phoneDigits.MatchString(phone) {
		return transport.Invalid(provider, op.Name(), "phone", "must be 7 to 15 digits with country code, without +")
	}
	return nil
}

// The transport checks the path value {phone} by itself. These make it check another one, and add nothing to the query.
type (
	idPath struct {
		ID string `json:"id" url:"-" check:"chat"`
	}
	chatIDPath struct {
		ChatID string `json:"chatId" url:"-" check:"chat"`
	}
)
