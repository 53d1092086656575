package wsapi

import (
	"context"
	"iter"
	"log/slog"
	"time"
	"unicode/utf8"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opListAccountInstances          = transport.Op{Method: "GET", Path: "/account/instances", Retry: transport.Safe}
	opGetAccountInstance            = transport.Op{Method: "GET", Path: "/account/instances/{id}", Retry: transport.Safe}
	opUpdateAccountInstanceName     = transport.Op{Method: "PUT", Path: "/account/instances/{id}/name"}
	opUpdateAccountInstanceSettings = transport.Op{Method: "PUT", Path: "/account/instances/{id}/settings"}
	opRegenerateAccountInstanceKey  = transport.Op{Method: "PUT", Path: "/account/instances/{id}/apikey"}
	opRestartAccountInstance        = transport.Op{Method: "PUT", Path: "/account/instances/{id}/restart"}
	opGetAccountDefaults            = transport.Op{Method: "GET", Path: "/account/instances/defaults", Retry: transport.Safe}
	opUpdateAccountDefaults         = transport.Op{Method: "PUT", Path: "/account/instances/defaults"}
)

// ListAccountInstancesParams is a page of instances. Filters that are zero do not count. Times are sent as RFC 3339, in
// whole seconds.
type ListAccountInstancesParams struct {
	PageParams
	CreatedFrom time.Time `url:"createdFrom,omitempty"`
	CreatedTo   time.Time `url:"createdTo,omitempty"`
	Status      string    `url:"status,omitempty"` // no value is documented: see [AccountInstance].Status
}

func (p ListAccountInstancesParams) at(page PageParams) ListAccountInstancesParams {
	p.PageParams = page.orDefault()
	return p
}

// AccountInstance is an instance in a list. What it does not have is "" or the zero time.
type AccountInstance struct {
	ID                string       `json:"id"`
	Created           zapgate.Time `json:"created"` // RFC 3339
	Name              string       `json:"name"`
	UseCustomDefaults bool         `json:"useCustomDefaults"` // see [AccountInstanceSettings]
	Status            string       `json:"status"`
	DeviceID          string       `json:"deviceId,omitempty"`   // JID of the own device
	ExpiredAt         zapgate.Time `json:"expiredAt,omitzero"`   // RFC 3339
	TrialEndsAt       zapgate.Time `json:"trialEndsAt,omitzero"` // RFC 3339
	IsInTrial         bool         `json:"isInTrial"`
	HasAPIKey         bool         `json:"hasApiKey"` // a key of its own, beside the customer's
}

// ListInstances returns one page of the account's instances. The next one is PageNumber + 1.
//
// GET /account/instances (listAccountInstances in WSAPI's account operations)
func (c *AccountClient) ListInstances(ctx context.Context, p ListAccountInstancesParams, opts ...zapgate.CallOption) (*Page[AccountInstance], error) {
	return transport.Do[Page[AccountInstance]](ctx, c.t, transport.Request{Op: opListAccountInstances, Query: p.at(p.PageParams), Options: opts})
}

// AllInstances walks every instance from p's page on, a page at a time, and ends on the first error.
func (c *AccountClient) AllInstances(ctx context.Context, p ListAccountInstancesParams, opts ...zapgate.CallOption) iter.Seq2[AccountInstance, error] {
	return all(p.PageParams, func(page PageParams) (*Page[AccountInstance], error) {
		return c.ListInstances(ctx, p.at(page), opts...)
	})
}

// AccountInstanceDetail is an instance with its settings.
type AccountInstanceDetail struct {
	Name      string                  `json:"name"`
	HasAPIKey bool                    `json:"hasApiKey"` // a key of its own, beside the customer's
	Settings  AccountInstanceSettings `json:"settings"`
	Status    string                  `json:"status"`
	DeviceID  string                  `json:"deviceId,omitempty"` // JID of the own device
	Created   zapgate.Time            `json:"created"`            // RFC 3339
}

// LogValue keeps the signing secret out of logs, where JSON would show it.
func (d AccountInstanceDetail) LogValue() slog.Value {
	return slog.GroupValue(slog.String("name", d.Name), slog.String("status", d.Status), slog.Any("settings", d.Settings))
}

// AccountInstanceSettings are how an instance works. All of them are sent: begin with those that GetInstance returned.
type AccountInstanceSettings struct {
	UseCustomDefaults  bool            `json:"useCustomDefaults"`  // what it does is not documented: see [AccountInstanceDefaults]
	PullMode           bool            `json:"pullMode"`           // by its name, events are read from the event stream and not posted
	WebhookURL         *string         `json:"webhookUrl"`         // where events are posted; nil: none
	EventSigningSecret *zapgate.Secret `json:"eventSigningSecret"` // signs each event with HMAC-SHA256; nil: none
	HistorySync        bool            `json:"historySync"`        // keep the messages that come with the pairing for later
	EventFilters       []EventType     `json:"eventFilters"`       // the events to deliver; nil is sent as null
}

// LogValue keeps the signing secret and the URL, which may carry one, out of logs.
func (s AccountInstanceSettings) LogValue() slog.Value {
	return slog.GroupValue(slog.Bool("pull_mode", s.PullMode), slog.Bool("history_sync", s.HistorySync), slog.Any("event_filters", s.EventFilters))
}

// GetInstance returns an instance with its settings.
//
// GET /account/instances/{id} (getAccountInstance in WSAPI's account operations)
func (c *AccountClient) GetInstance(ctx context.Context, id string, opts ...zapgate.CallOption) (*AccountInstanceDetail, error) {
	if id == "defaults" { // another operation's path
		return nil, transport.Invalid(provider, opGetAccountInstance.Name(), "id", "names no instance: see GetInstanceDefaults")
	}
	return transport.Do[AccountInstanceDetail](ctx, c.t, transport.Request{Op: opGetAccountInstance, Path: []string{id}, Options: opts})
}

// UpdateInstanceNameRequest is an instance's new name.
type UpdateInstanceNameRequest struct {
	Name string `json:"name" check:"required"` // up to 256 characters
}

// UpdateInstanceName renames an instance.
//
// PUT /account/instances/{id}/name (updateAccountInstanceName in WSAPI's account operations)
func (c *AccountClient) UpdateInstanceName(ctx context.Context, id string, in UpdateInstanceNameRequest, opts ...zapgate.CallOption) error {
	if utf8.RuneCountInString(in.Name) > 256 {
		return transport.Invalid(provider, opUpdateAccountInstanceName.Name(), "name", "is longer than 256 characters")
	}
	return transport.Exec(ctx, c.t, transport.Request{Op: opUpdateAccountInstanceName, Path: []string{id}, Body: in, Options: opts})
}

// UpdateInstanceSettings replaces an instance's settings, all at once.
//
// PUT /account/instances/{id}/settings (updateAccountInstanceSettings in WSAPI's account operations)
func (c *AccountClient) UpdateInstanceSettings(ctx context.Context, id string, in AccountInstanceSettings, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, c.t, transport.Request{Op: opUpdateAccountInstanceSettings, Path: []string{id}, Body: in, Options: opts})
}

// RegenerateInstanceAPIKey gives an instance a new key of its own and returns it. The one before is dead at once. The
// key cannot be asked for again: where the answer was lost ([zapgate.ErrOutcomeUnknown]), make another.
//
// PUT /account/instances/{id}/apikey (regenerateAccountInstanceApiKey in WSAPI's account operations)
func (c *AccountClient) RegenerateInstanceAPIKey(ctx context.Context, id string, opts ...zapgate.CallOption) (zapgate.Secret, error) {
	return doString[zapgate.Secret](ctx, c.t, transport.Request{Op: opRegenerateAccountInstanceKey, Path: []string{id}, Options: opts})
}

// RestartInstance restarts an instance.
//
// PUT /account/instances/{id}/restart (restartAccountInstance in WSAPI's account operations)
func (c *AccountClient) RestartInstance(ctx context.Context, id string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, c.t, transport.Request{Op: opRestartAccountInstance, Path: []string{id}, Options: opts})
}

// AccountInstanceDefaults are settings of the account for its instances; the fields mean what those of
// [AccountInstanceSettings] do. All of them are sent: begin with those that GetInstanceDefaults returned.
type AccountInstanceDefaults struct {
	DefaultWebhookURL    *string         `json:"defaultWebhookUrl"`
	DefaultSigningSecret *zapgate.Secret `json:"defaultSigningSecret"`
	DefaultEventFilters  []EventType     `json:"defaultEventFilters"` // nil is sent as null
	DefaultHistorySync   bool            `json:"defaultHistorySync"`
	DefaultPullMode      bool            `json:"defaultPullMode"`
}

// LogValue keeps the signing secret and the URL, which may carry one, out of logs.
func (d AccountInstanceDefaults) LogValue() slog.Value {
	return slog.GroupValue(slog.Bool("default_pull_mode", d.DefaultPullMode), slog.Bool("default_history_sync", d.DefaultHistorySync),
		slog.Any("default_event_filters", d.DefaultEventFilters))
}

// GetInstanceDefaults returns the account's settings for its instances.
//
// GET /account/instances/defaults (getAccountInstanceDefaults in WSAPI's account operations)
func (c *AccountClient) GetInstanceDefaults(ctx context.Context, opts ...zapgate.CallOption) (*AccountInstanceDefaults, error) {
	return transport.Do[AccountInstanceDefaults](ctx, c.t, transport.Request{Op: opGetAccountDefaults, Options: opts})
}

// UpdateInstanceDefaults replaces the account's settings for its instances, all at once.
//
// PUT /account/instances/defaults (updateAccountInstanceDefaults in WSAPI's account operations)
func (c *AccountClient) UpdateInstanceDefaults(ctx context.Context, in AccountInstanceDefaults, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, c.t, transport.Request{Op: opUpdateAccountDefaults, Body: in, Options: opts})
}
