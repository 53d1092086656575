package wsapi

import "github.com/zapgate/zapgate-go"

// EventType says what an event tells.
type EventType string

// The documented events.
const (
	EventMessage            EventType = "message"              // [MessageEvent]
	EventMessageRead        EventType = "message_read"         // [MessageReadEvent]
	EventMessageDelete      EventType = "message_delete"       // [MessageDeleteEvent]
	EventMessageStar        EventType = "message_star"         // [MessageStarEvent]
	EventMessageHistorySync EventType = "message_history_sync" // [MessageHistorySyncEvent]

	EventLoggedIn            EventType = "logged_in"             // [LoggedInEvent]
	EventLoggedOut           EventType = "logged_out"            // [LoggedOutEvent]
	EventLoginError          EventType = "login_error"           // [LoginErrorEvent]
	EventInitialSyncFinished EventType = "initial_sync_finished" // [InitialSyncFinishedEvent]

	EventChatSetting  EventType = "chat_setting"   // [ChatSettingEvent]
	EventChatPresence EventType = "chat_presence"  // [ChatPresenceEvent]
	EventChatPushName EventType = "chat_push_name" // [ChatPushNameEvent]
	EventChatStatus   EventType = "chat_status"    // [ChatStatusEvent]
	EventChatPicture  EventType = "chat_picture"   // [ChatPictureEvent]

	EventContact      EventType = "contact"       // [ContactEvent]
	EventGroup        EventType = "group"         // [GroupEvent]
	EventNewsletter   EventType = "newsletter"    // [NewsletterEvent]
	EventUserPresence EventType = "user_presence" // [UserPresenceEvent]

	EventCallOffer     EventType = "call_offer"     // [CallOfferEvent]
	EventCallAccept    EventType = "call_accept"    // [CallAcceptEvent]
	EventCallTerminate EventType = "call_terminate" // [CallTerminateEvent]

	// EventLoggedError is what WSAPI's first clients call login_error. Its data is the same, [LoginErrorEvent].
	EventLoggedError EventType = "logged_error"
)

// Event is the envelope of every event, posted to the webhook or read from the event stream.
type Event[T any] struct {
	EventID    string       `json:"eventId"` // unique: the same event delivered again has it again
	InstanceID string       `json:"instanceId"`
	ReceivedAt zapgate.Time `json:"receivedAt"` // RFC 3339
	EventType  EventType    `json:"eventType"`
	EventData  T            `json:"eventData"`
}

// The events by their data.
type (
	MessageEvent            = Event[Message]
	MessageReadEvent        = Event[MessageRead]
	MessageDeleteEvent      = Event[MessageDelete]
	MessageStarEvent        = Event[MessageStar]
	MessageHistorySyncEvent = Event[MessageHistorySync]

	LoggedInEvent            = Event[LoggedIn]
	LoggedOutEvent           = Event[LoggedOut]
	LoginErrorEvent          = Event[LoginError]
	InitialSyncFinishedEvent = Event[InitialSyncFinished]

	ChatSettingEvent  = Event[ChatSettingChange]
	ChatPresenceEvent = Event[ChatPresenceChange]
	ChatPushNameEvent = Event[ChatPushNameChange]
	ChatStatusEvent   = Event[ChatStatusChange]
	ChatPictureEvent  = Event[ChatPictureChange]

	ContactEvent      = Event[ContactChange]
	GroupEvent        = Event[GroupChange]
	NewsletterEvent   = Event[NewsletterChange]
	UserPresenceEvent = Event[UserPresenceChange]

	CallOfferEvent     = Event[CallOffer]
	CallAcceptEvent    = Event[CallAccept]
	CallTerminateEvent = Event[CallTerminate]
)

// Sender is the person behind something that happened.
type Sender struct {
	ID     string `json:"id"`               // JID by phone number, or by LID where the number is not known
	LID    string `json:"lid,omitempty"`    // JID by LID
	Phone  string `json:"phone,omitempty"`  // digits with country code
	Device int    `json:"device,omitempty"` // 0 is the phone itself
	IsMe   bool   `json:"isMe"`             // the connected account
}

// LoggedIn tells that the instance was paired.
type LoggedIn struct {
	DeviceID string `json:"deviceId"` // JID of the own device, as in 5511…:12@s.whatsapp.net
}

// LoggedOut tells that the pairing ended.
type LoggedOut struct {
	Reason string `json:"reason"` // "api_logout" and "instance_deleted" are documented, WhatsApp has others
}

// LoginError tells that pairing failed.
type LoginError struct {
	ID    string `json:"id"` // JID of the device
	Error string `json:"error"`
}

// InitialSyncFinished tells that the recent messages of a new pairing are there. It comes only with history sync.
type InitialSyncFinished struct{}
