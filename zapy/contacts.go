package zapy

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ContactsService asks about the people that the client's instance writes to, and shows itself to them. A phone is
// spelt as the package comment says, or a JID or LID.
type ContactsService struct{ bound }

var (
	opCheckNumbers   = transport.Op{Method: "POST", Path: "/api/instances/{instanceId}/check-numbers", Retry: transport.Safe} // a POST that only reads
	opSendPresence   = transport.Op{Method: "POST", Path: "/api/instances/{instanceId}/presence"}
	opProfilePicture = transport.Op{Method: "GET", Path: "/api/instances/{instanceId}/contacts/{phone}/profile-picture", Retry: transport.Safe}
	opBlock          = transport.Op{Method: "POST", Path: "/api/instances/{instanceId}/contacts/{phone}/block"}
	opUnblock        = transport.Op{Method: "DELETE", Path: "/api/instances/{instanceId}/contacts/{phone}/block"}
)

// CheckNumbersRequest asks about phone numbers.
type CheckNumbersRequest struct {
	Numbers []string `json:"numbers" check:"chat"` // digits with country code; how many at once is not documented
}

// CheckedNumbers is an answer for each number that was asked about.
type CheckedNumbers struct {
	Results []CheckedNumber `json:"results"`
}

// CheckedNumber is whether a number has WhatsApp.
type CheckedNumber struct {
	Number string `json:"number"` // as it was asked for
	Exists bool   `json:"exists"`
	JID    string `json:"jid,omitempty"` // the number's own on WhatsApp; "" if it does not exist
}

// CheckNumbers asks which numbers have WhatsApp.
//
// POST /api/instances/{instanceId}/check-numbers (https://docs.zapyapi.com/docs/api/instances)
func (s *ContactsService) CheckNumbers(ctx context.Context, in CheckNumbersRequest, opts ...zapgate.CallOption) (*CheckedNumbers, error) {
	return do[CheckedNumbers](ctx, s.bound, transport.Request{Op: opCheckNumbers, Body: in, Options: opts})
}

// Presence is what others see the instance doing.
type Presence string

// The documented presences.
const (
	PresenceComposing   Presence = "composing" // typing
	PresenceRecording   Presence = "recording" // recording a voice message
	PresencePaused      Presence = "paused"    // stopped typing
	PresenceAvailable   Presence = "available" // online
	PresenceUnavailable Presence = "unavailable"
)

// SendPresenceRequest is what one person or group sees the instance doing.
type SendPresenceRequest struct {
	To       string   `json:"to" check:"chat"` // recipient or group, see the package comment
	Presence Presence `json:"presence" check:"required"`
}

// SendPresence shows a person or group that the instance is typing, recording, online or gone.
//
// POST /api/instances/{instanceId}/presence (https://docs.zapyapi.com/docs/api/instances)
func (s *ContactsService) SendPresence(ctx context.Context, in SendPresenceRequest, opts ...zapgate.CallOption) error {
	return exec(ctx, s.bound, transport.Request{Op: opSendPresence, Body: in, Options: opts})
}

// ProfilePicture is where the profile picture of a person is.
type ProfilePicture struct {
	URL string `json:"url"` // "" if none is available (null)
}

// ProfilePicture returns the link to a person's profile picture. How long it works is not documented.
//
// GET /api/instances/{instanceId}/contacts/{phone}/profile-picture (https://docs.zapyapi.com/docs/api/instances)
func (s *ContactsService) ProfilePicture(ctx context.Context, phone string, opts ...zapgate.CallOption) (*ProfilePicture, error) {
	return do[ProfilePicture](ctx, s.bound, transport.Request{Op: opProfilePicture, Path: []string{phone}, Options: opts})
}

// Block keeps a person from writing to the instance and calling it.
//
// POST /api/instances/{instanceId}/contacts/{phone}/block (https://docs.zapyapi.com/docs/api/instances)
func (s *ContactsService) Block(ctx context.Context, phone string, opts ...zapgate.CallOption) error {
	return exec(ctx, s.bound, transport.Request{Op: opBlock, Path: []string{phone}, Options: opts})
}

// Unblock undoes Block.
//
// DELETE /api/instances/{instanceId}/contacts/{phone}/block (https://docs.zapyapi.com/docs/api/instances)
func (s *ContactsService) Unblock(ctx context.Context, phone string, opts ...zapgate.CallOption) error {
	return exec(ctx, s.bound, transport.Request{Op: opUnblock, Path: []string{phone}, Options: opts})
}
