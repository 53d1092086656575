package zapi

import "github.com/zapgate/zapgate-go"

// ImageContent is a picture, as a message or in the header of a template or a carousel card.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ImageContent struct {
	ImageURL      string `json:"imageUrl"`
	ThumbnailURL  string `json:"thumbnailUrl,omitempty"`
	MimeType      string `json:"mimeType"`
	Caption       string `json:"caption,omitempty"`
	Width         int    `json:"width,omitempty"`         // pixels
	Height        int    `json:"height,omitempty"`        // pixels
	ViewOnce      bool   `json:"viewOnce,omitempty"`      // the recipient can open it only once
	DownloadError string `json:"downloadError,omitempty"` // why Z-API could not fetch the picture; null if it could
}

// StatusImageContent is the picture of the status that a message replies to.
//
// It is a type of its own since it spells "mimetype" what [ImageContent] spells "mimeType".
//
// https://developer.z-api.io/en/webhooks/on-message-received
type StatusImageContent struct {
	ImageURL     string `json:"imageUrl"`
	ThumbnailURL string `json:"thumbnailUrl,omitempty"`
	MimeType     string `json:"mimetype"` // sic
	Caption      string `json:"caption,omitempty"`
	Width        int    `json:"width,omitempty"`    // pixels
	Height       int    `json:"height,omitempty"`   // pixels
	ViewOnce     bool   `json:"viewOnce,omitempty"` // it could be opened only once
}

// AudioContent is an audio file or a voice message.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type AudioContent struct {
	AudioURL string `json:"audioUrl"`
	MimeType string `json:"mimeType"`           // such as "audio/ogg; codecs=opus"
	PTT      bool   `json:"ptt,omitempty"`      // push to talk: recorded as a voice message
	Seconds  int    `json:"seconds,omitempty"`  // duration
	ViewOnce bool   `json:"viewOnce,omitempty"` // the recipient can play it only once
}

// VideoContent is a video, as a message or in the header of a template. A GIF and a round video (PTV) arrive as one, and
// nothing tells them apart.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type VideoContent struct {
	VideoURL string `json:"videoUrl"`
	MimeType string `json:"mimeType"`
	Caption  string `json:"caption,omitempty"`
	Seconds  int    `json:"seconds,omitempty"`  // duration
	Width    int    `json:"width,omitempty"`    // pixels
	Height   int    `json:"height,omitempty"`   // pixels
	ViewOnce bool   `json:"viewOnce,omitempty"` // the recipient can play it only once
}

// DocumentContent is a file, as a message or in the header of a template.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type DocumentContent struct {
	DocumentURL  string      `json:"documentUrl"`
	MimeType     string      `json:"mimeType"`
	FileName     string      `json:"fileName"`
	Title        string      `json:"title,omitempty"`
	PageCount    zapgate.Int `json:"pageCount,omitempty"` // a number in the examples, a string in the table
	ThumbnailURL string      `json:"thumbnailUrl,omitempty"`
	Caption      string      `json:"caption,omitempty"`
}

// StickerContent is a sticker.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type StickerContent struct {
	StickerURL string `json:"stickerUrl"`
	MimeType   string `json:"mimeType"`
}

// LocationContent is a place: a message, the header of a template, or where an event is held, which may lack the degrees.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type LocationContent struct {
	Latitude     zapgate.Float `json:"latitude,omitempty"`  // degrees; a number, seen as a string
	Longitude    zapgate.Float `json:"longitude,omitempty"` // degrees; a number, seen as a string
	Name         string        `json:"name,omitempty"`
	Address      string        `json:"address,omitempty"`
	URL          string        `json:"url,omitempty"`
	ThumbnailURL string        `json:"thumbnailUrl,omitempty"`
}

// ContactContent is a contact card.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ContactContent struct {
	DisplayName string   `json:"displayName"`
	VCard       string   `json:"vCard"`           // the whole card
	Phones      []string `json:"phones,omitzero"` // the card's numbers, digits; seen empty and absent: then read the card
}
