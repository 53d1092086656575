package zapgate

// Capabilities is what a gateway's [Messenger] can do, as far as its documentation says.
type Capabilities struct {
	Text     bool
	Typing   bool // "typing…" shows before a text; for one that quotes, see the Messenger method of the client
	Reply    bool // a text may quote a message; for files see [MediaCapability]
	Media    map[MediaKind]MediaCapability
	Location bool
	Contact  bool
	React    bool
	Unreact  bool // an empty emoji takes a reaction off
	MarkRead bool

	LocationReply bool // a location may quote a message
	ContactReply  bool // a contact card may quote a message

	CheckNumber bool
	Status      bool

	Recipients []AddressKind // the kinds of address that messages can be sent to
}

// MediaCapability is how a gateway takes one kind of file. The zero value is not at all.
type MediaCapability struct {
	URL      bool  // a link that the gateway fetches
	Bytes    bool  // bytes that travel in the request
	MaxBytes int64 // documented limit of the file's size; 0: none documented
	Caption  bool
	Reply    bool // it may quote a message
}
