package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// PrivacyService changes who sees what of the connected number. Each setting that knows VisibilityContactBlacklist has
// a blacklist of its own.
type PrivacyService struct{ service }

var (
	// An example leaves /privacy out: the method line is right.
	opDisallowedContacts = transport.Op{Method: "GET", Path: "/privacy/disallowed-contacts", Retry: transport.Safe}

	opPrivacyLastSeen    = transport.Op{Method: "POST", Path: "/privacy/last-seen"}
	opPrivacyPhoto       = transport.Op{Method: "POST", Path: "/privacy/photo"}
	opPrivacyDescription = transport.Op{Method: "POST", Path: "/privacy/description"}
	opPrivacyGroupAdd    = transport.Op{Method: "POST", Path: "/privacy/group-add"}
	opPrivacyOnline      = transport.Op{Method: "POST", Path: "/privacy/online"}

	// Their value is in the query, and there is no body.
	opPrivacyReadReceipts     = transport.Op{Method: "POST", Path: "/privacy/read-receipts"}
	opPrivacyMessagesDuration = transport.Op{Method: "POST", Path: "/privacy/messages-duration"}
)

// BlacklistScope names a setting that has a blacklist.
type BlacklistScope string

// The settings that have a blacklist.
const (
	BlacklistLastSeen    BlacklistScope = "lastSeen"
	BlacklistPhoto       BlacklistScope = "photo"
	BlacklistDescription BlacklistScope = "description"
	BlacklistGroupAdd    BlacklistScope = "groupAdd"
)

// DisallowedContactsParams asks for the blacklist of one setting.
type DisallowedContactsParams struct {
	Type BlacklistScope `url:"type" check:"required"`
}

// DisallowedContacts is the blacklist of one setting.
type DisallowedContacts struct {
	DisallowedContacts []string `json:"disallowedContacts"` // phones, digits with country code
}

// DisallowedContacts returns the blacklist of one setting.
//
// GET /privacy/disallowed-contacts (https://developer.z-api.io/en/privacy/get-disallowed-contacts)
func (s *PrivacyService) DisallowedContacts(ctx context.Context, p DisallowedContactsParams, opts ...zapgate.CallOption) (*DisallowedContacts, error) {
	return transport.Do[DisallowedContacts](ctx, s.t, transport.Request{Op: opDisallowedContacts, Query: p, Options: opts})
}

// Visibility is who may see or do something.
type Visibility string

// Who may see or do something. Not every setting knows all of them.
const (
	VisibilityAll              Visibility = "ALL"
	VisibilityNone             Visibility = "NONE" // not for SetGroupAdd
	VisibilityContacts         Visibility = "CONTACTS"
	VisibilityContactBlacklist Visibility = "CONTACT_BLACKLIST" // all contacts but those on the setting's blacklist
	VisibilitySameLastSeen     Visibility = "SAME_LAST_SEEN"    // only for SetOnline: as SetLastSeen says
)

// BlacklistAction is what happens to a phone on a blacklist.
type BlacklistAction string

// The changes of a blacklist.
const (
	BlacklistAdd    BlacklistAction = "add"
	BlacklistRemove BlacklistAction = "remove"
)

// BlacklistChange adds a phone to a setting's blacklist or takes it off.
type BlacklistChange struct {
	Action BlacklistAction `json:"action"`
	Phone  string          `json:"phone"` // digits with country code
}

// SetVisibilityRequest says who may see something: all, nobody, contacts, or contacts without a blacklist.
type SetVisibilityRequest struct {
	VisualizationType Visibility `json:"visualizationType" check:"required"`
	// ContactsBlacklist goes with VisibilityContactBlacklist. It holds changes only: who is on the list stays on it.
	ContactsBlacklist []BlacklistChange `json:"contactsBlacklist,omitempty"`
}

func (s *PrivacyService) set(ctx context.Context, op transport.Op, body any, opts []zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: op, Body: body, Options: opts})
}

// SetLastSeen says who sees when the number was last online.
//
// POST /privacy/last-seen (https://developer.z-api.io/en/privacy/set-last-seen)
func (s *PrivacyService) SetLastSeen(ctx context.Context, in SetVisibilityRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opPrivacyLastSeen, in, opts)
}

// SetPhoto says who sees the profile picture.
//
// POST /privacy/photo (https://developer.z-api.io/en/privacy/set-photo-visualization)
func (s *PrivacyService) SetPhoto(ctx context.Context, in SetVisibilityRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opPrivacyPhoto, in, opts)
}

// SetDescription says who sees the profile's description.
//
// POST /privacy/description (https://developer.z-api.io/en/privacy/set-privacy-description)
func (s *PrivacyService) SetDescription(ctx context.Context, in SetVisibilityRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opPrivacyDescription, in, opts)
}

// SetGroupAddRequest says who may add the number to groups: all, contacts, or contacts without a blacklist.
type SetGroupAddRequest struct {
	Type              Visibility        `json:"type" check:"required"`
	ContactsBlacklist []BlacklistChange `json:"contactsBlacklist,omitempty"` // as in SetVisibilityRequest
}

// SetGroupAdd says who may add the number to groups.
//
// POST /privacy/group-add (https://developer.z-api.io/en/privacy/set-group-add)
func (s *PrivacyService) SetGroupAdd(ctx context.Context, in SetGroupAddRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opPrivacyGroupAdd, in, opts)
}

// SetOnlineRequest is VisibilityAll or VisibilitySameLastSeen.
type SetOnlineRequest struct {
	VisualizationType Visibility `json:"visualizationType" check:"required"`
}

// SetOnline says who sees that the number is online.
//
// POST /privacy/online (https://developer.z-api.io/en/privacy/set-privacy-online)
func (s *PrivacyService) SetOnline(ctx context.Context, in SetOnlineRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opPrivacyOnline, in, opts)
}

// ReadReceipts turns read receipts on or off.
type ReadReceipts string

// The values of ReadReceipts.
const (
	ReadReceiptsEnable  ReadReceipts = "enable"
	ReadReceiptsDisable ReadReceipts = "disable"
)

// SetReadReceiptsRequest turns read receipts on or off.
type SetReadReceiptsRequest struct {
	Value ReadReceipts `url:"value" check:"required"`
}

// SetReadReceipts says whether others see that their messages were read. Without, the number does not see it of its own
// messages either. Groups always have read receipts.
//
// POST /privacy/read-receipts (https://developer.z-api.io/en/privacy/set-read-receipts)
func (s *PrivacyService) SetReadReceipts(ctx context.Context, in SetReadReceiptsRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opPrivacyReadReceipts, Query: in, Options: opts})
}

// MessagesDuration is how long messages last in new chats.
type MessagesDuration string

// How long messages last.
const (
	Messages90Days  MessagesDuration = "days90"
	Messages7Days   MessagesDuration = "days7"
	Messages24Hours MessagesDuration = "hours24"
	MessagesForever MessagesDuration = "disable"
)

// SetMessagesDurationRequest is how long messages last in new chats.
type SetMessagesDurationRequest struct {
	Value MessagesDuration `url:"value" check:"required"`
}

// SetMessagesDuration says how long messages last in new chats with one person. Chats that exist keep what they have.
//
// POST /privacy/messages-duration (https://developer.z-api.io/en/privacy/set-messages-duration)
func (s *PrivacyService) SetMessagesDuration(ctx context.Context, in SetMessagesDurationRequest, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opPrivacyMessagesDuration, Query: in, Options: opts})
}
