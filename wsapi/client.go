package wsapi

import (
	"net/http"
	"net/url"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/redact"
	"github.com/zapgate/zapgate-go/internal/settings"
	"github.com/zapgate/zapgate-go/internal/transport"
)

const provider = "wsapi"

// The addresses of the hosted API. The account's pages name the first, which is the default, the instances' the other.
const (
	HostedURL       = "https://wsapi.chat"
	LegacyHostedURL = "https://api.wsapi.chat"
)

type redacted = redact.Value

// Credentials open one instance. They print as [redacted].
type Credentials struct {
	redacted
	APIKey     string // the instance's key or the customer's
	InstanceID string // "" only for a self-hosted server in single mode
}

// Client calls the operations of one instance. It is safe for concurrent use and prints as [redacted].
type Client struct {
	redacted
	healthCheck
	Session     *SessionService
	Messages    *MessagesService
	Chats       *ChatsService
	Contacts    *ContactsService
	Users       *UsersService
	Media       *MediaService
	Calls       *CallsService
	Status      *StatusService
	Groups      *GroupsService
	Communities *CommunitiesService
	Newsletters *NewslettersService
	Events      *EventsService
}

// service is what every service has. It embeds redacted because %s prints even what an unexported pointer points to.
type service struct {
	redacted
	t *transport.Client
}

// New returns a client for one instance, of the hosted API or of the self-hosted server that [zapgate.WithBaseURL]
// names. It does no I/O and reads no environment. A missing or malformed credential matches
// [zapgate.ErrInvalidArgument].
func New(c Credentials, opts ...zapgate.Option) (*Client, error) {
	s, err := transport.Collect(provider, "New", opts)
	if err != nil {
		return nil, err
	}
	if s.BaseURL == nil {
		s.BaseURL, _ = url.Parse(HostedURL)
	}
	for _, f := range []struct {
		name, value string
		optional    bool
	}{{"APIKey", c.APIKey, false}, {"InstanceID", c.InstanceID, !isHosted(s.BaseURL)}} {
		if f.value == "" && f.optional {
			continue
		}
		if err := transport.CheckCredential(f.value); err != nil {
			return nil, transport.Invalid(provider, "New", f.name, err.Error())
		}
	}
	header := http.Header{}
	if c.InstanceID != "" {
		header.Set("X-Instance-Id", c.InstanceID)
	}
	own := service{t: newTransport(s, c.APIKey, header)}
	return &Client{
		healthCheck: newHealthCheck(s),

		Session:     &SessionService{own},
		Messages:    &MessagesService{own},
		Chats:       &ChatsService{own},
		Contacts:    &ContactsService{own},
		Users:       &UsersService{own},
		Media:       &MediaService{own},
		Calls:       &CallsService{own},
		Status:      &StatusService{own},
		Groups:      &GroupsService{own},
		Communities: &CommunitiesService{own},
		Newsletters: &NewslettersService{own},
		Events:      &EventsService{own},
	}, nil
}

// newTransport sends key and header with every request; "" and nil are for an operation without credentials.
func newTransport(s settings.Client, key string, header http.Header) *transport.Client {
	if key != "" {
		header.Set("X-Api-Key", key)
	}
	return transport.New(transport.Config{
		Provider: provider, BaseURL: s.BaseURL, Header: header, Secrets: []string{key},
		ReadProblem: readProblem, CheckAddress: checkAddress, Settings: s,
	})
}

func isHosted(u *url.URL) bool { return u.Host == "wsapi.chat" || u.Host == "api.wsapi.chat" }
