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
// # Authentication
//
// A [Verifier] says who may call. Zapini, ZapyAPI and WSAPI sign the raw body with HMAC-SHA256: use [HMAC]. Z-API signs
// nothing: put a token into the callback's URL and use [URLToken], or compare the header that it has been seen to send
// with [HeaderToken]. Nothing is accepted unverified unless [Unsigned] says so.
//
// # Errors
//
// The answers are 200 handled, duplicate or of no interest; 400 verified but not JSON; 401 not verified; 405, 413 and
// 415 for what is no callback; 500 a handler failed or panicked; 503 with Retry-After when the secrets or the dedupe
// store cannot be reached, or the same event is being handled right now. No answer, error or log line has text of the
// body, a secret or a signature.
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
