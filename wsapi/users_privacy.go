package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// PrivacySetting names one of the account's privacy settings, as requests spell it.
type PrivacySetting string

// The documented settings. Beside each is the field of [PrivacySettings] that tells it.
const (
	PrivacyGroupAdd     PrivacySetting = "groupadd"     // GroupAdd
	PrivacyLastSeen     PrivacySetting = "last"         // LastSeen
	PrivacyStatus       PrivacySetting = "status"       // Status
	PrivacyProfile      PrivacySetting = "profile"      // Profile
	PrivacyReadReceipts PrivacySetting = "readreceipts" // ReadReceipts
	PrivacyOnline       PrivacySetting = "online"       // Online
	PrivacyCallAdd      PrivacySetting = "calladd"      // CallAdd
)

// PrivacyValue is who may see or do something.
type PrivacyValue string

// The documented values. Not every setting knows all of them.
const (
	PrivacyAll              PrivacyValue = "all"
	PrivacyContacts         PrivacyValue = "contacts"
	PrivacyContactBlacklist PrivacyValue = "contact_blacklist" // contacts, without some
	PrivacyMatchLastSeen    PrivacyValue = "match_last_seen"   // whoever sees the last seen
	PrivacyKnown            PrivacyValue = "known"
	PrivacyNone             PrivacyValue = "none"
)

// PrivacySettings is who sees and does what.
type PrivacySettings struct {
	GroupAdd     PrivacyValue `json:"groupAdd"`     // who may add the account to groups
	LastSeen     PrivacyValue `json:"lastSeen"`     // who sees when it was last online
	Status       PrivacyValue `json:"status"`       // who sees what it says about itself
	Profile      PrivacyValue `json:"profile"`      // who sees its picture
	ReadReceipts PrivacyValue `json:"readReceipts"` // whether others see that their messages were read
	Online       PrivacyValue `json:"online"`       // who sees that it is online
	CallAdd      PrivacyValue `json:"callAdd"`      // who may call it
}

// PrivacySettings returns the connected account's privacy settings.
//
// GET /users/me/privacy (getPrivacySettings in wsapi-api.yml)
func (s *UsersService) PrivacySettings(ctx context.Context, opts ...zapgate.CallOption) (*PrivacySettings, error) {
	return transport.Do[PrivacySettings](ctx, s.t, transport.Request{Op: opGetPrivacySettings, Options: opts})
}

// SetPrivacyRequest is one setting and its new value.
type SetPrivacyRequest struct {
	Setting PrivacySetting `json:"setting" check:"required"`
	Value   PrivacyValue   `json:"value" check:"required"`
}

// SetPrivacySetting changes one privacy setting and returns all of them.
//
// PUT /users/me/privacy (setPrivacySetting in wsapi-api.yml)
func (s *UsersService) SetPrivacySetting(ctx context.Context, in SetPrivacyRequest, opts ...zapgate.CallOption) (*PrivacySettings, error) {
	return transport.Do[PrivacySettings](ctx, s.t, transport.Request{Op: opSetPrivacySetting, Body: in, Options: opts})
}
