package zapgate

import "time"

// SenderOption configures a [Sender] when it is made. One that cannot be carried out makes [NewSender] fail.
type SenderOption func(*senderSettings) error

type senderSettings struct {
	workers       int
	queueSize     int
	pace          Limiter // nil: none
	pauses        int
	longestPause  time.Duration
	perCharacter  time.Duration // 0: no typing
	longestTyping time.Duration
	grace         time.Duration
}

func defaultSenderSettings() senderSettings {
	return senderSettings{workers: 4, queueSize: 100, pauses: 5, longestPause: time.Minute}
}

// WithWorkers sets how many messages may be on their way at once. The default is 4.
func WithWorkers(n int) SenderOption {
	return func(s *senderSettings) error {
		if n < 1 {
			return optionError("WithWorkers", "not positive")
		}
		s.workers = n
		return nil
	}
}

// WithQueueSize sets how many messages the sender holds at most, 1 to 100,000: a message is held from when it is read
// until the loop over the results is done with its result. That is how far reading and sending run ahead of the loop;
// with 1, a message is read when the loop is done with the one before. The default is 100.
func WithQueueSize(n int) SenderOption {
	return func(s *senderSettings) error {
		if n < 1 || n > 100_000 {
			return optionError("WithQueueSize", "not between 1 and 100000")
		}
		s.queueSize = n
		return nil
	}
}

// WithPace makes every message wait for l before it begins. [WithLimiter] paces a client's attempts, of all its
// operations; a limiter given to both is asked twice.
func WithPace(l Limiter) SenderOption {
	return func(s *senderSettings) error {
		if l == nil {
			return optionError("WithPace", "the limiter is nil")
		}
		s.pace = l
		return nil
	}
}

// WithPauses sets how often a message that the gateway refused with 429 is sent again, and the longest Retry-After that
// is slept for it. The default is 5 times and one minute.
func WithPauses(times int, longest time.Duration) SenderOption {
	return func(s *senderSettings) error {
		if times < 0 || longest <= 0 {
			return optionError("WithPauses", "times is negative or longest not positive")
		}
		s.pauses, s.longestPause = times, longest
		return nil
	}
}

// WithTyping shows "typing…" before each text for perCharacter a character of it, up to longest, which is 15 seconds at
// most. A text whose Typing is set keeps it, and a gateway that does not offer it is not asked for it. By default none is
// shown.
func WithTyping(perCharacter, longest time.Duration) SenderOption {
	return func(s *senderSettings) error {
		if perCharacter <= 0 || longest <= 0 || longest > 15*time.Second {
			return optionError("WithTyping", "perCharacter is not positive or longest not between 0 and 15s")
		}
		s.perCharacter, s.longestTyping = perCharacter, longest
		return nil
	}
}

// WithGrace lets the messages on their way go on for up to d after the context of Send ended, so that the end of a
// program leaves no outcome unknown. The default is 0: they end with the context.
func WithGrace(d time.Duration) SenderOption {
	return func(s *senderSettings) error {
		if d < 0 {
			return optionError("WithGrace", "negative")
		}
		s.grace = d
		return nil
	}
}
