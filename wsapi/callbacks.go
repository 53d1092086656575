package wsapi

import "github.com/zapgate/zapgate-go"

// EventType says what an event tells.
type EventType string

// The documented events. The types of their data are named where they exist.
const (
	EventMessage            EventType = "message"      // [MessageEvent]
	EventMessageRead        EventType = "message_read" // [MessageReadEvent]
	EventMessageDelete      EventType = "message_delete"
	EventMessageStar        EventType = "message_star"
	EventMessageHistorySync EventType = "message_history_sync"

	EventLoggedIn            EventType = "logged_in"             // [LoggedInEvent]
	EventLoggedOut           EventType = "logged_out"            // [LoggedOutEvent]
	EventLoginError          EventType = "login_error"           // [LoginErrorEvent]
	EventInitialSyncFinished EventType = "initial_sync_finished" // [InitialSyncFinishedEvent]

	EventChatSetting  EventType = "chat_setting"
	EventChatPresence EventType = "chat_presence"
	EventChatPushName EventType = "chat_push_name"
	EventChatStatus   EventType = "chat_status"
	EventChatPicture  EventType = "chat_picture"

	EventContact      EventType = "contact"
	EventGroup        EventType = "group"
	EventNewsletter   EventType = "newsletter"
	EventUserPresence EventType = "user_presence"

	EventCallOffer     EventType = "call_offer"
	EventCallAccept    EventType = "call_accept"
	EventCallTerminate EventType = "call_terminate"

	// EventLoggedError is what WSAPI's first clients call login_error.
	EventLoggedError EventType = "logged_error"
)

// Event is the envelope of every event, posted to the webhook or read from the event stream.
type Event[T any] struct {
	EventID    string       `json:"eventId"`
	InstanceID string       `json:"instanceId"`
	ReceivedAt zapgate.Time `json:"receivedAt"` // RFC 3339
	EventType  EventType    `json:"eventType"`
	EventData  T            `json:"eventData"`
}

// The events by their data.
type (
	MessageEvent             = Event[Message]
	MessageReadEvent         = Event[MessageRead]
	LoggedInEvent            = Event[LoggedIn]
	LoggedOutEvent           = Event[LoggedOut]
	LoginErrorEvent          = Event[LoginError]
	InitialSyncFinishedEvent = Event[InitialSyncFinished]
)

// Sender is the person behind something that happened.
type Sender struct {
	ID     string `json:"id"`               // JID by phone number, or by LID where the number is not known
	LID    string `json:"lid,omitempty"`    // JID by LID
	Phone  string `json:"phone,omitempty"`  // digits with country code
	Device int    `json:"device,omitempty"` // 0 is the phone itself
	IsMe   bool   `json:"isMe"`             // the connected account
}

// ReceiptType is what became of a message.
type ReceiptType string

// The documented receipts.
const (
	ReceiptDelivered   ReceiptType = "delivered"
	ReceiptRead        ReceiptType = "read"
	ReceiptPlayed      ReceiptType = "played"
	ReceiptReadSelf    ReceiptType = "readSelf"
	ReceiptSender      ReceiptType = "sender"
	ReceiptRetry       ReceiptType = "retry"
	ReceiptServerError ReceiptType = "serverError"
	ReceiptInactive    ReceiptType = "inactive"
	ReceiptHistorySync ReceiptType = "historySync"
)

// MessageRead tells that messages were delivered, read or played.
type MessageRead struct {
	ChatID        string       `json:"chatId"`
	Sender        Sender       `json:"sender"`                  // who received or read
	MessageSender *Sender      `json:"messageSender,omitempty"` // who had sent the messages; absent if it is not told
	IsGroup       bool         `json:"isGroup"`
	MessageIDs    []string     `json:"messageIds,omitempty"`
	Time          zapgate.Time `json:"time"` // RFC 3339
	ReceiptType   ReceiptType  `json:"receiptType"`
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
