package webhook_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/zapgate/zapgate-go/webhook"
)

// Z-API's momment may be missing. A reaction and an answer to an event have a time besides, which is theirs then, and tells
// two answers apart that are alike: the second is no duplicate.
func TestZAPITimeOfTheContent(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][2]string{
		"reaction": {`"reaction":{"value":"x","time":1767225601000}`, `"reaction":{"value":"x","time":1767225602000}`},
		"response": {
			`"eventResponse":{"response":"GOING","time":1767225601000,"referencedMessage":{"messageId":"E1"}}`,
			`"eventResponse":{"response":"GOING","time":1767225602000,"referencedMessage":{"messageId":"E1"}}`,
		},
	} {
		var heads [2]*webhook.Header
		for i, c := range content {
			body := `{"type":"ReceivedCallback","messageId":"M1","phone":"5511900000001",` + c + `}`
			heads[i] = parseAll(t, webhook.ZAPI, []byte(body))[0].Head()
			assert.Equal(t, time.Unix(1767225601+int64(i), 0).UTC(), heads[i].Time.UTC(), name)
			both := parseAll(t, webhook.ZAPI, []byte(body[:len(body)-1]+`,"momment":1767225609000}`))[0].Head()
			assert.Equal(t, time.Unix(1767225609, 0).UTC(), both.Time.UTC(), name)
		}
		assert.NotEqual(t, heads[0].ID, heads[1].ID, name)
	}
}
