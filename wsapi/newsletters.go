package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// NewslettersService lists, makes and follows newsletters, also called channels. A newsletter is named by its JID
// ("120363…@newsletter"), which is also where messages to one's own are sent.
type NewslettersService struct{ service }

var (
	opListNewsletters           = transport.Op{Method: "GET", Path: "/newsletters", Retry: transport.Safe}
	opCreateNewsletter          = transport.Op{Method: "POST", Path: "/newsletters"}
	opGetNewsletter             = transport.Op{Method: "GET", Path: "/newsletters/{id}", Retry: transport.Safe}
	opNewsletterByInviteCode    = transport.Op{Method: "GET", Path: "/newsletters/invite/{code}", Retry: transport.Safe}
	opSetNewsletterSubscription = transport.Op{Method: "PUT", Path: "/newsletters/{id}/subscription"}
	opSetNewsletterMute         = transport.Op{Method: "PUT", Path: "/newsletters/{id}/mute"}
)

// Newsletter is a newsletter. The words in VerificationState, Role, Mute and State are WhatsApp's; none is documented.
type Newsletter struct {
	ID                string       `json:"id"` // JID
	Name              string       `json:"name"`
	Description       string       `json:"description"`
	SubscriberCount   int          `json:"subscriberCount"`
	VerificationState string       `json:"verificationState"`
	PictureURL        string       `json:"pictureUrl,omitempty"`
	InviteCode        string       `json:"inviteCode"` // for [NewslettersService.GetByInviteCode]
	Role              string       `json:"role"`       // the connected number's
	Mute              string       `json:"mute"`       // whether the connected number has it muted
	State             string       `json:"state"`      // whether it is active
	CreatedAt         zapgate.Time `json:"createdAt"`  // RFC 3339
}

// List returns all newsletters that the connected number is subscribed to. There are no pages.
//
// GET /newsletters (listNewsletters in wsapi-api.yml)
func (s *NewslettersService) List(ctx context.Context, opts ...zapgate.CallOption) ([]Newsletter, error) {
	return transport.List[Newsletter](ctx, s.t, transport.Request{Op: opListNewsletters, Options: opts})
}

// CreateNewsletterRequest describes a new newsletter. Only the name is required.
type CreateNewsletterRequest struct {
	Name        string         `json:"name" check:"required"`
	Description string         `json:"description,omitempty"`
	Picture     zapgate.Base64 `json:"picture,omitzero"` // zapgate.Base64(zapgate.MediaFile(…)); a link does not marshal
}

// Create makes a newsletter.
//
// POST /newsletters (createNewsletter in wsapi-api.yml)
func (s *NewslettersService) Create(ctx context.Context, in CreateNewsletterRequest, opts ...zapgate.CallOption) (*Created, error) {
	return transport.Do[Created](ctx, s.t, transport.Request{Op: opCreateNewsletter, Body: in, Options: opts})
}

// Get returns what a newsletter is.
//
// GET /newsletters/{id} (getNewsletter in wsapi-api.yml)
func (s *NewslettersService) Get(ctx context.Context, newsletterID string, opts ...zapgate.CallOption) (*Newsletter, error) {
	return transport.Do[Newsletter](ctx, s.t, onJID(opGetNewsletter, newsletterID, nil, opts))
}

// GetByInviteCode returns what a newsletter is by the code of its invite link.
//
// GET /newsletters/invite/{code} (getNewsletterByInviteCode in wsapi-api.yml)
func (s *NewslettersService) GetByInviteCode(ctx context.Context, code string, opts ...zapgate.CallOption) (*Newsletter, error) {
	return transport.Do[Newsletter](ctx, s.t, transport.Request{Op: opNewsletterByInviteCode, Path: []string{code}, Options: opts})
}

// SetNewsletterSubscriptionRequest subscribes or unsubscribes.
type SetNewsletterSubscriptionRequest struct {
	Subscribed bool `json:"subscribed"`
}

// SetSubscription subscribes the connected number to a newsletter, or ends that.
//
// PUT /newsletters/{id}/subscription (setNewsletterSubscription in wsapi-api.yml)
func (s *NewslettersService) SetSubscription(ctx context.Context, newsletterID string, in SetNewsletterSubscriptionRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetNewsletterSubscription, newsletterID, in, opts))
}

// MuteNewsletterRequest mutes or unmutes.
type MuteNewsletterRequest struct {
	Mute bool `json:"mute"`
}

// SetMute mutes a newsletter, or unmutes it. The documentation calls it a toggle, which it is not.
//
// PUT /newsletters/{id}/mute (toggleMuteNewsletter in wsapi-api.yml)
func (s *NewslettersService) SetMute(ctx context.Context, newsletterID string, in MuteNewsletterRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onJID(opSetNewsletterMute, newsletterID, in, opts))
}
