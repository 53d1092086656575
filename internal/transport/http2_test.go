package transport

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
)

// The frames of HTTP/2 that tests see or send.
const (
	frameHeaders, frameReset, frameSettings, framePing, frameGoAway = 1, 3, 4, 6, 7
	flagAck, flagsWhole                                             = 1, 5
)

// speakHTTP2 speaks just enough HTTP/2 on c to hand each stream that is opened to serve.
func speakHTTP2(c net.Conn, serve func(stream uint32, send func(kind, flags byte, stream uint32, payload []byte))) {
	out := make(chan []byte, 100) // a pipe keeps nothing: who reads must not wait for a write
	defer close(out)
	go func() {
		for b := range out {
			_, _ = c.Write(b)
		}
	}()
	send := func(kind, flags byte, stream uint32, payload []byte) {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(payload))<<8|uint32(kind))
		b = binary.BigEndian.AppendUint32(append(b, flags), stream)
		out <- append(b, payload...)
	}
	_, _ = io.CopyN(io.Discard, c, int64(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")))
	send(frameSettings, 0, 0, nil)
	for {
		var head [9]byte
		if _, err := io.ReadFull(c, head[:]); err != nil {
			return
		}
		payload := make([]byte, binary.BigEndian.Uint32(head[:4])>>8)
		if _, err := io.ReadFull(c, payload); err != nil {
			return
		}
		switch kind, acked := head[3], head[4]&flagAck != 0; {
		case kind == frameHeaders:
			serve(binary.BigEndian.Uint32(head[5:]), send)
		case kind == framePing && !acked:
			send(framePing, flagAck, 0, payload)
		case kind == frameSettings && !acked:
			send(frameSettings, flagAck, 0, nil)
		}
	}
}

// resetting is a server that ends each stream by code, after a 103 if it is to, and counts those, with a transport to it.
func resetting(t *testing.T, code uint32, early bool) (tr *http.Transport, url string, streams *atomic.Int32) {
	streams = &atomic.Int32{}
	srv := httptest.NewUnstartedServer(nil)
	srv.TLS = &tls.Config{NextProtos: []string{"h2"}}
	srv.Config.TLSNextProto = map[string]func(*http.Server, *tls.Conn, http.Handler){"h2": func(_ *http.Server, c *tls.Conn, _ http.Handler) {
		speakHTTP2(c, func(stream uint32, send func(byte, byte, uint32, []byte)) {
			streams.Add(1)
			if early {
				send(frameHeaders, 4, stream, []byte{0x08, 3, '1', '0', '3'}) // not the stream's end
			}
			send(frameReset, 0, stream, binary.BigEndian.AppendUint32(nil, code))
		})
	}}
	srv.StartTLS()
	t.Cleanup(srv.Close)
	tr = &http.Transport{TLSClientConfig: srv.Client().Transport.(*http.Transport).TLSClientConfig, ForceAttemptHTTP2: true}
	t.Cleanup(tr.CloseIdleConnections)
	return tr, srv.URL + "/token/" + canary, streams
}

// A gateway that ends a stream by an error may have acted on it. net/http would open another one by itself.
func TestStreamIsReset(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]uint32{"PROTOCOL_ERROR": 1, "INTERNAL_ERROR": 2, "REFUSED_STREAM": 7} {
		for _, op := range []Op{sendOp, restartOp, {Method: "POST", Path: "/no-body"}, {Method: "PUT", Path: "/no-body"}, {Method: "DELETE", Path: "/no-body"}} {
			for _, early := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%s/103 %t", name, op.Name(), early), func(t *testing.T) {
					t.Parallel()
					tr, url, streams := resetting(t, code, early)
					r := requestOf(op)
					if op.Path == "/no-body" {
						r.Body = nil
					}
					err := Exec(t.Context(), newClientAt(t, url, tr), r)
					unknown.check(t, err, 0)
					assert.NotErrorIs(t, err, context.Canceled, "nobody has")
					assert.EqualValues(t, 1, streams.Load(), "requests that left")
				})
			}
		}
	}
}

// Where net/http may open another stream, it does so without end and without a pause.
func TestStreamsAreResetWithoutEnd(t *testing.T) {
	t.Parallel()
	for _, op := range []Op{readOp, lookupOp} {
		t.Run(op.Name(), func(t *testing.T) {
			t.Parallel()
			tr, url, streams := resetting(t, 1, false)
			c := newClientAt(t, url, nil, zapgate.WithRetryWait(1, 1))
			c.http.HTTPClient = &http.Client{Transport: attempts{tr, &host{}}}
			err := Exec(t.Context(), c, requestOf(op))
			again.check(t, err, 0)
			assert.NotErrorIs(t, err, context.Canceled)
			assert.LessOrEqual(t, streams.Load(), int32(3*10))
		})
	}
}

// A connection that the gateway takes no more requests on may stay open for long: it is no reason to put a dial off.
func TestGoneAwayConnectionDelaysNoDial(t *testing.T) {
	t.Parallel()
	srv := httptest.NewTLSServer(nil) // for its certificate
	defer srv.Close()
	server := &tls.Config{Certificates: srv.TLS.Certificates, NextProtos: []string{"h2"}}
	client := srv.Client().Transport.(*http.Transport).TLSClientConfig
	synctest.Test(t, func(t *testing.T) {
		var dials atomic.Int32
		p := newPool(func(context.Context, string, string) (net.Conn, error) {
			dials.Add(1)
			c, s := net.Pipe()
			go func() {
				defer s.Close()
				speakHTTP2(tls.Server(s, server), func(stream uint32, send func(byte, byte, uint32, []byte)) {
					send(frameHeaders, flagsWhole, stream, []byte{0x88}) // 200
					send(frameGoAway, 0, 0, binary.BigEndian.AppendUint64(nil, uint64(stream)<<32))
				})
			}()
			return c, nil
		})
		tr := &http.Transport{DialContext: p.DialContext, TLSClientConfig: client, ForceAttemptHTTP2: true, IdleConnTimeout: time.Minute}
		c := newClientAt(t, "https://example.com/"+canary, nil)
		c.http.HTTPClient = &http.Client{Transport: attempts{tr, p.host(c.cfg.BaseURL)}}
		start := time.Now()
		for range 3 {
			require.NoError(t, Exec(t.Context(), c, requestOf(readOp)))
			synctest.Wait()
		}
		assert.EqualValues(t, 3, dials.Load())
		assert.Zero(t, time.Since(start))
		time.Sleep(2 * time.Minute)
	})
}

// An HTTP/2 connection that dies without a word takes one call with it, not all those that come after, which net/http
// would go on to send into it.
func TestSilentConnectionIsLeft(t *testing.T) {
	t.Parallel()
	srv := httptest.NewTLSServer(nil) // for its certificate
	defer srv.Close()
	server := &tls.Config{Certificates: srv.TLS.Certificates, NextProtos: []string{"h2"}}
	synctest.Test(t, func(t *testing.T) {
		dials := 0
		tr := shared.Clone()
		tr.TLSClientConfig = srv.Client().Transport.(*http.Transport).TLSClientConfig
		tr.DialContext = func(context.Context, string, string) (net.Conn, error) {
			dials++
			c, s := net.Pipe()
			silent := dials == 1
			go func() {
				defer s.Close()
				speakHTTP2(tls.Server(s, server), func(stream uint32, send func(byte, byte, uint32, []byte)) {
					if silent && stream > 1 {
						_, _ = io.Copy(io.Discard, s)
						return
					}
					send(frameHeaders, flagsWhole, stream, []byte{0x88}) // 200
				})
			}()
			return c, nil
		}
		c := newClientAt(t, "https://example.com/"+canary, tr)
		require.NoError(t, Exec(t.Context(), c, requestOf(sendOp)))
		synctest.Wait()
		unknown.check(t, Exec(t.Context(), c, requestOf(sendOp)), 0)
		require.NoError(t, Exec(t.Context(), c, requestOf(sendOp)))
		assert.Equal(t, 2, dials)
		time.Sleep(2 * tr.IdleConnTimeout)
	})
}
