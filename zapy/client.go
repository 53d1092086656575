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
	InstanceID string // the instance that operations work with; may be "" where only [InstancesService.List] and All are used
}

// Client calls the operations of an account and of one of its instances. It is safe for concurrent use and prints as
// [redacted].
type Client struct {
	redacted
	Instances     *InstancesService
	WebhookConfig *WebhookConfigService
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
		Messages:      &MessagesService{b},
	}, nil
}

// bound is a transport with the instance that stands in the paths of most operations.
type bound struct {
	instance string
	t        *transport.Client
}

// do sends r, whose first path value is the instance.
func do[T any](ctx context.Context, b bound, r transport.Request) (*T, error) {
	if b.instance == "" {
		return nil, transport.Invalid(provider, r.Op.Name(), "InstanceID", "of the Credentials is empty")
	}
	r.Path = append([]string{b.instance}, r.Path...)
	return transport.Do[T](ctx, b.t, r)
}
