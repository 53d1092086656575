package webhooktest_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

func TestMemoryIsADeduper(t *testing.T) {
	t.Parallel()
	webhooktest.TestDeduper(t, func() webhook.Deduper { return webhook.NewMemory(1000) })
}

// Stores that share their keys are fine too.
func TestSharedMemoryIsADeduper(t *testing.T) {
	t.Parallel()
	m := webhook.NewMemory(5000)
	webhooktest.TestDeduper(t, func() webhook.Deduper { return m })
}

// wrong is a store with a mistake.
type wrong struct {
	webhook.Deduper
	mistake string
	mu      sync.Mutex
	seen    map[string]bool
}

func (w *wrong) Claim(ctx context.Context, key string) (webhook.Claim, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch w.mistake {
	case "one phase":
		if w.seen[key] {
			return webhook.Done, nil
		}
		w.seen[key] = true
		return webhook.Claimed, nil
	case "no exclusion":
		if c, err := w.Deduper.Claim(ctx, key); err != nil || c == webhook.Done {
			return c, err
		}
		return webhook.Claimed, nil
	case "case folded":
		key = strings.ToLower(key)
	case "cut keys":
		key = key[:min(len(key), 200)]
	}
	return w.Deduper.Claim(ctx, key)
}

func (w *wrong) Commit(ctx context.Context, key string) error {
	if w.mistake == "forgets" {
		return w.Release(ctx, key)
	}
	return w.Deduper.Commit(ctx, key)
}

func (w *wrong) Release(ctx context.Context, key string) error {
	if w.mistake == "keeps claims" {
		return nil
	}
	return w.Deduper.Release(ctx, key)
}

// The suite finds mistakes: each of these stores fails it. A failing test needs a process of its own.
func TestDeduperFindsMistakes(t *testing.T) {
	if mistake := os.Getenv("WRONG_DEDUPER"); mistake != "" {
		webhooktest.TestDeduper(t, func() webhook.Deduper {
			return &wrong{Deduper: webhook.NewMemory(1000), mistake: mistake, seen: map[string]bool{}}
		})
		return
	}
	t.Parallel()
	for _, mistake := range []string{"one phase", "no exclusion", "case folded", "cut keys", "forgets", "keeps claims"} {
		t.Run(mistake, func(t *testing.T) {
			t.Parallel()
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestDeduperFindsMistakes$", "-test.timeout=20s")
			cmd.Env = append(os.Environ(), "WRONG_DEDUPER="+mistake)
			out, err := cmd.CombinedOutput()
			assert.Error(t, err, "%s", out)
			assert.Contains(t, string(out), "--- FAIL: TestDeduperFindsMistakes")
		})
	}
}
