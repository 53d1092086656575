package fakegateway

import (
	"bytes"
	"io"
	"strings"
)

// content is the body of an answer on its way to the client.
type content struct {
	typ  string
	size int64
	r    io.Reader
	// unannounced leaves Content-Length out: the end of the body is all that tells how long it is.
	unannounced bool
}

// contents is the answer's body: its own, or its JSON.
func (a answer) contents() content {
	switch {
	case a.content != nil:
		return *a.content
	case a.body == nil:
		return content{r: strings.NewReader("")}
	}
	b := encode(a.body)
	return content{typ: "application/json", size: int64(len(b)), r: bytes.NewReader(b)}
}

// MediaContent is what GET /messages/{uuid}/media answers where it is size bytes long. It is made while it is read, so
// that it costs no memory, and it is the same every time.
func MediaContent(size int64) io.Reader { return &generated{left: size} }

// pattern does not repeat within itself in steps of 256, so that a piece lost or sent twice shows.
var pattern = func() (p [64 << 10]byte) {
	for i := range p {
		p[i] = byte(i) ^ byte(i>>8)
	}
	return p
}()

type generated struct {
	at   int
	left int64
}

func (g *generated) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(int64(len(p)), g.left)], pattern[g.at:])
	g.at, g.left = (g.at+n)%len(pattern), g.left-int64(n)
	return n, nil
}
