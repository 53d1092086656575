package settings

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Backoff is the wait after attempt n, counted from 0: what its answer asks for, or else exponential with jitter. h is nil
// if no answer came.
func Backoff(first, longest time.Duration, n int, h http.Header) time.Duration {
	if d, ok := RetryAfter(h, time.Now()); ok {
		return min(d, longest)
	}
	d := first << min(n, 20)
	if d <= 0 || d > longest {
		d = longest
	}
	return d/2 + rand.N(d/2+1)
}

// RetryAfter reads seconds or a date.
func RetryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	v := h.Get("Retry-After")
	s, err := strconv.ParseInt(v, 10, 64)
	if s >= 0 && (err == nil || errors.Is(err, strconv.ErrRange)) { // longer than any wait is still a number
		return time.Duration(min(s, math.MaxInt32)) * time.Second, true
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now)), true
	}
	return 0, false
}

// Permanent reports a failure that the next attempt would meet again.
func Permanent(err error) bool {
	var (
		ce *tls.CertificateVerificationError
		ua x509.UnknownAuthorityError
		he x509.HostnameError
		ci x509.CertificateInvalidError
		de *net.DNSError
	)
	return errors.As(err, &ce) || errors.As(err, &ua) || errors.As(err, &he) || errors.As(err, &ci) ||
		errors.As(err, &de) && de.IsNotFound
}
