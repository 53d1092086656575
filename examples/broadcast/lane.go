package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/fakegateway"
	"github.com/zapgate/zapgate-go/wsapi"
	"github.com/zapgate/zapgate-go/zapi"
	"github.com/zapgate/zapgate-go/zapini"
	"github.com/zapgate/zapgate-go/zapy"
)

// lane is one gateway with what is sent through it.
type lane struct {
	fake      *fakegateway.Gateway
	messenger zapgate.Messenger
	sender    *zapgate.Sender
	messages  []zapgate.Message // each with a number of its own in its text
	results   []result
}

type result struct {
	number int
	err    error
}

var numbered = regexp.MustCompile(`Offer (\d+),`)

// number reads a text's own id, from the text or from a request that it is in; -1 if it is in none.
func number(text string) int {
	if m := numbered.FindStringSubmatch(text); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			return n
		}
	}
	return -1
}

// options are those of a client that would rather know soon.
func options(base string) []zapgate.Option {
	return []zapgate.Option{
		zapgate.WithBaseURL(base), zapgate.WithTimeout(time.Second), zapgate.WithRetryWait(10*time.Millisecond, 100*time.Millisecond),
	}
}

// startLanes runs the four gateways, each with a client that speaks to it over loopback.
func startLanes() ([]*lane, error) {
	var lanes []*lane
	for _, g := range []struct {
		start  func(fakegateway.Config) (*fakegateway.Gateway, error)
		client func(*fakegateway.Gateway) (interface{ Messenger() zapgate.Messenger }, error)
	}{
		{fakegateway.StartZAPI, func(g *fakegateway.Gateway) (interface{ Messenger() zapgate.Messenger }, error) {
			return zapi.New(zapi.Credentials{InstanceID: "instance", Token: "token"}, options(g.URL())...)
		}},
		{fakegateway.StartZapini, func(g *fakegateway.Gateway) (interface{ Messenger() zapgate.Messenger }, error) {
			return zapini.New(zapini.Credentials{InstanceID: "instance", Token: "token"},
				append(options(g.PlatformURL()), zapini.WithInstanceURL(g.URL()))...)
		}},
		{fakegateway.StartZapy, func(g *fakegateway.Gateway) (interface{ Messenger() zapgate.Messenger }, error) {
			return zapy.New(zapy.Credentials{InstanceID: "instance", APIKey: "token"}, options(g.URL())...)
		}},
		{fakegateway.StartWSAPI, func(g *fakegateway.Gateway) (interface{ Messenger() zapgate.Messenger }, error) {
			return wsapi.New(wsapi.Credentials{InstanceID: "instance", APIKey: "token"}, options(g.URL())...)
		}},
	} {
		fake, err := g.start(fakegateway.Config{InstanceID: "instance", Token: "token"})
		if err != nil {
			return lanes, err
		}
		l := &lane{fake: fake}
		lanes = append(lanes, l)
		client, err := g.client(fake)
		if err != nil {
			return lanes, err
		}
		l.messenger = client.Messenger()
	}
	return lanes, nil
}

func (l *lane) stop() { _ = l.fake.Close() }

// deal gives each lane every fourth of n messages, to twenty people in turn.
func deal(lanes []*lane, n int) {
	for i := range n {
		l := lanes[i%len(lanes)]
		to, err := zapgate.ParseAddress(fmt.Sprintf("+55 11 90000-00%02d", 10+len(l.messages)%20))
		if err != nil {
			panic(err) // a mistake in the format above
		}
		l.messages = append(l.messages, &zapgate.TextMessage{To: to, Text: fmt.Sprintf("Offer %d, only today", i)})
	}
}

// inject makes a share of the lane's requests meet a fault, and one of them a rate limit that is the Sender's to wait for.
func (l *lane) inject(random *rand.Rand, share float64) {
	faults := []fakegateway.Fault{
		fakegateway.ResetBeforeRead(),
		fakegateway.ResetAfterRead(),
		fakegateway.ResetMidBody(),
		fakegateway.Truncated(),
		fakegateway.Stall(),
		fakegateway.Slow(200 * time.Millisecond),
		fakegateway.HTML502(),
		fakegateway.Problem(503, "UNAVAILABLE", "try again later"),
		fakegateway.Problem(400, "REFUSED", "no such number"),
		fakegateway.TooManyRequests(""),
	}
	var plan []fakegateway.Fault
	for range l.messages {
		f := fakegateway.Slow(0)
		if random.Float64() < share {
			f = faults[random.IntN(len(faults))]
		}
		plan = append(plan, f)
	}
	if share > 0 && len(plan) > 0 {
		plan[random.IntN(len(plan))] = fakegateway.TooManyRequests("1")
	}
	l.fake.Inject("*", plan...)
}

// send sends the lane's messages and keeps their results. A sender that stopped has none for what it did not read.
func (l *lane) send(ctx context.Context, bar *progress) {
	for r, err := range l.sender.Send(ctx, slices.Values(l.messages)) {
		l.results = append(l.results, result{number(r.Message.(*zapgate.TextMessage).Text), err})
		bar.step()
	}
	for _, m := range l.messages[len(l.results):] {
		l.results = append(l.results, result{number(m.(*zapgate.TextMessage).Text), zapgate.ErrNotTried})
	}
}
