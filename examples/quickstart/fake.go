package main

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/fakegateway"
	"github.com/zapgate/zapgate-go/wsapi"
	"github.com/zapgate/zapgate-go/zapi"
	"github.com/zapgate/zapgate-go/zapini"
	"github.com/zapgate/zapgate-go/zapy"
)

const fakeSecret = "webhook-secret"

// startFakes runs the four gateways in process, each with a client that speaks to it over loopback.
func startFakes() ([]*gateway, error) {
	to, err := zapgate.ParseAddress("+55 11 90000-0001")
	if err != nil {
		return nil, err
	}
	var gateways []*gateway
	for _, start := range []func(zapgate.Address) (*gateway, error){fakeZAPI, fakeZapini, fakeZapy, fakeWSAPI} {
		g, err := start(to)
		if err != nil {
			return gateways, err
		}
		gateways = append(gateways, g)
	}
	return gateways, nil
}

// behind ties a gateway's client to the fake that it speaks to.
func behind(fake *fakegateway.Gateway, callbacks int, g *gateway, err error) (*gateway, error) {
	if err != nil {
		_ = fake.Close()
		return nil, err
	}
	g.callbacks = callbacks
	g.stop = func() { _ = fake.Close() }
	return g, nil
}

func fakeZAPI(to zapgate.Address) (*gateway, error) {
	c := zapi.Credentials{InstanceID: "INSTANCE", Token: "instance-token", ClientToken: "client-token"}
	fake, err := fakegateway.StartZAPI(fakegateway.Config{
		InstanceID: c.InstanceID, Token: c.Token, ClientToken: c.ClientToken, AutoCallbacks: true,
	})
	if err != nil {
		return nil, err
	}
	g, err := newZAPI(c, to, zapgate.WithBaseURL(fake.URL()))
	return behind(fake, 10, g, err)
}

func fakeZapini(to zapgate.Address) (*gateway, error) {
	c := zapini.Credentials{InstanceID: "18", Token: "sk_token"}
	fake, err := fakegateway.StartZapini(fakegateway.Config{InstanceID: c.InstanceID, Token: c.Token, AutoCallbacks: true})
	if err != nil {
		return nil, err
	}
	g, err := newZapini(c, fakeSecret, to, zapgate.WithBaseURL(fake.PlatformURL()), zapini.WithInstanceURL(fake.URL()))
	return behind(fake, 8, g, err)
}

func fakeZapy(to zapgate.Address) (*gateway, error) {
	c := zapy.Credentials{InstanceID: "instance-1", APIKey: "api-key"}
	fake, err := fakegateway.StartZapy(fakegateway.Config{InstanceID: c.InstanceID, Token: c.APIKey, AutoCallbacks: true})
	if err != nil {
		return nil, err
	}
	g, err := newZapy(c, fakeSecret, to, zapgate.WithBaseURL(fake.URL()))
	return behind(fake, 10, g, err)
}

// fakeWSAPI also makes the instance, as one does on a self-hosted server: that is where its callbacks are set up.
func fakeWSAPI(to zapgate.Address) (*gateway, error) {
	fake, err := fakegateway.StartWSAPI(fakegateway.Config{AdminKey: "admin-key", AutoCallbacks: true})
	if err != nil {
		return nil, err
	}
	c := wsapi.Credentials{InstanceID: "crm", APIKey: "api-key"}
	g, err := newWSAPI(c, fakeSecret, to, zapgate.WithBaseURL(fake.URL()))
	if err == nil {
		g.configure = func(ctx context.Context, url string) error {
			admin, err := wsapi.NewAdmin("admin-key", zapgate.WithBaseURL(fake.URL()))
			if err != nil {
				return err
			}
			_, err = admin.CreateInstance(ctx, wsapi.CreateInstanceRequest{
				ID: c.InstanceID, APIKey: zapgate.Secret(c.APIKey), WebhookURL: url, SigningSecret: fakeSecret,
			})
			return err
		}
	}
	return behind(fake, 6, g, err)
}
