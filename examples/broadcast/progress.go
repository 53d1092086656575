package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// progress shows how many results there are: as a bar on a terminal, elsewhere as a line for each tenth.
type progress struct {
	out   io.Writer
	bar   bool
	total int

	mu   sync.Mutex
	done int
}

func newProgress(out io.Writer, total int) *progress {
	f, ok := out.(*os.File)
	if ok {
		info, err := f.Stat()
		ok = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return &progress{out: out, bar: ok, total: total}
}

// step counts one more.
func (p *progress) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	steps := 10
	if p.bar {
		steps = 100
	}
	if p.done*steps/p.total != (p.done-1)*steps/p.total { // not more often than it looks different
		p.print()
	}
}

func (p *progress) print() {
	percent := p.done * 100 / p.total
	if p.bar {
		full := percent * 40 / 100
		fmt.Fprintf(p.out, "\r[%s%s] %3d%%  %d of %d", strings.Repeat("#", full), strings.Repeat(".", 40-full), percent, p.done, p.total)
		return
	}
	fmt.Fprintf(p.out, "%3d%%  %d of %d\n", percent, p.done, p.total)
}

// end leaves the bar's line.
func (p *progress) end() {
	if p.bar {
		fmt.Fprintln(p.out)
	}
	fmt.Fprintln(p.out)
}
