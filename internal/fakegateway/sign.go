package fakegateway

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// Sign makes the headers with which the gateway would deliver body, the signature among them. Without a secret there is
// no signature.
func (g *Gateway) Sign(body []byte) http.Header { return g.signed(body, body) }

// signed reads what the headers say of the callback from body, and signs the bytes on the wire.
func (g *Gateway) signed(body, wire []byte) http.Header {
	h := g.provider.headers(g, body)
	h.Set("Content-Type", "application/json")
	if _, secret := g.callback(); secret != "" && g.provider.signature != "" {
		h.Set("X-Webhook-Signature", signature(g.provider.signature, secret, wire))
	}
	return h
}

// signature is the HMAC-SHA256 of the bytes in hexadecimal, as every gateway that signs at all does it; they differ in
// what comes before it.
func signature(form, secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return fmt.Sprintf(form, hex.EncodeToString(mac.Sum(nil)))
}

func zapiHeaders(g *Gateway, _ []byte) http.Header {
	h := http.Header{}
	h.Set("Origin", "https://api.z-api.io")
	h.Set("Server", "Z-API")
	h.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) fakegateway/1.0")
	h.Set("Z-Api-Token", g.cfg.Token)
	return h
}

func zapiniHeaders(g *Gateway, body []byte) http.Header {
	var named struct {
		Event    string `json:"event"`
		Instance string `json:"instance_uuid"`
	}
	_ = json.Unmarshal(body, &named) // bytes that are no JSON are delivered too: they are what a test may want to send
	if named.Instance == "" {
		named.Instance = g.instanceID()
	}
	h := http.Header{}
	h.Set("User-Agent", "Zapini-Webhook/1.0")
	h.Set("X-Webhook-Event", named.Event)
	h.Set("X-Instance-Uuid", named.Instance)
	return h
}

// plainHeaders is for ZapyAPI and WSAPI, which document no header but the signature.
func plainHeaders(*Gateway, []byte) http.Header { return http.Header{} }

func (g *Gateway) instanceID() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.instance
}

// Handshake asks the callback URL to prove itself, as ZapyAPI does before it sends anything: a GET with hub.challenge,
// whose answer must be 200 and the challenge. It returns the challenge as it came back.
func (g *Gateway) Handshake(ctx context.Context) (string, error) {
	if g.kind != Zapy {
		return "", errors.New("fakegateway: only ZapyAPI has a handshake")
	}
	callback, _ := g.callback()
	target, err := url.Parse(callback)
	if err != nil || callback == "" {
		return "", errors.New("fakegateway: no usable callback URL")
	}
	challenge := rand.Text()
	query := target.Query()
	query.Set("hub.mode", "subscribe")
	query.Set("hub.verify_token", rand.Text()) // random, and the receiver cannot check it
	query.Set("hub.challenge", challenge)
	target.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return "", fmt.Errorf("fakegateway: handshake: %w", err)
	}
	resp, err := g.client.Do(req)
	if err != nil {
		return "", fmt.Errorf("fakegateway: handshake: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	reply, err := io.ReadAll(io.LimitReader(resp.Body, maxCallbackReply))
	switch {
	case err != nil:
		return "", fmt.Errorf("fakegateway: handshake: %w", err)
	case resp.StatusCode != http.StatusOK:
		return string(reply), fmt.Errorf("fakegateway: handshake: status %d, want 200", resp.StatusCode)
	case string(reply) != challenge:
		return string(reply), errors.New("fakegateway: handshake: the answer is not the challenge")
	}
	return string(reply), nil
}
