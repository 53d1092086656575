package zapgate

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

// Time is an instant in any of the forms that gateways send: seconds or milliseconds since 1970, as a number or a
// string, an ISO 8601 text, "" or null. It is written in the form it was read in; one that was made here is written as
// RFC 3339. A text that is no instant is kept and written back, and leaves the Time zero: with omitzero it is left out
// like null and "".
//
// Numbers from 100,000,000,000 on are milliseconds: the year 1973, or 5138 in seconds.
type Time struct {
	time.Time
	form   timeForm
	layout string // formText: the layout; formRaw: the JSON as it came
}

type timeForm uint8

const (
	formRFC3339 timeForm = iota // made here
	formSeconds
	formMillis
	formSecondsText
	formMillisText
	formText
	formRaw // null, "", and what is no instant; or one whose form could not be written again
)

// NewTime returns t in a form that is written as RFC 3339.
func NewTime(t time.Time) Time { return Time{Time: t} }

const firstMillis = 100_000_000_000

// UnmarshalJSON reads every form; only an object, an array or a boolean is an error.
func (t *Time) UnmarshalJSON(data []byte) error {
	if len(data) == 0 || strings.IndexByte("{[tf", data[0]) >= 0 {
		return errors.New("not a time")
	}
	s, err := scalar(data)
	if err != nil {
		return errors.New("not a time")
	}
	text := data[0] == '"'
	if at, layout, ok := parseText(s); ok {
		*t = Time{Time: at, form: formText, layout: layout}
	} else if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		*t = fromNumber(n, text)
	} else if f, err := decimal(s); err == nil && math.Abs(f) < 1e18 {
		*t = fromFloat(f, text)
	} else {
		*t = Time{form: formRaw}
	}
	// "0123", 1.5e9 and an offset that was not kept: what would be written differently is kept as it came.
	var space [64]byte // most times fit
	if again, err := t.appendJSON(space[:0]); err != nil || string(again) != string(data) {
		t.form, t.layout = formRaw, string(data)
	}
	return nil
}

func fromNumber(n int64, text bool) Time {
	t := Time{Time: time.Unix(n, 0).UTC(), form: formSeconds}
	if n >= firstMillis || n <= -firstMillis {
		t = Time{Time: time.UnixMilli(n).UTC(), form: formMillis}
	}
	if text {
		t.form += formSecondsText - formSeconds
	}
	return t
}

// fromFloat keeps microseconds: today's seconds as a float64 have no more.
func fromFloat(f float64, text bool) Time {
	whole, part := math.Modf(f)
	unit := time.Second
	if math.Abs(whole) >= firstMillis {
		unit = time.Millisecond
	}
	t := fromNumber(int64(whole), text)
	t.Time = t.Add(time.Duration(part * float64(unit)).Round(time.Microsecond))
	return t
}

// parseText reads ISO 8601 and the form that SQL databases print, and finds the layout that writes it back.
func parseText(s string) (at time.Time, layout string, ok bool) {
	if len(s) < len("2006-01-02") || s[4] != '-' {
		return time.Time{}, "", false
	}
	if len(s) == len(time.DateOnly) {
		at, err := time.Parse(time.DateOnly, s)
		return at, time.DateOnly, err == nil
	}
	if s[10] != 'T' && s[10] != ' ' {
		return time.Time{}, "", false
	}
	var space [64]byte
	form := append(append(append(space[:0], "2006-01-02"...), s[10]), "15:04:05"...)
	rest := s[min(len(s), len(form)):]
	if strings.HasPrefix(rest, ".") {
		form, rest = append(form, '.'), rest[1:]
		for rest != "" && '0' <= rest[0] && rest[0] <= '9' {
			form, rest = append(form, '0'), rest[1:]
		}
	}
	switch {
	case rest == "Z":
		form = append(form, "Z07:00"...)
	case len(rest) == 6:
		form = append(form, "-07:00"...)
	case len(rest) == 5:
		form = append(form, "-0700"...)
	case len(rest) == 3:
		form = append(form, "-07"...)
	}
	var err error
	switch string(form) { // what most of them are is neither copied nor parsed by its layout
	case time.RFC3339:
		layout = time.RFC3339
		at, err = time.Parse(layout, s)
	case layoutMillis:
		layout = layoutMillis
		at, err = time.Parse(time.RFC3339Nano, s)
	default:
		layout = string(form)
		at, err = time.Parse(layout, s)
	}
	return at, layout, err == nil
}

const layoutMillis = "2006-01-02T15:04:05.000Z07:00"

// MarshalJSON writes the form that was read.
func (t Time) MarshalJSON() ([]byte, error) { return t.appendJSON(nil) }

func (t *Time) appendJSON(b []byte) ([]byte, error) {
	switch t.form {
	case formSeconds:
		return strconv.AppendInt(b, t.Unix(), 10), nil
	case formMillis:
		return strconv.AppendInt(b, t.UnixMilli(), 10), nil
	case formSecondsText:
		return append(strconv.AppendInt(append(b, '"'), t.Unix(), 10), '"'), nil
	case formMillisText:
		return append(strconv.AppendInt(append(b, '"'), t.UnixMilli(), 10), '"'), nil
	case formText: // digits and marks: nothing to escape
		return append(t.AppendFormat(append(b, '"'), t.layout), '"'), nil
	case formRaw:
		if t.layout != "" {
			return append(b, t.layout...), nil
		}
	}
	if t.IsZero() {
		return append(b, "null"...), nil
	}
	text, err := t.Time.MarshalJSON()
	return append(b, text...), err
}
