package endtoend

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"mime/multipart"
	"net/http"
	"runtime"
	"runtime/metrics"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/fakegateway"
	"github.com/zapgate/zapgate-go/zapini"
)

const (
	fileSize = 100 << 20 // the most that Zapini takes
	// heapLimit holds for all of the process: the client, the gateway on the other side, and the test.
	heapLimit = 16 << 20
)

// heap watches how much of the heap is in use while a file goes by: what is live, and what is dead and not yet swept.
// It looks at each MiB, from the goroutine that moves the bytes, so that it cannot miss a moment.
type heap struct {
	begin, peak uint64
	seen, next  int64
	sample      [1]metrics.Sample
}

func newHeap() *heap {
	runtime.GC() // what came before is not ours
	h := &heap{}
	h.sample[0].Name = "/memory/classes/heap/objects:bytes"
	h.look()
	h.begin = h.peak
	return h
}

// grown is by how many MiB the heap was larger than at the beginning.
func (h *heap) grown() float64 { return float64(h.peak-h.begin) / (1 << 20) }

func (h *heap) look() {
	metrics.Read(h.sample[:])
	h.peak = max(h.peak, h.sample[0].Value.Uint64())
}

func (h *heap) saw(n int) {
	if h.seen += int64(n); h.seen >= h.next {
		h.next += 1 << 20
		h.look()
	}
}

// source is the generated file, watched.
type source struct {
	io.Reader
	heap *heap
}

func (s source) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	s.heap.saw(n)
	return n, err
}

func (source) Close() error { return nil }

// sink is io.Discard, watched; hash may be nil.
type sink struct {
	heap *heap
	hash hash.Hash
}

func (s sink) Write(p []byte) (int, error) {
	s.heap.saw(len(p))
	if s.hash != nil {
		_, _ = s.hash.Write(p)
	}
	return io.Discard.Write(p)
}

type streaming struct {
	tb     testing.TB
	g      *fakegateway.Gateway
	client *zapini.Client
}

func newStreaming(tb testing.TB) streaming {
	g, err := fakegateway.StartZapini(fakegateway.Config{
		InstanceID: "inst", Token: "tok", MediaSize: fileSize, MediaType: "video/mp4",
	})
	require.NoError(tb, err)
	tb.Cleanup(func() { assert.NoError(tb, g.Close()) })
	c, err := zapini.New(zapini.Credentials{InstanceID: "inst", Token: "tok"}, zapgate.WithBaseURL(g.PlatformURL()))
	require.NoError(tb, err)
	return streaming{tb, g, c}
}

// upload sends the file as the SDK does.
func (s streaming) upload(h *heap) {
	media := zapgate.MediaReader("video/mp4", fileSize, func() (io.ReadCloser, error) {
		return source{fakegateway.MediaContent(fileSize), h}, nil
	})
	stored, err := s.client.Media.Upload(s.tb.Context(), zapini.UploadMediaRequest{File: media, Filename: "a.mp4", Type: zapini.MediaDocument})
	require.NoError(s.tb, err)
	require.EqualValues(s.tb, fileSize, stored.Size)
}

// uploadWhole builds the request in memory first.
func (s streaming) uploadWhole(h *heap) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", "a.mp4")
	require.NoError(s.tb, err)
	_, err = io.Copy(part, source{fakegateway.MediaContent(fileSize), h})
	require.NoError(s.tb, err)
	require.NoError(s.tb, w.Close())
	resp := s.send("POST", "/media/upload", w.FormDataContentType(), &body)
	require.NoError(s.tb, resp.Body.Close())
	require.Equal(s.tb, http.StatusCreated, resp.StatusCode)
}

func (s streaming) download(h *heap, sum hash.Hash) {
	media, err := s.client.Messages.DownloadMedia(s.tb.Context(), s.g.MediaMessage(), sink{h, sum})
	require.NoError(s.tb, err)
	require.Equal(s.tb, zapini.MessageMedia{ContentType: "video/mp4", Size: fileSize}, *media)
}

// downloadWhole reads the file into memory first.
func (s streaming) downloadWhole(h *heap) {
	resp := s.send("GET", "/messages/"+s.g.MediaMessage()+"/media", "", nil)
	b, err := io.ReadAll(source{resp.Body, h})
	require.NoError(s.tb, err)
	require.NoError(s.tb, resp.Body.Close())
	require.Len(s.tb, b, fileSize)
}

func (s streaming) send(method, path, contentType string, body io.Reader) *http.Response {
	req, err := http.NewRequestWithContext(s.tb.Context(), method, s.g.PlatformURL()+path, body)
	require.NoError(s.tb, err)
	req.Header.Set("Authorization", "Bearer tok")
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(s.tb, err)
	return resp
}

// TestFilesCostNoMemory sends and fetches 100 MiB within 16 MiB of heap. The naive way, in the same process and under the
// same eyes, shows that they would see it. It is not parallel: the heap is everybody's.
func TestFilesCostNoMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("moves 400 MiB")
	}
	s := newStreaming(t)
	want := sha256.New()
	_, err := io.Copy(want, fakegateway.MediaContent(fileSize))
	require.NoError(t, err)
	got := sha256.New()

	for _, c := range []struct {
		name  string
		move  func(*heap)
		whole bool
	}{
		{"upload", s.upload, false},
		{"download", func(h *heap) { s.download(h, got) }, false},
		{"upload, whole", s.uploadWhole, true},
		{"download, whole", s.downloadWhole, true},
	} {
		h := newHeap()
		c.move(h)
		t.Logf("%s: peak of the heap %.1f MiB", c.name, float64(h.peak)/(1<<20))
		assert.GreaterOrEqual(t, h.seen, int64(fileSize), c.name)
		if c.whole {
			assert.Greater(t, h.peak, uint64(fileSize*9/10), "%s: what watches the heap is blind", c.name)
		} else {
			assert.Less(t, h.peak, uint64(heapLimit), c.name)
		}
	}
	digest := hex.EncodeToString(want.Sum(nil))
	assert.Equal(t, digest, hex.EncodeToString(got.Sum(nil)), "what was fetched")
	assert.Equal(t, digest, s.g.Requests()[0].Files[0].SHA256, "what was sent")
	assert.Equal(t, 2, s.g.Count("POST /media/upload"))
	assert.Equal(t, 2, s.g.Count("GET /messages/{uuid}/media"))
}

// BenchmarkFiles moves 100 MiB each way, as a stream and whole, and reports the peak of the heap.
func BenchmarkFiles(b *testing.B) {
	for _, c := range []struct {
		name string
		move func(streaming, *heap)
	}{
		{"Upload/Streamed", streaming.upload},
		{"Upload/Whole", streaming.uploadWhole},
		{"Download/Streamed", func(s streaming, h *heap) { s.download(h, nil) }},
		{"Download/Whole", streaming.downloadWhole},
	} {
		b.Run(c.name, func(b *testing.B) {
			s, h := newStreaming(b), newHeap()
			b.SetBytes(fileSize)
			b.ReportAllocs()
			for b.Loop() {
				c.move(s, h)
			}
			b.ReportMetric(float64(h.peak)/(1<<20), "peak-heap-MiB")
		})
	}
}
