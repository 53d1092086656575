package wsapi_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/wsapi"
)

// eventTypes are the types by the event that a file holds. None may be missing.
var eventTypes = map[wsapi.EventType]any{
	wsapi.EventMessage:             wsapi.MessageEvent{},
	wsapi.EventMessageRead:         wsapi.MessageReadEvent{},
	wsapi.EventMessageDelete:       wsapi.MessageDeleteEvent{},
	wsapi.EventMessageStar:         wsapi.MessageStarEvent{},
	wsapi.EventMessageHistorySync:  wsapi.MessageHistorySyncEvent{},
	wsapi.EventLoggedIn:            wsapi.LoggedInEvent{},
	wsapi.EventLoggedOut:           wsapi.LoggedOutEvent{},
	wsapi.EventLoginError:          wsapi.LoginErrorEvent{},
	wsapi.EventLoggedError:         wsapi.LoginErrorEvent{},
	wsapi.EventInitialSyncFinished: wsapi.InitialSyncFinishedEvent{},
	wsapi.EventChatSetting:         wsapi.ChatSettingEvent{},
	wsapi.EventChatPresence:        wsapi.ChatPresenceEvent{},
	wsapi.EventChatPushName:        wsapi.ChatPushNameEvent{},
	wsapi.EventChatStatus:          wsapi.ChatStatusEvent{},
	wsapi.EventChatPicture:         wsapi.ChatPictureEvent{},
	wsapi.EventContact:             wsapi.ContactEvent{},
	wsapi.EventGroup:               wsapi.GroupEvent{},
	wsapi.EventNewsletter:          wsapi.NewsletterEvent{},
	wsapi.EventUserPresence:        wsapi.UserPresenceEvent{},
	wsapi.EventCallOffer:           wsapi.CallOfferEvent{},
	wsapi.EventCallAccept:          wsapi.CallAcceptEvent{},
	wsapi.EventCallTerminate:       wsapi.CallTerminateEvent{},
}

func eventTypeOf(body []byte) any {
	var e wsapi.Event[json.RawMessage]
	if json.Unmarshal(body, &e) != nil {
		return nil
	}
	return eventTypes[e.EventType]
}

func TestEveryEvent_NoLoss(t *testing.T) {
	t.Parallel()
	types := map[string]any{"event.*.json": eventTypeOf, "*.json": nil} // the others are answers
	contract.Callbacks(t, fixtures, types)
	contract.EveryFieldSet(t, fixtures, types)
}

// There is a fixture of every event, and a vendor's example of every one but the alias.
func TestEveryEventHasAFixture(t *testing.T) {
	t.Parallel()
	folders := []string{filepath.Join(fixtures, "event.*.json")}
	if dir, ok := contract.Vendor(t); ok {
		folders = append(folders, filepath.Join(dir, "wsapi", "events", "*.json"))
	}
	for _, folder := range folders {
		files, err := filepath.Glob(folder)
		require.NoError(t, err)
		for event := range eventTypes {
			found := event == wsapi.EventLoggedError
			for _, file := range files {
				for _, pattern := range []string{"event." + string(event) + ".json", "event." + string(event) + "-*", string(event) + ".*"} {
					ok, _ := filepath.Match(pattern, filepath.Base(file))
					found = found || ok
				}
			}
			require.True(t, found, "no %s in %s", event, folder)
		}
	}
}

// The provider's own examples, which are not part of this repository.
func TestEveryVendorEvent_NoLoss(t *testing.T) {
	t.Parallel()
	dir, ok := contract.Vendor(t)
	if !ok {
		t.Skip("VENDOR_FIXTURES is not set")
	}
	contract.Callbacks(t, filepath.Join(dir, "wsapi", "events"), map[string]any{"*.json": eventTypeOf})
}
