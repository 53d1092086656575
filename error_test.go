package zapgate

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var sentinels = []error{ErrBadRequest, ErrUnauthorized, ErrForbidden, ErrNotFound, ErrConflict, ErrNotConnected,
	ErrRateLimited, ErrServer, ErrOutcomeUnknown, ErrUnsupported, ErrInvalidArgument}

func TestErrorIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		err  *Error
		want []error
	}{
		{"nothing", &Error{}, nil},
		{"200", &Error{StatusCode: 200}, nil},
		{"400", &Error{StatusCode: 400}, []error{ErrBadRequest}},
		{"401", &Error{StatusCode: 401}, []error{ErrUnauthorized}},
		{"403", &Error{StatusCode: 403}, []error{ErrForbidden}},
		{"404", &Error{StatusCode: 404}, []error{ErrNotFound}},
		{"409", &Error{StatusCode: 409}, []error{ErrConflict}},
		{"418", &Error{StatusCode: 418}, nil},
		{"422", &Error{StatusCode: 422}, []error{ErrBadRequest}},
		{"429", &Error{StatusCode: 429}, []error{ErrRateLimited}},
		{"500", &Error{StatusCode: 500}, []error{ErrServer}},
		{"599", &Error{StatusCode: 599}, []error{ErrServer}},
		{"503 of an effect", &Error{StatusCode: 503, MayHaveRun: true}, []error{ErrServer, ErrOutcomeUnknown}},
		{"lost", &Error{MayHaveRun: true, Err: io.ErrUnexpectedEOF}, []error{ErrOutcomeUnknown, io.ErrUnexpectedEOF}},
		{"by the cause", &Error{StatusCode: 400, Err: ErrNotConnected}, []error{ErrBadRequest, ErrNotConnected}},
		{"by the cause's cause", &Error{Err: fmt.Errorf("x: %w", ErrUnsupported)}, []error{ErrUnsupported}},
		{"refused here", &Error{Err: fmt.Errorf("x: %w", ErrInvalidArgument)}, []error{ErrInvalidArgument}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []error
			for _, s := range append(sentinels, io.ErrUnexpectedEOF) {
				if errors.Is(fmt.Errorf("sending: %w", c.err), s) {
					got = append(got, s)
				}
			}
			assert.ElementsMatch(t, c.want, got)
		})
	}
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]*Error{
		"zapi: New: instance ID is empty":                        {Provider: "zapi", Op: "New", Err: errors.New("instance ID is empty")},
		"zapi: POST /send-text: 503":                             {Provider: "zapi", Op: "POST /send-text", StatusCode: 503, Code: "C", RequestID: "r", Attempts: 2},
		"zapi: POST /send-text: 400: no phone":                   {Provider: "zapi", Op: "POST /send-text", StatusCode: 400, Message: "no phone", Body: []byte("PRIVATE")},
		"zapi: POST /send-text: 400: no: instance not connected": {Provider: "zapi", Op: "POST /send-text", StatusCode: 400, Message: "no", Err: ErrNotConnected},
		"zapi: POST /send-text: unexpected EOF":                  {Provider: "zapi", Op: "POST /send-text", Err: io.ErrUnexpectedEOF},
	} {
		assert.EqualError(t, e, want)
	}
	assert.Equal(t, io.EOF, (&Error{Err: io.EOF}).Unwrap())
	assert.NoError(t, (&Error{}).Unwrap())
}

func TestErrorInLogsAndJSON(t *testing.T) {
	t.Parallel()
	full := &Error{Provider: "zapi", Op: "POST /x", StatusCode: 429, Code: "C", Message: "slow", RequestID: "r", RetryAfter: 1500 * time.Millisecond,
		Attempts: 3, MayHaveRun: true, Body: []byte("PRIVATE"), Err: io.EOF}
	for _, c := range []struct {
		err       *Error
		json, log string
	}{
		{full,
			`{"provider":"zapi","op":"POST /x","status":429,"code":"C","message":"slow","request_id":"r","retry_after_seconds":1.5,"attempts":3,"may_have_run":true,"cause":"EOF"}`,
			`{"provider":"zapi","op":"POST /x","status":429,"attempts":3,"may_have_run":true,"code":"C","message":"slow","request_id":"r","cause":"EOF"}`},
		{&Error{Provider: "zapi", Op: "New"},
			`{"provider":"zapi","op":"New","attempts":0,"may_have_run":false}`,
			`{"provider":"zapi","op":"New","status":0,"attempts":0,"may_have_run":false}`},
	} {
		b, err := json.Marshal(c.err)
		require.NoError(t, err)
		assert.Equal(t, c.json, string(b))
		var buf bytes.Buffer
		h := slog.NewJSONHandler(&buf, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if len(groups) == 0 && a.Key != "err" {
				return slog.Attr{}
			}
			return a
		}})
		slog.New(h).Error("x", "err", c.err)
		assert.Equal(t, `{"err":`+c.log+"}\n", buf.String())
	}
}
