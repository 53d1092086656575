package webhook_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go/webhook"
)

// WSAPI has one word for who left and who was put out: the sender tells. Where either is known by LID alone, they may be one.
func TestWSAPILeftOrRemoved(t *testing.T) {
	t.Parallel()
	const ana, bia = `{"id":"5511900000001@s.whatsapp.net"}`, `{"id":"5511900000002@s.whatsapp.net","phone":"5511900000002"}`
	for name, c := range map[string]struct {
		leave, sender string
		want          webhook.GroupChange
	}{
		"by herself":              {ana, ana, webhook.GroupLeft},
		"by another":              {ana, bia, webhook.GroupRemoved},
		"several, by another":     {ana + "," + `{"id":"5511900000003@s.whatsapp.net"}`, bia, webhook.GroupRemoved},
		"one of them did it":      {ana + "," + bia, bia, webhook.GroupLeft},
		"not told":                {ana, `null`, webhook.GroupLeft},
		"the sender by LID alone": {ana, `{"id":"100000000000001@lid"}`, webhook.GroupLeft},
		"one by LID alone":        {ana + `,{"id":"100000000000002@lid"}`, bia, webhook.GroupLeft},
	} {
		body := `{"eventId":"E1","eventType":"group","eventData":{"id":"120363000000000001@g.us","sender":` + c.sender + `,"leave":[` + c.leave + `]}}`
		g := parseOne[*webhook.GroupChanged](t, webhook.WSAPI, body)
		assert.Equal(t, c.want, g.Change, name)
		assert.Equal(t, "leave", g.Native)
	}
}
