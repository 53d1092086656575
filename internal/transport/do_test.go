package transport

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

func TestRequestOnTheWire(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body, contentType string
		r                       Request
	}{
		{"body", `{"phone":"5511","message":"<b>a & b</b> ção"}`, "application/json", Request{Op: sendOp, Body: textRequest{"5511", "<b>a & b</b> ção"}}},
		{"no body", "", "", Request{Op: restartOp}},
		{"empty object", "{}", "application/json", Request{Op: sendOp, Body: struct{}{}}},
		{"link", `{"image":"https://x.test/?a=1&b=<2>"}`, "application/json", Request{Op: sendOp, Body: struct {
			Image zapgate.Media `json:"image"`
		}{zapgate.MediaURL("https://x.test/?a=1&b=<2>")}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			mt.RegisterResponder(c.r.Op.Method, base+c.r.Op.Path, func(r *http.Request) (*http.Response, error) {
				var body []byte
				if r.Body != nil {
					body, _ = io.ReadAll(r.Body)
				}
				assert.Equal(t, c.body, string(body))
				assert.Equal(t, tricky, r.Header.Get("Client-Token"))
				assert.Equal(t, "mine/1", r.Header.Get("User-Agent"))
				assert.Equal(t, "application/json", r.Header.Get("Accept"))
				assert.Equal(t, c.contentType, r.Header.Get("Content-Type"))
				r.Header["Client-Token"][0] = "spoilt"
				return httpmock.NewStringResponse(200, `{"id":"1"}`), nil
			})
			client := newClient(t, mt, zapgate.WithUserAgent("mine/1"))
			for range 2 { // what a transport does to one request must not reach the next
				got, err := Do[answer](t.Context(), client, c.r)
				require.NoError(t, err)
				assert.Equal(t, &answer{"1"}, got)
			}
		})
	}
}

func TestRequestThatCannotBeEncoded(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	media := zapgate.MediaReader("", 1, func() (io.ReadCloser, error) { return nil, io.ErrClosedPipe })
	for _, c := range []struct {
		body any
		text string
		is   error
	}{
		{map[string]any{"image": media}, "media: open: io: read/write on closed pipe", io.ErrClosedPipe},
		{map[string]any{"image": zapgate.MediaURL("a.png")}, "media: not an http or https link: invalid argument", zapgate.ErrInvalidArgument},
		{map[string]any{"latitude": math.NaN()}, "body has a number that JSON cannot write: invalid argument", zapgate.ErrInvalidArgument},
	} {
		err := Exec(t.Context(), newClient(t, mt), Request{Op: sendOp, Body: c.body})
		require.EqualError(t, err, "test: POST /send-text: "+c.text)
		assert.ErrorIs(t, err, c.is)
		outcome{}.check(t, err, 0)
	}
	assert.Zero(t, mt.GetTotalCallCount())
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		status int
		body   string
		text   string // of the error; "" for a success
		id     string
		lost   bool // it was done, and the answer cannot be read: an Effect's outcome is unknown
	}{
		{"fine", 200, `{"id":"1","new":{}}`, "", "1", false},
		{"spaces around", 202, " \r\n{\"id\":\"1\"}\n", "", "1", false},
		{"created, empty", 201, "", "", "", false},
		{"created", 201, `{"id":"1"}`, "", "1", false},
		{"no content", 204, "", "", "", false},
		{"empty", 200, "", "200: answer: empty", "", true},
		{"blank", 200, " \n", "200: answer: empty", "", true},
		{"accepted, empty", 202, "", "202: answer: empty", "", true},
		{"null", 200, "null", "200: answer: null", "", true},
		{"HTML", 200, "<html>PRIVATE</html>", "200: answer: not JSON at byte 1", "", true},
		{"half", 200, `{"id":"PRIVATE`, "200: answer: not JSON at byte 14", "", true},
		{"garbage after", 200, `{"id":"PRIVATE"} PRIVATE`, "200: answer: not JSON at byte 18", "", true},
		{"wrong field", 200, `{"id":123456}`, "200: answer: id is not of its documented type (string)", "", true},
		{"wrong whole", 200, `["PRIVATE"]`, "200: answer: the whole is not of its documented type (transport.answer)", "", true},
		{"envelope", 200, `{"error":"no such chat","code":"C1"}`, "200: no such chat", "", false},
		{"envelope with a sentinel", 200, `{"error":"not connected"}`, "200: not connected: instance not connected", "", false},
		{"empty envelope", 200, `{"error":"","id":"1"}`, "", "1", false},
		{"HTML 403", 403, "<html>\n <h1>no</h1>", "403: <html> <h1>no</h1>", "", false},
		{"empty 404", 404, "", "404", "", false},
	} {
		for _, op := range []Op{sendOp, readOp} {
			t.Run(c.name+"/"+op.Name(), func(t *testing.T) {
				t.Parallel()
				mt := httpmock.NewMockTransport()
				mt.RegisterNoResponder(httpmock.NewStringResponder(c.status, c.body))
				got, err := Do[answer](t.Context(), newClient(t, mt), requestOf(op))
				assert.Equal(t, 1, mt.GetTotalCallCount())
				if c.text == "" {
					require.NoError(t, err)
					assert.Equal(t, &answer{c.id}, got)
					return
				}
				assert.Nil(t, got)
				require.EqualError(t, err, "test: "+op.Name()+": "+c.text)
				e := outcome{1, c.lost && op.Retry == Effect}.check(t, err, c.status)
				assert.Equal(t, c.body, string(e.Body))
				assert.Equal(t, strings.Contains(c.body, "not connected"), errors.Is(err, zapgate.ErrNotConnected))
				assert.Equal(t, strings.Contains(c.body, "C1"), e.Code == "C1")
			})
		}
	}
}

func TestHTML502KeepsItsStatus(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(502, "<html>bad gateway</html>"))
	err := Exec(t.Context(), newClient(t, mt), requestOf(sendOp))
	assert.EqualError(t, err, "test: POST /send-text: 502: <html>bad gateway</html>")
	unknown.check(t, err, 502)
}

func TestNullIsAnEmptyList(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(200, "null"))
	got, err := Do[[]answer](t.Context(), newClient(t, mt), requestOf(readOp))
	require.NoError(t, err)
	assert.Empty(t, *got)
}

func TestErrorIsData(t *testing.T) {
	t.Parallel()
	type status struct{ Error string }
	op := Op{Method: "GET", Path: "/status", Retry: Safe, ErrorIsData: true}
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(200, `{"error":"not connected"}`).Then(httpmock.NewStringResponder(400, `{"error":"not connected"}`)))
	c := newClient(t, mt)
	got, err := Do[status](t.Context(), c, requestOf(op))
	require.NoError(t, err)
	assert.Equal(t, &status{"not connected"}, got)
	_, err = Do[status](t.Context(), c, requestOf(op))
	assert.ErrorIs(t, err, zapgate.ErrNotConnected, "in a refusal it is an error all the same")
	once.check(t, err, 400)
}

type decoded struct{ contentType, body string }

func (d *decoded) DecodeAnswer(contentType string, body []byte) error {
	d.contentType, d.body = contentType, string(body)
	if d.body == "" {
		return errors.New("answer: " + canary)
	}
	return nil
}

func TestDecoder(t *testing.T) {
	t.Parallel()
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(200, "<qr>").HeaderSet(http.Header{"Content-Type": {"image/svg"}}).
		Then(httpmock.NewStringResponder(200, "")))
	c := newClient(t, mt)
	got, err := Do[decoded](t.Context(), c, requestOf(restartOp))
	require.NoError(t, err)
	assert.Equal(t, &decoded{"image/svg", "<qr>"}, got)
	_, err = Do[decoded](t.Context(), c, requestOf(restartOp))
	assert.EqualError(t, err, "test: GET /restart: 200: answer: [secret]")
	unknown.check(t, err, 200)
}

// A real server, because what is tested is what net/http does with the bytes: more than the limit, and gzip.
func TestAnswerSizes(t *testing.T) {
	t.Parallel()
	zip := func(r io.Reader) []byte {
		var buf bytes.Buffer
		zw := gzip.NewWriter(&buf)
		_, _ = io.Copy(zw, r)
		_ = zw.Close()
		return buf.Bytes()
	}
	spaces := func(n int64) io.Reader { return io.LimitReader(repeat(' '), n) }
	small, fits, bomb := zip(strings.NewReader(`{"id":"1"}`)), zip(io.MultiReader(spaces(maxAnswer-10), strings.NewReader(`{"id":"1"}`))), zip(spaces(50<<20))
	for _, c := range []struct {
		name   string
		status int
		serve  func(w http.ResponseWriter)
		text   string
	}{
		{"gzip", 200, func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "gzip"); _, _ = w.Write(small) }, ""},
		{"gzip of as much as fits", 200, func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "gzip"); _, _ = w.Write(fits) }, ""},
		{"gzip bomb", 200, func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "gzip"); _, _ = w.Write(bomb) }, "200: answer: larger than the limit of 10 MiB"},
		{"endless", 200, func(w http.ResponseWriter) { _, _ = io.Copy(w, repeat(' ')) }, "200: answer: larger than the limit of 10 MiB"},
		{"endless refusal", 400, func(w http.ResponseWriter) { w.WriteHeader(400); _, _ = io.Copy(w, repeat('x')) },
			"400: " + strings.Repeat("x", 200) + ": answer: larger than the limit of 10 MiB"},
	} {
		for _, op := range []Op{sendOp, readOp} {
			t.Run(c.name+"/"+op.Name(), func(t *testing.T) {
				t.Parallel()
				var n atomic.Int32
				var written atomic.Int64
				srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					n.Add(1)
					assert.Equal(t, "gzip", r.Header.Get("Accept-Encoding"))
					c.serve(&countingWriter{w, &written})
				}))
				defer srv.Close()
				tr := &http.Transport{}
				defer tr.CloseIdleConnections()
				got, err := Do[answer](t.Context(), newClientAt(t, srv.URL+"/"+canary, tr), requestOf(op))
				srv.CloseClientConnections()
				srv.Close()
				assert.EqualValues(t, 1, n.Load(), "what is too large once is too large again")
				assert.Less(t, written.Load(), int64(2*maxAnswer), "it is not read to its end")
				if c.text == "" {
					require.NoError(t, err)
					assert.Equal(t, &answer{"1"}, got)
					return
				}
				require.EqualError(t, err, "test: "+op.Name()+": "+c.text)
				e := outcome{1, c.status == 200 && op.Retry == Effect}.check(t, err, c.status)
				assert.Len(t, e.Body, keptBody)
			})
		}
	}
}

type countingWriter struct {
	http.ResponseWriter
	n *atomic.Int64
}

func (w *countingWriter) Write(p []byte) (int, error) {
	w.n.Add(int64(len(p)))
	return w.ResponseWriter.Write(p)
}

// repeat is an endless reader of one byte.
type repeat byte

func (c repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(c)
	}
	return len(p), nil
}

func TestMeta(t *testing.T) {
	t.Parallel()
	h := http.Header{"X-Request-Id": {"r-" + canary}, "X-Ratelimit-Remaining": {"3", canary}, "Ratelimit": {"limit=5"}, "Retry-After": {"60"}, "Server": {"x"}}
	want := zapgate.Meta{StatusCode: 429, RequestID: "r-[secret]", Attempts: 1, RetryAfter: 60e9,
		RateLimit: http.Header{"X-Ratelimit-Remaining": {"3", "[secret]"}, "Ratelimit": {"limit=5"}}}
	mt := httpmock.NewMockTransport()
	mt.RegisterNoResponder(httpmock.NewStringResponder(429, "").HeaderSet(h))
	c := newClient(t, mt)
	m := zapgate.Meta{Attempts: 99}
	e := once.check(t, Exec(t.Context(), c, requestOf(sendOp, zapgate.WithMeta(&m))), 429)
	assert.Equal(t, want, m)
	assert.Equal(t, "r-[secret]", e.RequestID)
	assertNoSecret(t, m)
	for name, r := range map[string]Request{
		"refused here":   {Op: sendOp, Body: textRequest{}, Options: []zapgate.CallOption{zapgate.WithMeta(&m)}},
		"another option": requestOf(sendOp, zapgate.WithMeta(&m), zapgate.WithAttemptTimeout(0)),
		"a nil option":   requestOf(sendOp, zapgate.WithMeta(&m), nil),
	} {
		m = zapgate.Meta{Attempts: 99}
		err := Exec(t.Context(), c, r)
		outcome{}.check(t, err, 0)
		assert.ErrorIs(t, err, zapgate.ErrInvalidArgument, name)
		assert.Equal(t, zapgate.Meta{}, m, "%s: nothing of an earlier call is left", name)
	}
}
