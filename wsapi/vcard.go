package wsapi

import "strings"

var vCardText = strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// vCard is a contact with one phone number in digits, of version 3.0 (RFC 2426), which WhatsApp itself writes. waid makes
// the card lead to the number's chat. Lines end as in WSAPI's example.
func vCard(name, phone string) string {
	name = vCardText.Replace(name)
	return strings.Join([]string{
		"BEGIN:VCARD",
		"VERSION:3.0",
		"N:;" + name + ";;;",
		"FN:" + name,
		"TEL;type=CELL;type=VOICE;waid=" + phone + ":+" + phone,
		"END:VCARD",
	}, "\n")
}
