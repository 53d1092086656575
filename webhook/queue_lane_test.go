package webhook

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go"
)

// Every event that has a chat, under whatever name, is in its lane: an event type that chatOf does not know would be out
// of order.
func TestChatOf(t *testing.T) {
	t.Parallel()
	chat, err := zapgate.ParseAddress("5511900000001")
	assert.NoError(t, err)
	for _, e := range []Event{
		&MessageReceived{}, &MessageSent{}, &MessageStatus{}, &MessageEdited{}, &MessageDeleted{}, &Reaction{}, &PollVote{},
		&OrderChanged{}, &PaymentChanged{}, &HistorySync{}, &ChatChanged{}, &LabelChanged{}, &Presence{}, &Call{}, &GroupChanged{},
		&NewsletterChanged{}, &ContactChanged{},
	} {
		assert.Empty(t, chatOf(e), "%T", e)
		set := false
		for _, name := range []string{"Chat", "Group", "Newsletter", "Contact"} {
			if f := reflect.ValueOf(e).Elem().FieldByName(name); f.IsValid() && f.Type() == reflect.TypeFor[zapgate.Address]() {
				f.Set(reflect.ValueOf(chat))
				set = true
			}
		}
		assert.True(t, set, "%T", e)
		assert.Equal(t, chat.JID(), chatOf(e), "%T", e)
	}
	for _, e := range []Event{&ConnectionChanged{}, &QRCode{}, &Unknown{}} {
		assert.Empty(t, chatOf(e), "%T", e)
	}
	assert.Equal(t, chat.JID(), chatOf(&Presence{From: chat}))
	assert.Equal(t, chat.JID(), chatOf(&Call{From: chat}))
}
