package outbound

import (
	"context"
	"time"

	"github.com/zapgate/zapgate-go"
)

const longestTyping = 15 * time.Second

// Seconds rounds up to whole seconds, 15 at most, as Z-API counts them.
func Seconds(d time.Duration) int {
	return int((min(max(d, 0), longestTyping) + time.Second - 1) / time.Second)
}

// Typing lets show make "typing…" appear, and waits. Where it cannot be shown there is nothing to wait for, and no reason
// to keep the text back: only the end of ctx is an error. The call of show is part of the time.
func (g *Gateway) Typing(ctx context.Context, d time.Duration, show func(context.Context) error) error {
	n := Seconds(d)
	if n == 0 {
		return nil
	}
	typing, cancel := context.WithTimeout(ctx, time.Duration(n)*time.Second)
	defer cancel()
	if show(typing) == nil {
		<-typing.Done()
	}
	if err := ctx.Err(); err != nil {
		return &zapgate.Error{Provider: g.Provider, Op: SendText, Err: err}
	}
	return nil
}
