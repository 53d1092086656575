package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// outcome is what a class should do with one way to fail, met at every attempt.
type outcome struct {
	attempts int
	unknown  bool
}

var (
	again   = outcome{attempts: 3}
	once    = outcome{attempts: 1}
	unknown = outcome{attempts: 1, unknown: true}
)

// bothClasses runs f in a bubble for each class, with and without a body.
func bothClasses(t *testing.T, name string, effect, safe outcome, f func(t *testing.T, op Op, want outcome)) {
	t.Helper()
	for _, op := range []Op{sendOp, restartOp, lookupOp, readOp} {
		want := effect
		if op.Retry == Safe {
			want = safe
		}
		t.Run(name+"/"+op.Name(), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { f(t, op, want) })
		})
	}
}

func (want outcome) check(t *testing.T, err error, status int) *zapgate.Error {
	t.Helper()
	e := asError(t, err)
	assert.Equal(t, want.attempts, e.Attempts, "attempts")
	assert.Equal(t, want.unknown, e.MayHaveRun, "MayHaveRun")
	assert.Equal(t, want.unknown, errors.Is(err, zapgate.ErrOutcomeUnknown), "ErrOutcomeUnknown")
	assert.Equal(t, status, e.StatusCode, "status")
	return e
}

// The waits between three attempts: half to all of 0.5 s and of 1 s.
const shortest, longest = 750 * time.Millisecond, 1500 * time.Millisecond

func TestRetryTableAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status       int
		effect, safe outcome
	}{
		{400, once, once}, {401, once, once}, {403, once, once}, {404, once, once}, {408, once, once}, {409, once, once},
		{422, once, once}, {300, once, once}, {304, once, once},
		{429, again, again},
		{500, unknown, once}, {501, unknown, once}, {505, unknown, once}, {520, unknown, once},
		{502, unknown, again}, {503, unknown, again}, {504, unknown, again},
	} {
		bothClasses(t, fmt.Sprint(c.status), c.effect, c.safe, func(t *testing.T, op Op, want outcome) {
			var bodies []string
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
				if r.Body != nil {
					b, err := io.ReadAll(r.Body)
					assert.NoError(t, err)
					bodies = append(bodies, string(b))
				}
				return httpmock.NewStringResponse(c.status, `{"error":"attempt `+fmt.Sprint(mt.GetTotalCallCount())+`"}`), nil
			})
			begin := time.Now()
			_, err := Do[answer](t.Context(), newClient(t, mt), requestOf(op))
			took := time.Since(begin)
			e := want.check(t, err, c.status)
			assert.Equal(t, want.attempts, mt.GetTotalCallCount())
			assert.Equal(t, "attempt "+fmt.Sprint(want.attempts), e.Message, "the last answer is kept")
			assert.Equal(t, c.status >= 500, errors.Is(err, zapgate.ErrServer))
			assert.Equal(t, c.status == 429, errors.Is(err, zapgate.ErrRateLimited))
			if want == again {
				assert.GreaterOrEqual(t, took, shortest)
				assert.LessOrEqual(t, took, longest)
			} else {
				assert.Zero(t, took)
			}
			if op.Method == "POST" {
				assert.Equal(t, slices.Repeat([]string{`{"phone":"5511","message":"olá"}`}, want.attempts), bodies)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	year := 365 * 24 * time.Hour
	for _, c := range []struct {
		name, value string // a value with a %s gets the date that many seconds ahead
		ahead       time.Duration
		attempts    int
		least, most time.Duration // of the whole call
		told        time.Duration
	}{
		{"none", "", 0, 3, shortest, longest, 0},
		{"seconds", "3", 0, 3, 6 * time.Second, 6 * time.Second, 3 * time.Second},
		{"the cap itself", "8", 0, 3, 16 * time.Second, 16 * time.Second, 8 * time.Second},
		{"zero", "0", 0, 3, 0, 0, 0},
		{"a date", "%s", 5 * time.Second, 3, 5 * time.Second, 5 * time.Second, 0}, // fixed: the second wait is over at once
		{"a date in the past", "%s", -time.Hour, 3, 0, 0, 0},
		{"above the cap", "9", 0, 1, 0, 0, 9 * time.Second},
		{"a date above the cap", "%s", time.Minute, 1, 0, 0, time.Minute},
		{"one year", "31536000", 0, 1, 0, 0, year},
		{"a date in one year", "%s", year, 1, 0, 0, year},
		{"more than an int64", "99999999999999999999", 0, 1, 0, 0, (1<<31 - 1) * time.Second},
		{"negative", "-5", 0, 3, shortest, longest, 0},
		{"negative beyond an int64", "-99999999999999999999", 0, 3, shortest, longest, 0},
		{"garbage", "soon", 0, 3, shortest, longest, 0},
		{"a duration", "5s", 0, 3, shortest, longest, 0},
	} {
		for _, status := range []int{429, 503} {
			op := sendOp
			if status == 503 {
				op = readOp
			}
			t.Run(fmt.Sprint(c.name, "/", status), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					value := c.value
					if value == "%s" {
						value = time.Now().Add(c.ahead).UTC().Format(http.TimeFormat)
					}
					mt := httpmock.NewMockTransport()
					mt.RegisterNoResponder(httpmock.NewStringResponder(status, "").HeaderSet(http.Header{"Retry-After": {value}}))
					begin := time.Now()
					err := Exec(t.Context(), newClient(t, mt), requestOf(op))
					took := time.Since(begin)
					e := outcome{attempts: c.attempts}.check(t, err, status)
					assert.Equal(t, c.attempts, mt.GetTotalCallCount())
					assert.GreaterOrEqual(t, took, c.least)
					assert.LessOrEqual(t, took, c.most)
					assert.Equal(t, c.told, e.RetryAfter)
				})
			})
		}
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 303, 307, 308} {
		for name, location := range map[string]string{
			"valid": "https://evil.test/", "invalid": "http://%zz", "token": base + "/elsewhere", "control": "http://x/\x01",
		} {
			bothClasses(t, fmt.Sprint(status, "/", name), once, once, func(t *testing.T, op Op, want outcome) {
				mt := httpmock.NewMockTransport()
				mt.RegisterNoResponder(httpmock.NewStringResponder(status, "moved").HeaderSet(http.Header{"Location": {location}}))
				_, err := Do[answer](t.Context(), newClient(t, mt), requestOf(op))
				e := want.check(t, err, status)
				assert.Equal(t, 1, mt.GetTotalCallCount())
				assert.Equal(t, "moved", e.Message)
			})
		}
	}
}

func TestRetryOptions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		option   zapgate.Option
		call     []zapgate.CallOption
		attempts int
	}{
		{"default", zapgate.WithRetries(2), nil, 3},
		{"none", zapgate.WithRetries(0), nil, 1},
		{"ten", zapgate.WithRetries(10), nil, 11},
		{"none for this call", zapgate.WithRetries(10), []zapgate.CallOption{zapgate.WithoutRetries()}, 1},
	} {
		bothClasses(t, c.name, outcome{attempts: c.attempts}, outcome{attempts: c.attempts}, func(t *testing.T, op Op, want outcome) {
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(httpmock.NewStringResponder(429, `{"error":"slow down"}`))
			want.check(t, Exec(t.Context(), newClient(t, mt, c.option), requestOf(op, c.call...)), 429)
			assert.Equal(t, c.attempts, mt.GetTotalCallCount())
		})
	}
}

func TestSuccessAfterFailures(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		mt := httpmock.NewMockTransport()
		mt.RegisterNoResponder(httpmock.NewStringResponder(503, "").Then(httpmock.NewErrorResponder(errors.New("lost"))).
			Then(httpmock.NewStringResponder(200, `{"id":"7"}`)))
		var m zapgate.Meta
		got, err := Do[answer](t.Context(), newClient(t, mt), requestOf(readOp, zapgate.WithMeta(&m)))
		require.NoError(t, err)
		assert.Equal(t, &answer{"7"}, got)
		assert.Equal(t, zapgate.Meta{StatusCode: 200, Attempts: 3}, m)
	})
}

func TestBackoffGrowsToItsCap(t *testing.T) {
	t.Parallel()
	first, longest := 500*time.Millisecond, 8*time.Second
	for n, want := range []time.Duration{first, time.Second, 2 * time.Second, 4 * time.Second, longest, longest, longest} {
		seen := map[time.Duration]bool{}
		for range 100 {
			d := backoff(first, longest, n, nil)
			assert.GreaterOrEqual(t, d, want/2)
			assert.LessOrEqual(t, d, want)
			seen[d] = true
		}
		assert.Greater(t, len(seen), 1, "no jitter")
	}
	assert.LessOrEqual(t, backoff(time.Nanosecond, time.Nanosecond, 0, nil), time.Nanosecond)
	assert.LessOrEqual(t, backoff(time.Duration(1)<<62, 1<<62, 63, nil), time.Duration(1)<<62)
}

func TestPermanentFailures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want bool
	}{
		{&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, true},
		{fmt.Errorf("dial: %w", x509.UnknownAuthorityError{}), true},
		{x509.HostnameError{Certificate: &x509.Certificate{}, Host: "gw.test"}, true},
		{x509.CertificateInvalidError{Reason: x509.Expired}, true},
		{&net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}, true},
		{&net.OpError{Op: "dial", Err: &net.DNSError{IsTemporary: true}}, false},
		{&net.OpError{Op: "dial", Err: &net.DNSError{IsTimeout: true}}, false},
		{&limiterError{context.DeadlineExceeded}, true},
		{timeoutError{}, false},
		{io.ErrUnexpectedEOF, false},
	} {
		assert.Equal(t, c.want, permanent(c.err), c.err.Error())
	}
}
