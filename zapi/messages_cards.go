package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opSendLink                  = transport.Op{Method: "POST", Path: "/send-link"}
	opSendLocation              = transport.Op{Method: "POST", Path: "/send-location"}
	opSendContact               = transport.Op{Method: "POST", Path: "/send-contact"}
	opSendContacts              = transport.Op{Method: "POST", Path: "/send-contacts"}
	opSendNewsletterAdminInvite = transport.Op{Method: "POST", Path: "/send-newsletter-admin-invite"}
)

// LinkType is the size of a link's preview.
type LinkType string

// The sizes. Z-API's default is LinkSmall.
const (
	LinkSmall  LinkType = "SMALL"
	LinkMedium LinkType = "MEDIUM"
	LinkLarge  LinkType = "LARGE"
)

// SendLinkRequest is a text with the preview of a link.
type SendLinkRequest struct {
	Phone           string   `json:"phone" check:"chat"`
	Message         string   `json:"message" check:"required"` // it must end with LinkURL
	Image           string   `json:"image" check:"required"`   // link of the preview's picture; bytes are not documented
	LinkURL         string   `json:"linkUrl" check:"required"`
	Title           string   `json:"title" check:"required"`           // of the preview
	LinkDescription string   `json:"linkDescription" check:"required"` // of the preview
	LinkType        LinkType `json:"linkType,omitempty"`
	DelayMessage    int      `json:"delayMessage,omitempty"`
	DelayTyping     int      `json:"delayTyping,omitempty"`
}

// SendLink sends a link with a preview of your own making. It can be clicked only where the sender is among the
// recipient's contacts, or the recipient has written before.
//
// POST /send-link (https://developer.z-api.io/en/message/send-message-link)
func (s *MessagesService) SendLink(ctx context.Context, in SendLinkRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendLink, in, opts)
}

// SendLocationRequest is a place on the map.
type SendLocationRequest struct {
	Phone        string  `json:"phone" check:"chat"`
	Title        string  `json:"title" check:"required"`   // what the place is called
	Address      string  `json:"address" check:"required"` // street, number, district, city, state and postal code, with commas between
	Latitude     float64 `json:"latitude,string"`          // degrees; sent as a string
	Longitude    float64 `json:"longitude,string"`         // degrees; sent as a string
	MessageID    string  `json:"messageId,omitempty"`      // WhatsApp's id of the message it replies to
	DelayMessage int     `json:"delayMessage,omitempty"`
}

// SendLocation sends a place, not a position that moves.
//
// POST /send-location (https://developer.z-api.io/en/message/send-message-location)
func (s *MessagesService) SendLocation(ctx context.Context, in SendLocationRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendLocation, in, opts)
}

// SendContactRequest is one contact card.
type SendContactRequest struct {
	Phone                      string `json:"phone" check:"chat"`
	ContactName                string `json:"contactName" check:"required"`
	ContactPhone               string `json:"contactPhone" check:"required"`        // digits with country code
	ContactBusinessDescription string `json:"contactBusinessDescription,omitempty"` // WhatsApp Web does not show it
	MessageID                  string `json:"messageId,omitempty"`                  // WhatsApp's id of the message it replies to
	DelayMessage               int    `json:"delayMessage,omitempty"`
}

// SendContact sends a contact card. It need not be one of the account's contacts.
//
// POST /send-contact (https://developer.z-api.io/en/message/send-message-contact)
func (s *MessagesService) SendContact(ctx context.Context, in SendContactRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendContact, in, opts)
}

// SendContactsRequest is several contact cards in one message.
type SendContactsRequest struct {
	Phone        string        `json:"phone" check:"chat"`
	Contacts     []ContactCard `json:"contacts" check:"required"`
	MessageID    string        `json:"messageId,omitempty"` // WhatsApp's id of the message it replies to
	DelayMessage int           `json:"delayMessage,omitempty"`
}

// ContactCard is a contact to send.
type ContactCard struct {
	Name                string   `json:"name"`
	Phones              []string `json:"phones"` // digits with country code
	BusinessDescription string   `json:"businessDescription,omitempty"`
}

// SendContacts sends several contact cards in one message. They need not be among the account's contacts.
//
// POST /send-contacts (https://developer.z-api.io/en/message/send-message-multiple-contacts)
func (s *MessagesService) SendContacts(ctx context.Context, in SendContactsRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendContacts, in, opts)
}

// SendNewsletterAdminInviteRequest invites a person to run a newsletter.
type SendNewsletterAdminInviteRequest struct {
	Phone              string             `json:"phone" check:"chat"` // a person, not a group
	AdminInviteMessage AdminInviteMessage `json:"adminInviteMessage"`
}

// AdminInviteMessage is what the invitation says.
type AdminInviteMessage struct {
	NewsletterID string `json:"newsletterId" check:"chat"` // "…@newsletter"
	Caption      string `json:"caption" check:"required"`  // a text in the example, "object" in the table
}

// SendNewsletterAdminInvite invites a person to become an administrator of one of the account's newsletters.
//
// POST /send-newsletter-admin-invite (https://developer.z-api.io/en/message/send-newsletter-admin-invite)
func (s *MessagesService) SendNewsletterAdminInvite(ctx context.Context, in SendNewsletterAdminInviteRequest, opts ...zapgate.CallOption) (*SentMessage, error) {
	return s.send(ctx, opSendNewsletterAdminInvite, in, opts)
}
