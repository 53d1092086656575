package zapgate

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// progress keeps what is reported.
type progress struct{ sent, totals []int64 }

func (p *progress) report(sent, total int64) {
	p.sent, p.totals = append(p.sent, sent), append(p.totals, total)
}

func readAll(t *testing.T, m Media) []byte {
	t.Helper()
	src, err := m.Open()
	require.NoError(t, err)
	b, err := io.ReadAll(iotest.OneByteReader(src))
	require.NoError(t, err)
	require.NoError(t, src.Close())
	return b
}

func TestMediaProgress(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.png")
	require.NoError(t, os.WriteFile(file, []byte("abc"), 0o600))
	for _, c := range []struct {
		name  string
		m     Media
		total int64
	}{
		{"bytes", MediaBytes("image/png", []byte("abc")), 3},
		{"reader", MediaReader("image/png", 3, opens([]byte("abc"))), 3},
		{"reader of unknown size", MediaReader("image/png", -1, opens([]byte("abc"))), -1},
		{"file", MediaFile(file), 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var p progress
			m := MediaProgress(c.m, p.report)
			assert.Equal(t, c.m.Size(), m.Size())
			assert.Equal(t, c.m.MIMEType(), m.MIMEType())
			assert.False(t, m.IsZero())
			assert.Empty(t, p.sent, "nothing was read")
			for range 2 { // each opening begins at 0 again
				assert.Equal(t, "abc", string(readAll(t, m)))
			}
			assert.Equal(t, []int64{1, 2, 3, 1, 2, 3}, p.sent)
			for _, total := range p.totals {
				assert.Equal(t, c.total, total)
			}
			assert.Equal(t, "abc", string(readAll(t, c.m)), "the media it was made of")
			assert.Len(t, p.sent, 6, "reports nothing")
		})
	}
}

func TestMediaProgressInJSON(t *testing.T) {
	t.Parallel()
	var p progress
	m := MediaProgress(MediaBytes("image/png", []byte("abc")), p.report)
	got, err := asSent(t, m)
	require.NoError(t, err)
	assert.Equal(t, `"data:image/png;base64,YWJj"`, got)
	got, err = asSent(t, Base64(m))
	require.NoError(t, err)
	assert.Equal(t, `"YWJj"`, got)
	assert.Equal(t, []int64{3, 3}, p.sent, "bytes before base64, once for each encoding")
}

func TestMediaProgressOfNothingToRead(t *testing.T) {
	t.Parallel()
	report := func(int64, int64) { t.Error("a link has no progress") }
	for in, want := range map[string]string{"https://x.test/a.png": `"https://x.test/a.png"`, "data:,x": `"data:,x"`} {
		got, err := asSent(t, MediaProgress(MediaURL(in), report))
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	assert.True(t, MediaProgress(Media{}, report).IsZero())
	empty := MediaProgress(MediaBytes("text/plain", nil), report)
	assert.Empty(t, readAll(t, empty), "no bytes, no report")
	assert.Equal(t, "abc", string(readAll(t, MediaProgress(MediaBytes("", []byte("abc")), nil))), "nobody to report to")
}

func TestMediaProgressReportsWhatWasReadBeforeAnError(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	var closed int
	var p progress
	m := MediaProgress(MediaReader("", 10, func() (io.ReadCloser, error) {
		return closing{io.MultiReader(bytes.NewReader([]byte("abc")), errReader{broken}), &closed}, nil
	}), p.report)
	src, err := m.Open()
	require.NoError(t, err)
	_, err = io.ReadAll(src)
	assert.ErrorIs(t, err, broken)
	assert.Equal(t, []int64{3}, p.sent)
	assert.Equal(t, []int64{10}, p.totals)
	require.NoError(t, src.Close())
	assert.Equal(t, 1, closed)
}

func TestMediaProgressKeepsWhyItCannotBeOpened(t *testing.T) {
	t.Parallel()
	report := func(int64, int64) { t.Error("nothing was read") }
	_, err := MediaProgress(MediaFile(filepath.Join(t.TempDir(), "none")), report).Open()
	assert.ErrorIs(t, err, fs.ErrNotExist)
	_, err = asSent(t, MediaProgress(MediaReader("", 1, func() (io.ReadCloser, error) { return nil, io.ErrClosedPipe }), report))
	assert.ErrorIs(t, err, io.ErrClosedPipe)
}

// Two observers of one file both see all of it.
func TestMediaProgressTwice(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.png")
	require.NoError(t, os.WriteFile(file, []byte("ab"), 0o600))
	var inner, outer progress
	m := MediaProgress(MediaProgress(MediaFile(file), inner.report), outer.report)
	assert.Equal(t, "ab", string(readAll(t, m)))
	assert.Equal(t, inner, outer)
	assert.Equal(t, progress{[]int64{1, 2}, []int64{2, 2}}, outer, "the file's size too")
}
