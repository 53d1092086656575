package webhook

import (
	"encoding/json"
	"fmt"
)

// Provider is a gateway whose callbacks are received.
type Provider string

// The four gateways.
const (
	ZAPI   Provider = "zapi"
	Zapini Provider = "zapini"
	Zapy   Provider = "zapy"
	WSAPI  Provider = "wsapi"
)

// gateway is what one provider's callbacks look like.
type gateway struct {
	parse     func(raw json.RawMessage) []Event
	signature *scheme // nil: it signs nothing
	handshake bool    // it asks for hub.challenge with a GET before it sends anything
}

// scheme is how a signature travels. All of them are HMAC-SHA256 of the raw body, in hex.
type scheme struct{ header, prefix string }

// gateways is filled at start, as the parsers refer back to it.
var gateways map[Provider]gateway

func init() {
	gateways = map[Provider]gateway{
		ZAPI:   {parse: parseZAPI},
		Zapini: {parse: parseZapini, signature: &scheme{header: "X-Webhook-Signature"}},
		Zapy:   {parse: parseZapy, signature: &scheme{header: "X-Webhook-Signature", prefix: "sha256="}, handshake: true},
		WSAPI:  {parse: parseWSAPI, signature: &scheme{header: "X-Webhook-Signature", prefix: "sha256="}},
	}
}

func gatewayOf(p Provider) (gateway, error) {
	g, ok := gateways[p]
	if !ok {
		return g, fmt.Errorf("webhook: no provider %q", string(p))
	}
	return g, nil
}
