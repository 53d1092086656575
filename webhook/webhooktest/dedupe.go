package webhooktest

import (
	"crypto/rand"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zapgate/zapgate-go/webhook"
)

// TestDeduper tests that a store keeps the rules of webhook.Deduper. newStore returns one with room for 1000 keys; they may
// all be over the same database, as no two tests use the same key.
func TestDeduper(t *testing.T, newStore func() webhook.Deduper) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, *deduper){
		"Phases": testPhases, "Keys": testKeys, "OneClaim": testOneClaim, "OneHolder": testOneHolder, "TwoHandles": func(t *testing.T, d *deduper) {
			testTwoHandles(t, d, newStore())
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, &deduper{t, newStore(), rand.Text() + "/"})
		})
	}
}

// deduper is a store whose errors end the test.
type deduper struct {
	t      *testing.T
	store  webhook.Deduper
	prefix string
}

func (d *deduper) claim(key string) string {
	c, err := d.store.Claim(d.t.Context(), d.prefix+key)
	if err != nil {
		d.t.Errorf("claim: %v", err)
		return "error"
	}
	switch c {
	case webhook.Claimed:
		return "claimed"
	case webhook.Busy:
		return "busy"
	case webhook.Done:
		return "done"
	}
	return "?"
}

func (d *deduper) commit(key string) {
	if err := d.store.Commit(d.t.Context(), d.prefix+key); err != nil {
		d.t.Errorf("commit: %v", err)
	}
}

func (d *deduper) release(key string) {
	if err := d.store.Release(d.t.Context(), d.prefix+key); err != nil {
		d.t.Errorf("release: %v", err)
	}
}

// testPhases plays scripts of claims (c), commits (k) and releases (r).
func testPhases(t *testing.T, d *deduper) {
	for script, want := range map[string]string{
		"c c":         "claimed busy",
		"c k c c":     "claimed done done",
		"c r c":       "claimed claimed",
		"c r c r c c": "claimed claimed claimed busy",
		"c r c k c":   "claimed claimed done",
		"c k k c":     "claimed done", // a commit whose answer was lost is made again
		"c r r c":     "claimed claimed",
		"c k r c":     "claimed done", // what was handled stays handled
		"c r k c":     "claimed done", // a claim that ran out before its handler succeeded
		"k c":         "done",         // the same, in a store that forgot it
		"r c k c":     "claimed done", // nobody's
		"c c k c":     "claimed busy done",
		"c c r c":     "claimed busy claimed",
	} {
		var got []string
		for step := range strings.FieldsSeq(script) {
			switch step {
			case "c":
				got = append(got, d.claim(script))
			case "k":
				d.commit(script)
			case "r":
				d.release(script)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s instead of %s", script, s, want)
		}
	}
}

// testKeys: every key is its own, whatever it is made of.
func testKeys(t *testing.T, d *deduper) {
	keys := []string{
		"", " ", "a", "A", "a ", " a", "aa", "a/b", "a:b", "a*", "a?", "[a]", "{a}", "%61", "a\x00", "a\x00b", "a\nb", "é", "e\u0301", "\xff", "\xfe",
		"'; --", `\`, strings.Repeat("x", 5000), strings.Repeat("x", 5000) + "y",
	}
	for i, k := range keys {
		if got := d.claim(k); got != "claimed" {
			t.Errorf("%.20q was claimed as another key: %s", k, got)
		}
		if i%2 == 0 {
			d.commit(k)
		}
	}
	for i, k := range keys {
		want := "busy"
		if i%2 == 0 {
			want = "done"
		}
		if got := d.claim(k); got != want {
			t.Errorf("%.20q: %s instead of %s", k, got, want)
		}
	}
}

const claimants = 16

// testOneClaim: of many at once, one has the claim, and after its commit none.
func testOneClaim(t *testing.T, d *deduper) {
	for range 20 {
		key := rand.Text()
		if won := together(func() bool { return d.claim(key) == "claimed" }); won != 1 {
			t.Errorf("%d claimed one key", won)
		}
		d.commit(key)
		if done := together(func() bool { return d.claim(key) == "done" }); done != claimants {
			t.Errorf("%d of %d see that it is done", done, claimants)
		}
	}
}

// testOneHolder: between a claim and its end nobody else has the key, and all get their turn.
func testOneHolder(t *testing.T, d *deduper) {
	var holders, turns atomic.Int32
	var end atomic.Pointer[time.Time] // when nobody has had a turn for too long
	extend := func() { end.Store(new(time.Now().Add(2 * time.Second))) }
	extend()
	together(func() bool {
		for mine := 0; mine < 3 && !t.Failed() && time.Now().Before(*end.Load()); {
			if d.claim("key") != "claimed" {
				runtime.Gosched()
				continue
			}
			if holders.Add(1) != 1 {
				t.Error("two hold one key")
			}
			mine++
			extend()
			turns.Add(1)
			holders.Add(-1)
			d.release("key")
		}
		return true
	})
	if n := turns.Load(); n != 3*claimants && !t.Failed() {
		t.Errorf("%d of %d had the key: a key that was released cannot be claimed", n, 3*claimants)
	}
	if got := d.claim("key"); got != "claimed" {
		t.Errorf("released by all: %s", got)
	}
}

// testTwoHandles: a second store, over the same database or not, does not break the first.
func testTwoHandles(t *testing.T, d *deduper, other webhook.Deduper) {
	d.claim("key")
	d.commit("key")
	second := &deduper{t, other, d.prefix}
	if got := second.claim("key"); got == "busy" {
		t.Error("a key that was committed is busy elsewhere")
	}
	if got := d.claim("key"); got != "done" {
		t.Errorf("%s after a claim elsewhere", got)
	}
}

// together calls fn on many goroutines at once and counts how often it is true.
func together(fn func() bool) int {
	var n atomic.Int32
	var wg sync.WaitGroup
	start := make(chan struct{})
	for range claimants {
		wg.Go(func() {
			<-start
			if fn() {
				n.Add(1)
			}
		})
	}
	close(start)
	wg.Wait()
	return int(n.Load())
}
