package endtoend

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

// A Sender reads the same in the errors of all four gateways: a 429 is waited out and sent again, what may have arrived is
// not, a 503 is the gateway's own trouble, and a 401 is the end.
func TestSenderOverEachGateway(t *testing.T) {
	t.Parallel()
	for _, m := range messengers {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			g, err := m.start(fakegateway.Config{InstanceID: "inst", Token: "tok", ClientToken: "ct"})
			require.NoError(t, err)
			t.Cleanup(func() { assert.NoError(t, g.Close()) })
			g.Inject("*",
				fakegateway.TooManyRequests("1"), fakegateway.Slow(0), // text 0, twice
				fakegateway.ResetAfterRead(),
				fakegateway.Truncated(),
				fakegateway.Problem(503, "UNAVAILABLE", "not now"),
				fakegateway.Problem(401, "UNAUTHORIZED", "no such key"),
			)
			var messages []zapgate.Message
			for i := range 7 {
				messages = append(messages, &zapgate.TextMessage{To: contract.Address("5511900000001"), Text: fmt.Sprintf("text %d", i)})
			}
			sender, err := zapgate.NewSender(m.client(t, g).Messenger())
			require.NoError(t, err)
			want := []error{nil, zapgate.ErrOutcomeUnknown, zapgate.ErrOutcomeUnknown, zapgate.ErrOutcomeUnknown,
				zapgate.ErrUnauthorized, zapgate.ErrNotTried, zapgate.ErrNotTried}
			i := 0
			for r, err := range sender.Send(t.Context(), slices.Values(messages), zapgate.WithoutRetries()) {
				assert.Equal(t, i, r.Index)
				if want[i] == nil {
					assert.NoError(t, err)
					assert.NotEmpty(t, r.Sent.CallbackID())
				}
				assert.ErrorIs(t, err, want[i])
				i++
			}
			assert.Equal(t, len(want), i)
			requests := g.Requests()
			require.Len(t, requests, 6)
			for i, text := range []string{"text 0", "text 0", "text 1", "text 2", "text 3", "text 4"} {
				assert.Contains(t, string(requests[i].Body), text)
			}
		})
	}
}
