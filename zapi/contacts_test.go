package zapi_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/zapgate/zapgate-go"
	"github.com/zapgate/zapgate-go/zapi"
)

func TestWireContacts(t *testing.T) {
	t.Parallel()
	ana := zapi.Contact{Phone: "5511900000001", Name: "Ana Prado", Short: "Ana", Notify: "ana.p", VName: "Ana P."}
	about := zapi.Contact{Phone: "5511900000001", Name: "Ana Prado", Short: "Ana", Notify: "ana.p", ImageURL: "https://example.com/ana.jpg", About: "at work"}
	runWire(t, []wireTest{
		{
			name: "List",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Contacts.List(ctx, zapi.ListContactsParams{Page: 2, PageSize: 20})
			},
			method: "GET", path: "/contacts?page=2&pageSize=20", answer: "crm-contacts.json",
			want: []zapi.Contact{ana, {Phone: "5511900000002", Notify: "bruno"}},
		},
		{
			name: "List by default",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Contacts.List(ctx, zapi.ListContactsParams{})
			},
			method: "GET", path: "/contacts?page=1&pageSize=100", answer: `[]`, want: []zapi.Contact{},
		},
		{
			name:   "Get",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Contacts.Get(ctx, "5511900000001") },
			method: "GET", path: "/contacts/5511900000001", answer: "crm-contact.json", want: &about,
		},
		{
			name: "ProfilePicture",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Contacts.ProfilePicture(ctx, "5511900000001")
			},
			method: "GET", path: "/profile-picture?phone=5511900000001", answer: `[{"link":"https://example.com/ana.jpg"}]`,
			want: &zapi.ProfilePicture{Link: "https://example.com/ana.jpg"},
		},
		{
			name: "Add",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Contacts.Add(ctx, zapi.AddContactsRequest{Contacts: []zapi.NewContact{
					{FirstName: "Ana", LastName: "Prado", Phone: "5511900000001"}, {FirstName: "Bruno", Phone: "5511900000002"},
				}})
			},
			method: "POST", path: "/contacts/add",
			body:   `[{"firstName":"Ana","lastName":"Prado","phone":"5511900000001"},{"firstName":"Bruno","phone":"5511900000002"}]`,
			answer: `{"success":false,"errors":["not saved",{"phone":"5511900000002"}]}`,
			want:   &zapi.ContactsResult{Errors: raws(`"not saved"`, `{"phone":"5511900000002"}`)},
		},
		{
			name: "Remove",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Contacts.Remove(ctx, zapi.RemoveContactsRequest{Phones: []string{"5511900000001", "5511900000002"}})
			},
			method: "DELETE", path: "/contacts/remove",
			body: `["5511900000001","5511900000002"]`, answer: `{"success":true,"errors":[]}`,
			want: &zapi.ContactsResult{Success: true, Errors: raws()},
		},
		{
			name:   "Block",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Contacts.Block(ctx, "5511900000001") },
			method: "POST", path: "/contacts/modify-blocked",
			body: `{"phone":"5511900000001","action":"block"}`, answer: "result.json", want: &zapi.Result{Value: true},
		},
		{
			name: "Unblock",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Contacts.Unblock(ctx, "5511900000001")
			},
			method: "POST", path: "/contacts/modify-blocked",
			body: `{"phone":"5511900000001","action":"unblock"}`, answer: "result.json", want: &zapi.Result{Value: true},
		},
		{
			name:   "Report",
			call:   func(ctx context.Context, c *zapi.Client) (any, error) { return c.Contacts.Report(ctx, "5511900000001") },
			method: "POST", path: "/contacts/5511900000001/report",
			answer: `{"success":true}`, want: &zapi.Result{Success: true},
		},
		{
			name: "PhoneExists",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Contacts.PhoneExists(ctx, "5511900000001")
			},
			method: "GET", path: "/phone-exists/5511900000001", answer: "crm-phone-exists.json",
			want: &zapi.PhoneExists{Exists: true, Phone: "551190000001", LID: "81896600000001@lid"},
		},
		{
			name: "PhoneExistsBatch",
			call: func(ctx context.Context, c *zapi.Client) (any, error) {
				return c.Contacts.PhoneExistsBatch(ctx, zapi.PhoneExistsBatchRequest{Phones: []string{"5511900000001", "5511900000002"}})
			},
			method: "POST", path: "/phone-exists-batch",
			body: `{"phones":["5511900000001","5511900000002"]}`, answer: "crm-phone-exists-batch.json",
			want: []zapi.PhoneExistsBatchResult{
				{Exists: true, InputPhone: "5511900000001", OutputPhone: "551190000001", LID: "81896600000001@lid"},
				{InputPhone: "5511900000002", OutputPhone: "5511900000002"},
			},
		},
	})
}

// What is documented as a list around one object is read with and without the list; an answer without an object is no
// answer.
func TestOneObject(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]zapi.PhoneExists{
		`[{"exists":"true","phone":"1"}]`: {Exists: true, Phone: "1"},
		`[{"exists":true,"lid":null}]`:    {Exists: true},
		` {"exists":"false"} `:            {},
		`{"exists":true,"phone":"1"}`:     {Exists: true, Phone: "1"},
	} {
		got, err := phoneExists(t, answer)
		require.NoError(t, err, answer)
		assert.Equal(t, want, *got, answer)
	}
	for answer, why := range map[string]string{
		"": "empty", "[]": "no object", "[null]": "no object", "null": "no object", "[1]": "not of its documented type",
		`{"exists":{}}`: "not a boolean", "<html>": "not JSON", `{"error":"Invalid phone"}`: "Invalid phone",
	} {
		_, err := phoneExists(t, answer)
		assert.ErrorContains(t, err, why, answer)
	}
}

func phoneExists(t *testing.T, answer string) (*zapi.PhoneExists, error) {
	mt := httpmock.NewMockTransport()
	mt.RegisterResponder("GET", instance+"/phone-exists/5511900000001", httpmock.NewStringResponder(200, answer))
	return newClient(t, mt).Contacts.PhoneExists(t.Context(), "5511900000001")
}

func TestAllContacts(t *testing.T) {
	t.Parallel()
	testPages(t, "GET", "/contacts", map[string]string{
		"page=1&pageSize=2": `[{"phone":"1"},{"phone":"2"}]`, "page=2&pageSize=2": `[{"phone":"3"}]`,
	}, func(c *zapi.Client) iter.Seq2[zapi.Contact, error] {
		return c.Contacts.All(t.Context(), zapi.ListContactsParams{PageSize: 2})
	}, func(c zapi.Contact) string { return c.Phone }, "123", "page=2&pageSize=2")
}

// The limit of a request is 50,000 phones: one more is asked for in a second one, and only when it is wanted.
func TestPhoneExistsAll(t *testing.T) {
	t.Parallel()
	const limit = 50_000
	var sizes []int
	mt := httpmock.NewMockTransport()
	mt.RegisterResponder("POST", instance+"/phone-exists-batch", func(r *http.Request) (*http.Response, error) {
		b, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		sizes = append(sizes, strings.Count(string(b), "55119"))
		return httpmock.NewStringResponse(200, fmt.Sprintf(`[{"exists":true,"inputPhone":"%d"}]`, len(sizes))), nil
	})
	c := newClient(t, mt)
	taken := 0
	numbers := func(n int) iter.Seq[string] {
		return func(yield func(string) bool) {
			for i := range n {
				taken++
				if !yield(fmt.Sprintf("55119%08d", i)) {
					return
				}
			}
		}
	}
	phone := func(r zapi.PhoneExistsBatchResult) string { return r.InputPhone }

	got, err := keysOf(c.Contacts.PhoneExistsAll(t.Context(), numbers(limit+1)), phone, 99)
	require.NoError(t, err)
	assert.Equal(t, "12", got)
	assert.Equal(t, []int{limit, 1}, sizes)

	sizes, taken = nil, 0
	_, err = keysOf(c.Contacts.PhoneExistsAll(t.Context(), numbers(limit+1)), phone, 1)
	require.NoError(t, err)
	assert.Equal(t, []int{limit}, sizes)
	assert.Equal(t, limit, taken, "who stops takes no more phones")

	sizes = nil
	_, err = keysOf(c.Contacts.PhoneExistsAll(t.Context(), numbers(0)), phone, 99)
	require.NoError(t, err)
	_, err = keysOf(c.Contacts.PhoneExistsAll(t.Context(), slices.Values([]string{"5511900000001", "x"})), phone, 99)
	assert.ErrorIs(t, err, zapgate.ErrInvalidArgument)
	assert.ErrorContains(t, err, "phones")
	assert.Empty(t, sizes, "nobody to ask about, or somebody who is no phone: nothing is sent")

	mt.RegisterResponder("POST", instance+"/phone-exists-batch", httpmock.NewStringResponder(400, `{"error":"no"}`))
	taken = 0
	_, err = keysOf(c.Contacts.PhoneExistsAll(t.Context(), numbers(limit+1)), phone, 99)
	assert.ErrorIs(t, err, zapgate.ErrBadRequest)
	assert.Equal(t, limit, taken, "an error is the end")
}

func TestContactsBadArguments(t *testing.T) {
	t.Parallel()
	add := func(contacts ...zapi.NewContact) func(context.Context, *zapi.Client) error {
		return func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Contacts.Add(ctx, zapi.AddContactsRequest{Contacts: contacts})
			return err
		}
	}
	assertRefused(t, map[string]func(context.Context, *zapi.Client) error{
		"Contacts is empty":                add(),
		"Contacts[0].firstName is empty":   add(zapi.NewContact{Phone: "5511900000001"}),
		"Contacts[1].phone is empty":       add(zapi.NewContact{FirstName: "Ana", Phone: "5511900000001"}, zapi.NewContact{FirstName: "Bruno"}),
		"Contacts[0].phone is not a Z-API": add(zapi.NewContact{FirstName: "Ana", Phone: "+55 11 90000-0001"}),
		"Phones": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Contacts.Remove(ctx, zapi.RemoveContactsRequest{Phones: []string{"5511900000001", ""}})
			return err
		},
		"phones": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Contacts.PhoneExistsBatch(ctx, zapi.PhoneExistsBatchRequest{})
			return err
		},
		"phone is empty": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Contacts.ProfilePicture(ctx, "")
			return err
		},
		"phone is not": func(ctx context.Context, c *zapi.Client) error {
			_, err := c.Contacts.Block(ctx, "ana")
			return err
		},
	})
}

func raws(docs ...string) []json.RawMessage {
	out := []json.RawMessage{}
	for _, d := range docs {
		out = append(out, json.RawMessage(d))
	}
	return out
}
