package wsapi_test

import (
	"path/filepath"
	"testing"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

var fixtures = filepath.Join("..", "testdata", "wsapi")

func TestNoLoss(t *testing.T) {
	t.Parallel()
	contract.NoLoss(t, fixtures, map[string]any{
		"status.json":     wsapi.SessionStatus{},
		"chats.json":      []wsapi.Chat{},
		"instance.json":   wsapi.InstanceDetail{},
		"sent.json":       wsapi.SentMessage{},
		"event.*.json":    nil, // see below
		"not-paired.json": nil, // an error
	})
}

func TestEvents_NoLoss(t *testing.T) {
	t.Parallel()
	types := map[string]any{
		"event.message-*.json":             wsapi.MessageEvent{},
		"event.message_read.json":          wsapi.MessageReadEvent{},
		"event.logged_in.json":             wsapi.LoggedInEvent{},
		"event.logged_out.json":            wsapi.LoggedOutEvent{},
		"event.login_error.json":           wsapi.LoginErrorEvent{},
		"event.initial_sync_finished.json": wsapi.InitialSyncFinishedEvent{},
		"*.json":                           nil, // answers
	}
	contract.Callbacks(t, fixtures, types)
	contract.EveryFieldSet(t, fixtures, types, "wsapi.MessageRead.IsGroup")
}

// The provider's own examples, which are not part of this repository.
func TestNoLossOfVendorFixtures(t *testing.T) {
	t.Parallel()
	dir, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	contract.Callbacks(t, filepath.Join(dir, "wsapi", "events"), map[string]any{
		"message.*.json":             wsapi.MessageEvent{},
		"message_read.json":          wsapi.MessageReadEvent{},
		"logged_in.json":             wsapi.LoggedInEvent{},
		"logged_out.json":            wsapi.LoggedOutEvent{},
		"login_error.json":           wsapi.LoginErrorEvent{},
		"initial_sync_finished.json": wsapi.InitialSyncFinishedEvent{},
		"*.json":                     nil, // types that do not exist yet
	})
	contract.NoLoss(t, filepath.Join(dir, "wsapi", "requests"), map[string]any{
		"sendText.request.*":   wsapi.SendTextRequest{},
		"sendText.response.*":  wsapi.SentMessage{},
		"sendImage.request.*":  wsapi.SendImageRequest{},
		"sendImage.response.*": wsapi.SentMessage{},
		"*.json":               nil, // types that do not exist yet
	})
}
