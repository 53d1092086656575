package wsapi

import (
	"context"
	"encoding/json"
	"iter"
	"time"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opListSubscriptions          = transport.Op{Method: "GET", Path: "/account/subscriptions", Retry: transport.Safe}
	opListSubscriptionInstances  = transport.Op{Method: "GET", Path: "/account/subscriptions/{id}/instances", Retry: transport.Safe}
	opCreateSubscriptionInstance = transport.Op{Method: "POST", Path: "/account/subscriptions/{id}/instances"}
	opDeleteSubscriptionInstance = transport.Op{Method: "DELETE", Path: "/account/subscriptions/{id}/instances/{instanceId}"}
	opListSubscriptionChanges    = transport.Op{Method: "GET", Path: "/account/subscriptions/{id}/changes", Retry: transport.Safe}
)

// ListSubscriptionsParams is a page of subscriptions.
type ListSubscriptionsParams struct {
	PageParams
}

// AccountSubscription is what the account pays for.
type AccountSubscription struct {
	ID                string       `json:"id"`
	Created           zapgate.Time `json:"created"`        // RFC 3339
	CurPeriodStart    zapgate.Time `json:"curPeriodStart"` // RFC 3339
	CurPeriodEnd      zapgate.Time `json:"curPeriodEnd"`   // RFC 3339
	Quantity          int          `json:"quantity"`       // of instances
	Plan              string       `json:"plan"`
	Price             string       `json:"price"` // as the gateway writes it
	Status            string       `json:"status"`
	CancelAtPeriodEnd bool         `json:"cancelAtPeriodEnd"` // it ends with the period
	InstanceIDs       []string     `json:"instanceIds,omitempty"`
}

// ListSubscriptions returns one page of the account's subscriptions. The next one is PageNumber + 1.
//
// GET /account/subscriptions (listAccountSubscriptions in WSAPI's account operations)
func (c *AccountClient) ListSubscriptions(ctx context.Context, p ListSubscriptionsParams, opts ...zapgate.CallOption) (*Page[AccountSubscription], error) {
	return transport.Do[Page[AccountSubscription]](ctx, c.t, transport.Request{Op: opListSubscriptions, Query: p.orDefault(), Options: opts})
}

// AllSubscriptions walks every subscription from p's page on, a page at a time, and ends on the first error.
func (c *AccountClient) AllSubscriptions(ctx context.Context, p ListSubscriptionsParams, opts ...zapgate.CallOption) iter.Seq2[AccountSubscription, error] {
	return all(p.PageParams, func(page PageParams) (*Page[AccountSubscription], error) {
		return c.ListSubscriptions(ctx, ListSubscriptionsParams{page}, opts...)
	})
}

// ListSubscriptionInstances returns one page of a subscription's instances. The next one is PageNumber + 1.
//
// GET /account/subscriptions/{id}/instances (listAccountSubscriptionInstances in WSAPI's account operations)
func (c *AccountClient) ListSubscriptionInstances(ctx context.Context, subscriptionID string, p ListAccountInstancesParams, opts ...zapgate.CallOption) (*Page[AccountInstance], error) {
	return transport.Do[Page[AccountInstance]](ctx, c.t, transport.Request{
		Op: opListSubscriptionInstances, Path: []string{subscriptionID}, Query: p.at(p.PageParams), Options: opts,
	})
}

// AllSubscriptionInstances walks every instance of a subscription from p's page on, a page at a time, and ends on the
// first error.
func (c *AccountClient) AllSubscriptionInstances(ctx context.Context, subscriptionID string, p ListAccountInstancesParams, opts ...zapgate.CallOption) iter.Seq2[AccountInstance, error] {
	return all(p.PageParams, func(page PageParams) (*Page[AccountInstance], error) {
		return c.ListSubscriptionInstances(ctx, subscriptionID, p.at(page), opts...)
	})
}

// CreateSubscriptionInstanceParams may name a new instance.
type CreateSubscriptionInstanceParams struct {
	Name string `url:"name,omitempty"` // only WSAPI's own clients have it, from their version 3.0.0 on
}

// CreateSubscriptionInstance makes an instance in a subscription and returns its id. Only resellers can. It may cost: see
// the ProratedAmount of [AccountClient.ListSubscriptionChanges].
//
// POST /account/subscriptions/{id}/instances (createAccountSubscriptionInstance in WSAPI's account operations)
func (c *AccountClient) CreateSubscriptionInstance(ctx context.Context, subscriptionID string, p CreateSubscriptionInstanceParams, opts ...zapgate.CallOption) (string, error) {
	return doString[string](ctx, c.t, transport.Request{
		Op: opCreateSubscriptionInstance, Path: []string{subscriptionID}, Query: p, Options: opts,
	})
}

// DeleteSubscriptionInstance deletes an instance of a subscription. Only resellers can.
//
// DELETE /account/subscriptions/{id}/instances/{instanceId} (deleteAccountSubscriptionInstance in WSAPI's account operations)
func (c *AccountClient) DeleteSubscriptionInstance(ctx context.Context, subscriptionID, instanceID string, opts ...zapgate.CallOption) error {
	return transport.Exec(ctx, c.t, transport.Request{
		Op: opDeleteSubscriptionInstance, Path: []string{subscriptionID, instanceID}, Options: opts,
	})
}

// ListSubscriptionChangesParams is a page of changes. Filters that are zero do not count. Times are sent as RFC 3339, in
// whole seconds.
type ListSubscriptionChangesParams struct {
	PageParams
	TimestampFrom time.Time `url:"timestampFrom,omitempty"`
	TimestampTo   time.Time `url:"timestampTo,omitempty"`
	ChangeType    string    `url:"changeType,omitempty"` // no value is documented: see [AccountSubscriptionChange].ChangeType
	InstanceID    string    `url:"instanceId,omitempty"`
}

func (p ListSubscriptionChangesParams) at(page PageParams) ListSubscriptionChangesParams {
	p.PageParams = page.orDefault()
	return p
}

// AccountSubscriptionChange is a line in a subscription's history. What it does not have is "" or nil.
type AccountSubscriptionChange struct {
	ID               string       `json:"id"`
	Timestamp        zapgate.Time `json:"timestamp"` // RFC 3339
	SubscriptionID   string       `json:"subscriptionId"`
	ChangeType       string       `json:"changeType"`
	PreviousQuantity *int         `json:"previousQuantity,omitempty"`
	NewQuantity      *int         `json:"newQuantity,omitempty"`
	InstanceID       string       `json:"instanceId,omitempty"`
	ProratedAmount   json.Number  `json:"proratedAmount,omitempty"` // a decimal, to the letter; the currency is not told
	Notes            string       `json:"notes,omitempty"`
}

// ListSubscriptionChanges returns one page of what happened to a subscription. The next one is PageNumber + 1.
//
// GET /account/subscriptions/{id}/changes (listAccountSubscriptionChanges in WSAPI's account operations)
func (c *AccountClient) ListSubscriptionChanges(ctx context.Context, subscriptionID string, p ListSubscriptionChangesParams, opts ...zapgate.CallOption) (*Page[AccountSubscriptionChange], error) {
	return transport.Do[Page[AccountSubscriptionChange]](ctx, c.t, transport.Request{
		Op: opListSubscriptionChanges, Path: []string{subscriptionID}, Query: p.at(p.PageParams), Options: opts,
	})
}

// AllSubscriptionChanges walks everything that happened to a subscription from p's page on, a page at a time, and ends on
// the first error.
func (c *AccountClient) AllSubscriptionChanges(ctx context.Context, subscriptionID string, p ListSubscriptionChangesParams, opts ...zapgate.CallOption) iter.Seq2[AccountSubscriptionChange, error] {
	return all(p.PageParams, func(page PageParams) (*Page[AccountSubscriptionChange], error) {
		return c.ListSubscriptionChanges(ctx, subscriptionID, p.at(page), opts...)
	})
}
