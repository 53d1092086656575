package zapi_test

import (
	"context"
	"testing"

	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireBusiness(t *testing.T) {
	t.Parallel()
	done := &zapi.Result{Success: true}
	const doneJSON = `{"success":true}`
	runWire(t, []wireTest{
		{
			name: "Profile",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.Profile(ctx, "5511900000001")
			},
			method: "GET", path: "/business/profile?phone=5511900000001", answer: "crm-business-profile.json",
			want: &zapi.BusinessProfile{
				Description: "Bakery", Address: "Rua A, 1", Email: "shop@example.com", Websites: []string{"https://example.com"},
				Categories: []zapi.BusinessCategory{{ID: "101", Label: "BAKERY", DisplayName: "Bakery"}},
				BusinessHours: &zapi.BusinessHours{Timezone: "America/Bahia", Mode: zapi.HoursSpecific,
					Days: []zapi.BusinessDay{{DayOfWeek: zapi.Saturday, OpenTime: "09:00", CloseTime: "13:00"}}},
				HasCoverPhoto: true,
			},
		},
		{
			name: "SetDescription",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.SetDescription(ctx, zapi.SetCompanyRequest{Value: "Bread & cakes"})
			},
			method: "POST", path: "/business/company-description", body: `{"value":"Bread & cakes"}`, answer: doneJSON, want: done,
		},
		{
			name: "SetAddress removes",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.SetAddress(ctx, zapi.SetCompanyRequest{})
			},
			method: "POST", path: "/business/company-address", body: `{"value":""}`, answer: doneJSON, want: done,
		},
		{
			name: "SetEmail",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.SetEmail(ctx, zapi.SetCompanyRequest{Value: "shop@example.com"})
			},
			method: "POST", path: "/business/company-email", body: `{"value":"shop@example.com"}`, answer: doneJSON, want: done,
		},
		{
			name: "SetWebsites",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.SetWebsites(ctx, zapi.SetWebsitesRequest{Websites: []string{"https://example.com", "https://example.org"}})
			},
			method: "POST", path: "/business/company-websites", body: `{"websites":["https://example.com","https://example.org"]}`, answer: doneJSON, want: done,
		},
		{
			name: "SetWebsites removes",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.SetWebsites(ctx, zapi.SetWebsitesRequest{})
			},
			method: "POST", path: "/business/company-websites", body: `{"websites":[]}`, answer: doneJSON, want: done,
		},
		{
			name: "SetHours",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.SetHours(ctx, zapi.BusinessHours{Timezone: "America/Bahia", Mode: zapi.HoursSpecific, Days: []zapi.BusinessDay{
					{DayOfWeek: zapi.Monday, OpenTime: "08:00", CloseTime: "12:00"}, {DayOfWeek: zapi.Monday, OpenTime: "14:00", CloseTime: "18:00"},
				}})
			},
			method: "POST", path: "/business/hours",
			body: `{"timezone":"America/Bahia","mode":"specificHours","days":[{"dayOfWeek":"MONDAY","openTime":"08:00","closeTime":"12:00"},
				{"dayOfWeek":"MONDAY","openTime":"14:00","closeTime":"18:00"}]}`,
			answer: doneJSON, want: done,
		},
		{
			name: "SetHours open all day",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.SetHours(ctx, zapi.BusinessHours{Timezone: "America/Bahia", Mode: zapi.HoursOpen24h})
			},
			method: "POST", path: "/business/hours", body: `{"timezone":"America/Bahia","mode":"open24h"}`, answer: doneJSON, want: done,
		},
		{
			name: "SetHours closed",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.SetHours(ctx, zapi.BusinessHours{Timezone: "America/Bahia", Days: []zapi.BusinessDay{}})
			},
			method: "POST", path: "/business/hours", body: `{"timezone":"America/Bahia","days":[]}`, answer: doneJSON, want: done,
		},
		{
			name: "AvailableCategories",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.AvailableCategories(ctx, zapi.ListCategoriesParams{Query: "pão & cia"})
			},
			method: "GET", path: "/business/available-categories?query=p%C3%A3o+%26+cia",
			answer: `[{"displayName":"Bakery","label":"BAKERY","id":"101"},{"displayName":"Grocery","id":"102"}]`,
			want:   []zapi.BusinessCategory{{ID: "101", Label: "BAKERY", DisplayName: "Bakery"}, {ID: "102", DisplayName: "Grocery"}},
		},
		{
			name: "AvailableCategories all",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.AvailableCategories(ctx, zapi.ListCategoriesParams{})
			},
			method: "GET", path: "/business/available-categories", answer: `[]`, want: []zapi.BusinessCategory{},
		},
		{
			name: "SetCategories",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Business.SetCategories(ctx, zapi.SetCategoriesRequest{Categories: []string{"BAKERY", "102"}})
			},
			method: "POST", path: "/business/categories", body: `{"categories":["BAKERY","102"]}`, answer: doneJSON, want: done,
		},
	})
}

func TestBusinessBadArguments(t *testing.T) {
	t.Parallel()
	assertRefused(t, map[string]func(context.Context, *zapi.Client) error{
		"phone": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Business.Profile(ctx, "shop@example.com")
			return err
		},
		"timezone": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Business.SetHours(ctx, zapi.BusinessHours{Mode: zapi.HoursOpen24h})
			return err
		},
		"categories": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Business.SetCategories(ctx, zapi.SetCategoriesRequest{Categories: []string{}})
			return err
		},
	})
}
