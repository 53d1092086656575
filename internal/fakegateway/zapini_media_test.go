package fakegateway_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

// multi writes a multipart body: its fields, and a file where there is a name.
func multi(t *testing.T, file, filename, typ string, content []byte, fields ...string) (contentType, body string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i < len(fields); i += 2 {
		_ = w.WriteField(fields[i], fields[i+1])
	}
	if file != "" {
		h := textproto.MIMEHeader{"Content-Disposition": {multipart.FileContentDisposition(file, filename)}}
		if typ != "" {
			h.Set("Content-Type", typ)
		}
		part, err := w.CreatePart(h)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write(content)
	}
	_ = w.Close()
	return w.FormDataContentType(), b.String()
}

func TestZapiniUpload(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	png := append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte("x"), 10_000)...)
	for name, c := range map[string]struct {
		filename, typ, field, mime, kind string
		content                          []byte
	}{
		"as sent":              {"a.JPG", "image/jpeg", "", "image/jpeg", "image", []byte("x")},
		"detected":             {"a", "application/octet-stream", "", "image/png", "image", png},
		"no type at all":       {"a.bin", "", "", "image/png", "image", png},
		"a parameter":          {"a.txt", "text/plain; charset=utf-8", "", "text/plain", "document", []byte("x")},
		"type wins":            {"a.ogg", "audio/ogg", "document", "audio/ogg", "document", []byte("x")},
		"empty":                {"a.mp4", "video/mp4", "video", "video/mp4", "video", nil},
		"shorter than 512":     {"a.pdf", "", "", "application/pdf", "document", []byte("%PDF-1.7")},
		"quotes and non-ASCII": {`relató"rio.pdf`, "application/pdf", "", "application/pdf", "document", []byte("x")},
	} {
		t.Run(name, func(t *testing.T) {
			var fields []string
			if c.field != "" {
				fields = []string{"type", c.field}
			}
			contentType, body := multi(t, "file", c.filename, c.typ, c.content, fields...)
			got := send(t, "POST", s.base+"/media/upload", bearer+"\nContent-Type: "+contentType, body)
			equal(t, "status", got.status, 201)
			media := dig(t, got.object(t), "data")
			wantKeys(t, media, "id url type mime_type size filename expires_at")
			equal(t, "type", text(t, media, "type"), c.kind)
			equal(t, "mime", text(t, media, "mime_type"), c.mime)
			equal(t, "size", dig(t, media, "size"), any(float64(len(c.content))))
			equal(t, "name", text(t, media, "filename"), c.filename)

			requests := g.Requests()
			kept := requests[len(requests)-1]
			sum := sha256.Sum256(c.content)
			equal(t, "digest", kept.Files[0].SHA256, hex.EncodeToString(sum[:]))
			equal(t, "field", kept.Form["type"], c.field)
			equal(t, "kept bytes", len(kept.Body), 0)

			s := session{t, s.base, bearer}
			id := text(t, media, "id")
			wantKeys(t, dig(t, s.do(200, "GET /media/"+id, ""), "data"), "id url type mime_type size filename created_at expires_at")
			s.do(200, "POST /messages/send-media", `{"recipient":"1","media_type":"image","media_id":"`+id+`"}`)
			s.do(200, "DELETE /media/"+id, "")
			s.do(404, "GET /media/"+id, "")
			s.do(404, "DELETE /media/"+id, "")
			s.do(422, "POST /messages/send-media", `{"recipient":"1","media_type":"image","media_id":"`+id+`"}`)
		})
	}
}

func TestZapiniUploadRefuses(t *testing.T) {
	t.Parallel()
	cfg := config()
	cfg.MediaLimits = true
	s, g := zapiniSession(t, cfg)
	form := func(file, filename, typ string, n int, fields ...string) [2]string {
		contentType, body := multi(t, file, filename, typ, make([]byte, n), fields...)
		return [2]string{contentType, body}
	}
	whole := form("file", "a.png", "image/png", 100)
	for name, c := range map[string]struct {
		form   [2]string
		status int
		field  string
	}{
		"another field":  {form("media", "a.png", "image/png", 1), 422, "file"},
		"only text":      {form("", "", "", 0, "file", "AAAA"), 422, "file"},
		"unknown type":   {form("file", "a.png", "image/png", 1, "type", "sticker"), 422, "type"},
		"JSON":           {[2]string{"application/json", `{"file":"AAAA"}`}, 422, "file"},
		"no boundary":    {[2]string{"multipart/form-data", whole[1]}, 422, "file"},
		"wrong boundary": {[2]string{"multipart/form-data; boundary=x", whole[1]}, 422, "file"},
		"cut":            {[2]string{whole[0], whole[1][:len(whole[1])-60]}, 422, "file"},
		"16 MB":          {form("file", "a.png", "image/png", 16<<20), 201, ""},
		"too large":      {form("file", "a.png", "image/png", 16<<20+1), 422, "large"},
		"as a document":  {form("file", "a.png", "image/png", 16<<20+1, "type", "document"), 201, ""},
	} {
		got := send(t, "POST", s.base+"/media/upload", bearer+"\nContent-Type: "+c.form[0], c.form[1])
		if got.status != c.status || !strings.Contains(string(got.body), c.field) {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	equal(t, "no token", send(t, "POST", s.base+"/media/upload", "Content-Type: "+whole[0], whole[1]).status, 401)

	// A body that breaks off is no request answered, but it did reach the gateway.
	before := g.Count("POST /media/upload")
	req, err := http.NewRequestWithContext(t.Context(), "POST", s.base+"/media/upload", io.MultiReader(strings.NewReader(whole[1][:200]), iotest.ErrReader(io.ErrUnexpectedEOF)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", whole[0])
	req.ContentLength = int64(len(whole[1]))
	if resp, err := client(t).Do(req); err == nil {
		_ = resp.Body.Close()
		t.Errorf("half an upload was answered %d", resp.StatusCode)
	}
	until(t, func() bool { return g.Count("POST /media/upload") == before+1 })
}

func TestZapiniUploadFaults(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	contentType, body := multi(t, "file", "a.png", "image/png", []byte("x"))
	header := bearer + "\nContent-Type: " + contentType
	g.Inject("POST /media/upload", fakegateway.Status(503, "", nil), fakegateway.ResetAfterRead(), fakegateway.ResetBeforeRead())
	equal(t, "status", send(t, "POST", s.base+"/media/upload", header, body).status, 503)
	for range 2 {
		if resp, err := try(t, "POST", s.base+"/media/upload", header, body); err == nil {
			_ = resp.Body.Close()
			t.Error("a reset was answered")
		}
	}
	equal(t, "then", send(t, "POST", s.base+"/media/upload", header, body).status, 201)
	requests := g.Requests()
	equal(t, "read", len(requests[1].Files), 1)
	equal(t, "unread", len(requests[2].Files), 0)
}

func TestZapiniDownload(t *testing.T) {
	t.Parallel()
	cfg := config()
	cfg.MediaSize, cfg.MediaType = 1<<20+7, "video/mp4"
	s, g := zapiniSession(t, cfg)
	url := s.base + "/messages/" + g.MediaMessage() + "/media"
	got := send(t, "GET", url, bearer, "")
	equal(t, "type", got.header.Get("Content-Type"), "video/mp4")
	equal(t, "length", got.header.Get("Content-Length"), "1048583")
	want, err := io.ReadAll(iotest.OneByteReader(fakegateway.MediaContent(1<<20 + 7)))
	if err != nil || !bytes.Equal(got.body, want) {
		t.Errorf("%d bytes, not the ones promised (%v)", len(got.body), err)
	}
	if bytes.Equal(want[:256], want[256:512]) {
		t.Error("the content repeats: a piece sent twice would not show")
	}
	g.Inject("GET /messages/{uuid}/media", fakegateway.Truncated(), fakegateway.ResetMidBody())
	equal(t, "half", len(send(t, "GET", url, bearer, "").body), (1<<20+7)/2)
	resp, err := try(t, "GET", url, bearer, "")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, resp.Body); err == nil || n != (1<<20+7)/2 {
		t.Errorf("%d bytes, %v", n, err)
	}
	_ = resp.Body.Close()
	s.do(404, "GET /messages/00000000-0000-4000-8002-000000000001/media", "") // a text
	s.do(404, "GET /messages/nothing/media", "")
	equal(t, "no token", send(t, "GET", url, "", "").status, 401)

	plain, g := zapiniSession(t, config())
	got = send(t, "GET", plain.base+"/messages/"+g.MediaMessage()+"/media", bearer, "")
	equal(t, "default", got.header.Get("Content-Type")+" "+got.header.Get("Content-Length"), "image/jpeg 65536")
}

// TestZapiniMediaCostsNoMemory allocates next to nothing for 64 MiB each way. It is not parallel: it counts what the whole
// process allocates.
func TestZapiniMediaCostsNoMemory(t *testing.T) {
	const size = 64 << 20
	cfg := config()
	cfg.MediaSize = size
	s, g := zapiniSession(t, cfg)
	contentType, around := multi(t, "file", "a.mp4", "video/mp4", []byte("HERE"))
	head, tail, _ := strings.Cut(around, "HERE")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	body := io.MultiReader(strings.NewReader(head), fakegateway.MediaContent(size), strings.NewReader(tail))
	req, err := http.NewRequestWithContext(t.Context(), "POST", s.base+"/media/upload", body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Authorization", "Bearer tok")
	resp, err := client(t).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	equal(t, "status", resp.StatusCode, 201)
	equal(t, "size", g.Requests()[0].Files[0].Size, size)
	if resp, err = try(t, "GET", s.base+"/messages/"+g.MediaMessage()+"/media", bearer, ""); err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, resp.Body); n != size || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
	_ = resp.Body.Close()
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 4<<20 {
		t.Errorf("%d bytes were allocated", got)
	}
}
