package wsapi

import "github.com/zapgate/zapgate-go"

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
	MessageIDs    []string     `json:"messageIds,omitzero"`
	Time          zapgate.Time `json:"time"` // RFC 3339
	ReceiptType   ReceiptType  `json:"receiptType"`
}

// MessageDelete tells that a message was deleted.
type MessageDelete struct {
	ID              string       `json:"id"` // of the message
	ChatID          string       `json:"chatId"`
	Sender          Sender       `json:"sender"`
	Time            zapgate.Time `json:"time"`                      // RFC 3339
	IsDeletedForAll bool         `json:"isDeletedForAll,omitempty"` // revoked by its sender or an administrator
	IsDeletedForMe  bool         `json:"isDeletedForMe,omitempty"`  // gone from the connected account only
	IsStatus        bool         `json:"isStatus,omitempty"`        // it was a status
}

// MessageStar tells that the connected account starred a message, or took the star away.
type MessageStar struct {
	ID        string       `json:"id"` // of the message
	ChatID    string       `json:"chatId"`
	Sender    Sender       `json:"sender"`
	Time      zapgate.Time `json:"time"` // of the star, RFC 3339
	IsStarred bool         `json:"isStarred"`
}

// MessageHistorySync brings messages of the past: those that were asked for, or those of a new pairing.
type MessageHistorySync struct {
	ChatID   string    `json:"chatId,omitempty"` // "" where the messages are of several chats
	Messages []Message `json:"messages,omitzero"`
}
