package zapi

import (
	"encoding/json"

	"github.com/zapgate/zapgate-go"
)

// ReceivedCallback is a message in a chat of the connected number, or a notification about one. It is also posted for
// messages the number itself sent (FromMe), once Z-API was told to notify these.
//
// What it carries is told by which of the content fields is set, not by Status: a vote in a poll is RECEIVED like any
// other message. None is set while WaitingMessage is true, in a notification, and for contents this package does not
// know yet. ExternalAdReply and StatusImage are context and come along with another content.
//
// Phones are digits with country code and without "+" ("5511900000001"). Phone, the chat, may also be a group
// ("…-group"), a broadcast list ("…-broadcast") or a channel ("…@newsletter"); seen, not documented: "…@lid",
// "status@broadcast", "+55 …", "…@s.whatsapp.net". Lids are "…@lid", and were also seen as bare digits. Any of the phones,
// lids, names and photos may be null or absent.
//
// Z-API deletes the files behind media links after 30 days. Download them with [zapgate.Download]: they are on another
// host, which must not get a credential.
//
// https://developer.z-api.io/en/webhooks/on-message-received
type ReceivedCallback struct {
	Type           CallbackType  `json:"type"`
	InstanceID     string        `json:"instanceId"`
	MessageID      string        `json:"messageId,omitempty"`      // WhatsApp's id; an edit has that of the original; absent in some notifications
	Status         MessageStatus `json:"status"`                   // at the time of sending
	Moment         zapgate.Time  `json:"momment,omitzero"`         // sic; milliseconds; seen in seconds, as a string and absent
	ConnectedPhone string        `json:"connectedPhone,omitempty"` // the instance's own number

	// The chat.

	Phone        string `json:"phone"`
	ChatLID      string `json:"chatLid,omitempty"`
	ChatName     string `json:"chatName,omitempty"`
	Photo        string `json:"photo,omitempty"` // link to the chat's picture; the table says the sender's
	IsGroup      bool   `json:"isGroup"`
	IsNewsletter bool   `json:"isNewsletter,omitempty"` // a channel
	Broadcast    bool   `json:"broadcast"`              // sent to a broadcast list
	// BroadcastRecipients are the members of the broadcast list: lids without "@lid" in the example.
	BroadcastRecipients []string `json:"broadcastRecipients,omitzero"`

	// The sender.

	FromMe           bool   `json:"fromMe"`            // the connected number sent it
	FromAPI          bool   `json:"fromApi,omitempty"` // through Z-API, not on the phone; seen absent for what was typed there
	SenderName       string `json:"senderName"`
	SenderPhoto      string `json:"senderPhoto,omitempty"` // link
	SenderLID        string `json:"senderLid,omitempty"`
	ParticipantPhone string `json:"participantPhone,omitempty"` // the member of a group who sent it
	ParticipantLID   string `json:"participantLid,omitempty"`

	// The message.

	IsEdit         bool `json:"isEdit,omitempty"` // replaces the message with the same id
	IsStatusReply  bool `json:"isStatusReply,omitempty"`
	Forwarded      bool `json:"forwarded,omitempty"`
	WaitingMessage bool `json:"waitingMessage,omitempty"` // WhatsApp shows "Waiting for this message": there is no content, and may never be
	ViewOnce       bool `json:"viewOnce,omitempty"`       // of a message that is waited for; else it is in the content
	// ReferenceMessageID is the message it replies to.
	ReferenceMessageID string `json:"referenceMessageId,omitempty"`
	// MessageExpirationSeconds is the lifetime of disappearing messages; 0 is for ever.
	MessageExpirationSeconds int          `json:"messageExpirationSeconds,omitempty"`
	ExpiresAt                zapgate.Time `json:"expiresAt,omitzero"` // null in every example, no unit is documented

	// A notification, and what belongs to some of them.

	Notification           Notification            `json:"notification,omitempty"`
	NotificationParameters []NotificationParameter `json:"notificationParameters,omitzero"`
	RequestMethod          RequestMethod           `json:"requestMethod,omitempty"` // of MEMBERSHIP_APPROVAL_REQUEST
	LinkMode               LinkMode                `json:"linkMode,omitempty"`      // of GROUP_MEMBER_LINK_PROPERTY_UPDATE
	CallID                 string                  `json:"callId,omitempty"`        // of CALL_VOICE and its siblings
	ProfileName            string                  `json:"profileName,omitempty"`   // of PROFILE_NAME_UPDATED: the new name
	UpdatedPhoto           string                  `json:"updatedPhoto,omitempty"`  // of PROFILE_PICTURE_UPDATED: link to the new picture
	Code                   json.RawMessage         `json:"code,omitempty"`          // null in every example, so its type is not known

	// The content.

	Text                   *TextContent                   `json:"text,omitempty"`
	Image                  *ImageContent                  `json:"image,omitempty"`
	Audio                  *AudioContent                  `json:"audio,omitempty"`
	Video                  *VideoContent                  `json:"video,omitempty"` // also a GIF and a round video (PTV)
	Document               *DocumentContent               `json:"document,omitempty"`
	Sticker                *StickerContent                `json:"sticker,omitempty"`
	Location               *LocationContent               `json:"location,omitempty"`
	Contact                *ContactContent                `json:"contact,omitempty"`
	Reaction               *ReactionContent               `json:"reaction,omitempty"`
	PinMessage             *PinMessageContent             `json:"pinMessage,omitempty"`
	ButtonsMessage         *ButtonsMessageContent         `json:"buttonsMessage,omitempty"`
	ButtonsResponseMessage *ButtonsResponseMessageContent `json:"buttonsResponseMessage,omitempty"`
	ListResponseMessage    *ListResponseMessageContent    `json:"listResponseMessage,omitempty"`
	HydratedTemplate       *HydratedTemplateContent       `json:"hydratedTemplate,omitempty"`
	CarouselMessage        *CarouselMessageContent        `json:"carouselMessage,omitempty"`
	Poll                   *PollContent                   `json:"poll,omitempty"`
	PollVote               *PollVoteContent               `json:"pollVote,omitempty"`
	Event                  *EventContent                  `json:"event,omitempty"`
	EventResponse          *EventResponseContent          `json:"eventResponse,omitempty"`
	NewsletterAdminInvite  *NewsletterAdminInviteContent  `json:"newsletterAdminInvite,omitempty"`
	Product                *ProductContent                `json:"product,omitempty"`
	Order                  *OrderContent                  `json:"order,omitempty"`
	ReviewAndPay           *ReviewAndPayContent           `json:"reviewAndPay,omitempty"`
	ReviewOrder            *ReviewOrderContent            `json:"reviewOrder,omitempty"`
	PixKeyMessage          *PixKeyMessageContent          `json:"pixKeyMessage,omitempty"`
	RequestPayment         *RequestPaymentContent         `json:"requestPayment,omitempty"`
	SendPayment            *SendPaymentContent            `json:"sendPayment,omitempty"`

	// Context of another content.

	ExternalAdReply *ExternalAdReplyContent `json:"externalAdReply,omitempty"` // the ad it came from
	StatusImage     *StatusImageContent     `json:"statusImage,omitempty"`     // the status it replies to

	TraceContext json.RawMessage `json:"_traceContext,omitempty"` // Z-API's own tracing; seen, not documented
}
