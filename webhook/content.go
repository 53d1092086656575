package webhook

import "time"

// Content is what a message holds: *[Text], *[Image], *[Video], *[Audio], *[Document], *[Sticker], *[Location], *[Contacts],
// *[Poll], *[Buttons], *[ButtonReply], *[List], *[ListReply], *[Template], *[Carousel], *[Order], *[Product], *[Pix],
// *[CalendarEvent], *[CalendarResponse], *[GroupInvite], *[NewsletterInvite], *[PinnedMessage] or *[Unsupported].
type Content interface{ content() }

// Text is a written message. The other fields are of a link that is shown with it.
type Text struct {
	Body         string
	Title        string
	Description  string
	URL          string
	ThumbnailURL string // WSAPI's is a data URI
}

// File is a picture, sound or other file of a message. It has a URL, or a MediaID to download it with, or neither where
// the gateway could not fetch it.
type File struct {
	URL          string // without credentials; links of received files end after about a month
	MediaID      string // WSAPI's, for its media download
	MIMEType     string
	Size         int64  // bytes; 0 if not told
	ThumbnailURL string // a smaller picture; WSAPI's is a data URI
	ViewOnce     bool
}

// Image is a picture.
type Image struct {
	File
	Caption       string
	Width, Height int // pixels; 0 if not told
}

// Audio is a sound.
type Audio struct {
	File
	Voice    bool          // recorded in the chat, not an audio file
	Duration time.Duration // 0 if not told
}

// Video is a moving picture: also a GIF, and a round video message (PTV), which no gateway tells apart.
type Video struct {
	File
	Caption       string
	Width, Height int           // pixels; 0 if not told
	Duration      time.Duration // 0 if not told
}

// Document is any other file.
type Document struct {
	File
	Name    string // with its extension
	Title   string
	Caption string
	Pages   int // 0 if not told
}

// Sticker is a small picture without a frame.
type Sticker struct {
	File
}

// Location is a place.
type Location struct {
	Latitude, Longitude float64 // degrees
	Name, Address       string
	URL                 string
	ThumbnailURL        string
}

// Contacts is one or more contact cards.
type Contacts struct {
	Cards []ContactCard
}

// ContactCard is a person as somebody passed them on.
type ContactCard struct {
	Name   string
	VCard  string   // the whole card
	Phones []string // digits: WhatsApp's own number where the card has it, else as somebody typed it
}

// Unsupported is content that this package has no type for; the event's Source and Raw have it.
type Unsupported struct {
	Kind string // the gateway's own word; "" if it has none
}

func (*Text) content()        {}
func (*Image) content()       {}
func (*Video) content()       {}
func (*Audio) content()       {}
func (*Document) content()    {}
func (*Sticker) content()     {}
func (*Location) content()    {}
func (*Contacts) content()    {}
func (*Unsupported) content() {}
