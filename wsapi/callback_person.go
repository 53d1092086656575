package wsapi

import "github.com/zapgate/zapgate-go"

// ContactChange tells that a contact is new or was changed.
type ContactChange struct {
	Contact            Identity `json:"contact"`
	FullName           string   `json:"fullName"`
	InPhoneAddressBook bool     `json:"inPhoneAddressBook"` // in the phone's address book, not only in WhatsApp's
}

// UserPresence is whether a person is there.
type UserPresence string

// The documented values.
const (
	UserAvailable   UserPresence = "available" // online
	UserUnavailable UserPresence = "unavailable"
)

// UserPresenceChange tells that a person came online or went. It comes only for those whose presence was subscribed to.
type UserPresenceChange struct {
	User     Identity     `json:"user"`
	Status   UserPresence `json:"status"`
	LastSeen zapgate.Time `json:"lastSeen,omitzero"` // RFC 3339; zero where the person does not share it
}

// CallOffer tells that somebody calls.
type CallOffer struct {
	ID      string       `json:"id"` // of the call
	Caller  Identity     `json:"caller"`
	ChatID  string       `json:"chatId"`  // JID of the caller, or of the group that is called
	IsGroup bool         `json:"isGroup"` // the whole group is called
	Time    zapgate.Time `json:"time"`    // RFC 3339
	IsVideo bool         `json:"isVideo"`
}

// CallAccept tells that a call was taken, on whichever device.
type CallAccept struct {
	ID     string       `json:"id"` // of the call
	Caller Identity     `json:"caller"`
	Time   zapgate.Time `json:"time"` // RFC 3339
}

// CallEnd is why a call is over.
type CallEnd string

// The documented reasons.
const (
	CallRejected CallEnd = "rejected"
	CallEnded    CallEnd = "ended"
	CallUnknown  CallEnd = "unknown" // WSAPI has no name for the reason
)

// CallTerminate tells that a call is over.
type CallTerminate struct {
	ID     string       `json:"id"` // of the call
	Caller Identity     `json:"caller"`
	Time   zapgate.Time `json:"time"` // RFC 3339
	Reason CallEnd      `json:"reason"`
}
