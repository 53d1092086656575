package zapi

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// PartnerClient calls the operations of an integrator's account. It prints as [redacted].
type PartnerClient struct {
	redacted
	t *transport.Client
}

// NewPartner returns a client for an integrator's account. It does no I/O.
func NewPartner(token string, opts ...zapgate.Option) (*PartnerClient, error) {
	if err := transport.CheckCredential(token); err != nil {
		return nil, transport.Invalid(provider, "NewPartner", "token", err.Error())
	}
	header := http.Header{"Authorization": {"Bearer " + token}}
	t, err := newTransport("NewPartner", opts, header, []string{token})
	if err != nil {
		return nil, err
	}
	return &PartnerClient{t: t}, nil
}

var opCreateInstance = transport.Op{Method: "POST", Path: "/instances/integrator/on-demand"}

// CreateInstanceRequest describes a new instance. Only the name is required.
type CreateInstanceRequest struct {
	Name        string `json:"name" check:"required"`
	SessionName string `json:"sessionName,omitempty"` // the device's name in WhatsApp's list of linked devices

	DeliveryCallbackURL            string `json:"deliveryCallbackUrl,omitempty"`
	ReceivedCallbackURL            string `json:"receivedCallbackUrl,omitempty"`
	ReceivedAndDeliveryCallbackURL string `json:"receivedAndDeliveryCallbackUrl,omitempty"` // received ones, and those sent by the number itself
	DisconnectedCallbackURL        string `json:"disconnectedCallbackUrl,omitempty"`
	ConnectedCallbackURL           string `json:"connectedCallbackUrl,omitempty"`
	PresenceChatCallbackURL        string `json:"presenceChatCallbackUrl,omitempty"`
	MessageStatusCallbackURL       string `json:"messageStatusCallbackUrl,omitempty"`

	CallRejectAuto    bool   `json:"callRejectAuto,omitempty"`
	CallRejectMessage string `json:"callRejectMessage,omitempty"` // sent after a call was rejected
	AutoReadMessage   bool   `json:"autoReadMessage,omitempty"`
	AutoReadStatus    bool   `json:"autoReadStatus,omitempty"`
	IsDevice          bool   `json:"isDevice,omitempty"`       // a mobile instance instead of a web one
	BusinessDevice    bool   `json:"businessDevice,omitempty"` // of a mobile instance: WhatsApp Business
	// DisableEnqueueWhenDisconnected refuses messages while the instance is disconnected instead of queueing them.
	DisableEnqueueWhenDisconnected bool `json:"disableEnqueueWhenDisconnected,omitempty"`
}

// CreatedInstance opens a new instance: use it as [Credentials].
type CreatedInstance struct {
	ID    string         `json:"id"`
	Token zapgate.Secret `json:"token"`
	Due   zapgate.Time   `json:"due"` // when the trial ends; milliseconds as a string in the example
}

// LogValue keeps the token out of logs, where JSON would show it.
func (i CreatedInstance) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", i.ID), slog.Time("due", i.Due.Time))
}

// CreateInstance makes an instance in the integrator's account. It runs as a trial for two days and is deleted unless it
// is subscribed by then; from there on it costs.
//
// POST /instances/integrator/on-demand (https://developer.z-api.io/en/partner/create-instance)
func (c *PartnerClient) CreateInstance(ctx context.Context, in CreateInstanceRequest, opts ...zapgate.CallOption) (*CreatedInstance, error) {
	return transport.Do[CreatedInstance](ctx, c.t, transport.Request{Op: opCreateInstance, Body: in, Options: opts})
}
