package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// UsersService looks people up by phone number, and keeps the connected account's own profile and privacy.
type UsersService struct{ service }

var (
	opCheckUser          = transport.Op{Method: "GET", Path: "/users/{phone}/check", Retry: transport.Safe}
	opBulkCheckUsers     = transport.Op{Method: "POST", Path: "/users/check", Retry: transport.Safe} // a look-up
	opGetUserProfile     = transport.Op{Method: "GET", Path: "/users/{phone}/profile", Retry: transport.Safe}
	opGetMyProfile       = transport.Op{Method: "GET", Path: "/users/me/profile", Retry: transport.Safe}
	opUpdateMyProfile    = transport.Op{Method: "PUT", Path: "/users/me/profile"}
	opSetPresence        = transport.Op{Method: "PUT", Path: "/users/me/presence"}
	opGetPrivacySettings = transport.Op{Method: "GET", Path: "/users/me/privacy", Retry: transport.Safe}
	opSetPrivacySetting  = transport.Op{Method: "PUT", Path: "/users/me/privacy"}
)

// UserCheck tells whether a number is on WhatsApp.
type UserCheck struct {
	IsInWhatsApp bool `json:"isInWhatsApp"`
}

// Check tells whether a phone number is on WhatsApp. phone is 7 to 15 digits with country code, without +.
//
// GET /users/{phone}/check (checkUser in wsapi-api.yml)
func (s *UsersService) Check(ctx context.Context, phone string, opts ...zapgate.CallOption) (*UserCheck, error) {
	if err := checkPhone(opCheckUser, phone); err != nil {
		return nil, err
	}
	return transport.Do[UserCheck](ctx, s.t, transport.Request{Op: opCheckUser, Path: []string{phone}, Options: opts})
}

// BulkCheckRequest names the numbers to check: at least one, of digits with country code, without +.
type BulkCheckRequest struct {
	Phones []string `json:"phones" check:"chat"`
}

// BulkCheckResult tells whether one number is on WhatsApp, and as whom.
type BulkCheckResult struct {
	Query        string `json:"query"` // the number as it was asked for
	IsInWhatsApp bool   `json:"isInWhatsApp"`
	JID          string `json:"jid,omitempty"` // "" unless it is on WhatsApp; may lack a Brazilian number's ninth digit
}

// BulkCheck tells which of several phone numbers are on WhatsApp. How many it takes at once is not documented.
//
// POST /users/check (bulkCheckUsers in wsapi-api.yml)
func (s *UsersService) BulkCheck(ctx context.Context, in BulkCheckRequest, opts ...zapgate.CallOption) ([]BulkCheckResult, error) {
	return transport.List[BulkCheckResult](ctx, s.t, transport.Request{Op: opBulkCheckUsers, Body: in, Options: opts})
}

// UserInfo is what a person shows to the connected account. What is not known is "".
type UserInfo struct {
	Identity
	IsInWhatsApp bool   `json:"isInWhatsApp"`
	Status       string `json:"status,omitempty"` // what the person says about themselves
	PictureID    string `json:"pictureId,omitempty"`
	PictureURL   string `json:"pictureUrl,omitempty"` // see [zapgate.Download]
	IsVerified   bool   `json:"isVerified"`           // a business that WhatsApp has verified
}

// Profile returns what a person shows. phone is 7 to 15 digits with country code, without +.
//
// GET /users/{phone}/profile (getUserProfile in wsapi-api.yml)
func (s *UsersService) Profile(ctx context.Context, phone string, opts ...zapgate.CallOption) (*UserInfo, error) {
	if err := checkPhone(opGetUserProfile, phone); err != nil {
		return nil, err
	}
	return transport.Do[UserInfo](ctx, s.t, transport.Request{Op: opGetUserProfile, Path: []string{phone}, Options: opts})
}

// UserMeInfo is the connected account. What is not known is "".
type UserMeInfo struct {
	Identity
	DeviceID     int    `json:"deviceId"` // number of the own device
	PushName     string `json:"pushName,omitempty"`
	BusinessName string `json:"businessName,omitempty"`
	Status       string `json:"status,omitempty"` // what the account says about itself
	PictureID    string `json:"pictureId,omitempty"`
	IsVerified   bool   `json:"isVerified"` // a business that WhatsApp has verified
}

// MyProfile returns the connected account's own profile.
//
// GET /users/me/profile (getMyProfile in wsapi-api.yml)
func (s *UsersService) MyProfile(ctx context.Context, opts ...zapgate.CallOption) (*UserMeInfo, error) {
	return transport.Do[UserMeInfo](ctx, s.t, transport.Request{Op: opGetMyProfile, Options: opts})
}

// UpdateProfileRequest is what is to change. What is not given stays.
type UpdateProfileRequest struct {
	Name    string         `json:"name,omitempty"`
	Status  *string        `json:"status,omitempty"` // what the account says about itself; new("") sends an empty one
	Picture zapgate.Base64 `json:"picture,omitzero"` // a JPEG; a link does not marshal
}

// UpdateMyProfile changes the connected account's name, status text or picture.
//
// PUT /users/me/profile (updateMyProfile in wsapi-api.yml)
func (s *UsersService) UpdateMyProfile(ctx context.Context, in UpdateProfileRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opUpdateMyProfile, Body: in, Options: opts})
}

// Presence is whether the account is seen online.
type Presence string

// The documented states.
const (
	PresenceAvailable   Presence = "available"
	PresenceUnavailable Presence = "unavailable"
)

// SetMyPresenceRequest says whether the account is seen online.
type SetMyPresenceRequest struct {
	Presence Presence `json:"presence" check:"required"`
}

// SetPresence shows the connected account as online or not, for the moment: nothing is stored.
//
// PUT /users/me/presence (setPresence in wsapi-api.yml)
func (s *UsersService) SetPresence(ctx context.Context, in SetMyPresenceRequest, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, transport.Request{Op: opSetPresence, Body: in, Options: opts})
}
