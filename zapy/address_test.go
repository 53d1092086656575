package zapy_test

import (
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

func TestSpell(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"+55 11 90000-0001":            "5511900000001",
		"5511900000001@s.whatsapp.net": "5511900000001",
		"5511900000001:7@c.us":         "5511900000001",
		"900000000000001@lid":          "900000000000001@lid",
		"120360000000000001-group":     "120360000000000001@g.us",
		"5511900000001-1600000000":     "5511900000001-1600000000@g.us",
		"+1 202 555 0100":              "12025550100@s.whatsapp.net", // bare, it would be sent to Brazil
	} {
		a, err := zapgate.ParseAddress(from)
		require.NoError(t, err)
		got, err := zapy.Spell(a)
		require.NoError(t, err, from)
		assert.Equal(t, want, got)

		c, mt := newClient(t)
		mt.RegisterNoResponder(httpmock.NewStringResponder(200, fixture(t, "sent.json")))
		_, err = c.Messages.SendText(t.Context(), zapy.SendTextRequest{To: got, Message: "Olá"})
		require.NoError(t, err, "what is spelt can be sent to")
	}
	_, err := zapy.Spell(zapgate.Address{})
	require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	for _, s := range []string{"120360000000000001@newsletter", "status@broadcast", "1600000000@broadcast"} {
		a, err := zapgate.ParseAddress(s)
		require.NoError(t, err)
		_, err = zapy.Spell(a)
		require.ErrorIs(t, err, zapgate.ErrUnsupported)
	}
}
