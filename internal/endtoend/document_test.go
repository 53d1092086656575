package endtoend

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/fakegateway"
	"github.com/zapgate/zapgate-go/zapi"
)

// TestDocumentInJSONMeetsFaults: a file that is streamed is sent again from its beginning where it was refused, and never
// where it may have arrived.
func TestDocumentInJSONMeetsFaults(t *testing.T) {
	t.Parallel()
	const size = 1 << 20
	content, err := io.ReadAll(fakegateway.MediaContent(size))
	require.NoError(t, err)
	sum := sha256.Sum256(content)
	for name, c := range map[string]struct {
		faults  []fakegateway.Fault
		is      error
		arrived int // requests, the last of them whole
	}{
		"none":              {nil, nil, 1},
		"429 twice":         {[]fakegateway.Fault{fakegateway.TooManyRequests("0"), fakegateway.TooManyRequests("0")}, nil, 3},
		"503":               {[]fakegateway.Fault{fakegateway.Problem(503, "", "down")}, zapgate.ErrOutcomeUnknown, 1},
		"reset in the file": {[]fakegateway.Fault{fakegateway.ResetBeforeRead()}, zapgate.ErrOutcomeUnknown, 1},
		"reset at its end":  {[]fakegateway.Fault{fakegateway.ResetAfterRead()}, zapgate.ErrOutcomeUnknown, 1},
		"half an answer":    {[]fakegateway.Fault{fakegateway.ResetMidBody()}, zapgate.ErrOutcomeUnknown, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, err := fakegateway.StartZAPI(fakegateway.Config{InstanceID: "inst", Token: "tok"})
			require.NoError(t, err)
			defer g.Close()
			g.Inject("*", c.faults...)
			client, err := zapi.New(zapi.Credentials{InstanceID: "inst", Token: "tok"}, zapgate.WithBaseURL(g.URL()),
				zapgate.WithRetryWait(time.Millisecond, 10*time.Millisecond))
			require.NoError(t, err)
			var last int64
			begins := 0
			media := zapgate.MediaProgress(zapgate.MediaBytes("application/pdf", bytes.Clone(content)), func(sent, total int64) {
				if sent <= last || last == 0 {
					begins++
				}
				last = sent
				assert.EqualValues(t, size, total)
			})
			_, err = client.Messages.SendDocument(t.Context(), "pdf", zapi.SendDocumentRequest{Phone: "5511900000001", Document: media})
			assert.ErrorIs(t, err, c.is)
			assert.Equal(t, c.arrived, g.Count("*"))
			if name == "reset in the file" { // which may come before its first byte was read
				assert.LessOrEqual(t, begins, 1)
			} else {
				assert.Equal(t, c.arrived, begins, "each attempt reads it from the beginning")
			}
			for _, r := range g.Requests() {
				if name == "reset in the file" {
					assert.Empty(t, r.Files)
					continue
				}
				require.Len(t, r.Files, 1)
				assert.Equal(t, hex.EncodeToString(sum[:]), r.Files[0].SHA256)
			}
		})
	}
}
