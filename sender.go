package zapgate

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/zapgate/zapgate-go/internal/settings"
)

// A Sender sends many messages through one [Messenger], several at once and those of one recipient in order. It may be
// used by several goroutines, but each call of Send has workers, order and pauses of its own.
//
// # Order
//
// Messages begin in the order in which they are read, as far as their recipients allow: one recipient, as
// [Address.Same] sees it, has one message on its way at a time. The next one is sent whatever became of the one before,
// refused or of unknown outcome; with a queue of one, see [WithQueueSize], a loop can be left in between. A recipient with
// many messages holds up the others only when its messages fill the queue.
//
// # Never twice
//
// A message is sent again only if the gateway certainly did not take it: after [ErrRateLimited]. The limit is the
// instance's, so nothing begins until Error.RetryAfter is over (1 s, 2 s, 4 s and so on where the gateway does not say);
// then that message goes before later ones, alone, and with every success one more goes beside it. [WithPauses] bounds it. A
// client retries a 429 by itself before the sender sees it; with [WithoutRetries] given to Send, the first one pauses
// all. Every other error is the message's result.
//
// # Stop
//
// A sender stops before the end of its input when ctx ends; when the limiter of [WithPace] fails; and when a message
// meets what the next ones would meet too: [ErrUnauthorized], [ErrForbidden], [ErrNotConnected] (each unless
// the outcome is unknown), or a Retry-After beyond the longest pause. Then the input is not read further, and messages
// that were read and not begun have errors that match [ErrNotTried] and the reason. One that was refused with 429 and
// not sent again has that error. What was not read has no result: with n results, that is the input from its element n on.
//
// Messages on their way when ctx ends get the context as any call does, so that one of which a byte has left ends with
// [ErrOutcomeUnknown]; [WithGrace] gives them time. To stop with no outcome unknown or untold, end the input and read on.
type Sender struct {
	messenger Messenger
	senderSettings
}

// SendResult is what became of one message.
type SendResult struct {
	Index   int     // of the message in the input, from 0
	Message Message // the one that was read, not the copy that was sent
	Sent    *Sent   // nil if it was not sent, or nobody knows
}

// NewSender makes a sender. It sends nothing.
func NewSender(m Messenger, opts ...SenderOption) (*Sender, error) {
	if m == nil {
		return nil, fmt.Errorf("NewSender: the messenger is nil: %w", ErrInvalidArgument)
	}
	s := &Sender{messenger: m, senderSettings: defaultSenderSettings()}
	for _, opt := range opts {
		if opt == nil {
			return nil, optionError("NewSender", "an option is nil")
		}
		if err := opt(&s.senderSettings); err != nil {
			return nil, fmt.Errorf("NewSender: %w", err)
		}
	}
	if !m.Capabilities().Typing {
		s.perCharacter = 0
	}
	return s, nil
}

// Send returns a sequence that sends the messages while it is ranged over. Each message that was read has one result,
// in the order in which they end, with nil or the message's error: the [Messenger]'s own, [ErrNotTried], or
// [ErrInvalidArgument] for a nil message. opts apply to each message.
//
// A loop that is left early, by break, return or a panic, begins nothing more and waits for what is on its way: those
// results, and those of the up to [WithQueueSize] messages that were read, are lost with it. It also waits for the input,
// as does a sender that stopped: one that blocks has to end by itself. A panic in the input, the limiter or the Messenger
// stops the sender and comes out of the loop after the last result; a send that panicked matches [ErrOutcomeUnknown].
//
// Ranging over the sequence again would send all again: it does nothing and gives one result with Index -1 and
// [ErrInvalidArgument]. So do a nil input, call options that cannot be carried out, and [WithMeta], which the messages
// would share. Each message is copied when it is read; a file is read when it is sent.
func (s *Sender) Send(ctx context.Context, messages iter.Seq[Message], opts ...CallOption) iter.Seq2[SendResult, error] {
	var ranged atomic.Bool
	return func(yield func(SendResult, error) bool) {
		err := checkCallOptions(opts)
		switch {
		case s.messenger == nil:
			err = errors.New("the sender was not made by NewSender")
		case messages == nil:
			err = errors.New("the input is nil")
		case ranged.Swap(true):
			err = errors.New("ranged over twice")
		}
		if err != nil {
			yield(SendResult{Index: -1}, fmt.Errorf("Send: %w: %w", ErrInvalidArgument, err))
			return
		}
		r := s.start(ctx, messages, opts)
		defer r.end()
		for t := range r.results {
			if !yield(t.SendResult, t.err) {
				r.end()
				break
			}
			<-r.slots
		}
		if r.panicked != nil {
			panic(r.panicked)
		}
	}
}

func checkCallOptions(opts []CallOption) error {
	var call settings.Call
	for _, opt := range opts {
		if opt == nil {
			return errors.New("a call option is nil")
		}
		if err := opt(&call); err != nil {
			return err
		}
	}
	if call.Meta != nil {
		return errors.New("WithMeta is for one call")
	}
	return nil
}

type sendFunc func(context.Context, ...CallOption) (*Sent, error)

// bind returns what sends a copy of m, or nil if m is nil.
func (s *Sender) bind(m Message) sendFunc {
	switch m := m.(type) {
	case *TextMessage:
		return bound(m, s.sendText)
	case *MediaMessage:
		return bound(m, s.messenger.SendMedia)
	case *LocationMessage:
		return bound(m, s.messenger.SendLocation)
	case *ContactMessage:
		return bound(m, s.messenger.SendContact)
	}
	return nil
}

func bound[M any](m *M, send func(context.Context, M, ...CallOption) (*Sent, error)) sendFunc {
	if m == nil {
		return nil
	}
	message := *m
	return func(ctx context.Context, opts ...CallOption) (*Sent, error) { return send(ctx, message, opts...) }
}

func (s *Sender) sendText(ctx context.Context, m TextMessage, opts ...CallOption) (*Sent, error) {
	if s.perCharacter > 0 && m.Typing == 0 {
		m.Typing = s.longestTyping
		if n := utf8.RuneCountInString(m.Text); int64(n) <= int64(s.longestTyping/s.perCharacter) {
			m.Typing = time.Duration(n) * s.perCharacter
		}
	}
	return s.messenger.SendText(ctx, m, opts...)
}

// Format writes [redacted] for every verb: a Messenger may hold what does not hide itself.
func (Sender) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// LogValue returns [redacted].
func (Sender) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalJSON returns "[redacted]".
func (Sender) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

// Format writes the index for every verb, and nothing of the message.
func (r SendResult) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "message %d", r.Index) }

// LogValue tells the index and the ids, and nothing of the message.
func (r SendResult) LogValue() slog.Value {
	attrs := []slog.Attr{slog.Int("index", r.Index)}
	if r.Sent != nil {
		attrs = append(attrs, slog.String("message_id", r.Sent.MessageID), slog.String("gateway_id", r.Sent.GatewayID))
	}
	return slog.GroupValue(attrs...)
}
