package zapi

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
)

// callbackFor returns a value of the type that a callback's field type names, or nil.
func callbackFor(body []byte) any {
	var head struct{ Type CallbackType }
	if err := json.Unmarshal(body, &head); err != nil {
		return nil
	}
	switch head.Type {
	case CallbackTypeReceived:
		return ReceivedCallback{}
	case CallbackTypeDelivery:
		return DeliveryCallback{}
	case CallbackTypeMessageStatus:
		return MessageStatusCallback{}
	case CallbackTypePresenceChat:
		return PresenceChatCallback{}
	case CallbackTypeConnected:
		return ConnectedCallback{}
	case CallbackTypeDisconnected:
		return DisconnectedCallback{}
	}
	return nil
}

var (
	callbackFixtures = filepath.Join("..", "testdata", "zapi", "callbacks")
	callbackTypes    = map[string]any{"*.json": callbackFor}
)

// readCallback decodes one of our fixtures.
func readCallback[T any](t *testing.T, name string) *T {
	t.Helper()
	body := []byte(contract.Fixture(t, "zapi", filepath.Join("callbacks", name+".json")))
	v := new(T)
	require.IsType(t, *v, callbackFor(body))
	require.NoError(t, json.Unmarshal(body, v))
	return v
}

func TestCallbacks(t *testing.T) {
	t.Parallel()
	contract.Callbacks(t, callbackFixtures, callbackTypes)
	assert.Greater(t, contract.EveryFieldSet(t, callbackFixtures, callbackTypes), 200)
}

// The documentation's own examples, which are not part of this repository.
func TestCallbacks_Vendor(t *testing.T) {
	t.Parallel()
	dir, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	contract.Callbacks(t, filepath.Join(dir, "zapi", "callbacks"), callbackTypes)
}

// callbackEpoch is the instant the fixtures' other times are counted from.
var callbackEpoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func at(t *testing.T, want time.Time, got zapgate.Time) {
	t.Helper()
	assert.True(t, want.Equal(got.Time), "want %s, got %s", want, got)
}
