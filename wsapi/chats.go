package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// ChatsService lists and changes chats. Each is named by its JID, of a person or group.
type ChatsService struct{ service }

var (
	opListChats              = transport.Op{Method: "GET", Path: "/chats", Retry: transport.Safe}
	opGetChat                = transport.Op{Method: "GET", Path: "/chats/{chatId}", Retry: transport.Safe}
	opDeleteChat             = transport.Op{Method: "DELETE", Path: "/chats/{chatId}"}
	opGetChatPicture         = transport.Op{Method: "GET", Path: "/chats/{chatId}/picture", Retry: transport.Safe}
	opGetChatBusinessProfile = transport.Op{Method: "GET", Path: "/chats/{chatId}/business", Retry: transport.Safe}
	opRequestChatMessages    = transport.Op{Method: "POST", Path: "/chats/{chatId}/messages"}
	opClearChat              = transport.Op{Method: "POST", Path: "/chats/{chatId}/clear"}
)

// onChat is a request for one chat, whose JID the transport checks; body may be nil.
func onChat(op transport.Op, chatID string, body any, opts []zapgate.CallOption) transport.Request {
	return transport.Request{Op: op, Path: []string{chatID}, Query: chatIDPath{chatID}, Body: body, Options: opts}
}

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

// Get returns one chat. One that the instance does not know matches [zapgate.ErrNotFound].
//
// GET /chats/{chatId} (getChatInfo in wsapi-api.yml)
func (s *ChatsService) Get(ctx context.Context, chatID string, opts ...zapgate.CallOption) (*Chat, error) {
	return transport.Do[Chat](ctx, s.t, onChat(opGetChat, chatID, nil, opts))
}

// Delete deletes a chat with all its messages on the account's devices. It cannot be undone.
//
// DELETE /chats/{chatId} (deleteChat in wsapi-api.yml)
func (s *ChatsService) Delete(ctx context.Context, chatID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opDeleteChat, chatID, nil, opts))
}

// ProfilePicture is the picture of a person or group.
type ProfilePicture struct {
	PictureID  string `json:"pictureId"`  // changes with the picture
	PictureURL string `json:"pictureUrl"` // see [zapgate.Download]
}

// Picture returns the picture of the person or group.
//
// GET /chats/{chatId}/picture (getChatPicture in wsapi-api.yml)
func (s *ChatsService) Picture(ctx context.Context, chatID string, opts ...zapgate.CallOption) (*ProfilePicture, error) {
	return transport.Do[ProfilePicture](ctx, s.t, onChat(opGetChatPicture, chatID, nil, opts))
}

// BusinessProfile is what a business tells about itself. What it does not tell is "" or nil.
type BusinessProfile struct {
	ID                    string             `json:"id"` // JID
	Address               string             `json:"address,omitempty"`
	Email                 string             `json:"email,omitempty"`
	Description           string             `json:"description,omitempty"`
	Website               string             `json:"website,omitempty"`
	Latitude              *float64           `json:"latitude,omitempty"`    // degrees
	Longitude             *float64           `json:"longitude,omitempty"`   // degrees
	MemberSince           string             `json:"memberSince,omitempty"` // as WhatsApp words it
	Categories            []BusinessCategory `json:"categories,omitempty"`
	BusinessHours         []BusinessHours    `json:"businessHours,omitempty"`
	BusinessHoursTimeZone string             `json:"businessHoursTimeZone,omitempty"`
	ProfileOptions        map[string]string  `json:"profileOptions,omitempty"` // further settings by WhatsApp's names
}

// BusinessCategory is a line of business.
type BusinessCategory struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// BusinessHours is when a business is open on one day. The forms of its texts are not documented.
type BusinessHours struct {
	DayOfWeek string `json:"dayOfWeek"`
	Mode      string `json:"mode"`
	OpenTime  string `json:"openTime,omitempty"`
	CloseTime string `json:"closeTime,omitempty"`
}

// BusinessProfile returns what the business of a chat tells about itself.
//
// GET /chats/{chatId}/business (getChatBusinessProfile in wsapi-api.yml)
func (s *ChatsService) BusinessProfile(ctx context.Context, chatID string, opts ...zapgate.CallOption) (*BusinessProfile, error) {
	return transport.Do[BusinessProfile](ctx, s.t, onChat(opGetChatBusinessProfile, chatID, nil, opts))
}

// RequestMessagesRequest says before which message to begin.
type RequestMessagesRequest struct {
	LastMessageID       string `json:"lastMessageId" check:"required"`       // the last one that is known
	LastMessageSenderID string `json:"lastMessageSenderId" check:"required"` // JID of who sent it, or digits with country code
	Count               int    `json:"count,omitempty"`                      // 1 to 500; 0: 50
}

// RequestMessages asks the phone for older messages of a chat. They come later, as events message_history_sync.
//
// POST /chats/{chatId}/messages (requestChatMessages in wsapi-api.yml)
func (s *ChatsService) RequestMessages(ctx context.Context, chatID string, in RequestMessagesRequest, opts ...zapgate.CallOption) (*Accepted, error) {
	if err := checkSender(opRequestChatMessages, "lastMessageSenderId", in.LastMessageSenderID); err != nil {
		return nil, err
	}
	return transport.Do[Accepted](ctx, s.t, onChat(opRequestChatMessages, chatID, in, opts))
}

// Clear deletes all messages of a chat on the account's devices, and leaves the chat. It cannot be undone.
//
// POST /chats/{chatId}/clear (clearChat in wsapi-api.yml)
func (s *ChatsService) Clear(ctx context.Context, chatID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, s.t, onChat(opClearChat, chatID, nil, opts))
}
