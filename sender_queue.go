package zapgate

import (
	"cmp"
	"slices"
	"time"
)

// sendTask is a message on its way through a sender.
type sendTask struct {
	SendResult
	err   error
	send  sendFunc  // nil if there is nothing to send
	lines []Address // that it waits in
	ahead int       // lines in which it is not the first
	tries int       // how often it was begun
	began time.Time // the last time
	flies bool
}

// sendQueue puts messages in order: one line a recipient, and in ready, by index, those that are the first in all their
// lines and not on their way.
type sendQueue struct {
	lines map[Address][]*sendTask
	ready []*sendTask
	held  int // those on their way included
}

// linesOf names the lines of a recipient: addresses that are the Same have one in common.
func linesOf(a Address) []Address {
	lines := []Address{{kind: a.kind, id: a.id}}
	if a.lid != "" {
		lines = append(lines, Address{kind: AddressLID, id: a.lid})
	}
	return lines
}

func (q *sendQueue) push(t *sendTask) {
	q.held++
	t.lines = linesOf(t.Message.Recipient())
	for _, key := range t.lines {
		if len(q.lines[key]) > 0 {
			t.ahead++
		}
		q.lines[key] = append(q.lines[key], t)
	}
	if t.ahead == 0 {
		q.makeReady(t)
	}
}

func (q *sendQueue) makeReady(t *sendTask) {
	t.flies = false
	i, _ := slices.BinarySearchFunc(q.ready, t, byIndex)
	q.ready = slices.Insert(q.ready, i, t)
}

func byIndex(a, b *sendTask) int { return cmp.Compare(a.Index, b.Index) }

// take returns the first that is ready, which then is on its way until it is given to makeReady or remove.
func (q *sendQueue) take() *sendTask {
	t := q.ready[0]
	q.ready[0] = nil
	q.ready = q.ready[1:]
	t.flies = true
	t.tries++
	t.began = time.Now()
	return t
}

// remove takes a message that was on its way out of its lines.
func (q *sendQueue) remove(t *sendTask) {
	q.held--
	for _, key := range t.lines {
		line := q.lines[key]
		line[0] = nil
		if line = line[1:]; len(line) == 0 {
			delete(q.lines, key)
			continue
		}
		q.lines[key] = line
		if line[0].ahead--; line[0].ahead == 0 {
			q.makeReady(line[0])
		}
	}
}

// drain takes all out that are not on their way. One that is stands first in its lines.
func (q *sendQueue) drain() []*sendTask {
	var out []*sendTask
	for key, line := range q.lines {
		if line[0].flies {
			q.lines[key], line = line[:1], line[1:]
		} else {
			delete(q.lines, key)
		}
		for _, t := range line {
			if key == t.lines[0] { // it may stand in two
				out = append(out, t)
			}
		}
	}
	q.ready = nil
	q.held -= len(out)
	slices.SortFunc(out, byIndex)
	return out
}
