package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/webhook"
	"github.com/zapgate/zapgate-go/wsapi"
	"github.com/zapgate/zapgate-go/zapi"
	"github.com/zapgate/zapgate-go/zapini"
	"github.com/zapgate/zapgate-go/zapy"
)

// startReal makes the client of one real gateway from the environment. It sends to ZAPGATE_TO, which costs what a
// message costs. Callbacks are waited for only where ZAPGATE_PUBLIC_URL says how the gateway reaches this program.
func startReal(name string) func() ([]*gateway, error) {
	return func() ([]*gateway, error) {
		to, err := zapgate.ParseAddress(os.Getenv("ZAPGATE_TO"))
		if err != nil {
			return nil, fmt.Errorf("ZAPGATE_TO: %w", err)
		}
		secret := webhook.Secret(os.Getenv("ZAPGATE_WEBHOOK_SECRET"))
		var g *gateway
		switch webhook.Provider(name) {
		case webhook.ZAPI:
			g, err = newZAPI(zapi.Credentials{
				InstanceID: os.Getenv("ZAPI_INSTANCE_ID"), Token: os.Getenv("ZAPI_TOKEN"), ClientToken: os.Getenv("ZAPI_CLIENT_TOKEN"),
			}, to)
		case webhook.Zapini:
			g, err = newZapini(zapini.Credentials{InstanceID: os.Getenv("ZAPINI_INSTANCE_ID"), Token: os.Getenv("ZAPINI_TOKEN")}, secret, to)
		case webhook.Zapy:
			g, err = newZapy(zapy.Credentials{InstanceID: os.Getenv("ZAPY_INSTANCE_ID"), APIKey: os.Getenv("ZAPY_API_KEY")}, secret, to)
		case webhook.WSAPI:
			var opts []zapgate.Option
			if base := os.Getenv("WSAPI_BASE_URL"); base != "" {
				opts = append(opts, zapgate.WithBaseURL(base))
			}
			g, err = newWSAPI(wsapi.Credentials{InstanceID: os.Getenv("WSAPI_INSTANCE_ID"), APIKey: os.Getenv("WSAPI_API_KEY")}, secret, to, opts...)
		default:
			return nil, fmt.Errorf("no gateway %q", name)
		}
		if err != nil {
			return nil, err
		}
		if g.secret == "" {
			return nil, errors.New("ZAPGATE_WEBHOOK_SECRET is empty")
		}
		g.stop = func() {}
		if os.Getenv("ZAPGATE_PUBLIC_URL") == "" {
			g.configure = nil
		} else {
			g.callbacks = 2
		}
		return []*gateway{g}, nil
	}
}
