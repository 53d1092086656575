package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/zapgate/zapgate-go"
)

// tally is what became of messages, as the sender told it and as the gateway saw it.
type tally struct {
	sent, refused, unknown int
	notTried               []int // their numbers
	arrived                int   // texts that the gateway read and did not refuse
	twice                  int   // of them, those that came again
	missing                int   // told as sent, and did not arrive
}

// count compares what was told with how often each number arrived.
func count(results []result, arrivals []int) (t tally) {
	arrived := map[int]int{}
	for _, number := range arrivals {
		if arrived[number]++; arrived[number] == 2 {
			t.twice++
		}
	}
	t.arrived = len(arrived)
	for _, r := range results {
		switch {
		case r.err == nil:
			t.sent++
			if arrived[r.number] == 0 {
				t.missing++
			}
		case errors.Is(r.err, zapgate.ErrNotTried):
			t.notTried = append(t.notTried, r.number)
		case errors.Is(r.err, zapgate.ErrOutcomeUnknown):
			t.unknown++
		default:
			t.refused++
		}
	}
	return t
}

// arrivals are the numbers of the texts that the gateway read and did not refuse: also of those it never answered.
func (l *lane) arrivals() (numbers []int) {
	for _, r := range l.fake.Requests() {
		if n := number(string(r.Body)); n >= 0 && (r.Status < 400 || r.Status >= 500) {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// report prints the table. It fails if a text arrived twice, or was told as sent and did not arrive.
func report(out io.Writer, lanes []*lane) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "GATEWAY\tSENT\tREFUSED\tOUTCOME UNKNOWN\tNOT TRIED\tARRIVED\tARRIVED TWICE")
	line := func(name string, t tally) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\n", name, t.sent, t.refused, t.unknown, len(t.notTried), t.arrived, t.twice)
	}
	var results []result
	var arrivals []int
	for _, l := range lanes {
		came := l.arrivals()
		line(string(l.fake.Kind()), count(l.results, came))
		results, arrivals = append(results, l.results...), append(arrivals, came...)
	}
	all := count(results, arrivals)
	line("all", all)
	_ = w.Flush()
	if n := len(all.notTried); n > 0 {
		fmt.Fprintf(out, "\nstopped early: %d were not tried, the first of them number %d\n", n, slices.Min(all.notTried))
	}
	return all.verdict()
}

func (t tally) verdict() error {
	if t.twice > 0 || t.missing > 0 {
		return fmt.Errorf("%d arrived twice, %d were told as sent and did not arrive", t.twice, t.missing)
	}
	return nil
}
