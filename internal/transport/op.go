// Package transport sends one described operation: URL, headers, encoding, retries, limits and errors. It is the only
// package of the clients that does I/O; zapgate.Download, which knows no gateway, does its own.
package transport

import "github.com/zapgate/zapgate-go"

// Class says what a second attempt could do.
type Class uint8

const (
	// Effect, the zero value, may act twice: it is started again only if no byte of it can have left, or if the gateway
	// refused it with 429.
	Effect Class = iota
	// Safe has no effect: it is also started again after a lost connection, a timeout, 502, 503 and 504.
	Safe
)

// Op is one documented operation.
type Op struct {
	Method string
	Path   string // the documented template, such as "/chats/{phone}"
	Retry  Class

	// ErrorIsData marks an operation whose successful answer has a key that elsewhere means failure, such as "error" in
	// Z-API's /status.
	ErrorIsData bool
}

// Name is what errors, logs and the observer call the operation: never its URL.
func (o Op) Name() string { return o.Method + " " + o.Path }

// Request is one call of an Op.
type Request struct {
	Op      Op
	Path    []string // the values for the template's braces, in order
	Query   any      // a struct with url tags
	Body    any      // sent as JSON; nil: no body
	Upload  *Upload  // sent as multipart/form-data in place of Body; nil: none
	Options []zapgate.CallOption
}
