package transport

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

func TestBase64Reader(t *testing.T) {
	t.Parallel()
	long := bytes.Repeat([]byte("\x00\xff0123456789"), 10_000)
	for _, n := range []int{0, 1, 2, 3, 4, 5, 6, 7, 24<<10 - 1, 24 << 10, 24<<10 + 1, 100_000} {
		want := base64.StdEncoding.EncodeToString(long[:n])
		assert.EqualValues(t, len(want), piece{media: zapgate.MediaBytes("", long[:n]), size: int64(n), base64: true}.length())
		for name, wrap := range map[string]func(io.Reader) io.Reader{
			"whole":           func(r io.Reader) io.Reader { return r },
			"byte by byte":    iotest.OneByteReader,
			"with io.EOF":     iotest.DataErrReader,
			"half and a half": iotest.HalfReader,
		} {
			r := newBase64Reader(wrap(bytes.NewReader(long[:n])), int64(n))
			got, err := io.ReadAll(r)
			require.NoError(t, err)
			require.True(t, want == string(got), "%d bytes, %s", n, name)
			got, err = io.ReadAll(iotest.OneByteReader(newBase64Reader(wrap(bytes.NewReader(long[:n])), int64(n))))
			require.NoError(t, err)
			require.True(t, want == string(got), "%d bytes, %s, taken byte by byte", n, name)
		}
	}
}

// What was read before the source failed is given first, and the error comes again each time.
func TestBase64ReaderKeepsTheError(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	r := newBase64Reader(io.MultiReader(strings.NewReader("abcde"), failing{broken}), 100)
	got, err := io.ReadAll(r)
	assert.ErrorIs(t, err, broken)
	assert.Equal(t, "YWJj", string(got), "no padding where the source did not end")
	n, err := r.Read(make([]byte, 10))
	assert.Zero(t, n)
	assert.ErrorIs(t, err, broken)
}

// A source that gives little at a time is not waited for until it has given much.
func TestBase64ReaderDoesNotWait(t *testing.T) {
	t.Parallel()
	src, w := io.Pipe()
	defer w.Close()
	go func() { _, _ = w.Write([]byte("abcd")) }()
	p := make([]byte, 100)
	n, err := newBase64Reader(src, 1<<20).Read(p)
	require.NoError(t, err)
	assert.Equal(t, "YWJj", string(p[:n]))
}

func TestCheckSize(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		size  int64
		limit string
		ok    bool
	}{
		{0, "1MB", true}, {1 << 20, "1MB", true}, {1<<20 + 1, "1MB", false}, {3 << 30, "100MB", false}, {3 << 30, "", true},
	} {
		err := checkSize("video", c.size, c.limit)
		if c.ok {
			assert.NoError(t, err)
			continue
		}
		assert.EqualError(t, err, "video is larger than "+c.limit+": invalid argument")
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	}
}

// A source that hangs while its type is looked for ends with the caller's ctx: there is no attempt yet that could time
// out.
func TestLookThatHangs(t *testing.T) {
	t.Parallel()
	for _, by := range carriers {
		endings(t, by.name, func(t *testing.T, ctx context.Context, end func(), is []error) {
			mt := httpmock.NewMockTransport()
			var opened, closed int
			m := zapgate.MediaReader("", 100, func() (io.ReadCloser, error) {
				opened++
				h := newHanging(strings.NewReader("begun"))
				return struct {
					io.Reader
					io.Closer
				}{h, closing(func() error { closed++; return h.Close() })}, nil
			})
			go end()
			err := Exec(ctx, newClient(t, mt), by.of(uploadOp, m))
			outcome{}.check(t, err, 0)
			for _, target := range is {
				assert.ErrorIs(t, err, target)
			}
			assert.Zero(t, mt.GetTotalCallCount())
			assert.Equal(t, 1, opened)
			assert.Equal(t, 1, closed)
		})
	}
}

type closing func() error

func (c closing) Close() error { return c() }
