package zapi

import (
	"net/http"
	"net/url"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/redact"
	"github.com/zapgate/zapgate-go/internal/transport"
)

const provider = "zapi"

// DefaultBaseURL is where Z-API serves its API.
const DefaultBaseURL = "https://api.z-api.io"

type redacted = redact.Value

// Credentials open one instance. They print as [redacted].
type Credentials struct {
	redacted
	InstanceID  string // the instance's id, in the panel under "Instance data"
	Token       string // the instance's token, beside the id
	ClientToken string // the account's security token; "" while it is not switched on
}

// Client calls the operations of one instance. It is safe for concurrent use and prints as [redacted].
type Client struct {
	redacted
	Instance    *InstanceService
	Profile     *ProfileService
	Mobile      *MobileService
	Security    *SecurityService
	Messages    *MessagesService
	Status      *StatusService
	Chats       *ChatsService
	Contacts    *ContactsService
	Groups      *GroupsService
	Communities *CommunitiesService
	Newsletters *NewslettersService
	Calls       *CallsService
	Privacy     *PrivacyService
	Queue       *QueueService
	Business    *BusinessService
	Catalog     *CatalogService
	Tags        *TagsService
	Webhooks    *WebhooksService
}

// New returns a client for one instance. It does no I/O and reads no environment. A missing or malformed credential
// matches [zapgate.ErrInvalidArgument].
func New(c Credentials, opts ...zapgate.Option) (*Client, error) {
	for _, f := range []struct{ name, value string }{
		{"InstanceID", c.InstanceID}, {"Token", c.Token}, {"ClientToken", c.ClientToken},
	} {
		if f.value == "" && f.name == "ClientToken" {
			continue
		}
		if err := transport.CheckCredential(f.value); err != nil {
			return nil, transport.Invalid(provider, "New", f.name, err.Error())
		}
	}
	header := http.Header{}
	if c.ClientToken != "" {
		header.Set("Client-Token", c.ClientToken)
	}
	t, err := newTransport("New", opts, header, []string{c.Token, c.ClientToken},
		"instances", url.PathEscape(c.InstanceID), "token", url.PathEscape(c.Token))
	if err != nil {
		return nil, err
	}
	s := service{t: t}
	return &Client{
		Instance:    &InstanceService{s},
		Profile:     &ProfileService{s},
		Mobile:      &MobileService{s},
		Security:    &SecurityService{s},
		Messages:    &MessagesService{s},
		Status:      &StatusService{s},
		Chats:       &ChatsService{s},
		Contacts:    &ContactsService{s},
		Groups:      &GroupsService{s},
		Communities: &CommunitiesService{s},
		Newsletters: &NewslettersService{s},
		Calls:       &CallsService{s},
		Privacy:     &PrivacyService{s},
		Queue:       &QueueService{s},
		Business:    &BusinessService{s},
		Catalog:     &CatalogService{s},
		Tags:        &TagsService{s},
		Webhooks:    &WebhooksService{s},
	}, nil
}

// service is what every service has. It embeds redacted because %s prints even what an unexported pointer points to.
type service struct {
	redacted
	t *transport.Client
}

func newTransport(constructor string, opts []zapgate.Option, header http.Header, secrets []string, path ...string) (*transport.Client, error) {
	s, err := transport.Collect(provider, constructor, opts)
	if err != nil {
		return nil, err
	}
	base := s.BaseURL
	if base == nil {
		base, _ = url.Parse(DefaultBaseURL)
	}
	return transport.New(transport.Config{
		Provider: provider, BaseURL: base.JoinPath(path...), Header: header, Secrets: secrets,
		ReadProblem: readProblem, CheckAddress: checkAddress, Settings: s,
	}), nil
}
