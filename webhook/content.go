package webhook

import "time"

// Content is what a message holds: *[Text], *[Image], *[Audio] or *[Unsupported].
type Content interface{ content() }

// Text is a written message. The other fields are of a link or an advertisement shown with it.
type Text struct {
	Body         string
	Title        string
	Description  string
	URL          string
	ThumbnailURL string
}

// File is a picture, sound or other file of a message. It has a URL, or a MediaID to download it with, or neither where
// the gateway could not fetch it.
type File struct {
	URL          string // without credentials; links of received files end after about a month
	MediaID      string // WSAPI's, for its media download
	MIMEType     string
	Size         int64  // bytes; 0 if not told
	ThumbnailURL string // a smaller picture
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

// Unsupported is content that this package has no type for; the event's Source and Raw have it.
type Unsupported struct {
	Kind string // the gateway's own word
}

func (*Text) content()        {}
func (*Image) content()       {}
func (*Audio) content()       {}
func (*Unsupported) content() {}
