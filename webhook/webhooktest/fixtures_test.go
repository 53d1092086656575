package webhooktest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// Each fixture is one JSON object, in the order of the names, which begin with the type; what a caller does to its bytes
// is not seen by the next. What they parse to is tested in package webhook.
func TestFixtures(t *testing.T) {
	t.Parallel()
	for p := range verifiers {
		all := webhooktest.Fixtures(p)
		require.NotEmpty(t, all)
		assert.True(t, slices.IsSortedFunc(all, func(a, b webhooktest.Fixture) int { return strings.Compare(a.Name, b.Name) }))
		for i, f := range all {
			assert.True(t, json.Valid(f.Body), f.Name)
			assert.True(t, f.Name == f.EventType || strings.HasPrefix(f.Name, f.EventType+"-"), f.Name)
			clear(f.Body)
			assert.True(t, json.Valid(webhooktest.Fixtures(p)[i].Body), f.Name)
		}
	}
	assert.Empty(t, webhooktest.Fixtures("teleport"))
}

// Every fixture, delivered as the gateway would, arrives; delivered again, it is a duplicate, save Z-API's presence, which
// has neither an id nor a time.
func TestRecordAndReplay(t *testing.T) {
	t.Parallel()
	for p, v := range verifiers {
		h, err := webhook.New(p, v, webhook.WithDedupe(webhook.NewMemory(1000)))
		require.NoError(t, err)
		rec := webhooktest.Record(h)
		want := 0
		for _, f := range webhooktest.Fixtures(p) {
			events, err := webhook.Parse(p, f.Body)
			require.NoError(t, err)
			want += len(events)
			if p == webhook.ZAPI && f.EventType == "Presence" {
				want += 2 * len(events)
			}
			answers := webhooktest.Replay(h, 3, p, secret, f.Body)
			require.Len(t, answers, 3)
			for _, a := range answers {
				assert.Equal(t, 200, a.Code, "%s: %s", p, f.Name)
			}
		}
		assert.Len(t, webhooktest.Recorded[webhook.Event](rec), want, p)
		assert.NotEmpty(t, webhooktest.Recorded[*webhook.MessageStatus](rec), p)
		assert.Equal(t, p == webhook.WSAPI, len(webhooktest.Recorded[*webhook.HistorySync](rec)) > 0, p)
	}
}

func TestOversize(t *testing.T) {
	t.Parallel()
	for p, v := range verifiers {
		h, err := webhook.New(p, v, webhook.WithMaxBody(4096))
		require.NoError(t, err)
		rec := webhooktest.Record(h)
		body := []byte(`{"a":1}`)
		for size, want := range map[int]int{0: 200, 4096: 200, 4097: 413} {
			assert.Equal(t, want, webhooktest.Deliver(h, p, secret, body, webhooktest.Oversize(size)).Code, "%s: %d", p, size)
		}
		assert.Equal(t, 413, webhooktest.Deliver(h, p, secret, body, webhooktest.Oversize(1<<20), webhooktest.Gzipped()).Code, p)
		assert.JSONEq(t, `{"a":1}`, string(body))
		assert.Len(t, webhooktest.Recorded[*webhook.Unknown](rec), 2)
	}
}

// A handler of an application is tested with what its gateway may send it.
func ExampleFixtures() {
	h, err := webhook.New(webhook.ZAPI, webhook.HeaderToken("z-api-token", "token"))
	if err != nil {
		fmt.Println(err)
		return
	}
	webhook.On(h, func(_ context.Context, r *webhook.Reaction) error {
		fmt.Printf("%q\n", r.Emoji)
		return nil
	})
	rest := webhooktest.Record(h)
	for _, f := range webhooktest.Fixtures(webhook.ZAPI) {
		if f.EventType == "Reaction" || f.EventType == "PollVote" {
			webhooktest.Deliver(h, webhook.ZAPI, "token", f.Body)
		}
	}
	fmt.Println(webhooktest.Recorded[*webhook.PollVote](rest)[0].Options)

	// Output:
	// "👍"
	// ""
	// [Domingo]
}
