package zapgate

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// part answers 206 with the given Content-Range and the file from first on.
func part(contentRange string, first, end int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for h := range slices.Chunk(append([]string{"Content-Range", contentRange}, header...), 2) {
			if h[1] != "" {
				w.Header().Set(h[0], h[1])
			}
		}
		w.WriteHeader(http.StatusPartialContent)
		_, _ = w.Write(file[first:end])
	}
}

func TestDownloadResumes(t *testing.T) {
	t.Parallel()
	size := len(file)
	modified, now := "Tue, 14 Nov 2023 22:13:20 GMT", "Tue, 14 Nov 2023 22:13:21 GMT"
	unknown := func(w http.ResponseWriter, _ *http.Request) {
		begin(w, 1000, "ETag", tag)
		panic(http.ErrAbortHandler)
	}
	rest := func(first int) string { return fmt.Sprintf("bytes %d-%d/%d", first, size-1, size) }
	for _, c := range []struct {
		name  string
		steps []http.HandlerFunc
		asked []string
	}{
		{"by ETag", []http.HandlerFunc{cutAfter(1000, "ETag", tag), whole}, []string{"bytes=1000- " + tag}},
		{"twice", []http.HandlerFunc{cutAfter(1000, "ETag", tag), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Range", rest(1000))
			w.Header().Set("Content-Length", strconv.Itoa(size-1000))
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write(file[1000:70_000])
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}, whole}, []string{"bytes=1000- " + tag, "bytes=70000- " + tag}},
		{"with a 503 between", []http.HandlerFunc{cutAfter(1000, "ETag", tag), status(503), whole}, []string{"bytes=1000- " + tag, "bytes=1000- " + tag}},
		{"a size that was not known", []http.HandlerFunc{unknown, whole}, []string{"bytes=1000- " + tag}},
		{"by Last-Modified", []http.HandlerFunc{cutAfter(1000, "Last-Modified", modified, "Date", now), part(rest(1000), 1000, size)}, []string{"bytes=1000- " + modified}},
		{"less of the rest than was asked for", []http.HandlerFunc{cutAfter(1000, "ETag", tag),
			part(fmt.Sprintf("bytes 1000-1999/%d", size), 1000, 2000), whole}, []string{"bytes=1000- " + tag, "bytes=2000- " + tag}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, c.steps...)
			var w bytes.Buffer
			var p progress
			got, err := s.download(t, &w, WithDownloadProgress(p.report))
			require.NoError(t, err)
			assert.Equal(t, int64(size), got.Size)
			assert.Equal(t, len(c.steps), got.Attempts)
			assert.True(t, bytes.Equal(file, w.Bytes()), "every byte once")
			assert.True(t, slices.IsSorted(p.sent))
			assert.Len(t, slices.Compact(slices.Clone(p.sent)), len(p.sent), "it grows")
			require.Len(t, s.asked, len(c.steps))
			assert.Empty(t, s.asked[0].Header.Values("Range"))
			for i, want := range c.asked {
				h := s.asked[i+1].Header
				assert.Equal(t, want, h.Get("Range")+" "+h.Get("If-Range"))
				assert.Equal(t, "identity", h.Get("Accept-Encoding"))
			}
		})
	}
}

// What a writer got cannot be taken back; a file starts over.
func TestDownloadCannotResume(t *testing.T) {
	t.Parallel()
	size := len(file)
	rest := fmt.Sprintf("bytes 1000-%d/%d", size-1, size)
	cut := cutAfter(1000, "ETag", tag)
	const notRest = "the answer is not the rest of the file: "
	for _, c := range []struct {
		name     string
		cut      http.HandlerFunc
		answer   http.HandlerFunc // to the second request; nil: there is none for a writer
		ranged   bool             // the second request asks for the rest
		text     string
		attempts int // of the file
	}{
		{"no validator", cutAfter(1000), nil, false, "200: " + errCut.Error(), 2},
		{"weak ETag", cutAfter(1000, "ETag", "W/"+tag, "Last-Modified", "Tue, 14 Nov 2023 22:13:20 GMT"), nil, false, "200: " + errCut.Error(), 2},
		{"Last-Modified of this second", cutAfter(1000, "Last-Modified", "Tue, 14 Nov 2023 22:13:20 GMT", "Date", "Tue, 14 Nov 2023 22:13:20 GMT"), nil, false, "200: " + errCut.Error(), 2},
		{"Last-Modified that is no date", cutAfter(1000, "Last-Modified", "today"), nil, false, "200: " + errCut.Error(), 2},
		{"no ranges", cutAfter(1000, "ETag", tag, "Accept-Ranges", "none"), nil, false, "200: " + errCut.Error(), 2},
		{"Range ignored", cut, func(w http.ResponseWriter, _ *http.Request) { begin(w, size, "ETag", tag) }, true, "200: " + errNoResume.Error(), 2},
		{"another ETag", cut, part(rest, 1000, size, "ETag", `"v2"`), true, "206: " + notRest + errNoResume.Error(), 3},
		{"another Last-Modified", cutAfter(1000, "Last-Modified", "Tue, 14 Nov 2023 22:13:20 GMT", "Date", "Tue, 14 Nov 2023 22:13:21 GMT"),
			part(rest, 1000, size, "Last-Modified", "Tue, 14 Nov 2023 22:13:22 GMT"), true, "206: " + notRest + errNoResume.Error(), 3},
		{"416", cut, status(416, "Content-Range", fmt.Sprintf("bytes */%d", size)), true, "416: " + notRest + errNoResume.Error(), 3},
		{"416 with the rest", cut, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Range", rest)
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
			_, _ = w.Write(file[1000:])
		}, true, "416: " + notRest + errNoResume.Error(), 3},
		{"another beginning", cut, part(fmt.Sprintf("bytes 999-%d/%d", size-1, size), 999, size), true, "206: " + notRest + errNoResume.Error(), 3},
		{"another size", cut, part(fmt.Sprintf("bytes 1000-%d/%d", size-1, size+1), 1000, size), true, "206: " + notRest + errNoResume.Error(), 3},
		{"no size", cut, part(fmt.Sprintf("bytes 1000-%d/*", size-1), 1000, size), true, "206: " + notRest + errNoResume.Error(), 3},
		{"no Content-Range", cut, part("", 1000, size), true, "206: " + notRest + errNoResume.Error(), 3},
		{"another length than its range", cut, part(rest, 1000, size, "Content-Length", "10"), true, "206: " + notRest + errNoResume.Error(), 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			steps := []http.HandlerFunc{c.cut}
			if c.answer != nil {
				steps = append(steps, c.answer)
			}
			s := serve(t, append(steps, whole)...)
			var w bytes.Buffer
			d, err := s.download(t, &w)
			e := failed(t, d, err)
			assert.EqualError(t, e, "zapgate: GET download: "+c.text)
			assert.Equal(t, len(steps), e.Attempts)
			assert.Equal(t, file[:1000], w.Bytes(), "not a byte of anything else")

			s = serve(t, append(steps, whole)...)
			name := t.TempDir() + "/f"
			d, err = s.downloadFile(t, name)
			require.NoError(t, err)
			assert.Equal(t, &Downloaded{Size: int64(size), ContentType: d.ContentType, Attempts: c.attempts}, d)
			assertFile(t, name, file)
			assert.Equal(t, c.ranged, s.asked[1].Header.Get("Range") == "bytes=1000-")
		})
	}
}

func TestDownloadGivesUp(t *testing.T) {
	t.Parallel()
	t.Run("after the last attempt", func(t *testing.T) {
		t.Parallel()
		s := serve(t, cutAfter(1000, "ETag", tag), part(fmt.Sprintf("bytes 1000-1099/%d", len(file)), 1000, 1100),
			part(fmt.Sprintf("bytes 1100-1199/%d", len(file)), 1100, 1200))
		var w bytes.Buffer
		d, err := s.download(t, &w)
		e := failed(t, d, err)
		assert.EqualError(t, e, "zapgate: GET download: 206: "+errCut.Error())
		assert.Equal(t, 3, e.Attempts)
		assert.Equal(t, file[:1200], w.Bytes())
	})
	t.Run("when the file is gone meanwhile", func(t *testing.T) {
		t.Parallel()
		s := serve(t, cutAfter(1000, "ETag", tag), status(404))
		d, err := s.download(t, io.Discard)
		e := failed(t, d, err)
		require.ErrorIs(t, e, ErrNotFound)
		assert.Equal(t, 2, e.Attempts)
	})
	t.Run("when a transport gives more than it said", func(t *testing.T) {
		t.Parallel()
		rt := tripper(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, ContentLength: 10, Body: io.NopCloser(bytes.NewReader(file[:11]))}, nil
		})
		d, err := Download(t.Context(), "http://x.test/", writes(t), WithHTTPClient(&http.Client{Transport: rt}))
		require.ErrorIs(t, failed(t, d, err), errTooLong)
	})
	t.Run("when a transport gives less than it said", func(t *testing.T) {
		t.Parallel()
		rt := tripper(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, ContentLength: 10, Body: io.NopCloser(bytes.NewReader(file[:9]))}, nil
		})
		d, err := Download(t.Context(), "http://x.test/", io.Discard, WithHTTPClient(&http.Client{Transport: rt}))
		require.ErrorIs(t, failed(t, d, err), errCut)
	})
	t.Run("when a transport gives nothing", func(t *testing.T) {
		t.Parallel()
		var n int
		rt := tripper(func(*http.Request) (*http.Response, error) {
			if n++; n == 1 {
				return nil, nil
			}
			return &http.Response{StatusCode: 200, ContentLength: 1}, nil
		})
		d, err := Download(t.Context(), "http://x.test/", writes(t), quick, WithHTTPClient(&http.Client{Transport: rt}))
		e := failed(t, d, err)
		require.ErrorIs(t, e, errCut)
		assert.Equal(t, 3, e.Attempts)
	})
}

func TestValidator(t *testing.T) {
	t.Parallel()
	at := func(d time.Duration) string {
		return time.Date(2023, 11, 14, 22, 13, 20, 0, time.UTC).Add(d).Format(http.TimeFormat)
	}
	for _, c := range []struct {
		header http.Header
		want   string
	}{
		{http.Header{}, ""},
		{http.Header{"Etag": {tag}}, tag},
		{http.Header{"Etag": {tag}, "Accept-Ranges": {"bytes"}}, tag},
		{http.Header{"Etag": {tag}, "Accept-Ranges": {"None"}}, ""},
		{http.Header{"Etag": {"v1"}}, ""},
		{http.Header{"Etag": {"W/" + tag}, "Last-Modified": {at(0)}, "Date": {at(time.Hour)}}, ""},
		{http.Header{"Last-Modified": {at(0)}}, ""},
		{http.Header{"Last-Modified": {at(0)}, "Date": {at(time.Second)}}, at(0)},
		{http.Header{"Last-Modified": {at(0)}, "Date": {at(0)}}, ""},
		{http.Header{"Last-Modified": {at(time.Hour)}, "Date": {at(0)}}, ""},
		{http.Header{"Last-Modified": {"x"}, "Date": {at(0)}}, ""},
	} {
		assert.Equal(t, c.want, validator(c.header), "%v", c.header)
	}
}

func FuzzContentRange(f *testing.F) {
	for _, s := range []string{
		"bytes 0-9/10", "bytes 5-9/10", "bytes 9-9/10", "bytes 5-4/10", "bytes 5-10/10", "bytes 0-9/*", "bytes */10", "bytes 0-/10",
		"bytes -9/10", "bytes +0-9/10", "bytes 0-9/10 ", "Bytes 0-9/10", "bytes=0-9/10", "bytes 0-9", "", "bytes 0-9223372036854775806/9223372036854775807",
		"bytes 0-9223372036854775808/9223372036854775809", "bytes 0-9/10/11", "bytes 0-1-9/10", "bytes 0_0-9/10",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		first, last, total, ok := parseContentRange(s)
		if !ok {
			return
		}
		assert.GreaterOrEqual(t, first, int64(0))
		assert.LessOrEqual(t, first, last)
		assert.Less(t, last, total)
		again := fmt.Sprintf("bytes %d-%d/%d", first, last, total)
		f2, l2, t2, ok := parseContentRange(again)
		assert.True(t, ok)
		assert.Equal(t, []int64{first, last, total}, []int64{f2, l2, t2})
		assert.GreaterOrEqual(t, len(s), len(again), "no more than zeros in front was dropped")
	})
}

func TestContentRange(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][3]int64{
		"bytes 5-9/10": {5, 9, 10}, "bytes 0-0/1": {0, 0, 1}, "bytes 0-9223372036854775806/9223372036854775807": {0, 1<<63 - 2, 1<<63 - 1},
	} {
		first, last, total, ok := parseContentRange(in)
		assert.True(t, ok, in)
		assert.Equal(t, want, [3]int64{first, last, total})
	}
	for _, in := range []string{
		"", "bytes", "bytes ", "bytes 5-9", "bytes 5-9/*", "bytes */10", "bytes 5-10/10", "bytes 6-5/10", "bytes +5-9/10", "bytes 5--9/10", "bytes  5-9/10",
		"items 5-9/10", "bytes 5-9/-10", "bytes 5-9/10,", "bytes 0-9223372036854775807/9223372036854775808", "bytes 0x5-9/10",
	} {
		_, _, _, ok := parseContentRange(in)
		assert.False(t, ok, in)
	}
}
