package outbound

import "github.com/zapgate/zapgate-go"

// Checked is what a gateway says about a number. phone and lid are in any spelling that it may have; what it does not
// tell, or tells in no known spelling, is not known.
func Checked(exists bool, phone, lid string) *zapgate.NumberCheck {
	if !exists {
		return &zapgate.NumberCheck{}
	}
	return &zapgate.NumberCheck{Exists: true, Address: Person(phone, lid)}
}

// Person is who a gateway names, by phone number, LID or both; zero if by neither. A LID without its server looks like a
// phone number and is not taken for one.
func Person(phone, lid string) zapgate.Address {
	a, b := parse(phone), parse(lid)
	if b.Kind() != zapgate.AddressLID {
		b = zapgate.Address{}
	}
	if a.IsZero() {
		return b
	}
	return a.WithLID(b)
}

// parse leaves out the device: whoever is told a person asked for no device.
func parse(s string) zapgate.Address {
	a, err := zapgate.ParseAddress(s)
	if err == nil {
		a, err = zapgate.ParseAddress(a.JID())
	}
	if err != nil {
		return zapgate.Address{}
	}
	return a
}
