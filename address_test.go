package zapgate

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		kind   AddressKind
		id     string
		device int
		jid    string
	}{
		{"5511999999999", AddressPhone, "5511999999999", 0, "5511999999999@s.whatsapp.net"},
		{"+5511999999999", AddressPhone, "5511999999999", 0, "5511999999999@s.whatsapp.net"},
		{"+55 11 99999-9999", AddressPhone, "5511999999999", 0, "5511999999999@s.whatsapp.net"},
		{"+55 (11) 99999.9999", AddressPhone, "5511999999999", 0, "5511999999999@s.whatsapp.net"},
		{" +55\u00a011\u00a099999-9999 \n", AddressPhone, "5511999999999", 0, "5511999999999@s.whatsapp.net"},
		{"5511999999999@s.whatsapp.net", AddressPhone, "5511999999999", 0, "5511999999999@s.whatsapp.net"},
		{"5511999999999@c.us", AddressPhone, "5511999999999", 0, "5511999999999@s.whatsapp.net"},
		{"5511999999999@C.US", AddressPhone, "5511999999999", 0, "5511999999999@s.whatsapp.net"},
		{"5511999999999:12@s.whatsapp.net", AddressPhone, "5511999999999", 12, "5511999999999@s.whatsapp.net"},
		{"5511999999999:0@s.whatsapp.net", AddressPhone, "5511999999999", 0, "5511999999999@s.whatsapp.net"},
		{"12345", AddressPhone, "12345", 0, "12345@s.whatsapp.net"},
		{"123456789012345", AddressPhone, "123456789012345", 0, "123456789012345@s.whatsapp.net"},
		{"123456789012345678@lid", AddressLID, "123456789012345678", 0, "123456789012345678@lid"},
		{"123456789012345678:3@lid", AddressLID, "123456789012345678", 3, "123456789012345678@lid"},
		{"120363019502650977-group", AddressGroup, "120363019502650977", 0, "120363019502650977@g.us"},
		{"120363019502650977@g.us", AddressGroup, "120363019502650977", 0, "120363019502650977@g.us"},
		{"5511999999999-1623281429", AddressGroup, "5511999999999-1623281429", 0, "5511999999999-1623281429@g.us"},
		{"5511999999999-1623281429@g.us", AddressGroup, "5511999999999-1623281429", 0, "5511999999999-1623281429@g.us"},
		{"5511999999999-1623281429-group", AddressGroup, "5511999999999-1623281429", 0, "5511999999999-1623281429@g.us"},
		{"999999999999999999@newsletter", AddressNewsletter, "999999999999999999", 0, "999999999999999999@newsletter"},
		{"1700000000@broadcast", AddressBroadcast, "1700000000", 0, "1700000000@broadcast"},
		{"1700000000-broadcast", AddressBroadcast, "1700000000", 0, "1700000000@broadcast"},
		{"status@broadcast", AddressStatus, "status", 0, "status@broadcast"},
		{"STATUS@Broadcast", AddressStatus, "status", 0, "status@broadcast"},
	} {
		t.Run(c.in, func(t *testing.T) {
			t.Parallel()
			a, err := ParseAddress(c.in)
			require.NoError(t, err)
			assert.Equal(t, c.kind, a.Kind())
			assert.Equal(t, c.id, a.ID())
			assert.Equal(t, c.device, a.Device())
			assert.Equal(t, c.jid, a.JID())
			assert.Equal(t, c.jid, a.String())
			assert.False(t, a.IsZero())
			assert.True(t, a.Same(a))
			assert.Equal(t, c.kind == AddressPhone, a.Phone() == c.id)
			assert.Equal(t, c.kind == AddressLID, a.LID() == c.id)
			text, err := a.MarshalText()
			require.NoError(t, err)
			again, err := ParseAddress(string(text))
			require.NoError(t, err)
			assert.Equal(t, a, again, "comparable, and the text keeps the device")
		})
	}
}

func TestParseAddressRefusals(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", " ", "+", "++5511999999999", "1234", "+1234", "1234567890123456", "+1234567890123456",
		"55 11 99999-9999", "(11) 99999-9999", "5511 999999999", "5511\n999999999", "5511999999999 @c.us", "5511999999999@ c.us",
		"٥٥١١٩٩٩٩٩٩٩٩٩", "５５１１９９９９９９９９９", "+٥٥١١٩٩٩٩٩٩٩٩٩", "5511999999999\x00", "5511999999999\u200b", "-5511999999999",
		"@", "@c.us", "@s.whatsapp.net", "@lid", "@g.us", "@newsletter", "@broadcast", ":1@lid", "-group", "-broadcast", "-1623281429",
		"5511999999999@", "5511999999999@c.us@c.us", "a@5511999999999@c.us", "5511999999999@example.com", "5511999999999@s.whatsapp.net.evil.test",
		"+5511999999999@c.us", "abc@lid", "5511999999999:@c.us", "5511999999999:x@c.us", "5511999999999:1:2@c.us", "5511999999999:65536@c.us", "5511999999999:-1@c.us",
		"120363019502650977:1@g.us", "120363019502650977", "120363-group-group", "5511999999999-@g.us", "5511999999999-1-2@g.us", "5511999999999-12@g.us",
		"status", "status-broadcast", "status@c.us", "1234@c.us", strings.Repeat("1", 1<<20), "PRIVATE", "../token",
	} {
		a, err := ParseAddress(in)
		require.ErrorIs(t, err, ErrInvalidArgument, "%.40q", in)
		assert.Equal(t, Address{}, a)
		assert.Equal(t, "not a phone number, JID, LID or group id: invalid argument", err.Error(), "it does not repeat the address")
	}
}

func TestZeroAddress(t *testing.T) {
	t.Parallel()
	var a Address
	assert.True(t, a.IsZero())
	assert.Equal(t, AddressNone, a.Kind())
	assert.Empty(t, a.ID()+a.JID()+a.Phone()+a.LID())
	assert.False(t, a.Same(a), "nobody is not the same as nobody")
	assert.Equal(t, []Address{a}, a.Variants())
	assert.Equal(t, []string{"none", "phone", "lid", "group", "newsletter", "broadcast", "status", "kind 7"}, func() (names []string) {
		for k := range AddressKind(8) {
			names = append(names, k.String())
		}
		return names
	}())
}

func mustParse(t *testing.T, s string) Address {
	t.Helper()
	a, err := ParseAddress(s)
	require.NoError(t, err)
	return a
}

func TestSame(t *testing.T) {
	t.Parallel()
	p := func(s string) Address { return mustParse(t, s) }
	phone, lid := p("5511999999999"), p("777@lid")
	both := phone.WithLID(lid)
	assert.Equal(t, "777", both.LID())
	assert.Equal(t, "5511999999999", both.Phone())
	for _, c := range []struct {
		name string
		a, b Address
		want bool
	}{
		{"spellings", phone, p("+55 11 99999-9999"), true},
		{"devices", p("5511999999999:1@c.us"), p("5511999999999:2@c.us"), true},
		{"numbers", phone, p("5511999999998"), false},
		{"a ninth digit", phone, p("551199999999"), false},
		{"phone and LID", phone, lid, false},
		{"the same digits as phone and LID", p("12345"), p("12345@lid"), false},
		{"LID beside the phone", both, lid, true},
		{"LID beside the phone, on a device", both, p("777:2@lid"), true},
		{"another LID", both, p("778@lid"), false},
		{"phone with and without LID", both, phone, true},
		{"the same LID beside an old number", both, p("5511888888888").WithLID(lid), true},
		{"groups", p("120363019502650977@g.us"), p("120363019502650977-group"), true},
		{"a group and a newsletter", p("120363019502650977@g.us"), p("120363019502650977@newsletter"), false},
		{"status", p("status@broadcast"), p("Status@broadcast"), true},
		{"status and a list", p("status@broadcast"), p("1@broadcast"), false},
		{"nobody", phone, Address{}, false},
	} {
		assert.Equal(t, c.want, c.a.Same(c.b), c.name)
		assert.Equal(t, c.want, c.b.Same(c.a), c.name)
	}
	assert.Equal(t, phone, phone.WithLID(p("120363019502650977@g.us")), "only a LID")
	assert.Equal(t, phone, phone.WithLID(Address{}))
	assert.Equal(t, lid, lid.WithLID(p("778@lid")), "only beside a phone number")
}

func TestVariants(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"5511999999999":               "5511999999999 551199999999",
		"551199999999":                "551199999999 5511999999999",
		"551168765432":                "551168765432 5511968765432",
		"5511968765432":               "5511968765432 551168765432",
		"551132345678":                "551132345678",   // landline
		"551151234567":                "551151234567",   // landline
		"5511932345678":               "5511932345678",  // a nine before what looks like a landline
		"5511832345678":               "5511832345678",  // 13 digits without the nine
		"55119999999":                 "55119999999",    // too short
		"55119999999999":              "55119999999999", // too long
		"12025550123":                 "12025550123",    // not Brazil
		"351912345678":                "351912345678",   // 12 digits, not Brazil
		"5511999999999@lid":           "",
		"5511999999999-1623281429":    "",
		"5511999999999@newsletter":    "",
		"5511999999999@broadcast":     "",
		"status@broadcast":            "",
		"5511999999999:5@c.us":        "5511999999999 551199999999",
		"+55 11 99999-9999":           "5511999999999 551199999999",
		"551199999999@s.whatsapp.net": "551199999999 5511999999999",
	} {
		a := mustParse(t, in)
		got := a.Variants()
		assert.Equal(t, a, got[0], "as given comes first, with its device")
		if want == "" {
			assert.Len(t, got, 1, in)
			continue
		}
		var phones []string
		for _, v := range got {
			phones = append(phones, v.Phone())
		}
		assert.Equal(t, want, strings.Join(phones, " "), in)
		if len(got) == 2 {
			assert.Zero(t, got[1].Device(), "another number has other devices")
			assert.Equal(t, a.Phone(), got[1].Variants()[1].Phone(), "and back")
		}
	}
}

func TestAddressInJSON(t *testing.T) {
	t.Parallel()
	type holder struct {
		To   Address            `json:"to,omitzero"`
		Seen map[Address]string `json:"seen,omitempty"`
	}
	_, out := reencode[holder](t, `{"to":"+55 11 99999-9999","seen":{"5511999999999:2@c.us":"x"}}`)
	assert.Equal(t, `{"to":"5511999999999@s.whatsapp.net","seen":{"5511999999999:2@s.whatsapp.net":"x"}}`, out)
	_, out = reencode[holder](t, `{"to":""}`)
	assert.Equal(t, `{}`, out)
	v := holder{To: mustParse(t, "777@lid")}
	require.Error(t, json.Unmarshal([]byte(`{"to":"PRIVATE"}`), &v))
	assertQuiet(t, `{"to":"PRIVATE"}`, &holder{})
	assert.Equal(t, "777", v.To.ID(), "a failure leaves it as it was")
}

func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{
		"5511999999999", "+55 11 99999-9999", "5511999999999:12@s.whatsapp.net", "777@lid", "120363019502650977-group",
		"5511999999999-1623281429@g.us", "1@newsletter", "1-broadcast", "status@broadcast", "@", ":", "+-", "\xff@lid",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAddress(s)
		if err != nil {
			assert.Equal(t, Address{}, a)
			return
		}
		byJID, err := ParseAddress(a.JID())
		require.NoError(t, err)
		assert.True(t, a.Same(byJID))
		assert.Equal(t, a.JID(), byJID.JID())
		if a.Device() == 0 {
			assert.Equal(t, a, byJID)
		}
		text, err := a.MarshalText()
		require.NoError(t, err)
		var byText Address
		require.NoError(t, byText.UnmarshalText(text))
		assert.Equal(t, a, byText)
		for _, v := range a.Variants() {
			assert.Equal(t, v, mustParse(t, v.JID()).withDevice(v.device))
		}
	})
}

func (a Address) withDevice(d uint16) Address { a.device = d; return a }
