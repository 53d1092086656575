package zapi_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

const newsletter = "120363000000000011@newsletter"

func TestWireNewsletters(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Value: true}
	news := zapi.Newsletter{
		NewsletterSummary: zapi.NewsletterSummary{
			ID: newsletter, Name: "News", Description: "From the shop", SubscribersCount: new(zapgate.Int(42)), Picture: "https://example.com/full.jpg",
		},
		CreationTime: wireAt(`"1760000020"`), State: zapi.NewsletterActive, InviteLink: "https://www.whatsapp.com/channel/AbCd1",
		Verification: zapi.NewsletterVerified, Preview: "https://example.com/small.jpg",
		ViewMetadata: zapi.NewsletterView{Mute: zapi.NewsletterMuteOff, Role: zapi.NewsletterOwner},
	}
	weather := zapi.Newsletter{
		NewsletterSummary: zapi.NewsletterSummary{ID: "120363000000000012@newsletter", Name: "Weather"}, // its followers are not told
		CreationTime:      wireAt(`"1760000021"`), State: zapi.NewsletterActive, InviteLink: "https://www.whatsapp.com/channel/AbCd2",
		Verification: zapi.NewsletterUnverified,
		ViewMetadata: zapi.NewsletterView{Mute: zapi.NewsletterMuteOn, Role: zapi.NewsletterSubscriber},
	}
	whole, err := json.Marshal(news)
	require.NoError(t, err)

	runWire(t, []wireTest{
		{
			name:   "List",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Newsletters.List(ctx) },
			method: "GET", path: "/newsletter",
			answer: "newsletter-list.json", want: []zapi.Newsletter{news, weather},
		},
		{
			name: "Metadata",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Newsletters.Metadata(ctx, newsletter)
			},
			method: "GET", path: "/newsletter/metadata/120363000000000011@newsletter",
			answer: string(whole), want: &news,
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Newsletters.Create(ctx, zapi.CreateNewsletterRequest{Name: "News", Description: "From the shop"})
			},
			method: "POST", path: "/create-newsletter", body: `{"name":"News","description":"From the shop"}`,
			answer: `{"id":"120363000000000011@newsletter"}`, want: &zapi.CreatedNewsletter{ID: newsletter},
		},
		{
			name: "UpdateName",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Newsletters.UpdateName(ctx, zapi.UpdateNewsletterNameRequest{ID: newsletter, Name: "More news"})
			},
			method: "POST", path: "/update-newsletter-name", body: `{"id":"120363000000000011@newsletter","name":"More news"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateDescription",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Newsletters.UpdateDescription(ctx, zapi.UpdateNewsletterDescriptionRequest{ID: newsletter, Description: "Daily"})
			},
			method: "POST", path: "/update-newsletter-description", body: `{"id":"120363000000000011@newsletter","description":"Daily"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdatePicture",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Newsletters.UpdatePicture(ctx, zapi.UpdateNewsletterPictureRequest{ID: newsletter, Picture: zapgate.MediaBytes("image/png", []byte("png"))})
			},
			method: "POST", path: "/update-newsletter-picture", body: `{"id":"120363000000000011@newsletter","pictureUrl":"data:image/png;base64,cG5n"}`,
			answer: "result.json", want: done,
		},
		{
			name: "UpdateSettings",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Newsletters.UpdateSettings(ctx, newsletter, zapi.NewsletterSettingsRequest{ReactionCodes: zapi.NewsletterReactionsBasic})
			},
			method: "POST", path: "/newsletter/settings/120363000000000011@newsletter", body: `{"reactionCodes":"basic"}`,
			answer: "result.json", want: done,
		},
		{
			name: "Search",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Newsletters.Search(ctx, zapi.SearchNewslettersRequest{
					Limit: 50, View: zapi.NewsletterTrending, Filters: zapi.NewsletterFilters{CountryCodes: []string{"BR", "PT"}}, SearchText: "news",
				})
			},
			method: "POST", path: "/search-newsletter",
			body:   `{"limit":50,"view":"TRENDING","filters":{"countryCodes":["BR","PT"]},"searchText":"news"}`,
			answer: "newsletter-search.json",
			want: &zapi.NewsletterSearch{Data: []zapi.NewsletterSummary{
				{ID: newsletter, Name: "News", Description: "From the shop", SubscribersCount: new(zapgate.Int(42)), Picture: "https://example.com/small.jpg"},
				{ID: "120363000000000012@newsletter", Name: "Weather", SubscribersCount: new(zapgate.Int(0))},
			}},
		},
		{
			name: "AcceptAdminInvite",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return nil, c.Newsletters.AcceptAdminInvite(ctx, "a/b@newsletter")
			},
			method: "POST", path: "/newsletter/accept-admin-invite/a%2Fb@newsletter",
		},
		{
			name: "RevokeAdminInvite",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return nil, c.Newsletters.RevokeAdminInvite(ctx, newsletter, zapi.NewsletterAdminRequest{Phone: "5511900000002"})
			},
			method: "POST", path: "/newsletter/revoke-admin-invite/120363000000000011@newsletter", body: `{"phone":"5511900000002"}`,
		},
		{
			name: "RemoveAdmin",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return nil, c.Newsletters.RemoveAdmin(ctx, newsletter, zapi.NewsletterAdminRequest{Phone: "5511900000002"})
			},
			method: "POST", path: "/newsletter/remove-admin/120363000000000011@newsletter", body: `{"phone":"5511900000002"}`,
		},
		{
			name: "TransferOwnership",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Newsletters.TransferOwnership(ctx, newsletter, zapi.TransferOwnershipRequest{Phone: "5511900000002"})
			},
			method: "POST", path: "/newsletter/transfer-ownership/120363000000000011@newsletter", body: `{"phone":"5511900000002"}`,
			answer: `{"value":"true"}`, want: &zapi.NewsletterTransfer{Value: true},
		},
		{
			name: "TransferOwnership that fails",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Newsletters.TransferOwnership(ctx, newsletter, zapi.TransferOwnershipRequest{Phone: "5511900000002", QuitAdmin: true})
			},
			method: "POST", path: "/newsletter/transfer-ownership/120363000000000011@newsletter", body: `{"phone":"5511900000002","quitAdmin":true}`,
			answer: `{"value":false,"message":"not an administrator"}`, want: &zapi.NewsletterTransfer{Message: "not an administrator"},
		},
	})
}

// Five operations take no more than a newsletter's id.
func TestWireNewsletterID(t *testing.T) {
	t.Parallel()
	type call = func(*zapi.NewslettersService, context.Context, zapi.NewsletterRequest, ...zapgate.CallOption) (*zapi.Result, error)
	var tests []wireTest
	add := func(method, path string, call call) {
		tests = append(tests, wireTest{
			name: path,
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return call(c.Newsletters, ctx, zapi.NewsletterRequest{ID: newsletter})
			},
			method: method, path: path, body: `{"id":"120363000000000011@newsletter"}`,
			answer: "result.json", want: &zapi.Result{Value: true},
		})
	}
	add("DELETE", "/delete-newsletter", (*zapi.NewslettersService).Delete)
	add("PUT", "/follow-newsletter", (*zapi.NewslettersService).Follow)
	add("PUT", "/unfollow-newsletter", (*zapi.NewslettersService).Unfollow)
	add("PUT", "/mute-newsletter", (*zapi.NewslettersService).Mute)
	add("PUT", "/unmute-newsletter", (*zapi.NewslettersService).Unmute)
	runWire(t, tests)
}

func TestNewslettersSearchAll(t *testing.T) {
	t.Parallel()
	walk := func(answer string, stop int) (names []string, asked int, err error) {
		mt := httpmock.NewMockTransport()
		mt.RegisterResponder("POST", instance+"/search-newsletter", httpmock.NewStringResponder(200, answer))
		in := zapi.SearchNewslettersRequest{Limit: 2, Filters: zapi.NewsletterFilters{CountryCodes: []string{"BR"}}}
		for n, err := range newClient(t, mt).Newsletters.SearchAll(t.Context(), in) {
			if err != nil {
				return names, mt.GetTotalCallCount(), err
			}
			if names = append(names, n.Name); len(names) == stop {
				break
			}
		}
		return names, mt.GetTotalCallCount(), nil
	}
	names, asked, err := walk(fixture(t, "newsletter-search.json"), 0)
	require.NoError(t, err)
	assert.Equal(t, []string{"News", "Weather"}, names)
	assert.Equal(t, 1, asked)

	names, _, err = walk(fixture(t, "newsletter-search.json"), 1)
	require.NoError(t, err)
	assert.Equal(t, []string{"News"}, names)

	names, asked, err = walk(`{"cursor":"next","data":[{"name":"News"}]}`, 0)
	assert.ErrorContains(t, err, "has more", "a part does not pass for the whole")
	assert.Equal(t, []string{"News"}, names)
	assert.Equal(t, 1, asked)

	names, _, err = walk(`{"error":"You are not connected."}`, 0)
	assert.ErrorIs(t, err, zapgate.ErrNotConnected)
	assert.Empty(t, names)
}

func TestNewslettersBadArguments(t *testing.T) {
	t.Parallel()
	brazil := zapi.NewsletterFilters{CountryCodes: []string{"BR"}}
	runBad(t, map[string]badCall{
		"no limit": {"limit", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Newsletters.Search(ctx, zapi.SearchNewslettersRequest{Filters: brazil})
			return err
		}},
		"no filters": {"filters", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Newsletters.Search(ctx, zapi.SearchNewslettersRequest{Limit: 5})
			return err
		}},
		"a name as an id": {"id", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Newsletters.Follow(ctx, zapi.NewsletterRequest{ID: "News"})
			return err
		}},
		"nobody": {"phone", func(ctx context.Context, c *zapi.Client) error {
			return c.Newsletters.RemoveAdmin(ctx, newsletter, zapi.NewsletterAdminRequest{})
		}},
		"no picture": {"pictureUrl", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Newsletters.UpdatePicture(ctx, zapi.UpdateNewsletterPictureRequest{ID: newsletter})
			return err
		}},
		"no newsletter": {"newsletterId", func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Newsletters.Metadata(ctx, "")
			return err
		}},
	})
}
