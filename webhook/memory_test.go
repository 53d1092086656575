package webhook_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
)

// run plays a script of claims (c), commits (k) and releases (r) such as "ca ka cb", and returns the claims' answers.
func run(t *testing.T, m *webhook.Memory, script string) string {
	t.Helper()
	var answers []string
	for _, step := range strings.Fields(script) {
		key := step[1:]
		switch step[0] {
		case 'c':
			claim, err := m.Claim(t.Context(), key)
			answer := map[webhook.Claim]string{webhook.Claimed: "claimed", webhook.Busy: "busy", webhook.Done: "done"}[claim]
			if err != nil {
				require.ErrorIs(t, err, webhook.ErrStoreFull)
				answer = "full"
			}
			answers = append(answers, answer)
		case 'k':
			require.NoError(t, m.Commit(t.Context(), key))
		case 'r':
			require.NoError(t, m.Release(t.Context(), key))
		}
	}
	return strings.Join(answers, " ")
}

func TestMemory(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		size         int
		script, want string
	}{
		"claimed once":                 {3, "ca ca", "claimed busy"},
		"committed":                    {3, "ca ka ca", "claimed done"},
		"released":                     {3, "ca ra ca", "claimed claimed"},
		"committed twice":              {3, "ca ka ka ca", "claimed done"},
		"release after commit":         {3, "ca ka ra ca", "claimed done"},
		"commit after release":         {3, "ca ra ka ca", "claimed done"},
		"release of nobody's":          {3, "ra ca", "claimed"},
		"commit of nobody's":           {3, "ka ca", "done"},
		"empty key":                    {3, "c c k c", "claimed busy done"},
		"the oldest is forgotten":      {2, "ca ka cb kb cc kc cb ca", "claimed claimed claimed done claimed"},
		"seen again is not the oldest": {2, "ca ka cb kb ca cc kc ca cb", "claimed claimed done claimed done claimed"},
		"never one in flight":          {2, "ca cb kb cc kc cd kd ca", "claimed claimed claimed claimed busy"},
		"full of those in flight":      {2, "ca cb cc ra cc", "claimed claimed full claimed"},
		"full, yet knows its own":      {2, "ca cb ca cb", "claimed claimed busy busy"},
		"of one":                       {1, "ca cb ka ca cb kb cb ca", "claimed full done claimed done claimed"},
		"of none counts as one":        {0, "ca ka ca cb", "claimed done claimed"},
		"of less than none":            {-5, "ca ka ca", "claimed done"},
		"commit of nobody's when full": {1, "ca kb cb ka ca", "claimed full done"},
		"keys are told apart":          {9, "ca cA ca\x00 caa", "claimed claimed claimed claimed"},
	} {
		assert.Equal(t, c.want, run(t, webhook.NewMemory(c.size), c.script), name)
	}
}

// model is Memory written the slow and obvious way.
type model struct {
	size int
	busy []string
	done []string // the one seen last is last
}

func (m *model) claim(k string) string {
	switch {
	case slices.Contains(m.done, k):
		m.done = append(slices.DeleteFunc(m.done, func(d string) bool { return d == k }), k)
		return "done"
	case slices.Contains(m.busy, k):
		return "busy"
	case len(m.busy) >= m.size:
		return "full"
	}
	m.busy = append(m.busy, k)
	m.shrink()
	return "claimed"
}

func (m *model) commit(k string) {
	m.release(k)
	if !slices.Contains(m.done, k) {
		m.done = append(m.done, k)
	}
	m.shrink()
}

func (m *model) release(k string) {
	m.busy = slices.DeleteFunc(m.busy, func(b string) bool { return b == k })
}

func (m *model) shrink() {
	for len(m.busy)+len(m.done) > m.size && len(m.done) > 0 {
		m.done = m.done[1:]
	}
}

// Any order of calls, by whomever, is answered as the model answers it.
func TestMemoryAgainstModel(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		size := 1 + rnd.IntN(6)
		m, want := webhook.NewMemory(size), &model{size: size}
		var script []string
		for range 400 {
			key := fmt.Sprint(rnd.IntN(10))
			step := string("cckr"[rnd.IntN(4)]) + key
			script = append(script, step)
			answer := ""
			switch step[0] {
			case 'c':
				answer = want.claim(key)
			case 'k':
				want.commit(key)
			case 'r':
				want.release(key)
			}
			require.Equal(t, answer, run(t, m, step), "seed %d, size %d: %s", seed, size, script)
			require.LessOrEqual(t, len(want.busy)+len(want.done), size)
		}
	}
}

// A key is claimed by one goroutine at a time, however many try.
func TestMemoryRace(t *testing.T) {
	t.Parallel()
	const keys, workers = 5, 16
	m := webhook.NewMemory(keys + workers)
	var holders, wins [keys]int // each guarded by its claim
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			rnd := rand.New(rand.NewPCG(uint64(w), 1))
			for range 300 {
				i := rnd.IntN(keys)
				key := fmt.Sprint(i)
				claim, err := m.Claim(context.Background(), key)
				if !assert.NoError(t, err) || claim != webhook.Claimed {
					continue
				}
				holders[i]++
				assert.Equal(t, 1, holders[i])
				wins[i]++
				holders[i]--
				_ = m.Release(context.Background(), key)
			}
		})
	}
	wg.Wait()
	for _, n := range wins {
		assert.Positive(t, n)
	}
}
