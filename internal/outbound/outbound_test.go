package outbound_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/internal/outbound"
)

var (
	ana    = contract.Address("5511900000001")
	anaLID = contract.Address("900000000000001@lid")
	bia    = contract.Address("5511900000002")
	family = contract.Address("120360000000000001@g.us")
	file   = zapgate.MediaURL("https://media.example.com/a.png")
)

// able can do everything but write to newsletters.
func able() *outbound.Gateway {
	whole := zapgate.MediaCapability{URL: true, Bytes: true, Caption: true, Reply: true}
	return &outbound.Gateway{
		Provider: "test",
		Spell:    func(a zapgate.Address) (string, error) { return a.JID(), nil },
		Can: zapgate.Capabilities{
			Text: true, Typing: true, Reply: true, Location: true, LocationReply: true, Contact: true, ContactReply: true,
			React: true, Unreact: true, MarkRead: true, CheckNumber: true, Status: true,
			Media: map[zapgate.MediaKind]zapgate.MediaCapability{
				zapgate.MediaImage: whole, zapgate.MediaDocument: whole, zapgate.MediaVideo: {URL: true}, zapgate.MediaSticker: {Bytes: true},
			},
			Recipients: []zapgate.AddressKind{zapgate.AddressPhone, zapgate.AddressLID, zapgate.AddressGroup},
		},
	}
}

type check struct {
	what string
	want error // nil: allowed
	why  string
	run  func(g *outbound.Gateway) (string, error)
}

func text(m zapgate.TextMessage) func(*outbound.Gateway) (string, error) {
	return func(g *outbound.Gateway) (string, error) { return g.Text(m) }
}

func media(m zapgate.MediaMessage) func(*outbound.Gateway) (string, error) {
	return func(g *outbound.Gateway) (string, error) { return g.Media(m) }
}

func location(m zapgate.LocationMessage) func(*outbound.Gateway) (string, error) {
	return func(g *outbound.Gateway) (string, error) { return g.Location(m) }
}

func contact(m zapgate.ContactMessage) func(*outbound.Gateway) (string, error) {
	return func(g *outbound.Gateway) (string, error) { return g.Contact(m) }
}

func quoting(to, chat zapgate.Address) func(*outbound.Gateway) (string, error) {
	return text(zapgate.TextMessage{To: to, Text: "oi", ReplyTo: zapgate.MessageRef{ID: "3EB0AA", Chat: chat}})
}

var (
	invalid     = zapgate.ErrInvalidArgument
	unsupported = zapgate.ErrUnsupported
)

var checks = []check{
	{"a text", nil, "", text(zapgate.TextMessage{To: ana, Text: "oi"})},
	{"without a recipient", invalid, "Messenger.SendText: To names nobody", text(zapgate.TextMessage{Text: "oi"})},
	{"without a text", invalid, "Text is empty", text(zapgate.TextMessage{To: ana})},
	{"to a newsletter", unsupported, "To of kind newsletter", text(zapgate.TextMessage{To: contract.Address("1@newsletter"), Text: "oi"})},
	{"a quote without its id", invalid, "ReplyTo.ID is empty", text(zapgate.TextMessage{To: ana, Text: "oi", ReplyTo: zapgate.MessageRef{Chat: ana}})},

	{"a quote without a chat", nil, "", quoting(ana, zapgate.Address{})},
	{"a quote of the chat", nil, "", quoting(family, family)},
	{"a quote of the chat by its LID", nil, "", quoting(ana, anaLID)},
	{"a quote of the chat by both", nil, "", quoting(anaLID, ana.WithLID(anaLID))},
	{"a quote of the chat without the ninth digit", nil, "", quoting(contract.Address("5511999999999"), contract.Address("551199999999"))},
	{"a quote of another person", unsupported, "another chat", quoting(ana, bia)},
	{"a quote of another LID", unsupported, "another chat", quoting(anaLID, bia.WithLID(contract.Address("1@lid")))},
	{"a quote of a group to a person", unsupported, "another chat", quoting(ana, family)},
	{"a quote of a person to a group", unsupported, "another chat", quoting(family, ana)},

	{"a file", nil, "", media(zapgate.MediaMessage{To: ana, Kind: zapgate.MediaImage, Media: file, Caption: "c"})},
	{"without a kind", invalid, "Kind is empty", media(zapgate.MediaMessage{To: ana, Media: file})},
	{"of an unknown kind", unsupported, "a file of this kind", media(zapgate.MediaMessage{To: ana, Kind: "gif", Media: file})},
	{"without a file", invalid, "Media is empty", media(zapgate.MediaMessage{To: ana, Kind: zapgate.MediaImage})},
	{"a path for a link", invalid, "not an http or https link", media(zapgate.MediaMessage{To: ana, Kind: zapgate.MediaImage, Media: zapgate.MediaURL("/tmp/55119.png")})},
	{"by link, where only bytes go", unsupported, "by link", media(zapgate.MediaMessage{To: ana, Kind: zapgate.MediaSticker, Media: file})},
	{"as bytes, where only links go", unsupported, "as bytes", media(zapgate.MediaMessage{To: ana, Kind: zapgate.MediaVideo, Media: zapgate.MediaBytes("video/mp4", []byte("a"))})},
	{"a caption where none goes", unsupported, "the caption", media(zapgate.MediaMessage{To: ana, Kind: zapgate.MediaVideo, Media: file, Caption: "c"})},
	{"a quote by a file that cannot", unsupported, "quoting", media(zapgate.MediaMessage{To: ana, Kind: zapgate.MediaVideo, Media: file, ReplyTo: zapgate.MessageRef{ID: "3EB0AA"}})},
	{"the name of a document", nil, "", media(zapgate.MediaMessage{To: ana, Kind: zapgate.MediaDocument, Media: file, FileName: "a.pdf"})},
	{"the name of an image", invalid, "FileName is for documents", media(zapgate.MediaMessage{To: ana, Kind: zapgate.MediaImage, Media: file, FileName: "a.png"})},

	{"a place", nil, "", location(zapgate.LocationMessage{To: ana, Latitude: -90, Longitude: 180})},
	{"too far south", invalid, "Latitude", location(zapgate.LocationMessage{To: ana, Latitude: -90.1})},
	{"too far east", invalid, "Longitude", location(zapgate.LocationMessage{To: ana, Longitude: 180.1})},
	{"nowhere", invalid, "Longitude", location(zapgate.LocationMessage{To: ana, Longitude: math.NaN()})},
	{"beyond", invalid, "Latitude", location(zapgate.LocationMessage{To: ana, Latitude: math.Inf(1)})},

	{"a card", nil, "", contact(zapgate.ContactMessage{To: ana, Name: "Bia", Phone: bia})},
	{"a card without a name", invalid, "Name is empty", contact(zapgate.ContactMessage{To: ana, Phone: bia})},
	{"a card without a phone", invalid, "Phone is not a phone number", contact(zapgate.ContactMessage{To: ana, Name: "Bia"})},
	{"the card of a LID", invalid, "Phone is not a phone number", contact(zapgate.ContactMessage{To: ana, Name: "Bia", Phone: anaLID})},

	{"a reaction", nil, "", func(g *outbound.Gateway) (string, error) { return g.React(zapgate.MessageRef{ID: "1", Chat: ana}, "") }},
	{"a reaction to nothing", invalid, "ID of the message", func(g *outbound.Gateway) (string, error) { return g.React(zapgate.MessageRef{Chat: ana}, "👍") }},
	{"a reaction nowhere", invalid, "Chat names nobody", func(g *outbound.Gateway) (string, error) { return g.React(zapgate.MessageRef{ID: "1"}, "👍") }},
	{"read", nil, "", func(g *outbound.Gateway) (string, error) { return g.MarkRead(zapgate.MessageRef{ID: "1", Chat: ana}) }},
	{"nothing read", invalid, "ID of the message", func(g *outbound.Gateway) (string, error) { return g.MarkRead(zapgate.MessageRef{Chat: ana}) }},
	{"own message read", invalid, "FromMe", func(g *outbound.Gateway) (string, error) {
		return g.MarkRead(zapgate.MessageRef{ID: "1", Chat: ana, FromMe: true})
	}},
	{"a group's number", invalid, "phone is not a phone number", func(g *outbound.Gateway) (string, error) { return "", g.CheckNumber(family) }},
}

func TestChecks(t *testing.T) {
	t.Parallel()
	for _, c := range checks {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			to, err := c.run(able())
			if c.want == nil {
				require.NoError(t, err)
				assert.True(t, strings.Contains(to, "@"), "the spelling")
				return
			}
			require.ErrorIs(t, err, c.want)
			assert.ErrorContains(t, err, c.why)
			assert.NotContains(t, err.Error(), "55119")
			var zerr *zapgate.Error
			require.ErrorAs(t, err, &zerr)
			assert.Equal(t, "test", zerr.Provider)
			assert.Zero(t, zerr.Attempts)
			assert.False(t, zerr.MayHaveRun)
		})
	}
}

func TestPerson(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		phone, lid string
		want       zapgate.Address
	}{
		{"5511900000001:12@s.whatsapp.net", "", ana},
		{"5511900000001@c.us", "900000000000001@lid", ana.WithLID(anaLID)},
		{"", "900000000000001@lid", anaLID},
		{"?", "?", zapgate.Address{}},
		{"", "900000000000001", zapgate.Address{}},
		{"5511900000001", "900000000000001", ana},
		{"", "", zapgate.Address{}},
	} {
		assert.Equal(t, tt.want, outbound.Person(tt.phone, tt.lid))
	}
	assert.Equal(t, &zapgate.NumberCheck{}, outbound.Checked(false, "5511900000001", ""))
}
