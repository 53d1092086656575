package zapi_test

import (
	"context"
	"io"
	"net/http"
	"os"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

const instance = "https://api.z-api.io/instances/INST/token/TOK"

// newClient returns a client that speaks to mt instead of the network.
func newClient(t testing.TB, mt *httpmock.MockTransport, opts ...zapgate.Option) *zapi.Client {
	t.Helper()
	opts = append(opts, zapgate.WithHTTPClient(&http.Client{Transport: mt}), zapgate.WithRetries(0))
	c, err := zapi.New(zapi.Credentials{InstanceID: "INST", Token: "TOK", ClientToken: "CT"}, opts...)
	require.NoError(t, err)
	return c
}

func newPartner(t testing.TB, mt *httpmock.MockTransport) *zapi.PartnerClient {
	t.Helper()
	c, err := zapi.NewPartner("PTOK", zapgate.WithHTTPClient(&http.Client{Transport: mt}))
	require.NoError(t, err)
	return c
}

func fixture(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("../testdata/zapi/" + name)
	require.NoError(t, err)
	return string(b)
}

// wireTest is one operation on the wire: what is asked, and what the documented answer becomes.
type wireTest struct {
	name   string
	call   func(context.Context, *zapi.Client) (any, error)
	method string
	path   string // below the instance, with its query: "/chats?page=1&pageSize=2"
	body   string // "": none
	answer string // a file of testdata/zapi, or JSON itself; "": an empty 204
	want   any    // nil: the call returns only an error
}

// runWire runs each test against a transport that knows only its request.
func runWire(t *testing.T, tests []wireTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			mt := httpmock.NewMockTransport()
			mt.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
				assert.Equal(t, tt.method, r.Method)
				assert.Equal(t, instance+tt.path, r.URL.String())
				assertRequest(t, r, tt.body)
				switch {
				case tt.answer == "":
					return httpmock.NewStringResponse(204, ""), nil
				case tt.answer[0] == '{' || tt.answer[0] == '[':
					return httpmock.NewStringResponse(200, tt.answer), nil
				}
				return httpmock.NewStringResponse(200, fixture(t, tt.answer)), nil
			})
			got, err := tt.call(t.Context(), newClient(t, mt))
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			assert.Equal(t, 1, mt.GetTotalCallCount())
		})
	}
}

func assertRequest(t *testing.T, r *http.Request, body string) {
	t.Helper()
	assert.Equal(t, "CT", r.Header.Get("Client-Token"))
	assert.Equal(t, "application/json", r.Header.Get("Accept"))
	if body == "" {
		assert.Zero(t, r.ContentLength)
		return
	}
	b, err := io.ReadAll(r.Body)
	assert.NoError(t, err)
	assert.JSONEq(t, body, string(b))
	assert.Equal(t, "application/json", r.Header.Get("Content-Type"))
}
