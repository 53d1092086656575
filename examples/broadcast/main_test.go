package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// total reads the table's last line.
func total(t *testing.T, out string) (sent, refused, unknown, notTried, arrived, twice int) {
	t.Helper()
	i := strings.LastIndex(out, "\nall ")
	require.GreaterOrEqual(t, i, 0, out)
	_, err := fmt.Sscanf(out[i:], "\nall %d %d %d %d %d %d", &sent, &refused, &unknown, &notTried, &arrived, &twice)
	require.NoError(t, err, out)
	return
}

func TestBroadcast(t *testing.T) {
	t.Parallel()
	for _, faults := range []string{"0", "0.3"} {
		t.Run(faults, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			require.NoError(t, run(t.Context(), []string{"-messages", "200", "-faults", faults, "-rate", "1000"}, &out))
			sent, refused, unknown, notTried, arrived, twice := total(t, out.String())
			assert.Equal(t, 200, sent+refused+unknown)
			assert.Zero(t, notTried)
			assert.Zero(t, twice)
			assert.Regexp(t, `(?m)^ 50%  100 of 200$`, out.String())
			if faults == "0" { // a machine that is too busy to answer in time has outcomes that are unknown, too
				assert.Zero(t, refused)
				assert.Equal(t, 200, arrived)
			} else {
				assert.Positive(t, unknown)
				assert.Less(t, arrived, 200)
			}
		})
	}
}

// Ctrl-C ends ctx: what is on its way arrives, and the rest is told.
func TestBroadcastStops(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	out := &watch{text: " 10%", then: cancel}
	require.NoError(t, run(ctx, []string{"-messages", "2000", "-faults", "0", "-rate", "1000"}, out))
	sent, refused, unknown, notTried, arrived, twice := total(t, out.String())
	assert.Positive(t, notTried)
	assert.Equal(t, 2000, sent+unknown+notTried)
	assert.Zero(t, refused)
	assert.Equal(t, sent+unknown, arrived)
	assert.Zero(t, twice)
	assert.Contains(t, out.String(), "stopped early: "+strconv.Itoa(notTried)+" were not tried, the first of them number ")
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
