package fakegateway_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

func hexDigest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// media is n bytes of a PNG.
func media(n int) []byte {
	b, _ := io.ReadAll(fakegateway.MediaContent(int64(n)))
	copy(b, "\x89PNG\r\n\x1a\n")
	return b
}

func TestFilesInJSON(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZAPI, config())
	post := func(body string) (reply, fakegateway.Request) {
		got := send(t, "POST", g.URL()+zapiBase+"/send-document/pdf", "", body)
		requests := g.Requests()
		return got, requests[len(requests)-1]
	}
	document := func(head string, b []byte) string {
		return ` {"phone":"5511900000001", "document" :"` + head + base64.StdEncoding.EncodeToString(b) + `" ,"caption":"a \"b\""}` + "\n"
	}
	for _, n := range []int{1, 1000, 48 << 10, 48<<10 + 1, 48<<10 + 2, 48<<10 + 3, 1 << 20, 1<<20 + 1, 1<<20 + 2} {
		b, body := media(n), document("data:image/png;base64,", media(n))
		got, r := post(body)
		equal(t, "status", got.status, 200)
		if len(r.Files) == 0 {
			if n > 48<<10+3 {
				t.Errorf("%d bytes are no file", n)
			}
			equal(t, "body", string(r.Body), body)
			continue
		}
		want := fakegateway.File{Field: "document", ContentType: "image/png", Detected: "image/png", Size: int64(n), SHA256: hexDigest(b)}
		equal(t, "files", fmt.Sprint(r.Files), fmt.Sprint([]fakegateway.File{want}))
		begin := base64.StdEncoding.EncodeToString(b)[:1024]
		equal(t, "body", string(r.Body), ` {"phone":"5511900000001", "document" :"data:image/png;base64,`+begin+`" ,"caption":"a \"b\""}`+"\n")
	}

	got, r := post(document(`data:audio/ogg;codecs=\"opus\";base64,`, media(1<<20)))
	equal(t, "status", got.status, 200)
	equal(t, "type", r.Files[0].ContentType, `audio/ogg;codecs="opus"`)

	long := strings.Repeat(`olá \"\\ `, 20_000)
	body := `{"phone":"5511900000001","document":"https://example.com/a.pdf","caption":"` + long + `"}`
	got, r = post(body)
	equal(t, "long text", got.status, 200)
	equal(t, "long text", string(r.Body), body)

	b64 := base64.StdEncoding.EncodeToString(media(1 << 20))
	for name, body := range map[string]string{
		"no base64 in the middle": `{"phone":"5511900000001","document":"data:image/png;base64,` + b64[:500_000] + "!" + b64[500_000:] + `"}`,
		"cut base64":              `{"phone":"5511900000001","document":"data:image/png;base64,` + b64[:500_001] + `"}`,
		"base64 without a head":   `{"phone":"5511900000001","document":"` + b64 + `"}`,
		"no end":                  `{"phone":"5511900000001","document":"data:image/png;base64,` + b64,
		"no head's end":           `{"phone":"5511900000001","document":"data:image/png,` + b64 + `"}`,
	} {
		got, r := post(body)
		equal(t, name, got.status, 400)
		if len(r.Files) > 0 && !strings.HasSuffix(name, "head") && name != "no end" {
			t.Errorf("%s: %v", name, r.Files)
		}
	}
}

func TestBareBase64InJSON(t *testing.T) {
	t.Parallel()
	cfg := config()
	g := run(t, fakegateway.StartWSAPI, cfg)
	b := media(300_001)
	two := base64.StdEncoding.EncodeToString(b)
	got := send(t, "POST", g.URL()+"/messages/image", "X-Api-Key: tok\nX-Instance-Id: inst-1",
		`{"to":"5511900000001","data":"`+two+`","thumb":"`+two+`"}`)
	equal(t, "status", got.status, 201)
	r := g.Requests()[0]
	equal(t, "files", len(r.Files), 2)
	for i, field := range []string{"data", "thumb"} {
		equal(t, "file", r.Files[i], fakegateway.File{Field: field, Detected: "image/png", Size: 300_001, SHA256: hexDigest(b)})
	}
}

// A body that breaks off in a file has reached the gateway, and is no file.
func TestFileInJSONThatBreaksOff(t *testing.T) {
	t.Parallel()
	g := run(t, fakegateway.StartZAPI, config())
	conn, err := net.Dial("tcp", strings.TrimPrefix(g.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	req, _ := http.NewRequest("POST", g.URL()+zapiBase+"/send-document/pdf", strings.NewReader(
		`{"phone":"5511900000001","document":"data:image/png;base64,`+base64.StdEncoding.EncodeToString(media(1<<20))+`"}`))
	_ = req.Write(&b)
	_, _ = conn.Write(b.Bytes()[:b.Len()/2])
	_ = conn.(*net.TCPConn).CloseWrite()
	_, _ = io.Copy(io.Discard, conn) // until the gateway has given up
	_ = conn.Close()
	equal(t, "count", g.Count("POST /send-document/{extension}"), 1)
	equal(t, "files", len(g.Requests()[0].Files), 0)
}
