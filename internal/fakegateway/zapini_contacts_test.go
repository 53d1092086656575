package fakegateway_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/zapgate/zapgate-go/internal/fakegateway"
)

const contactKeys = "id phone_number name display_name email company notes profile_picture_url is_business created_at"

func TestZapiniContacts(t *testing.T) {
	t.Parallel()
	s, _ := zapiniSession(t, config())
	plain := s.do(201, "POST /contacts", `{"instance_id":"inst-1","phone_number":"+5511900000006","name":"Eva","email":"eva@example.com","company":"Padaria","notes":"manhã"}`)
	wantKeys(t, dig(t, plain, "data"), contactKeys)
	equal(t, "number", text(t, plain, "data", "phone_number"), "5511900000006")
	parts := s.do(201, "POST /contacts", `{"phone_number":"5511900000007","first_name":"Fábio","last_name":"Lima","job_title":"dono","custom_fields":{"a":{"b":[1]}}}`)
	wantKeys(t, dig(t, parts, "data"), contactKeys+" first_name last_name job_title custom_fields")
	equal(t, "name", text(t, parts, "data", "name"), "Fábio Lima")
	equal(t, "custom", encoded(t, dig(t, parts, "data", "custom_fields")), `{"a":{"b":[1]}}`)

	for query, want := range map[string]string{
		"": "1 2 3 4 5 6 7", "search=padaria": "6", "search=EVA@": "6", "search=00000007": "7", "is_group=true": "3",
		"is_group=false&search=exemplo": "1 2 4 5", "sort=name&dir=desc&per_page=2": "3 7", "sort=name": "1 2 4 5 6 7 3",
		"dir=desc&per_page=3&page=3": "1", "instance_id=x": "",
	} {
		page := s.do(200, "GET /contacts?"+query, "")
		wantKeys(t, dig(t, page, "meta", "pagination"), "total per_page current_page last_page")
		equal(t, query, column(t, list(t, page, "data"), "id"), want)
	}
	changed := s.do(200, "PUT /contacts/6", `{"company":"Mercado","first_name":"Eva","last_name":"Reis","display_name":"E."}`)
	equal(t, "kept", text(t, changed, "data", "email"), "eva@example.com")
	equal(t, "called", text(t, changed, "data", "name")+"/"+text(t, changed, "data", "display_name"), "Eva Reis/E.")
	s.do(200, "PUT /contacts/6", `{"name":"Eva R"}`)
	one := s.do(200, "GET /contacts/6", "")
	equal(t, "still called", text(t, one, "data", "name")+"/"+text(t, one, "data", "display_name"), "Eva R/E.")
	s.do(200, "DELETE /contacts/6", "")
	for _, op := range []string{"GET", "DELETE", "PUT"} {
		s.do(404, op+" /contacts/6", "")
	}
	s.do(404, "GET /contacts/06", "")
	equal(t, "numbers are not used again", text(t, s.do(201, "POST /contacts", `{"phone_number":"8"}`), "data", "id"), "8")

	s.refused(422, "phone_number", `POST /contacts {"name":"x"}`, `POST /contacts {"phone_number":5511}`)
	s.refused(422, "custom_fields", `POST /contacts {"phone_number":"1","custom_fields":[]}`)
	s.refused(422, "instance_id", `POST /contacts {"phone_number":"1","instance_id":"nobody"}`)
	s.refused(422, "dir", "GET /contacts?dir=up")
}

func TestZapiniImport(t *testing.T) {
	t.Parallel()
	s, _ := zapiniSession(t, config())
	const op = "POST /contacts/import"
	done := s.do(200, op, `{"contacts":[{"phone_number":"+5511900000001","name":"known"},{"phone_number":"5511900000006","first_name":"Eva"},
		{"phone_number":"+5511900000006"},{"name":"no number"},7]}`)
	wantKeys(t, dig(t, done, "data"), "imported skipped errors")
	equal(t, "counts", text(t, done, "data", "imported")+text(t, done, "data", "skipped"), "12")
	equal(t, "errors", len(list(t, done, "data", "errors")), 2)
	equal(t, "name", text(t, s.do(200, "GET /contacts/6", ""), "data", "name"), "Eva")

	many := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `,{"phone_number":"55119%08d"}`, 100+i)
		}
		return `{"contacts":[` + strings.TrimPrefix(b.String(), ",") + `]}`
	}
	equal(t, "a thousand", text(t, s.do(200, op, many(1000)), "data", "imported"), "1000")
	s.refused(422, "contacts", op, op+` {"contacts":[]}`, op+` {"contacts":{}}`, op+" "+many(1001))
	equal(t, "all", text(t, s.do(200, "GET /contacts", ""), "meta", "pagination", "total"), "1006")
}

func TestZapiniExport(t *testing.T) {
	t.Parallel()
	s, g := zapiniSession(t, config())
	s.do(201, "POST /contacts", `{"phone_number":"5511900000006","name":"Eva, \"a\"\nnova"}`)
	resp, err := try(t, "GET", s.base+"/contacts/export?format=csv", bearer, "")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "type", resp.Header.Get("Content-Type"), "text/csv; charset=UTF-8")
	equal(t, "length not announced", resp.ContentLength, -1)
	rows, err := csv.NewReader(resp.Body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "rows", len(rows), 7)
	equal(t, "columns", strings.Join(rows[0], " "), "id phone_number name display_name email company notes is_business created_at")
	equal(t, "quoted", rows[6][2], "Eva, \"a\"\nnova")
	for _, query := range []string{"", "?format=json"} {
		all := s.do(200, "GET /contacts/export"+query, "")
		equal(t, "all", len(list(t, all, "data")), 6)
		wantKeys(t, dig(t, all, "data", 0), contactKeys)
	}
	equal(t, "none", len(list(t, s.do(200, "GET /contacts/export?instance_id=x", ""), "data")), 0)
	s.refused(422, "format", "GET /contacts/export?format=xml")

	g.Inject("GET /contacts/export", fakegateway.ResetMidBody())
	if resp, err = try(t, "GET", s.base+"/contacts/export", bearer, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(resp.Body); err == nil {
		t.Error("half of an export passes for a whole")
	}
}
