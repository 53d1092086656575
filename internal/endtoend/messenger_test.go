package endtoend

import (
	"context"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/internal/fakegateway"
	"github.com/zapgate/zapgate-go/webhook"
)

// messengers are the four, each with a gateway of its own whose callbacks follow its sends.
var messengers = []struct {
	name     string
	provider webhook.Provider
	verifier webhook.Verifier
	start    func(fakegateway.Config) (*fakegateway.Gateway, error)
	client   func(*testing.T, *fakegateway.Gateway) interface{ Messenger() zapgate.Messenger }
}{
	{"zapi", webhook.ZAPI, webhook.HeaderToken("z-api-token", "tok"), fakegateway.StartZAPI,
		func(t *testing.T, g *fakegateway.Gateway) interface{ Messenger() zapgate.Messenger } {
			return newZAPI(t, g)
		}},
	{"zapini", webhook.Zapini, webhook.HMAC("shh"), fakegateway.StartZapini,
		func(t *testing.T, g *fakegateway.Gateway) interface{ Messenger() zapgate.Messenger } {
			return newZapini(t, g)
		}},
	{"zapy", webhook.Zapy, webhook.HMAC("shh"), fakegateway.StartZapy,
		func(t *testing.T, g *fakegateway.Gateway) interface{ Messenger() zapgate.Messenger } {
			return newZapy(t, g)
		}},
	{"wsapi", webhook.WSAPI, webhook.HMAC("shh"), fakegateway.StartWSAPI,
		func(t *testing.T, g *fakegateway.Gateway) interface{ Messenger() zapgate.Messenger } {
			return newWSAPI(t, g)
		}},
}

// inbox keeps what the callbacks told.
type inbox struct {
	mu     sync.Mutex
	events []webhook.Event
}

func (in *inbox) take() []webhook.Event {
	in.mu.Lock()
	defer in.mu.Unlock()
	events := in.events
	in.events = nil
	return events
}

func receive(t *testing.T, p webhook.Provider, v webhook.Verifier) (*inbox, string) {
	h, err := webhook.New(p, v)
	require.NoError(t, err)
	in := &inbox{}
	webhook.OnRest(h, func(_ context.Context, e webhook.Event) error {
		in.mu.Lock()
		defer in.mu.Unlock()
		in.events = append(in.events, e)
		return nil
	})
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return in, server.URL
}

// TestMessengers calls all that the Messengers speak of: what they can do, the gateway takes, and names what it sent by
// the id that Sent tells; of the rest, nothing reaches it.
func TestMessengers(t *testing.T) {
	t.Parallel()
	for _, m := range messengers {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			in, url := receive(t, m.provider, m.verifier)
			g, err := m.start(fakegateway.Config{
				InstanceID: "inst", Token: "tok", ClientToken: "ct", Secret: "shh", CallbackURL: url, AutoCallbacks: true,
			})
			require.NoError(t, err)
			t.Cleanup(func() { assert.NoError(t, g.Close()) })
			messenger := m.client(t, g).Messenger()
			for _, call := range contract.MessengerCalls() {
				if call.Name == "text, typing" {
					continue // it takes its time, and no other callbacks follow
				}
				before := g.Count("*")
				got, err := call.Do(t.Context(), messenger)
				if !call.Can(messenger.Capabilities()) {
					assert.ErrorIs(t, err, zapgate.ErrUnsupported, call.Name)
					assert.Equal(t, before, g.Count("*"), call.Name)
					continue
				}
				require.NoError(t, err, call.Name)
				assert.Zero(t, g.Count(""), "%s: no such operation", call.Name)
				if sent, isSend := got.(*zapgate.Sent); isSend {
					require.NoError(t, g.Wait(t.Context()))
					assertNamed(t, call.Name, sent, in.take())
				}
			}
			check, err := messenger.CheckNumber(t.Context(), contract.Address("5511900000077"))
			if messenger.Capabilities().CheckNumber {
				require.NoError(t, err)
				assert.Equal(t, &zapgate.NumberCheck{}, check)
			}
			status, err := messenger.Status(t.Context())
			require.NoError(t, err)
			assert.True(t, status.Connected)
			g.SetPaired(false)
			status, err = messenger.Status(t.Context())
			require.NoError(t, err)
			assert.False(t, status.Connected)
		})
	}
}

// assertNamed: each callback about the message has the id that Sent tells, where it says so.
func assertNamed(t *testing.T, name string, sent *zapgate.Sent, events []webhook.Event) {
	t.Helper()
	require.NotEmpty(t, sent.CallbackID(), name)
	told := 0
	for _, e := range events {
		var messageID, gatewayID string
		switch e := e.(type) {
		case *webhook.MessageSent:
			messageID, gatewayID = e.MessageID, e.GatewayID
		case *webhook.MessageStatus:
			messageID, gatewayID = e.MessageID, e.GatewayID
		case *webhook.MessageReceived: // the answer to it
			assert.NotEqual(t, sent.CallbackID(), e.MessageID, name)
			continue
		}
		told++
		if sent.Named != zapgate.NamedByMessageID {
			assert.Equal(t, sent.CallbackID(), gatewayID, "%s: %T", name, e)
		}
		if sent.Named != zapgate.NamedByGatewayID {
			assert.Equal(t, sent.CallbackID(), messageID, "%s: %T", name, e)
		}
	}
	assert.GreaterOrEqual(t, told, 2, "%s: callbacks about it", name)
}
