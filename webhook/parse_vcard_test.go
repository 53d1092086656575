package webhook

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestContactCard(t *testing.T) {
	t.Parallel()
	for card, want := range map[string]ContactCard{
		"": {},
		"BEGIN:VCARD\nVERSION:3.0\nN:;Ana;;;\nFN:Ana\nTEL;type=CELL;waid=5511900000001:+55 11 9000-0001\nEND:VCARD": {
			Name: "Ana", Phones: []string{"5511900000001"},
		},
		"BEGIN:VCARD\r\nFN;CHARSET=UTF-8:Ana\\, da \\\\Loja\r\nitem1.TEL:+55 (11) 90000-0002\r\nitem2.tel;WAID=5511900000003:x\r\nEND:VCARD\r\n": {
			Name: `Ana, da \Loja`, Phones: []string{"5511900000002", "5511900000003"},
		},
		"FN:Uma loja de\r\n  muito nome\r\nTEL;waid=55119\n 00000004:": {Name: "Uma loja de muito nome", Phones: []string{"5511900000004"}},
		"FN:\nFN:Ana\nFN:Bia":               {Name: "Ana"},
		"TEL:\nTEL\nTEL;waid=:\nTEL:ramal":  {},
		"XFN:Ana\nN:Ana\nTELEX:1\n:\n;:\n.": {},
	} {
		want.VCard = card
		assert.Equal(t, want, contactCard(card), card)
	}
}
