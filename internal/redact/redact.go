// Package redact has the value that credentials and clients embed so that nothing prints them.
package redact

import (
	"fmt"
	"log/slog"
)

const text = "[redacted]"

// Value gives its methods to the struct that embeds it: fmt, slog and JSON then show [redacted] for the whole struct.
type Value struct{}

// Format writes [redacted] for every verb.
func (Value) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(text)) }

// LogValue returns [redacted].
func (Value) LogValue() slog.Value { return slog.StringValue(text) }

// MarshalJSON returns "[redacted]".
func (Value) MarshalJSON() ([]byte, error) { return []byte(`"` + text + `"`), nil }
