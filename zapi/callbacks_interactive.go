package zapi

import "github.com/zapgate/zapgate-go"

// ButtonsMessageContent is a text with buttons, and a picture or a video above it.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ButtonsMessageContent struct {
	Message  string                 `json:"message"`
	ImageURL string                 `json:"imageUrl,omitempty"`
	VideoURL string                 `json:"videoUrl,omitempty"`
	Buttons  []ButtonsMessageButton `json:"buttons,omitzero"`
}

// ButtonsMessageButton is a button of a [ButtonsMessageContent].
type ButtonsMessageButton struct {
	ButtonID   string                   `json:"buttonId"`
	Type       int                      `json:"type"` // 1 in the examples; its values are not documented
	ButtonText ButtonsMessageButtonText `json:"buttonText"`
}

// ButtonsMessageButtonText is what a button shows.
type ButtonsMessageButtonText struct {
	DisplayText string `json:"displayText"`
}

// ButtonsResponseMessageContent is the button that somebody pressed. [ReceivedCallback].ReferenceMessageID is the message
// with the buttons.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ButtonsResponseMessageContent struct {
	ButtonID string `json:"buttonId,omitempty"`
	Message  string `json:"message,omitempty"` // the button's text

	// Seen instead, not documented.

	SelectedButtonID    string `json:"selectedButtonId,omitempty"`
	SelectedDisplayText string `json:"selectedDisplayText,omitempty"`
}

// ListResponseMessageContent is the row of an option list that somebody chose. [ReceivedCallback].ReferenceMessageID is
// the message with the list.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ListResponseMessageContent struct {
	Message       string `json:"message"`                 // the row's description
	Title         string `json:"title"`                   // the row's title
	SelectedRowID string `json:"selectedRowId,omitempty"` // seen absent
}

// HydratedTemplateContent is a template of WhatsApp's business platform with its values filled in.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type HydratedTemplateContent struct {
	Header          *TemplateHeader  `json:"header,omitempty"`
	Title           string           `json:"title,omitempty"`
	Message         string           `json:"message"`
	Footer          string           `json:"footer,omitempty"`
	TemplateID      string           `json:"templateId,omitempty"`
	HydratedButtons []HydratedButton `json:"hydratedButtons,omitzero"`
}

// TemplateHeader is what a template or a carousel card shows above its text: one of the four, or nothing.
type TemplateHeader struct {
	Image    *ImageContent    `json:"image,omitempty"`
	Video    *VideoContent    `json:"video,omitempty"`
	Document *DocumentContent `json:"document,omitempty"`
	Location *LocationContent `json:"location,omitempty"`
}

// HydratedButton is a button of a template or a carousel card: one that opens a link or one that answers. The code of a
// one-time password is in the link's query.
type HydratedButton struct {
	Index            int                       `json:"index"` // from 0
	URLButton        *HydratedURLButton        `json:"urlButton,omitempty"`
	QuickReplyButton *HydratedQuickReplyButton `json:"quickReplyButton,omitempty"`
}

// HydratedURLButton is a button that opens a link.
type HydratedURLButton struct {
	DisplayText string `json:"displayText"`
	URL         string `json:"url"`
}

// HydratedQuickReplyButton is a button that answers.
type HydratedQuickReplyButton struct {
	DisplayText string `json:"displayText"`
	ID          string `json:"id"`
}

// CarouselMessageContent is a text above a row of cards.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type CarouselMessageContent struct {
	Text  string                `json:"text"`
	Cards []CarouselMessageCard `json:"cards,omitzero"`
}

// CarouselMessageCard is a card of a [CarouselMessageContent].
type CarouselMessageCard struct {
	Header          *TemplateHeader  `json:"header,omitempty"`
	Title           string           `json:"title,omitempty"`
	Message         string           `json:"message"`
	Footer          string           `json:"footer,omitempty"`
	HydratedButtons []HydratedButton `json:"hydratedButtons,omitzero"`
}

// PollContent is a poll.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type PollContent struct {
	Question       string              `json:"question"`
	PollMaxOptions int                 `json:"pollMaxOptions"` // how many options one may choose; 0 is any number
	Options        []PollContentOption `json:"options,omitzero"`
}

// PollContentOption is an option of a poll, or one that was chosen. The name is all that identifies it.
type PollContentOption struct {
	Name string `json:"name"`
}

// PollVoteContent is one person's vote in a poll. In a group [ReceivedCallback].ParticipantPhone is who voted.
//
// WhatsApp sends the whole choice each time: it replaces the person's earlier one, and an empty one takes it back.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type PollVoteContent struct {
	PollMessageID string              `json:"pollMessageId"` // WhatsApp's id of the poll
	Options       []PollContentOption `json:"options,omitzero"`
}

// EventContent is a calendar event in a group, new or changed.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type EventContent struct {
	Name         string           `json:"name"`
	Description  string           `json:"description,omitempty"`
	Canceled     bool             `json:"canceled"`
	JoinLink     string           `json:"joinLink,omitempty"`    // link of its voice or video call
	ScheduleTime zapgate.Time     `json:"scheduleTime,omitzero"` // when it starts; seconds
	Location     *LocationContent `json:"location,omitempty"`    // empty if there is none
}

// EventResponseContent is one person's answer to an [EventContent].
//
// https://developer.z-api.io/en/webhooks/on-message-received
type EventResponseContent struct {
	Response          string             `json:"response"`                    // GOING or NOT_GOING
	ResponseFrom      string             `json:"responseFrom"`                // phone of who answered
	Time              zapgate.Time       `json:"time,omitzero"`               // milliseconds
	ReferencedMessage *ReferencedMessage `json:"referencedMessage,omitempty"` // the event
}

// NewsletterAdminInviteContent invites to become an administrator of a channel.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type NewsletterAdminInviteContent struct {
	NewsletterID     string       `json:"newsletterId"` // "…@newsletter"
	NewsletterName   string       `json:"newsletterName"`
	Text             string       `json:"text"`
	InviteExpiration zapgate.Time `json:"inviteExpiration,omitzero"` // seconds
}
