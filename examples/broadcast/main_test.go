package main

import (
	"context"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// total is the table's last line: sent, refused, outcome unknown, not tried, arrived, arrived twice.
func total(t *testing.T, out string) (numbers [6]int) {
	t.Helper()
	m := regexp.MustCompile(`(?m)^all +(\d+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)$`).FindStringSubmatch(out)
	require.NotNil(t, m, out)
	for i := range numbers {
		numbers[i], _ = strconv.Atoi(m[i+1])
	}
	return numbers
}

func TestBroadcast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		faults string
		check  func(t *testing.T, sent, refused, unknown int)
	}{
		{"0", func(t *testing.T, sent, _, _ int) { assert.Equal(t, 200, sent) }},
		{"0.3", func(t *testing.T, sent, _, unknown int) { assert.Positive(t, sent); assert.Positive(t, unknown) }},
	} {
		t.Run(c.faults, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			require.NoError(t, run(t.Context(), []string{"-messages", "200", "-faults", c.faults, "-rate", "1000"}, &out))
			n := total(t, out.String())
			assert.Equal(t, 200, n[0]+n[1]+n[2]+n[3])
			assert.Zero(t, n[3], "not tried")
			assert.GreaterOrEqual(t, n[4], n[0], "arrived")
			assert.Zero(t, n[5], "arrived twice")
			assert.Regexp(t, `(?m)^ 50%  100 of 200$`, out.String())
			c.check(t, n[0], n[1], n[2])
		})
	}
}

// Ctrl-C ends ctx: what is on its way arrives, and the rest is told.
func TestBroadcastStops(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	out := &watch{text: " 10%", then: cancel}
	require.NoError(t, run(ctx, []string{"-messages", "2000", "-faults", "0", "-rate", "1000"}, out))
	n := total(t, out.String())
	assert.Positive(t, n[3], "not tried")
	assert.GreaterOrEqual(t, n[0], 200, "sent")
	assert.Equal(t, [6]int{n[0], 0, 0, 2000 - n[0], n[0], 0}, n)
	assert.Contains(t, out.String(), "stopped early: "+strconv.Itoa(n[3])+" were not tried, the first of them number ")
}

// watch calls a function once its text is written.
type watch struct {
	strings.Builder
	text string
	then func()
}

func (w *watch) Write(p []byte) (int, error) {
	if strings.Contains(string(p), w.text) {
		w.then()
	}
	return w.Builder.Write(p)
}

func TestVerdict(t *testing.T) {
	t.Parallel()
	unknown := &zapgate.Error{MayHaveRun: true}
	results := []result{{0, nil}, {1, nil}, {2, unknown}, {3, zapgate.ErrNotTried}, {4, zapgate.ErrBadRequest}}
	for _, c := range []struct {
		arrivals []int
		want     tally
		message  string
	}{
		{[]int{0, 1}, tally{2, 1, 1, []int{3}, 2, 0, 0}, ""},
		{[]int{2, 0, 1}, tally{2, 1, 1, []int{3}, 3, 0, 0}, ""},
		{[]int{0}, tally{2, 1, 1, []int{3}, 1, 0, 1}, "0 arrived twice, 1 were told as sent and did not arrive"},
		{[]int{0, 1, 2, 2, 2}, tally{2, 1, 1, []int{3}, 3, 1, 0}, "1 arrived twice, 0 were told as sent and did not arrive"},
	} {
		got := count(results, c.arrivals)
		assert.Equal(t, c.want, got)
		if err := got.verdict(); c.message == "" {
			assert.NoError(t, err)
		} else {
			assert.EqualError(t, err, c.message)
		}
	}
}

func TestBarOnATerminal(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	p := newProgress(&out, 200)
	assert.False(t, p.bar)
	p.bar = true
	for range 200 {
		p.step()
	}
	p.end()
	assert.Equal(t, 100, strings.Count(out.String(), "\r"))
	assert.Contains(t, out.String(), "\r["+strings.Repeat("#", 20)+strings.Repeat(".", 20)+"]  50%  100 of 200")
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	require.NoError(t, err)
	defer null.Close()
	assert.True(t, newProgress(null, 1).bar, "a character device")
}

func TestBadFlags(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"-messages 0", "-rate 0", "-rate 2000000000", "-faults 1.1", "-faults NaN", "-workers 0", "-nope"} {
		assert.Error(t, run(t.Context(), strings.Fields(args), &strings.Builder{}), args)
	}
}

func TestPaceEndsWithItsContext(t *testing.T) {
	t.Parallel()
	p := pace{time.NewTicker(time.Hour)}
	defer p.stop()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, p.Wait(ctx), context.Canceled)
}
