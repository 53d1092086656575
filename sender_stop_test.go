package zapgate

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Ten messages to ten people, two a second; ctx ends within the second second.
func TestSenderStopsWithItsContext(t *testing.T) {
	t.Parallel()
	// A context may end for a reason that is the outcome of an earlier send: no outcome is unknown for that.
	reason := &Error{Provider: "fake", MayHaveRun: true, Err: errors.New("enough")}
	messages := textsTo(t, "abcdefghij")
	for _, c := range []struct {
		name    string
		grace   time.Duration
		ok      int // results before the rest of what was read
		unknown int
		took    time.Duration
	}{
		{"at once", 0, 2, 2, 1500 * time.Millisecond},
		{"with enough grace", time.Second, 4, 0, 2 * time.Second},
		{"with too little", 100 * time.Millisecond, 2, 2, 1600 * time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				time.AfterFunc(1500*time.Millisecond, func() { cancel(reason) })
				fake := &fakeMessenger{send: slow(time.Second)}
				read, start := 0, time.Now()
				results := collect(newSender(t, fake, WithWorkers(2), WithQueueSize(6), WithGrace(c.grace)).Send(ctx, counted(messages, &read)))
				assert.Equal(t, c.took, time.Since(start))
				assert.Equal(t, 8, read, "the input is not read on")
				for i, r := range byInput(t, results, read) {
					switch {
					case i < c.ok:
						assert.NoError(t, r.err)
					case i < c.ok+c.unknown:
						assert.ErrorIs(t, r.err, ErrOutcomeUnknown)
						assert.NotErrorIs(t, r.err, ErrNotTried)
						assert.ErrorIs(t, r.err, reason)
					default:
						assert.ErrorIs(t, r.err, ErrNotTried)
						assert.ErrorIs(t, r.err, context.Canceled)
						assert.ErrorIs(t, r.err, reason)
						assert.NotErrorIs(t, r.err, ErrOutcomeUnknown)
						assert.EqualError(t, r.err, "not tried: context canceled: fake: : enough")
						var e *Error
						assert.ErrorAs(t, r.err, &e)
					}
				}
				assert.Len(t, fake.begun, 4)
			})
		})
	}
}

func TestSenderOfAnEndedContextReadsNothing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), -1)
	defer cancel()
	fake := &fakeMessenger{}
	read := 0
	assert.Empty(t, collect(newSender(t, fake, WithGrace(time.Hour)).Send(ctx, counted(textsTo(t, "ab"), &read))))
	assert.Zero(t, read)
	assert.Empty(t, fake.begun)
}

// The message that the input was about to give when ctx ended has its result too.
func TestSenderTellsOfWhatComesLate(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "ab")
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		input := func(yield func(Message) bool) {
			if yield(messages[0]) {
				<-ctx.Done()
				synctest.Wait()
				assert.False(t, yield(messages[1]))
			}
		}
		results := byInput(t, collect(newSender(t, &fakeMessenger{}).Send(ctx, input)), 2)
		assert.NoError(t, results[0].err)
		assert.ErrorIs(t, results[1].err, ErrNotTried)
		assert.EqualError(t, results[1].err, "not tried: context deadline exceeded")
	})
}

// What every further message would meet stops the sender, unless it may be the gateway's own trouble.
func TestSenderStopsWhenItIsHopeless(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "abcd")
	for _, c := range []struct {
		name string
		err  error
		is   error
	}{
		{"401", &Error{StatusCode: 401}, ErrUnauthorized},
		{"403", &Error{StatusCode: 403}, ErrForbidden},
		{"not connected", &Error{StatusCode: 400, Err: ErrNotConnected}, ErrNotConnected},
		{"a Retry-After beyond the longest pause", limited(time.Minute + 1), ErrRateLimited},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				fake := &fakeMessenger{send: func(ctx context.Context, n int, m Message) (*Sent, error) {
					if textOf(m) == "a1" {
						<-time.After(time.Millisecond) // until b1 is on its way
						return nil, c.err
					}
					return slow(time.Second)(ctx, n, m)
				}}
				read := 0
				results := byInput(t, collect(newSender(t, fake, WithWorkers(2), WithQueueSize(3)).Send(t.Context(), counted(messages, &read))), read)
				assert.Equal(t, 3, read)
				assert.Equal(t, c.err, results[0].err)
				assert.NoError(t, results[1].err, "what is on its way goes on")
				assert.ErrorIs(t, results[2].err, ErrNotTried)
				assert.ErrorIs(t, results[2].err, c.is)
				assert.ElementsMatch(t, []string{"a1", "b1"}, fake.texts())
				assert.Equal(t, time.Second, time.Since(start))
			})
		})
	}
}

// A loop that is left begins nothing more, lets what is on its way end, and leaves no goroutine.
func TestSenderWhoseLoopIsLeft(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "aabbccdd")
	for name, leave := range map[string]func(){
		"break":  nil,
		"panic":  func() { panic("mine") },
		"Goexit": runtime.Goexit,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				cut := 0
				fake := &fakeMessenger{send: func(ctx context.Context, n int, m Message) (*Sent, error) {
					if textOf(m) == "a1" {
						return &Sent{}, nil
					}
					sent, err := slow(time.Second)(ctx, n, m)
					if err != nil {
						cut++
					}
					return sent, err
				}}
				read, start := 0, time.Now()
				left := make(chan any)
				go func() {
					defer close(left)
					defer func() { left <- recover() }()
					for range newSender(t, fake, WithWorkers(3), WithQueueSize(5)).Send(t.Context(), counted(messages, &read)) {
						synctest.Wait()
						if leave != nil {
							leave()
						}
						break
					}
				}()
				why := <-left
				assert.Equal(t, name == "panic", why == "mine")
				assert.Equal(t, time.Second, time.Since(start))
				assert.Equal(t, 5, read)
				assert.ElementsMatch(t, []string{"a1", "b1", "a2", "c1"}, append(fake.texts(), "")[:4])
				assert.Len(t, fake.begun, 4)
				assert.Zero(t, fake.flying)
				assert.Zero(t, cut)
			})
		})
	}
}

type limiterFunc func(context.Context) error

func (f limiterFunc) Wait(ctx context.Context) error { return f(ctx) }

// Whatever of the caller's own code panics: all that was read has its result first, then the loop panics.
func TestSenderPanics(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	messages := textsTo(t, "abcde")
	for _, c := range []struct {
		name    string
		panics  func()
		where   string
		want    string // by message: k sent, ? unknown, - not tried
		message string
	}{
		{"Messenger", func() { panic(broken) }, "messenger", "?k--", "panic in a sender: broken"},
		{"Messenger, Goexit", runtime.Goexit, "messenger", "?k--", "panic in a sender: <nil>"},
		{"limiter", func() { panic(broken) }, "limiter", "kk--", "panic in a sender: broken"},
		{"input", func() { panic(broken) }, "input", "kk--", "panic in a sender: broken"},
		{"input, Goexit", runtime.Goexit, "input", "kk--", "panic in a sender: <nil>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				fake := &fakeMessenger{send: func(ctx context.Context, n int, m Message) (*Sent, error) {
					if textOf(m) == "a1" && c.where == "messenger" {
						<-time.After(time.Millisecond) // until b1 is on its way
						c.panics()
					}
					return slow(time.Second)(ctx, n, m)
				}}
				asked := 0
				limiter := limiterFunc(func(context.Context) error {
					if asked++; asked == 3 && c.where == "limiter" {
						c.panics()
					}
					return nil
				})
				input := func(yield func(Message) bool) {
					for i, m := range messages {
						if i == 4 && c.where == "input" {
							synctest.Wait()
							c.panics()
						}
						if !yield(m) {
							return
						}
					}
				}
				var results []told
				panicked := func() (p any) {
					defer func() { p = recover() }()
					for r, err := range newSender(t, fake, WithWorkers(2), WithQueueSize(5), WithPace(limiter)).Send(t.Context(), input) {
						results = append(results, told{r, err})
					}
					return nil
				}()
				err, _ := panicked.(error)
				require.Error(t, err)
				assert.ErrorContains(t, err, c.message)
				assert.ErrorContains(t, err, "TestSenderPanics", "the stack")
				assert.Equal(t, strings.Contains(c.message, "broken"), errors.Is(err, broken))
				got := ""
				for _, r := range byInput(t, results, len(results)) {
					switch {
					case r.err == nil:
						got += "k"
					case errors.Is(r.err, ErrNotTried):
						got += "-"
						assert.EqualError(t, r.err, "not tried: a panic stopped the sender")
					default:
						got += "?"
						assert.ErrorIs(t, r.err, ErrOutcomeUnknown)
					}
				}
				assert.Equal(t, c.want, got[:4], "%s", got)
				assert.Zero(t, fake.flying)
			})
		})
	}
}

// A message that was refused with 429 and waits to be sent again when the sender stops keeps that error.
func TestSenderStopsInAPause(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "aab")
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		fake := &fakeMessenger{send: func(context.Context, int, Message) (*Sent, error) { return nil, limited(10 * time.Second) }}
		start := time.Now()
		results := byInput(t, collect(newSender(t, fake, WithWorkers(1)).Send(ctx, slices.Values(messages))), 3)
		assert.Equal(t, 5*time.Second, time.Since(start))
		assert.Equal(t, limited(10*time.Second), results[0].err)
		assert.ErrorIs(t, results[1].err, ErrNotTried)
		assert.ErrorIs(t, results[2].err, ErrNotTried)
		assert.Equal(t, []string{"a1"}, fake.texts())
	})
}
