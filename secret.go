package zapgate

import (
	"fmt"
	"log/slog"
)

const redacted = "[redacted]"

// Secret is a string that does not print: fmt and slog show [redacted]. JSON carries the real value, because that is
// what requests and answers are made of. Convert it with string(s) to read it.
type Secret string

// Format writes [redacted] for every verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// String returns [redacted].
func (Secret) String() string { return redacted }

// LogValue returns [redacted].
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }
