package webhook

import (
	"time"

	"github.com/zapgate/zapgate-go"
)

// Poll is a question with options.
type Poll struct {
	Question string
	Options  []string
	Max      int // how many may be chosen; 0: any number
}

// Button is a button below a message.
type Button struct {
	ID    string // what a reply names; "" for one that only opens something
	Label string
	URL   string // what it opens
}

// Buttons is a message with buttons.
type Buttons struct {
	Body    string
	Header  Content // an image or video above it; nil without
	Buttons []Button
}

// ButtonReply is a button that was pressed.
type ButtonReply struct {
	ID    string
	Label string
}

// List is a message with rows to choose from. No gateway documents one that was received.
type List struct {
	Body string
	Rows []ListRow
}

// ListRow is a row of a [List].
type ListRow struct {
	ID, Title, Description string
}

// ListReply is a row that was chosen.
type ListReply struct {
	ListRow
}

// Template is a message from a template.
type Template struct {
	ID      string
	Title   string
	Body    string
	Footer  string
	Header  Content // an image, video, document or location above it; nil without
	Buttons []Button
}

// Carousel is a row of cards.
type Carousel struct {
	Body  string
	Cards []Template
}

// CalendarEvent is an event that members of a chat can answer.
type CalendarEvent struct {
	Name, Description string
	Start             time.Time
	Canceled          bool
	JoinLink          string    // of its call
	Location          *Location // nil without
}

// CalendarResponse is an answer to a [CalendarEvent].
type CalendarResponse struct {
	MessageID string // of the event; the message's From answered
	Response  string // in the gateway's words, such as "GOING"
}

// GroupInvite is an invitation into a group. Today's gateways deliver it as a [Text] with the group's link.
type GroupInvite struct {
	Text, Title  string
	Link         string
	ThumbnailURL string
}

// NewsletterInvite is an invitation to run a newsletter.
type NewsletterInvite struct {
	Newsletter zapgate.Address
	Name, Text string
	Expires    time.Time
}

// PinnedMessage is a message that was pinned in its chat, or unpinned.
type PinnedMessage struct {
	MessageID string
	Pinned    bool
	For       time.Duration // 0 if not told
}

func (*Poll) content()             {}
func (*Buttons) content()          {}
func (*ButtonReply) content()      {}
func (*List) content()             {}
func (*ListReply) content()        {}
func (*Template) content()         {}
func (*Carousel) content()         {}
func (*CalendarEvent) content()    {}
func (*CalendarResponse) content() {}
func (*GroupInvite) content()      {}
func (*NewsletterInvite) content() {}
func (*PinnedMessage) content()    {}
