package wsapi

import (
	"context"
	"log/slog"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// Instance is an instance of a self-hosted server, and whether it is connected.
type Instance struct {
	ID          string         `json:"id"`
	Config      InstanceConfig `json:"config"`
	IsConnected bool           `json:"isConnected"`        // to WhatsApp
	IsLoggedIn  bool           `json:"isLoggedIn"`         // a phone is paired
	DeviceID    string         `json:"deviceId,omitempty"` // JID of the own device, as in 5511…:12@s.whatsapp.net; "" without a paired phone
}

// LogValue keeps the instance's secrets out of logs, where JSON would show them.
func (i Instance) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", i.ID), slog.Bool("is_connected", i.IsConnected), slog.Bool("is_logged_in", i.IsLoggedIn))
}

// Instances are the instances of a self-hosted server.
type Instances []Instance

// LogValue keeps the instances' secrets out of logs, where JSON would show them.
func (l Instances) LogValue() slog.Value {
	attrs := make([]slog.Attr, len(l))
	for i, instance := range l {
		attrs[i] = slog.Any(instance.ID, instance)
	}
	return slog.GroupValue(attrs...)
}

// ListInstances returns all instances of the server, with their secrets. There are no pages.
//
// GET /admin/instances (listInstances in wsapi-api.yml)
func (c *AdminClient) ListInstances(ctx context.Context, opts ...zapgate.CallOption) (Instances, error) {
	return transport.List[Instance](ctx, c.t, transport.Request{Op: opListInstances, Options: opts})
}

// GetInstance returns an instance with its secrets.
//
// GET /admin/instances/{id} (getInstance in wsapi-api.yml)
func (c *AdminClient) GetInstance(ctx context.Context, id string, opts ...zapgate.CallOption) (*Instance, error) {
	return transport.Do[Instance](ctx, c.t, transport.Request{Op: opGetInstance, Path: []string{id}, Options: opts})
}

// DeleteInstance deletes an instance and unpairs its phone.
//
// DELETE /admin/instances/{id} (deleteInstance in wsapi-api.yml)
func (c *AdminClient) DeleteInstance(ctx context.Context, id string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, c.t, transport.Request{Op: opDeleteInstance, Path: []string{id}, Options: opts})
}

// UpdateInstanceConfig replaces how an instance is set up, all at once: what is left out gets the server's default. Begin
// with the Config that GetInstance returned.
//
// PUT /admin/instances/{id}/config (updateInstanceConfig in wsapi-api.yml)
func (c *AdminClient) UpdateInstanceConfig(ctx context.Context, id string, in InstanceConfig, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, c.t, transport.Request{Op: opUpdateInstanceConfig, Path: []string{id}, Body: in, Options: opts})
}

// RestartInstance restarts an instance.
//
// PUT /admin/instances/{id}/restart (restartInstance in wsapi-api.yml)
func (c *AdminClient) RestartInstance(ctx context.Context, id string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, c.t, transport.Request{Op: opRestartInstance, Path: []string{id}, Options: opts})
}
