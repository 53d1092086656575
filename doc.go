// Package zapgate holds what the clients of all four WhatsApp gateways share: the error type and its sentinels, the
// options, addresses, media, and the tolerant scalars that answers and callbacks are made of. The clients themselves are
// in the packages zapi (Z-API), zapini (Zapini), zapy (ZapyAPI) and wsapi (WSAPI); callbacks are received by webhook.
// What the gateways have in common is a [Messenger], which every client has; a [Sender] sends many messages through one.
//
// # Authentication
//
// Each gateway's constructor takes its own Credentials by value, checks them, and does no I/O and reads no environment.
// Credentials and clients print as [redacted] in every format, in slog and in JSON. No type can keep fmt from printing
// what is in an unexported field of another struct: keep the client there, not its Credentials.
//
// # Errors
//
// Every call returns nil or an [*Error]. Use errors.Is with the sentinels of this package to decide, and errors.As to
// read the status, the gateway's code and message, and RetryAfter. No URL, header, query or request body is ever part of
// an error, and credentials are masked in what the gateway answered.
//
// # Retries
//
// A send is never repeated once a byte of it may have left: it fails with [ErrOutcomeUnknown] instead, and the caller
// looks before sending again. What does happen again, up to two times and with growing waits:
//
//   - any operation whose connection could not be made (but not for a bad certificate or a host that does not exist);
//   - any operation answered 429, after Retry-After where that is within the longest wait;
//   - an operation without effect, also after a lost connection, a timed-out attempt, 502, 503 and 504.
//
// # Pages
//
// A list has List, one page with what leads to the next, and All, an iter.Seq2 over every item, which ends on the first
// error and treats a page that comes twice as an error.
package zapgate
