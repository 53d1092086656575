package zapini_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapini"
)

const (
	token      = "sk_CANARY-token"
	instanceID = "33333333-0000-4000-8000-000000000001"
	platform   = "https://zapini.app/api/v1"
	direct     = "https://instance-" + instanceID + ".zapini.app"
)

// sent is a request as it went over the wire.
type sent struct {
	method, url, body string
	header            http.Header
}

// wire answers requests in turn and keeps them. The last answer is for all that follow.
type wire struct {
	*httpmock.MockTransport
	mu      sync.Mutex
	sent    []sent
	answers []answer
}

type answer struct {
	status int
	body   string
	header http.Header
	err    error
}

func ok(body string) answer { return answer{status: http.StatusOK, body: body} }

func newWire(answers ...answer) *wire {
	w := &wire{MockTransport: httpmock.NewMockTransport(), answers: answers}
	w.RegisterNoResponder(w.respond)
	return w
}

func (w *wire) respond(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := sent{method: r.Method, url: r.URL.String(), header: r.Header.Clone()}
	if r.Body != nil {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		s.body = string(b)
	}
	w.sent = append(w.sent, s)
	a := w.answers[min(len(w.sent), len(w.answers))-1]
	if a.err != nil {
		return nil, a.err
	}
	resp := httpmock.NewStringResponse(a.status, a.body)
	for k, v := range a.header {
		resp.Header[k] = v
	}
	return resp, nil
}

func (w *wire) options(more ...zapgate.Option) []zapgate.Option {
	return append([]zapgate.Option{
		zapgate.WithHTTPClient(&http.Client{Transport: w}),
		zapgate.WithRetryWait(time.Millisecond, 2*time.Millisecond),
	}, more...)
}

func newClient(t *testing.T, w *wire, more ...zapgate.Option) *zapini.Client {
	t.Helper()
	c, err := zapini.New(zapini.Credentials{Token: token, InstanceID: instanceID}, w.options(more...)...)
	require.NoError(t, err)
	return c
}

// fixture reads a documented body with this project's own values.
func fixture(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", "zapini", name))
	require.NoError(t, err)
	return string(b)
}

func at(s string) time.Time {
	v, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return v.UTC()
}
