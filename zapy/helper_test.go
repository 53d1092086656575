package zapy_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapy"
)

const (
	apiKey   = "canary-api-key"
	instance = "loja-a"
)

// newClient returns a client of the instance whose requests end in the returned transport.
func newClient(t *testing.T, opts ...zapgate.Option) (*zapy.Client, *httpmock.MockTransport) {
	t.Helper()
	mt := httpmock.NewMockTransport()
	opts = append([]zapgate.Option{
		zapgate.WithHTTPClient(&http.Client{Transport: mt}), zapgate.WithRetryWait(time.Nanosecond, time.Nanosecond),
	}, opts...)
	c, err := zapy.New(zapy.Credentials{APIKey: apiKey, InstanceID: instance}, opts...)
	require.NoError(t, err)
	return c, mt
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", "zapy", name))
	require.NoError(t, err)
	return string(b)
}

// answer keeps the last request's headers and body, and answers.
func answer(status int, body string, got *http.Request, sent *string) httpmock.Responder {
	return func(r *http.Request) (*http.Response, error) {
		*got = *r
		if r.Body != nil {
			b, err := io.ReadAll(r.Body)
			if err != nil {
				return nil, err
			}
			*sent = string(b)
		}
		return httpmock.NewStringResponse(status, body), nil
	}
}

// when is a time as the wire has it.
func when(literal string) zapgate.Time {
	var t zapgate.Time
	if err := json.Unmarshal([]byte(literal), &t); err != nil {
		panic(err)
	}
	return t
}

// wireTest is an operation: the call, the request it must send, the documented answer, what comes back.
type wireTest struct {
	name         string
	call         func(context.Context, *zapy.Client) (any, error)
	method, path string // the path as it is sent, with its query
	body         string // "": none
	status       int
	answer       string // a file of testdata/zapy, or JSON itself; "": nothing
	want         any    // nil: the call returns only an error
}

// runWire runs each test against a transport that answers once, and compares what it was asked.
func runWire(t *testing.T, tests []wireTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, mt := newClient(t)
			var got http.Request
			var sent string
			text := tt.answer
			if strings.HasSuffix(text, ".json") {
				text = fixture(t, text)
			}
			mt.RegisterNoResponder(answer(tt.status, text, &got, &sent))
			result, err := tt.call(t.Context(), c)
			require.NoError(t, err)
			assert.Equal(t, tt.want, result)
			assert.Equal(t, 1, mt.GetTotalCallCount())
			assert.Equal(t, tt.method+" "+base+tt.path, got.Method+" "+got.URL.String())
			assert.Equal(t, []string{apiKey}, got.Header["X-Api-Key"])
			assert.Equal(t, "application/json", got.Header.Get("Accept"))
			if tt.body == "" {
				assert.Empty(t, sent)
				assert.Empty(t, got.Header.Get("Content-Type"))
				return
			}
			assert.Equal(t, "application/json", got.Header.Get("Content-Type"))
			assert.JSONEq(t, tt.body, sent)
		})
	}
}

// bound are the operations on an instance, called with arguments that are in order.
var bound = map[string]func(context.Context, *zapy.Client) error{
	"QRCode":  func(ctx context.Context, c *zapy.Client) error { _, err := c.Instances.QRCode(ctx); return err },
	"Restart": func(ctx context.Context, c *zapy.Client) error { return c.Instances.Restart(ctx) },
	"Logout":  func(ctx context.Context, c *zapy.Client) error { return c.Instances.Logout(ctx) },
	"Set": func(ctx context.Context, c *zapy.Client) error {
		_, err := c.WebhookConfig.Set(ctx, zapy.SetWebhookConfigRequest{WebhookURL: "https://crm.example.com"})
		return err
	},
	"Get":    func(ctx context.Context, c *zapy.Client) error { _, err := c.WebhookConfig.Get(ctx); return err },
	"Delete": func(ctx context.Context, c *zapy.Client) error { return c.WebhookConfig.Delete(ctx) },
	"CheckNumbers": func(ctx context.Context, c *zapy.Client) error {
		_, err := c.Contacts.CheckNumbers(ctx, zapy.CheckNumbersRequest{Numbers: []string{"5511900000001"}})
		return err
	},
	"SendPresence": func(ctx context.Context, c *zapy.Client) error {
		return c.Contacts.SendPresence(ctx, zapy.SendPresenceRequest{To: "5511900000001", Presence: zapy.PresencePaused})
	},
	"ProfilePicture": func(ctx context.Context, c *zapy.Client) error {
		_, err := c.Contacts.ProfilePicture(ctx, "5511900000001")
		return err
	},
	"Block":   func(ctx context.Context, c *zapy.Client) error { return c.Contacts.Block(ctx, "5511900000001") },
	"Unblock": func(ctx context.Context, c *zapy.Client) error { return c.Contacts.Unblock(ctx, "5511900000001") },
	"Metadata": func(ctx context.Context, c *zapy.Client) error {
		_, err := c.Groups.Metadata(ctx, "120360000000000001@g.us")
		return err
	},
	"SendText": func(ctx context.Context, c *zapy.Client) error {
		_, err := c.Messages.SendText(ctx, zapy.SendTextRequest{To: "5511900000001", Message: "Olá"})
		return err
	},
	"SendImage": func(ctx context.Context, c *zapy.Client) error {
		_, err := c.Messages.SendImage(ctx, zapy.SendImageRequest{To: "5511900000001", Image: zapgate.MediaURL("https://media.example.com/a.png")})
		return err
	},
}
