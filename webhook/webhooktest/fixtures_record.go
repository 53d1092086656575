package webhooktest

import (
	"context"
	"sync"

	"github.com/zapgate/zapgate-go/webhook"
)

// Recorder keeps the events that a handler was given.
type Recorder struct {
	mu     sync.Mutex
	events []webhook.Event
}

// Record has h keep every event that no function given to webhook.On takes.
func Record(h *webhook.Handler) *Recorder {
	r := &Recorder{}
	webhook.OnRest(h, func(_ context.Context, e webhook.Event) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.events = append(r.events, e)
		return nil
	})
	return r
}

// Recorded returns what r kept so far of one type of event, such as *webhook.MessageReceived, or of all with
// webhook.Event.
func Recorded[E webhook.Event](r *Recorder) []E {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []E
	for _, e := range r.events {
		if e, ok := e.(E); ok {
			all = append(all, e)
		}
	}
	return all
}
