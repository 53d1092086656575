package zapgate

import (
	"fmt"
	"strconv"
	"strings"
)

// AddressKind says what an [Address] names.
type AddressKind uint8

// The kinds of address.
const (
	AddressNone       AddressKind = iota
	AddressPhone                  // a person, by phone number
	AddressLID                    // a person, by the LID that WhatsApp gives where it hides the number
	AddressGroup                  // a group or a community
	AddressNewsletter             // a newsletter, also called channel
	AddressBroadcast              // a broadcast list
	AddressStatus                 // the status feed, status@broadcast
)

// String returns the kind in lower case.
func (k AddressKind) String() string {
	names := [...]string{"none", "phone", "lid", "group", "newsletter", "broadcast", "status"}
	if int(k) < len(names) {
		return names[k]
	}
	return "kind " + strconv.Itoa(int(k))
}

// Address names a person or a chat whichever way a gateway spells it. The zero Address names nobody. Addresses are
// comparable; [Address.Same] also sees that a phone number and a LID belong together.
type Address struct {
	id     string // digits; of a group, digits or digits-digits
	lid    string // beside a phone number, where it is known
	device uint16 // 0: not given
	kind   AddressKind
}

// ParseAddress reads every spelling that the gateways use:
//
//	5511999999999  +55 11 99999-9999  …@s.whatsapp.net  …@c.us     a person (a device as in 5511…:12@… is kept)
//	…@lid                                                          a person, by LID
//	120363…-group  120363…@g.us  5511…-1623281429                  a group
//	…@newsletter                                                   a newsletter
//	…@broadcast  …-broadcast                                       a broadcast list
//	status@broadcast                                               the status feed
//
// Without a leading +, a number is digits only, 5 to 15 of them: what people type is not an address yet, and is read by
// the module github.com/zapgate/zapgate-go/phone.
func ParseAddress(s string) (Address, error) {
	s = strings.TrimSpace(s)
	user, server, at := strings.Cut(s, "@")
	if !at {
		return parseBare(s)
	}
	a := Address{id: user}
	ok := false
	switch strings.ToLower(server) {
	case "s.whatsapp.net", "c.us":
		a.kind = AddressPhone
		a.id, a.device, ok = cutDevice(user)
		ok = ok && isDigits(a.id, 5, 15)
	case "lid":
		a.kind = AddressLID
		a.id, a.device, ok = cutDevice(user)
		ok = ok && isDigits(a.id, 1, 20)
	case "g.us":
		a.kind, ok = AddressGroup, isGroupID(user)
	case "newsletter":
		a.kind, ok = AddressNewsletter, isDigits(user, 1, 25)
	case "broadcast":
		if strings.EqualFold(user, "status") {
			return Address{kind: AddressStatus}, nil
		}
		a.kind, ok = AddressBroadcast, isDigits(user, 1, 25)
	}
	if !ok {
		return Address{}, badAddress()
	}
	return a, nil
}

func parseBare(s string) (Address, error) {
	if id, ok := strings.CutSuffix(s, "-group"); ok && isGroupID(id) {
		return Address{kind: AddressGroup, id: id}, nil
	}
	if id, ok := strings.CutSuffix(s, "-broadcast"); ok && isDigits(id, 1, 25) {
		return Address{kind: AddressBroadcast, id: id}, nil
	}
	if typed, ok := strings.CutPrefix(s, "+"); ok {
		s = strings.Map(func(r rune) rune {
			if strings.ContainsRune(" -().\u00a0", r) {
				return -1
			}
			return r
		}, typed)
	}
	switch {
	case isDigits(s, 5, 15):
		return Address{kind: AddressPhone, id: s}, nil
	case strings.Contains(s, "-") && isGroupID(s):
		return Address{kind: AddressGroup, id: s}, nil
	}
	return Address{}, badAddress()
}

// The address is personal data: the error does not repeat it.
func badAddress() error {
	return fmt.Errorf("not a phone number, JID, LID or group id: %w", ErrInvalidArgument)
}

func cutDevice(user string) (id string, device uint16, ok bool) {
	id, d, has := strings.Cut(user, ":")
	if !has {
		return id, 0, true
	}
	n, err := strconv.ParseUint(d, 10, 16)
	return id, uint16(n), err == nil
}

func isDigits(s string, shortest, longest int) bool {
	if len(s) < shortest || len(s) > longest {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// isGroupID knows today's ids (digits) and those of groups from before 2021 (creator's phone, dash, Unix seconds).
func isGroupID(s string) bool {
	creator, created, old := strings.Cut(s, "-")
	return isDigits(creator, 5, 25) && (!old || isDigits(created, 5, 15))
}

// Kind says what the address names.
func (a Address) Kind() AddressKind { return a.kind }

// IsZero reports whether the address names nobody.
func (a Address) IsZero() bool { return a.kind == AddressNone }

// ID returns the address without its server: the digits of a phone number or LID, the id of a group, newsletter or
// broadcast list; "status" for the status feed.
func (a Address) ID() string {
	if a.kind == AddressStatus {
		return "status"
	}
	return a.id
}

// Phone returns the phone number as digits with country code and without +, or "" if it is not known.
func (a Address) Phone() string {
	if a.kind == AddressPhone {
		return a.id
	}
	return ""
}

// LID returns the digits of the LID, or "" if it is not known.
func (a Address) LID() string {
	if a.kind == AddressLID {
		return a.id
	}
	return a.lid
}

// Device returns the number of the person's device, or 0 if the address names none.
func (a Address) Device() int { return int(a.device) }

// WithLID returns the address of a person with a LID beside the phone number. lid is another address by LID, or is
// ignored.
func (a Address) WithLID(lid Address) Address {
	if a.kind == AddressPhone && lid.kind == AddressLID {
		a.lid = lid.id
	}
	return a
}

// Same reports whether both name the same person or chat: the same phone number or the same LID, on any device, or the
// same group, newsletter or list. It does not compare the Brazilian ninth digit, see [Address.Variants].
func (a Address) Same(b Address) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	if lid := a.LID(); lid != "" && lid == b.LID() {
		return true
	}
	return a.kind == b.kind && a.id == b.id
}

// JID returns WhatsApp's own spelling, without device: …@s.whatsapp.net, …@lid, …@g.us, …@newsletter, …@broadcast. It
// is "" for the zero Address.
func (a Address) JID() string {
	servers := [...]string{"", "@s.whatsapp.net", "@lid", "@g.us", "@newsletter", "@broadcast", "@broadcast"}
	if a.IsZero() {
		return ""
	}
	return a.ID() + servers[a.kind]
}

// String returns the JID.
func (a Address) String() string { return a.JID() }

// MarshalText returns the JID, with the device where one is given.
func (a Address) MarshalText() ([]byte, error) {
	if a.device == 0 {
		return []byte(a.JID()), nil
	}
	user, server, _ := strings.Cut(a.JID(), "@")
	return []byte(user + ":" + strconv.Itoa(int(a.device)) + "@" + server), nil
}

// UnmarshalText reads what [ParseAddress] reads; an empty text is the zero Address.
func (a *Address) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*a = Address{}
		return nil
	}
	b, err := ParseAddress(string(text))
	if err == nil {
		*a = b
	}
	return err
}

// Variants lists the numbers under which WhatsApp may know the same Brazilian mobile phone: as given first, then with
// the ninth digit taken away or added. Any other address is its own only variant. Nothing in this module adds or removes
// the digit by itself; [Resolve] asks the gateway which form is the right one.
func (a Address) Variants() []Address {
	out := []Address{a}
	if a.kind != AddressPhone || !strings.HasPrefix(a.id, "55") {
		return out
	}
	other := a
	other.device = 0
	switch {
	case len(a.id) == 13 && a.id[4] == '9' && isMobile(a.id[5]):
		other.id = a.id[:4] + a.id[5:]
	case len(a.id) == 12 && isMobile(a.id[4]):
		other.id = a.id[:4] + "9" + a.id[4:]
	default:
		return out
	}
	return append(out, other)
}

// isMobile looks at the first of the eight old digits: mobile numbers began with 6 to 9 when the ninth digit was put
// before them, and a landline (2 to 5) never got one.
func isMobile(first byte) bool { return first >= '6' }
