package webhook_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go/internal/bench"
	"github.com/zapgate/zapgate-go/wsapi"
	"github.com/zapgate/zapgate-go/zapi"
	"github.com/zapgate/zapgate-go/zapini"
	"github.com/zapgate/zapgate-go/zapy"

	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/webhook/webhooktest"
)

// benched is a callback and what others would do with it.
type benched struct {
	provider webhook.Provider
	kind     string
	file     string
	full     func([]byte) error // one json.Unmarshal into the struct that Parse decodes into
	peek     func([]byte) error // the envelope with the rest raw, then the rest
	mapped   func([]byte) error // the same, and the rest as a map too
}

func full[T any](b []byte) error { return json.Unmarshal(b, new(T)) }

// enveloped is go-github's Event.ParsePayload: type and raw payload, then the payload.
func enveloped[E interface{ payload() json.RawMessage }, T any](b []byte) error {
	var e E
	if err := json.Unmarshal(b, &e); err != nil {
		return err
	}
	return json.Unmarshal(e.payload(), new(T))
}

// withMap is stripe-go's Event, whose data is kept raw and as a map, for the caller to decode the raw into a struct.
func withMap[E interface{ payload() json.RawMessage }, T any](b []byte) error {
	var e E
	if err := json.Unmarshal(b, &e); err != nil {
		return err
	}
	var m map[string]any
	if err := json.Unmarshal(e.payload(), &m); err != nil {
		return err
	}
	return json.Unmarshal(e.payload(), new(T))
}

type (
	zapiniEnvelope struct {
		Event        string          `json:"event"`
		InstanceUUID string          `json:"instance_uuid"`
		Timestamp    string          `json:"timestamp"`
		Data         json.RawMessage `json:"data"`
	}
	zapyEnvelope struct {
		Event      string          `json:"event"`
		InstanceID string          `json:"instanceId"`
		Data       json.RawMessage `json:"data"`
	}
	wsapiEnvelope struct {
		EventID    string          `json:"eventId"`
		InstanceID string          `json:"instanceId"`
		ReceivedAt string          `json:"receivedAt"`
		EventType  string          `json:"eventType"`
		EventData  json.RawMessage `json:"eventData"`
	}
)

func (e zapiniEnvelope) payload() json.RawMessage { return e.Data }
func (e zapyEnvelope) payload() json.RawMessage   { return e.Data }
func (e wsapiEnvelope) payload() json.RawMessage  { return e.EventData }

// flat is for Z-API, whose callbacks have no envelope: the type, then all of it.
func flat[T any](b []byte) error {
	var peek struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(b, &peek); err != nil {
		return err
	}
	return json.Unmarshal(b, new(T))
}

func flatMap[T any](b []byte) error {
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	return json.Unmarshal(b, new(T))
}

var benchedKinds = []benched{
	{webhook.ZAPI, "text", "zapi/callbacks/text.json", full[zapi.ReceivedCallback], flat[zapi.ReceivedCallback], flatMap[zapi.ReceivedCallback]},
	{webhook.ZAPI, "image", "zapi/callbacks/image.json", full[zapi.ReceivedCallback], flat[zapi.ReceivedCallback], flatMap[zapi.ReceivedCallback]},
	{
		webhook.ZAPI, "status", "zapi/callbacks/message-status-sent.json",
		full[zapi.MessageStatusCallback], flat[zapi.MessageStatusCallback], flatMap[zapi.MessageStatusCallback],
	},
	{ // of two messages: two events
		webhook.ZAPI, "statuses", "zapi/callbacks/message-status-read.json",
		full[zapi.MessageStatusCallback], flat[zapi.MessageStatusCallback], flatMap[zapi.MessageStatusCallback],
	},
	{
		webhook.Zapini, "message", "zapini/message-received.callback.json", full[zapini.MessageReceivedCallback],
		enveloped[zapiniEnvelope, zapini.MessageReceivedData], withMap[zapiniEnvelope, zapini.MessageReceivedData],
	},
	{
		webhook.Zapini, "status", "zapini/message-status.callback.json", full[zapini.MessageStatusCallback],
		enveloped[zapiniEnvelope, zapini.MessageStatusData], withMap[zapiniEnvelope, zapini.MessageStatusData],
	},
	{
		webhook.Zapy, "message", "zapy/callback.message.json", full[zapy.MessageCallback],
		enveloped[zapyEnvelope, zapy.Message], withMap[zapyEnvelope, zapy.Message],
	},
	{
		webhook.Zapy, "status", "zapy/callback.message-status.json", full[zapy.MessageStatusCallback],
		enveloped[zapyEnvelope, zapy.MessageStatusChange], withMap[zapyEnvelope, zapy.MessageStatusChange],
	},
	{
		webhook.WSAPI, "text", "wsapi/event.message-text.json", full[wsapi.MessageEvent],
		enveloped[wsapiEnvelope, wsapi.Message], withMap[wsapiEnvelope, wsapi.Message],
	},
	{
		webhook.WSAPI, "media", "wsapi/event.message-media.json", full[wsapi.MessageEvent],
		enveloped[wsapiEnvelope, wsapi.Message], withMap[wsapiEnvelope, wsapi.Message],
	},
	{
		webhook.WSAPI, "read", "wsapi/event.message_read.json", full[wsapi.MessageReadEvent],
		enveloped[wsapiEnvelope, wsapi.MessageRead], withMap[wsapiEnvelope, wsapi.MessageRead],
	},
}

// signature is what the floor compares with. It is one HMAC for every gateway, so that their floors are alike: Z-API,
// which signs nothing, would have some other proof of as much.
const signature = "X-Webhook-Signature"

func signedHeader(p webhook.Provider, body []byte) http.Header {
	header := webhooktest.Sign(p, secret, body)
	if p == webhook.ZAPI {
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write(body)
		header.Set(signature, "sha256="+hex.EncodeToString(mac.Sum(nil)))
	}
	return header
}

// authentic is one HMAC.
func authentic(header http.Header, body []byte) bool {
	got, err := hex.DecodeString(strings.TrimPrefix(header.Get(signature), "sha256="))
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return err == nil && hmac.Equal(got, mac.Sum(nil))
}

// authenticToken is the least that Z-API's callbacks can be held to: one comparison.
func authenticToken(header http.Header, _ []byte) bool {
	return subtle.ConstantTimeCompare([]byte(header.Get("z-api-token")), []byte(secret)) == 1
}

// BenchmarkReceive compares, in one run and by turns, what the package does with a callback (ratio: our time by theirs):
//
//	floor       one HMAC and one json.Unmarshal, alone
//	sdk         Verify and Parse, with the floor
//	sdk-token   the same, with Z-API's token compared instead of an HMAC: the strictest floor
//	handler     the handler, with a bare http.Handler that does the floor
//	http        the same over a connection
//	faster      rivals of the floor with Verify and Parse: theirs by ours. Peek is go-github's shape, map is stripe-go's
func BenchmarkReceive(b *testing.B) {
	for _, r := range benchedKinds {
		name := string(r.provider) + "-" + r.kind
		body := read(b, strings.Split(r.file, "/")...)
		header := signedHeader(r.provider, body)
		verifier := verifierOf(r.provider)
		with := func(proof func(http.Header, []byte) bool, decode func([]byte) error) func() {
			return func() {
				if !proof(header, body) || decode(body) != nil {
					b.Fatal("not received")
				}
			}
		}
		floor := with(authentic, r.full)
		sdk := func() {
			events, err := webhook.Parse(r.provider, body)
			if webhook.Verify(r.provider, verifier, header.Values, body) != nil || err != nil || len(events) == 0 {
				b.Fatal("not received")
			}
		}
		b.Run("floor/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				floor()
			}
		})
		b.Run("sdk/"+name, func(b *testing.B) { bench.ByTurns(b, sdk, floor, "ratio") })
		if r.provider == webhook.ZAPI {
			b.Run("sdk-token/"+name, func(b *testing.B) { bench.ByTurns(b, sdk, with(authenticToken, r.full), "ratio") })
		}
		b.Run("handler/"+name, func(b *testing.B) {
			bench.ByTurns(b, direct(b, sdkHandler(b, r.provider), header, body), direct(b, bareHandler(r), header, body), "ratio")
		})
		b.Run("http/"+name, func(b *testing.B) {
			bench.ByTurns(b, overHTTP(b, sdkHandler(b, r.provider), header, body), overHTTP(b, bareHandler(r), header, body), "ratio")
		})
		b.Run("faster-than-peek/"+name, func(b *testing.B) { bench.ByTurns(b, with(authentic, r.peek), sdk, "times") })
		b.Run("faster-than-map/"+name, func(b *testing.B) { bench.ByTurns(b, with(authentic, r.mapped), sdk, "times") })
	}
}

func sdkHandler(b *testing.B, p webhook.Provider) http.Handler {
	h := newHandler(b, p)
	webhook.OnRest(h, func(_ context.Context, e webhook.Event) error {
		if _, ok := e.(*webhook.Unknown); ok {
			b.Error("unknown")
		}
		return nil
	})
	return h
}

// bareHandler is what somebody would write by hand.
func bareHandler(r benched) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, req.Body, 1<<20))
		if err != nil || !authentic(req.Header, body) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if r.full(body) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		w.WriteHeader(http.StatusOK)
	})
}

// answerWriter keeps nothing but the status.
type answerWriter struct {
	header http.Header
	status int
}

func (w *answerWriter) Header() http.Header         { return w.header }
func (w *answerWriter) Write(b []byte) (int, error) { return len(b), nil }
func (w *answerWriter) WriteHeader(status int)      { w.status = status }

// direct calls the handler as the server of net/http does, without a connection.
func direct(b *testing.B, h http.Handler, header http.Header, body []byte) func() {
	ctx, cancel := context.WithCancel(b.Context())
	b.Cleanup(cancel)
	request := httptest.NewRequestWithContext(ctx, http.MethodPost, "/hook", nil)
	request.Header, request.ContentLength = header, int64(len(body))
	return func() {
		r := request.WithContext(ctx)
		r.Body = io.NopCloser(bytes.NewReader(body))
		w := &answerWriter{header: http.Header{}}
		if h.ServeHTTP(w, r); w.status != http.StatusOK {
			b.Fatal(w.status)
		}
	}
}

func overHTTP(b *testing.B, h http.Handler, header http.Header, body []byte) func() {
	srv := httptest.NewServer(h)
	b.Cleanup(srv.Close)
	client := srv.Client()
	return func() {
		r, err := http.NewRequest(http.MethodPost, srv.URL, bytes.NewReader(body))
		require.NoError(b, err)
		r.Header = header
		res, err := client.Do(r)
		require.NoError(b, err)
		_, _ = io.Copy(io.Discard, res.Body)
		if res.Body.Close(); res.StatusCode != http.StatusOK {
			b.Fatal(res.StatusCode)
		}
	}
}
