package zapgate

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each send takes a second; what begins in which second tells the order.
func TestSenderOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name           string
		letters        string // of textsTo
		workers, queue int
		want           [][]string // by second; within one, sends begin in any order
	}{
		{"one recipient", "aaa", 4, 100, [][]string{{"a1"}, {"a2"}, {"a3"}}},
		{"one worker", "abab", 1, 100, [][]string{{"a1"}, {"b1"}, {"a2"}, {"b2"}}},
		{"side by side", "aabbc", 3, 100, [][]string{{"a1", "b1", "c1"}, {"a2", "b2"}}},
		{"input order among recipients", "abcdef", 2, 100, [][]string{{"a1", "b1"}, {"c1", "d1"}, {"e1", "f1"}}},
		{"passed by", "aaaabc", 2, 100, [][]string{{"a1", "b1"}, {"a2", "c1"}, {"a3"}, {"a4"}}},
		{"held up once they fill the queue", "aaaabc", 2, 4, [][]string{{"a1"}, {"a2", "b1"}, {"a3", "c1"}, {"a4"}}},
		{"a queue of one", "abc", 3, 1, [][]string{{"a1"}, {"b1"}, {"c1"}}},
	} {
		messages := textsTo(t, c.letters)
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				fake := &fakeMessenger{send: slow(time.Second)}
				start := time.Now()
				s := newSender(t, fake, WithWorkers(c.workers), WithQueueSize(c.queue))
				byInput(t, collect(s.Send(t.Context(), slices.Values(messages))), len(messages))
				got := make([][]string, len(c.want))
				for _, b := range fake.begun {
					second := int(b.at.Sub(start) / time.Second)
					require.Less(t, second, len(got), textOf(b.message))
					got[second] = append(got[second], textOf(b.message))
					slices.Sort(got[second])
				}
				assert.Equal(t, c.want, got)
			})
		})
	}
}

// A person is known by phone number, by LID, or by both, on any device; and then is one recipient.
func TestSenderKnowsTheSameRecipient(t *testing.T) {
	t.Parallel()
	phone, lid := address(t, "5511900000001"), address(t, "900000000000001@lid")
	both, device := phone.WithLID(lid), address(t, "5511900000001:12@s.whatsapp.net")
	group, old := address(t, "120363000000000001@g.us"), address(t, "5511900000001-1600000000")
	for _, c := range []struct {
		name string
		to   []Address
		want []int // the second in which each begins
	}{
		{"device", []Address{phone, device}, []int{0, 1}},
		{"phone and LID belong together once something says so", []Address{phone, lid}, []int{0, 0}},
		{"both after each", []Address{phone, lid, both}, []int{0, 0, 1}},
		{"each after both", []Address{both, lid, phone}, []int{0, 1, 1}},
		{"all in one line", []Address{phone, both, lid, both}, []int{0, 1, 2, 3}},
		{"groups", []Address{group, old, phone, group}, []int{0, 0, 0, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for i, a := range c.to { // the table itself says what Same says
				for j, b := range c.to[:i] {
					assert.Equal(t, a.Same(b), slices.ContainsFunc(linesOf(a), func(k Address) bool { return slices.Contains(linesOf(b), k) }), "%d %d", i, j)
				}
			}
			synctest.Test(t, func(t *testing.T) {
				fake := &fakeMessenger{send: slow(time.Second)}
				var messages []Message
				for i, a := range c.to {
					messages = append(messages, &TextMessage{To: a, Text: string(rune('0' + i))})
				}
				start := time.Now()
				byInput(t, collect(newSender(t, fake, WithWorkers(9)).Send(t.Context(), slices.Values(messages))), len(messages))
				got := make([]int, len(c.to))
				for _, b := range fake.begun {
					got[textOf(b.message)[0]-'0'] = int(b.at.Sub(start) / time.Second)
				}
				assert.Equal(t, c.want, got)
			})
		})
	}
}

// A loop that is slow with its results holds the input up, and what was sent meanwhile stays within the queue.
func TestSenderWaitsForTheLoop(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "abcdefghij")
	synctest.Test(t, func(t *testing.T) {
		fake := &fakeMessenger{}
		read, results := 0, 0
		for range newSender(t, fake, WithQueueSize(3)).Send(t.Context(), counted(messages, &read)) {
			results++
			synctest.Wait()
			assert.Equal(t, min(10, results+2), read)
			assert.Len(t, fake.texts(), read)
		}
		assert.Equal(t, 10, results)
	})
}

// An input that blocks holds no result up.
func TestSenderTellsWhileTheInputBlocks(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "ab")
	synctest.Test(t, func(t *testing.T) {
		queue := make(chan Message)
		input := func(yield func(Message) bool) {
			for m := range queue {
				if !yield(m) {
					return
				}
			}
		}
		go func() { queue <- messages[0] }()
		got := 0
		for range newSender(t, &fakeMessenger{}).Send(t.Context(), input) {
			if got++; got == 2 {
				close(queue)
				continue
			}
			go func() { queue <- messages[1] }()
		}
		assert.Equal(t, 2, got)
	})
}

func TestSenderSendsAreNotHeldUpByOneAnother(t *testing.T) {
	t.Parallel()
	messages := textsTo(t, "abcd")
	synctest.Test(t, func(t *testing.T) {
		hang := make(chan struct{})
		fake := &fakeMessenger{send: func(ctx context.Context, n int, m Message) (*Sent, error) {
			if textOf(m) == "a1" {
				<-hang
			}
			return slow(time.Second)(ctx, n, m)
		}}
		var order []int
		for r := range newSender(t, fake, WithWorkers(2)).Send(t.Context(), slices.Values(messages)) {
			if order = append(order, r.Index); len(order) == 3 {
				close(hang)
			}
		}
		assert.Equal(t, []int{1, 2, 3, 0}, order)
		assert.Equal(t, 2, fake.most)
	})
}
