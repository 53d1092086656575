package endtoend

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
	"github.com/zapgate/zapgate-go/zapi"
	"github.com/zapgate/zapgate-go/zapini"
	"github.com/zapgate/zapgate-go/zapy"
)

var update = flag.Bool("update", false, "write the table of capabilities into the README")

// TestREADMECapabilities keeps the README's table of capabilities what the Messengers say:
//
//	go test ./internal/endtoend -run TestREADMECapabilities -update
func TestREADMECapabilities(t *testing.T) {
	const begin, end = "<!-- capabilities -->\n", "<!-- /capabilities -->\n"
	file := filepath.Join(contract.Root(t), "README.md")
	readme, err := os.ReadFile(file)
	require.NoError(t, err)
	before, rest, found := strings.Cut(string(readme), begin)
	require.True(t, found, begin)
	table, after, found := strings.Cut(rest, end)
	require.True(t, found, end)
	want := capabilitiesTable(t)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(before+begin+want+end+after), 0o600))
		return
	}
	assert.Equal(t, want, table, "run this test with -update")
}

// row is a line of the table: what it is about, and what a gateway says to that.
type row struct {
	about string
	says  func(zapgate.Capabilities) string
}

func rows() []row {
	out := []row{{"text", func(c zapgate.Capabilities) string { return words(c.Text, "yes", c.Typing, "typing", c.Reply, "quote") }}}
	for _, kind := range []zapgate.MediaKind{
		zapgate.MediaImage, zapgate.MediaVideo, zapgate.MediaDocument, zapgate.MediaAudio, zapgate.MediaVoice, zapgate.MediaSticker,
	} {
		out = append(out, row{string(kind), func(c zapgate.Capabilities) string {
			m := c.Media[kind]
			return words(m.URL, "link", m.Bytes, "bytes", m.Caption, "caption", m.Reply, "quote")
		}})
	}
	return append(out,
		row{"location", func(c zapgate.Capabilities) string { return words(c.Location, "yes", c.LocationReply, "quote") }},
		row{"contact card", func(c zapgate.Capabilities) string { return words(c.Contact, "yes", c.ContactReply, "quote") }},
		row{"to a message", func(c zapgate.Capabilities) string {
			return words(c.React, "reaction", c.Unreact, "reaction off", c.MarkRead, "read")
		}},
		row{"questions", func(c zapgate.Capabilities) string { return words(c.CheckNumber, "number", c.Status, "status") }},
		row{"recipients", func(c zapgate.Capabilities) string {
			var kinds []string
			for _, k := range c.Recipients {
				kinds = append(kinds, k.String())
			}
			return strings.Join(kinds, ", ")
		}},
	)
}

// words joins each word whose condition, before it, holds; a dash stands for none.
func words(pairs ...any) string {
	var out []string
	for pair := range slices.Chunk(pairs, 2) {
		if pair[0].(bool) {
			out = append(out, pair[1].(string))
		}
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, ", ")
}

func capabilitiesTable(t *testing.T) string {
	t.Helper()
	a, err := zapi.New(zapi.Credentials{InstanceID: "x", Token: "x"})
	require.NoError(t, err)
	b, err := zapini.New(zapini.Credentials{Token: "x"})
	require.NoError(t, err)
	c, err := zapy.New(zapy.Credentials{APIKey: "x"})
	require.NoError(t, err)
	d, err := wsapi.New(wsapi.Credentials{APIKey: "x", InstanceID: "x"})
	require.NoError(t, err)
	messengers := []zapgate.Messenger{a.Messenger(), b.Messenger(), c.Messenger(), d.Messenger()}
	var lines [][2]string // what they are about, and the cells after that
	for _, r := range rows() {
		cells := " |"
		for _, m := range messengers {
			cells += " " + r.says(m.Capabilities()) + " |"
		}
		if last := len(lines) - 1; last >= 0 && lines[last][1] == cells {
			lines[last][0] += ", " + r.about
			continue
		}
		lines = append(lines, [2]string{r.about, cells})
	}
	table := "| | `zapi` | `zapini` | `zapy` | `wsapi` |\n|---|---|---|---|---|\n"
	for _, line := range lines {
		table += "| " + line[0] + line[1] + "\n"
	}
	return table
}
