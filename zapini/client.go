package zapini

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/redact"
	"github.com/zapgate/zapgate-go/internal/settings"
	"github.com/zapgate/zapgate-go/internal/transport"
)

const provider = "zapini"

// DefaultBaseURL is where Zapini serves its platform. [zapgate.WithBaseURL] replaces it, and leaves the instance's host
// as it is: see [WithInstanceURL]. [Client.Inbound] is served beside it, at https://zapini.app: its base is the
// platform's without a closing /api/v1.
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
	Instances     *InstancesService
	Direct        *DirectService
	Messages      *MessagesService
	Conversations *ConversationsService
	Automation    *AutomationService
	Contacts      *ContactsService
	Webhooks      *WebhooksService
	Inbound       *InboundService
	Media         *MediaService
	Groups        *GroupsService
	Tags          *TagsService
	Chat          *ChatService
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
	session := newSession(c.Token, login)
	base := platformURL(s)
	platform := service{t: newTransport(s, base, session.current, c.Token), instanceID: c.InstanceID}
	direct := &DirectService{}
	if own := instanceURL(s, c.InstanceID); own != nil {
		direct.t = newTransport(s, own, session.current, c.Token)
		direct.open = newTransport(s, own, nil, c.Token)
	}
	return &Client{
		Auth:          &AuthService{platform, session},
		Instances:     &InstancesService{platform},
		Direct:        direct,
		Messages:      &MessagesService{platform},
		Conversations: &ConversationsService{platform},
		Automation:    &AutomationService{platform, direct},
		Contacts:      &ContactsService{platform},
		Webhooks:      &WebhooksService{t: platform.t, instanceID: c.InstanceID},
		Inbound:       &InboundService{service{t: newTransport(s, inboundURL(base), nil, c.Token), instanceID: c.InstanceID}},
		Media:         &MediaService{platform},
		Groups:        &GroupsService{platform},
		Tags:          &TagsService{platform},
		Chat:          &ChatService{platform},
	}
}

// service is what services have. It embeds redacted because %s prints even what an unexported pointer points to.
type service struct {
	redacted
	t          *transport.Client
	instanceID string // of the credentials; ""
}

// instance returns the instance that an operation means: the credentials' where it is not told one.
func (s service) instance(id string) string {
	if id == "" {
		return s.instanceID
	}
	return id
}

// newTransport sends the token of the moment, or no credentials if token is nil.
func newTransport(s settings.Client, base *url.URL, token func() string, secrets ...string) *transport.Client {
	return transport.New(transport.Config{
		Provider: provider, BaseURL: base, Token: token, Secrets: secrets,
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

// inboundURL is where gateways post to Zapini: beside the platform's /api/v1, not below it. A base URL that does not end so
// is taken as it is.
func inboundURL(base *url.URL) *url.URL {
	u := *base
	for _, path := range []*string{&u.Path, &u.RawPath} {
		*path = strings.TrimSuffix(strings.TrimRight(*path, "/"), "/api/v1")
	}
	return &u
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
