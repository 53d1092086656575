package limited

import (
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
)

func TestReadAll(t *testing.T) {
	t.Parallel()
	lost := errors.New("lost")
	long := strings.Repeat("x", 100_000)
	for _, c := range []struct {
		name            string
		text            string
		limit, expected int64
		want            string
	}{
		{"as long as it said", "abc", 10, 3, "abc"},
		{"longer than it said", "abcdef", 10, 3, "abcdef"},
		{"shorter than it said", "abc", 10, 6, "abc"},
		{"did not say", "abc", 10, -1, "abc"},
		{"empty", "", 10, 0, ""},
		{"as long as the limit", "abc", 3, 3, "abc"},
		{"one more than the limit", "abcd", 3, 3, "abcd"},
		{"much more", "abcdefgh", 3, 3, "abcd"},
		{"more than the limit was said", "abcdefgh", 3, 8, "abcd"},
		{"longer than any guess", long, math.MaxInt64, 100_000, long},
		{"nothing is allowed", "abc", 0, 3, "a"},
	} {
		for how, reader := range map[string]func(io.Reader) io.Reader{
			"": func(r io.Reader) io.Reader { return r }, "byte by byte": iotest.OneByteReader, "with the end": iotest.DataErrReader,
		} {
			got, err := ReadAll(reader(strings.NewReader(c.text)), c.limit, c.expected)
			assert.NoError(t, err, c.name)
			assert.Equal(t, c.want, string(got), "%s %s", c.name, how)
			got, err = ReadAll(io.MultiReader(reader(strings.NewReader(c.text)), iotest.ErrReader(lost)), int64(len(c.text)), c.expected)
			assert.ErrorIs(t, err, lost, "%s %s", c.name, how)
			assert.Equal(t, c.text, string(got), "%s %s", c.name, how)
		}
	}
}

// Not parallel: it measures.
func TestReadAllTakesOneAllocation(t *testing.T) {
	r := strings.NewReader("")
	assert.EqualValues(t, 1, testing.AllocsPerRun(100, func() {
		r.Reset("abcdef")
		_, _ = ReadAll(r, 100, 6)
	}))
}
