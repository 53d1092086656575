// Command broadcast sends many texts through all four gateways at once, with faults on the way, and counts at the gateways
// what arrived. None arrives twice. It needs no account and no network: it starts the gateways in process.
//
//	go run ./examples/broadcast -messages 1000 -faults 0.1
//
// It stops on Ctrl-C, lets what is on its way arrive, and says what was not tried.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"sync"
	"time"

	"github.com/zapgate/zapgate-go"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "broadcast:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("broadcast", flag.ContinueOnError)
	messages := flags.Int("messages", 1000, "how many texts to send")
	workers := flags.Int("workers", 8, "how many of them may be on their way at once, for each gateway")
	rate := flags.Int("rate", 500, "how many may begin in a second, for all gateways together")
	seed := flags.Uint64("seed", 1, "of the faults")
	share := flags.Float64("faults", 0.1, "share of requests that meet a fault, 0 to 1")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *messages < 1 || *rate < 1 || *rate > 1_000_000 || !(*share >= 0 && *share <= 1) {
		return errors.New("-messages is not positive, -rate not between 1 and 1000000 or -faults not between 0 and 1")
	}
	pace := newPace(*rate)
	defer pace.stop()
	lanes, err := startLanes()
	defer func() {
		for _, l := range lanes {
			l.stop()
		}
	}()
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(*seed, 0))
	deal(lanes, *messages)
	for _, l := range lanes {
		l.inject(random, *share)
		if l.sender, err = zapgate.NewSender(l.messenger, zapgate.WithWorkers(*workers), zapgate.WithPace(pace),
			zapgate.WithPauses(5, 2*time.Second), zapgate.WithGrace(5*time.Second)); err != nil {
			return err
		}
	}
	bar := newProgress(out, *messages)
	var sending sync.WaitGroup
	for _, l := range lanes {
		sending.Go(func() { l.send(ctx, bar) })
	}
	sending.Wait()
	bar.end()
	return report(out, lanes)
}

// pace lets a fixed number of messages begin in a second. *rate.Limiter of golang.org/x/time does it better.
type pace struct{ ticker *time.Ticker }

func newPace(perSecond int) pace { return pace{time.NewTicker(time.Second / time.Duration(perSecond))} }

func (p pace) stop() { p.ticker.Stop() }

// Wait returns when one more may begin, or ctx ended.
func (p pace) Wait(ctx context.Context) error {
	select {
	case <-p.ticker.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
