package wsapi

import "github.com/zapgate/zapgate-go"

// MessageType is the kind of a message.
type MessageType string

// The documented types.
const (
	MessageText         MessageType = "text"
	MessageMedia        MessageType = "media"
	MessageReaction     MessageType = "reaction"
	MessageContact      MessageType = "contact"
	MessageContactArray MessageType = "contactArray"
	MessagePinInChat    MessageType = "pinInChat"
)

// Message is a message that was received, or sent by the connected account. What its type does not have is absent.
type Message struct {
	ID                  string              `json:"id"`
	Time                zapgate.Time        `json:"time"`   // RFC 3339
	ChatID              string              `json:"chatId"` // JID
	Sender              Sender              `json:"sender"`
	IsGroup             bool                `json:"isGroup"`
	IsStatus            bool                `json:"isStatus"` // a status, also called story
	IsForwarded         bool                `json:"isForwarded,omitempty"`
	ViewOnce            bool                `json:"viewOnce,omitempty"` // an image or video that can be opened once
	Type                MessageType         `json:"type"`
	Text                string              `json:"text,omitempty"`
	Media               *Media              `json:"media,omitempty"`
	Reaction            *Reaction           `json:"reaction,omitempty"`
	Contact             string              `json:"contact,omitempty"`     // a vCard
	ContactArray        []string            `json:"contactArray,omitzero"` // vCards
	ExtendedText        *ExtendedText       `json:"extendedText,omitempty"`
	Mentions            []string            `json:"mentions,omitzero"` // JIDs
	ReplyTo             *ReplyTo            `json:"replyTo,omitempty"`
	EphemeralExpiration EphemeralExpiration `json:"ephemeralExpiration,omitempty"`
	IsEdit              bool                `json:"isEdit,omitempty"`
	Edit                *Edit               `json:"edit,omitempty"`
	Pin                 *Pin                `json:"pin,omitempty"`
	// AdReferral is the advertisement that led the person here. No event schema has it, only WSAPI's own client.
	AdReferral *AdReferral `json:"adReferral,omitempty"`
}

// MediaType is the kind of a file.
type MediaType string

// The documented kinds.
const (
	MediaImage    MediaType = "image"
	MediaVideo    MediaType = "video"
	MediaAudio    MediaType = "audio"
	MediaVoice    MediaType = "voice" // recorded in the chat
	MediaDocument MediaType = "document"
	MediaSticker  MediaType = "sticker"
)

// Media describes a file. Its bytes are downloaded by ID.
type Media struct {
	MediaType     MediaType `json:"mediaType"`
	MIMEType      string    `json:"mimeType,omitempty"`
	ID            string    `json:"id,omitempty"`         // for the download
	FileLength    int64     `json:"fileLength,omitempty"` // bytes
	Caption       string    `json:"caption,omitempty"`
	Height        int       `json:"height,omitempty"`        // pixels
	Width         int       `json:"width,omitempty"`         // pixels
	JPEGThumbnail string    `json:"jpegThumbnail,omitempty"` // base64
	Duration      int       `json:"duration,omitempty"`      // seconds
	Filename      string    `json:"filename,omitempty"`      // of a document
	PageCount     int       `json:"pageCount,omitempty"`     // of a document
	Title         string    `json:"title,omitempty"`         // of a document
}

// Reaction is an emoji put on another message.
type Reaction struct {
	MessageID string `json:"messageId"` // the message that it is put on
	Emoji     string `json:"emoji"`     // "": the reaction was taken back
}

// ExtendedText is the preview of a link in a text.
type ExtendedText struct {
	MatchedText   string `json:"matchedText,omitempty"` // the part of the text that is the link
	Description   string `json:"description,omitempty"`
	Title         string `json:"title,omitempty"`
	JPEGThumbnail string `json:"jpegThumbnail,omitempty"` // base64
}

// ReplyTo is the message that another one answers.
type ReplyTo struct {
	ID          string  `json:"id,omitempty"`
	Sender      *Sender `json:"sender,omitempty"`
	IsForwarded bool    `json:"isForwarded,omitempty"`
	Text        string  `json:"text,omitempty"`
}

// Edit names the message that was edited.
type Edit struct {
	OriginalMessageTime zapgate.Time `json:"originalMessageTime,omitzero"` // RFC 3339
	OriginalMessageID   string       `json:"originalMessageId,omitempty"`
}

// PinExpiration is how long a message stays pinned.
type PinExpiration string

// The documented times.
const (
	PinOff PinExpiration = "off"
	Pin24h PinExpiration = "24h"
	Pin7d  PinExpiration = "7d"
	Pin30d PinExpiration = "30d"
)

// Pin tells that a message was pinned or unpinned.
type Pin struct {
	Pinned     bool          `json:"pinned"`
	MessageID  string        `json:"messageId,omitempty"`
	Expiration PinExpiration `json:"expiration,omitempty"`
}

// AdReferral is an advertisement on Facebook or Instagram that opens a chat. Every field may be missing.
type AdReferral struct {
	CtwaClid          string `json:"ctwaClid,omitempty"` // the click's id
	SourceType        string `json:"sourceType,omitempty"`
	SourceID          string `json:"sourceId,omitempty"`
	SourceURL         string `json:"sourceUrl,omitempty"`
	SourceApp         string `json:"sourceApp,omitempty"`
	Title             string `json:"title,omitempty"`
	Body              string `json:"body,omitempty"`
	MediaType         string `json:"mediaType,omitempty"`
	ThumbnailURL      string `json:"thumbnailUrl,omitempty"`
	ConversionSource  string `json:"conversionSource,omitempty"`
	ShowAdAttribution bool   `json:"showAdAttribution,omitempty"`
}
