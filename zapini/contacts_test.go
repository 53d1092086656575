package zapini_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/internal/contract"
	"github.com/zapgate/zapgate-go/internal/pages"
	"github.com/zapgate/zapgate-go/zapini"
)

func TestContacts(t *testing.T) {
	t.Parallel()
	runExchanges(t, []exchange{
		{
			name: "List",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Contacts.List(ctx, zapini.ListContactsParams{
					InstanceID: "18", Search: "Bru & Cia", IsGroup: new(false), Sort: "name", Dir: zapini.SortDescending, PerPage: 2, Page: 2,
				})
			},
			method: "GET", repeatable: true,
			url:    "/contacts?dir=desc&instance_id=18&is_group=false&page=2&per_page=2&search=Bru+%26+Cia&sort=name",
			answer: "p2-contacts.json",
			check: func(t *testing.T, got any) {
				p := got.(*zapini.ContactPage)
				assert.Equal(t, zapini.Pagination{Total: 5, PerPage: 2, CurrentPage: 2, LastPage: 3}, p.Pagination)
				require.Len(t, p.Contacts, 2)
				first := p.Contacts[0]
				assert.Equal(t, at("2026-01-02T03:04:05Z"), first.CreatedAt.UTC())
				first.CreatedAt = zapgate.Time{}
				assert.Equal(t, zapini.Contact{
					ID: "71", PhoneNumber: "5511900000001", Name: "Bruno Exemplo", DisplayName: "Bruno", Email: "bruno@example.com",
					Company: "Padaria Exemplo", Notes: "entrega às 7h", ProfilePictureURL: "https://media.example.com/bruno.jpg", IsBusiness: true,
				}, first)
				second := p.Contacts[1]
				assert.Equal(t, "Carla Exemplo compras", second.FirstName+" "+second.LastName+" "+second.JobTitle)
				assert.Equal(t, zapini.ID("72"), second.ID)
				assert.False(t, bool(second.IsBusiness))
				assert.Equal(t, zapini.CustomFields{"cpf": nil, "pedidos": json.Number("12345678901234567890"), "vip": true}, second.CustomFields)
			},
		},
		{
			name: "List without parameters, nested",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Contacts.List(ctx, zapini.ListContactsParams{})
			},
			method: "GET", url: "/contacts", repeatable: true, answer: "p2-chat-conversations-nested.json",
			check: func(t *testing.T, got any) { assert.Len(t, got.(*zapini.ContactPage).Contacts, 1) },
		},
		{
			name: "Create",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Contacts.Create(ctx, zapini.CreateContactRequest{
					InstanceID: "18", PhoneNumber: "+5511900000003", Name: "Davi Exemplo", FirstName: "Davi", LastName: "Exemplo", DisplayName: "Davi",
					Email: "davi@example.com", Company: "Oficina Exemplo", JobTitle: "dono", Notes: "a < b",
					CustomFields: zapini.CustomFields{"placa": "EXE0001"},
				})
			},
			method: "POST", url: "/contacts",
			body: `{"instance_id":"18","phone_number":"+5511900000003","name":"Davi Exemplo","first_name":"Davi","last_name":"Exemplo",
				"display_name":"Davi","email":"davi@example.com","company":"Oficina Exemplo","job_title":"dono","notes":"a < b",
				"custom_fields":{"placa":"EXE0001"}}`,
			answer: "p2-contact-named.json", anyAnswer: true,
			check: func(t *testing.T, got any) {
				a := got.(*zapini.Answer[zapini.Contact])
				assert.Equal(t, "saved", a.Message)
				assert.Contains(t, string(a.Data), `"contact"`)
				assert.Equal(t, &zapini.Contact{ID: "73", PhoneNumber: "5511900000003", FirstName: "Davi"}, a.Item)
			},
		},
		{
			name: "Create for the client's own instance, an unusual answer",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Contacts.Create(ctx, zapini.CreateContactRequest{PhoneNumber: "5511900000003"})
			},
			method: "POST", url: "/contacts", body: `{"instance_id":"` + instanceID + `","phone_number":"5511900000003"}`,
			answer: "p2-result.json", anyAnswer: true,
			want: &zapini.Answer[zapini.Contact]{Message: "done", Data: json.RawMessage("{\n    \"kept\": \"as it came\"\n  }")},
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Contacts.Get(ctx, "71") },
			method: "GET", url: "/contacts/71", repeatable: true, answer: "p2-contact.json",
			check: func(t *testing.T, got any) {
				c := got.(*zapini.Contact)
				assert.Equal(t, zapini.ID("71"), c.ID)
				assert.Equal(t, "Bruno", c.DisplayName)
				assert.Empty(t, c.CustomFields)
			},
		},
		{
			name:   "Get, named",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Contacts.Get(ctx, "7/3") },
			method: "GET", url: "/contacts/7%2F3", repeatable: true, answer: "p2-contact-named.json",
			want: &zapini.Contact{ID: "73", PhoneNumber: "5511900000003", FirstName: "Davi"},
		},
		{
			name: "Update",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Contacts.Update(ctx, "71", zapini.UpdateContactRequest{Name: new("Bruno E."), Email: new("b@example.com"), Company: new("P"), Notes: new("")})
			},
			method: "PUT", url: "/contacts/71", body: `{"name":"Bruno E.","email":"b@example.com","company":"P","notes":""}`,
			answer: "p2-contact.json", anyAnswer: true,
			check: func(t *testing.T, got any) {
				a := got.(*zapini.Answer[zapini.Contact])
				require.NotNil(t, a.Item)
				assert.Equal(t, "Bruno Exemplo", a.Item.Name)
			},
		},
		{
			name: "Update one field",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Contacts.Update(ctx, "71", zapini.UpdateContactRequest{Company: new("P")})
			},
			method: "PUT", url: "/contacts/71", body: `{"company":"P"}`, answer: "p2-contact.json", anyAnswer: true,
			check: func(t *testing.T, got any) { assert.NotNil(t, got.(*zapini.Answer[zapini.Contact]).Item) },
		},
		{
			name:   "Delete",
			call:   func(ctx context.Context, c *zapini.Client) (any, error) { return c.Contacts.Delete(ctx, "71") },
			method: "DELETE", url: "/contacts/71", answer: "p2-result.json", anyAnswer: true,
			check: func(t *testing.T, got any) { assert.Equal(t, "done", got.(*zapini.Result).Message) },
		},
		{
			name: "Import",
			call: func(ctx context.Context, c *zapini.Client) (any, error) {
				return c.Contacts.Import(ctx, zapini.ImportContactsRequest{InstanceID: "18", Contacts: []zapini.ImportContact{
					{PhoneNumber: "+5511900000001", Name: "Bruno"},
					{PhoneNumber: "+5511900000002", FirstName: "Carla", LastName: "Exemplo", Email: "carla@example.com"},
				}})
			},
			method: "POST", url: "/contacts/import",
			body: `{"instance_id":"18","contacts":[{"phone_number":"+5511900000001","name":"Bruno"},
				{"phone_number":"+5511900000002","first_name":"Carla","last_name":"Exemplo","email":"carla@example.com"}]}`,
			answer: "p2-contacts-import.json",
			check: func(t *testing.T, got any) {
				r := got.(*zapini.ImportedContacts)
				assert.Equal(t, []int{7, 2, 2}, []int{int(r.Imported), int(r.Skipped), r.Answered})
				require.Len(t, r.Errors, 2)
				assert.JSONEq(t, `{"row":3,"why":"number"}`, string(r.Errors[0]))
			},
		},
	})
}

func TestContactsRefuseBeforeSending(t *testing.T) {
	t.Parallel()
	many := contacts(1500)
	many[1200].PhoneNumber = ""
	runRefusals(t, []refusal{
		{"phone_number is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Contacts.Create(ctx, zapini.CreateContactRequest{Name: "Bruno"})
		}},
		{"id is empty", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Contacts.Get(ctx, "") }},
		{"id is a dot segment", func(ctx context.Context, c *zapini.Client) (any, error) { return c.Contacts.Delete(ctx, ".") }},
		{"contacts is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Contacts.Import(ctx, zapini.ImportContactsRequest{})
		}},
		{"contacts[1200].phone_number is empty", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Contacts.Import(ctx, zapini.ImportContactsRequest{Contacts: many})
		}},
		{"w is nil", func(ctx context.Context, c *zapini.Client) (any, error) {
			return c.Contacts.Export(ctx, zapini.ExportContactsParams{}, nil)
		}},
	})
}

func contacts(n int) []zapini.ImportContact {
	list := make([]zapini.ImportContact, n)
	for i := range list {
		list[i].PhoneNumber = fmt.Sprint(5511900000001 + i)
	}
	return list
}

func TestImportIsCutIntoRequests(t *testing.T) {
	t.Parallel()
	counted := ok(fixture(t, "p2-contacts-import.json"))
	for _, tt := range []struct {
		name     string
		contacts int
		answers  []answer
		sizes    []int
		want     [4]int // imported, skipped, errors, answered
		err      error
	}{
		{"one full request", 1000, []answer{counted}, []int{1000}, [4]int{7, 2, 2, 1000}, nil},
		{"one more than fits", 1001, []answer{counted}, []int{1000, 1}, [4]int{14, 4, 4, 1001}, nil},
		{
			"errors as one object, and null", 1001,
			[]answer{ok(`{"success":true,"data":{"imported":1,"errors":{"3":["bad"]}}}`), ok(`{"success":true,"data":{"imported":1,"skipped":null,"errors":null}}`)},
			[]int{1000, 1}, [4]int{2, 0, 1, 1001}, nil,
		},
		{"lost in the middle", 2500, []answer{counted, {Err: context.DeadlineExceeded}}, []int{1000, 1000}, [4]int{7, 2, 2, 1000}, zapgate.ErrOutcomeUnknown},
		{"no data", 1500, []answer{ok(`{"success":true}`)}, []int{1000}, [4]int{}, zapgate.ErrOutcomeUnknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(tt.answers...)
			list := contacts(tt.contacts)
			got, err := newClient(t, w).Contacts.Import(t.Context(), zapini.ImportContactsRequest{Contacts: list})
			require.ErrorIs(t, err, tt.err)
			assert.Equal(t, tt.want, [4]int{int(got.Imported), int(got.Skipped), len(got.Errors), got.Answered})
			require.Len(t, w.Sent, len(tt.sizes))
			for i, s := range w.Sent {
				var body zapini.ImportContactsRequest
				require.NoError(t, json.Unmarshal([]byte(s.Body), &body))
				assert.Equal(t, list[:tt.sizes[i]], body.Contacts, "each contact once, in order")
				assert.Equal(t, instanceID, body.InstanceID, "in every request")
				list = list[tt.sizes[i]:]
			}
		})
	}
}

func TestAllContacts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		params  zapini.ListContactsParams
		answers []answer
		queries string
		ids     string
		err     error
	}{
		{
			name: "to the last page", params: zapini.ListContactsParams{Search: "b"},
			answers: []answer{ok(pageOf(1, 2, 1, 2)), ok(pageOf(3, 3, 2, 2))},
			queries: "page=1&per_page=100&search=b page=2&per_page=100&search=b", ids: "c1 c2 c3",
		},
		{
			name: "from a page on", params: zapini.ListContactsParams{PerPage: 2, Page: 3},
			answers: []answer{ok(pageOf(5, 5, 3, 3))}, queries: "page=3&per_page=2", ids: "c5",
		},
		{
			name:    "error in the middle",
			answers: []answer{ok(pageOf(1, 2, 1, 3)), {Status: 500, Body: fixture(t, "error.json")}},
			queries: "page=1&per_page=100 page=2&per_page=100", ids: "c1 c2", err: zapgate.ErrServer,
		},
		{
			name: "the same page again", answers: []answer{ok(pageOf(1, 2, 1, 3))},
			queries: "page=1&per_page=100 page=2&per_page=100", ids: "c1 c2", err: pages.ErrRepeated,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := contract.Record(tt.answers...)
			var ids, queries []string
			var failed error
			for c, err := range newClient(t, w, zapgate.WithRetries(0)).Contacts.All(t.Context(), tt.params) {
				require.NoError(t, failed, "a step after the error")
				if failed = err; err == nil {
					ids = append(ids, string(c.ID))
				}
			}
			require.ErrorIs(t, failed, tt.err)
			assert.Equal(t, tt.ids, strings.Join(ids, " "))
			for _, s := range w.Sent {
				u, err := url.Parse(s.URL)
				require.NoError(t, err)
				queries = append(queries, u.RawQuery)
			}
			assert.Equal(t, tt.queries, strings.Join(queries, " "))
		})
	}
	w := contract.Record(ok(pageOf(1, 2, 1, 3)))
	for _, err := range newClient(t, w).Contacts.All(t.Context(), zapini.ListContactsParams{}) {
		require.NoError(t, err)
		break
	}
	assert.Len(t, w.Sent, 1, "no further page than was read")
}

func TestContactsThatAreNone(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"success":true}`:                                        "has no contact",
		`{"success":true,"data":{}}`:                              "has no contact",
		`{"success":true,"data":{"phone_number":"1"}}`:            "has no contact",
		`{"success":true,"data":[]}`:                              "not about an object",
		`{"success":true,"data":{"id":1,"name":{"a":"oops"}}}`:    "name is not of its documented type",
		`{"success":true,"data":{"id":1,"custom_fields":"oops"}}`: "not an object",
		`{"success":true,"data":{"id":["oops"]}}`:                 "not an id",
	} {
		_, err := newClient(t, contract.Record(ok(body))).Contacts.Get(t.Context(), "1")
		require.ErrorContains(t, err, want, body)
		assert.NotContains(t, err.Error(), "oops")
		assert.NotErrorIs(t, err, zapgate.ErrOutcomeUnknown, "a read")
	}
}

func TestExport(t *testing.T) {
	t.Parallel()
	w := contract.Record(answer{Status: 200, Body: "id;nome\n71;Bruno\n", Header: http.Header{"Content-Type": {"text/csv; charset=utf-8"}}})
	var out bytes.Buffer
	got, err := newClient(t, w).Contacts.Export(t.Context(), zapini.ExportContactsParams{InstanceID: "18", Format: zapini.ExportCSV}, &out)
	require.NoError(t, err)
	assert.Equal(t, &zapini.ExportedContacts{ContentType: "text/csv; charset=utf-8", Size: 17}, got)
	assert.Equal(t, "id;nome\n71;Bruno\n", out.String())
	require.Len(t, w.Sent, 1)
	assert.Equal(t, "GET", w.Sent[0].Method)
	assert.Equal(t, platform+"/contacts/export?format=csv&instance_id=18", w.Sent[0].URL)
	assert.Equal(t, "Bearer "+token, w.Sent[0].Header.Get("Authorization"))
	assert.Equal(t, "*/*", w.Sent[0].Header.Get("Accept"), "CSV is no JSON")

	w, out = contract.Record(answer{Status: 422, Body: fixture(t, "error.json")}), bytes.Buffer{}
	_, err = newClient(t, w).Contacts.Export(t.Context(), zapini.ExportContactsParams{}, &out)
	require.ErrorIs(t, err, zapgate.ErrBadRequest)
	assert.Empty(t, out.String(), "an error is no export")
	assert.Equal(t, platform+"/contacts/export", w.Sent[0].URL)

	w = contract.Record(answer{Status: 503}, ok(`[{"id":71}]`))
	got, err = newClient(t, w).Contacts.Export(t.Context(), zapini.ExportContactsParams{Format: zapini.ExportJSON}, &out)
	require.NoError(t, err)
	assert.Equal(t, int64(11), got.Size)
	assert.JSONEq(t, `[{"id":71}]`, out.String())
	assert.Len(t, w.Sent, 2, "a read")

	w = contract.Record(ok(`[{"id":71}]`))
	_, err = newClient(t, w).Contacts.Export(t.Context(), zapini.ExportContactsParams{}, full{})
	require.ErrorIs(t, err, errFull)
	assert.Len(t, w.Sent, 1, "not started again once a part is written")
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var _ io.Writer = full{}
