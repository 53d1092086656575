package zapi

import (
	"context"
	"log/slog"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

var (
	opMe                      = transport.Op{Method: "GET", Path: "/me", Retry: transport.Safe}
	opDevice                  = transport.Op{Method: "GET", Path: "/device", Retry: transport.Safe}
	opUpdateName              = transport.Op{Method: "PUT", Path: "/update-name"}
	opUpdateAutoReadMessage   = transport.Op{Method: "PUT", Path: "/update-auto-read-message"}
	opUpdateAutoReadStatus    = transport.Op{Method: "PUT", Path: "/update-auto-read-status"}
	opUpdateCallRejectAuto    = transport.Op{Method: "PUT", Path: "/update-call-reject-auto"}
	opUpdateCallRejectMessage = transport.Op{Method: "PUT", Path: "/update-call-reject-message"}
)

// InstanceData is an instance as Z-API keeps it: its term, its state and its settings.
type InstanceData struct {
	ID            string         `json:"id"`
	Token         zapgate.Secret `json:"token"`
	Name          string         `json:"name"`
	Due           zapgate.Time   `json:"due"` // when it ends unless it is paid for
	Created       zapgate.Time   `json:"created"`
	Connected     bool           `json:"connected"`
	PaymentStatus string         `json:"paymentStatus"`

	// The URLs that callbacks go to; "" if none is set.
	ConnectedCallbackURL     string `json:"connectedCallbackUrl"`
	DeliveryCallbackURL      string `json:"deliveryCallbackUrl"`
	DisconnectedCallbackURL  string `json:"disconnectedCallbackUrl"`
	InitialDataCallbackURL   string `json:"initialDataCallbackUrl"` // data that comes once after it connected
	MessageStatusCallbackURL string `json:"messageStatusCallbackUrl"`
	PresenceChatCallbackURL  string `json:"presenceChatCallbackUrl"`
	ReceivedCallbackURL      string `json:"receivedCallbackUrl"`
	ReceiveCallbackSentByMe  bool   `json:"receiveCallbackSentByMe"` // messages that the number sent itself are called back too

	AutoReadMessage   bool   `json:"autoReadMessage"`
	CallRejectAuto    bool   `json:"callRejectAuto"`
	CallRejectMessage string `json:"callRejectMessage"`
}

// LogValue keeps the token and the URLs, which may carry one, out of logs.
func (d InstanceData) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", d.ID), slog.String("name", d.Name), slog.Bool("connected", d.Connected),
		slog.String("payment_status", d.PaymentStatus), slog.Time("due", d.Due.Time))
}

// Me returns the instance's term, state and settings.
//
// GET /me (https://developer.z-api.io/en/instance/me)
func (s *InstanceService) Me(ctx context.Context, opts ...zapgate.CallOption) (*InstanceData, error) {
	return transport.Do[InstanceData](ctx, s.t, transport.Request{Op: opMe, Options: opts})
}

// OriginalDevice is the kind of phone that the number lives on.
type OriginalDevice string

// The kinds of phones.
const (
	OriginalDeviceIPhone          OriginalDevice = "iphone"
	OriginalDeviceAndroid         OriginalDevice = "android"
	OriginalDeviceIPhoneBusiness  OriginalDevice = "smbi"
	OriginalDeviceAndroidBusiness OriginalDevice = "smba"
)

// ConnectedDevice is the paired phone and its account.
type ConnectedDevice struct {
	Phone          string         `json:"phone"` // digits with country code
	Name           string         `json:"name"`
	ImageURL       string         `json:"imgUrl"`
	About          string         `json:"about,omitempty"` // the profile's description; not in every version of the documentation
	Device         DeviceSession  `json:"device"`
	OriginalDevice OriginalDevice `json:"originalDevice"`
	SessionID      int            `json:"sessionId"`
	IsBusiness     bool           `json:"isBusiness"`
}

// DeviceSession is how the instance shows among the phone's linked devices.
type DeviceSession struct {
	SessionName string `json:"sessionName"`
	DeviceModel string `json:"device_model"`
}

// Device returns the paired phone and its account.
//
// GET /device (https://developer.z-api.io/en/instance/device)
func (s *InstanceService) Device(ctx context.Context, opts ...zapgate.CallOption) (*ConnectedDevice, error) {
	return transport.Do[ConnectedDevice](ctx, s.t, transport.Request{Op: opDevice, Options: opts})
}

// UpdateTextRequest is the new text of a setting.
type UpdateTextRequest struct {
	Value string `json:"value" check:"required"`
}

// UpdateSwitchRequest turns a setting on or off.
type UpdateSwitchRequest struct {
	Value bool `json:"value"`
}

func (s *InstanceService) update(ctx context.Context, op transport.Op, body any, opts []zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: op, Body: body, Options: opts})
}

// UpdateName renames the instance in Z-API. WhatsApp does not see the name.
//
// PUT /update-name (https://developer.z-api.io/en/instance/rename-instance)
func (s *InstanceService) UpdateName(ctx context.Context, in UpdateTextRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateName, in, opts)
}

// UpdateAutoReadMessage says whether each received message is marked as read at once.
//
// PUT /update-auto-read-message (https://developer.z-api.io/en/instance/auto-read)
func (s *InstanceService) UpdateAutoReadMessage(ctx context.Context, in UpdateSwitchRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateAutoReadMessage, in, opts)
}

// UpdateAutoReadStatus says whether each received status post is marked as read at once. It works only while
// UpdateAutoReadMessage is on.
//
// PUT /update-auto-read-status (https://developer.z-api.io/en/instance/auto-read-status)
func (s *InstanceService) UpdateAutoReadStatus(ctx context.Context, in UpdateSwitchRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateAutoReadStatus, in, opts)
}

// UpdateCallRejectAuto says whether incoming voice calls are rejected.
//
// PUT /update-call-reject-auto (https://developer.z-api.io/en/instance/call-reject)
func (s *InstanceService) UpdateCallRejectAuto(ctx context.Context, in UpdateSwitchRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateCallRejectAuto, in, opts)
}

// UpdateCallRejectMessage sets the text that a caller gets after the call was rejected. It is sent only while
// UpdateCallRejectAuto is on.
//
// PUT /update-call-reject-message (https://developer.z-api.io/en/instance/call-reject-message)
func (s *InstanceService) UpdateCallRejectMessage(ctx context.Context, in UpdateTextRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.update(ctx, opUpdateCallRejectMessage, in, opts)
}
