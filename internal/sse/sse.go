// Package sse reads server-sent events as the WHATWG specifies them
// (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream).
package sse

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// The longest line and the longest data that an event is made of, without the ends of lines.
const (
	MaxLine = 1 << 20
	MaxData = 10 << 20
)

// ErrTooLong is returned once for an event with a line beyond [MaxLine] or data beyond [MaxData]. The event is left out;
// the next call goes on with what comes after it.
var ErrTooLong = errors.New("an event is longer than the limit")

// Event is what an empty line dispatches.
type Event struct {
	ID    string // the last event id: this event's own, or that of the last one before it that had one
	OwnID bool   // the id stands in this event; it may be ""
	Name  string // "message" where the stream gives none
	Data  []byte // the lines of data, joined by LF, as they came: bytes that are not UTF-8 stay
}

// Decoder reads the events of one connection.
type Decoder struct {
	r                *bufio.Reader
	maxLine, maxData int

	begun    bool // what could be a byte order mark is behind
	afterCR  bool // a LF that comes next belongs to the CR
	skipping bool // within a line that is too long
	line     []byte

	lastID string // of what was dispatched: what a new connection resumes after
	id     string
	ownID  bool
	name   string
	data   []byte
	spoilt bool // part of the event was too long

	retry    time.Duration
	hasRetry bool
}

// NewDecoder returns a decoder of r. lastID is what the connection before it came to: events without an id carry it on.
func NewDecoder(r io.Reader, lastID string) *Decoder {
	return &Decoder{r: bufio.NewReader(r), maxLine: MaxLine, maxData: MaxData, lastID: lastID, id: lastID}
}

// LastID is the id to resume after. An id counts from the empty line after it on, whether an event came of it or not.
func (d *Decoder) LastID() string { return d.lastID }

// Retry is the wait before a new connection that the stream asked for last, and false if it never did.
func (d *Decoder) Retry() (time.Duration, bool) { return d.retry, d.hasRetry }

// Next returns the next event. The error is io.EOF at the end, where an event without its empty line is dropped, what
// the reader failed with, or [ErrTooLong], after which there is more.
func (d *Decoder) Next() (Event, error) {
	for {
		line, err := d.readLine()
		if err == nil && len(line) == 0 {
			if e, ok := d.dispatch(); ok {
				return e, nil
			}
			continue
		}
		if err == nil {
			err = d.field(line)
		}
		if errors.Is(err, ErrTooLong) {
			d.data, d.spoilt = nil, true
		}
		if err != nil {
			return Event{}, err
		}
	}
}

// dispatch ends a block of lines. Without a line of data it is no event.
func (d *Decoder) dispatch() (Event, bool) {
	e := Event{ID: d.id, OwnID: d.ownID, Name: d.name, Data: bytes.TrimSuffix(d.data, []byte("\n"))}
	ok := len(d.data) > 0 && !d.spoilt
	d.lastID = d.id
	d.ownID, d.name, d.data, d.spoilt = false, "", nil, false
	if e.Name == "" {
		e.Name = "message"
	}
	return e, ok
}

func (d *Decoder) field(line []byte) error {
	name, value, _ := bytes.Cut(line, []byte(":"))
	value = bytes.TrimPrefix(value, []byte(" "))
	switch string(name) { // "" is a comment
	case "event":
		d.name = string(value)
	case "data":
		if d.spoilt {
			return nil
		}
		if len(d.data)+len(value) > d.maxData {
			return ErrTooLong
		}
		d.data = append(append(d.data, value...), '\n')
	case "id":
		if bytes.IndexByte(value, 0) < 0 {
			d.id, d.ownID = string(value), true
		}
	case "retry":
		if digits := string(value); digits != "" && strings.Trim(digits, "0123456789") == "" {
			ms, _ := strconv.ParseInt(digits, 10, 64) // too large a number gives the largest
			d.retry, d.hasRetry = time.Duration(min(ms, math.MaxInt32))*time.Millisecond, true
		}
	}
	return nil
}

// readLine returns a line without its end, which is LF, CR or both. A CR ends it at once: the LF that may follow is not
// waited for. The slice is good until the next call.
func (d *Decoder) readLine() ([]byte, error) {
	if err := d.skipMark(); err != nil {
		return nil, err
	}
	d.line = d.line[:0]
	for {
		c, err := d.r.ReadByte()
		if err != nil {
			return nil, err
		}
		wasCR := d.afterCR
		d.afterCR = c == '\r'
		switch {
		case c == '\n' && wasCR:
			continue
		case (c == '\n' || c == '\r') && d.skipping:
			d.skipping = false
			continue
		case c == '\n' || c == '\r':
			return d.line, nil
		case d.skipping:
			continue
		case len(d.line) == d.maxLine:
			d.skipping, d.line = true, nil
			return nil, ErrTooLong
		}
		d.line = append(d.line, c)
	}
}

// skipMark skips one byte order mark at the very beginning.
func (d *Decoder) skipMark() error {
	if d.begun {
		return nil
	}
	if _, err := d.r.Peek(1); err != nil {
		return err
	}
	d.begun = true
	const mark = "\xef\xbb\xbf"
	for n := 1; n <= len(mark); n++ { // no more is waited for than could belong to it
		if b, _ := d.r.Peek(n); string(b) != mark[:n] {
			return nil
		}
	}
	_, err := d.r.Discard(len(mark))
	return err
}
