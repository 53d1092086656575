package webhook

import (
	"time"

	"github.com/zapgate/zapgate-go"
)

// GroupChanged is a group or community that was made, changed or left, or whose members changed.
type GroupChanged struct {
	Header
	Group        zapgate.Address
	From         zapgate.Address // who did it, if told
	Change       GroupChange
	Participants []zapgate.Address // whom it is about
	Text         string            // the new name, description, or other value that the change is to; how somebody came in
	Native       string            // the gateway's own word for Change
}

// GroupChange is what happened to a group. A word that no constant stands for is the gateway's own.
type GroupChange string

// What happens to groups.
const (
	GroupCreated        GroupChange = "created"
	GroupDeleted        GroupChange = "deleted"
	GroupJoined         GroupChange = "joined"          // Participants came in
	GroupLeft           GroupChange = "left"            // Participants went
	GroupRemoved        GroupChange = "removed"         // Participants were put out
	GroupPromoted       GroupChange = "promoted"        // Participants became administrators
	GroupDemoted        GroupChange = "demoted"         // and are no longer
	GroupInvited        GroupChange = "invited"         // Participants were asked in
	GroupJoinRequested  GroupChange = "join_requested"  // Participants ask to come in
	GroupRequestRevoked GroupChange = "request_revoked" // and no longer do
	GroupNamed          GroupChange = "named"           // Text
	GroupDescribed      GroupChange = "described"       // Text
	GroupPictured       GroupChange = "pictured"
	GroupSettings       GroupChange = "settings" // who may write, edit, add or join; Text, where the gateway names one
	GroupLinked         GroupChange = "linked"   // to a community
	GroupUnlinked       GroupChange = "unlinked"
)

// ContactChanged is what became known of a contact, or of the instance's own profile.
type ContactChanged struct {
	Header
	Contact  zapgate.Address // zero: the instance's own number
	Change   ContactChange
	Name     string
	Picture  string // link
	Text     string // the about text
	Business bool
}

// ContactChange is what happened to a contact. A word that no constant stands for is the gateway's own.
type ContactChange string

// What happens to contacts.
const (
	ContactCreated  ContactChange = "created"
	ContactUpdated  ContactChange = "updated"
	ContactMerged   ContactChange = "merged" // two entries were one person
	ContactNamed    ContactChange = "named"
	ContactPictured ContactChange = "pictured"
	ContactAbout    ContactChange = "about"
)

// ChatChanged is a setting of a chat.
type ChatChanged struct {
	Header
	Chat    zapgate.Address
	Setting ChatSetting
	On      bool
	Until   time.Time // when a mute ends; zero: never, or not told
	Text    string    // the time after which messages disappear, in the gateway's words
}

// ChatSetting is a setting of a chat. A word that no constant stands for is the gateway's own.
type ChatSetting string

// The settings of a chat.
const (
	ChatMuted     ChatSetting = "mute"
	ChatPinned    ChatSetting = "pin"
	ChatRead      ChatSetting = "read"
	ChatArchived  ChatSetting = "archive"
	ChatEphemeral ChatSetting = "ephemeral" // messages disappear after Text
	MessageStar   ChatSetting = "star"      // Text is the message's id
)

// LabelChanged is a label that was put on a chat or taken off.
type LabelChanged struct {
	Header
	Chat     zapgate.Address
	Label    string // the label's id
	Assigned bool   // put on
}

// NewsletterChanged is a newsletter that the instance joined or left, or a change of its administrators.
type NewsletterChanged struct {
	Header
	Newsletter   zapgate.Address
	Change       NewsletterChange
	Name         string
	Participants []zapgate.Address // whom it is about
	Role         string            // in the gateway's words
}

// NewsletterChange is what happened to a newsletter. A word that no constant stands for is the gateway's own.
type NewsletterChange string

// What happens to newsletters.
const (
	NewsletterJoined   NewsletterChange = "joined"
	NewsletterLeft     NewsletterChange = "left"
	NewsletterMuted    NewsletterChange = "muted"
	NewsletterUnmuted  NewsletterChange = "unmuted"
	NewsletterPromoted NewsletterChange = "promoted" // Participants became administrators
	NewsletterDemoted  NewsletterChange = "demoted"
)

func (*GroupChanged) event()      {}
func (*ContactChanged) event()    {}
func (*ChatChanged) event()       {}
func (*LabelChanged) event()      {}
func (*NewsletterChanged) event() {}
