package webhook

import "strings"

// Status is how far a message has come. A word that no constant stands for is the gateway's own, in lower case.
type Status string

// The steps of a message. Each gateway's own word is in [MessageStatus.Native].
const (
	StatusPending   Status = "pending"   // in the gateway's queue
	StatusSent      Status = "sent"      // WhatsApp's server has it
	StatusDelivered Status = "delivered" // the recipient's device has it
	StatusRead      Status = "read"
	StatusPlayed    Status = "played" // a voice message or a video
	StatusFailed    Status = "failed"

	// StatusReadByMe is a received message that the instance's own number read, on whichever device. It has no place in
	// the order.
	StatusReadByMe Status = "read_by_me"
)

var statusOrder = map[Status]int{StatusPending: 1, StatusSent: 2, StatusFailed: 3, StatusDelivered: 4, StatusRead: 5, StatusPlayed: 6}

// Supersedes reports whether s is news to somebody who knows before: callbacks arrive in any order, and a message that
// was read does not become delivered again. A failure is news until the message was delivered; a word that has no place
// in the order always is.
func (s Status) Supersedes(before Status) bool {
	a, b := statusOrder[s], statusOrder[before]
	if a == 0 || b == 0 {
		return s != before
	}
	return a > b
}

// statusWords are the gateways' words for the steps.
var statusWords = map[string]Status{
	"pending": StatusPending, "sent": StatusSent, "delivered": StatusDelivered, "read": StatusRead, "played": StatusPlayed,
	"failed": StatusFailed,
	// Z-API and ZapyAPI: the device has received it
	"received": StatusDelivered, "error": StatusFailed,
	// WSAPI
	"readself": StatusReadByMe,
}

func statusOf(native string) Status {
	var space [16]byte // no word is longer
	if s, ok := statusWords[string(lower(space[:0], native))]; ok {
		return s
	}
	return Status(strings.ToLower(native))
}
