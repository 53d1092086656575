package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// NewslettersService lists, makes and runs newsletters, which WhatsApp also calls channels. A newsletter's id ends in
// "@newsletter", always; messages to it are sent with that id as the phone.
type NewslettersService struct{ service }

var (
	opNewsletters                 = transport.Op{Method: "GET", Path: "/newsletter", Retry: transport.Safe}
	opNewsletterMetadata          = transport.Op{Method: "GET", Path: "/newsletter/metadata/{newsletterId}", Retry: transport.Safe}
	opCreateNewsletter            = transport.Op{Method: "POST", Path: "/create-newsletter"}
	opDeleteNewsletter            = transport.Op{Method: "DELETE", Path: "/delete-newsletter"}
	opUpdateNewsletterName        = transport.Op{Method: "POST", Path: "/update-newsletter-name"}
	opUpdateNewsletterDescription = transport.Op{Method: "POST", Path: "/update-newsletter-description"}
	opUpdateNewsletterPicture     = transport.Op{Method: "POST", Path: "/update-newsletter-picture"}
	opNewsletterSettings          = transport.Op{Method: "POST", Path: "/newsletter/settings/{newsletterId}"}
)

// NewsletterSummary is what everybody sees of a newsletter.
type NewsletterSummary struct {
	ID               string       `json:"id"`
	Name             string       `json:"name"`
	Description      string       `json:"description"`
	SubscribersCount *zapgate.Int `json:"subscribersCount,omitempty"` // a string; nil where Z-API does not tell
	Picture          string       `json:"picture"`                    // a link; "" if there is none
}

// Newsletter is a newsletter that the connected number owns or follows.
type Newsletter struct {
	NewsletterSummary
	CreationTime zapgate.Time           `json:"creationTime"` // seconds as a string
	State        NewsletterState        `json:"state"`
	InviteLink   string                 `json:"inviteLink"`
	Verification NewsletterVerification `json:"verification"`
	Preview      string                 `json:"preview"` // a link to a smaller picture
	ViewMetadata NewsletterView         `json:"viewMetadata"`
}

// NewsletterView is what the connected number is to a newsletter.
type NewsletterView struct {
	Mute NewsletterMute `json:"mute"`
	Role NewsletterRole `json:"role"`
}

// NewsletterState says whether a newsletter is alive.
type NewsletterState string

// The documented states.
const (
	NewsletterActive      NewsletterState = "ACTIVE"
	NewsletterNonExisting NewsletterState = "NON_EXISTING"
)

// NewsletterVerification says whether WhatsApp vouches for a newsletter.
type NewsletterVerification string

// The documented verifications.
const (
	NewsletterVerified   NewsletterVerification = "VERIFIED"
	NewsletterUnverified NewsletterVerification = "UNVERIFIED"
)

// NewsletterMute says whether a newsletter is muted.
type NewsletterMute string

// A muted newsletter notifies nobody of its messages.
const (
	NewsletterMuteOn  NewsletterMute = "ON"
	NewsletterMuteOff NewsletterMute = "OFF"
)

// NewsletterRole is the connected number's part in a newsletter.
type NewsletterRole string

// The documented roles.
const (
	NewsletterOwner      NewsletterRole = "OWNER"
	NewsletterSubscriber NewsletterRole = "SUBSCRIBER"
)

// List returns the newsletters that the connected number owns or follows, all at once: the list has no pages.
//
// GET /newsletter (https://developer.z-api.io/en/newsletter/newsletter-list)
func (s *NewslettersService) List(ctx context.Context, opts ...zapgate.CallOption) ([]Newsletter, error) {
	return transport.List[Newsletter](ctx, s.t, transport.Request{Op: opNewsletters, Options: opts})
}

// Metadata returns all about a newsletter.
//
// GET /newsletter/metadata/{newsletterId} (https://developer.z-api.io/en/newsletter/newsletter-metadata)
func (s *NewslettersService) Metadata(ctx context.Context, newsletterID string, opts ...zapgate.CallOption) (*Newsletter, error) {
	return transport.Do[Newsletter](ctx, s.t, transport.Request{Op: opNewsletterMetadata, Path: []string{newsletterID}, Options: opts})
}

// CreateNewsletterRequest describes a new newsletter.
type CreateNewsletterRequest struct {
	Name        string `json:"name" check:"required"`
	Description string `json:"description,omitempty"`
}

// CreatedNewsletter names a new newsletter.
type CreatedNewsletter struct {
	ID string `json:"id"`
}

// Create makes a newsletter and returns its id. A picture is set afterwards with UpdatePicture.
//
// POST /create-newsletter (https://developer.z-api.io/en/newsletter/create-newsletter)
func (s *NewslettersService) Create(ctx context.Context, in CreateNewsletterRequest, opts ...zapgate.CallOption) (*CreatedNewsletter, error) {
	return transport.Do[CreatedNewsletter](ctx, s.t, transport.Request{Op: opCreateNewsletter, Body: in, Options: opts})
}

// NewsletterRequest names a newsletter.
type NewsletterRequest struct {
	ID string `json:"id" check:"chat"` // "…@newsletter"
}

// Delete ends a newsletter for all who follow it. It cannot be undone.
//
// DELETE /delete-newsletter (https://developer.z-api.io/en/newsletter/delete-newsletter)
func (s *NewslettersService) Delete(ctx context.Context, in NewsletterRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDeleteNewsletter, Body: in, Options: opts})
}

// UpdateNewsletterNameRequest renames a newsletter.
type UpdateNewsletterNameRequest struct {
	ID   string `json:"id" check:"chat"`
	Name string `json:"name" check:"required"`
}

// UpdateName renames a newsletter.
//
// POST /update-newsletter-name (https://developer.z-api.io/en/newsletter/update-newsletter-name)
func (s *NewslettersService) UpdateName(ctx context.Context, in UpdateNewsletterNameRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateNewsletterName, Body: in, Options: opts})
}

// UpdateNewsletterDescriptionRequest replaces a newsletter's description.
type UpdateNewsletterDescriptionRequest struct {
	ID          string `json:"id" check:"chat"`
	Description string `json:"description" check:"required"`
}

// UpdateDescription replaces a newsletter's description.
//
// POST /update-newsletter-description (https://developer.z-api.io/en/newsletter/update-newsletter-description)
func (s *NewslettersService) UpdateDescription(ctx context.Context, in UpdateNewsletterDescriptionRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateNewsletterDescription, Body: in, Options: opts})
}

// UpdateNewsletterPictureRequest replaces a newsletter's picture.
type UpdateNewsletterPictureRequest struct {
	ID      string        `json:"id" check:"chat"`
	Picture zapgate.Media `json:"pictureUrl" check:"required"` // a link or bytes, whatever its name says
}

// UpdatePicture replaces a newsletter's picture.
//
// POST /update-newsletter-picture (https://developer.z-api.io/en/newsletter/update-newsletter-picture)
func (s *NewslettersService) UpdatePicture(ctx context.Context, in UpdateNewsletterPictureRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opUpdateNewsletterPicture, Body: in, Options: opts})
}

// NewsletterReactions says with what followers may react.
type NewsletterReactions string

// The documented restrictions.
const (
	NewsletterReactionsBasic NewsletterReactions = "basic" // the basic ones only
	NewsletterReactionsAll   NewsletterReactions = "all"
)

// NewsletterSettingsRequest is a newsletter's settings.
type NewsletterSettingsRequest struct {
	ReactionCodes NewsletterReactions `json:"reactionCodes" check:"required"`
}

// UpdateSettings says with what followers may react to a newsletter's messages.
//
// POST /newsletter/settings/{newsletterId} (https://developer.z-api.io/en/newsletter/update-newsletter-config)
func (s *NewslettersService) UpdateSettings(ctx context.Context, newsletterID string, in NewsletterSettingsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opNewsletterSettings, Path: []string{newsletterID}, Body: in, Options: opts})
}
