// Package webhook receives the callbacks of all four gateways and turns them into one union of events.
//
//	h, err := webhook.New(webhook.Zapini, webhook.HMAC("new secret", "old secret"), webhook.WithDedupe(webhook.NewMemory(100_000)))
//	webhook.On(h, func(ctx context.Context, m *webhook.MessageReceived) error { … })
//	webhook.OnRest(h, func(ctx context.Context, e webhook.Event) error { … })
//	mux.Handle("POST /hooks/zapini", h)
//
// ZapyAPI asks with a GET whether the URL is yours before it sends anything, and h answers: mount its handler without POST.
//
// A callback is acknowledged with 200 only when its handlers are done without an error. Anything else makes the
// gateway, where it does so, send it again: handlers run at least once for each event, and with [WithDedupe] exactly
// once where they succeed.
//
// Four things change who waits for whom: [WithTimeout] answers 500 when the handlers take too long; [WithQueue] answers
// first and handles later, in order within each chat, and loses what it holds if the process dies; [WithSink] answers when
// a store of yours has the callback, and [Handler.Handle] runs the handlers on it later; [Handler.Events] is a loop in
// the place of handlers. [Handler.Shutdown] refuses new callbacks and waits for those that run.
//
// # Authentication
//
// A [Verifier] says who may call. Zapini, ZapyAPI and WSAPI sign the raw body with HMAC-SHA256: use [HMAC]. Z-API signs
// nothing: put a token into the callback's URL and use [URLToken], or compare the header that it has been seen to send
// with [HeaderToken]. Nothing is accepted unverified unless [Unsigned] says so.
//
// # Events
//
// [Parse] turns any callback into events of one union, and a message's content is a union too. Which gateway produces
// which is told by the callbacks of webhooktest.Fixtures; what none produces waits for a gateway that does.
//
//	Event              zapi  zapini  zapy  wsapi
//	MessageReceived    x     x       x     x
//	MessageSent        x     x       x     x
//	MessageStatus      x     x       x     x
//	Reaction           x     -       -     x
//	MessageEdited      x     -       -     x
//	MessageDeleted     x     -       -     x
//	PollVote           x     -       -     -
//	Call               x     -       -     x
//	Presence           x     -       -     x
//	ConnectionChanged  x     x       x     x
//	QRCode             -     x       x     -
//	GroupChanged       x     -       -     x
//	ContactChanged     x     -       x     x
//	ChatChanged        x     -       -     x
//	LabelChanged       x     -       -     -
//	OrderChanged       x     -       -     -
//	PaymentChanged     x     -       -     -
//	NewsletterChanged  x     -       -     x
//	HistorySync        -     -       -     x
//	Unknown            x     x       x     x
//
//	Content            zapi  zapini  zapy  wsapi
//	Text               x     x       -     x
//	Image              x     x       -     x
//	Video              x     x       -     x
//	Audio              x     x       -     x
//	Document           x     x       -     x
//	Sticker            x     -       -     x
//	Location           x     -       -     -
//	Contacts           x     -       -     x
//	Poll               x     -       -     -
//	Buttons            x     -       -     -
//	ButtonReply        x     -       -     -
//	List               -     -       -     -
//	ListReply          x     -       -     -
//	Template           x     -       -     -
//	Carousel           x     -       -     -
//	Order              x     -       -     -
//	Product            x     -       -     -
//	Pix                x     -       -     -
//	CalendarEvent      x     -       -     -
//	CalendarResponse   x     -       -     -
//	GroupInvite        -     -       -     -
//	NewsletterInvite   x     -       -     -
//	PinnedMessage      x     -       -     x
//	Unsupported        x     x       x     x
//
// ZapyAPI documents no field for what a message holds: its messages are [Unsupported] with their kind, and Raw has the
// rest. Z-API delivers the link to a group as a [Text].
//
// # New and changed callbacks
//
// What the gateways add later is never an error. A type that is not known is *[Unknown], a content that is not known is
// *[Unsupported], a word that is not known stays as it is, and Source or Raw has all of it. A known callback of which a
// field is not of its documented type is *[Unknown] as a whole, with the name of the field in Err: what could be read
// might mean something else without it.
//
// # Errors
//
// The answers are 200 handled, duplicate, of no interest, queued or stored; 400 verified but not JSON, or not the gzip
// that it says; 401 not verified; 405, 413 and 415 for what is no callback; 500 a handler failed, panicked or took too
// long; 503 with Retry-After when the secrets, the dedupe store or the sink cannot be reached, the queue is full, no loop
// is left, the handler is shut down, or the same event is being handled right now. Of a batch, the worst is answered. No
// answer, error or log line has text of the body, a secret or a signature.
//
// # Retries
//
// A handler that fails, or panics, releases its event: when the gateway sends it again, it is handled again.
//
// # Pages
//
// One callback may hold several events, such as a status for several messages. Each is handled by itself: one that
// fails, or that this package does not know, takes no other with it.
package webhook
