package main

import (
	"context"
	"fmt"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/wsapi"
	"github.com/zapgate/zapgate-go/zapi"
	"github.com/zapgate/zapgate-go/zapini"
	"github.com/zapgate/zapgate-go/zapy"

	"github.com/zapgate/zapgate-go/webhook"
)

const (
	hello   = "Hello from zapgate"
	picture = "https://example.com/picture.png"
)

// gateway is one provider with its client behind three functions: what differs between the four is in them.
type gateway struct {
	provider  webhook.Provider
	secret    webhook.Secret // of the callbacks
	callbacks int            // how many to wait for; 0: none, the gateway cannot reach this program
	configure func(ctx context.Context, callbackURL string) error
	sendText  func(ctx context.Context) (messageID string, err error)
	sendImage func(ctx context.Context) (messageID string, err error)
	stop      func()

	sentText, sentImage string
}

// verifier says how the provider's callbacks are known to be its own.
func (g *gateway) verifier() webhook.Verifier {
	if g.provider == webhook.ZAPI {
		return webhook.HeaderToken("z-api-token", g.secret) // the instance's token: Z-API signs nothing
	}
	return webhook.HMAC(g.secret)
}

// exchange sends a text and an image and waits for what comes back.
func (g *gateway) exchange(ctx context.Context, in *inbox) error {
	var err error
	if err = in.mount(g); err != nil {
		return err
	}
	if g.configure != nil {
		if err = g.configure(ctx, in.urlFor(g)); err != nil {
			return err
		}
	}
	if g.sentText, err = g.sendText(ctx); err != nil {
		return err
	}
	if g.sentImage, err = g.sendImage(ctx); err != nil {
		return err
	}
	return in.await(ctx, g)
}

func newZAPI(c zapi.Credentials, to zapgate.Address, opts ...zapgate.Option) (*gateway, error) {
	client, err := zapi.New(c, opts...)
	if err != nil {
		return nil, err
	}
	phone, err := zapi.Spell(to)
	if err != nil {
		return nil, err
	}
	return &gateway{
		provider: webhook.ZAPI,
		secret:   webhook.Secret(c.Token),
		configure: func(ctx context.Context, url string) error {
			_, err := client.Webhooks.UpdateReceived(ctx, zapi.UpdateWebhookRequest{Value: url})
			return err
		},
		sendText: func(ctx context.Context) (string, error) {
			sent, err := client.Messages.SendText(ctx, zapi.SendTextRequest{Phone: phone, Message: hello})
			if err != nil {
				return "", err
			}
			return sent.MessageID, nil
		},
		sendImage: func(ctx context.Context) (string, error) {
			sent, err := client.Messages.SendImage(ctx, zapi.SendImageRequest{Phone: phone, Image: zapgate.MediaURL(picture), Caption: hello})
			if err != nil {
				return "", err
			}
			return sent.MessageID, nil
		},
	}, nil
}

func newZapini(c zapini.Credentials, secret webhook.Secret, to zapgate.Address, opts ...zapgate.Option) (*gateway, error) {
	client, err := zapini.New(c, opts...)
	if err != nil {
		return nil, err
	}
	recipient, err := zapini.Spell(to)
	if err != nil {
		return nil, err
	}
	return &gateway{
		provider: webhook.Zapini,
		secret:   secret,
		configure: func(ctx context.Context, url string) error {
			_, err := client.Webhooks.Configure(ctx, c.InstanceID, zapini.ConfigureWebhookRequest{WebhookURL: url, WebhookSecret: secret})
			return err
		},
		sendText: func(ctx context.Context) (string, error) {
			sent, err := client.Direct.SendMessage(ctx, zapini.SendMessageRequest{Recipient: recipient, Message: hello})
			if err != nil {
				return "", err
			}
			return sent.MessageID, nil
		},
		sendImage: func(ctx context.Context) (string, error) {
			sent, err := client.Direct.SendMedia(ctx, zapini.SendMediaRequest{
				Recipient: recipient, MediaURL: picture, MediaType: zapini.MediaImage, Caption: hello,
			})
			if err != nil {
				return "", err
			}
			return sent.MessageID, nil
		},
	}, nil
}

func newZapy(c zapy.Credentials, secret webhook.Secret, to zapgate.Address, opts ...zapgate.Option) (*gateway, error) {
	client, err := zapy.New(c, opts...)
	if err != nil {
		return nil, err
	}
	recipient, err := zapy.Spell(to)
	if err != nil {
		return nil, err
	}
	return &gateway{
		provider: webhook.Zapy,
		secret:   secret,
		configure: func(ctx context.Context, url string) error {
			_, err := client.WebhookConfig.Set(ctx, zapy.SetWebhookConfigRequest{WebhookURL: url, Secret: secret})
			return err
		},
		sendText: func(ctx context.Context) (string, error) {
			sent, err := client.Messages.SendText(ctx, zapy.SendTextRequest{To: recipient, Message: hello})
			if err != nil {
				return "", err
			}
			return sent.MessageID, nil
		},
		sendImage: func(ctx context.Context) (string, error) {
			sent, err := client.Messages.SendImage(ctx, zapy.SendImageRequest{To: recipient, Image: zapgate.MediaURL(picture), Caption: hello})
			if err != nil {
				return "", err
			}
			return sent.MessageID, nil
		},
	}, nil
}

// newWSAPI has no configure: the URL of the callbacks belongs to the instance's settings, see fake.go.
func newWSAPI(c wsapi.Credentials, secret webhook.Secret, to zapgate.Address, opts ...zapgate.Option) (*gateway, error) {
	client, err := wsapi.New(c, opts...)
	if err != nil {
		return nil, err
	}
	jid, err := wsapi.Spell(to)
	if err != nil {
		return nil, fmt.Errorf("recipient: %w", err)
	}
	return &gateway{
		provider: webhook.WSAPI,
		secret:   secret,
		sendText: func(ctx context.Context) (string, error) {
			sent, err := client.Messages.SendText(ctx, wsapi.SendTextRequest{To: jid, Text: hello})
			if err != nil {
				return "", err
			}
			return sent.ID, nil
		},
		sendImage: func(ctx context.Context) (string, error) {
			sent, err := client.Messages.SendImage(ctx, wsapi.SendImageRequest{To: jid, URL: picture, Caption: hello})
			if err != nil {
				return "", err
			}
			return sent.ID, nil
		},
	}, nil
}
