package wsapi_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

const (
	apiKey   = "canary-api-key"
	instance = "loja-a"
)

// newClient returns a client of the instance whose requests end in the returned transport.
func newClient(t *testing.T, opts ...zapgate.Option) (*wsapi.Client, *httpmock.MockTransport) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	c, err := wsapi.New(wsapi.Credentials{APIKey: apiKey, InstanceID: instance}, contract.Through(mt, opts...)...)
	require.NoError(t, err)
	return c, mt
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	return contract.Fixture(t, "wsapi", name)
}

// The people and chats of the tests.
const (
	base   = "https://wsapi.chat"
	ana    = "5511900000001@s.whatsapp.net"
	bia    = "900000000000002@lid"
	family = "120360000000000001@g.us"
	sentID = "3EB0AABBCCDDEEFF0011"
)

// wireTest is one operation on the wire: what is asked, and what the documented answer becomes.
type wireTest struct {
	name   string
	call   func(context.Context, *wsapi.Client) (any, error)
	method string
	path   string // with its query: "/media/download?id=1"
	body   string // "": none
	status int    // 0: 200, or 204 without an answer
	answer string // a file of testdata/wsapi, or JSON itself; "": none
	want   any    // nil: the call returns only an error
}

// runWire runs each test against a transport that knows only its request.
func runWire(t *testing.T, tests []wireTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := contract.Answer{Status: tt.status, Body: tt.answer}
			if a.Body == "" && a.Status == 0 {
				a.Status = http.StatusNoContent
			} else if a.Status == 0 {
				a.Status = http.StatusOK
			}
			if a.Body != "" && a.Body[0] != '{' && a.Body[0] != '[' && a.Body[0] != '"' {
				a.Body = fixture(t, a.Body)
			}
			r := contract.Record(a)
			c, mt := newClient(t)
			mt.RegisterNoResponder(r.RoundTrip)
			got, err := tt.call(t.Context(), c)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			sent := r.Only(t)
			sent.Assert(t, tt.method, base+tt.path, tt.body)
			assert.Equal(t, []string{apiKey}, sent.Header["X-Api-Key"])
			assert.Equal(t, []string{instance}, sent.Header["X-Instance-Id"])
		})
	}
}

// refused is a call that must not be sent, and how its error begins after the operation.
type refused struct {
	op, why string
	call    func(context.Context, *wsapi.Client) error
}

// runRefused calls each and asserts that nothing is sent, and that the error names operation and field, and nobody.
func runRefused(t *testing.T, tests []refused) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.op+" "+tt.why, func(t *testing.T) {
			t.Parallel()
			c, mt := newClient(t)
			err := tt.call(t.Context(), c)
			require.ErrorIs(t, err, zapgate.ErrInvalidArgument)
			assert.ErrorContains(t, err, "wsapi: "+tt.op+": "+tt.why)
			assert.NotContains(t, err.Error(), "5511900000001", "a recipient is personal data")
			assert.Zero(t, mt.GetTotalCallCount())
		})
	}
}

// only makes the result of a call that returns no more than an error fit a [wireTest].
func only(err error) (any, error) { return nil, err }
