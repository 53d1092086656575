package wsapi

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestVCard: whatever a name holds, the card keeps its six lines, and the name its five parts.
func TestVCard(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Ana Exemplo":        "Ana Exemplo",
		"Ana, Exemplo; Ltda": `Ana\, Exemplo\; Ltda`,
		`C:\Ana`:             `C:\\Ana`,
		`Ana\n`:              `Ana\\n`,
		"Ana\nTEL:+1":        `Ana\nTEL:+1`,
		"Ana\r\nEND:VCARD":   `Ana\nEND:VCARD`,
		"Ana\rBia":           `Ana\nBia`,
		"Ação 🎉: \"x\"":      "Ação 🎉: \"x\"",
	} {
		assert.Equal(t, []string{
			"BEGIN:VCARD", "VERSION:3.0", "N:;" + want + ";;;", "FN:" + want,
			"TEL;type=CELL;type=VOICE;waid=5511900000001:+5511900000001", "END:VCARD",
		}, strings.Split(vCard(name, "5511900000001"), "\n"))
	}
}
