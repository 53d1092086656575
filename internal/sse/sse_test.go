package sse

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// all reads a stream to its end: its events, and "too long" for each of that error.
func all(t testing.TB, d *Decoder) (out []string) {
	t.Helper()
	for {
		e, err := d.Next()
		switch {
		case err == nil:
			out = append(out, show(e))
		case errors.Is(err, ErrTooLong):
			out = append(out, "too long")
		default:
			require.ErrorIs(t, err, io.EOF)
			return out
		}
	}
}

func show(e Event) string { return fmt.Sprintf("%s %q %t %q", e.Name, e.ID, e.OwnID, e.Data) }

func TestDecoder(t *testing.T) {
	t.Parallel()
	const mark = "\ufeff"
	for _, tt := range []struct {
		name, in string
		want     []string
		lastID   string
	}{
		{name: "nothing"},
		{name: "one event", in: "data: a\n\n", want: []string{`message "" false "a"`}},
		{name: "lines of data", in: "data: a\ndata:b\ndata\ndata: c\n\n", want: []string{`message "" false "a\nb\n\nc"`}},
		{name: "one space is not part of the value", in: "data:  a \n\n", want: []string{`message "" false " a "`}},
		{name: "all fields", in: "id: 7\nevent: message_read\ndata: a\nretry: 5\n\n", want: []string{`message_read "7" true "a"`}, lastID: "7"},
		{name: "the order of fields says nothing", in: "data: a\nevent: x\nid: 7\n\n", want: []string{`x "7" true "a"`}, lastID: "7"},
		{name: "the last name and id count", in: "id: 1\nevent: x\nid: 2\nevent: y\ndata: a\n\n", want: []string{`y "2" true "a"`}, lastID: "2"},
		{name: "an empty name is none", in: "event: x\nevent\ndata: a\n\n", want: []string{`message "" false "a"`}},
		{name: "a name is for one event", in: "event: x\ndata: a\n\ndata: b\n\n", want: []string{`x "" false "a"`, `message "" false "b"`}},
		{name: "a name without data is for no event", in: "event: x\n\ndata: b\n\n", want: []string{`message "" false "b"`}},
		{name: "an id stays", in: "id: 7\ndata: a\n\ndata: b\n\n", want: []string{`message "7" true "a"`, `message "7" false "b"`}, lastID: "7"},
		{name: "an id without data counts", in: "id: 7\n\ndata: b\n\n", want: []string{`message "7" false "b"`}, lastID: "7"},
		{name: "an empty id clears", in: "id: 7\ndata: a\n\nid\ndata: b\n\n", want: []string{`message "7" true "a"`, `message "" true "b"`}},
		{name: "an id with NUL is none", in: "id: 7\n\nid: 8\x009\ndata: a\n\n", want: []string{`message "7" false "a"`}, lastID: "7"},
		{name: "an id keeps its spaces", in: "id:  7 \ndata: a\n\n", want: []string{`message " 7 " true "a"`}, lastID: " 7 "},
		{name: "an id within an unfinished event does not count", in: "id: 7\ndata: a\n\nid: 8\ndata: b\n", want: []string{`message "7" true "a"`}, lastID: "7"},
		{name: "no data is no event", in: "\n\n\nevent: x\nid: 1\n\n", lastID: "1"},
		{name: "empty data is an event", in: "data\n\ndata:\n\ndata: \n\n", want: []string{`message "" false ""`, `message "" false ""`, `message "" false ""`}},
		{name: "two empty lines of data", in: "data\ndata\n\n", want: []string{`message "" false "\n"`}},
		{name: "comments", in: ": hello\n:\n:data: x\n\ndata: a\n: between\ndata: b\n\n", want: []string{`message "" false "a\nb"`}},
		{name: "unknown fields", in: "Data: x\n data: x\nfoo\nfoo: bar\ndata : x\ndata: a\n\n", want: []string{`message "" false "a"`}},
		{name: "colons in values", in: "data: {\"a\":\"b:c\"}\n\n", want: []string{`message "" false "{\"a\":\"b:c\"}"`}},
		{name: "CR", in: "data: a\rdata: b\r\rdata: c\r\r", want: []string{`message "" false "a\nb"`, `message "" false "c"`}},
		{name: "CRLF", in: "data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n", want: []string{`message "" false "a\nb"`, `message "" false "c"`}},
		{name: "mixed", in: "data: a\r\n\ndata: b\n\rdata: c\r\r\n", want: []string{`message "" false "a"`, `message "" false "b"`, `message "" false "c"`}},
		{name: "LF CR is two ends", in: "data: a\n\rdata: b\n\n", want: []string{`message "" false "a"`, `message "" false "b"`}},
		{name: "byte order mark", in: mark + "data: a\n\n", want: []string{`message "" false "a"`}},
		{name: "only the first is one", in: mark + mark + "data: a\ndata: b\n\n", want: []string{`message "" false "b"`}},
		{name: "not at a later line", in: "\n" + mark + "data: a\n\n"},
		{name: "half a mark", in: "\xef\xbbdata: a\ndata: b\n\n", want: []string{`message "" false "b"`}},
		{name: "a mark alone", in: mark},
		{name: "unfinished", in: "data: a\n\ndata: b"},
		{name: "unfinished after its line", in: "data: a\n"},
		{name: "not UTF-8", in: "data: \xff\xfe\n\n", want: []string{`message "" false "\xff\xfe"`}},
		{name: "NUL in data", in: "data: a\x00b\n\n", want: []string{`message "" false "a\x00b"`}},
	} {
		if tt.name == "unfinished" {
			tt.want = []string{`message "" false "a"`}
		}
		for how, reader := range readers() {
			t.Run(tt.name+"/"+how, func(t *testing.T) {
				t.Parallel()
				d := NewDecoder(reader(strings.NewReader(tt.in)), "")
				assert.Equal(t, tt.want, all(t, d))
				assert.Equal(t, tt.lastID, d.LastID())
			})
		}
	}
}

func readers() map[string]func(io.Reader) io.Reader {
	return map[string]func(io.Reader) io.Reader{
		"whole": func(r io.Reader) io.Reader { return r }, "bytes": iotest.OneByteReader, "halves": iotest.HalfReader, "error with data": iotest.DataErrReader,
	}
}

func TestRetry(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		want time.Duration
		has  bool
	}{
		{"data: a", 0, false},
		{"retry: 1500", 1500 * time.Millisecond, true},
		{"retry:0", 0, true},
		{"retry: 1\nretry: 2", 2 * time.Millisecond, true},
		{"retry: 1\nretry: x", time.Millisecond, true},
		{"retry", 0, false},
		{"retry: -1", 0, false},
		{"retry: +1", 0, false},
		{"retry: 1.5", 0, false},
		{"retry: 1 ", 0, false},
		{"retry: ١", 0, false},
		{"retry: 99999999999999999999999", math.MaxInt32 * time.Millisecond, true},
	} {
		d := NewDecoder(strings.NewReader(tt.in+"\n"), "")
		assert.Empty(t, all(t, d), tt.in)
		got, has := d.Retry()
		assert.Equal(t, tt.want, got, tt.in)
		assert.Equal(t, tt.has, has, tt.in)
	}
}

// A connection goes on from where the one before it ended.
func TestLastIDOfTheConnectionBefore(t *testing.T) {
	t.Parallel()
	d := NewDecoder(strings.NewReader("data: a\n\nid\ndata: b\n\n"), "41")
	assert.Equal(t, "41", d.LastID())
	assert.Equal(t, []string{`message "41" false "a"`, `message "" true "b"`}, all(t, d))
	assert.Empty(t, d.LastID())
}

func TestLimits(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", MaxLine-len("data: "))
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"the longest line", "data: " + long + "\n\n", []string{fmt.Sprintf(`message "" false %q`, long)}},
		{"one byte more", "id: 1\ndata: " + long + "x\n\ndata: b\n\n", []string{"too long", `message "1" false "b"`}},
		{"ended by CRLF", "data: " + long + "x\r\n\r\ndata: b\r\n\r\n", []string{"too long", `message "" false "b"`}},
		{"an event of which one line is too long is left out", "data: a\ndata: " + long + "x\ndata: c\nid: 2\n\ndata: b\n\n",
			[]string{"too long", `message "2" false "b"`}},
		{"two such lines", "data: " + long + "x\ndata: " + long + "x\n\ndata: b\n\n", []string{"too long", "too long", `message "" false "b"`}},
		{"a comment", ":" + long + "xxxxxxx\n\ndata: b\n\n", []string{"too long", `message "" false "b"`}},
		{"without an end", "data: a\n\ndata: " + long + long, []string{`message "" false "a"`, "too long"}},
		{"much data in lines", strings.Repeat("data: "+long+"\n", 12) + "\ndata: b\n\n", []string{"too long", `message "" false "b"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := all(t, NewDecoder(strings.NewReader(tt.in), ""))
			assert.True(t, slices.Equal(tt.want, got), "%d results", len(got))
		})
	}
}

// An endless line costs no memory, and the error comes before its end.
func TestEndlessLine(t *testing.T) {
	t.Parallel()
	r := &endless{}
	_, err := NewDecoder(r, "").Next()
	require.ErrorIs(t, err, ErrTooLong)
	assert.Less(t, r.n, MaxLine+64<<10)
}

type endless struct{ n int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.n += len(p)
	return len(p), nil
}

func TestReadersError(t *testing.T) {
	t.Parallel()
	broken := errors.New("the wire is broken")
	d := NewDecoder(io.MultiReader(strings.NewReader("id: 1\ndata: a\n\nid: 2\ndata: b\n"), iotest.ErrReader(broken)), "")
	e, err := d.Next()
	require.NoError(t, err)
	assert.Equal(t, `message "1" true "a"`, show(e))
	_, err = d.Next()
	require.ErrorIs(t, err, broken)
	assert.Equal(t, "1", d.LastID())
}

// An event is there as soon as its end is: nothing after it is waited for.
func TestNoWaiting(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"data: a\n\n", "data: a\r\r", "data: a\r\n\r", "\ufeffdata: a\n\n", "\n\ndata: a\n\n"} {
		pr, pw := io.Pipe()
		go func() { _, _ = io.WriteString(pw, in) }() // and never closes
		e, err := NewDecoder(pr, "").Next()
		require.NoError(t, err)
		assert.Equal(t, `message "" false "a"`, show(e))
		_ = pr.Close()
	}
}

// An event keeps its data while the next ones are read.
func TestDataIsItsOwn(t *testing.T) {
	t.Parallel()
	d := NewDecoder(strings.NewReader("data: first\n\ndata: other\n\n"), "")
	first, err := d.Next()
	require.NoError(t, err)
	_, err = d.Next()
	require.NoError(t, err)
	assert.Equal(t, "first", string(first.Data))
}

// naive reads a whole stream at once, by the letter of the specification.
func naive(in, lastID string, maxLine, maxData int) (out []string, last string, retry time.Duration) {
	in = strings.TrimPrefix(in, "\ufeff")
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(in, "\r\n", "\n"), "\r", "\n"), "\n")
	last = lastID
	id, own, name, data, spoilt := lastID, false, "", "", false
	for i, line := range lines {
		if len(line) > maxLine {
			out, spoilt, data = append(out, "too long"), true, ""
			continue
		}
		if i == len(lines)-1 {
			break
		}
		if line == "" {
			last = id
			if data != "" {
				e := Event{ID: id, OwnID: own, Name: name, Data: []byte(strings.TrimSuffix(data, "\n"))}
				if name == "" {
					e.Name = "message"
				}
				out = append(out, show(e))
			}
			own, name, data, spoilt = false, "", "", false
			continue
		}
		field, value := line, ""
		if at := strings.IndexByte(line, ':'); at >= 0 {
			field, value = line[:at], strings.TrimPrefix(line[at+1:], " ")
		}
		switch {
		case field == "event":
			name = value
		case field == "data" && !spoilt && len(data)+len(value) > maxData:
			out, spoilt, data = append(out, "too long"), true, ""
		case field == "data" && !spoilt:
			data += value + "\n"
		case field == "id" && !strings.Contains(value, "\x00"):
			id, own = value, true
		case field == "retry" && value != "" && !strings.ContainsFunc(value, func(r rune) bool { return r < '0' || r > '9' }):
			ms, err := strconv.Atoi(value)
			if err != nil || ms > math.MaxInt32 {
				ms = math.MaxInt32
			}
			retry = time.Duration(ms) * time.Millisecond
		}
	}
	return out, last, retry
}

func FuzzDecoder(f *testing.F) {
	for _, seed := range []string{
		"", "data: a\n\n", "\ufeffid: 1\r\nevent: x\r\ndata: a\r\ndata: b\r\n\r\n", "data\r\rdata:\n\n:c\n\nretry: 10\n", "id\ndata: b\n\nid: \x00\n\n",
		"data: 0123456789abcdef\ndata: b\n\ndata: c\n\n", "data: 12345678\ndata: 12345678\ndata: 12345678\n\n", "\xef\xbb", "a\r", "data:x\n\r\n\r",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		const maxLine, maxData = 16, 24
		want, last, retry := naive(in, "0", maxLine, maxData)
		for how, reader := range readers() {
			d := NewDecoder(reader(strings.NewReader(in)), "0")
			d.r = bufio.NewReaderSize(d.r, 16) // the smallest there is
			d.maxLine, d.maxData = maxLine, maxData
			assert.Equal(t, want, all(t, d), how)
			assert.Equal(t, last, d.LastID(), how)
			got, _ := d.Retry()
			assert.Equal(t, retry, got, how)
		}
	})
}
