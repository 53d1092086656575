package webhook

import (
	"time"

	"github.com/zapgate/zapgate-go"
)

// Reaction is an emoji that somebody put on a message, changed, or took off.
type Reaction struct {
	Header
	MessageID string // of the message it is on
	Chat      zapgate.Address
	From      zapgate.Address // who reacted
	FromMe    bool            // the instance's own number reacted
	Emoji     string          // "": it was taken off
}

// MessageEdited is a message whose content was replaced. MessageID is that of the original.
type MessageEdited struct {
	Header
	Message
	FromMe bool // the instance's own number edited it
}

// MessageDeleted is a message that is no longer there.
type MessageDeleted struct {
	Header
	MessageID string
	Chat      zapgate.Address
	From      zapgate.Address // who deleted it
	FromMe    bool
	ForMe     bool // only here; the others still have it
}

// PollVote is somebody's present choice in a poll. It replaces the one before.
type PollVote struct {
	Header
	MessageID string // of the poll
	Chat      zapgate.Address
	From      zapgate.Address // who voted
	FromMe    bool
	Options   []string // the names of what is chosen; none: the vote was taken back
}

// OrderChanged is an order that the seller brought one step further.
type OrderChanged struct {
	Header
	MessageID string
	Chat      zapgate.Address
	From      zapgate.Address
	FromMe    bool
	Order     Order
}

// PaymentChanged is money that was asked for, sent or refused in a chat.
type PaymentChanged struct {
	Header
	MessageID string
	Chat      zapgate.Address
	From      zapgate.Address
	FromMe    bool
	State     PaymentState
	Receiver  zapgate.Address
	Value     float64 // no gateway documents its unit
	Currency  string  // ISO 4217
	Expires   time.Time
	Native    string // the gateway's own word for State
}

// PaymentState is a step of a payment. A word that no constant stands for is the gateway's own.
type PaymentState string

// The steps of a payment.
const (
	PaymentRequested PaymentState = "requested"
	PaymentSent      PaymentState = "sent"
	PaymentDeclined  PaymentState = "declined"
)

// HistorySync is messages of the past that a gateway delivers after pairing, or on request. They are not news: each has
// its own time in its Source.
type HistorySync struct {
	Header
	Chat     zapgate.Address
	Messages []Message
}

func (*Reaction) event()       {}
func (*MessageEdited) event()  {}
func (*MessageDeleted) event() {}
func (*PollVote) event()       {}
func (*OrderChanged) event()   {}
func (*PaymentChanged) event() {}
func (*HistorySync) event()    {}
