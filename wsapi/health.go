package wsapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/settings"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var opHealth = transport.Op{Method: "GET", Path: "/health", Retry: transport.Safe}

// healthCheck gives the clients that embed it their method Health.
type healthCheck struct {
	open *transport.Client // sends no credentials: the operation wants none
}

func newHealthCheck(s settings.Client) healthCheck {
	return healthCheck{open: newTransport(s, "", nil)}
}

// Health is how a server says that it runs.
type Health struct {
	Status string `json:"status"` // "ok"
}

// Health asks a self-hosted server whether it runs. It says nothing about an instance, and no credential is sent. The
// hosted API documents no such operation.
//
// GET /health (healthCheck in wsapi-api.yml)
func (h healthCheck) Health(ctx context.Context, opts ...zapgate.CallOption) (*Health, error) {
	return transport.Do[Health](ctx, h.open, transport.Request{Op: opHealth, Options: opts})
}
