package wsapi

import (
	"context"
	"log/slog"
	"net/http"
	"regexp"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// AdminClient manages the instances of a self-hosted server that runs in multi mode. It prints as [redacted].
type AdminClient struct {
	redacted
	healthCheck
	t *transport.Client
}

// NewAdmin returns a client for a self-hosted server. It does no I/O. [zapgate.WithBaseURL] must name the server: the
// hosted API has no such operations, and an admin key must not be sent there, so that without it, or with the address of
// the hosted API, the error matches [zapgate.ErrInvalidArgument].
func NewAdmin(adminKey string, opts ...zapgate.Option) (*AdminClient, error) {
	if err := transport.CheckCredential(adminKey); err != nil {
		return nil, transport.Invalid(provider, "NewAdmin", "adminKey", err.Error())
	}
	s, err := transport.Collect(provider, "NewAdmin", opts)
	if err != nil {
		return nil, err
	}
	if s.BaseURL == nil || isHosted(s.BaseURL) {
		return nil, transport.Invalid(provider, "NewAdmin", "base URL", "must be a self-hosted server's: see WithBaseURL")
	}
	return &AdminClient{healthCheck: newHealthCheck(s), t: newTransport(s, adminKey, http.Header{})}, nil
}

var (
	opCreateInstance       = transport.Op{Method: "POST", Path: "/admin/instances"}
	opListInstances        = transport.Op{Method: "GET", Path: "/admin/instances", Retry: transport.Safe}
	opGetInstance          = transport.Op{Method: "GET", Path: "/admin/instances/{id}", Retry: transport.Safe}
	opDeleteInstance       = transport.Op{Method: "DELETE", Path: "/admin/instances/{id}"}
	opUpdateInstanceConfig = transport.Op{Method: "PUT", Path: "/admin/instances/{id}/config"}
	opRestartInstance      = transport.Op{Method: "PUT", Path: "/admin/instances/{id}/restart"}

	instanceID = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$`)
)

// CreateInstanceRequest describes a new instance. Only the id is required; for the rest the server has defaults.
type CreateInstanceRequest struct {
	ID            string         `json:"id"` // 1 to 64 letters, digits, dots, underscores and dashes, the first a letter or digit
	WebhookURL    string         `json:"webhookUrl,omitempty"`
	APIKey        zapgate.Secret `json:"apiKey,omitempty"`
	SigningSecret zapgate.Secret `json:"signingSecret,omitempty"` // signs each event with HMAC-SHA256
	// EventFilters are the events to deliver; none means all. Those of the session ([EventLoggedIn], [EventLoggedOut],
	// [EventLoginError], [EventInitialSyncFinished]) always come.
	EventFilters []EventType `json:"eventFilters,omitempty"`
	HistorySync  *bool       `json:"historySync,omitempty"` // keep the messages that come with the pairing for later; nil: the server's default
}

// LogValue keeps the secrets and the URL, which may carry one, out of logs.
func (r CreateInstanceRequest) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", r.ID), slog.Any("event_filters", r.EventFilters))
}

// InstanceDetail is an instance as it was made.
type InstanceDetail struct {
	ID     string         `json:"id"`
	Config InstanceConfig `json:"config"`
}

// LogValue keeps the instance's secrets out of logs, where JSON would show them.
func (d InstanceDetail) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", d.ID), slog.Any("config", d.Config))
}

// InstanceConfig is how an instance is set up. What is "" or nil has the server's default.
type InstanceConfig struct {
	APIKey        zapgate.Secret `json:"apiKey,omitempty"` // opens the instance, as in [Credentials]
	WebhookURL    string         `json:"webhookUrl,omitempty"`
	SigningSecret zapgate.Secret `json:"signingSecret,omitempty"` // signs each event with HMAC-SHA256
	EventFilters  []EventType    `json:"eventFilters,omitempty"`  // none: all
	HistorySync   *bool          `json:"historySync,omitempty"`   // keep the messages that come with the pairing for later; nil: the server's default
}

// LogValue keeps the secrets and the URL, which may carry one, out of logs.
func (c InstanceConfig) LogValue() slog.Value {
	return slog.GroupValue(slog.Any("event_filters", c.EventFilters))
}

// CreateInstance makes an instance, which is then to be paired with a phone.
//
// POST /admin/instances (createInstance in wsapi-api.yml)
func (c *AdminClient) CreateInstance(ctx context.Context, in CreateInstanceRequest, opts ...zapgate.CallOption) (*InstanceDetail, error) {
	if !instanceID.MatchString(in.ID) {
		return nil, transport.Invalid(provider, opCreateInstance.Name(), "id",
			"must be 1 to 64 letters, digits, dots, underscores and dashes, the first a letter or digit")
	}
	return transport.Do[InstanceDetail](ctx, c.t, transport.Request{Op: opCreateInstance, Body: in, Options: opts})
}
