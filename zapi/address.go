package zapi

import (
	"errors"
	"fmt"
	"strings"

	"github.com/zapgate/zapgate-go"
)

// Spell writes an address as Z-API wants it in phone, groupId and the like: digits, "…-group", "…@lid",
// "…@newsletter", "…-broadcast" or "status@broadcast". The zero Address matches [zapgate.ErrInvalidArgument].
func Spell(a zapgate.Address) (string, error) {
	switch a.Kind() {
	case zapgate.AddressPhone:
		return a.Phone(), nil
	case zapgate.AddressGroup:
		if strings.Contains(a.ID(), "-") { // groups from before 2021 have no suffix
			return a.ID(), nil
		}
		return a.ID() + "-group", nil
	case zapgate.AddressBroadcast:
		return a.ID() + "-broadcast", nil
	case zapgate.AddressNone:
		return "", fmt.Errorf("zapi: address names nobody: %w", zapgate.ErrInvalidArgument)
	}
	return a.JID(), nil
}

// checkAddress refuses what Z-API would not read as a recipient. Its documentation wants digits without formatting.
func checkAddress(s string) error {
	if s == "" {
		return errors.New("is empty")
	}
	if _, err := zapgate.ParseAddress(s); err != nil || strings.ContainsAny(s, "+ ()\u00a0\t\r\n") {
		return errors.New("is not a Z-API phone, group id, LID or newsletter")
	}
	return nil
}
