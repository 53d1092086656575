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

// Person is who a gateway names, by phone number, LID or both; zero if by neither.
func Person(phone, lid string) zapgate.Address {
	a, b := person(phone), person(lid)
	if a.IsZero() {
		return b
	}
	return a.WithLID(b)
}

// person leaves out the device: whoever is told a person asked for no device.
func person(s string) zapgate.Address {
	a, err := zapgate.ParseAddress(s)
	if err == nil {
		a, err = zapgate.ParseAddress(a.JID())
	}
	if err != nil {
		return zapgate.Address{}
	}
	return a
}
