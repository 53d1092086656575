// Package bench compares two ways of doing the same in one run of a benchmark: on a shared machine, no absolute time means
// anything.
package bench

import (
	"slices"
	"testing"
	"time"
)

const turn = 16 // calls

// ByTurns reports the time of one by that of the other, in unit, as the median over many short turns, which nothing else
// on the machine disturbs, and over all of the time, with the collector; and how many allocations more it makes.
func ByTurns(b *testing.B, one, other func(), unit string) {
	more := testing.AllocsPerRun(100, one) - testing.AllocsPerRun(100, other)
	both := [2]func(){one, other}
	var all [2]time.Duration
	var ratios []float64
	for b.Loop() {
		var times [2]time.Duration
		for i := range both {
			which := (i + len(ratios)) % 2 // each is first in turn
			start := time.Now()
			for range turn {
				both[which]()
			}
			times[which] = time.Since(start)
			all[which] += times[which]
		}
		ratios = append(ratios, float64(times[0])/float64(times[1]))
	}
	slices.Sort(ratios)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ratios[len(ratios)/2], unit)
	b.ReportMetric(float64(all[0])/float64(all[1]), "overall")
	b.ReportMetric(more, "more-allocs")
}
