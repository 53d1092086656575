package zapini

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// InstancesService looks after the account's instances. In its methods, instanceID is an instance's UUID or number; ""
// stands for the InstanceID of the credentials.
type InstancesService struct{ service }

var (
	opInstances          = transport.Op{Method: "GET", Path: "/instances", Retry: transport.Safe}
	opInstance           = transport.Op{Method: "GET", Path: "/instances/{uuid}", Retry: transport.Safe}
	opInstanceQR         = transport.Op{Method: "GET", Path: "/instances/{uuid}/qr", Retry: transport.Safe}
	opInstanceStatus     = transport.Op{Method: "GET", Path: "/instances/{uuid}/status", Retry: transport.Safe}
	opInstanceStats      = transport.Op{Method: "GET", Path: "/instances/{uuid}/stats", Retry: transport.Safe}
	opDisconnectInstance = transport.Op{Method: "POST", Path: "/instances/{uuid}/disconnect"}
	opReconnectInstance  = transport.Op{Method: "POST", Path: "/instances/{uuid}/reconnect"}
)

// ListInstancesParams chooses instances.
type ListInstancesParams struct {
	Status InstanceStatus `url:"status,omitempty"` // connected, disconnected, qr_ready or pending; "": all
}

// Instance is a number of the account, and what it may still send.
type Instance struct {
	UUID              string         `json:"uuid"`
	PhoneNumber       string         `json:"phone_number"` // digits with country code
	Status            InstanceStatus `json:"status"`
	Connected         zapgate.Bool   `json:"connected"`
	MessagesSentToday zapgate.Int    `json:"messages_sent_today"`
	RemainingQuota    zapgate.Int    `json:"remaining_quota"` // messages that it may still send today
	CanSendMessages   zapgate.Bool   `json:"can_send_messages"`
	LastActivityAt    zapgate.Time   `json:"last_activity_at"`    // ISO 8601
	CreatedAt         zapgate.Time   `json:"created_at,omitzero"` // ISO 8601; only the newer pages have it
}

type instanceList struct {
	Instances *[]Instance `json:"instances"`
}

func (l *instanceList) valid() error {
	if l.Instances == nil {
		return errors.New("answer: instances are missing")
	}
	return nil
}

// List returns the instances that the token may see. It has no pages.
//
// GET /instances (https://zapini.app/en/documentacion/instances/download)
func (s *InstancesService) List(ctx context.Context, p ListInstancesParams, opts ...zapgate.CallOption) ([]Instance, error) {
	l, err := unwrap[instanceList](ctx, s.t, transport.Request{Op: opInstances, Query: p, Options: opts})
	if err != nil {
		return nil, err
	}
	return *l.Instances, nil
}

// InstanceDetails is one instance. No page shows this answer: what of it fits is in the fields, all of it in Raw.
type InstanceDetails struct {
	Instance
	Raw json.RawMessage `json:"-"` // the instance as it came
}

// DecodeAnswer reads what fits, and refuses an answer that is about something else.
func (d *InstanceDetails) DecodeAnswer(_ string, body []byte) (err error) {
	if d.Raw, err = readDetails(body, "instance", d); err == nil && d.UUID == "" && d.Status == "" && d.PhoneNumber == "" {
		err = errors.New("answer: has no instance")
	}
	return err
}

// Get returns one instance.
//
// GET /instances/{uuid} (https://zapini.app/en/documentacion/instances/download)
func (s *InstancesService) Get(ctx context.Context, instanceID string, opts ...zapgate.CallOption) (*InstanceDetails, error) {
	return transport.Do[InstanceDetails](ctx, s.t, transport.Request{Op: opInstance, Path: []string{s.instance(instanceID)}, Options: opts})
}

// InstanceQR is the QR code that connects an instance.
type InstanceQR struct {
	Status        InstanceStatus `json:"status"`
	QRCode        string         `json:"qr_code"`         // its picture: a data URI, PNG in base64
	QRCodeText    string         `json:"qr_code_text"`    // the text that it shows
	QRGeneratedAt zapgate.Time   `json:"qr_generated_at"` // ISO 8601
	QRExpired     zapgate.Bool   `json:"qr_expired"`      // WhatsApp takes it no more: ask again
	Message       string         `json:"message"`         // Zapini's words about it
}

// QR returns the QR code that the phone scans to connect the instance.
//
// GET /instances/{uuid}/qr (https://zapini.app/en/documentacion/instances/download)
func (s *InstancesService) QR(ctx context.Context, instanceID string, opts ...zapgate.CallOption) (*InstanceQR, error) {
	return unwrap[InstanceQR](ctx, s.t, transport.Request{Op: opInstanceQR, Path: []string{s.instance(instanceID)}, Options: opts})
}

// InstanceStatusParams says where the status comes from.
type InstanceStatusParams struct {
	Realtime bool `url:"realtime,omitempty"` // asks the instance's server now; else it is what the platform has stored
}

// Status tells how an instance stands with WhatsApp.
//
// GET /instances/{uuid}/status (https://zapini.app/en/documentacion/instances/download)
func (s *InstancesService) Status(ctx context.Context, instanceID string, p InstanceStatusParams, opts ...zapgate.CallOption) (*InstanceDetails, error) {
	return transport.Do[InstanceDetails](ctx, s.t, transport.Request{
		Op: opInstanceStatus, Path: []string{s.instance(instanceID)}, Query: p, Options: opts,
	})
}

// InstanceStats counts what an instance did.
type InstanceStats struct {
	MessagesSentToday     zapgate.Int `json:"messages_sent_today"`
	RemainingQuota        zapgate.Int `json:"remaining_quota"` // messages that it may still send today
	DailyLimit            zapgate.Int `json:"daily_limit"`     // messages a day
	MessagesThisWeek      zapgate.Int `json:"messages_this_week"`
	MessagesThisMonth     zapgate.Int `json:"messages_this_month"`
	MessagesReceivedToday zapgate.Int `json:"messages_received_today"`
	ConversationsCount    zapgate.Int `json:"conversations_count"`
	ContactsCount         zapgate.Int `json:"contacts_count"`
}

// Stats counts an instance's messages, conversations and contacts.
//
// GET /instances/{uuid}/stats (https://zapini.app/en/documentacion/instances/download)
func (s *InstancesService) Stats(ctx context.Context, instanceID string, opts ...zapgate.CallOption) (*InstanceStats, error) {
	return unwrap[InstanceStats](ctx, s.t, transport.Request{Op: opInstanceStats, Path: []string{s.instance(instanceID)}, Options: opts})
}

// Disconnect takes an instance off WhatsApp. It sends nothing until it is connected again.
//
// POST /instances/{uuid}/disconnect (https://zapini.app/en/documentation, Instances)
func (s *InstancesService) Disconnect(ctx context.Context, instanceID string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opDisconnectInstance, Path: []string{s.instance(instanceID)}, Options: opts})
}

// Reconnect starts to connect an instance. It may end in a new QR code to scan: see [InstancesService.QR].
//
// POST /instances/{uuid}/reconnect (https://zapini.app/en/documentation, Instances)
func (s *InstancesService) Reconnect(ctx context.Context, instanceID string, opts ...zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: opReconnectInstance, Path: []string{s.instance(instanceID)}, Options: opts})
}
