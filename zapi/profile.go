package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ProfileService changes how the connected number shows itself.
type ProfileService struct{ service }

var (
	opUpdateProfilePicture     = transport.Op{Method: "PUT", Path: "/profile-picture"}
	opUpdateProfileName        = transport.Op{Method: "PUT", Path: "/profile-name"}
	opUpdateProfileDescription = transport.Op{Method: "PUT", Path: "/profile-description"}
)

// UpdateProfilePictureRequest is a new profile picture.
type UpdateProfilePictureRequest struct {
	Value zapgate.Media `json:"value" check:"required"` // a link is what Z-API documents; bytes are not promised to work
}

func (s *ProfileService) update(ctx context.Context, op transport.Op, body any, opts []zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: op, Body: body, Options: opts})
}

// UpdatePicture replaces the profile picture.
//
// PUT /profile-picture (https://developer.z-api.io/en/instance/profile-picture)
func (s *ProfileService) UpdatePicture(ctx context.Context, in UpdateProfilePictureRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateProfilePicture, in, opts)
}

// UpdateName replaces the profile name that others see.
//
// PUT /profile-name (https://developer.z-api.io/en/instance/profile-name)
func (s *ProfileService) UpdateName(ctx context.Context, in UpdateTextRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateProfileName, in, opts)
}

// UpdateDescription replaces the profile's description, WhatsApp's "about".
//
// PUT /profile-description (https://developer.z-api.io/en/instance/profile-description)
func (s *ProfileService) UpdateDescription(ctx context.Context, in UpdateTextRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateProfileDescription, in, opts)
}
