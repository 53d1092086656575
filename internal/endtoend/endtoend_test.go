// Package endtoend runs the SDK against the fake gateways over real HTTP: no send happens twice, whatever the answer.
package endtoend

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/fakegateway"
	"github.com/zapgate/zapgate-go/wsapi"
	"github.com/zapgate/zapgate-go/zapi"
	"github.com/zapgate/zapgate-go/zapini"
	"github.com/zapgate/zapgate-go/zapy"
)

// send is one gateway's text, and the operation that carries it.
type send struct {
	op    string
	start func(fakegateway.Config) (*fakegateway.Gateway, error)
	call  func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) func(context.Context) error
	read  func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) (op string, call func(context.Context) error)
}

var sends = map[string]send{
	"zapi": {"POST /send-text", fakegateway.StartZAPI,
		func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) func(context.Context) error {
			c := newZAPI(t, g, opts...)
			return func(ctx context.Context) error {
				_, err := c.Messages.SendText(ctx, zapi.SendTextRequest{Phone: "5511900000001", Message: "x"})
				return err
			}
		},
		func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) (string, func(context.Context) error) {
			c := newZAPI(t, g, opts...)
			return "GET /status", func(ctx context.Context) error { _, err := c.Instance.Status(ctx); return err }
		},
	},
	"zapini": {"POST /send-message", fakegateway.StartZapini,
		func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) func(context.Context) error {
			c := newZapini(t, g, opts...)
			return func(ctx context.Context) error {
				_, err := c.Direct.SendMessage(ctx, zapini.SendMessageRequest{Recipient: "5511900000001", Message: "x"})
				return err
			}
		},
		func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) (string, func(context.Context) error) {
			c := newZapini(t, g, opts...)
			return "GET /status", func(ctx context.Context) error { _, err := c.Direct.Status(ctx); return err }
		},
	},
	"zapy": {"POST /api/message/{instanceId}/text", fakegateway.StartZapy,
		func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) func(context.Context) error {
			c := newZapy(t, g, opts...)
			return func(ctx context.Context) error {
				_, err := c.Messages.SendText(ctx, zapy.SendTextRequest{To: "5511900000001", Message: "x"})
				return err
			}
		},
		func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) (string, func(context.Context) error) {
			c := newZapy(t, g, opts...)
			return "GET /api/instances/{instanceId}/qr", func(ctx context.Context) error { _, err := c.Instances.QRCode(ctx); return err }
		},
	},
	"wsapi": {"POST /messages/text", fakegateway.StartWSAPI,
		func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) func(context.Context) error {
			c := newWSAPI(t, g, opts...)
			return func(ctx context.Context) error {
				_, err := c.Messages.SendText(ctx, wsapi.SendTextRequest{To: "5511900000001@s.whatsapp.net", Text: "x"})
				return err
			}
		},
		func(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) (string, func(context.Context) error) {
			c := newWSAPI(t, g, opts...)
			return "GET /session/status", func(ctx context.Context) error { _, err := c.Session.Status(ctx); return err }
		},
	},
}

func with(opts []zapgate.Option, more ...zapgate.Option) []zapgate.Option {
	return append(append([]zapgate.Option{zapgate.WithRetryWait(time.Millisecond, 5*time.Millisecond)}, opts...), more...)
}

func newZAPI(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) *zapi.Client {
	c, err := zapi.New(zapi.Credentials{InstanceID: "inst", Token: "tok", ClientToken: "ct"}, with(opts, zapgate.WithBaseURL(g.URL()))...)
	require.NoError(t, err)
	return c
}

func newZapini(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) *zapini.Client {
	c, err := zapini.New(zapini.Credentials{InstanceID: "inst", Token: "tok"},
		with(opts, zapgate.WithBaseURL(g.PlatformURL()), zapini.WithInstanceURL(g.URL()))...)
	require.NoError(t, err)
	return c
}

func newZapy(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) *zapy.Client {
	c, err := zapy.New(zapy.Credentials{InstanceID: "inst", APIKey: "tok"}, with(opts, zapgate.WithBaseURL(g.URL()))...)
	require.NoError(t, err)
	return c
}

func newWSAPI(t *testing.T, g *fakegateway.Gateway, opts ...zapgate.Option) *wsapi.Client {
	c, err := wsapi.New(wsapi.Credentials{InstanceID: "inst", APIKey: "tok"}, with(opts, zapgate.WithBaseURL(g.URL()))...)
	require.NoError(t, err)
	return c
}

func start(t *testing.T, s send) *fakegateway.Gateway {
	g, err := s.start(fakegateway.Config{InstanceID: "inst", Token: "tok", ClientToken: "ct"})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, g.Close()) })
	return g
}

// faults are the ways in which a send may have been carried out without anybody saying so.
var faults = map[string]struct {
	fault  func() fakegateway.Fault
	status int // of the error; 0: no answer
}{
	"500":              {func() fakegateway.Fault { return fakegateway.Status(500, `{"error":"boom"}`, nil) }, 500},
	"502 in HTML":      {fakegateway.HTML502, 502},
	"503":              {func() fakegateway.Fault { return fakegateway.Status(503, "", nil) }, 503},
	"504":              {func() fakegateway.Fault { return fakegateway.Status(504, "", nil) }, 504},
	"reset after read": {fakegateway.ResetAfterRead, 0},
	"reset in answer":  {fakegateway.ResetMidBody, 200},
	"timeout":          {fakegateway.Stall, 0},
	"empty":            {fakegateway.Empty, 200},
	"truncated":        {fakegateway.Truncated, 200},
	"huge":             {func() fakegateway.Fault { return fakegateway.Huge(11 << 20) }, 200},
	"array":            {func() fakegateway.Fault { return fakegateway.WrongType("[]") }, 200},
	"null":             {func() fakegateway.Fault { return fakegateway.WrongType("null") }, 200},
}

func TestASendIsSentOnce(t *testing.T) {
	t.Parallel()
	for name, s := range sends {
		for fault, f := range faults {
			t.Run(name+"/"+fault, func(t *testing.T) {
				t.Parallel()
				g := start(t, s)
				call := s.call(t, g, zapgate.WithTimeout(time.Second))
				require.NoError(t, call(t.Context()), "the connection is kept: the next request finds it open")
				g.Inject(s.op, f.fault())

				err := call(t.Context())
				assert.Equal(t, 2, g.Count(s.op), "the one before, and the one that met the fault")
				assert.ErrorIs(t, err, zapgate.ErrOutcomeUnknown)
				var zerr *zapgate.Error
				require.ErrorAs(t, err, &zerr)
				assert.Equal(t, s.op, zerr.Op)
				assert.Equal(t, 1, zerr.Attempts)
				if f.status == 200 { // or the documented 201
					assert.Contains(t, []int{200, 201}, zerr.StatusCode)
				} else {
					assert.Equal(t, f.status, zerr.StatusCode)
				}
				require.NoError(t, call(t.Context()), "the client goes on")
			})
		}
	}
}

func TestARefusedSendIsSentAgain(t *testing.T) {
	t.Parallel()
	for name, s := range sends {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := start(t, s)
			g.Inject(s.op, fakegateway.TooManyRequests("0"), fakegateway.TooManyRequests(""))
			require.NoError(t, s.call(t, g)(t.Context()))
			assert.Equal(t, 3, g.Count(s.op))

			g.Inject(s.op, fakegateway.TooManyRequests("3600"))
			err := s.call(t, g)(t.Context())
			var zerr *zapgate.Error
			require.ErrorAs(t, err, &zerr)
			assert.ErrorIs(t, err, zapgate.ErrRateLimited)
			assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			assert.Equal(t, time.Hour, zerr.RetryAfter)
			assert.Equal(t, 4, g.Count(s.op), "a longer wait is the caller's to decide")
		})
	}
}

func TestAReadIsReadAgain(t *testing.T) {
	t.Parallel()
	for name, s := range sends {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := start(t, s)
			op, call := s.read(t, g, zapgate.WithTimeout(time.Second))
			for _, f := range []fakegateway.Fault{fakegateway.Status(503, "", nil), fakegateway.ResetAfterRead(), fakegateway.ResetMidBody()} {
				before := g.Count(op)
				g.Inject(op, f)
				require.NoError(t, call(t.Context()))
				assert.Equal(t, before+2, g.Count(op))
			}
		})
	}
}

func TestWhatTheGatewaysRefuse(t *testing.T) {
	t.Parallel()
	for name, s := range sends {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, err := s.start(fakegateway.Config{InstanceID: "inst", Token: "another", ClientToken: "ct"})
			require.NoError(t, err)
			t.Cleanup(func() { _ = g.Close() })
			err = s.call(t, g)(t.Context())
			want := zapgate.ErrUnauthorized
			if name == "zapi" {
				want = zapgate.ErrNotFound // its token is part of the path
			}
			assert.ErrorIs(t, err, want)
			assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown)
			assert.Equal(t, 1, g.Count("*"))
		})
	}
}
