package zapgate

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// fakeMessenger sends by a function and keeps what it was given, in order.
type fakeMessenger struct {
	Messenger // nil: a Sender calls nothing else
	typing    bool
	send      func(ctx context.Context, n int, m Message) (*Sent, error) // n: how often m was begun; nil: it is sent

	mu     sync.Mutex
	begun  []begun
	flying int
	most   int // that flew at once
}

type begun struct {
	message Message
	at      time.Time
	opts    int
}

func (f *fakeMessenger) Capabilities() Capabilities { return Capabilities{Typing: f.typing} }

func (f *fakeMessenger) SendText(ctx context.Context, m TextMessage, opts ...CallOption) (*Sent, error) {
	return f.take(ctx, &m, opts)
}

func (f *fakeMessenger) SendMedia(ctx context.Context, m MediaMessage, opts ...CallOption) (*Sent, error) {
	return f.take(ctx, &m, opts)
}

func (f *fakeMessenger) SendLocation(ctx context.Context, m LocationMessage, opts ...CallOption) (*Sent, error) {
	return f.take(ctx, &m, opts)
}

func (f *fakeMessenger) SendContact(ctx context.Context, m ContactMessage, opts ...CallOption) (*Sent, error) {
	return f.take(ctx, &m, opts)
}

func (f *fakeMessenger) take(ctx context.Context, m Message, opts []CallOption) (*Sent, error) {
	f.mu.Lock()
	n := 1
	for _, b := range f.begun {
		if textOf(b.message) == textOf(m) {
			n++
		}
	}
	f.begun = append(f.begun, begun{m, time.Now(), len(opts)})
	f.flying++
	f.most = max(f.most, f.flying)
	f.mu.Unlock()
	defer func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.flying--
	}()
	if f.send != nil {
		return f.send(ctx, n, m)
	}
	return &Sent{MessageID: "ID of " + textOf(m)}, nil
}

// texts lists what was begun, in order.
func (f *fakeMessenger) texts() (out []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, b := range f.begun {
		out = append(out, textOf(b.message))
	}
	return out
}

func textOf(m Message) string {
	if t, ok := m.(*TextMessage); ok {
		return t.Text
	}
	return fmt.Sprintf("%T", m)
}

// slow sends within d, and is cut off with an unknown outcome.
func slow(d time.Duration) func(context.Context, int, Message) (*Sent, error) {
	return func(ctx context.Context, _ int, m Message) (*Sent, error) {
		select {
		case <-time.After(d):
			return &Sent{MessageID: "ID of " + textOf(m)}, nil
		case <-ctx.Done():
			return nil, &Error{Provider: "fake", MayHaveRun: true, Err: context.Cause(ctx)}
		}
	}
}

func limited(retryAfter time.Duration) error {
	return &Error{Provider: "fake", StatusCode: 429, RetryAfter: retryAfter}
}

func address(t testing.TB, s string) Address {
	t.Helper()
	a, err := ParseAddress(s)
	require.NoError(t, err)
	return a
}

// person is the i-th of 90 phone numbers.
func person(t testing.TB, i int) Address { return address(t, fmt.Sprintf("55119000000%02d", 10+i)) }

// textsTo has one text for each letter, to the person that the letter counts: "aab" are two to the first, one to the
// second. A text is the letter and its number, from 1.
func textsTo(t testing.TB, letters string) (out []Message) {
	t.Helper()
	count := map[rune]int{}
	for _, c := range letters {
		count[c]++
		out = append(out, &TextMessage{To: person(t, int(c-'a')), Text: fmt.Sprintf("%c%d", c, count[c])})
	}
	return out
}

func newSender(t testing.TB, m Messenger, opts ...SenderOption) *Sender {
	t.Helper()
	s, err := NewSender(m, opts...)
	require.NoError(t, err)
	return s
}

// told is a result with its error.
type told struct {
	SendResult
	err error
}

// collect ranges over all results.
func collect(results iter.Seq2[SendResult, error]) (out []told) {
	for r, err := range results {
		out = append(out, told{r, err})
	}
	return out
}

// byInput sorts results by their index and requires that each of the first n has one.
func byInput(t testing.TB, results []told, n int) []told {
	t.Helper()
	slices.SortFunc(results, func(a, b told) int { return a.Index - b.Index })
	require.Len(t, results, n)
	for i, r := range results {
		require.Equal(t, i, r.Index)
	}
	return results
}

// counted counts what is read of a sequence.
func counted(messages []Message, read *int) iter.Seq[Message] {
	return func(yield func(Message) bool) {
		for _, m := range messages {
			*read++
			if !yield(m) {
				return
			}
		}
	}
}
