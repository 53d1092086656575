package zapgate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// beginnings are the texts with the second in which each began.
func (f *fakeMessenger) beginnings(start time.Time) (out []string) {
	for _, b := range f.begun {
		out = append(out, fmt.Sprintf("%s@%v", textOf(b.message), b.at.Sub(start)))
	}
	return out
}

// A 429 pauses all; then its message goes first and alone.
func TestSenderPausesAfter429(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "aabcde")
	for _, c := range []struct {
		name string
		errs map[string][]error
		want []string
	}{
		{"Retry-After", map[string][]error{"a1": {limited(7 * time.Second)}}, []string{
			"a1@0s", "a1@7s", "b1@8s", "a2@8s", "c1@9s", "d1@9s", "e1@9s",
		}},
		{"none given: 1 s, 2 s, 4 s", map[string][]error{"a1": {limited(0), limited(0), limited(0)}}, []string{
			"a1@0s", "a1@1s", "a1@3s", "a1@7s", "a2@8s", "b1@8s", "c1@9s", "d1@9s", "e1@9s",
		}},
		{"as long as the longest", map[string][]error{"a1": {limited(time.Minute)}}, []string{
			"a1@0s", "a1@1m0s", "a2@1m1s", "b1@1m1s", "c1@1m2s", "d1@1m2s", "e1@1m2s",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				fake := &fakeMessenger{send: func(ctx context.Context, n int, m Message) (*Sent, error) {
					if errs := c.errs[textOf(m)]; n <= len(errs) {
						return nil, errs[n-1]
					}
					return slow(time.Second)(ctx, n, m)
				}}
				start := time.Now()
				input := func(yield func(Message) bool) {
					_ = yield(messages[0])
					synctest.Wait() // it is refused before there are others
					for _, m := range messages[1:] {
						_ = yield(m)
					}
				}
				for _, r := range byInput(t, collect(newSender(t, fake, WithWorkers(3)).Send(t.Context(), input)), 6) {
					assert.NoError(t, r.err)
				}
				got := fake.beginnings(start)
				slices.Sort(got)
				slices.Sort(c.want)
				assert.Equal(t, c.want, got)
			})
		})
	}
}

// Several refusals at once: the longest pause counts, and what was refused is sent again in the order of the input, each
// success letting one more go beside it.
func TestSenderPausesOnceForSeveral429(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "abcdefgh")
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		fake := &fakeMessenger{send: func(ctx context.Context, n int, m Message) (*Sent, error) {
			if time.Since(start) == 0 {
				return nil, limited(time.Duration(textOf(m)[0]-'a'+1) * time.Second) // 1 s to 4 s
			}
			return slow(time.Second)(ctx, n, m)
		}}
		byInput(t, collect(newSender(t, fake).Send(t.Context(), slices.Values(messages))), 8)
		again := fake.beginnings(start)[4:]
		assert.Equal(t, "a1@4s", again[0])
		assert.ElementsMatch(t, []string{"b1@5s", "c1@5s"}, again[1:3])
		assert.ElementsMatch(t, []string{"d1@6s", "e1@6s", "f1@6s", "g1@6s"}, again[3:7])
		assert.Equal(t, []string{"h1@7s"}, again[7:])
	})
}

// What was on its way when the refusal came tells nothing of the gateway after the pause: the message goes alone all the
// same, whether the others end within the pause or after it.
func TestSenderGoesAloneAfterAPause(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "abcdefg")
	for _, takes := range []time.Duration{time.Second, 4 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			fake := &fakeMessenger{send: func(ctx context.Context, n int, m Message) (*Sent, error) {
				switch {
				case textOf(m) == "a1" && n == 1:
					return nil, limited(3 * time.Second)
				case time.Since(start) == 0:
					return slow(takes)(ctx, n, m)
				}
				return slow(time.Second)(ctx, n, m)
			}}
			byInput(t, collect(newSender(t, fake).Send(t.Context(), slices.Values(messages))), 7)
			alone := max(takes, 3*time.Second)
			again := fake.beginnings(start)[4:]
			assert.Equal(t, fmt.Sprintf("a1@%v", alone), again[0])
			second := alone + time.Second
			assert.ElementsMatch(t, []string{fmt.Sprintf("e1@%v", second), fmt.Sprintf("f1@%v", second)}, again[1:3])
			assert.Equal(t, []string{fmt.Sprintf("g1@%v", second+time.Second)}, again[3:])
		})
	}
}

// A gateway that takes one message a second gets it all, with few refusals on the way.
func TestSenderFindsTheGatewaysPace(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "abcdefghijklmnopqrst")
	synctest.Test(t, func(t *testing.T) {
		var last time.Time
		refused := 0
		fake := &fakeMessenger{}
		fake.send = func(context.Context, int, Message) (*Sent, error) {
			fake.mu.Lock()
			defer fake.mu.Unlock()
			if time.Since(last) < time.Second {
				refused++
				return nil, limited(time.Second)
			}
			last = time.Now()
			return &Sent{}, nil
		}
		for _, r := range byInput(t, collect(newSender(t, fake, WithWorkers(10)).Send(t.Context(), slices.Values(messages))), 20) {
			assert.NoError(t, r.err)
		}
		assert.LessOrEqual(t, refused, 9+2*19)
	})
}

func TestSenderGivesUpOn429(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "aab")
	for pauses, want := range map[int][]string{
		0: {"a1@0s", "a2@2s", "b1@2s"},
		2: {"a1@0s", "a1@2s", "a1@4s", "a2@6s", "b1@6s"},
	} {
		synctest.Test(t, func(t *testing.T) {
			fake := &fakeMessenger{send: func(_ context.Context, _ int, m Message) (*Sent, error) {
				if textOf(m) == "a1" {
					return nil, limited(2 * time.Second)
				}
				return &Sent{}, nil
			}}
			start := time.Now()
			s := newSender(t, fake, WithWorkers(1), WithPauses(pauses, 2*time.Second))
			results := byInput(t, collect(s.Send(t.Context(), slices.Values(messages))), 3)
			assert.Equal(t, limited(2*time.Second), results[0].err)
			assert.NoError(t, results[1].err)
			assert.Equal(t, want, fake.beginnings(start))
		})
	}
}

// The limiter is asked once for each message that begins, and not during a pause.
func TestSenderPace(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "aabc")
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		limiter := limiterFunc(func(ctx context.Context) error {
			asked++
			select {
			case <-time.After(2 * time.Second):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		fake := &fakeMessenger{send: func(ctx context.Context, n int, m Message) (*Sent, error) {
			if textOf(m) == "a1" && n == 1 {
				_, _ = slow(time.Second)(ctx, n, m) // the limiter is being waited for when the refusal comes
				return nil, limited(10 * time.Second)
			}
			return &Sent{}, nil
		}}
		start := time.Now()
		byInput(t, collect(newSender(t, fake, WithPace(limiter)).Send(t.Context(), slices.Values(messages))), 4)
		assert.Equal(t, []string{"a1@2s", "a1@13s", "a2@15s", "b1@17s", "c1@19s"}, fake.beginnings(start))
		assert.Equal(t, 5, asked)
	})
}

func TestSenderStopsWhenItsLimiterFails(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	messages := textsTo(t, "abcd")
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		limiter := limiterFunc(func(context.Context) error {
			if asked++; asked > 1 {
				return down
			}
			return nil
		})
		fake := &fakeMessenger{send: slow(time.Second)}
		read := 0
		results := byInput(t, collect(newSender(t, fake, WithPace(limiter), WithQueueSize(3)).Send(t.Context(), counted(messages, &read))), read)
		assert.Less(t, read, 4)
		assert.NoError(t, results[0].err)
		for _, r := range results[1:] {
			assert.ErrorIs(t, r.err, ErrNotTried)
			assert.ErrorIs(t, r.err, down)
			assert.EqualError(t, r.err, "not tried: limiter: down")
		}
		assert.Equal(t, []string{"a1"}, fake.texts())
		require.Equal(t, 2, asked)
	})
}

// The limiter's wait ends with ctx, and its error is then the context's.
func TestSenderStopsWithinItsLimiter(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "ab")
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		limiter := limiterFunc(func(ctx context.Context) error { <-ctx.Done(); return errors.New("ended") })
		fake := &fakeMessenger{}
		for _, r := range byInput(t, collect(newSender(t, fake, WithPace(limiter)).Send(ctx, slices.Values(messages))), 2) {
			assert.EqualError(t, r.err, "not tried: context deadline exceeded")
		}
		assert.Empty(t, fake.begun)
	})
}
