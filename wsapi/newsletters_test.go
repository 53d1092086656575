package wsapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

const offers = "120360000000000021@newsletter"

func TestNewsletters(t *testing.T) {
	t.Parallel()
	newsletter := wsapi.Newsletter{
		ID: offers, Name: "Ofertas", Description: "Toda segunda-feira", SubscriberCount: 42, VerificationState: "checked",
		PictureURL: "https://media.example.com/ofertas.jpg", InviteCode: "OfertasFicticias", Role: "owns-it", Mute: "is-muted", State: "is-active",
		CreatedAt: contract.Time(`"2026-01-05T10:00:00Z"`),
	}
	const path = "/newsletters/120360000000000021@newsletter"
	subscribe := func(subscribed bool) func(context.Context, *wsapi.Client) (any, error) {
		return func(ctx context.Context, c *wsapi.Client) (any, error) {
			return only(c.Newsletters.SetSubscription(ctx, offers, wsapi.SetNewsletterSubscriptionRequest{Subscribed: subscribed}))
		}
	}
	mute := func(mute bool) func(context.Context, *wsapi.Client) (any, error) {
		return func(ctx context.Context, c *wsapi.Client) (any, error) {
			return only(c.Newsletters.SetMute(ctx, offers, wsapi.MuteNewsletterRequest{Mute: mute}))
		}
	}
	runWire(t, []wireTest{
		{
			name:   "List",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Newsletters.List(ctx) },
			method: "GET", path: "/newsletters", answer: "w2-listNewsletters.json",
			want: []wsapi.Newsletter{newsletter, {ID: "120360000000000022@newsletter", Name: "Nova"}},
		},
		{
			name: "Create with a name only",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Newsletters.Create(ctx, wsapi.CreateNewsletterRequest{Name: "Ofertas"})
			},
			method: "POST", path: "/newsletters", body: `{"name":"Ofertas"}`,
			status: 201, answer: "w2-createNewsletter.json", want: &wsapi.Created{ID: offers},
		},
		{
			name: "Create with everything",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Newsletters.Create(ctx, wsapi.CreateNewsletterRequest{Name: "Ofertas", Description: "Toda segunda-feira", Picture: jpeg()})
			},
			method: "POST", path: "/newsletters", body: `{"name":"Ofertas","description":"Toda segunda-feira","picture":"anBlZw=="}`,
			status: 201, answer: "w2-createNewsletter.json", want: &wsapi.Created{ID: offers},
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *wsapi.Client) (any, error) { return c.Newsletters.Get(ctx, offers) },
			method: "GET", path: path, answer: "w2-getNewsletter.json", want: &newsletter,
		},
		{
			name: "GetByInviteCode",
			call: func(ctx context.Context, c *wsapi.Client) (any, error) {
				return c.Newsletters.GetByInviteCode(ctx, "OfertasFicticias")
			},
			method: "GET", path: "/newsletters/invite/OfertasFicticias", answer: "w2-getNewsletterByInviteCode.json", want: &newsletter,
		},
		{name: "subscribe", call: subscribe(true), method: "PUT", path: path + "/subscription", body: `{"subscribed":true}`},
		{name: "unsubscribe", call: subscribe(false), method: "PUT", path: path + "/subscription", body: `{"subscribed":false}`},
		{name: "mute", call: mute(true), method: "PUT", path: path + "/mute", body: `{"mute":true}`},
		{name: "unmute", call: mute(false), method: "PUT", path: path + "/mute", body: `{"mute":false}`},
	})
}

func TestNewslettersRefuseBadArguments(t *testing.T) {
	t.Parallel()
	runRefused(t, []refused{
		{"GET /newsletters/{id}", "id must not begin with +", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Newsletters.Get(ctx, "+"+offers)
			return err
		}},
		{"GET /newsletters/invite/{code}", "code is a dot segment", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Newsletters.GetByInviteCode(ctx, "..")
			return err
		}},
		{"POST /newsletters", "name is empty", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Newsletters.Create(ctx, wsapi.CreateNewsletterRequest{Picture: jpeg()})
			return err
		}},
		{"POST /newsletters", "media: this field takes bytes", func(ctx context.Context, c *wsapi.Client) error {
			_, err := c.Newsletters.Create(ctx, wsapi.CreateNewsletterRequest{
				Name: "Ofertas", Picture: zapgate.Base64(zapgate.MediaURL("https://media.example.com/a.jpg")),
			})
			return err
		}},
		{"PUT /newsletters/{id}/mute", "id is empty", func(ctx context.Context, c *wsapi.Client) error {
			return c.Newsletters.SetMute(ctx, "", wsapi.MuteNewsletterRequest{Mute: true})
		}},
		{"PUT /newsletters/{id}/subscription", "id is not a JID", func(ctx context.Context, c *wsapi.Client) error {
			return c.Newsletters.SetSubscription(ctx, "ofertas", wsapi.SetNewsletterSubscriptionRequest{Subscribed: true})
		}},
	})
}
