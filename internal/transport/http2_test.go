package transport

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
)

// refusing is a server that speaks just enough HTTP/2 to end each stream with code, and counts those.
func refusing(t *testing.T, code uint32) (tr *http.Transport, url string, streams *atomic.Int32) {
	streams = &atomic.Int32{}
	srv := httptest.NewUnstartedServer(nil)
	srv.TLS = &tls.Config{NextProtos: []string{"h2"}}
	srv.Config.TLSNextProto = map[string]func(*http.Server, *tls.Conn, http.Handler){"h2": func(_ *http.Server, c *tls.Conn, _ http.Handler) {
		const headers, reset, settings, ping, ack = 1, 3, 4, 6, 1
		frame := func(kind, flags byte, stream uint32, payload []byte) {
			b := binary.BigEndian.AppendUint32(nil, uint32(len(payload))<<8|uint32(kind))
			b = binary.BigEndian.AppendUint32(append(b, flags), stream)
			_, _ = c.Write(append(b, payload...))
		}
		_, _ = io.CopyN(io.Discard, c, int64(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")))
		frame(settings, 0, 0, nil)
		for {
			var head [9]byte
			if _, err := io.ReadFull(c, head[:]); err != nil {
				return
			}
			length, stream := binary.BigEndian.Uint32(head[:4])>>8, binary.BigEndian.Uint32(head[5:])
			payload := make([]byte, length)
			if _, err := io.ReadFull(c, payload); err != nil {
				return
			}
			switch kind, acked := head[3], head[4]&ack != 0; {
			case kind == headers:
				streams.Add(1)
				frame(reset, 0, stream, binary.BigEndian.AppendUint32(nil, code))
			case kind == settings && !acked:
				frame(settings, ack, 0, nil)
			case kind == ping && !acked:
				frame(ping, ack, 0, payload)
			}
		}
	}}
	srv.StartTLS()
	t.Cleanup(srv.Close)
	tr = &http.Transport{TLSClientConfig: srv.Client().Transport.(*http.Transport).TLSClientConfig, ForceAttemptHTTP2: true}
	t.Cleanup(tr.CloseIdleConnections)
	return tr, srv.URL, streams
}

// A gateway that ends a stream by an error may have acted on it. net/http would open another one by itself.
func TestStreamIsReset(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]uint32{"PROTOCOL_ERROR": 1, "INTERNAL_ERROR": 2, "REFUSED_STREAM": 7} {
		for _, op := range []Op{sendOp, restartOp, {Method: "POST", Path: "/no-body"}, {Method: "PUT", Path: "/no-body"}, {Method: "DELETE", Path: "/no-body"}} {
			t.Run(name+"/"+op.Name(), func(t *testing.T) {
				t.Parallel()
				tr, url, streams := refusing(t, code)
				r := requestOf(op)
				if op.Path == "/no-body" {
					r.Body = nil
				}
				err := Exec(t.Context(), newClientAt(t, url+"/token/"+canary, tr), r)
				unknown.check(t, err, 0)
				assert.NotErrorIs(t, err, context.Canceled, "nobody has")
				assert.EqualValues(t, 1, streams.Load(), "requests that left")
			})
		}
	}
}
