package zapi

import (
	"context"
	"iter"
	"log/slog"
	"net/http"
	"net/url"
	"slices"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// PartnerClient calls the operations of an integrator's account. It prints as [redacted].
type PartnerClient struct {
	redacted
	t     *transport.Client
	token string
	opts  []zapgate.Option
}

// NewPartner returns a client for an integrator's account. It does no I/O.
func NewPartner(token string, opts ...zapgate.Option) (*PartnerClient, error) {
	if err := transport.CheckCredential(token); err != nil {
		return nil, transport.Invalid(provider, "NewPartner", "token", err.Error())
	}
	c := &PartnerClient{token: token, opts: slices.Clone(opts)}
	t, err := c.transport("NewPartner", nil)
	if err != nil {
		return nil, err
	}
	c.t = t
	return c, nil
}

// transport returns a client for the account, or for one of its instances.
func (c *PartnerClient) transport(name string, secrets []string, path ...string) (*transport.Client, error) {
	return newTransport(name, c.opts, http.Header{"Authorization": {"Bearer " + c.token}}, append(secrets, c.token), path...)
}

// instance sends an operation whose path is below one instance. Its template begins there, as everywhere in Z-API's
// documentation, so the instance is part of the base, and its token is masked like the account's.
func (c *PartnerClient) instance(ctx context.Context, instanceID string, token zapgate.Secret, r transport.Request) error {
	for _, f := range []struct{ name, value string }{{"instanceID", instanceID}, {"token", string(token)}} {
		if err := transport.CheckCredential(f.value); err != nil {
			return transport.Invalid(provider, r.Op.Name(), f.name, err.Error())
		}
	}
	t, err := c.transport(r.Op.Name(), []string{string(token)},
		"instances", url.PathEscape(instanceID), "token", url.PathEscape(string(token)))
	if err != nil {
		return err
	}
	return transport.Exec(ctx, t, r)
}

var (
	opCreateInstance    = transport.Op{Method: "POST", Path: "/instances/integrator/on-demand"}
	opListInstances     = transport.Op{Method: "GET", Path: "/instances", Retry: transport.Safe}
	opSubscribeInstance = transport.Op{Method: "POST", Path: "/integrator/on-demand/subscription"}
	opUpdateInstance    = transport.Op{Method: "PUT", Path: "/integrator/on-demand/subscription/update"} // another page leaves on-demand out
	opCancelInstance    = transport.Op{Method: "POST", Path: "/integrator/on-demand/cancel"}
)

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

// Middleware is the kind of an instance.
type Middleware string

// The kinds of instances.
const (
	MiddlewareWeb    Middleware = "web"    // linked to a phone
	MiddlewareMobile Middleware = "mobile" // a main device itself
)

// ListInstancesParams is a page of instances, counted from 1. Z-API requires Page and PageSize; zero values stand for 1
// and 100.
type ListInstancesParams struct {
	Page       int        `url:"page"`
	PageSize   int        `url:"pageSize"`
	Query      string     `url:"query,omitempty"`      // part of a name or id; the table calls it a number
	Middleware Middleware `url:"middleware,omitempty"` // "" for both kinds
}

func (p ListInstancesParams) orDefault() ListInstancesParams {
	n := ListParams{Page: p.Page, PageSize: p.PageSize}.orDefault()
	p.Page, p.PageSize = n.Page, n.PageSize
	return p
}

// InstancePage is one page of instances.
type InstancePage struct {
	Total     int               `json:"total"`
	TotalPage int               `json:"totalPage"` // the last page's number
	PageSize  int               `json:"pageSize"`
	Page      int               `json:"page"`
	Content   []PartnerInstance `json:"content"`
}

// LogValue keeps the instances' tokens out of logs, where JSON would show them.
func (p InstancePage) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("total", p.Total), slog.Int("page", p.Page), slog.Int("instances", len(p.Content)))
}

// PartnerInstance is an instance of the integrator's account. ID and Token open it: use them as [Credentials].
type PartnerInstance struct {
	ID            string         `json:"id"`
	Token         zapgate.Secret `json:"token"`
	Name          string         `json:"name"`
	Tenant        string         `json:"tenant"`
	Middleware    Middleware     `json:"middleware"`
	Created       zapgate.Time   `json:"created"`
	Due           zapgate.Time   `json:"due"` // when it ends unless it is paid for
	PaymentStatus string         `json:"paymentStatus"`

	PhoneConnected    bool `json:"phoneConnected"`
	WhatsAppConnected bool `json:"whatsappConnected"`

	ConnectedCallbackURL           string `json:"connectedCallbackUrl"`
	DeliveryCallbackURL            string `json:"deliveryCallbackUrl"`
	DisconnectedCallbackURL        string `json:"disconnectedCallbackUrl"`
	MessageStatusCallbackURL       string `json:"messageStatusCallbackUrl"`
	PresenceChatCallbackURL        string `json:"presenceChatCallbackUrl"`
	ReceivedCallbackURL            string `json:"receivedCallbackUrl"`
	ReceivedAndDeliveryCallbackURL string `json:"receivedAndDeliveryCallbackUrl"`
	ReceivedStatusCallbackURL      string `json:"receivedStatusCallbackUrl"`
}

// LogValue keeps the token and the URLs, which may carry one, out of logs.
func (i PartnerInstance) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", i.ID), slog.String("name", i.Name),
		slog.String("payment_status", i.PaymentStatus), slog.Time("due", i.Due.Time))
}

// ListInstances returns one page of the account's instances, with their tokens.
//
// GET /instances (https://developer.z-api.io/en/partner/list-instances)
func (c *PartnerClient) ListInstances(ctx context.Context, p ListInstancesParams, opts ...zapgate.CallOption) (*InstancePage, error) {
	return transport.Do[InstancePage](ctx, c.t, transport.Request{Op: opListInstances, Query: p.orDefault(), Options: opts})
}

// AllInstances walks every instance from p's page on, up to the last page that the answers name, and ends on the first
// error.
func (c *PartnerClient) AllInstances(ctx context.Context, p ListInstancesParams, opts ...zapgate.CallOption) iter.Seq2[PartnerInstance, error] {
	p = p.orDefault()
	return pages.Linked(p.Page, func(n int) ([]PartnerInstance, int, error) {
		at := p
		at.Page = n
		page, err := c.ListInstances(ctx, at, opts...)
		switch {
		case err != nil:
			return nil, 0, err
		case n >= page.TotalPage:
			return page.Content, 0, nil
		}
		return page.Content, n + 1, nil
	})
}

// SubscribeInstanceRequest may add calls to a subscription.
type SubscribeInstanceRequest struct {
	WithCalls bool `json:"withCalls,omitempty"` // audio and SIP in [CallsService]; only for accounts that have calls
}

// SubscribeInstance subscribes an instance that was made with CreateInstance, before its trial of two days ends. It is
// charged from then on.
//
// POST /integrator/on-demand/subscription (https://developer.z-api.io/en/partner/sign-instance)
func (c *PartnerClient) SubscribeInstance(ctx context.Context, instanceID string, token zapgate.Secret, in SubscribeInstanceRequest, opts ...zapgate.CallOption) error {
	return c.instance(ctx, instanceID, token, transport.Request{Op: opSubscribeInstance, Body: in, Options: opts})
}

// UpdateInstanceRequest adds calls to a subscription.
type UpdateInstanceRequest struct {
	WithCalls bool `json:"withCalls"` // Z-API takes only true: calls cannot be taken off
}

// UpdateInstance adds calls to an instance's subscription, for accounts that have calls. To be rid of them, the
// subscription has to be cancelled and a new one made.
//
// PUT /integrator/on-demand/subscription/update (https://developer.z-api.io/en/partner/update-instance)
func (c *PartnerClient) UpdateInstance(ctx context.Context, instanceID string, token zapgate.Secret, in UpdateInstanceRequest, opts ...zapgate.CallOption) error {
	return c.instance(ctx, instanceID, token, transport.Request{Op: opUpdateInstance, Body: in, Options: opts})
}

// CancelInstance ends an instance's subscription. The instance works, and is charged, for another 30 days.
//
// POST /integrator/on-demand/cancel (https://developer.z-api.io/en/partner/cancel-instance)
func (c *PartnerClient) CancelInstance(ctx context.Context, instanceID string, token zapgate.Secret, opts ...zapgate.CallOption) error {
	return c.instance(ctx, instanceID, token, transport.Request{Op: opCancelInstance, Options: opts})
}
