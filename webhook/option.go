package webhook

import (
	"fmt"
	"log/slog"

	"github.com/zapgate/zapgate-go"
)

// Option configures a [Handler] when it is made.
type Option func(*Handler) error

// WithMaxBody limits a callback's size in bytes, before and after decompression. The default is 1 MiB. WSAPI's history
// sync sends up to 500 messages in one callback: give it more.
func WithMaxBody(n int64) Option {
	return func(h *Handler) error {
		if n < 1 {
			return fmt.Errorf("webhook: WithMaxBody is not positive: %w", zapgate.ErrInvalidArgument)
		}
		h.maxBody = n
		return nil
	}
}

// WithDedupe drops events that were handled before.
func WithDedupe(d Deduper) Option {
	return func(h *Handler) error {
		if d == nil {
			return fmt.Errorf("webhook: WithDedupe is nil: %w", zapgate.ErrInvalidArgument)
		}
		h.dedupe = d
		return nil
	}
}

// WithLogger logs every callback: its type, ids, size and outcome, and nothing of its text.
func WithLogger(l *slog.Logger) Option {
	return func(h *Handler) error {
		if l == nil {
			return fmt.Errorf("webhook: WithLogger is nil: %w", zapgate.ErrInvalidArgument)
		}
		h.logger = l
		return nil
	}
}
