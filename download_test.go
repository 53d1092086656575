package zapgate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// file is what the servers of these tests hold: more than one piece long, and no piece like another.
var file = func() []byte {
	var b bytes.Buffer
	for i := range 20_000 {
		fmt.Fprintf(&b, "%05d\n", i)
	}
	return b.Bytes()
}()

const tag = `"v1"`

// fileServer answers each request by the next of its steps, the last one again and again, and keeps what was asked.
type fileServer struct {
	*httptest.Server
	mu    sync.Mutex
	asked []*http.Request
}

func serve(t testing.TB, steps ...http.HandlerFunc) *fileServer {
	s := &fileServer{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		step := steps[min(len(s.asked), len(steps)-1)]
		s.asked = append(s.asked, r)
		s.mu.Unlock()
		step(w, r)
	}))
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// requests is what was asked of each: method, path and query, and the range.
func (s *fileServer) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, r := range s.asked {
		line := r.Method + " " + r.URL.RequestURI()
		for _, h := range []string{"Range", "If-Range"} {
			if v := r.Header.Get(h); v != "" {
				line += " " + h + ": " + v
			}
		}
		out = append(out, line)
	}
	return out
}

// download fetches /f?t=1 without waiting between the attempts.
func (s *fileServer) download(t testing.TB, w io.Writer, opts ...DownloadOption) (*Downloaded, error) {
	return Download(t.Context(), s.URL+"/f?t=1", w, append([]DownloadOption{s.trust(), quick}, opts...)...)
}

func (s *fileServer) trust() Option { return WithHTTPClient(s.Client()) }

var quick = WithRetryWait(1, 1)

// whole answers as a good server does, ranges included.
func whole(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", tag)
	w.Header().Set("Content-Type", "image/png")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file))
}

// cutAfter promises what whole does and loses the connection after n bytes.
func cutAfter(n int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		begin(w, n, append([]string{"Content-Length", strconv.Itoa(len(file))}, header...)...)
		panic(http.ErrAbortHandler)
	}
}

// begin sends the header and the file's first n bytes.
func begin(w http.ResponseWriter, n int, header ...string) {
	for h := range slices.Chunk(header, 2) {
		w.Header().Set(h[0], h[1])
	}
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(file[:n])
	w.(http.Flusher).Flush()
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for h := range slices.Chunk(header, 2) {
			w.Header().Set(h[0], h[1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, "<html><title>PRIVATE</title></html>")
	}
}

// failed checks what every failure has in common.
func failed(t testing.TB, d *Downloaded, err error) *Error {
	t.Helper()
	var e *Error
	require.ErrorAs(t, err, &e)
	assert.Nil(t, d)
	assert.Equal(t, "zapgate", e.Provider)
	assert.Equal(t, "GET download", e.Op)
	assert.Empty(t, e.Body)
	assert.Empty(t, e.Message)
	assert.False(t, e.MayHaveRun)
	return e
}

func TestDownload(t *testing.T) {
	t.Parallel()
	s := serve(t, whole)
	var w bytes.Buffer
	var p progress
	got, err := s.download(t, &w, WithDownloadProgress(p.report))
	require.NoError(t, err)
	assert.Equal(t, &Downloaded{Size: int64(len(file)), ContentType: "image/png", Attempts: 1}, got)
	assert.Equal(t, file, w.Bytes())
	assert.Equal(t, []string{"GET /f?t=1"}, s.requests())
	assert.True(t, slices.IsSorted(p.sent))
	assert.Equal(t, int64(len(file)), p.sent[len(p.sent)-1])
	assert.Equal(t, []int64{int64(len(file))}, slices.Compact(p.totals))
}

func TestDownloadSendsNothingSecret(t *testing.T) {
	t.Parallel()
	s := serve(t, whole)
	jar := jarOf("session=PRIVATE")
	client := *s.Client()
	client.Jar = jar
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return errors.New("not asked") }
	_, err := s.download(t, io.Discard, WithHTTPClient(&client), WithUserAgent("crm/1"))
	require.NoError(t, err)
	assert.Equal(t, http.Header{"Accept": {"*/*"}, "Accept-Encoding": {"identity"}, "User-Agent": {"crm/1"}}, s.asked[0].Header)
	assert.Zero(t, s.asked[0].ContentLength)
}

func TestDownloadOfUnknownLength(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { begin(w, len(file)) })
	var w bytes.Buffer
	var p progress
	got, err := s.download(t, &w, WithDownloadLimit(int64(len(file))), WithDownloadProgress(p.report))
	require.NoError(t, err)
	assert.Equal(t, int64(len(file)), got.Size)
	assert.Equal(t, file, w.Bytes())
	assert.Equal(t, []int64{-1}, slices.Compact(p.totals))
}

func TestDownloadOfNothing(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/plain") })
	got, err := s.download(t, writes(t), WithDownloadProgress(func(int64, int64) { t.Error("nothing was written") }))
	require.NoError(t, err)
	assert.Equal(t, &Downloaded{ContentType: "text/plain", Attempts: 1}, got)
}

// writes fails the test when it is written to.
func writes(t testing.TB) io.Writer {
	return writer(func([]byte) (int, error) { t.Error("it was written to"); return 0, io.ErrClosedPipe })
}

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }

func TestDownloadLimit(t *testing.T) {
	t.Parallel()
	t.Run("by the header", func(t *testing.T) {
		t.Parallel()
		s := serve(t, whole)
		d, err := s.download(t, writes(t), WithDownloadLimit(int64(len(file))-1))
		e := failed(t, d, err)
		require.ErrorIs(t, e, ErrTooLarge)
		assert.Equal(t, 1, e.Attempts)
		assert.EqualError(t, e, "zapgate: GET download: 200: larger than the limit")
	})
	t.Run("by the body", func(t *testing.T) {
		t.Parallel()
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) { begin(w, len(file)) })
		var w bytes.Buffer
		d, err := s.download(t, &w, WithDownloadLimit(int64(len(file))-1))
		e := failed(t, d, err)
		require.ErrorIs(t, e, ErrTooLarge)
		assert.Equal(t, 1, e.Attempts)
		assert.Less(t, w.Len(), len(file))
		assert.True(t, bytes.HasPrefix(file, w.Bytes()))
	})
	t.Run("by the header of the rest", func(t *testing.T) {
		t.Parallel()
		unknown := func(w http.ResponseWriter, _ *http.Request) {
			begin(w, 1000, "ETag", tag)
			panic(http.ErrAbortHandler)
		}
		s := serve(t, unknown, whole)
		var w bytes.Buffer
		d, err := s.download(t, &w, WithDownloadLimit(int64(len(file))-1))
		require.ErrorIs(t, failed(t, d, err), ErrTooLarge)
		assert.Equal(t, file[:1000], w.Bytes())
	})
	t.Run("the default", func(t *testing.T) {
		t.Parallel()
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(100<<20+1))
			w.WriteHeader(http.StatusOK)
		})
		d, err := s.download(t, writes(t))
		require.ErrorIs(t, failed(t, d, err), ErrTooLarge)
	})
}

func TestDownloadStatus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		step     http.HandlerFunc
		attempts int
		text     string
		is       error
		after    time.Duration
	}{
		{"201", status(201), 1, "201: the answer is not the file", nil, 0},
		{"202", status(202, "Retry-After", "5"), 1, "202: the answer is not the file", nil, 5 * time.Second},
		{"204", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, 1, "204: the answer is not the file", nil, 0},
		{"206", status(206, "Content-Range", "bytes 0-9/10"), 1, "206: the answer is not the file", nil, 0},
		{"304", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(304) }, 1, "304", nil, 0},
		{"302 to nowhere", status(302), 1, "302", nil, 0},
		{"400", status(400), 1, "400", ErrBadRequest, 0},
		{"401", status(401, "Www-Authenticate", "Basic"), 1, "401", ErrUnauthorized, 0},
		{"403", status(403), 1, "403", ErrForbidden, 0},
		{"404", status(404), 1, "404", ErrNotFound, 0},
		{"416", status(416), 1, "416", nil, 0},
		{"429", status(429), 3, "429", ErrRateLimited, 0},
		{"429 for long", status(429, "Retry-After", "3600"), 1, "429", ErrRateLimited, time.Hour},
		{"500", status(500), 1, "500", ErrServer, 0},
		{"502", status(502), 3, "502", ErrServer, 0},
		{"503", status(503, "Retry-After", "0"), 3, "503", ErrServer, 0},
		{"504", status(504), 3, "504", ErrServer, 0},
		{"compressed", func(w http.ResponseWriter, _ *http.Request) { begin(w, 9, "Content-Encoding", "gzip") }, 1,
			"200: the answer is compressed, which was not asked for", nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, c.step)
			d, err := s.download(t, writes(t))
			e := failed(t, d, err)
			assert.EqualError(t, e, "zapgate: GET download: "+c.text)
			assert.Equal(t, c.attempts, e.Attempts)
			assert.Len(t, s.requests(), c.attempts)
			assert.Equal(t, c.after, e.RetryAfter)
			if c.is != nil {
				assert.ErrorIs(t, e, c.is)
			}
		})
	}
}

func TestDownloadTriesAgain(t *testing.T) {
	t.Parallel()
	s := serve(t, status(503), cutAfter(0, "Accept-Ranges", "none"), whole)
	var w bytes.Buffer
	got, err := s.download(t, &w)
	require.NoError(t, err)
	assert.Equal(t, 3, got.Attempts)
	assert.Equal(t, file, w.Bytes())
	assert.Equal(t, []string{"GET /f?t=1", "GET /f?t=1", "GET /f?t=1"}, s.requests())

	s = serve(t, status(503), whole)
	d, err := s.download(t, writes(t), WithRetries(0))
	assert.Equal(t, 1, failed(t, d, err).Attempts)
}

func TestDownloadRefusesBeforeItAsks(t *testing.T) {
	t.Parallel()
	client := &http.Client{Transport: tripper(func(*http.Request) (*http.Response, error) {
		t.Error("it asked")
		return nil, io.ErrClosedPipe
	})}
	for _, c := range []struct {
		link, text string
		w          io.Writer
		opts       []DownloadOption
	}{
		{"", "link: is not an http or https URL", io.Discard, nil},
		{"PRIVATE", "link: is not an http or https URL", io.Discard, nil},
		{"/PRIVATE", "link: is not an http or https URL", io.Discard, nil},
		{"ftp://PRIVATE.test/", "link: is not an http or https URL", io.Discard, nil},
		{"file:///PRIVATE", "link: is not an http or https URL", io.Discard, nil},
		{"https:///PRIVATE", "link: has no host", io.Discard, nil},
		{"https:PRIVATE", "link: has no host", io.Discard, nil},
		{"https://x.test/%zzPRIVATE", "link: cannot be parsed", io.Discard, nil},
		{"https://x.test/\nPRIVATE", "link: cannot be parsed", io.Discard, nil},
		{"https://user:PRIVATE@x.test/", "link: has a user", io.Discard, nil},
		{"https://x.test/", "Download: the writer is nil", nil, nil},
		{"https://x.test/", "Download: an option is nil", io.Discard, []DownloadOption{nil}},
		{"https://x.test/", "Download: an option is nil", io.Discard, []DownloadOption{Option(nil)}},
		{"https://x.test/", "Download: a link has no base URL", io.Discard, []DownloadOption{WithBaseURL("https://PRIVATE.test")}},
		{"https://x.test/", "WithDownloadLimit: not positive", io.Discard, []DownloadOption{WithDownloadLimit(0)}},
		{"https://x.test/", "WithDownloadProgress: the function is nil", io.Discard, []DownloadOption{WithDownloadProgress(nil)}},
		{"https://x.test/", "WithTimeout: not positive", io.Discard, []DownloadOption{WithTimeout(0)}},
	} {
		d, err := Download(t.Context(), c.link, c.w, append([]DownloadOption{WithHTTPClient(client)}, c.opts...)...)
		e := failed(t, d, err)
		require.ErrorIs(t, e, ErrInvalidArgument, c.link)
		assert.EqualError(t, e, "zapgate: GET download: "+c.text+": invalid argument")
		assert.Zero(t, e.Attempts)
		assert.NotContains(t, printed(e), "PRIVATE")
	}
}

func TestDownloadToAWriterThatFails(t *testing.T) {
	t.Parallel()
	full := errors.New("full")
	for _, c := range []struct {
		name string
		w    io.Writer
		is   error
	}{
		{"error", writer(func([]byte) (int, error) { return 0, full }), full},
		{"error after some", iotest.TruncateWriter(writer(func(b []byte) (int, error) { return len(b), full }), 10), full},
		{"short", writer(func(b []byte) (int, error) { return len(b) - 1, nil }), io.ErrShortWrite},
	} {
		s := serve(t, whole)
		d, err := s.download(t, c.w, WithDownloadProgress(func(int64, int64) { t.Error("nothing was written") }))
		e := failed(t, d, err)
		require.ErrorIs(t, e, c.is, c.name)
		assert.Equal(t, 1, e.Attempts, "the next attempt would meet the same")
		assert.True(t, strings.HasPrefix(e.Error(), "zapgate: GET download: 200: write: "), e.Error())
	}
}

func TestDownloadOptionsOfClients(t *testing.T) {
	t.Parallel()
	s := serve(t, status(503), whole)
	var log bytes.Buffer
	var seen watcher
	var paced int
	got, err := s.download(t, io.Discard, WithLogger(logTo(&log)), WithObserver(&seen), WithLimiter(limiter(func(context.Context) error {
		paced++
		return nil
	})))
	require.NoError(t, err)
	assert.Equal(t, 2, got.Attempts)
	assert.Equal(t, 2, paced)
	assert.Equal(t, []string{"start zapgate GET download", "1 503 <nil> true", "2 200 <nil> false", "end <nil>"}, seen.lines)
	assert.Equal(t, `level=WARN msg="zapgate attempt" provider=zapgate op="GET download" attempt=1 status=503 again=true
level=DEBUG msg="zapgate attempt" provider=zapgate op="GET download" attempt=2 status=200 again=false
`, log.String())

	d, err := s.download(t, writes(t), WithObserver(&seen), WithLimiter(limiter(func(context.Context) error { return io.ErrNoProgress })))
	e := failed(t, d, err)
	require.ErrorIs(t, e, io.ErrNoProgress)
	assert.Zero(t, e.Attempts)
	assert.Equal(t, []string{"start zapgate GET download", "end zapgate: GET download: limiter: " + io.ErrNoProgress.Error()}, seen.lines[4:])
}
