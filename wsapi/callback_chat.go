package wsapi

import "github.com/zapgate/zapgate-go"

// ChatSettingType says which setting of a chat changed.
type ChatSettingType string

// The documented settings. Each has its own field of [ChatSettingChange].
const (
	ChatSettingMute      ChatSettingType = "mute"
	ChatSettingPin       ChatSettingType = "pin"
	ChatSettingRead      ChatSettingType = "read"
	ChatSettingArchive   ChatSettingType = "archive"
	ChatSettingEphemeral ChatSettingType = "ephemeral"
)

// ChatSettingChange tells that a chat was muted, pinned, archived, marked as read, or got another time after which its
// messages disappear; or that this was taken back. The field named by SettingType is there, the others are nil.
type ChatSettingChange struct {
	ID          string           `json:"id"` // JID of the chat
	SettingType ChatSettingType  `json:"settingType"`
	Mute        *MuteChange      `json:"mute,omitempty"`
	Pin         *PinChange       `json:"pin,omitempty"`
	Read        *ReadChange      `json:"read,omitempty"`
	Archive     *ArchiveChange   `json:"archive,omitempty"`
	Ephemeral   *EphemeralChange `json:"ephemeral,omitempty"`
}

// MuteChange is how a chat is muted now.
type MuteChange struct {
	IsMuted     bool         `json:"isMuted"`
	MuteEndTime zapgate.Time `json:"muteEndTime,omitzero"` // RFC 3339; zero where none is told
}

// PinChange is whether a chat is at the top now.
type PinChange struct {
	IsPinned bool `json:"isPinned"`
}

// ReadChange is whether a chat counts as read now.
type ReadChange struct {
	IsRead bool `json:"isRead"`
}

// ArchiveChange is whether a chat is archived now.
type ArchiveChange struct {
	IsArchived bool `json:"isArchived"`
}

// EphemeralChange is after what time the messages of a chat disappear now, and who set it.
type EphemeralChange struct {
	Expiration EphemeralExpiration `json:"expiration"`
	Sender     *Sender             `json:"sender,omitempty"`
}

// ChatActivity is what somebody is doing in a chat.
type ChatActivity string

// The documented activities.
const (
	ActivityTyping    ChatActivity = "typing"
	ActivityRecording ChatActivity = "recording" // a voice message
	ActivityPaused    ChatActivity = "paused"    // neither of them any more
)

// ChatPresenceChange tells that somebody began to type or to record, or stopped.
type ChatPresenceChange struct {
	ID     string       `json:"id"` // JID of the chat
	Sender Sender       `json:"sender"`
	State  ChatActivity `json:"state"`
}

// ChatPushNameChange tells the name that a person now goes by.
type ChatPushNameChange struct {
	User     Identity `json:"user"`
	PushName string   `json:"pushName"`
}

// ChatStatusChange tells what a person now has written about himself or herself.
type ChatStatusChange struct {
	User   Identity `json:"user"`
	Status string   `json:"status"`
}

// ChatPictureChange tells that the picture of a person or group is another one.
type ChatPictureChange struct {
	ID        string `json:"id"`        // JID of the chat
	Sender    Sender `json:"sender"`    // who changed it
	PictureID string `json:"pictureId"` // of the new picture
}
