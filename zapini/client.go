package zapini

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/redact"
	"github.com/zapgate/zapgate-go/internal/settings"
	"github.com/zapgate/zapgate-go/internal/transport"
)

const provider = "zapini"

// DefaultBaseURL is where Zapini serves its platform. [zapgate.WithBaseURL] replaces it, and leaves the instance's host
// as it is: see [WithInstanceURL].
const DefaultBaseURL = "https://zapini.app/api/v1"

type redacted = redact.Value

// Credentials open one instance, or a whole account. They print as [redacted].
type Credentials struct {
	redacted
	Token string // an instance's ("sk_…"), or a user's ("1|…") as [Login] gets it
	// InstanceID is the id in the instance's host, https://instance-{id}.zapini.app: a number on the instance's card in the
	// panel, or a UUID. It is also the instance that platform operations mean where they are not told another. Without
	// it, direct operations fail unless [WithInstanceURL] is given.
	InstanceID string
}

// Client calls the operations of one instance and of its account. It is safe for concurrent use and prints as
// [redacted].
type Client struct {
	redacted
	Auth          *AuthService
	Direct        *DirectService
	Conversations *ConversationsService
	Webhooks      *WebhooksService
}

// WithInstanceURL replaces the instance's own host, https://instance-{id}.zapini.app, for a proxy or a test. Direct
// operations then need no InstanceID.
func WithInstanceURL(base string) zapgate.Option {
	return func(s *settings.Client) error {
		u, err := zapgate.ParseBaseURL(base)
		if err != nil {
			return fmt.Errorf("WithInstanceURL: %w: %w", err, zapgate.ErrInvalidArgument)
		}
		s.InstanceURL = u
		return nil
	}
}

// New returns a client for a token. It does no I/O and reads no environment. A missing or malformed credential matches
// [zapgate.ErrInvalidArgument].
func New(c Credentials, opts ...zapgate.Option) (*Client, error) {
	if err := transport.CheckCredential(c.Token); err != nil {
		return nil, transport.Invalid(provider, "New", "Token", err.Error())
	}
	if err := checkInstanceID(c.InstanceID); err != nil {
		return nil, transport.Invalid(provider, "New", "InstanceID", err.Error())
	}
	s, err := transport.Collect(provider, "New", opts)
	if err != nil {
		return nil, err
	}
	return newClient(c, s, nil), nil
}

func newClient(c Credentials, s settings.Client, login *LoginResult) *Client {
	header := http.Header{"Authorization": {"Bearer " + c.Token}}
	platform := newTransport(s, platformURL(s), header, c.Token)
	direct := &DirectService{}
	if base := instanceURL(s, c.InstanceID); base != nil {
		direct.t = newTransport(s, base, header, c.Token)
		direct.open = newTransport(s, base, nil, c.Token)
	}
	return &Client{
		Auth:          &AuthService{service{t: platform}, login},
		Direct:        direct,
		Conversations: &ConversationsService{service{t: platform}},
		Webhooks:      &WebhooksService{t: platform, instanceID: c.InstanceID},
	}
}

// service is what services have. It embeds redacted because %s prints even what an unexported pointer points to.
type service struct {
	redacted
	t *transport.Client
}

func newTransport(s settings.Client, base *url.URL, header http.Header, secrets ...string) *transport.Client {
	return transport.New(transport.Config{
		Provider: provider, BaseURL: base, Header: header, Secrets: secrets,
		ReadProblem: readProblem, CheckAddress: checkAddress, Settings: s,
	})
}

func platformURL(s settings.Client) *url.URL {
	if s.BaseURL != nil {
		return s.BaseURL
	}
	u, _ := url.Parse(DefaultBaseURL)
	return u
}

// instanceURL returns nil if nothing says which instance.
func instanceURL(s settings.Client, id string) *url.URL {
	switch {
	case s.InstanceURL != nil:
		return s.InstanceURL
	case id == "":
		return nil
	}
	return &url.URL{Scheme: "https", Host: "instance-" + id + ".zapini.app"}
}

// checkInstanceID keeps the id within its label of the host name: anything else could send the token to another host.
func checkInstanceID(id string) error {
	const longest = 63 - len("instance-")
	if len(id) > longest {
		return errors.New("is too long for a host name")
	}
	for i := range len(id) {
		switch c := id[i]; {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case c == '-' && i < len(id)-1:
		default:
			return errors.New("is not a number or a UUID")
		}
	}
	return nil
}
