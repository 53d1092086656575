package endtoend

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/fakegateway"
	"github.com/zapgate/zapgate-go/zapi"
)

// documents sends files of size bytes in JSON.
type documents struct {
	tb     testing.TB
	g      *fakegateway.Gateway
	client *zapi.Client
	size   int64
}

func newDocuments(tb testing.TB, mib int64) documents {
	g, err := fakegateway.StartZAPI(fakegateway.Config{InstanceID: "inst", Token: "tok"})
	require.NoError(tb, err)
	tb.Cleanup(func() { assert.NoError(tb, g.Close()) })
	c, err := zapi.New(zapi.Credentials{InstanceID: "inst", Token: "tok"}, zapgate.WithBaseURL(g.URL()))
	require.NoError(tb, err)
	return documents{tb, g, c, mib << 20}
}

// send sends a document as the SDK does.
func (d documents) send(h *heap) {
	media := zapgate.MediaReader("application/pdf", d.size, func() (io.ReadCloser, error) {
		return source{fakegateway.MediaContent(d.size), h}, nil
	})
	_, err := d.client.Messages.SendDocument(d.tb.Context(), "pdf", zapi.SendDocumentRequest{Phone: "5511900000001", Document: media})
	require.NoError(d.tb, err)
}

// sendWhole reads, encodes, and marshals the document first.
func (d documents) sendWhole(h *heap) {
	b, err := io.ReadAll(source{fakegateway.MediaContent(d.size), h})
	require.NoError(d.tb, err)
	text := "data:application/pdf;base64," + base64.StdEncoding.EncodeToString(b)
	h.look()
	body, err := json.Marshal(map[string]string{"phone": "5511900000001", "document": text})
	h.look()
	require.NoError(d.tb, err)
	req, err := http.NewRequestWithContext(d.tb.Context(), "POST", d.g.URL()+"/instances/inst/token/tok/send-document/pdf", bytes.NewReader(body))
	require.NoError(d.tb, err)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	require.NoError(d.tb, err)
	require.NoError(d.tb, resp.Body.Close())
	require.Equal(d.tb, http.StatusOK, resp.StatusCode)
}

// TestDocumentInJSONCostsNoMemory sends 64 MiB within 8 MiB of heap. The naive way, with a smaller file, shows that what
// watches would see it. It is not parallel: the heap is everybody's.
func TestDocumentInJSONCostsNoMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("moves 100 MiB in base64")
	}
	streamed, whole := newDocuments(t, 64), newDocuments(t, 8)
	h := newHeap()
	streamed.send(h)
	t.Logf("64 MiB, streamed: the heap grew by %.1f MiB", h.grown())
	assert.Equal(t, streamed.size, h.seen)
	assert.Less(t, h.grown(), 8.0)
	h = newHeap()
	whole.sendWhole(h)
	t.Logf("8 MiB, the naive way: the heap grew by %.1f MiB", h.grown())
	assert.Greater(t, h.grown(), 3*8.0, "what watches the heap is blind")

	for _, d := range []documents{streamed, whole} {
		want := sha256.New()
		_, err := io.Copy(want, fakegateway.MediaContent(d.size))
		require.NoError(t, err)
		require.Equal(t, 1, d.g.Count("POST /send-document/{extension}"))
		require.Len(t, d.g.Requests()[0].Files, 1)
		f := d.g.Requests()[0].Files[0]
		assert.Equal(t, []any{"document", "application/pdf", d.size}, []any{f.Field, f.ContentType, f.Size})
		assert.Equal(t, hex.EncodeToString(want.Sum(nil)), f.SHA256)
	}
}

// BenchmarkDocument sends a document of 512 MiB, or of DOCUMENT_MIB, as a stream and the naive way by turns. It reports by
// how much the heap grew, which is some 3 GiB the naive way, and how many times more that is.
func BenchmarkDocument(b *testing.B) {
	mib, err := strconv.ParseInt(os.Getenv("DOCUMENT_MIB"), 10, 64)
	if err != nil {
		mib = 512
	}
	d := newDocuments(b, mib)
	var streamed, whole float64
	for b.Loop() {
		h := newHeap()
		d.send(h)
		streamed = max(streamed, h.grown())
		h = newHeap()
		d.sendWhole(h)
		whole = max(whole, h.grown())
	}
	b.ReportMetric(streamed, "streamed-heap-MiB")
	b.ReportMetric(whole, "naive-heap-MiB")
	b.ReportMetric(whole/streamed, "times-more")
}
