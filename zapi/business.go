package zapi

import (
	"context"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/transport"
)

// BusinessService reads and changes the profile of a WhatsApp Business account. What changes it works for the connected
// account only, and only if that is a business account.
type BusinessService struct{ service }

var (
	opBusinessProfile       = transport.Op{Method: "GET", Path: "/business/profile", Retry: transport.Safe}
	opCompanyDescription    = transport.Op{Method: "POST", Path: "/business/company-description"}
	opCompanyAddress        = transport.Op{Method: "POST", Path: "/business/company-address"}
	opCompanyEmail          = transport.Op{Method: "POST", Path: "/business/company-email"}
	opCompanyWebsites       = transport.Op{Method: "POST", Path: "/business/company-websites"}
	opBusinessHours         = transport.Op{Method: "POST", Path: "/business/hours"}
	opAvailableCategories   = transport.Op{Method: "GET", Path: "/business/available-categories", Retry: transport.Safe}
	opSetBusinessCategories = transport.Op{Method: "POST", Path: "/business/categories"}
)

// BusinessProfile is what a business account shows of itself.
type BusinessProfile struct {
	Description   string             `json:"description"`
	Address       string             `json:"address"`
	Email         string             `json:"email"`
	Websites      []string           `json:"websites"`
	Categories    []BusinessCategory `json:"categories"`
	BusinessHours *BusinessHours     `json:"businessHours,omitempty"` // nil if it shows none; the table calls it a list, the example has one object
	HasCoverPhoto bool               `json:"hasCoverPhoto"`
}

// Profile returns what a business account shows of itself: the connected one or any other.
//
// GET /business/profile (https://developer.z-api.io/en/business/profile)
func (s *BusinessService) Profile(ctx context.Context, phone string, opts ...zapgate.CallOption) (*BusinessProfile, error) {
	return transport.Do[BusinessProfile](ctx, s.t, transport.Request{Op: opBusinessProfile, Query: ofPhone{phone}, Options: opts})
}

// SetCompanyRequest is one line of the profile: its description, address or email.
type SetCompanyRequest struct {
	Value string `json:"value"` // "" removes what was there
}

// SetDescription replaces the description of the company, or removes it.
//
// POST /business/company-description (https://developer.z-api.io/en/business/set-description)
func (s *BusinessService) SetDescription(ctx context.Context, in SetCompanyRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opCompanyDescription, in, opts)
}

// SetAddress replaces the address of the company, or removes it.
//
// POST /business/company-address (https://developer.z-api.io/en/business/set-address)
func (s *BusinessService) SetAddress(ctx context.Context, in SetCompanyRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opCompanyAddress, in, opts)
}

// SetEmail replaces the email of the company, or removes it. What is no email address is an error.
//
// POST /business/company-email (https://developer.z-api.io/en/business/set-email)
func (s *BusinessService) SetEmail(ctx context.Context, in SetCompanyRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opCompanyEmail, in, opts)
}

// SetWebsitesRequest is where the company is to be found.
type SetWebsitesRequest struct {
	Websites []string `json:"websites"` // at most two URLs; none removes what was there
}

// SetWebsites replaces the websites of the company, or removes them. More than two, or what is no URL, is an error.
//
// POST /business/company-websites (https://developer.z-api.io/en/business/set-websites)
func (s *BusinessService) SetWebsites(ctx context.Context, in SetWebsitesRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opCompanyWebsites, SetWebsitesRequest{append([]string{}, in.Websites...)}, opts) // [] and not null
}

// BusinessHours is when the company is open.
type BusinessHours struct {
	Timezone string            `json:"timezone" check:"required"` // an IANA name; one table spells timezones, the examples are right
	Mode     BusinessHoursMode `json:"mode,omitempty"`
	// Days are the hours of the days it is open, a day once for each span. An empty list closes it on all days; nil is
	// not sent.
	Days []BusinessDay `json:"days,omitzero"`
}

// BusinessHoursMode says how BusinessHours are to be read.
type BusinessHoursMode string

// The documented modes.
const (
	HoursSpecific        BusinessHoursMode = "specificHours" // as Days say
	HoursOpen24h         BusinessHoursMode = "open24h"
	HoursAppointmentOnly BusinessHoursMode = "appointmentOnly"
)

// BusinessDay is one span of a day in which the company is open.
type BusinessDay struct {
	DayOfWeek DayOfWeek `json:"dayOfWeek"`
	OpenTime  string    `json:"openTime"`  // hh:mm
	CloseTime string    `json:"closeTime"` // hh:mm
}

// DayOfWeek is a day of the week.
type DayOfWeek string

// The days of the week.
const (
	Sunday    DayOfWeek = "SUNDAY"
	Monday    DayOfWeek = "MONDAY"
	Tuesday   DayOfWeek = "TUESDAY"
	Wednesday DayOfWeek = "WEDNESDAY"
	Thursday  DayOfWeek = "THURSDAY"
	Friday    DayOfWeek = "FRIDAY"
	Saturday  DayOfWeek = "SATURDAY"
)

// SetHours replaces the hours in which the company is open.
//
// POST /business/hours (https://developer.z-api.io/en/business/set-business-hours)
func (s *BusinessService) SetHours(ctx context.Context, in BusinessHours, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opBusinessHours, in, opts)
}

// ListCategoriesParams narrows the categories down.
type ListCategoriesParams struct {
	Query string `url:"query,omitempty"` // a word to search for; "" for all
}

// BusinessCategory is a line of business.
type BusinessCategory struct {
	ID          string `json:"id"`
	Label       string `json:"label,omitempty"` // a name to use instead of ID; not every category has one
	DisplayName string `json:"displayName"`     // in the account's language
}

// AvailableCategories returns the categories a company can be of.
//
// GET /business/available-categories (https://developer.z-api.io/en/business/available-categories)
func (s *BusinessService) AvailableCategories(ctx context.Context, p ListCategoriesParams, opts ...zapgate.CallOption) ([]BusinessCategory, error) {
	return transport.List[BusinessCategory](ctx, s.t, transport.Request{Op: opAvailableCategories, Query: p, Options: opts})
}

// SetCategoriesRequest is what the company is to be.
type SetCategoriesRequest struct {
	Categories []string `json:"categories" check:"required"` // one to three; the ID or the Label of each
}

// SetCategories replaces the categories of the company.
//
// POST /business/categories (https://developer.z-api.io/en/business/set-categories)
func (s *BusinessService) SetCategories(ctx context.Context, in SetCategoriesRequest, opts ...zapgate.CallOption) (*Result, error) {
	return s.set(ctx, opSetBusinessCategories, in, opts)
}

func (s *BusinessService) set(ctx context.Context, op transport.Op, body any, opts []zapgate.CallOption) (*Result, error) {
	return transport.Do[Result](ctx, s.t, transport.Request{Op: op, Body: body, Options: opts})
}
