package webhook

import (
	"time"

	"github.com/zapgate/zapgate-go"
)

// ConnectionChanged is the instance gaining or losing its connection to WhatsApp.
type ConnectionChanged struct {
	Header
	State    ConnectionState
	Native   string          // the gateway's own word for State
	Previous string          // the gateway's own word for the state before
	Reason   string          // in the gateway's words
	Phone    zapgate.Address // the instance's own number, if told
}

// QRCode is a code to scan with the phone, to pair the instance.
type QRCode struct {
	Header
	Code      string    // the text that the QR code shows
	Image     string    // its picture as a data URI, if the gateway sends one
	ExpiresAt time.Time // zero if not told; a new code follows
	Attempt   int       // how many codes this pairing has had; 0 if not told
}

// Call is a voice or video call at one of its moments.
type Call struct {
	Header
	CallID string
	Chat   zapgate.Address // zero if not told
	From   zapgate.Address // who calls
	State  CallState
	Video  bool
	Group  bool
	Reason string // why it ended, in the gateway's words
}

// CallState is a moment of a call. A word that no constant stands for is the gateway's own.
type CallState string

// The moments of a call.
const (
	CallOffered  CallState = "offered" // it rings
	CallAccepted CallState = "accepted"
	CallEnded    CallState = "ended"
	CallMissed   CallState = "missed"
)

// Presence is what somebody does right now. Z-API's has neither an id nor a time, so that [WithDedupe] drops none.
type Presence struct {
	Header
	Chat     zapgate.Address // where; zero if it is not about a chat
	From     zapgate.Address
	State    PresenceState
	LastSeen time.Time // zero if not told
}

// PresenceState is what somebody does. A word that no constant stands for is the gateway's own.
type PresenceState string

// What somebody does.
const (
	Available   PresenceState = "available" // online, or in the chat
	Unavailable PresenceState = "unavailable"
	Composing   PresenceState = "composing" // typing
	Recording   PresenceState = "recording" // a voice message
	Paused      PresenceState = "paused"    // stopped typing or recording
)

// ConnectionState is the state of an instance. A word that no constant stands for is the gateway's own.
type ConnectionState string

// The states of an instance.
const (
	Connected    ConnectionState = "connected"
	Disconnected ConnectionState = "disconnected"
	Connecting   ConnectionState = "connecting"
	WaitingForQR ConnectionState = "waiting_for_qr" // the code has to be scanned
	Failed       ConnectionState = "failed"
)

func (*ConnectionChanged) event() {}
func (*QRCode) event()            {}
func (*Call) event()              {}
func (*Presence) event()          {}
