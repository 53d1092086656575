package webhook

import "strings"

var (
	vcardFolds   = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "")
	vcardEscapes = strings.NewReplacer(`\\`, `\`, `\,`, `,`, `\;`, `;`, `\n`, "\n", `\N`, "\n")
)

// contactCard reads a vCard's name and numbers: WSAPI gives nothing but the card, and Z-API not always the numbers.
func contactCard(vcard string) ContactCard {
	c := ContactCard{VCard: vcard}
	for line := range strings.Lines(vcardFolds.Replace(vcard)) {
		property, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
		property, params, _ := strings.Cut(property, ";")
		property = property[strings.LastIndexByte(property, '.')+1:] // as in item1.TEL
		switch {
		case strings.EqualFold(property, "FN") && c.Name == "":
			c.Name = vcardEscapes.Replace(value)
		case strings.EqualFold(property, "TEL"):
			if phone := digitsOf(firstOf(waidOf(params), value)); phone != "" {
				c.Phones = append(c.Phones, phone)
			}
		}
	}
	return c
}

// waidOf is the number that WhatsApp knows somebody by, with which it marks the one that it found in the card.
func waidOf(params string) string {
	for p := range strings.SplitSeq(params, ";") {
		if name, value, _ := strings.Cut(p, "="); strings.EqualFold(name, "waid") {
			return value
		}
	}
	return ""
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
