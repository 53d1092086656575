package zapi

import (
	"encoding/json"

	"github.com/zapgate/zapgate-go"
)

// TextContent is a text. All but the message describe a preview that WhatsApp added: of a link, a catalog, a group
// invitation, an ad.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type TextContent struct {
	Message string `json:"message"`
	Title   string `json:"title,omitempty"`
	// Description and DescriptionSic are the preview's description: the documented text has "descritpion", the documented
	// ad "description". A delivery has one of them; read the one that is not empty.
	Description    string `json:"description,omitempty"`
	DescriptionSic string `json:"descritpion,omitempty"` // sic
	URL            string `json:"url,omitempty"`
	ThumbnailURL   string `json:"thumbnailUrl,omitempty"`
}

// ExternalAdReplyContent is the ad (click to WhatsApp) that a message came from.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ExternalAdReplyContent struct {
	Title                 string `json:"title"`
	Body                  string `json:"body"`
	MediaType             int    `json:"mediaType"` // a number of WhatsApp's, 1 in the example; its values are not documented
	ThumbnailURL          string `json:"thumbnailUrl,omitempty"`
	SourceType            string `json:"sourceType,omitempty"` // "ad" in the example
	SourceID              string `json:"sourceId,omitempty"`   // the ad's id
	SourceURL             string `json:"sourceUrl,omitempty"`
	CTWAClickID           string `json:"ctwaClid,omitempty"` // Meta's click id, which its Conversions API asks for; absent in one of two examples
	ContainsAutoReply     bool   `json:"containsAutoReply,omitempty"`
	RenderLargerThumbnail bool   `json:"renderLargerThumbnail,omitempty"`
	ShowAdAttribution     bool   `json:"showAdAttribution,omitempty"`
}

// ReferencedMessage names the message that a reaction, a pin or an event response is about.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ReferencedMessage struct {
	MessageID   string `json:"messageId"` // WhatsApp's id
	FromMe      bool   `json:"fromMe"`
	Phone       string `json:"phone"`                 // the chat, as in [ReceivedCallback]
	Participant string `json:"participant,omitempty"` // who sent it, in a group; null elsewhere
}

// ReactionContent is a reaction to a message, or the end of one: then Value is "" (seen, not documented). The message it
// is about is the referenced one; the callback's own id is the reaction's.
//
// Rarely it was seen as a bare string. That is the Value, and is written as a string again.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ReactionContent struct {
	Value             string             `json:"value"`                // an emoji; "" removes the reaction
	Time              zapgate.Time       `json:"time,omitzero"`        // milliseconds
	ReactionBy        string             `json:"reactionBy,omitempty"` // phone of who reacted
	ReferencedMessage *ReferencedMessage `json:"referencedMessage,omitempty"`

	bare bool
}

// UnmarshalJSON reads both forms.
func (c *ReactionContent) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		*c = ReactionContent{bare: true}
		return json.Unmarshal(data, &c.Value)
	}
	type plain ReactionContent
	return json.Unmarshal(data, (*plain)(c))
}

// MarshalJSON writes the form that was read, or the object once it holds more than a string can.
func (c ReactionContent) MarshalJSON() ([]byte, error) {
	if c == (ReactionContent{Value: c.Value, bare: true}) {
		return json.Marshal(c.Value)
	}
	type plain ReactionContent
	return json.Marshal(plain(c))
}

// PinMessageContent tells that a message was pinned to the top of its chat, or taken off.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type PinMessageContent struct {
	Action            string             `json:"action"`                      // "pin" in the example
	PinDurationInSecs int                `json:"pinDurationInSecs,omitempty"` // seconds
	ReferencedMessage *ReferencedMessage `json:"referencedMessage,omitempty"`
}
