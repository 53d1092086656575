package zapgate

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func (s *fileServer) downloadFile(t testing.TB, path string, opts ...DownloadOption) (*Downloaded, error) {
	return DownloadFile(t.Context(), s.URL+"/f?t=1", path, append([]DownloadOption{s.trust(), quick}, opts...)...)
}

// assertFile checks that path holds want and is alone in its folder.
func assertFile(t testing.TB, path string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, got), "%d bytes instead of %d", len(got), len(want))
	assert.Equal(t, []string{filepath.Base(path)}, names(t, filepath.Dir(path)))
}

func names(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	out := []string{}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestDownloadFile(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "photo.png")
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		assert.Len(t, names(t, filepath.Dir(name)), 1)
		assert.NoFileExists(t, name, "it has no name until it is whole")
		whole(w, r)
	})
	got, err := s.downloadFile(t, name)
	require.NoError(t, err)
	assert.Equal(t, &Downloaded{Size: int64(len(file)), ContentType: "image/png", Attempts: 1}, got)
	assertFile(t, name, file)
	info, err := os.Stat(name)
	require.NoError(t, err)
	assert.Equal(t, fs.FileMode(0o600), info.Mode())
}

func TestDownloadFileReplacesAndResumes(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "photo.png")
	require.NoError(t, os.WriteFile(name, bytes.Repeat([]byte("old"), len(file)), 0o600))
	s := serve(t, cutAfter(1000, "ETag", tag), whole)
	got, err := s.downloadFile(t, name)
	require.NoError(t, err)
	assert.Equal(t, 2, got.Attempts)
	assert.Equal(t, []string{"GET /f?t=1", "GET /f?t=1 Range: bytes=1000- If-Range: " + tag}, s.requests())
	assertFile(t, name, file)
}

// What was written of an older and longer version must not show behind the newer one.
func TestDownloadFileStartsOver(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "photo.png")
	s := serve(t, cutAfter(70_000, "ETag", tag), func(w http.ResponseWriter, _ *http.Request) { begin(w, 10, "ETag", `"v2"`) })
	var p progress
	got, err := s.downloadFile(t, name, WithDownloadProgress(p.report))
	require.NoError(t, err)
	assert.Equal(t, int64(10), got.Size)
	assertFile(t, name, file[:10])
	assert.Equal(t, int64(10), p.sent[len(p.sent)-1])
	assert.Equal(t, []int64{int64(len(file)), -1}, slices.Compact(p.totals))
}

// A failure leaves the folder as it was.
func TestDownloadFileFails(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		step http.HandlerFunc
		opts []DownloadOption
	}{
		{"status", status(404), nil},
		{"cut every time", cutAfter(1000), nil},
		{"limit by the header", whole, []DownloadOption{WithDownloadLimit(10)}},
		{"limit by the body", func(w http.ResponseWriter, _ *http.Request) { begin(w, len(file)) }, []DownloadOption{WithDownloadLimit(40_000)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s := serve(t, c.step)
			d, err := s.downloadFile(t, filepath.Join(dir, "new"), c.opts...)
			failed(t, d, err)
			assert.Empty(t, names(t, dir))
			old := filepath.Join(dir, "old")
			require.NoError(t, os.WriteFile(old, []byte("old"), 0o600))
			d, err = s.downloadFile(t, old, c.opts...)
			failed(t, d, err)
			assertFile(t, old, []byte("old"))
		})
	}
	t.Run("a progress that panics", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		s := serve(t, whole)
		assert.PanicsWithValue(t, "x", func() {
			_, _ = s.downloadFile(t, filepath.Join(dir, "f"), WithDownloadProgress(func(int64, int64) { panic("x") }))
		})
		assert.Empty(t, names(t, dir))
	})
	t.Run("the end of the context", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(t.Context())
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			begin(w, 1000, "ETag", tag)
			cancel()
			<-r.Context().Done()
		})
		d, err := DownloadFile(ctx, s.URL, filepath.Join(dir, "f"), s.trust())
		e := failed(t, d, err)
		require.ErrorIs(t, e, context.Canceled)
		assert.Equal(t, 1, e.Attempts)
		assert.Empty(t, names(t, dir))
	})
	t.Run("a folder that is not there", func(t *testing.T) {
		t.Parallel()
		s := serve(t, whole)
		d, err := s.downloadFile(t, filepath.Join(t.TempDir(), "none", "f"))
		require.ErrorIs(t, failed(t, d, err), fs.ErrNotExist)
		assert.Empty(t, s.requests(), "nobody was asked")
	})
	t.Run("a name that a folder has", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		require.NoError(t, os.MkdirAll(filepath.Join(dir, "f", "x"), 0o700))
		s := serve(t, whole)
		var seen watcher
		d, err := s.downloadFile(t, filepath.Join(dir, "f"), WithObserver(&seen))
		e := failed(t, d, err)
		assert.Equal(t, []string{"f"}, names(t, dir))
		assert.Contains(t, e.Error(), "zapgate: GET download: 200: keep: rename ")
		assert.Equal(t, "end "+e.Error(), seen.lines[2])
	})
	t.Run("no name", func(t *testing.T) {
		t.Parallel()
		s := serve(t, whole)
		d, err := s.downloadFile(t, "")
		require.ErrorIs(t, failed(t, d, err), ErrInvalidArgument)
		assert.Empty(t, s.requests())
	})
}

func TestDownloadDataURI(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ link, contentType, want string }{
		{"data:image/gif;base64,R0lGODlh", "image/gif", "GIF89a"},
		{"DATA:image/gif;BASE64,R0lGODlh", "image/gif", "GIF89a"},
		{"data:image/jpeg;base64,/9j/", "image/jpeg", "\xff\xd8\xff"},
		{"data:;base64,YQ==", "", "a"},
		{"data:;base64,YQ", "", "a"},
		{"data:;base64,YQ%3D%3D", "", "a"},
		{"data:;base64,%2B%2B%2B%2B", "", "\xfb\xef\xbe"},
		{"data:text/plain;charset=utf-8,ol%C3%A1+1", "text/plain;charset=utf-8", "olá+1"},
		{"data:text/plain;charset=utf-8;base64,b2zDoQ==", "text/plain;charset=utf-8", "olá"},
		{"data:,a,b?c#d", "", "a,b?c#d"},
		{"data:,", "", ""},
	} {
		var w bytes.Buffer
		got, err := Download(t.Context(), c.link, &w)
		require.NoError(t, err, c.link)
		assert.Equal(t, &Downloaded{Size: int64(len(c.want)), ContentType: c.contentType}, got)
		assert.Equal(t, c.want, w.String())
	}
	for _, link := range []string{"data:", "data:UFJJVkFURQ==", "data:;base64,PRIVATE!", "data:;base64,UFJJV=FURQ", "data:,%zzPRIVATE"} {
		d, err := Download(t.Context(), link, writes(t))
		e := failed(t, d, err)
		require.ErrorIs(t, e, ErrInvalidArgument, link)
		assert.EqualError(t, e, "zapgate: GET download: link: not a data URI that can be read: invalid argument")
	}
	media, err := MediaBytes("image/png", file).MarshalJSON()
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), "f")
	var p progress
	_, err = DownloadFile(t.Context(), string(bytes.Trim(media, `"`)), name, WithDownloadProgress(p.report))
	require.NoError(t, err)
	assertFile(t, name, file)
	assert.Equal(t, progress{[]int64{int64(len(file))}, []int64{int64(len(file))}}, p)

	d, err := Download(t.Context(), "data:,12345", writes(t), WithDownloadLimit(4))
	require.ErrorIs(t, failed(t, d, err), ErrTooLarge)
	d, err = Download(t.Context(), "data:,12345", writer(func([]byte) (int, error) { return 0, io.ErrClosedPipe }))
	require.ErrorIs(t, failed(t, d, err), io.ErrClosedPipe)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d, err = Download(ctx, "data:,12345", writes(t))
	require.ErrorIs(t, failed(t, d, err), context.Canceled)
}
