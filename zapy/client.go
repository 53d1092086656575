package zapy

import (
	"context"
	"net/http"
	"net/url"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/redact"
	"github.com/zapgate/zapgate-go/internal/transport"
)

const provider = "zapy"

// DefaultBaseURL is where ZapyAPI serves its API.
const DefaultBaseURL = "https://api.zapyapi.com"

type redacted = redact.Value

// Credentials open an account and name one of its instances. They print as [redacted].
type Credentials struct {
	redacted
	APIKey     string // the account's key, from the dashboard
	InstanceID string // the instance that operations work with; "" where only [InstancesService.List], All and Create are used
}

// Client calls the operations of an account and of one of its instances. It is safe for concurrent use and prints as
// [redacted].
type Client struct {
	redacted
	Instances     *InstancesService
	WebhookConfig *WebhookConfigService
	Contacts      *ContactsService
	Groups        *GroupsService
	Messages      *MessagesService
}

// New returns a client. It does no I/O and reads no environment. A missing or malformed credential matches
// [zapgate.ErrInvalidArgument]; a missing instance does so once an operation needs it.
func New(c Credentials, opts ...zapgate.Option) (*Client, error) {
	for _, f := range []struct{ name, value string }{{"APIKey", c.APIKey}, {"InstanceID", c.InstanceID}} {
		if f.value == "" && f.name == "InstanceID" {
			continue
		}
		if err := transport.CheckCredential(f.value); err != nil {
			return nil, transport.Invalid(provider, "New", f.name, err.Error())
		}
	}
	s, err := transport.Collect(provider, "New", opts)
	if err != nil {
		return nil, err
	}
	base := s.BaseURL
	if base == nil {
		base, _ = url.Parse(DefaultBaseURL)
	}
	header := http.Header{}
	header.Set("X-Api-Key", c.APIKey)
	b := bound{c.InstanceID, transport.New(transport.Config{
		Provider: provider, BaseURL: base, Header: header, Secrets: []string{c.APIKey},
		ReadProblem: readProblem, CheckAddress: checkAddress, Settings: s,
	})}
	return &Client{
		Instances:     &InstancesService{b},
		WebhookConfig: &WebhookConfigService{b},
		Contacts:      &ContactsService{b},
		Groups:        &GroupsService{b},
		Messages:      &MessagesService{b},
	}, nil
}

// bound is a transport with the instance that stands in the paths of most operations.
type bound struct {
	instance string
	t        *transport.Client
}

// of returns r with the instance as its first path value.
func (b bound) of(r transport.Request) (transport.Request, error) {
	if b.instance == "" {
		return r, transport.Invalid(provider, r.Op.Name(), "InstanceID", "of the Credentials is empty")
	}
	r.Path = append([]string{b.instance}, r.Path...)
	return r, nil
}

// do sends an operation on the instance and decodes its answer.
func do[T any](ctx context.Context, b bound, r transport.Request) (*T, error) {
	r, err := b.of(r)
	if err != nil {
		return nil, err
	}
	return transport.Do[T](ctx, b.t, r)
}

// exec sends an operation on the instance whose answer is an empty object or 204.
func exec(ctx context.Context, b bound, r transport.Request) error {
	r, err := b.of(r)
	if err != nil {
		return err
	}
	return transport.Exec(ctx, b.t, r)
}
