package endtoend

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/bench"
	"github.com/zapgate/zapgate-go/zapi"
)

const (
	callPath   = "/instances/INSTANCE01/token/TOKEN01"
	sentAnswer = `{"zaapId":"019A5F3C00000000000000000000AA01","messageId":"3EB0AAAA000000000001","id":"3EB0AAAA000000000001"}`
)

// floorClient is what somebody writes by hand who sends one text and no more: net/http and encoding/json, with a timeout
// and a limit, because nobody should be without.
type floorClient struct {
	http *http.Client
	base string
}

func (c *floorClient) sendText(ctx context.Context, in zapi.SendTextRequest) (*zapi.SentMessage, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/send-text", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Client-Token", "CLIENT01")
	out := new(zapi.SentMessage)
	return out, c.do(req, out)
}

func (c *floorClient) status(ctx context.Context) (*zapi.Status, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/status", nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Client-Token", "CLIENT01")
	out := new(zapi.Status)
	return out, c.do(req, out)
}

func (c *floorClient) do(req *http.Request, out any) error {
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, 10<<20))
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return errors.New(res.Status)
	}
	return json.Unmarshal(answer, out)
}

// stub answers every request at once, without a network.
type stub struct{}

func (stub) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := `{"connected":true,"smartphoneConnected":true}`
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	if r.Method == http.MethodPost {
		answer = sentAnswer
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   io.NopCloser(strings.NewReader(answer)), ContentLength: int64(len(answer)),
	}, nil
}

// answering answers the same over a connection.
var answering = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	answer := `{"connected":true,"smartphoneConnected":true}`
	_, _ = io.Copy(io.Discard, r.Body)
	if r.Method == http.MethodPost {
		answer = sentAnswer
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, answer)
})

var textRequest = zapi.SendTextRequest{Phone: "5511900000001", Message: "Olá, seu pedido saiu para entrega."}

// BenchmarkCall compares a call of the SDK with one written by hand, in one run and by turns (ratio: ours by theirs): on a
// transport that answers at once, and over a loopback connection.
func BenchmarkCall(b *testing.B) {
	for _, where := range []string{"stub", "loopback"} {
		base, rt := "http://gateway.test", http.RoundTripper(stub{})
		if where == "loopback" {
			srv := httptest.NewServer(answering)
			b.Cleanup(srv.Close)
			base, rt = srv.URL, http.DefaultTransport.(*http.Transport).Clone()
		}
		floor := &floorClient{&http.Client{Transport: rt, Timeout: 30 * time.Second}, base + callPath}
		client, err := zapi.New(zapi.Credentials{InstanceID: "INSTANCE01", Token: "TOKEN01", ClientToken: "CLIENT01"},
			zapgate.WithHTTPClient(&http.Client{Transport: rt}), zapgate.WithBaseURL(base))
		require.NoError(b, err)
		ctx := b.Context()
		for _, call := range []struct {
			name       string
			floor, sdk func() error
		}{
			{"send-text",
				func() error { _, err := floor.sendText(ctx, textRequest); return err },
				func() error { _, err := client.Messages.SendText(ctx, textRequest); return err }},
			{"status",
				func() error { _, err := floor.status(ctx); return err },
				func() error { _, err := client.Instance.Status(ctx); return err }},
		} {
			b.Run("floor/"+where+"/"+call.name, func(b *testing.B) {
				b.ReportAllocs()
				floor := must(b, call.floor)
				for b.Loop() {
					floor()
				}
			})
			b.Run("sdk/"+where+"/"+call.name, func(b *testing.B) { bench.ByTurns(b, must(b, call.sdk), must(b, call.floor), "ratio") })
		}
	}
}

func must(b *testing.B, call func() error) func() {
	return func() {
		if err := call(); err != nil {
			b.Fatal(err)
		}
	}
}
