package zapi

import (
	"context"
	"errors"
	"iter"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSearchNewsletter   = transport.Op{Method: "POST", Path: "/search-newsletter", Retry: transport.Safe} // a POST that only reads
	opFollowNewsletter   = transport.Op{Method: "PUT", Path: "/follow-newsletter"}
	opUnfollowNewsletter = transport.Op{Method: "PUT", Path: "/unfollow-newsletter"}
	opMuteNewsletter     = transport.Op{Method: "PUT", Path: "/mute-newsletter"}
	opUnmuteNewsletter   = transport.Op{Method: "PUT", Path: "/unmute-newsletter"}
)

// NewsletterRank is the order in which a search looks at newsletters.
type NewsletterRank string

// The documented values of [SearchNewslettersRequest.View].
const (
	NewsletterRecommended NewsletterRank = "RECOMMENDED"
	NewsletterTrending    NewsletterRank = "TRENDING"
	NewsletterPopular     NewsletterRank = "POPULAR"
	NewsletterNew         NewsletterRank = "NEW"
)

// SearchNewslettersRequest looks for newsletters that can be followed.
type SearchNewslettersRequest struct {
	Limit      int               `json:"limit" check:"required"` // how many at most
	View       NewsletterRank    `json:"view,omitempty"`
	Filters    NewsletterFilters `json:"filters" check:"required"`
	SearchText string            `json:"searchText,omitempty"`
}

// NewsletterFilters narrows a search.
type NewsletterFilters struct {
	CountryCodes []string `json:"countryCodes" check:"required"` // ISO 3166-1, two letters: "BR"
}

// NewsletterSearch is what a search found.
type NewsletterSearch struct {
	Cursor string              `json:"cursor"` // null in all that is documented, because WhatsApp gives none; no request takes one
	Data   []NewsletterSummary `json:"data"`
}

// Search looks for newsletters in WhatsApp's directory. What lies beyond the limit cannot be asked for.
//
// POST /search-newsletter (https://developer.z-api.io/en/newsletter/search-newsletter)
func (s *NewslettersService) Search(ctx context.Context, in SearchNewslettersRequest, opts ...zapgate.CallOption) (*NewsletterSearch, error) {
	return transport.Do[NewsletterSearch](ctx, s.t, transport.Request{Op: opSearchNewsletter, Body: in, Options: opts})
}

// SearchAll walks what Search finds. Should Z-API ever answer a cursor, it ends with an error after the first page
// instead of passing for all of them.
func (s *NewslettersService) SearchAll(ctx context.Context, in SearchNewslettersRequest, opts ...zapgate.CallOption) iter.Seq2[NewsletterSummary, error] {
	return pages.Linked("", func(cursor string) ([]NewsletterSummary, string, error) {
		if cursor != "" {
			return nil, "", errors.New("zapi: the search has more, and no documented way to it")
		}
		page, err := s.Search(ctx, in, opts...)
		if err != nil {
			return nil, "", err
		}
		return page.Data, page.Cursor, nil
	})
}

// Follow makes the connected number a follower of a newsletter.
//
// PUT /follow-newsletter (https://developer.z-api.io/en/newsletter/follow-newsletter)
func (s *NewslettersService) Follow(ctx context.Context, in NewsletterRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opFollowNewsletter, Body: in, Options: opts})
}

// Unfollow ends that.
//
// PUT /unfollow-newsletter (https://developer.z-api.io/en/newsletter/unfollow-newsletter)
func (s *NewslettersService) Unfollow(ctx context.Context, in NewsletterRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUnfollowNewsletter, Body: in, Options: opts})
}

// Mute silences a newsletter's notifications on the connected number.
//
// PUT /mute-newsletter (https://developer.z-api.io/en/newsletter/mute-newsletter)
func (s *NewslettersService) Mute(ctx context.Context, in NewsletterRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opMuteNewsletter, Body: in, Options: opts})
}

// Unmute ends that.
//
// PUT /unmute-newsletter (https://developer.z-api.io/en/newsletter/unmute-newsletter)
func (s *NewslettersService) Unmute(ctx context.Context, in NewsletterRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUnmuteNewsletter, Body: in, Options: opts})
}
