package zapgate

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// slowBody is a body of n bytes, each of which comes after a wait. The last byte is followed by a wait of its own.
type slowBody struct {
	ctx  context.Context
	n    int
	wait time.Duration
}

func (s *slowBody) Read(b []byte) (int, error) {
	select {
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	case <-time.After(s.wait):
	}
	if s.n == 0 {
		return 0, io.EOF
	}
	s.n--
	b[0] = 'x'
	return 1, nil
}

func (s *slowBody) Close() error { return nil }

// slowly answers with such a body of unknown length.
func slowly(n int, wait time.Duration) *http.Client {
	return &http.Client{Timeout: 30 * time.Second, Transport: tripper(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, ContentLength: -1, Body: &slowBody{r.Context(), n, wait}}, nil
	})}
}

func TestDownloadClockStartsAnewWithEachPiece(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		got, err := Download(t.Context(), "http://x.test/", io.Discard, WithHTTPClient(slowly(100, 29*time.Second)))
		require.NoError(t, err)
		assert.Equal(t, &Downloaded{Size: 100, Attempts: 1}, got)
		assert.Equal(t, 101*29*time.Second, time.Since(begin))
	})
}

func TestDownloadClockStandsStillWhileTheWriterHasAPiece(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := writer(func(b []byte) (int, error) { <-time.After(time.Hour); return len(b), nil })
		got, err := Download(t.Context(), "http://x.test/", w, WithHTTPClient(slowly(3, time.Second)))
		require.NoError(t, err)
		assert.Equal(t, int64(3), got.Size)
	})
}

func TestDownloadTimesOut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		opts []DownloadOption
		want time.Duration
	}{
		"the client's timeout": {[]DownloadOption{WithHTTPClient(slowly(3, 31*time.Second))}, 3 * 30 * time.Second},
		"the option":           {[]DownloadOption{WithTimeout(time.Second), WithHTTPClient(slowly(3, 2*time.Second))}, 3 * time.Second},
		"the default": {[]DownloadOption{WithHTTPClient(&http.Client{Transport: tripper(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})})}, 3 * 30 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				begin := time.Now()
				d, err := Download(t.Context(), "http://x.test/", writes(t), append(c.opts, quick)...)
				e := failed(t, d, err)
				require.ErrorIs(t, e, context.DeadlineExceeded)
				assert.Contains(t, e.Error(), ": nothing came within the timeout")
				assert.Equal(t, 3, e.Attempts)
				assert.Equal(t, c.want, time.Since(begin).Truncate(time.Second))
			})
		})
	}
}

func TestDownloadResumesAfterATimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var ranges []string
		rt := tripper(func(r *http.Request) (*http.Response, error) {
			ranges = append(ranges, r.Header.Get("Range"))
			w := httptest.NewRecorder()
			whole(w, r)
			resp := w.Result()
			if len(ranges) == 1 {
				resp.Body = io.NopCloser(io.MultiReader(io.LimitReader(resp.Body, 1000), &slowBody{r.Context(), 1, time.Hour}))
			}
			return resp, nil
		})
		var w bytes.Buffer
		got, err := Download(t.Context(), "http://x.test/", &w, WithHTTPClient(&http.Client{Transport: rt}))
		require.NoError(t, err)
		assert.Equal(t, 2, got.Attempts)
		assert.Equal(t, []string{"", "bytes=1000-"}, ranges)
		assert.True(t, bytes.Equal(file, w.Bytes()))
	})
}

// On a real connection. A slow machine may need more attempts.
func TestDownloadLeavesAConnectionThatHangs(t *testing.T) {
	t.Parallel()
	left := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		begin(w, 1000, "ETag", tag)
		<-r.Context().Done()
		close(left)
	}, whole)
	var w bytes.Buffer
	got, err := s.download(t, &w, WithTimeout(500*time.Millisecond), WithRetries(10))
	require.NoError(t, err)
	assert.Greater(t, got.Attempts, 1)
	assert.True(t, bytes.Equal(file, w.Bytes()))
	<-left
}

// A server that notices that it is no longer listened to may still end its answer in good order: that is not the file's
// end.
func TestDownloadMistrustsAnEndAfterItsOwn(t *testing.T) {
	t.Parallel()
	for _, size := range []int64{-1, 10} {
		synctest.Test(t, func(t *testing.T) {
			client := &http.Client{Transport: tripper(func(r *http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: 200, ContentLength: size, Body: io.NopCloser(io.MultiReader(bytes.NewReader(file[:9]), reader(func([]byte) (int, error) {
					<-r.Context().Done()
					return 0, io.EOF
				})))}, nil
			})}
			var w bytes.Buffer
			d, err := Download(t.Context(), "http://x.test/", &w, WithHTTPClient(client))
			require.ErrorIs(t, failed(t, d, err), idleError{})
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			d, err = Download(ctx, "http://x.test/", &w, WithHTTPClient(client))
			require.ErrorIs(t, failed(t, d, err), context.DeadlineExceeded)
		})
	}
}

func TestDownloadWaits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		header        http.Header
		least, most   time.Duration
		wantedAttempt int
	}{
		"as the SDK does":       {nil, 750 * time.Millisecond, 1500 * time.Millisecond, 3},
		"as long as it is told": {http.Header{"Retry-After": {"7"}}, 14 * time.Second, 14 * time.Second, 3},
		"not too long":          {http.Header{"Retry-After": {"9"}}, 0, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				rt := tripper(func(*http.Request) (*http.Response, error) {
					return &http.Response{StatusCode: 503, Header: c.header}, nil
				})
				begin := time.Now()
				d, err := Download(t.Context(), "http://x.test/", writes(t), WithHTTPClient(&http.Client{Transport: rt}))
				e := failed(t, d, err)
				assert.Equal(t, c.wantedAttempt, e.Attempts)
				assert.GreaterOrEqual(t, time.Since(begin), c.least)
				assert.LessOrEqual(t, time.Since(begin), c.most)
			})
		})
	}
}

// Each wait ends with the caller's context, and the error gives what its Err and its Cause do.
func TestDownloadEndsWithItsContext(t *testing.T) {
	t.Parallel()
	shutdown := errors.New("shutdown")
	down := &http.Client{Transport: tripper(func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: 503}, nil })}
	for name, c := range map[string]struct {
		after    time.Duration
		opts     []DownloadOption
		attempts int
	}{
		"before the first attempt": {0, []DownloadOption{WithHTTPClient(slowly(1, 0))}, 0},
		"while a piece is awaited": {5 * time.Second, []DownloadOption{WithHTTPClient(slowly(3, 10*time.Second))}, 1},
		"between attempts":         {30 * time.Second, []DownloadOption{WithHTTPClient(down), WithRetryWait(time.Hour, time.Hour)}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				if c.after == 0 {
					cancel(shutdown)
				}
				time.AfterFunc(c.after, func() { cancel(shutdown) })
				var seen watcher
				d, err := Download(ctx, "http://x.test/", writes(t), append(c.opts, WithObserver(&seen))...)
				e := failed(t, d, err)
				for _, line := range seen.lines {
					assert.NotContains(t, line, "shutdown true", "nothing follows the end of the context")
				}
				require.ErrorIs(t, e, context.Canceled)
				require.ErrorIs(t, e, shutdown)
				assert.NotErrorIs(t, e, context.DeadlineExceeded)
				assert.Equal(t, c.attempts, e.Attempts)
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		d, err := Download(ctx, "http://x.test/", writes(t), WithHTTPClient(slowly(3, 10*time.Second)))
		e := failed(t, d, err)
		require.ErrorIs(t, e, context.DeadlineExceeded)
		assert.Equal(t, 1, e.Attempts, "the caller's own deadline ends it")
	})
}
