package zapy

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"iter"
	"net/http"
	"strings"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// InstancesService lists and creates the account's instances, and connects the client's own with WhatsApp.
type InstancesService struct{ bound }

var (
	opListInstances  = transport.Op{Method: "GET", Path: "/api/instances", Retry: transport.Safe}
	opCreateInstance = transport.Op{Method: "POST", Path: "/api/instances"}
	opQRCode         = transport.Op{Method: "GET", Path: "/api/instances/{instanceId}/qr", Retry: transport.Safe}
	opRestart        = transport.Op{Method: "POST", Path: "/api/instances/{instanceId}/restart"}
	opLogout         = transport.Op{Method: "POST", Path: "/api/instances/{instanceId}/logout"}
)

// InstanceStatus is what an instance is doing.
type InstanceStatus string

// The documented statuses. Only a connected instance can send.
const (
	InstanceCreated           InstanceStatus = "created" // not started yet
	InstanceConnecting        InstanceStatus = "connecting"
	InstancePendingQRCodeScan InstanceStatus = "pending_qr_code_scan"
	InstanceConnected         InstanceStatus = "connected"
	InstanceQRTimeout         InstanceStatus = "qr_timeout" // nobody scanned the QR code in time
	InstanceStopped           InstanceStatus = "stopped"
	InstanceManuallyStopped   InstanceStatus = "manually_stopped" // by the user
	InstanceError             InstanceStatus = "error"
	InstancePaymentPending    InstanceStatus = "payment_pending" // it must be paid for to go on
)

// Instance is a WhatsApp number that the account has connected or may connect.
type Instance struct {
	InstanceID            string         `json:"instanceId"`
	Name                  string         `json:"name"`
	Status                InstanceStatus `json:"status"`
	WhatsAppJID           string         `json:"whatsappJid"`
	WhatsAppLID           string         `json:"whatsappLid"`
	WhatsAppID            string         `json:"whatsappId"`   // the number's digits
	WhatsAppName          string         `json:"whatsappName"` // the profile's name
	WhatsAppProfilePicURL string         `json:"whatsappProfilePicUrl"`
	CreatedAt             zapgate.Time   `json:"createdAt"` // ISO 8601
	UpdatedAt             zapgate.Time   `json:"updatedAt"`
}

// ListInstancesParams is a page of instances, counted from 1.
type ListInstancesParams struct {
	Page  int `url:"page,omitempty"`  // ZapyAPI's default is 1
	Limit int `url:"limit,omitempty"` // 1 to 100; ZapyAPI's default is 100
}

// InstancePage is one page of instances and where it stands among the others.
type InstancePage struct {
	Data         []Instance `json:"data"`
	IsFirstPage  bool       `json:"isFirstPage"`
	IsLastPage   bool       `json:"isLastPage"`
	CurrentPage  int        `json:"currentPage"`
	PreviousPage int        `json:"previousPage,omitempty"` // 0: there is none (null or left out)
	NextPage     int        `json:"nextPage,omitempty"`     // 0: there is none (null), or the gateway left it out
	PageCount    int        `json:"pageCount"`
	TotalCount   int        `json:"totalCount"` // instances on all pages
}

// after is the number of the page that follows, or 0. Of the two documented envelopes one has no nextPage.
func (p *InstancePage) after(page int) int {
	page = cmp.Or(p.CurrentPage, page)
	switch {
	case p.IsLastPage || len(p.Data) == 0 || p.PageCount > 0 && page >= p.PageCount:
		return 0
	case p.NextPage > 0:
		return p.NextPage
	}
	return page + 1
}

// List returns one page of the account's instances.
//
// GET /api/instances (https://docs.zapyapi.com/docs/api/instances)
func (s *InstancesService) List(ctx context.Context, p ListInstancesParams, opts ...zapgate.CallOption) (*InstancePage, error) {
	return transport.Do[InstancePage](ctx, s.t, transport.Request{Op: opListInstances, Query: p, Options: opts})
}

// All walks every instance from p's page on, a page at a time, and ends on the first error.
func (s *InstancesService) All(ctx context.Context, p ListInstancesParams, opts ...zapgate.CallOption) iter.Seq2[Instance, error] {
	return pages.Linked(max(p.Page, 1), func(page int) ([]Instance, int, error) {
		got, err := s.List(ctx, ListInstancesParams{Page: page, Limit: p.Limit}, opts...)
		if err != nil {
			return nil, 0, err
		}
		return got.Data, got.after(page), nil
	})
}

// CreateInstanceRequest describes a new instance.
type CreateInstanceRequest struct {
	Name string `json:"name" check:"required"` // 3 to 100 characters
}

// CreatedInstance is a new instance. It is paired through a client whose [Credentials] name it: see QRCode.
type CreatedInstance struct {
	InstanceID string         `json:"instanceId"` // a UUID
	Name       string         `json:"name"`
	Status     InstanceStatus `json:"status"` // InstanceCreated
}

// Create makes an instance. Only accounts of partners, who pay afterwards, may do so: others create theirs in the
// dashboard, and get [zapgate.ErrForbidden] here. There is no operation that deletes one.
//
// POST /api/instances (https://docs.zapyapi.com/docs/api/partner)
func (s *InstancesService) Create(ctx context.Context, in CreateInstanceRequest, opts ...zapgate.CallOption) (*CreatedInstance, error) {
	return transport.Do[CreatedInstance](ctx, s.t, transport.Request{Op: opCreateInstance, Body: in, Options: opts})
}

// QRCode is what the phone scans to pair.
type QRCode struct {
	InstanceID string       `json:"instanceId"`
	QRCode     string       `json:"qrCode"`    // a picture as a data URI, or the text that the code shows
	ExpiresAt  zapgate.Time `json:"expiresAt"` // milliseconds, unlike [QRCodeEvent]
	Attempt    int          `json:"attempt"`   // how many codes were made so far
}

// QRCode returns the code that pairs the client's instance with WhatsApp.
//
// GET /api/instances/{instanceId}/qr (https://docs.zapyapi.com/docs/api/instances)
func (s *InstancesService) QRCode(ctx context.Context, opts ...zapgate.CallOption) (*QRCode, error) {
	return do[QRCode](ctx, s.bound, transport.Request{Op: opQRCode, Options: opts})
}

// Restart restarts the client's instance, to connect it again after an error or a lost connection.
//
// POST /api/instances/{instanceId}/restart (https://docs.zapyapi.com/docs/api/instances)
func (s *InstancesService) Restart(ctx context.Context, opts ...zapgate.CallOption) error {
	return exec(ctx, s.bound, transport.Request{Op: opRestart, Options: opts})
}

// Logout ends the WhatsApp session of the client's instance. To connect it again, a QR code must be scanned anew.
//
// POST /api/instances/{instanceId}/logout (https://docs.zapyapi.com/docs/api/instances)
func (s *InstancesService) Logout(ctx context.Context, opts ...zapgate.CallOption) error {
	return exec(ctx, s.bound, transport.Request{Op: opLogout, Options: opts})
}

// Image returns the picture's bytes. It fails where QRCode is the text of the code, which is then to be rendered.
func (q *QRCode) Image() ([]byte, error) {
	_, data, isURI := strings.Cut(q.QRCode, ";base64,")
	if !isURI {
		data = q.QRCode
	}
	b, err := base64.StdEncoding.DecodeString(data)
	if err != nil || len(b) == 0 || !isURI && !strings.HasPrefix(http.DetectContentType(b), "image/") {
		return nil, errors.New("zapy: the QR code is not a picture")
	}
	return b, nil
}
