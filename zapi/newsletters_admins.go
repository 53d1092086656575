package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opAcceptNewsletterAdminInvite = transport.Op{Method: "POST", Path: "/newsletter/accept-admin-invite/{newsletterId}"}
	opRevokeNewsletterAdminInvite = transport.Op{Method: "POST", Path: "/newsletter/revoke-admin-invite/{newsletterId}"}
	opRemoveNewsletterAdmin       = transport.Op{Method: "POST", Path: "/newsletter/remove-admin/{newsletterId}"}
	opTransferNewsletterOwnership = transport.Op{Method: "POST", Path: "/newsletter/transfer-ownership/{newsletterId}"}
)

// AcceptAdminInvite makes the connected number an administrator of a newsletter that invited it. The invitation is a
// message, and comes as a callback.
//
// POST /newsletter/accept-admin-invite/{newsletterId} (https://developer.z-api.io/en/newsletter/accept-newsletter-admin-invite)
func (s *NewslettersService) AcceptAdminInvite(ctx context.Context, newsletterID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opAcceptNewsletterAdminInvite, Path: []string{newsletterID}, Options: opts})
}

// NewsletterAdminRequest names an administrator of a newsletter, or who is invited to be one.
type NewsletterAdminRequest struct {
	Phone string `json:"phone" check:"chat"`
}

// RevokeAdminInvite takes back an invitation to be an administrator.
//
// POST /newsletter/revoke-admin-invite/{newsletterId} (https://developer.z-api.io/en/newsletter/newsletter-revoke-admin-invite)
func (s *NewslettersService) RevokeAdminInvite(ctx context.Context, newsletterID string, in NewsletterAdminRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opRevokeNewsletterAdminInvite, Path: []string{newsletterID}, Body: in, Options: opts})
}

// RemoveAdmin ends somebody's being an administrator of a newsletter.
//
// POST /newsletter/remove-admin/{newsletterId} (https://developer.z-api.io/en/newsletter/newsletter-remove-admin)
func (s *NewslettersService) RemoveAdmin(ctx context.Context, newsletterID string, in NewsletterAdminRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opRemoveNewsletterAdmin, Path: []string{newsletterID}, Body: in, Options: opts})
}

// TransferOwnershipRequest names a newsletter's next owner.
type TransferOwnershipRequest struct {
	Phone     string `json:"phone" check:"chat"`  // an administrator of the newsletter
	QuitAdmin bool   `json:"quitAdmin,omitempty"` // the connected number does not even stay an administrator
}

// NewsletterTransfer is whether a newsletter has a new owner.
type NewsletterTransfer struct {
	Value   zapgate.Bool `json:"value"` // a string in the table, a boolean in the example
	Message string       `json:"message,omitempty"`
}

// TransferOwnership gives a newsletter of the connected number to one of its administrators. Only the new owner can
// give it back. Where Value is false, Message tells why.
//
// POST /newsletter/transfer-ownership/{newsletterId} (https://developer.z-api.io/en/newsletter/transfer-newsletter-ownership)
func (s *NewslettersService) TransferOwnership(ctx context.Context, newsletterID string, in TransferOwnershipRequest, opts ...zapgate.CallOption) (*NewsletterTransfer, error) {
	return transport.Do[NewsletterTransfer](ctx, s.t, transport.Request{Op: opTransferNewsletterOwnership, Path: []string{newsletterID}, Body: in, Options: opts})
}
