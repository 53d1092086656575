package webhook

import (
	"strings"
	"time"

	"github.com/zapgate/zapgate-go"
)

// address reads a spelling. What cannot be read is nobody: Source and Raw keep it.
func address(s string) zapgate.Address {
	if s == "" { // which is common, and an error that costs
		return zapgate.Address{}
	}
	a, _ := zapgate.ParseAddress(s)
	return a
}

// addresses reads those of the spellings that name anybody.
func addresses(spellings []string) (all []zapgate.Address) {
	for _, s := range spellings {
		if a := address(s); !a.IsZero() {
			all = append(all, a)
		}
	}
	return all
}

// lid reads a LID with or without its server.
func lid(s string) zapgate.Address {
	if s != "" && !strings.Contains(s, "@") {
		s += "@lid"
	}
	return address(s)
}

// person joins a phone and a LID, either of which may be missing or in the other's place.
func person(phone, lidText string) zapgate.Address {
	a, l := address(phone), lid(lidText)
	if a.IsZero() || l.Kind() == zapgate.AddressPhone && a.Kind() == zapgate.AddressLID {
		a, l = l, a
	}
	return a.WithLID(l)
}

// joined is chat with what p knows of it besides, if both are one person.
func joined(chat, p zapgate.Address) zapgate.Address {
	switch {
	case !chat.Same(p):
		return chat
	case chat.Phone() == "" && p.Phone() != "":
		return address(p.Phone()).WithLID(chat)
	case chat.LID() == "":
		return chat.WithLID(lid(p.LID()))
	}
	return chat
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

func firstTime(times ...zapgate.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t.Time
		}
	}
	return time.Time{}
}
