package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ChatsService lists and changes chats.
type ChatsService struct{ t *transport.Client }

var opListChats = transport.Op{Method: "GET", Path: "/chats", Retry: transport.Safe}

// Chat is a conversation with a person, group or newsletter. What is not known of it is "" or the zero time.
type Chat struct {
	ID           string       `json:"id"`            // JID
	LID          string       `json:"lid,omitempty"` // JID by LID; never of a group
	IsGroup      bool         `json:"isGroup"`
	IsArchived   bool         `json:"isArchived"`
	IsPinned     bool         `json:"isPinned"`
	IsMuted      bool         `json:"isMuted"`
	MuteEndTime  zapgate.Time `json:"muteEndTime,omitzero"` // RFC 3339; zero unless it is muted
	PushName     string       `json:"pushName,omitempty"`   // the name that the person chose
	BusinessName string       `json:"businessName,omitempty"`
	FullName     string       `json:"fullName,omitempty"`    // the name in the phone's contacts
	LastActivity zapgate.Time `json:"lastActivity,omitzero"` // RFC 3339
}

// List returns all chats that the instance knows, the last active first. There are no pages.
//
// GET /chats (listChats in wsapi-api.yml)
func (s *ChatsService) List(ctx context.Context, opts ...zapgate.CallOption) ([]Chat, error) {
	return transport.List[Chat](ctx, s.t, transport.Request{Op: opListChats, Options: opts})
}
