package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/zapgate/zapgate-go/internal/settings"
)

// verdict is what one attempt's end means for the next.
type verdict struct {
	again      bool
	mayHaveRun bool
}

// judge is the table of DESIGN.md: what an operation's class allows after each way an attempt can end.
func (cl *call) judge(err error) verdict {
	effect := cl.op.Retry == Effect
	switch {
	case err != nil && !cl.left(err):
		return verdict{again: !permanent(err)}
	case err != nil:
		return verdict{again: !effect && !permanent(err), mayHaveRun: effect}
	case cl.succeeded() && cl.bodyErr != nil: // it was done, and the answer was lost
		return verdict{again: !effect && !errors.Is(cl.bodyErr, errTooLarge), mayHaveRun: effect}
	}
	switch cl.status {
	case http.StatusTooManyRequests:
		return verdict{again: cl.waitAllowed()}
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return verdict{again: !effect && cl.waitAllowed(), mayHaveRun: effect}
	}
	return verdict{mayHaveRun: effect && cl.status >= 500}
}

// waitAllowed reports whether what the gateway asks to wait is within the longest wait; beyond it, the caller decides.
func (cl *call) waitAllowed() bool {
	d, _ := settings.RetryAfter(cl.header, time.Now())
	return d <= cl.client.cfg.Settings.RetryMax
}

// checkRetry is retryablehttp's hook. It sees no request when the transport failed, so the call rides on ctx.
func checkRetry(ctx context.Context, _ *http.Response, err error) (bool, error) {
	cl, ok := ctx.Value(callKey{}).(*call)
	if !ok {
		return false, nil
	}
	v := cl.judge(err)
	cl.mayHaveRun = cl.mayHaveRun || v.mayHaveRun
	again := v.again && ctx.Err() == nil && cl.attempts < cl.maxAttempts
	cl.report(ctx, err, again)
	return again, nil
}

// backoff is retryablehttp's hook.
func backoff(first, longest time.Duration, n int, resp *http.Response) time.Duration {
	var h http.Header
	if resp != nil {
		h = resp.Header
	}
	return settings.Backoff(first, longest, n, h)
}

// left reports whether a byte of the attempt that failed with err can have left this process. A transport that tells
// when it gets a connection is believed: the request is written only then. For one that does not, a failed dial is known
// by its error, and anything else counts as sent.
func (cl *call) left(err error) bool {
	switch {
	case !cl.last.started:
		return false
	case cl.last.gotConn.Load():
		return true
	case cl.last.wantConn.Load():
		return false
	case cl.Err() != nil: // what ended the caller's ctx, and is part of err, may be the failed dial of another call
		return true
	}
	var oe *net.OpError
	return !(errors.As(err, &oe) && oe.Op == "dial" || permanent(err))
}

// permanent reports a failure that the next attempt would meet again.
func permanent(err error) bool {
	var le *limiterError
	return settings.Permanent(err) || errors.As(err, &le)
}
