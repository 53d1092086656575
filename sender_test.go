package zapgate

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSenderSendsEveryKind(t *testing.T) {
	t.Parallel()
	to := person(t, 1)
	messages := []Message{
		&TextMessage{To: to, Text: "Olá", ReplyTo: MessageRef{ID: "1"}},
		&MediaMessage{To: to, Kind: MediaImage, Caption: "picture"},
		&LocationMessage{To: to, Latitude: -23.5},
		&ContactMessage{To: to, Name: "Ana", Phone: to},
	}
	fake := &fakeMessenger{}
	results := collect(newSender(t, fake).Send(t.Context(), slices.Values(messages), WithoutRetries(), WithAttemptTimeout(time.Minute)))
	require.Len(t, results, 4)
	for i, r := range results {
		assert.NoError(t, r.err)
		assert.Equal(t, i, r.Index, "one recipient's are sent in order")
		assert.Same(t, messages[i], r.Message)
		assert.Equal(t, "ID of "+textOf(messages[i]), r.Sent.MessageID)
		assert.Equal(t, messages[i], fake.begun[i].message)
		assert.Equal(t, 2, fake.begun[i].opts)
	}
}

func TestSenderRefusesWhatIsNoMessage(t *testing.T) {
	t.Parallel()
	foreign := struct{ *TextMessage }{}
	messages := []Message{nil, (*TextMessage)(nil), (*MediaMessage)(nil), (*LocationMessage)(nil), (*ContactMessage)(nil), foreign, &TextMessage{Text: "to nobody"}}
	fake := &fakeMessenger{}
	results := byInput(t, collect(newSender(t, fake).Send(t.Context(), slices.Values(messages))), 7)
	for _, r := range results[:6] {
		assert.ErrorIs(t, r.err, ErrInvalidArgument)
		assert.Nil(t, r.Sent)
	}
	assert.NoError(t, results[6].err, "who it is for is the Messenger's to judge")
	assert.Equal(t, []string{"to nobody"}, fake.texts())
}

func TestSenderOptions(t *testing.T) {
	t.Parallel()
	for name, opt := range map[string]SenderOption{
		"WithWorkers":   WithWorkers(0),
		"WithQueueSize": WithQueueSize(0),
		"100000":        WithQueueSize(100_001),
		"WithPace":      WithPace(nil),
		"times":         WithPauses(-1, time.Second),
		"WithPauses":    WithPauses(1, 0),
		"perCharacter":  WithTyping(0, time.Second),
		"WithTyping":    WithTyping(time.Millisecond, 0),
		"longest":       WithTyping(time.Millisecond, 16*time.Second),
		"WithGrace":     WithGrace(-1),
	} {
		_, err := NewSender(&fakeMessenger{}, opt)
		assert.ErrorIs(t, err, ErrInvalidArgument, name)
		assert.ErrorContains(t, err, name)
		assert.ErrorContains(t, err, "NewSender: With")
	}
	_, err := NewSender(nil)
	assert.ErrorIs(t, err, ErrInvalidArgument)
	_, err = NewSender(&fakeMessenger{}, nil)
	assert.EqualError(t, err, "NewSender: an option is nil: invalid argument")
}

// What cannot be begun at all is one result that belongs to no message.
func TestSenderBeginsNothing(t *testing.T) {
	t.Parallel()
	fake := &fakeMessenger{}
	s := newSender(t, fake)
	read := 0
	input := counted(textsTo(t, "ab"), &read)
	twice := s.Send(t.Context(), input)
	assert.Empty(t, fake.texts(), "before it is ranged over")
	collect(twice)
	require.Equal(t, 2, read)
	for name, results := range map[string]iter.Seq2[SendResult, error]{
		"twice":      twice,
		"input":      s.Send(t.Context(), nil),
		"NewSender":  new(Sender).Send(t.Context(), input),
		"WithMeta":   s.Send(t.Context(), input, WithMeta(&Meta{})),
		"not positi": s.Send(t.Context(), input, WithAttemptTimeout(0)),
		"is nil":     s.Send(t.Context(), input, nil),
	} {
		told := collect(results)
		require.Len(t, told, 1, name)
		assert.Equal(t, SendResult{Index: -1}, told[0].SendResult)
		assert.ErrorIs(t, told[0].err, ErrInvalidArgument)
		assert.ErrorContains(t, told[0].err, name)
	}
	assert.Equal(t, 2, read)
	assert.Len(t, fake.texts(), 2)
}

func TestSenderReportsAndNeverRepeats(t *testing.T) {
	t.Parallel()
	plain := errors.New("mine")
	for _, c := range []struct {
		name string
		sent *Sent
		err  error
		is   error
	}{
		{"refused", nil, &Error{StatusCode: 400}, ErrBadRequest},
		{"no such group", nil, &Error{StatusCode: 404}, ErrNotFound},
		{"unsupported", nil, &Error{Err: ErrUnsupported}, ErrUnsupported},
		{"502", nil, &Error{StatusCode: 502, MayHaveRun: true}, ErrServer},
		{"503 that says not connected", nil, &Error{StatusCode: 503, MayHaveRun: true, Err: ErrNotConnected}, ErrOutcomeUnknown},
		{"lost", nil, &Error{MayHaveRun: true, Err: context.DeadlineExceeded}, ErrOutcomeUnknown},
		{"429 after something left", nil, &Error{StatusCode: 429, MayHaveRun: true}, ErrOutcomeUnknown},
		{"any other", nil, plain, plain},
		{"neither", nil, nil, ErrOutcomeUnknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			fake := &fakeMessenger{send: func(_ context.Context, _ int, m Message) (*Sent, error) {
				if textOf(m) == "a1" {
					return c.sent, c.err
				}
				return &Sent{}, nil
			}}
			results := byInput(t, collect(newSender(t, fake).Send(t.Context(), slices.Values(textsTo(t, "aab")))), 3)
			assert.ErrorIs(t, results[0].err, c.is)
			if c.err != nil {
				assert.Equal(t, c.err, results[0].err)
			}
			assert.NoError(t, results[1].err, "the recipient's next is sent all the same")
			assert.NoError(t, results[2].err)
			assert.ElementsMatch(t, []string{"a1", "a2", "b1"}, fake.texts())
		})
	}
}

// The input may use one struct for all its messages: each is sent as it was when it was read.
func TestSenderCopiesTheMessage(t *testing.T) {
	t.Parallel()
	to := []Address{person(t, 0), person(t, 1), person(t, 2)}
	synctest.Test(t, func(t *testing.T) {
		fake := &fakeMessenger{send: slow(time.Second)}
		input := func(yield func(Message) bool) {
			var m TextMessage
			for i, text := range []string{"a", "b", "c"} {
				m.To, m.Text = to[i], text
				if !yield(&m) {
					return
				}
			}
		}
		byInput(t, collect(newSender(t, fake, WithWorkers(1)).Send(t.Context(), input)), 3)
		for i, b := range fake.begun {
			assert.Equal(t, &TextMessage{To: to[i], Text: string(rune('a' + i))}, b.message)
		}
	})
}

func TestSenderTyping(t *testing.T) {
	t.Parallel()
	const each, longest = 50 * time.Millisecond, 4 * time.Second
	for _, c := range []struct {
		text         string
		typing, want time.Duration
	}{
		{"", 0, 0},
		{"Oi", 0, 100 * time.Millisecond},
		{strings.Repeat("ã", 30), 0, 1500 * time.Millisecond},
		{strings.Repeat("a", 79), 0, 3950 * time.Millisecond},
		{strings.Repeat("a", 80), 0, 4 * time.Second},
		{strings.Repeat("a", 100_000), 0, 4 * time.Second},
		{"set already", 7 * time.Second, 7 * time.Second},
	} {
		for offered, want := range map[bool]time.Duration{true: c.want, false: c.typing} {
			fake := &fakeMessenger{typing: offered}
			m := &TextMessage{To: person(t, 1), Text: c.text, Typing: c.typing}
			results := collect(newSender(t, fake, WithTyping(each, longest)).Send(t.Context(), slices.Values([]Message{m})))
			require.Len(t, results, 1)
			assert.NoError(t, results[0].err)
			assert.Equal(t, want, fake.begun[0].message.(*TextMessage).Typing, "%d characters", len(c.text))
			assert.Equal(t, c.typing, m.Typing, "the caller's own")
		}
	}
	for text, want := range map[string]time.Duration{"": 0, "a": 3 * time.Second, "ab": longest, "abc": longest} {
		fake := &fakeMessenger{typing: true}
		m := &TextMessage{To: person(t, 1), Text: text}
		collect(newSender(t, fake, WithTyping(3*time.Second, longest)).Send(t.Context(), slices.Values([]Message{m})))
		assert.Equal(t, want, fake.begun[0].message.(*TextMessage).Typing, "%q, whose longest is no multiple", text)
	}
	fake := &fakeMessenger{typing: true}
	collect(newSender(t, fake).Send(t.Context(), slices.Values(textsTo(t, "a"))))
	assert.Zero(t, fake.begun[0].message.(*TextMessage).Typing, "unless it is asked for")
}

// leaky is a Messenger that would print its token.
type leaky struct {
	*fakeMessenger
	Token string
}

func TestSenderPrintsNothing(t *testing.T) {
	t.Parallel()
	const canary = "CANARY"
	fake := &fakeMessenger{send: func(context.Context, int, Message) (*Sent, error) {
		return nil, &Error{StatusCode: 401}
	}}
	s := newSender(t, leaky{fake, canary})
	messages := []Message{&TextMessage{To: person(t, 1), Text: canary}, &TextMessage{To: person(t, 1), Text: canary}}
	results := byInput(t, collect(s.Send(t.Context(), slices.Values(messages))), 2)
	values := []any{s, *s, struct{ S *Sender }{s}}
	for _, r := range results {
		values = append(values, r.SendResult, r.err)
	}
	assert.ErrorIs(t, results[1].err, ErrNotTried)
	results[0].Sent = &Sent{MessageID: "message-id", GatewayID: "gateway-id"}
	values = append(values, results[0].SendResult)
	for _, v := range values {
		out := printed(v)
		assert.NotContains(t, out, canary)
		assert.NotContains(t, out, "5511900000011")
	}
	assert.Contains(t, printed(s), "[redacted]")
	assert.Contains(t, printed(results[1].SendResult), "message 1")
	assert.Contains(t, printed(results[0].SendResult), "message_id=message-id")
	b, err := json.Marshal(s)
	require.NoError(t, err)
	assert.Equal(t, `"[redacted]"`, string(b))
}
